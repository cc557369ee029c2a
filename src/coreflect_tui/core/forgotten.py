"""What somebody is called who was forgotten. It is nobody's name, and its words name nobody."""

from coreflect_tui.core.text import fold

FORGOTTEN = "someone who asked to be forgotten"


def is_forgotten(name: str) -> bool:
    """Whether that stands where the name of somebody who was forgotten had been."""
    return fold(name).startswith(fold(FORGOTTEN))
