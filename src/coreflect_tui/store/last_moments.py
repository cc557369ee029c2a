"""Where sessions were left, without reading their events: lists say it of each."""

import json
from datetime import datetime
from typing import Any, Final, NamedTuple

from coreflect_tui.core.decision import Moment
from coreflect_tui.core.noticing import AFTERWARDS
from coreflect_tui.core.standing import NO_ACTS
from coreflect_tui.store.chain import SEALED, chained, moment_of
from coreflect_tui.store.database import Database
from coreflect_tui.store.errors import DamagedFile, UnknownSession


def _begins(kind: str) -> str:
    """How the payload of a decision begins whose first event is of that kind."""
    return f'[{{"type":"{kind}"'


_NO_ACTS: Final = tuple(map(_begins, NO_ACTS))
_LINK: Final = (
    f"SELECT {SEALED}, checksum, (SELECT checksum FROM decisions AS before"
    " WHERE before.session = one.session AND before.seq = one.seq - 1)"
    " FROM decisions AS one WHERE session = ?"
)
"""A decision, with what its checksum follows from."""
_READING: Final = f"{_LINK} AND boot_id <> ? ORDER BY seq DESC LIMIT 1"
_ACTED: Final = (
    _LINK
    + "".join(f" AND substr(payload, 1, {len(one)}) <> ?" for one in _NO_ACTS)
    + " ORDER BY seq DESC LIMIT 1"
)
# Free words stand apart from a payload, and quotation marks in others are escaped there.
_HOLDS: Final = '{{"type":"{}"'
FILES: Final = ("OutcomesWritten", "SessionClosed", "SessionKept")
"""The events that say whether files are to be written, and were. Only named: loading all events
takes as long as the rest of a list."""
_FILES: Final = """
    SELECT max(CASE WHEN instr(payload, ?) THEN seq END),
        max(CASE WHEN instr(payload, ?) THEN seq END),
        max(instr(payload, ?)) > 0,
        max(CASE WHEN seq = 1 THEN payload END)
    FROM decisions WHERE session = ?
"""


class LastMoments(NamedTuple):
    """The last reading of the clocks in a session, and the session time of the last act in it."""

    reading: Moment
    acted: datetime


def last_moments(database: Database, session: str) -> LastMoments:
    """Where a session was left, by decisions that are what was written. Raises StoreError."""
    with database.reading() as conn:
        reading = conn.execute(_READING, (session, AFTERWARDS)).fetchone()
        acted = conn.execute(_ACTED, (session, *_NO_ACTS)).fetchone()
    if reading is None or acted is None:
        raise UnknownSession("that session is not there any more")
    return LastMoments(_moment(reading), _moment(acted).session)


def _moment(row: tuple[Any, ...]) -> Moment:
    """The moment of a row of _LINK."""
    *sealed, checksum, before = row
    try:
        if chained(before or "", sealed) == checksum:
            return moment_of(sealed)
    except (ValueError, TypeError):
        pass
    raise DamagedFile("what is stored of its times is damaged")


def may_lack_files(database: Database, session: str) -> bool:
    """Whether no files were written since a session was closed, and it may have been to leave some;
    its events say more. Raises StoreError."""
    kinds = (_HOLDS.format(one) for one in FILES)
    with database.reading() as conn:
        wrote, closed, kept, first = conn.execute(_FILES, (*kinds, session)).fetchone()
    if closed is None or (wrote or 0) > closed:
        return False
    try:
        return bool(kept or json.loads(first)[0]["format"]["outcomes"])
    except (ValueError, TypeError, LookupError):
        return False
