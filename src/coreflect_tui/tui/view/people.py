"""The people of a session as a list: who is here, core training, who has shared."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import all_digits, standing
from coreflect_tui.core.state import ItemState, Round, SessionState, Shared, Turn, TurnStatus
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import (
    Line,
    Lines,
    Look,
    Piece,
    clip,
    fill,
    line,
    spread,
)
from coreflect_tui.tui.view.time_words import clock_time
from coreflect_tui.tui.view.turns import NOT_COMING, called

SIGNS = {
    Presence.PRESENT: ("●", "here", Look.GOOD),
    Presence.EXPECTED: ("○", "expected", Look.MUTED),
    Presence.AWAY: ("◌", "away", Look.WARN),
    Presence.LEFT: ("–", "left", Look.MUTED),
    Presence.NOT_ADMITTED: ("×", "not admitted", Look.MUTED),
    Presence.NO_SHOW: ("–", "did not come", Look.MUTED),
}


TRAINING = {True: "core-trained", False: "not core-trained", None: "training not asked"}


class PersonRow(NamedTuple):
    """All that a row of the list is made of. `digit` is "" for whoever has none."""

    person: Attendee
    turn: Turn | None
    digit: str
    marked: bool
    trains: bool
    offset: int
    width: int


class PeopleChoices:
    """A choice for each person, in the order in which they stand. With two hundred people it takes
    longer than a key should wait, so rows are put together anew only for those whose row is another
    one now."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[PersonRow, tuple[str, Lines]]] = {}

    def of(
        self,
        state: SessionState,
        held: Round | None,
        offset: int,
        width: int,
        marked: Collection[str] = (),
    ) -> tuple[tuple[str, Lines], ...]:
        """`held` is the round that says who has shared."""
        turns = {turn.person: turn for turn in held.turns} if held else {}
        digits = all_digits(state)
        rule = state.format.certificates
        trains = rule is not None and rule.core_training
        before, self._kept = self._kept, {}
        for one in standing(state):
            name = one.id
            digit = str(digits.get(name, ""))
            row = PersonRow(one, turns.get(name), digit, name in marked, trains, offset, width)
            kept = before.get(name)
            if kept is None or kept[0] != row:
                kept = row, (name, (_line(row),))
            self._kept[name] = kept
        return tuple(choice for _, choice in self._kept.values())


def training_words(state: SessionState) -> str:
    """How core training is noted, as long as somebody here was not asked; else ""."""
    rule = state.format.certificates
    here = (one for one in state.people if one.presence is Presence.PRESENT)
    if rule is None or not rule.core_training or state.closed:
        return ""
    if all(one.core_trained is not None or one.role is Role.FACILITATOR for one in here):
        return ""
    one, everyone = key_of("people.trained"), key_of("people.all_trained")
    return (
        f"Core training: {one} says yes or no of one person, {everyone} yes of all here not asked."
    )


def people_title(
    state: SessionState, offset: int, width: int, item: ItemState | None = None, marked: int = 0
) -> Line:
    """How many are here, of how many, and how the room stands; `item` is a round that is caught up
    on, `marked` how many people a key would be about."""
    here = sum(1 for person in state.people if person.presence is Presence.PRESENT)
    awaited = sum(1 for person in state.people if person.presence not in NOT_COMING)
    words = f"   {here} here of {awaited}"
    if marked:
        words += f" · {marked} marked"
    if item:
        words += f" · who has shared in “{item.item.step.title}”"
    room = ""
    if state.room_closed:
        room = f"room closed {clock_time(state.room_closed, offset)} "
    elif state.format.room:
        room = "room open "
    left = line(Piece(" People", Look.TITLE), Piece(words, Look.MUTED))
    return spread(left, line(Piece(room, Look.MUTED)), width)


def moved(order: tuple[str, ...], person: str, by: int) -> tuple[str, ...]:
    """The order with one person moved by so many places."""
    place = order.index(person)
    others = [one for one in order if one != person]
    to = min(max(place + by, 0), len(others))
    return (*others[:to], person, *others[to:])


