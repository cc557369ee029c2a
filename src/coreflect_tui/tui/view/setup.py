"""Setup as lines: the agenda that the fields make, with what does not fit."""

from datetime import timedelta

from coreflect_tui.core.formats import Format
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, clip_text, fill, line, spread
from coreflect_tui.tui.view.setup_fields import PAIR, SetUp

TWO_COLUMNS = 72
"""Cells from which the agenda stands in two columns."""


def agenda_lines(setup: SetUp, width: int) -> Lines:
    """The agenda with clock times, in two columns where there is room; then what to look at."""
    entries = _entries(setup)
    lines = [_agenda_head(setup, width)]
    if width >= TWO_COLUMNS:
        half = (len(entries) + 1) // 2
        for index in range(half):
            right = entries[index + half] if index + half < len(entries) else ""
            column = width // 2
            lines.append(line(fill(entries[index], column - 1), " ", clip_text(right, column)))
    else:
        lines += [line(clip_text(entry, width)) for entry in entries]
    lines += [line(Piece(f"⚑ {remark}", Look.PLAIN)) for remark in setup.remarks]
    lines += [line(Piece(f"? {problem}", Look.WARN)) for problem in setup.problems]
    return tuple(lines)


def _agenda_head(setup: SetUp, width: int) -> Line:
    starts, ends = _local(setup, 0), _local(setup, setup.options.minutes * 60)
    fits = "fits" if setup.agenda.fits else "does not fit"
    look = Look.GOOD if setup.agenda.fits else Look.WARN
    return spread(line(Piece(f"{starts}–{ends}", Look.TITLE)), line(Piece(fits, look)), width)


def _entries(setup: SetUp) -> list[str]:
    entries, at = [], 0
    for item in setup.agenda.items:
        mark = " ◆" if item.step.protected else ""
        title = fill(item.step.title, 21)
        entries.append(f"{_local(setup, at)}  {title}{item.planned / 60:>4g}{mark}")
        at += item.planned
    entries.append(f"{_local(setup, at)}  end")
    return entries


def _local(setup: SetUp, seconds: int) -> str:
    offset = timedelta(seconds=setup.options.utc_offset + seconds)
    return (setup.options.starts_at + offset).strftime("%H:%M")


def who_label(fmt: Format) -> str:
    """What the field for whoever sits at the keyboard is called: where nobody needs a name, nobody
    has to facilitate either."""
    return "Facilitator" if fmt.attendance else "You"


def people_head(fmt: Format, setup: SetUp) -> str:
    """How many are on the list, the facilitators included."""
    if setup.roster:
        return f"People · {setup.people} with you"
    if fmt.people.most <= PAIR:
        return "With · a name, or none at all"
    if not fmt.attendance:
        return "People · one a line, or none at all"
    return "People · one a line, or make the list during introductions"
