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
        look = Look.STRONG if is_usual else Look.MUTED
        click = f"letter('{one.key}')"
        key = [Piece(one.key, Look.KEY, click)]
        if is_usual:
            key += [Piece(" or ", Look.MUTED, click), Piece("enter", Look.KEY, click)]
        units.append(line(*key, Piece(f" {one.words}  ", look, click)))
    return hang(Piece(" "), units, width)
