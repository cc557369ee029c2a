"""The people of a session as a list: who is here, core training, who has shared."""

import re

from coreflect_tui.core.names import is_pronouns
from coreflect_tui.core.state import (
    Attendee,
    ItemState,
    Presence,
    Role,
    Round,
    SessionState,
    Shared,
    TurnStatus,
)
from coreflect_tui.tui.view.middle import called
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip, fill, line
from coreflect_tui.tui.view.time_words import clock_time

SIGNS = {
    Presence.PRESENT: ("●", "here", Look.GOOD),
    Presence.EXPECTED: ("○", "expected", Look.MUTED),
    Presence.AWAY: ("◌", "away", Look.WARN),
    Presence.LEFT: ("–", "left", Look.MUTED),
    Presence.NOT_ADMITTED: ("×", "not admitted", Look.MUTED),
    Presence.NO_SHOW: ("–", "did not come", Look.MUTED),
}
_IN_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]*)\)\s*")


def people_choices(
    state: SessionState, held: Round | None, offset: int, width: int
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each person, in the order of the list; `held` says who has shared."""
    name_width = max(min(width - 46, 34), 18)
    return tuple(
        (person.id, (clip(_row(state, held, person, offset, name_width), width),))
        for person in state.people
    )


def people_title(state: SessionState, item: ItemState | None = None) -> Line:
    """How many are here, of how many; `item` is a round that is caught up on."""
    here = sum(1 for person in state.people if person.presence is Presence.PRESENT)
    words = f"   {here} here of {len(state.people)}"
    if item:
        words += f" · who has shared in “{item.item.step.title}”"
    return line(Piece(" People", Look.TITLE), Piece(words, Look.MUTED))


def latest_round(state: SessionState) -> Round | None:
    """The running round, or the last one that was opened."""
    return state.round or (state.rounds[-1] if state.rounds else None)


def _row(
    state: SessionState, held: Round | None, person: Attendee, offset: int, width: int
) -> Line:
    sign, word, look = SIGNS[person.presence]
    if person.presence in (Presence.PRESENT, Presence.AWAY, Presence.LEFT) and person.history:
        word += f" {clock_time(person.history[-1].at, offset)}"
    parts = [word]
    shared = shared_words(held, person)
    if shared:
        parts.append(shared)
    if person.role is Role.FACILITATOR:
        parts.append("facilitates")
    if person.presence not in (Presence.NO_SHOW, Presence.NOT_ADMITTED):
        parts += _training(state, person)
    if person.listed_name:
        parts.append(f"on the list: {person.listed_name}")
    return (
        Piece(f" {sign} ", look),
        Piece(fill(called(person), width), Look.PLAIN),
        Piece("  " + " · ".join(parts), Look.MUTED),
    )


def shared_words(held: Round | None, person: Attendee) -> str:
    """What is recorded of someone's turn in a round."""
    turn = held.turn(person.id) if held else None
    if turn is None:
        return ""
    if turn.status is TurnStatus.DONE:
        return "shared in the chat" if turn.how is Shared.CHAT else "shared"
    return {
        TurnStatus.SPEAKING: "has the floor",
        TurnStatus.PASSED: "passed",
        TurnStatus.PAUSED: "was speaking",
    }.get(turn.status, "not yet")


def _training(state: SessionState, person: Attendee) -> list[str]:
    rule = state.format.certificates
    if rule is None or not rule.core_training or person.role is Role.FACILITATOR:
        return []
    words = {True: "core-trained", False: "not core-trained", None: "training not asked"}
    return [words[person.core_trained]]


def split_called(text: str) -> tuple[str, str]:
    """A name as typed, "Rowan (they/them)", as name and pronouns."""
    found = _IN_BRACKETS.fullmatch(text.strip())
    if found and is_pronouns(found[2]):
        return found[1], found[2].strip()
    return text, ""
