"""The cover: the row that each screen has for it, and what can be done on it."""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.conditions import is_open

_BY_KEY = Action("", "cover", "0,ctrl+l", "0", "cover",
                 "Leaves step and clock in sight, and nothing else; again shows all. In a line:"
                 " ctrl+l.", opens="cover", only_looks=True)  # fmt: skip
# Lines to type in leave this key alone, so it works there too.
_TYPING = _BY_KEY._replace(key="ctrl+l", shows="ctrl+l")

COVER = (
    Action("cover", "leave", "0,ctrl+l,escape", "0", "show", "Takes the cover away.", 1,
           only_looks=True),
    Action("cover", "next_item", "full_stop", ".", "next item",
           "Goes on to the next item, where nothing has to be asked first.", 2, is_open,
           moves_on=True),
)  # fmt: skip


def covering(screen: str, rank: int = 0, *, typing: bool = False) -> Action:
    """The row of a screen; where one is always typing, with the key that does not type."""
    return (_TYPING if typing else _BY_KEY)._replace(screen=screen, rank=rank)
