"""The orders of a round: the letters that choose them, and how each is said."""

from coreflect_tui.core.formats import Order
from coreflect_tui.tui.view.letters import Letter

WORDS = {
    Order.LISTED: "as listed",
    Order.GALLERY: "as the call shows",
    Order.BATON: "each names the next",
    Order.POPCORN: "whoever likes",
    Order.SHUFFLED: "shuffled",
    Order.REVERSED: "last round backwards",
    Order.QUEUE: "raised hands",
}
_KEYS = {
    Order.LISTED: "l",
    Order.GALLERY: "g",
    Order.BATON: "b",
    Order.POPCORN: "p",
    Order.SHUFFLED: "s",
    Order.REVERSED: "r",
    Order.QUEUE: "h",
}
ORDERS = tuple(Letter(key, order, WORDS[order]) for order, key in _KEYS.items())
