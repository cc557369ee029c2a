"""What an item may take beyond its time, so that a session still ends when it must."""

from datetime import datetime

from coreflect_tui.core.agenda import speakers
from coreflect_tui.core.formats import RoundRule
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.repeating import Times
from coreflect_tui.core.shares import SHORTEST
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import item_left, items_to_come


def in_hand(state: SessionState, item: ItemState, now: datetime) -> float:
    """Seconds that the running `item` may run over when everything after it gives what it can;
    below zero, those that it is to end early by. It stands still while the item runs."""
    needed = [one for one in items_to_come(state) if not may_go(state, one)]
    rest = sum(shortest_of(state, one) for one in needed)
    left = (state.hard_end - now).total_seconds()
    return left - item_left(state, item, now) - rest


def may_go(state: SessionState, item: ItemState) -> bool:
    """Whether an item to come is of a lap that is begun only if there is time for it: a repeat
    until time is up is held once at least."""
    repeat = state.format.repeat_of(item.item.step.id)
    if repeat is None or repeat.times is not Times.UNTIL_TIME:
        return False
    running = state.running
    here = running.item.lap if running and running.item.step.id in repeat.steps else 1
    return item.item.lap > here


def shortest_of(state: SessionState, item: ItemState) -> int:
    """The seconds that an item to come takes when it is shortened as far as it may be, or left
    out. In a round everybody who is here has their turn, however many have come."""
    step = item.item.step
    if step.drop is not None and not item.pinned:
        return 0
    turns = _turns(state, step.round) if step.round else 0
    if step.protected or item.pinned:
        return max(item.allotment, turns)
    return max(min(max(item.item.least, SHORTEST), item.allotment), turns)


def _turns(state: SessionState, rule: RoundRule) -> int:
    here = [one for one in state.people if one.presence is Presence.PRESENT]
    facilitate = sum(one.role is Role.FACILITATOR for one in here)
    return rule.each_least * speakers(rule, len(here), facilitate) if rule.everyone_once else 0
