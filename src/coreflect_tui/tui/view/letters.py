"""Choices that one letter makes, as they stand on the line that asks."""

from dataclasses import dataclass

from coreflect_tui.tui.view.pieces import Lines, Look, Piece, hang, line


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` is the letter, `value` what it chooses and `words` what is read."""

    key: str
    value: str
    words: str


def letter_lines(letters: tuple[Letter, ...], usual: str, width: int) -> Lines:
    """The letters and what they choose; the usual choice is also on enter."""
    units = []
    for one in letters:
        is_usual = one.value == usual
        key = f"{one.key}⏎" if is_usual else one.key
        look = Look.STRONG if is_usual else Look.MUTED
        units.append(
            line(
                Piece(key, Look.KEY, f"letter('{one.key}')"),
                Piece(f" {one.words}  ", look, f"letter('{one.key}')"),
            )
        )
    return hang(Piece(" "), units, width)
