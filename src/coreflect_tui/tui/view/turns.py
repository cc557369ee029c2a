"""Who has the floor, who is still to be invited, who has shared; numbered for the digits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.formats import Order
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.rounds import (
    digits,
    hands_here,
    have_shared,
    next_in_order,
    passed_here,
    to_invite,
)
from coreflect_tui.core.state import Round, SessionState, Shared, Turn, TurnStatus
from coreflect_tui.core.text import fold
from coreflect_tui.core.timing import spans_seconds
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import (
    Line,
    Lines,
    Look,
    Piece,
    clip_text,
    fill,
    hang_some,
    line,
)

LABEL = 9
NOT_COMING = (Presence.NOT_ADMITTED, Presence.NO_SHOW)
HAND = "↑"
"""Stands before the name of someone who asked to speak."""
SAYS_EXPECTED = "(not here yet)  "
"""Said once, of the first whose name has the sign for it."""
WAS_SPEAKING = " (was speaking)"
_WHO_IS_NEXT = {
    Order.BATON: "who is named next?",
    Order.POPCORN: "who would like to go on?",
    Order.QUEUE: "whose hand is up?",
}


def called(person: Attendee) -> str:
    """A person as they are called, with their pronouns."""
    return f"{person.name} ({person.pronouns})" if person.pronouns else person.name


def people_lines(state: SessionState, now: datetime, width: int) -> Lines:
    """Who has the floor, who is still to be invited, who has shared; what matters most is first,
    so that a low screen leaves away what matters least."""
    return (*floor_lines(state, now, width), *others_lines(state, width))


def floor_lines(state: SessionState, now: datetime, width: int) -> Lines:
    """Who has the floor, in a round, and for how long."""
    return (_now_line(state, state.round, now, width),) if state.round else ()


def others_lines(state: SessionState, width: int) -> Lines:
    """Everyone else; nothing of it goes on by itself."""
    held = state.round
    if held is None:
        return _presence_lines(state, width)
    numbers = digits(state, held)
    return (
        *_hand_lines(state, held, width),
        *_invite_lines(state, held, numbers, width),
        *_passed_lines(state, held, numbers, width),
        *_aside_lines(state, held, width),
        *_shared_lines(state, held, numbers, width),
    )


def _label(text: str) -> Piece:
    return Piece(fill(text, LABEL), Look.MUTED)


def _presence_lines(state: SessionState, width: int) -> Lines:
    here = [one for one in state.people if one.presence is Presence.PRESENT]
    awaited = sum(one.presence not in NOT_COMING for one in state.people)
    expected = [one for one in state.people if one.presence is Presence.EXPECTED]
    away = [one for one in state.people if one.presence is Presence.AWAY]
    lines = [line(_label("here"), f"{len(here)} of {awaited}")] if state.people else []
    if expected:
        lines += _names("expected", expected, width, most=2)
    if away:
        lines += _names("away", away, width, most=1)
    return tuple(lines)


def _names(label: str, people: Sequence[Attendee], width: int, most: int) -> Lines:
    return hang_some(_label(label), _listed([one.name for one in people]), width, most, _more)


def _listed(words: Sequence[str]) -> list[Line]:
    """Words with a sign between them, each to stay on one line."""
    last = len(words) - 1
    return [
        line(Piece(word + (" · " if index < last else ""), Look.MUTED))
        for index, word in enumerate(words)
    ]


def _more(count: int) -> Line:
    return line(Piece(f"+{count} more", Look.MUTED))


def _now_line(state: SessionState, held: Round, now: datetime, width: int) -> Line:
    turn = held.speaker
    person = state.person(turn.person) if turn else None
    if turn is None or person is None:
        upcoming = next_in_order(state, held)
        if upcoming:
            return line(_label("next"), Piece(clip_text(called(upcoming), width - LABEL)))
        return line(_label("now"), Piece(_nobody_speaks(state, held), Look.MUTED))
    spoken = clock_face(int(spans_seconds(turn.spans, state.pauses, now)))
    name = clip_text(called(person), width - LABEL - len(spoken) - 2)
    return line(_label("now"), Piece(name, Look.NOW), f"  {spoken}")


def _nobody_speaks(state: SessionState, held: Round) -> str:
    if not to_invite(state, held):
        return "nobody just now" if passed_here(state, held) else "everyone has shared"
    if not held.ended and held.order is not Order.QUEUE:
        return "who would like to begin?"
    return _WHO_IS_NEXT.get(held.order, "who is next?")


def _hand_lines(state: SessionState, held: Round, width: int) -> Lines:
    """Who asked to speak, first come first."""
    people = hands_here(state, held)
    return _names("hands", people, width, most=1) if people else ()


def _invite_lines(state: SessionState, held: Round, numbers: dict[str, int], width: int) -> Lines:
    waiting = to_invite(state, held)
    if not waiting:
        return (line(_label("invite"), Piece("everyone has been invited", Look.MUTED)),)
    with_digit = [one for one in waiting if one.id in numbers]
    others = [one for one in waiting if one.id not in numbers]
    units = [*_numbered(with_digit, held, numbers), *_first_names(state, held, others)]
    awaited = (one.presence is Presence.EXPECTED for one in (*with_digit, *others))
    first = next((place for place, expected in enumerate(awaited) if expected), None)
    if first is not None:
        units[first] = (*units[first], Piece(SAYS_EXPECTED, Look.MUTED))
    return hang_some(_label("invite"), units, width, 5, _by_name)


def _first_names(state: SessionState, held: Round, people: Sequence[Attendee]) -> Iterator[Line]:
    """People beyond the digits, shorter, so that many are in sight: by the first word of their
    name where it is theirs alone."""
    firsts = Counter(fold(one.name.split()[0]) for one in state.people if one.name.split())
    for person in people:
        first = person.name.split()[0] if person.name.split() else person.name
        name = first if firsts[fold(first)] == 1 else person.name
        expected = person.presence is Presence.EXPECTED
        hand = HAND if person.id in held.hands else ""
        look = Look.MUTED if expected else Look.PLAIN
        yield line(Piece(f"{hand}{name}{'?' if expected else ''}  ", look))


def _by_name(count: int) -> Line:
    return line(Piece(f"+{count}, {key_of('live.by_name')} by name", Look.MUTED))


def _numbered(people: Sequence[Attendee], held: Round, numbers: dict[str, int]) -> Iterator[Line]:
    """People with the digit that means them, as long as there are digits."""
    cut_off = {turn.person for turn in held.turns if turn.status is TurnStatus.PAUSED}
    for person in people:
        expected = person.presence is Presence.EXPECTED
        look = Look.MUTED if expected else Look.PLAIN
        hand = HAND if person.id in held.hands else ""
        after = "?" if expected else WAS_SPEAKING if person.id in cut_off else ""
        name = f"{hand}{person.name}{after}  "
        number = numbers.get(person.id)
        if number is None:
            yield line(Piece(name, look))
            continue
        action = f"screen.digit({number})"
        yield line(Piece(f"{number} ", Look.KEY, action), Piece(name, look, action))


def _passed_lines(state: SessionState, held: Round, numbers: dict[str, int], width: int) -> Lines:
    """Who passed and is here: they may come back."""
    passed = passed_here(state, held)
    if not passed:
        return ()
    return hang_some(_label("passed"), list(_numbered(passed, held, numbers)), width, 1, _more)


def _aside_lines(state: SessionState, held: Round, width: int) -> Lines:
    """People whose turn is open and who are not here now."""
    still_open = {
        turn.person: turn.status
        for turn in held.turns
        if turn.status in (TurnStatus.WAITING, TurnStatus.PAUSED)
    }
    words = [
        one.name + (WAS_SPEAKING if still_open[one.id] is TurnStatus.PAUSED else "")
        for one in state.people
        if one.presence is Presence.AWAY and one.id in still_open
    ]
    return hang_some(_label("away"), _listed(words), width, 1, _more) if words else ()


def _shared_lines(state: SessionState, held: Round, numbers: dict[str, int], width: int) -> Lines:
    """Who has shared. Whoever may speak again has a digit; whoever passed and is not here any more
    stands among them."""
    people = {one.id: one for one in state.people}
    again = {one.id for one in passed_here(state, held)}
    shared = [one for one in have_shared(held) if one.person in people and one.person not in again]
    if any(turn.person in numbers for turn in shared):
        units = list(_numbered([people[turn.person] for turn in shared], held, numbers))
    else:
        words = [people[turn.person].name + _how(turn) for turn in shared]
        units = _listed(words or ["nobody yet"])
    return hang_some(_label("shared"), units, width, 2, _more)


def _how(turn: Turn) -> str:
    if turn.status is TurnStatus.PASSED:
        return " (passed)"
    return " (chat)" if turn.how is Shared.CHAT else ""
