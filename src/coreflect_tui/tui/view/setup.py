"""Setup as lines: the agenda that the fields make, with what does not fit."""

from datetime import timedelta

from coreflect_tui.core.formats import Format
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    clip_text,
    fill,
    line,
    looking,
    spread,
)
from coreflect_tui.tui.view.setup_fields import PAIR, SetUp

_HINTS = {
    "when": "When you begin: a time such as 19:00, or now.",
    "length": "How long it is to be: 90, or 1h30.",
    "place": "← → or space chooses.",
    "facilitator": "Your name (pronouns, if you like); & joins two of you.",
    "list-to": "Who gets the list of who was there; you send it.",
    "columns": "Beside names: pronouns, e-mail, organisation, minutes.",
    "people": "A name a line, or commas between; (pronouns) if you like.",
}
"""What each field is for, by its id, in one line of sixty cells."""
TWO_COLUMNS = 72
"""Cells from which the agenda stands in two columns."""


def agenda_lines(setup: SetUp, width: int) -> Lines:
    """What keeps it from starting, the agenda with clock times, in two columns where there is room,
    and what to look at. Many names leave few rows, so what matters most stands first."""
    entries = _entries(setup)
    lines = [_agenda_head(setup, width)]
    lines += [line(Piece(f"? {problem}", Look.WARN)) for problem in setup.problems]
    lines += [_remark(said) for said in setup.about_people]
    if width >= TWO_COLUMNS:
        half = (len(entries) + 1) // 2
        for index in range(half):
            right = entries[index + half] if index + half < len(entries) else ""
            column = width // 2
            lines.append(line(fill(entries[index], column - 1), " ", clip_text(right, column)))
    else:
        lines += [line(clip_text(entry, width)) for entry in entries]
    lines += [_remark(said) for said in setup.remarks]
    return tuple(lines)


def _remark(said: str) -> Line:
    return line(Piece(f"⚑ {said}", Look.PLAIN))


def _agenda_head(setup: SetUp, width: int) -> Line:
    starts, ends = _local(setup, 0), _local(setup, setup.options.minutes * 60)
    misfits = " · ".join(filter(None, ("" if setup.agenda.fits else "does not fit", _size(setup))))
    fits = Piece(misfits, Look.WARN) if misfits else Piece("fits", Look.GOOD)
    return spread(line(Piece(f"{starts}–{ends}", Look.TITLE)), line(fits), width)


def _size(setup: SetUp) -> str:
    """For how many the format is, where there are fewer or more; "" while there is no list."""
    least, most = setup.suits.least, setup.suits.most
    if not setup.roster or least <= setup.people <= most:
        return ""
    return f"for {least} to {most} people" if least < most else f"for {most} people"


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


def field_hint(field: str) -> Line:
    """What the field that has the focus is for; nothing of another widget."""
    return looking(Look.MUTED, f" {_HINTS[field]}") if field in _HINTS else BLANK


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
