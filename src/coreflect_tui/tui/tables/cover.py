"""The cover: the row that each screen has for it, and what can be done on it."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import is_open

KEYS, SHOWS = "0,ctrl+l", "0"
WHILE_TYPING = "ctrl+l"
"""Lines to type in leave this one alone, so that it works there too."""


def covering(screen: str, rank: int = 0, *, typing: bool = False) -> Action:
    """The row of a screen; where one is always typing, the key that does not type."""
    return Action(
        screen,
        "cover",
        WHILE_TYPING if typing else KEYS,
        WHILE_TYPING if typing else SHOWS,
        "cover",
        "Leaves step and clock in sight, and nothing else; again shows all. In a line: ctrl+l.",
        rank,
        opens="cover",
        only_looks=True,
    )


COVER = (
    Action("cover", "leave", f"{KEYS},escape", "0", "show", "Takes the cover away.", 1,
           only_looks=True),
    Action("cover", "next_item", "full_stop", ".", "next item",
           "Goes on to the next item, where nothing has to be asked first.", 2, is_open,
           moves_on=True),
)  # fmt: skip
