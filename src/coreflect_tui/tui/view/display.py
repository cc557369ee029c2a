"""What the window for the group shows: the step, what is asked, a calm bar, what comes next.

Nothing of what was written down is here, nothing of who came, no pace and no minutes, no hint for
whoever facilitates. A name is here only when it was asked for: of whoever has the floor, and of
whom the order brings next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from coreflect_tui.core.formats import ClockStyle
from coreflect_tui.core.names import without_names
from coreflect_tui.core.options import not_taken
from coreflect_tui.core.rounds import next_in_order
from coreflect_tui.core.said import said
from coreflect_tui.core.speaking import Ends
from coreflect_tui.core.state import ItemState, PauseKind, Recipient, SessionState
from coreflect_tui.core.timing import item_seconds, items_to_come, start_overdue
from coreflect_tui.shown_session import Sight, Stands
from coreflect_tui.tui.conditions import NAMES_OFF, NAMES_ON, Situation
from coreflect_tui.tui.sizes import ROOMY
from coreflect_tui.tui.view.keys import help_lines, key_line
from coreflect_tui.tui.view.large_letters import LARGE, SMALL, large_lines
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    bar,
    centred,
    clip,
    clip_text,
    fill,
    line,
    looking,
    width_of,
    wrapped,
)
from coreflect_tui.tui.view.step_words import how_words
from coreflect_tui.tui.view.time_words import clock_time, day_words

NARROWEST, LOWEST = 36, 10
"""What it needs at least; LOWEST are the rows besides the keys."""
TOO_SMALL = "Please make this window larger."
THANKS, IS_OVER = "Thank you for being here", "This session is over."
NOTHING_YET = "Nothing is running yet."
WAITS = "This window shows the session when it begins."
SOON = "We begin in a moment."
GOES_ON = "We go on in a moment."
PAUSED, STANDS_STILL = "Paused", "The time stands still until we go on."
HELD = "We are taking a moment."
LEFT = "One moment, please."
BEHIND = "What you see may be a little behind."
UNTIL_DONE = "as long as it takes"
GOODBYE = "goodbye"

_BROAD: Final = 100
"""Columns from which the large letters have room."""
_WIDEST: Final = 84
"""Cells of a line that an eye follows well."""
_TITLE_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen, before it is laid out: `asked` in paragraphs, `how` it is spoken, `floor`
    as pairs of a word and a name, `used` of the time from 0 to 1 (None is no bar), `then` the next
    step; `calm` are words on how it stands, the first of them the strong one, and `aside` what is
    worth a small word."""

    title: str = ""
    asked: tuple[str, ...] = ()
    how: str = ""
    floor: tuple[tuple[str, str], ...] = ()
    used: float | None = None
    then: str = ""
    calm: tuple[str, ...] = ()
    aside: str = ""


# --- what is shown -------------------------------------------------------------------------------


def shown(sight: Sight, *, names: bool) -> Shown:
    """What the group sees of the session, with `names` or without any."""
    state, now = sight.state, sight.now
    if state is None or now is None:
        if sight.stands is Stands.ENDED:
            return Shown(THANKS, calm=(IS_OVER,))
        problem = f"It cannot be looked for just now: {sight.problem}." if sight.problem else ""
        return Shown(calm=(NOTHING_YET, WAITS), aside=problem)
    seen = _of_session(state, now, sight.offset, names)
    if sight.stands is Stands.LEFT:
        seen = replace(seen, used=None, floor=(), then="", calm=(LEFT,), aside="")
    return replace(seen, aside=BEHIND) if sight.behind else seen


