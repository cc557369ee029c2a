"""The record over the sessions of a group: how often each person came, and took part in full."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.participation import Verdict
from coreflect_tui.core.summary import Summary


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """In how many sessions someone was; in how many of these in full, and in how many that is
    still for the facilitator to say."""

    member: Member
    came: int = 0
    full: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """Over a period: `held` sessions, of which `counted` had the record switched on and somebody
    of a roster there. `certified` says that full participation was looked at in any of them;
    `others` counts people who were counted and are not in the roster any more."""

    held: int
    counted: int
    certified: bool
    people: tuple[MemberRecord, ...]
    others: int


def local_day(summary: Summary) -> date:
    """The day for which a session was planned, by the calendar of its place: its id begins so."""
    try:
        return date.fromisoformat(summary.session[:10])
    except ValueError:
        return summary.starts_at.date()


def record_of(group: Group, sessions: Iterable[Summary]) -> Record:
    """The record of a group over its closed `sessions`, in the order of its roster."""
    sessions = tuple(sessions)
    said: dict[str, list[str]] = {}
    for session in sessions:
        for one in session.participation:
            said.setdefault(one.roster, []).append(one.full)
    known = {one.id for one in group.members}
    return Record(
        held=len(sessions),
        counted=sum(bool(session.participation) for session in sessions),
        certified=any(full for words in said.values() for full in words),
        people=tuple(_of(one, said.get(one.id, [])) for one in group.members),
        others=len(said.keys() - known),
    )


def _of(member: Member, said: list[str]) -> MemberRecord:
    return MemberRecord(member, len(said), said.count(Verdict.YES), said.count(Verdict.YOU_DECIDE))
