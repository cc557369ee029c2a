"""What can be asked for in a step: roles, options, once more, votes, small groups."""

from dataclasses import dataclass
from datetime import date

from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class GiveRole(Intent):
    """These people have that role, in this lap or in the session; nobody takes it away again."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakeOption(Intent):
    """The group decides for an option."""

    choice: str
    option: str


@dataclass(frozen=True, slots=True)
class ExtendItem(Intent):
    """The group votes for the next extension of the running item."""


@dataclass(frozen=True, slots=True)
class OnceMore(Intent):
    """The steps of the running repeat come once more, after those that are to come."""


@dataclass(frozen=True, slots=True)
class EndRepeat(Intent):
    """No lap of the running repeat after this one."""


@dataclass(frozen=True, slots=True)
class DrawSmallGroups(Intent):
    """Pairs, threes or fours of the people here, for the running item; again for others."""


@dataclass(frozen=True, slots=True)
class KeepAgreement(Intent):
    """The discomfort agreement in these lines, looked at on that day."""

    text: str
    checked: date | None