def _of_session(state: SessionState, now: datetime, offset: int, names: bool) -> Shown:
    running = state.running
    if state.closed:
        return Shown(THANKS, calm=(IS_OVER,))
    if state.began is None:
        return _before(state, now, offset)
    if running is None:
        return Shown(_session_title(state), calm=(GOES_ON,), then=_then(state))
    title = _step_title(state, running)
    if state.paused:
        is_hold = state.paused.kind is PauseKind.HOLD
        return Shown(title, calm=(HELD,) if is_hold else (PAUSED, STANDS_STILL))
    seconds = item_seconds(state, running, now)
    open_end = running.item.step.ends is Ends.WHEN_DONE
    quiet = state.format.clock is ClockStyle.QUIET
    how = how_words(running, seconds)
    return Shown(
        title,
        _asked(state, running),
        " · ".join((*how, UNTIL_DONE) if open_end and not quiet else how),
        _floor(state) if names else (),
        None if quiet or open_end else min(seconds / max(running.allotment, 1), 1.0),
        _then(state),
    )


def _before(state: SessionState, now: datetime, offset: int) -> Shown:
    starts = state.options.starts_at
    day = day_words(starts, now, offset)
    begins = f"We begin {f'on {day}' if day else ''}at {clock_time(starts, offset)}."
    words = begins if start_overdue(state, now) < 0 else SOON
    return Shown(_session_title(state), calm=(words,), aside=_spoken(state, state.format.notice))


def _asked(state: SessionState, item: ItemState) -> tuple[str, ...]:
    """What is asked, or else what is said to everybody. Questions to choose from, points to tick
    and reminders are for whoever facilitates."""
    step = item.item.step
    if step.ask:
        return (_spoken(state, step.ask),)
    paragraphs = (part for words in step.say for part in words.split("\n\n"))
    return tuple(_spoken(state, part) for part in paragraphs if part.strip())


def _spoken(state: SessionState, text: str) -> str:
    """Words of the format, which name nobody: no facilitator or presenter, no topic, and not who
    receives the list."""
    anybody = replace(state, options=replace(state.options, recipient=Recipient()))
    return said(anybody, text, names=False)


def _session_title(state: SessionState) -> str:
    title = state.format.title
    return without_names(title, state.people) if state.retitled else title


def _step_title(state: SessionState, item: ItemState) -> str:
    """One that the format does not have was typed in the session, and may name somebody."""
    step = item.item.step
    return step.title if state.format.step(step.id) else without_names(step.title, state.people)


def _then(state: SessionState) -> str:
    untaken = not_taken(state)
    to_come = (one for one in items_to_come(state) if one.item.step.id not in untaken)
    following = next(to_come, None)
    return _step_title(state, following) if following else GOODBYE


def _floor(state: SessionState) -> tuple[tuple[str, str], ...]:
    held = state.round
    if held is None:
        return ()
    speaker = state.person(held.speaker.person) if held.speaker else None
    upcoming = next_in_order(state, held)
    people = (("now", speaker), ("next", upcoming))
    return tuple((word, one.name) for word, one in people if one)


def foot(table: str, width: int, *, names: bool) -> Line:
    """Whether names are on, and the keys; the group has no use for it, so it goes again."""
    stands, chosen = (" names on ·", NAMES_ON) if names else (" names off ·", NAMES_OFF)
    said = Piece(stands, Look.MUTED)
    keys = key_line(table, Situation(chosen=chosen), width - width_of((said,)))
    return (said, *keys)


def help_page(table: str, width: int) -> Lines:
    """What can be done in this window, and by which keys."""
    *keys, _ = help_lines(table, Situation(), width)
    # The palette, last there, has the colours here and no settings.
    searched = line(Piece(fill("ctrl+p", 8), Look.KEY), Piece("search all this, and colours"))
    title = looking(Look.TITLE, "What can be done here")
    return tuple((Piece(" "), *one) for one in (title, BLANK, *keys, searched))


# --- how it is laid out --------------------------------------------------------------------------