def open_turns(state: SessionState, held: Round) -> tuple[str, ...]:
    """Who is here and has neither shared nor passed: whoever passed has answered."""
    here = {one.id for one in state.people if one.presence is Presence.PRESENT}
    waiting = (TurnStatus.WAITING, TurnStatus.PAUSED)
    return tuple(
        turn.person for turn in held.turns if turn.status in waiting and turn.person in here
    )


def toggled_share(held: Round, people: Collection[str], how: Shared) -> Shared | None:
    """What the key for `how` records of people: the same key again takes it back."""
    turns = {turn.person: turn for turn in held.turns}
    again = all(one in turns and turns[one].how is how for one in people)
    return None if again else how


def next_training(state: SessionState, people: Collection[str]) -> bool | None:
    """What the key for core training records next: yes, no, not asked."""
    first = next((one for one in state.people if one.id in people), None)
    return {None: True, True: False, False: None}[first.core_trained if first else None]


def latest_round(state: SessionState) -> Round | None:
    """The running round, or the last one that was opened."""
    return state.round or (state.rounds[-1] if state.rounds else None)


def _line(row: PersonRow) -> Line:
    person = row.person
    sign, word, look = SIGNS[person.presence]
    if person.presence in (Presence.PRESENT, Presence.AWAY, Presence.LEFT) and person.history:
        word += f" {clock_time(_came(person), row.offset)}"
    parts = [word]
    if row.turn:
        parts.append(shared_words(row.turn))
    if person.role is Role.FACILITATOR:
        parts.append("facilitates")
    elif row.trains and person.presence not in (Presence.NO_SHOW, Presence.NOT_ADMITTED):
        parts.append(TRAINING[person.core_trained])
    if person.listed_name:
        parts.append(f"on the list: {person.listed_name}")
    name_width = max(min(row.width - 46, 34), 18)
    pieces = (
        Piece("▪" if row.marked else " ", Look.KEY),
        Piece(f"{row.digit or ' '} ", Look.KEY),
        Piece(f"{sign} ", look),
        Piece(fill(called(person), name_width), Look.PLAIN),
        Piece("  " + " · ".join(parts), Look.MUTED),
    )
    return clip(pieces, row.width)


def _came(person: Attendee) -> datetime:
    """Since when someone is as they are; whoever came back is here since they first came."""
    if person.presence is not Presence.PRESENT:
        return person.history[-1].at
    here = [one.at for one in person.history if one.presence is Presence.PRESENT]
    since = [
        one.at for one in person.history if one.presence in (Presence.EXPECTED, Presence.NO_SHOW)
    ]
    return min((one for one in here if not since or one >= since[-1]), default=here[-1])


def shared_words(turn: Turn) -> str:
    """What is recorded of someone's turn in a round."""
    if turn.status is TurnStatus.DONE:
        return "shared in the chat" if turn.how is Shared.CHAT else "shared"
    return {
        TurnStatus.SPEAKING: "has the floor",
        TurnStatus.PASSED: "passed",
        TurnStatus.PAUSED: "was speaking",
    }.get(turn.status, "not yet")


def address_words(person: Attendee) -> str:
    """An address and an organisation as they are typed, apart by a comma."""
    return ", ".join(filter(None, (person.email, person.organisation)))


def read_address(text: str) -> tuple[str, str]:
    """E-mail and organisation out of what was typed; the part with an @ is the e-mail."""
    first, _, rest = text.partition(",")
    if "@" in first or not rest.strip():
        return (first.strip(), rest.strip()) if "@" in first else ("", first.strip())
    return rest.strip(), first.strip()


def whom(state: SessionState, people: Collection[str]) -> str:
    """One person by name, several by their number."""
    names = [one.name for one in state.people if one.id in people]
    return names[0] if len(names) == 1 else f"{len(names)} people"


def share_words(how: Shared | None) -> str:
    """What was recorded of sharing just now."""
    if how is None:
        return "not shared yet after all"
    return "shared in the chat" if how is Shared.CHAT else "shared"
