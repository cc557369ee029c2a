"""The agenda while it runs: leaving items out, bringing them back, putting new ones in."""

from datetime import datetime

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal, next_id
from coreflect_tui.core.events import ItemInserted, ItemLeftOut
from coreflect_tui.core.formats import Step, StepKind
from coreflect_tui.core.intents import BringBack, InsertItem, LeaveOut
from coreflect_tui.core.shares import HALF_MINUTE, LONGEST, MINUTE, SHORTEST
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_line
from coreflect_tui.core.timing import items_to_come, place_on_agenda

PREFIXES = {StepKind.TALK: "added-", StepKind.BREAK: "break-"}
NOT_THERE = Refusal("That item is not on the agenda.")


def _leave_out(state: SessionState, intent: LeaveOut, _: datetime) -> Answer:
    item = state.item(intent.item)
    if item is None:
        return NOT_THERE
    title = item.item.step.title
    if item.running:
        return Refusal(f"{title} is running; go on to the next item to leave the rest of it.")
    if item.visits:
        return Refusal(f"{title} is over.")
    if item.left_out:
        return Refusal(f"{title} is left out already.")
    if item not in items_to_come(state):
        return Refusal(f"{title} was passed over already.")
    return (ItemLeftOut(item.id, left_out=True),)


def _bring_back(state: SessionState, intent: BringBack, _: datetime) -> Answer:
    item = state.item(intent.item)
    if item is None:
        return NOT_THERE
    title = item.item.step.title
    if not item.left_out:
        return Refusal(f"{title} was not left out.")
    if state.items.index(item) < place_on_agenda(state):
        return Refusal(f"The place of {title} has passed; go to it to hold it now.")
    return (ItemLeftOut(item.id, left_out=False),)


def _insert(state: SessionState, intent: InsertItem, _: datetime) -> Answer:
    if intent.kind not in PREFIXES:
        return Refusal("A talk or a break can be put in, and nothing else.")
    title = clean_line(intent.title) or ("Break" if intent.kind is StepKind.BREAK else "")
    if not title:
        return Refusal("Nothing was written.")
    if not SHORTEST <= intent.seconds <= LONGEST:
        return Refusal("An item takes at least a minute, and no longer than a day.")
    here = place_on_agenda(state)
    ids = tuple(item.id for item in state.items)
    if intent.after is None:
        after = ids[here] if here >= 0 else None
    elif intent.after not in ids:
        return NOT_THERE
    elif ids.index(intent.after) < here:
        return Refusal("That place on the agenda has passed.")
    else:
        after = intent.after
    prefix = PREFIXES[intent.kind]
    new_id = next_id(prefix, tuple(one for one in ids if one.startswith(prefix)))
    return (ItemInserted(_item(new_id, intent.kind, intent.seconds), title, after),)


def _item(new_id: str, kind: StepKind, seconds: int) -> Item:
    """A fit may take up to half of it; a talk may grow to twice as much, a break does not grow."""
    least = max(seconds // 2 // HALF_MINUTE * HALF_MINUTE, SHORTEST)
    minutes = -(-seconds // MINUTE)
    most = minutes if kind is StepKind.BREAK else 2 * minutes
    return Item(new_id, Step(new_id, "", minutes, -(-least // MINUTE), most, kind), seconds, least)


DECISIONS: Decisions = {LeaveOut: _leave_out, BringBack: _bring_back, InsertItem: _insert}
