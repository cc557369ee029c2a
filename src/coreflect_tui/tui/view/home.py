"""Home: sessions to go on with, formats to start, sessions that were."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coreflect_tui.core.text import clean_line
from coreflect_tui.tui.actions import key_of
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

if TYPE_CHECKING:
    from coreflect_tui.library.catalogue import Listing
    from coreflect_tui.library.groups import GroupListing
    from coreflect_tui.library.toml_file import FileProblem
    from coreflect_tui.tui.view.left_sessions import Held, Unclosed

SESSION, FORMAT, GROUP = "session:", "format:", "group:"
"""What kind of thing an id on the home list names."""
PAST = 8
"""So many past sessions stand on the home screen; the command line lists all."""

Rows = tuple[tuple[str | None, Lines], ...]


def home_top(now: datetime, offset: int, width: int) -> Line:
    """The name of the program, and the day and time."""
    local = now + timedelta(seconds=offset)
    day = f"{local:%a} {local.day} {local:%b %Y} · {local:%H:%M} "
    return spread(line(Piece(" coreflect", Look.TITLE)), line(Piece(day, Look.MUTED)), width)


def first_run_words() -> Line:
    """For whoever starts the program for the first time: what it is, and how to see it."""
    return line(
        Piece("It keeps time, whose turn it is and who was here, while you facilitate. New here? "),
        Piece(key_of("home.tour"), Look.KEY),
        Piece(" shows how, in two minutes.", Look.STRONG),
    )


def toured_words() -> str:
    """For whoever comes from the tour."""
    return (
        f"{key_of('home.rehearse')} rehearses a whole session; {key_of('home.open')} sets up a"
        f" session of your own; {key_of('home.tour')} shows the tour again."
    )


def rehearsed_words() -> str:
    """For whoever comes from a rehearsal."""
    return (
        f"Nothing of the rehearsal is kept. {key_of('home.open')} sets up a session of your own;"
        f" {key_of('home.rehearse')} rehearses again."
    )


def home_choices(
    unclosed: tuple[Unclosed, ...],
    groups: tuple[GroupListing, ...],
    formats: tuple[Listing, ...],
    past: tuple[Held, ...],
    now: datetime,
    width: int,
) -> Rows:
    """What can be opened; sessions as they stand in `unclosed`, first the one left off."""
    from coreflect_tui.tui.view.left_sessions import held_lines, in_sight, unclosed_lines

    rows: list[tuple[str | None, Lines]] = []
    if unclosed:
        shown = in_sight(unclosed, now)
        rows.append((None, (looking(Look.TITLE, " Go on"),)))
        rows += [
            (f"{SESSION}{one.summary.session}", unclosed_lines(one, now, width)) for one in shown
        ]
        if more := len(unclosed) - len(shown):
            words = f"   and {more} more; coreflect sessions list shows them"
            rows.append((None, (clip(looking(Look.MUTED, words), width),)))
        rows.append((None, ((),)))
    if groups:
        rows.append((None, (looking(Look.TITLE, " Groups"),)))
        rows += [_group_row(one, width) for one in groups]
        rows.append((None, ((),)))
    rows.append((None, (_start_heading(width),)))
    rows += [_format_row(one, width) for one in formats]
    if past:
        rows += [(None, ((),)), (None, (looking(Look.TITLE, " Past"),))]
        rows += [(f"{SESSION}{one.summary.session}", held_lines(one, width)) for one in past]
    return tuple(rows)


def chosen_first(
    rows: Rows, formats: tuple[Listing, ...], latest: str, passed_over: frozenset[str] = frozenset()
) -> str:
    """What enter opens at first: what stands on top, apart from sessions that are passed over, and
    of the formats the one held last, `latest`."""
    aside = {f"{SESSION}{one}" for one in passed_over}
    top = next((name for name, _ in rows if name and name not in aside), "")
    held = next((f"{FORMAT}{one.path}" for one in formats if one.id == latest), top)
    return held if top.startswith(FORMAT) else top


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
    from coreflect_tui.library.toml_file import foremost

    more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
    wrong = foremost(problems).of(clean_line(name)) + more
    return (
        f"{wrong}{'' if wrong.endswith('?') else '.'} {key_of('home.edit')} opens it in your"
        " editor."
    )


def edited_words(title: str, worth_a_look: tuple[FileProblem, ...], *, changed: bool) -> str:
    """What to say of a format that is in order, once it was in the editor."""
    if not changed:
        return f"{title} is as it was."
    look = f" Worth a look: {worth_a_look[0]}." if worth_a_look else ""
    return f"{title} is in order.{look}"
