"""Sessions on the start screen: those that were not closed, and those that were held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coreflect_tui.core.durations import roughly
from coreflect_tui.core.standing import LeftAt, Standing, ends_at, standing
from coreflect_tui.core.summary import Summary
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import Lines, Look, Piece, clip_text, hang, line, words_of
from coreflect_tui.tui.view.time_words import clock_time, day_words

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState

LONG_PAST = (Standing.NOT_CLOSED, Standing.NOT_BEGUN)
ORDER = (Standing.LEFT_OFF, Standing.OPEN, Standing.PREPARED, *LONG_PAST)
"""Those that may be going on stand before those that can wait."""
GOING_ON, WAITING = 8, 3
"""So many of either kind stand on the start screen; the command line lists all."""
TITLE = 48
"""Cells of a title, so that what can be done with the session stays in sight."""


@dataclass(frozen=True, slots=True)
class Unclosed:
    """A session that was not closed: how it was left, as of `read_at`, an instant of the start
    screen. `here` is the offset of this laptop and `there` that of its place then. `state` is what
    it was like, where that was read."""

    summary: Summary
    left: LeftAt
    read_at: datetime
    here: int
    there: int
    state: SessionState | None = None

    def left_by(self, now: datetime) -> LeftAt:
        """The same at an instant of the start screen."""
        left = self.left
        passed = now - self.read_at
        return LeftAt(left.acted, left.seen, left.now + passed, left.clock_is_behind)

    def stands(self, now: datetime) -> Standing:
        return standing(self.summary, self.left_by(now))

    @property
    def paused(self) -> bool:
        return self.state is not None and self.state.paused is not None

    def shift(self, now: datetime) -> int:
        """Seconds from session time to the clock that people look at: here, where it goes on, as
        the live screen will show it; there and then, where that is long past."""
        offset = self.there if self.stands(now) in LONG_PAST else self.here
        return offset + (self.state.clock_ahead if self.state else 0)


@dataclass(frozen=True, slots=True)
class Held:
    """A closed session; `offset` is that of its place, `lacks_files` that they were not written."""

    summary: Summary
    offset: int
    lacks_files: bool = False


def in_order(unclosed: Iterable[Unclosed], now: datetime, first: str = "") -> tuple[Unclosed, ...]:
    """Those to go on with first, then those that can wait, among alike as they were; the one whose
    id is `first` before all."""

    def place(one: Unclosed) -> tuple[bool, int]:
        return one.summary.session != first, ORDER.index(one.stands(now))

    return tuple(sorted(unclosed, key=place))


def in_sight(unclosed: tuple[Unclosed, ...], now: datetime) -> tuple[Unclosed, ...]:
    """Those that stand on the start screen: what is long past leaves room for what is new."""
    waiting: list[Unclosed] = []
    others: list[Unclosed] = []
    for one in unclosed:
        (waiting if one.stands(now) in LONG_PAST else others).append(one)
    kept = (*others[:GOING_ON], *waiting[:WAITING])
    return tuple(one for one in unclosed if one in kept)


def unclosed_lines(entry: Unclosed, now: datetime, width: int) -> Lines:
    """What it is, when it began, and how it stands."""
    one, shift = entry.summary, entry.shift(now)
    started = one.began or one.starts_at
    when = f"{day_words(started, now, shift)}{clock_time(started, shift)}"
    look = Look.MUTED if entry.stands(now) in LONG_PAST else Look.NOW
    told = words_of(_how_it_stands(entry, now), look)
    head = words_of(f"{clip_text(one.title, TITLE)} · {when} · ")
    return hang(Piece("   "), [*head, line(" "), *told], width)


def _how_it_stands(entry: Unclosed, now: datetime) -> str:
    stands = entry.stands(now)
    if stands is Standing.OPEN:
        return "open in another window"
    if stands is Standing.PREPARED:
        return "prepared, not begun"
    if stands is Standing.NOT_BEGUN:
        return f"prepared, not begun; enter begins it now, {key_of('home.remove')} removes it"
    if stands is Standing.NOT_CLOSED:
        return _not_closed(entry, now)
    return _left_off(entry, now)


def _left_off(entry: Unclosed, now: datetime) -> str:
    from coreflect_tui.core.state import PauseKind

    left, state, doing = entry.left_by(now), entry.state, within(entry.summary.doing)
    ago = roughly((left.now - (left.seen or left.now)).total_seconds()) + " ago"
    parts = [f"left off {ago}"]
    if left.clock_is_behind:
        parts = ["left off", "how long ago this laptop’s clock cannot say"]
    if state and state.paused:
        what = "held" if state.paused.kind is PauseKind.HOLD else "paused"
        parts.append(f"{what} since {clock_time(state.paused.start, entry.shift(now))}")
    if doing:
        parts.append(doing)
    if speaker := _speaker(state):
        parts.append(f"{speaker} {'has the floor' if entry.paused else 'speaking'}")
    return ", ".join(parts)


def _not_closed(entry: Unclosed, now: datetime) -> str:
    """When it ended, as far as is known, and the key that closes it so."""
    left, one, shift = entry.left_by(now), entry.summary, entry.shift(now)
    ended = ends_at(one.hard_end, left.acted)
    at = clock_time(ended, shift)
    if _day(ended, shift) != _day(one.began or one.starts_at, shift):
        at = f"{day_words(ended, now, shift)}{at}"
    went_on = left.acted > one.hard_end
    ago = roughly((left.now - ended).total_seconds())
    return (
        f"{'went on until' if went_on else 'ended'} {at}, {ago} ago; {key_of('home.close')} closes"
        f" it as of {at}"
    )


def _day(instant: datetime, shift: int) -> tuple[int, int, int]:
    local = instant + timedelta(seconds=shift)
    return local.year, local.month, local.day


def _speaker(state: SessionState | None) -> str:
    turn = state.round.speaker if state and state.round else None
    person = state.person(turn.person) if state and turn else None
    return person.name if person else ""


def within(title: str) -> str:
    """A title within a sentence; what is written large throughout stays so."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def held_lines(entry: Held, width: int) -> Lines:
    """A closed session."""
    one = entry.summary
    started = (one.began or one.starts_at) + timedelta(seconds=entry.offset)
    when = f"{started.day} {started:%b %Y %H:%M}"
    units = [line(f"{when}  "), *words_of(clip_text(one.title, TITLE))]
    if one.people:
        people = f" · {one.people} {'person' if one.people == 1 else 'people'}"
        units.append(line(Piece(people, Look.MUTED)))
    if entry.lacks_files:
        units.append(line(Piece(" · ", Look.MUTED)))
        units += words_of(
            f"its files are not written yet; {key_of('home.close')} writes them", Look.NOW
        )
    return hang(Piece("   "), units, width)


def removal_words(people: int, notes: int) -> str:
    """What is asked once before a session that was never begun is removed."""
    names = f"{people} {'name' if people == 1 else 'names'}"
    written = f" and {notes} {'note' if notes == 1 else 'notes'}" if notes else ""
    return f"{key_of('home.remove')} again removes it for good, {names}{written} with it."


def damaged_words(number: int) -> str:
    """A sentence where sessions stand in no list because they are damaged, else ""."""
    are = "1 session is" if number == 1 else f"{number:,} sessions are"
    return f"{are} damaged and cannot be listed; coreflect doctor explains." if number else ""


def recovering_words(done: int, sessions: int) -> str:
    """How far a damaged database is that is just recovered; nothing is counted at first."""
    if not sessions:
        return "The database is damaged; reading what it holds. New sessions can begin meanwhile."
    return (
        f"Recovering a damaged database: {done:,} of {sessions:,} sessions. New ones can begin"
        " meanwhile."
    )
