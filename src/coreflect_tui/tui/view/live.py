"""The frame of the live screen: the top line, the agenda, the clock of the running item."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from coreflect_tui.core.durations import about, clock_face, in_words
from coreflect_tui.core.formats import NoteKind, Order, StepKind
from coreflect_tui.core.options import not_taken
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import OVER, have_shared, seconds_each, to_invite
from coreflect_tui.core.speaking import Ends
from coreflect_tui.core.state import ItemState, PauseKind, Round, SessionState, TurnStatus
from coreflect_tui.core.timing import (
    ON_TIME,
    item_left,
    item_seconds,
    over,
    pace,
    topic_left,
)
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.kinds import counted
from coreflect_tui.tui.view.large_digits import large_digits
from coreflect_tui.tui.view.orders import WORDS
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    bar,
    clip,
    fill,
    line,
    looking,
    spread,
    width_of,
)
from coreflect_tui.tui.view.time_words import clock_time, course_words, minutes_of

PLAIN_ORDERS = (Order.LISTED, Order.BATON, Order.POPCORN)
READING_ALONG = "READING ALONG"
GONE = (Presence.LEFT, Presence.NOT_ADMITTED, Presence.NO_SHOW)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The clock of the running item: `digits` large, `words` beside them, `used` from 0 to 1.
    The words say at once that it is over; it looks so once it is `late`, by more than a minute. It
    stands `still` in a pause."""

    digits: str
    words: tuple[str, ...]
    used: float
    late: bool
    still: bool = False


def top_line(
    state: SessionState,
    now: datetime,
    offset: int,
    width: int,
    *,
    quiet: bool = False,
    along: bool = False,
    rehearsed: bool = False,
) -> Line:
    """Title and place at the left; the time, pace and end at the right. A quiet one says only when
    it is to end; one of a session that is read `along` says so first, and one that is `rehearsed`
    instead of the place."""
    late = max(pace(state, now), over(state, now)) > ON_TIME and not quiet
    course = course_words(state, now, offset)
    if quiet and state.began and not state.closed:
        course = f"until {clock_time(state.hard_end, offset)}"
    if state.paused and not state.closed:
        what = "held" if state.paused.kind is PauseKind.HOLD else "paused"
        course = f"{what} since {clock_time(state.paused.start, offset)} · {course}"
    title = f" {state.format.title}"
    right = line(
        Piece(clock_time(now, offset), Look.STRONG),
        "  ",
        Piece(course, Look.WARN if late else Look.PLAIN),
        " ",
    )
    place = Piece("rehearsal", Look.NOW) if rehearsed else state.options.place
    left = line(Piece(title, Look.TITLE), " · ", place)
    if along:
        mark = Piece(f" {READING_ALONG}", Look.NOW)
        left, right = (mark, Piece(" ·"), *left), clip(right, width - width_of((mark,)) - 1)
    return spread(left, right, width)


def agenda_lines(
    state: SessionState, now: datetime, offset: int, width: int, *, quiet: bool = False
) -> Lines:
    """Each item with its time and, once it ran, the time it took, which a quiet one leaves away;
    then how the room stands. What belongs to an option that was not taken is not there."""
    at_rest = agenda_at_rest(state, now, offset, width, quiet=quiet)
    return agenda_going_on(at_rest, state, now, width, quiet=quiet)


AgendaAtRest = tuple[Lines, int | None]
"""What time alone does not change of the agenda, and where in it the running item is to stand."""


def agenda_at_rest(
    state: SessionState, now: datetime, offset: int, width: int, *, quiet: bool = False
) -> AgendaAtRest:
    """All of the agenda but the running item: the same at any `now` of one state."""
    untaken = not_taken(state)
    shown = [item for item in state.items if item.visits or item.item.step.id not in untaken]
    running = next((place for place, item in enumerate(shown) if item.running), None)
    lines = [
        BLANK if place == running else _agenda_line(state, item, now, width, quiet)
        for place, item in enumerate(shown)
    ]
    if state.format.room:
        lines += [BLANK, *(clip(one, width) for one in room_lines(state, offset))]
    return tuple(lines), running


