"""What can be asked of the agenda while it runs: items left out, brought back, inserted."""

from dataclasses import dataclass

from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class LeaveOut(Intent):
    """Skip an item that is to come."""

    item: str


@dataclass(frozen=True, slots=True)
class BringBack(Intent):
    """Let an item that was left out be to come again."""

    item: str


@dataclass(frozen=True, slots=True)
class InsertItem(Intent):
    """A talk or a break of so many seconds, after the item named; None makes it the next one."""

    title: str
    seconds: int
    kind: StepKind = StepKind.TALK
    after: str | None = None
