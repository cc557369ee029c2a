"""Checksums over rows: those of decisions, each over all before it, and the seals of other rows."""

import hashlib
import json
from collections.abc import Iterable
from json.encoder import encode_basestring_ascii as quoted
from math import isfinite
from typing import Any, Final

from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.store import instants

SEALED: Final = "session, seq, id, at, wall, utc_offset, boot_seconds, boot_id, payload"
"""What the checksum of a decision covers, in this order."""

Sealed = tuple[str, int, str, str, str, int, float, str, str]
_KINDS: Final = (str, int, str, str, str, int, float, str, str)
# Made once: json.dumps makes one for each row, and a list has ten thousand.
_line: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def chained(before: str, sealed: Iterable[object]) -> str:
    """The checksum of a row after one whose checksum is `before`; raises TypeError for values that
    are none of ours."""
    return hashlib.sha256(f"{before}{as_json(tuple(sealed))}".encode()).hexdigest()


def as_json(row: tuple[Any, ...]) -> str:
    """A row as a list of JSON without blanks, in ASCII; raises TypeError."""
    if tuple(map(type, row)) != _KINDS or not isfinite(row[6]):
        return _line(row)
    # Written out, that of a decision takes two thirds of the time: a long session has thousands.
    session, seq, id_, at, wall, offset, boot_seconds, boot_id, payload = row
    texts = f"{quoted(id_)},{quoted(at)},{quoted(wall)}"
    return (
        f"[{quoted(session)},{seq},{texts},{offset},{boot_seconds!r},{quoted(boot_id)},"
        f"{quoted(payload)}]"
    )


def seal(values: Iterable[object]) -> str:
    """The seal of a row that stands by itself: of a summary, or of a draft."""
    return chained("", values)


def holds(values: Iterable[object], stored: object) -> bool:
    """Whether a row is what was sealed."""
    try:
        return seal(values) == stored
    except (TypeError, ValueError):
        return False


def sealed_row(session: str, seq: int, decision: Decision, payload: str) -> Sealed:
    """What is stored of a decision, but for its checksum."""
    moment = decision.moment
    return (
        session,
        seq,
        decision.id,
        instants.to_text(moment.session),
        instants.to_text(moment.wall),
        moment.offset,
        float(moment.boot_seconds),
        moment.boot_id,
        payload,
    )


def moment_of(sealed: Iterable[Any]) -> Moment:
    """The moment in what `sealed_row` gave. Raises ValueError and TypeError."""
    _, _, _, at, wall, offset, boot_seconds, boot_id, _ = sealed
    return Moment(instants.from_text(at), instants.from_text(wall), offset, boot_seconds, boot_id)
