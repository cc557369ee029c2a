"""What the program said in this run, to be read again."""

from collections.abc import Iterable
from dataclasses import dataclass

from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, Piece, hang, looking, words_of

KEPT = "Kept until the program ends, and nowhere else. The newest stands first."
NOTHING = "Nothing was said yet."
LONGEST = 12
"""Rows of one sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was said, at a time as people read it; the same one so many times on end."""

    time: str
    sentence: str
    warning: bool = False
    times: int = 1


def log_lines(said: Iterable[Said], width: int) -> Lines:
    """Each sentence with its time, wrapped; one that was a warning has a sign."""
    lines: list[Line] = []
    for one in said:
        label = Piece(f"{one.time} {'!' if one.warning else ' '} ", Look.MUTED)
        look = Look.WARN if one.warning else Look.PLAIN
        words = list(words_of(one.sentence, look))
        if one.times > 1:
            words.append((Piece(f" ×{one.times}", Look.MUTED),))
        lines += hang(label, words, width, LONGEST)
    return (looking(Look.MUTED, KEPT if lines else NOTHING), BLANK, *lines)
