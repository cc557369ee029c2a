"""what_next: what happens next in the room of a rehearsal, whatever was done so far.

The hints name actions: next-item, next-turn, give-turn:ID, name-next, pass, end-turn,
raise-hand:ID, resume, presence:PRESENCE:ID, add-person, not-admitted, core-training, close-room,
tick:NUMBER, write:KIND, start-topic:ID, give-role:ROLE:ID, take-option:CHOICE:OPTION, small-groups,
extend, once-more, end-repeat, fit, change-note:ID, keep-name:ID, full:ID, close-session.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import NextItem, ResumeClock
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import items_to_come
from coreflect_tui.rehearsal.arrivals import comings, room, training
from coreflect_tui.rehearsal.cast import Cast
from coreflect_tui.rehearsal.items import points, topics, topics_over
from coreflect_tui.rehearsal.laps import laps
from coreflect_tui.rehearsal.notes import notes
from coreflect_tui.rehearsal.roles import roles
from coreflect_tui.rehearsal.rounds import BREATH, is_over, last_in, turns
from coreflect_tui.rehearsal.scene import Happening, Scene, has_round, later
from coreflect_tui.rehearsal.steps import choices, re_timing, small_groups, votes
from coreflect_tui.rehearsal.wrap_up import wrap_up

LAPSE = 30
"""What is optional and was left alone for so many seconds no longer keeps the rest waiting."""
DECIDED = 5
"""Seconds from the word on once more, or no more, to what comes after it."""
STILL = 60
"""Seconds until the group wants to go on after a pause."""


def what_next(state: SessionState, cast: Cast, now: datetime) -> Happening | None:
    """The next thing that happens, at `now` or later (session time, UTC); None once it is closed.

    The answer follows from what is given alone, so it is right for any state, also one in which
    somebody did something else than what was suggested.
    """
    if state.closed:
        return None
    scene = Scene(state, cast, now)

    def urgency(one: Happening) -> tuple[bool, datetime]:
        return (one.optional and one.at < later(now, -LAPSE), one.at)

    following = min(_all(scene), key=urgency, default=None)
    return following and replace(following, at=max(following.at, now))


def _all(scene: Scene) -> Iterator[Happening]:
    state = scene.state
    if state.paused:
        at = later(state.paused.start, STILL)
        yield Happening(at, "The group is ready to go on.", (ResumeClock(),), "resume")
        return
    yield from comings(scene)
    if state.began is None:
        at = later(state.options.starts_at, 60 * scene.draw("start"))
        yield Happening(at, "It is time, and everyone looks at you.", (NextItem(),), "next-item")
        return
    yield from room(scene)
    yield from training(scene)
    if state.running:
        yield from _within(scene, state.running)
    else:
        yield from _going_on(scene, later(scene.now, BREATH))


def _within(scene: Scene, item: ItemState) -> Iterator[Happening]:
    for kind in (roles, choices, small_groups, re_timing, votes, points, notes):
        yield from kind(scene, item)
    held = scene.state.round if has_round(item.item) else None
    if held:
        yield from turns(scene, item, held)
        over = later(last_in(item, held), 2 * BREATH) if is_over(scene, item, held) else None
    elif item.item.step.kind is StepKind.TOPICS:
        yield from topics(scene, item)
        over = topics_over(scene, item)
    else:
        over = scene.until(item, scene.wanted(item))
    if over:
        yield from _going_on(scene, over)


def _going_on(scene: Scene, at: datetime) -> Iterator[Happening]:
    """The next item, or what is done after the last one."""
    held, item = scene.state.round, scene.state.running
    decided = [*laps(scene, item, at)] if item else []
    yield from decided
    at = later(at, DECIDED) if decided else at
    to_come = items_to_come(scene.state)
    if not to_come:
        yield from wrap_up(scene, at)
        return
    rule = item.item.step.round if item else None
    waiting = bool(held and rule and rule.everyone_once and to_invite(scene.state, held))
    words = f"The group is ready for “{to_come[0].item.step.title}”."
    yield Happening(at, words, (NextItem(leaving=waiting),), "next-item")
