"""What can be asked of the session as a whole."""

from dataclasses import dataclass

from coreflect_tui.core.intents.base import Intent
from coreflect_tui.core.state import WrittenFile


@dataclass(frozen=True, slots=True)
class CloseSession(Intent):
    pass


@dataclass(frozen=True, slots=True)
class ReopenSession(Intent):
    pass


@dataclass(frozen=True, slots=True)
class KeepSession(Intent):
    """Keep a session whose format leaves nothing, or not after all."""

    kept: bool


@dataclass(frozen=True, slots=True)
class RecordOutcomes(Intent):
    files: tuple[WrittenFile, ...]


@dataclass(frozen=True, slots=True)
class CallSession(Intent):
    """What this session is called from now on."""

    title: str
