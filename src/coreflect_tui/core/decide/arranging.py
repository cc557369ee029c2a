"""The order in which the call shows people, as the facilitator reads it off the screen."""

from dataclasses import replace
from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.events import Event, PeopleArranged, RoundOrdered
from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import ArrangePeople
from coreflect_tui.core.rounds import reordered, rule_of, standing
from coreflect_tui.core.state import SessionState


def _arrange(state: SessionState, intent: ArrangePeople, _: datetime) -> Answer:
    now = tuple(one.id for one in standing(state))
    known, wanted = frozenset(now), dict.fromkeys(intent.people)
    named = tuple(one for one in wanted if one in known)
    people = named + tuple(one for one in now if one not in wanted)
    if people == now:
        return Refusal("People stand in that order already.")
    after = replace(state, gallery=people)
    return (PeopleArranged(people), *_in_running_round(after))


def _in_running_round(state: SessionState) -> tuple[Event, ...]:
    """A round that goes as the call shows people follows it."""
    held = state.round
    rule = rule_of(state, held) if held else None
    if held is None or rule is None or held.order is not Order.GALLERY:
        return ()
    after = reordered(state, held, rule, Order.GALLERY)
    if after == held:
        return ()
    people = tuple(turn.person for turn in after.turns)
    return (RoundOrdered(held.item, after.order, people, after.seed),)


DECISIONS: Decisions = {ArrangePeople: _arrange}