def agenda_going_on(
    at_rest: AgendaAtRest, state: SessionState, now: datetime, width: int, *, quiet: bool = False
) -> Lines:
    """The agenda with its running item as of now."""
    lines, place = at_rest
    if place is None or state.running is None:
        return lines
    going_on = _agenda_line(state, state.running, now, width, quiet)
    return (*lines[:place], going_on, *lines[place + 1 :])


def _agenda_line(
    state: SessionState, item: ItemState, now: datetime, width: int, quiet: bool
) -> Line:
    sign, look = _sign(item)
    took = item.visits and not quiet
    real = clock_face(int(item_seconds(state, item, now))) if took else ""
    minutes = minutes_of(item.allotment)
    times = f"{minutes:>4} {real:>5} "
    title = fill(item.item.step.title, max(width - 3 - len(times), 4))
    action = f"screen.visit('{item.id}')"
    return (
        Piece(f" {sign} ", Look.GOOD if sign == "✓" else look),
        Piece(title, look, action),
        Piece(times, look),
    )


def _sign(item: ItemState) -> tuple[str, Look]:
    if item.running:
        return "▸", Look.NOW
    if item.finished:
        return "✓", Look.MUTED
    if item.left_out:
        return "○", Look.MUTED
    return ("◆" if item.item.step.protected else "·"), Look.PLAIN


def room_lines(state: SessionState, offset: int) -> Lines:
    """Whether newcomers may still come in, and until when."""
    if state.room_closed:
        return (looking(Look.MUTED, f" room closed {clock_time(state.room_closed, offset)}"),)
    room = state.format.room
    item = state.item(room.closes_after) if room else None
    if item is None:
        return (looking(Look.MUTED, " room open"),)
    closes = f"{key_of('live.room')} closes it"
    if item.finished:
        return (looking(Look.MUTED, " room open"), looking(Look.MUTED, f" {closes} to newcomers"))
    when = f" after {item.item.step.title.lower()}"
    return (looking(Look.MUTED, f" room open; {closes}"), looking(Look.MUTED, when))


def item_title(state: SessionState, width: int) -> Line:
    """The running item, and how far it has come."""
    running = state.running
    if running is None:
        title = "BEFORE THE START" if state.began is None else "BETWEEN ITEMS"
        return clip(line(Piece(title, Look.TITLE)), width)
    return spread(
        line(Piece(running.item.step.title.upper(), Look.TITLE), _order_words(state)),
        line(Piece(progress(state), Look.MUTED)),
        width,
    )


def _order_words(state: SessionState) -> Piece:
    """How the running round goes, where the list or the format does not make that plain."""
    held = state.round
    rule = state.running.item.step.round if state.running else None
    if held is None or rule is None or (held.order is rule.order and held.order in PLAIN_ORDERS):
        return Piece("")
    return Piece(f" · {WORDS[held.order]}", Look.MUTED)


def progress(state: SessionState) -> str:
    """How far the running item has come, in its own measure."""
    running, held = state.running, state.round
    if running is None:
        return ""
    if held:
        ended = [turn.status for turn in have_shared(held)]
        passed = ended.count(TurnStatus.PASSED)
        shared = f"{ended.count(TurnStatus.DONE)} of {_in_round(state, held)} shared"
        return f"{shared} · {passed} passed" if passed else shared
    if (running.item.step.kind is StepKind.TOPICS or state.in_topic_lap) and state.topics:
        place = next((i for i, topic in enumerate(state.topics, 1) if topic.running), 0)
        count = len(state.topics)
        return f"topic {place} of {count}" if place else counted(NoteKind.TOPIC, count)
    return f"{state.items.index(running) + 1} of {len(state.items)}"


def _in_round(state: SessionState, held: Round) -> int:
    """How many a round is for: whoever has ended their turn, and whoever may still have one."""
    gone = {one.id for one in state.people if one.presence in GONE}
    return sum(turn.status in OVER or turn.person not in gone for turn in held.turns)


