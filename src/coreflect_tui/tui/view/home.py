"""Home: sessions to go on with, formats to start, sessions that were."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coreflect_tui.core.durations import in_words
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.core.text import clean_line
from coreflect_tui.library.catalogue import Listing
from coreflect_tui.library.groups import GroupListing
from coreflect_tui.library.toml_file import FileProblem, foremost
from coreflect_tui.tui.view.pieces import (
    Line,
    Lines,
    Look,
    Piece,
    clip,
    fill,
    hang,
    line,
    looking,
    spread,
    words_of,
)
from coreflect_tui.tui.view.time_words import clock_time

SESSION, FORMAT, GROUP = "session:", "format:", "group:"
"""What kind of thing an id on the home list names."""
PAST = 8
"""So many past sessions stand on the home screen; the command line lists all."""

Rows = tuple[tuple[str | None, Lines], ...]


@dataclass(frozen=True, slots=True)
class Unclosed:
    """A session to go on with: when it was last attended (None while another window holds it), and
    who had the floor."""

    summary: Summary
    seen: datetime | None
    speaker: str = ""


def home_top(now: datetime, offset: int, width: int) -> Line:
    """The name of the program, and the day and time."""
    local = now + timedelta(seconds=offset)
    day = f"{local:%a} {local.day} {local:%b %Y} · {local:%H:%M} "
    return spread(line(Piece(" coreflect", Look.TITLE)), line(Piece(day, Look.MUTED)), width)


def home_choices(
    unclosed: tuple[Unclosed, ...],
    groups: tuple[GroupListing, ...],
    formats: tuple[Listing, ...],
    past: tuple[Summary, ...],
    now: datetime,
    offset: int,
    width: int,
) -> Rows:
    """What can be opened; the interrupted session stands first."""
    rows: list[tuple[str | None, Lines]] = []
    if unclosed:
        rows.append((None, (looking(Look.TITLE, " Go on"),)))
        rows += [
            (f"{SESSION}{one.summary.session}", unclosed_lines(one, now, offset, width))
            for one in unclosed
        ]
        rows.append((None, ((),)))
    if groups:
        rows.append((None, (looking(Look.TITLE, " Groups"),)))
        rows += [_group_row(one, width) for one in groups]
        rows.append((None, ((),)))
    rows.append((None, (_start_heading(width),)))
    rows += [_format_row(one, width) for one in formats]
    if past:
        rows += [(None, ((),)), (None, (looking(Look.TITLE, " Past"),))]
        rows += [(f"{SESSION}{one.session}", (past_line(one, offset),)) for one in past[:PAST]]
    return tuple(rows)


def chosen_first(rows: Rows, formats: tuple[Listing, ...], sessions: tuple[Summary, ...]) -> str:
    """What enter opens at first: what stands on top, and of the formats the one held last."""
    top = next((name for name, _ in rows if name), "")
    latest = sessions[0].format if sessions else ""
    held = next((f"{FORMAT}{one.path}" for one in formats if one.id == latest), top)
    return held if top.startswith(FORMAT) else top


def unclosed_lines(entry: Unclosed, now: datetime, offset: int, width: int) -> Lines:
    """A session that was not closed: what it is, since when nobody held it, and where it was."""
    one = entry.summary
    started = one.began or one.starts_at
    when = f"{_day(started, now, offset)}{clock_time(started, offset)}"
    told = words_of(_how_it_stands(entry, now), Look.NOW)
    head = words_of(f"{one.title} · {when} · ")
    return hang(Piece("   "), [*head, line(" "), *told], width)


def _how_it_stands(entry: Unclosed, now: datetime) -> str:
    if entry.seen is None:
        return "open in another window"
    if entry.summary.status is Status.PREPARED:
        return "prepared, not begun"
    ago = in_words((now - entry.seen).total_seconds())
    where = f", {entry.summary.doing.lower()}" if entry.summary.doing else ""
    speaking = f", {entry.speaker} speaking" if entry.speaker else ""
    return f"interrupted {ago} ago{where}{speaking}"


def past_line(one: Summary, offset: int) -> Line:
    """A closed session."""
    started = (one.began or one.starts_at) + timedelta(seconds=offset)
    when = f"{started.day} {started:%b %Y %H:%M}"
    people = f" · {one.people} {'person' if one.people == 1 else 'people'}" if one.people else ""
    return line(f"   {when}  ", one.title, Piece(people, Look.MUTED))


def _day(instant: datetime, now: datetime, offset: int) -> str:
    local = instant + timedelta(seconds=offset)
    if local.date() == (now + timedelta(seconds=offset)).date():
        return ""
    return f"{local.day} {local:%b} "


def _group_row(one: GroupListing, width: int) -> tuple[str | None, Lines]:
    if one.problem:
        words = line(
            f"   {clean_line(one.path.name)} ", Piece("cannot be read: " + one.problem, Look.WARN)
        )
        return f"{GROUP}{one.path}", (clip(words, width),)
    people = f"{one.people} {'person' if one.people == 1 else 'people'}"
    words = line(f"   {one.name}", Piece(f" · {people}", Look.MUTED))
    return f"{GROUP}{one.path}", (clip(words, width),)


def _start_heading(width: int) -> Line:
    right = line(Piece(f"{'people':>8}{'minutes':>9}  ", Look.MUTED))
    return spread(looking(Look.TITLE, " Start"), right, width)


def _format_row(one: Listing, width: int) -> tuple[str | None, Lines]:
    if one.problem:
        name = words_of(clean_line(one.title or one.path.name))
        problem = words_of(f"cannot be used: {one.problem}", Look.WARN)
        return f"{FORMAT}{one.path}", hang(Piece("   "), [*name, line(" "), *problem], width)
    _, fewest, most = one.people
    people = f"{fewest}" if fewest == most else f"{fewest}–{most}"
    right = line(Piece(f"{people:>8}{one.minutes[0]:>9}  ", Look.MUTED))
    title = fill(f"   {one.title}", max(width - 20, 10))
    own = Piece(" yours", Look.MUTED) if one.own else Piece("")
    return f"{FORMAT}{one.path}", (spread(line(title.rstrip(), own), right, width),)


def broken_words(name: str, problems: tuple[FileProblem, ...]) -> str:
    """What is wrong with the file of a format first, and what to do."""
    more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
    wrong = foremost(problems).of(clean_line(name)) + more
    return f"{wrong}{'' if wrong.endswith('?') else '.'} e opens it in your editor."


def edited_words(title: str, worth_a_look: tuple[FileProblem, ...], *, changed: bool) -> str:
    """What to say of a format that is in order, once it was in the editor."""
    if not changed:
        return f"{title} is as it was."
    look = f" Worth a look: {worth_a_look[0]}." if worth_a_look else ""
    return f"{title} is in order.{look}"
