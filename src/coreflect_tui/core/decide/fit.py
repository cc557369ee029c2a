"""Accepting a fit as it was shown, and pinning items."""

from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.decide.topics import not_over, share_anew
from coreflect_tui.core.events import Event, FitAccepted, HardEndSet, ItemPinned
from coreflect_tui.core.fit import Fit, basis_of
from coreflect_tui.core.intents import AcceptFit, PinItem
from coreflect_tui.core.shares import MINUTE
from coreflect_tui.core.state import SessionState


def _accept(state: SessionState, intent: AcceptFit, now: datetime) -> Answer:
    """Nothing is worked out again: what was shown holds, or is looked at once more."""
    fit = intent.fit
    if fit.basis != basis_of(state):
        return Refusal("Something changed since; look again.")
    if not fit.fits:
        over = -(-fit.deficit // MINUTE)
        return Refusal(f"It does not fit by {over} min; end later, or shorten an item by hand.")
    if not fit.changes:
        return Refusal("There is nothing to change.")
    events: list[Event] = []
    if fit.hard_end != state.hard_end:
        events.append(HardEndSet(fit.hard_end))
    for row in fit.rows:
        item = state.item(row.id)
        if item and item.pinned is not (row.id in fit.pins):
            events.append(ItemPinned(row.id, not item.pinned))
    events.append(_accepted(fit))
    times = {row.id: row.then for row in fit.rows if row.then}
    topics = state.topic_item
    if topics and topics.id in times:
        events += share_anew(state, not_over(state), now, allotment=times[topics.id])
    return tuple(events)


def _accepted(fit: Fit) -> FitAccepted:
    return FitAccepted(
        allotments=tuple((row.id, row.then) for row in fit.rows if row.then),
        left_out=tuple(row.id for row in fit.rows if row.now and not row.then),
        brought_back=tuple(row.id for row in fit.rows if row.then and not row.now),
        agreed_end=fit.agreed_end,
    )


def _pin(state: SessionState, intent: PinItem, _: datetime) -> Answer:
    item = state.item(intent.item)
    if item is None:
        return Refusal("That item is not on the agenda.")
    if item.visits:
        return Refusal(f"{item.item.step.title} is not to come any more.")
    if item.item.step.protected:
        return Refusal(f"{item.item.step.title} is protected; it keeps its time.")
    if item.pinned is intent.pinned:
        return Refusal("Nothing changed.")
    return (ItemPinned(item.id, intent.pinned),)


DECISIONS: Decisions = {AcceptFit: _accept, PinItem: _pin}
