"""The kinds of notes and the letters that choose them."""

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.tui.view.pieces import Lines, Look, Piece, hang, line

LETTERS = {
    NoteKind.INTENTION: "i",
    NoteKind.TOPIC: "t",
    NoteKind.TAKEAWAY: "k",
    NoteKind.HARVEST: "h",
    NoteKind.COMPOST: "c",
    NoteKind.QUOTE: "q",
    NoteKind.REMINDER: "r",
}


def kinds_lines(usual: NoteKind, width: int) -> Lines:
    """The letters and what they write; the usual kind is also on enter."""
    units = []
    for kind, letter in LETTERS.items():
        key = f"{letter}⏎" if kind is usual else letter
        look = Look.STRONG if kind is usual else Look.MUTED
        units.append(line(Piece(key, Look.KEY), Piece(f" {kind}  ", look)))
    return hang(Piece(" "), units, width)