def display_lines(seen: Shown, width: int, height: int) -> Lines:
    """It in the middle of so many columns and rows, as large as there is room for."""
    if width < NARROWEST or height < LOWEST:
        seen, sizes = Shown(calm=(TOO_SMALL,)), [0]
    else:
        sizes = [LARGE] * (width >= _BROAD and height >= ROOMY) + [SMALL, 0]
    stack = next(_stacks(seen, sizes, width, height))
    return _placed(stack, width, height, titled=bool(seen.title))


def _stacks(seen: Shown, sizes: list[int], width: int, height: int) -> Iterator[Lines]:
    """Ways to lay it out that have room, the best first; the last one always has."""
    room = min(width - 6, _WIDEST) if width >= NARROWEST else max(width - 2, 2)
    for less in (seen, replace(seen, aside="")):
        for size in sizes:
            title = _title(less.title, size, room if not size else width - 4)
            for gap in (2, 1):
                stack = _stacked(less, title, room, gap)
                if title is not None and len(stack) <= height:
                    yield stack
    title = _title(seen.title, 0, room) or ()
    whole = _stacked(replace(seen, aside=""), title, room, 1)
    over = len(whole) - height
    rows = [row for words in seen.asked for row in wrapped(words, room)]
    kept = rows[: max(len(rows) - over - len(seen.asked) + 1, 0)]
    cut = (*kept[:-1], clip_text(f"{kept[-1]} …", room)) if kept else ()
    yield _stacked(replace(seen, asked=cut, aside=""), title, room, 1, apart=False)[:height]


def _title(text: str, size: int, width: int) -> Lines | None:
    """The title in letters of that size; None where it has no such form."""
    if not size:
        return tuple(looking(Look.TITLE, row) for row in wrapped(text.upper(), width))
    lines = large_lines(text, size, width)
    if text and not 0 < len(lines) <= _TITLE_LINES:
        return None
    return tuple(looking(Look.TITLE, row) for rows in lines for row in rows)


def _stacked(seen: Shown, title: Lines | None, room: int, gap: int, *, apart: bool = True) -> Lines:
    """The parts one below the other, with `gap` rows between them; `apart` are paragraphs."""
    between = (BLANK,) if apart else ()
    asked: list[Line] = []
    for words in seen.asked:
        asked += [*(between if asked else ()), *_rows(words, room, Look.STRONG)]
    how = _rows(seen.how, room, Look.NOW)
    parts = (
        title or (),
        (*asked, *((BLANK, *how) if asked and how else how)),
        _floor_lines(seen.floor, room),
        () if seen.used is None else (bar(seen.used, room),),
        tuple(
            one
            for number, words in enumerate(seen.calm)
            for one in _rows(words, room, Look.MUTED if number else Look.STRONG)
        ),
        (clip(line(Piece("then: ", Look.MUTED), seen.then), room),) if seen.then else (),
        _rows(seen.aside, room, Look.MUTED),
    )
    stack: list[Line] = []
    for part in parts:
        if part:
            stack += [*([BLANK] * gap if stack else ()), *part]
    return tuple(stack)


def _rows(words: str, room: int, look: Look) -> Lines:
    return tuple(looking(look, row) for row in wrapped(words, room))


def _floor_lines(floor: tuple[tuple[str, str], ...], room: int) -> Lines:
    """Side by side where they have room."""
    looks = {"now": Look.NOW, "next": Look.PLAIN}
    each = [
        line(Piece(f"{word}  ", Look.MUTED), Piece(clip_text(name, room - 6), looks[word]))
        for word, name in floor
    ]
    if len(each) == 2 and width_of(each[0]) + width_of(each[1]) + 6 <= room:
        return ((*each[0], Piece(" " * 6), *each[1]),)
    return tuple(each)


def _placed(stack: Lines, width: int, height: int, *, titled: bool) -> Lines:
    """In the middle from side to side; a title has its row, so that it stays where it is whatever
    comes and goes below it."""
    above = (height - len(stack)) // 2
    if titled:
        above = min(height // 5, height - len(stack))
    return (*[BLANK] * above, *(centred(one, width) for one in stack))
