"""The discomfort agreement: in the middle of the live screen at its step, and as a list."""

from datetime import datetime

from coreflect_tui.core.agreement import looked_at_words, today
from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    cells_of,
    clip,
    clip_text,
    hang,
    line,
    spread,
    width_of,
    words_of,
    wrapped,
)

TITLE = "What we need from each other"
SHORT_TITLE = "Our agreement"
"""Where the whole title leaves no room for when it was last looked at."""
CLICK = "screen.open('agreement')"
MOST_ROWS = 4
"""Of one line of an agreement."""


def with_agreement(
    state: SessionState, now: datetime, points: Lines, width: int, room: int
) -> Lines:
    """The points of the running item with the agreement under them, where this is its step and
    `room` has the rows for both. Else one line above them says where it is: points may go beyond
    the screen before that does."""
    if state.running is None or not state.running.item.step.agreement:
        return points
    left = room - rows_of(points, width)
    gap: Lines = (BLANK,) if points else ()
    if state.agreement is None:
        return (*points, *gap[: left - 1], _none_yet(width)) if left > 0 else points
    key = line(Piece(key_of("live.agreement"), Look.KEY, CLICK))
    head = _head(state, now)
    if width_of(head) + 1 + width_of(key) > width:
        head = _head(state, now, SHORT_TITLE)
    head = spread(head, key, width)
    for lines in (_whole(state.agreement, width), _clipped(state.agreement, width)):
        if (spare := left - 1 - len(lines)) >= 0:
            return (*points, *gap[:spare], head, *lines)
    return (_in_short(state, now, width), *points)


def rows_of(lines: Lines, width: int) -> int:
    """How many rows the lines take once they are wrapped."""
    return sum(1 if width_of(one) <= width else _rows_of(one, max(width, 1)) for one in lines)


def _rows_of(one: Line, width: int) -> int:
    text = "".join(piece.text for piece in one)
    if all(cells_of(word) <= width for word in text.split()):
        return len(wrapped(text, width))
    # Some writing has no spaces to wrap at.
    by_words = len(hang(Piece(""), words_of(text), width, most=99))
    return max(by_words, -(-width_of(one) // width))


def agreement_title(state: SessionState, now: datetime) -> Line:
    """When it was last looked at, for a group that meets again; for others how much it is."""
    return (
        (Piece(" "), *_head(state, now))
        if state.agreement
        else line(Piece(f" {TITLE}", Look.TITLE))
    )


def agreement_choices(
    agreement: Agreement | None, width: int
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each line; its number is its id."""
    lines = agreement.lines if agreement else ()
    bullet = Piece(" – ", Look.MUTED)
    return tuple(
        (str(number), hang(bullet, words_of(text), width, MOST_ROWS))
        for number, text in enumerate(lines)
    )


def _head(state: SessionState, now: datetime, title: str = TITLE) -> Line:
    return line(Piece(title, Look.TITLE), Piece(f"  {_stands(state, now)}", Look.MUTED))


def _stands(state: SessionState, now: datetime) -> str:
    """People who meet once write it down and look at it in one."""
    if state.agreement is None:
        return ""
    if state.options.group:
        return looked_at_words(state.agreement, today(state, now))
    count = len(state.agreement.lines)
    return f"{count} line{'' if count == 1 else 's'}"


def _whole(agreement: Agreement, width: int) -> Lines:
    bullet = Piece("– ", Look.MUTED)
    return tuple(
        row for text in agreement.lines for row in hang(bullet, words_of(text), width, MOST_ROWS)
    )


def _clipped(agreement: Agreement, width: int) -> Lines:
    return tuple(
        line(Piece("– ", Look.MUTED), clip_text(text, width - 2)) for text in agreement.lines
    )


def _in_short(state: SessionState, now: datetime, width: int) -> Line:
    said = Piece(f"Agreement: {_stands(state, now)}; ", Look.MUTED)
    return clip(
        line(
            said,
            Piece(key_of("live.agreement"), Look.KEY, CLICK),
            Piece(" shows it", Look.MUTED),
        ),
        width,
    )


def _none_yet(width: int) -> Line:
    said = Piece("No agreement yet; ", Look.MUTED)
    then = Piece(" notes what people need", Look.MUTED)
    return clip(line(said, Piece(key_of("live.agreement"), Look.KEY, CLICK), then), width)
