"""What can be asked about the standing group that meets."""

from dataclasses import dataclass

from coreflect_tui.core.intents.base import Intent


@dataclass(frozen=True, slots=True)
class LinkRoster(Intent):
    """This is a session of `group` (its id), and these people are those of its roster: pairs of
    an attendee's id and a roster id. `record` counts the session in the group's record."""

    pairs: tuple[tuple[str, str], ...]
    group: str
    record: bool
