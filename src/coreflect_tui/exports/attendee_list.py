"""The attendee list as CSV for the recipient: who was there, and nothing of how it is known.

RFC 4180 in UTF-8 with BOM and CRLF, so that Excel opens it. Columns: date, session, facilitator,
name; full participation where the format issues certificates; then those the recipient asks for.
"""

import re
from datetime import datetime
from unicodedata import normalize

from coreflect_tui.core.attendance import attended, last_recorded, minutes_present
from coreflect_tui.core.participation import Verdict, full_participation
from coreflect_tui.core.state import Attendee, SessionState
from coreflect_tui.core.timing import local_time

# What may stand in options.columns, in the order in which the list has them.
EXTRA_COLUMNS = ("pronouns", "email", "organisation", "minutes present")

_BOM = "\ufeff"
_FORMULA = "=+-@"
_BREAKS = "\t\r\n\0"
# What a spreadsheet may skip before it looks for a formula.
_LEADING = re.compile("[\\s\0\u180e\u200b-\u200d\u2060\ufeff]*")


def attendee_csv(state: SessionState, now: datetime | None = None) -> bytes:
    """The list as a file's bytes. An open session is read as of `now`, else of its last fact."""
    rows = [columns(state), *attendee_rows(state, now)]
    lines = (",".join(map(_cell, row)) for row in rows)
    return (_BOM + "".join(f"{line}\r\n" for line in lines)).encode("utf-8", "replace")


def columns(state: SessionState) -> tuple[str, ...]:
    """The header of this session's list."""
    full = ("full participation",) if state.format.certificates else ()
    extra = tuple(name for name in EXTRA_COLUMNS if name in state.options.columns)
    return ("date", "session", "facilitator", "name", *full, *extra)


def attendee_rows(state: SessionState, now: datetime | None = None) -> list[tuple[str, ...]]:
    """One row for each person who was there, as text and unguarded, in the order of the list."""
    at = now or last_recorded(state)
    day = local_time(state, state.began or state.options.starts_at).date().isoformat()
    here = attended(state)
    leading = [one for one in state.facilitators if one in here] or state.facilitators
    names = " and ".join(map(listed_name, leading))
    known = {"date": day, "session": state.format.title, "facilitator": names}
    header = columns(state)
    return [
        tuple((known | _own(state, person, at))[column] for column in header) for person in here
    ]


def listed_name(attendee: Attendee) -> str:
    """How the list calls someone."""
    return attendee.listed_name or attendee.name


def _own(state: SessionState, attendee: Attendee, at: datetime) -> dict[str, str]:
    minutes = minutes_present(state, attendee, at)
    return {
        "name": listed_name(attendee),
        "full participation": _full(state, attendee, at),
        "pronouns": attendee.pronouns,
        "email": attendee.email,
        "organisation": attendee.organisation,
        "minutes present": "" if minutes is None else str(minutes),
    }


def _full(state: SessionState, attendee: Attendee, at: datetime) -> str:
    """Yes or no; empty while the facilitator has not decided."""
    word = full_participation(state, attendee.id, at)
    return str(word.verdict) if word and word.verdict is not Verdict.YOU_DECIDE else ""


def _cell(text: str) -> str:
    """A field that no spreadsheet takes for a formula; quoting alone does not help."""
    start = len(found[0]) if (found := _LEADING.match(text)) else 0
    # NFKC makes full-width and small forms the plain ones, as some spreadsheets do.
    first = normalize("NFKC", text[start : start + 1])
    guarded = (first != "" and first in _FORMULA) or any(one in _BREAKS for one in text[:start])
    if guarded:
        text = f"'{text}"
    if guarded or text != text.strip() or any(char in ',;"\t\r\n' for char in text):
        return '"' + text.replace('"', '""') + '"'
    return text