def clock_of(state: SessionState, now: datetime, offset: int, *, quiet: bool = False) -> ClockFace:
    """The clock of the running item, or before the start the clock of the place. A quiet one
    counts minutes, and an item that the group ends counts up."""
    running = state.running
    if running is None:
        return ClockFace(clock_time(now, offset), _before_words(state), 0.0, late=False)
    face = _face_of(state, running, now, quiet)
    if state.paused and not state.closed:
        return replace(face, words=("stands still", *face.words[:1]), still=True)
    return face


def _face_of(state: SessionState, running: ItemState, now: datetime, quiet: bool) -> ClockFace:
    left = item_left(state, running, now)
    if quiet:
        return _quiet_face(state, running, now)
    if running.item.step.ends is Ends.WHEN_DONE:
        return _open_face(state, running, now)
    allotted = f"{minutes_of(running.allotment)} min"
    words = [f"left of {allotted}" if left >= 0 else f"over the {allotted}"]
    each = seconds_each(state, running, now)
    # Once the time is over, or one person is left, there is nothing to share out any more.
    if each is not None and left > 0 and _several_to_come(state):
        words.append(f"{about(each)} each")
    if state.topic and state.topic.allotment:
        words.append(_topic_words(topic_left(state, state.topic, now)))
    used = item_seconds(state, running, now) / max(running.allotment, 1)
    return ClockFace(clock_face(int(abs(left))), tuple(words), used, late=left < -ON_TIME)


def _several_to_come(state: SessionState) -> bool:
    held = state.round
    return held is not None and len(to_invite(state, held)) + (held.speaker is not None) > 1


def _open_face(state: SessionState, item: ItemState, now: datetime) -> ClockFace:
    """Until the group is done: what was planned is a guess, so nothing is ever over."""
    spent = item_seconds(state, item, now)
    words = ("until the group is done", f"about {minutes_of(item.allotment)} min planned")
    return ClockFace(clock_face(int(spent)), words, spent / max(item.allotment, 1), late=False)


def _quiet_face(state: SessionState, item: ItemState, now: datetime) -> ClockFace:
    left = item_left(state, item, now)
    used = item_seconds(state, item, now) / max(item.allotment, 1)
    if left <= 0:
        return ClockFace("0", ("min left; there is no hurry",), used, late=False)
    return ClockFace(str(ceil(left / 60)), ("min left",), used, late=False)


def _topic_words(left: float) -> str:
    return f"this topic: {clock_face(int(abs(left)))} {'left' if left >= 0 else 'over'}"


def _before_words(state: SessionState) -> tuple[str, ...]:
    planned = f"{in_words(state.options.minutes * 60)} planned"
    if state.began is None:
        return (planned, f"{len(state.people)} on the list") if state.people else (planned,)
    return ("nothing is running",)


def clock_line(face: ClockFace, width: int) -> Line:
    """The clock in one line, where there is no room for large digits."""
    look = _clock_look(face)
    words = " · ".join(face.words[1:])
    return spread(
        line("  ", Piece(face.digits, look), f" {face.words[0] if face.words else ''}"),
        line(words),
        width,
    )


def clock_digits(face: ClockFace, rows: int) -> Lines:
    """The clock in digits of so many rows, to be read from the side of the eye."""
    return tuple(looking(_clock_look(face), row) for row in large_digits(face.digits, rows))


def clock_words(face: ClockFace, *, beside: bool) -> Lines:
    """The words beside the large digits, or in one line below them."""
    first = Look.WARN if face.late else Look.PLAIN
    pieces = [
        Piece(words, first if index == 0 else Look.MUTED) for index, words in enumerate(face.words)
    ]
    if beside:
        return tuple(line(piece) for piece in pieces)
    apart = [part for piece in pieces for part in (Piece(" · ", Look.MUTED), piece)]
    return (tuple(apart[1:]),)


def _clock_look(face: ClockFace) -> Look:
    if face.still:
        return Look.MUTED
    return Look.WARN if face.late else Look.CLOCK


def clock_bar(face: ClockFace, width: int) -> Line:
    """How much of the item's time is used."""
    return bar(face.used, width)
