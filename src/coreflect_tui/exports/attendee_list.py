"""The attendee list as CSV for the recipient: who was there, and nothing of how it is known.

RFC 4180 in UTF-8 with BOM and CRLF, so that Excel opens it. What the columns are, in which order,
is said by `columns`; their names are a contract and never change.
"""

import re
from datetime import date, datetime
from unicodedata import normalize

from coreflect_tui.core.attendance import attended, last_recorded, minutes_present
from coreflect_tui.core.participation import Verdict, full_participation
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import local_time

# What may stand in options.columns, in the order in which the list has them.
EXTRA_COLUMNS = ("pronouns", "email", "organisation", "minutes present")

FULL = "full participation"

_BOM = "\ufeff"
_FORMULA = "=+-@"
_BREAKS = "\t\r\n\0"
# What a spreadsheet may skip before it looks for a formula.
_LEADING = re.compile("[\\s\0\u180e\u200b-\u200d\u2060\ufeff]*")


def attendee_csv(state: SessionState, now: datetime | None = None) -> bytes:
    """The list as a file's bytes. An open session is read as of `now`, else of its last fact."""
    lines = (",".join(map(_cell, row)) for row in attendee_list(state, now))
    return (_BOM + "".join(f"{line}\r\n" for line in lines)).encode("utf-8", "replace")


def attendee_list(state: SessionState, now: datetime | None = None) -> tuple[tuple[str, ...], ...]:
    """What every form of the list holds, as text and unguarded: the columns, then a row for each
    person who was there, in the order of the list."""
    known = {
        "date": session_day(state).isoformat(),
        "session": state.format.title,
        "facilitator": " and ".join(facilitated_by(state)),
    }
    header = columns(state)
    at = now or last_recorded(state)
    own = (known | _own(state, person, at) for person in attended(state))
    return (header, *(tuple(row[column] for column in header) for row in own))


def columns(state: SessionState) -> tuple[str, ...]:
    """The columns of this session's list, always in this order.

    date: the day at the place, as 2026-11-22. session: its title. facilitator: who held it, joined
    by " and ". name: as the person wishes to be listed. full participation: yes or no, only where
    the format issues certificates; empty while the facilitator has not decided, since either word
    would be a claim, and why is not for this list. Then those of EXTRA_COLUMNS that the recipient
    asks for: pronouns, email, organisation, minutes present (whole minutes; empty where nothing
    says when).
    """
    full = (FULL,) if state.format.certificates else ()
    extra = tuple(name for name in EXTRA_COLUMNS if name in state.options.columns)
    return ("date", "session", "facilitator", "name", *full, *extra)


def session_day(state: SessionState) -> date:
    """The day of the session where it is held."""
    return local_time(state, state.began or state.options.starts_at).date()


def facilitated_by(state: SessionState) -> tuple[str, ...]:
    """Who held the session, as the list calls them; those who were to where nobody was noted."""
    here = attended(state)
    leading = [one for one in state.facilitators if one in here] or state.facilitators
    return tuple(map(listed_name, leading))


def listed_name(attendee: Attendee) -> str:
    """How the list calls someone."""
    return attendee.listed_name or attendee.name


def _own(state: SessionState, attendee: Attendee, at: datetime) -> dict[str, str]:
    minutes = minutes_present(state, attendee, at)
    return {
        "name": listed_name(attendee),
        FULL: _full(state, attendee, at),
        "pronouns": attendee.pronouns,
        "email": attendee.email,
        "organisation": attendee.organisation,
        "minutes present": "" if minutes is None else str(minutes),
    }


def _full(state: SessionState, attendee: Attendee, at: datetime) -> str:
    """Yes or no; empty while the facilitator has not decided."""
    word = full_participation(state, attendee.id, at)
    return str(word.verdict) if word and word.verdict is not Verdict.YOU_DECIDE else ""


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula; quoting alone does not help."""
    start = len(found[0]) if (found := _LEADING.match(text)) else 0
    # NFKC makes full-width and small forms the plain ones, as some spreadsheets do.
    first = normalize("NFKC", text[start : start + 1])
    formula = first != "" and first[0] in _FORMULA
    return f"'{text}" if formula or any(one in _BREAKS for one in text[:start]) else text


def _cell(text: str) -> str:
    safe = guarded(text)
    if safe != text or safe != safe.strip() or any(char in ',;"\t\r\n' for char in safe):
        return '"' + safe.replace('"', '""') + '"'
    return safe
