"""Where sessions were left, without reading their events: lists say it of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coreflect_tui.core.decision import Moment
from coreflect_tui.core.events import Event, OutcomesWritten
from coreflect_tui.core.noticing import AFTERWARDS
from coreflect_tui.core.standing import NO_ACTS
from coreflect_tui.store import instants
from coreflect_tui.store.connection import Database
from coreflect_tui.store.errors import DamagedFile, UnknownSession


def _begins(kind: type[Event]) -> str:
    """How the payload of a decision begins whose first event is of that kind."""
    return f'[{{"type":"{kind.__name__}"'


_NO_ACTS: Final = tuple(map(_begins, NO_ACTS))
_WROTE: Final = _begins(OutcomesWritten)
_READING: Final = (
    "SELECT at, wall, utc_offset, boot_seconds, boot_id FROM decisions"
    " WHERE session = ? AND boot_id <> ? ORDER BY seq DESC LIMIT 1"
)
_ACTED: Final = "SELECT max(at) FROM decisions WHERE session = ?" + "".join(
    f" AND substr(payload, 1, {len(one)}) <> ?" for one in _NO_ACTS
)
_LAST: Final = (
    f"SELECT substr(payload, 1, {len(_WROTE)}) FROM decisions"
    " WHERE session = ? ORDER BY seq DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class LastMoments:
    """The last reading of the clocks in a session, the session time of the last act in it, and
    whether the last that is stored of it is that files were written."""

    reading: Moment
    acted: datetime
    wrote: bool


def last_moments(database: Database, session: str) -> LastMoments:
    """Where a session was left. Raises StoreError."""
    with database.reading() as conn:
        reading = conn.execute(_READING, (session, AFTERWARDS)).fetchone()
        (acted,) = conn.execute(_ACTED, (session, *_NO_ACTS)).fetchone()
        last = conn.execute(_LAST, (session,)).fetchone()
    if reading is None or acted is None:
        raise UnknownSession("that session is not there any more")
    try:
        at, wall, offset, count, boot = reading
        moment = Moment(instants.from_text(at), instants.from_text(wall), offset, count, boot)
        return LastMoments(moment, instants.from_text(acted), last[0] == _WROTE)
    except (ValueError, TypeError):
        raise DamagedFile("what is stored of its times is damaged") from None
