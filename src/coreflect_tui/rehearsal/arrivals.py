"""People coming, coming back and staying away; core training asked; the room closing."""

from collections.abc import Iterator
from datetime import datetime

from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import AddAttendee, CloseRoom, RecordCoreTraining, SetPresence
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.state import ItemState
from coreflect_tui.core.text import fold
from coreflect_tui.rehearsal.rounds import is_over, last_in
from coreflect_tui.rehearsal.scene import Happening, Scene, later

AWAY_FOR = 100
"""Seconds until someone who dropped off is back."""
KNOCKS_AFTER = 90


def comings(scene: Scene) -> Iterator[Happening]:
    """Who arrives, comes back, or asks to come in."""
    for person in scene.state.people:
        if person.presence is Presence.EXPECTED:
            yield from _arrival(scene, person)
        elif person.presence is Presence.AWAY:
            since = person.history[-1].at if person.history else scene.now
            back = SetPresence((person.id,), Presence.PRESENT)
            hint = f"presence:present:{person.id}"
            yield Happening(
                later(since, AWAY_FOR), f"{person.name} is back.", (back,), hint, optional=True
            )
    yield from _walk_in(scene)
    yield from _knock(scene)


def room(scene: Scene) -> Iterator[Happening]:
    """The room closes after its step; who has not come by then is not expected any more."""
    state = scene.state
    rule = state.format.room
    due = _introductions_over(scene)
    if rule and state.room_closed is None and due:
        at = later(due, 4)
        yield Happening(at, "You close the room to newcomers.", (CloseRoom(),), "close-room")
    if rule is None and due:
        yield from absences(scene, later(due, 6))
    elif state.room_closed:
        yield from absences(scene, later(state.room_closed, 3))


def absences(scene: Scene, at: datetime, *, ending: bool = False) -> Iterator[Happening]:
    """Those who are still expected and do not come, or would only after `at` when it is ending."""
    for person in scene.state.people:
        expected = person.presence is Presence.EXPECTED and person.role is not Role.FACILITATOR
        due = scene.arrives(person)
        if expected and (due is None or (ending and due > at)):
            yield Happening(
                at,
                f"{person.name} did not come.",
                (SetPresence((person.id,), Presence.NO_SHOW),),
                f"presence:no-show:{person.id}",
                optional=True,
            )


def training(scene: Scene) -> Iterator[Happening]:
    """The room is asked about core training, and those who came later when the room closes."""
    state = scene.state
    rule = state.format.certificates
    if rule is None or not rule.core_training:
        return
    asked = tuple(
        one.id
        for one in state.people
        if one.presence is Presence.PRESENT and one.core_trained is None
    )
    at = _time_to_ask(scene)
    if asked and at:
        words = "You ask who has done the core training; everyone nods."
        if state.room_closed:
            words = "You ask those who came later about the core training; they have done it."
        intent = RecordCoreTraining(asked, True)
        yield Happening(at, words, (intent,), "core-training", optional=True)


def _arrival(scene: Scene, person: Attendee) -> Iterator[Happening]:
    due = scene.arrives(person)
    if due is None:
        return
    here = SetPresence((person.id,), Presence.PRESENT)
    late = scene.state.began is not None and due > scene.state.began
    words = f"{person.name} comes in, a little later." if late else f"{person.name} arrives."
    yield Happening(due, words, (here,), f"presence:present:{person.id}", optional=True)


def _walk_in(scene: Scene) -> Iterator[Happening]:
    """Somebody who is not on the list; in a baton round another person names them instead, where
    it is a round for everybody."""
    state, first = scene.state, scene.first_round
    rule = first.item.step.round if first else None
    if not scene.walk_in or state.began is None:
        return
    held = state.round_of(first.id) if first else None
    order = held.order if held else rule and rule.order
    if order is Order.BATON and rule and not rule.only:
        return
    if first and not first.visits:
        return
    begin = first.visits[0].start if first else state.began
    at = later(begin, 0.4 * first.allotment if first else 420)
    words = f"{scene.walk_in} comes in, who is not on the list."
    intent = AddAttendee(scene.walk_in)
    yield Happening(at, words, (intent,), "add-person", optional=True)


def _knock(scene: Scene) -> Iterator[Happening]:
    name, closed = scene.cast.knocks, scene.state.room_closed
    if not name or closed is None or _known(scene, name):
        return
    words = f"{name} asks to come in. The room is closed, so you say: “Welcome another time.”"
    intent = AddAttendee(name, Presence.NOT_ADMITTED)
    yield Happening(later(closed, KNOCKS_AFTER), words, (intent,), "not-admitted", optional=True)


def _known(scene: Scene, name: str) -> bool:
    return any(fold(one.name) == fold(name) for one in scene.state.people)


def _introductions_over(scene: Scene) -> datetime | None:
    """When the step after which the room closes was over, or the first round without such a rule.

    A step that is not on this agenda leaves the minutes of the rule.
    """
    state = scene.state
    rule = state.format.room
    item = scene.first_round
    if rule:
        item = next((one for one in state.items if one.item.step.id == rule.closes_after), None)
        if item is None:
            return state.began and later(state.began, rule.minutes * 60)
    if item is None or not item.visits:
        return None
    held = state.round_of(item.id)
    if item.running and held and is_over(scene, item, held):
        return last_in(item, held)
    return item.visits[-1].end if not item.running else None


def _time_to_ask(scene: Scene) -> datetime | None:
    item = _first_with_points(scene)
    if scene.state.room_closed and not any(one.core_trained is None for one in _waiting(scene)):
        return later(scene.state.room_closed, 30)
    if item is None or not item.running:
        return None
    places = sum(
        point.place in (None, scene.state.options.place) for point in item.item.step.points
    )
    return scene.until(item, scene.wanted(item) * 1.2 / max(places, 2))


def _waiting(scene: Scene) -> tuple[Attendee, ...]:
    """Those of the running round who have not shared: they are not interrupted."""
    held = scene.state.round
    return to_invite(scene.state, held) if held else ()


def _first_with_points(scene: Scene) -> ItemState | None:
    return next((one for one in scene.state.items if one.item.step.points), None)
