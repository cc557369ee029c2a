"""Letters to be read from the far side of a room, or in a small picture of a call: of block signs
alone, as the large digits are.

They are drawn on a grid of five rows, each letter as wide as it needs. A small one takes a cell for
each square of the grid and half a row, a large one two cells and a row.
"""

from typing import Final
from unicodedata import normalize

_GRID: Final = {
    "A": "### #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": "#### #... #.## #..# ####",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# ###",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": "### #.# #.# #.# ###",
    "P": "### #.# ### #.. #..",
    "Q": "###. #.#. #.#. ###. ..##",
    "R": "### #.# ##. #.# #.#",
    "S": "### #.. ### ..# ###",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# ### .#. .#.",
    "Z": "### ..# .#. #.. ###",
    "0": "### #.# #.# #.# ###",
    "1": "## .# .# .# .#",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    " ": ".. .. .. .. ..",
    "-": "... ... ### ... ...",
    ",": ". . . # #",
    ".": ". . . . #",
    ":": ". # . # .",
    "!": "# # # . #",
    "?": "### ..# .## ... .#.",
    "'": "# # . . .",
    "’": "# # . . .",
    "&": "##.. #... ###. #.#. ###.",
    "/": "..# ..# .#. #.. #..",
}
_MARKS: Final = {
    "\N{COMBINING DIAERESIS}": "#.#",
    "\N{COMBINING ACUTE ACCENT}": ".##",
    "\N{COMBINING GRAVE ACCENT}": "##.",
    "\N{COMBINING CIRCUMFLEX ACCENT}": ".#.",
    "\N{COMBINING RING ABOVE}": ".#.",
    "\N{COMBINING TILDE}": "###",
}
"""What stands above a letter, in the row over it."""
SMALL, LARGE = 3, 6
"""The two sizes, in rows; of these the first is for what stands above a letter."""


def large_lines(text: str, size: int, width: int) -> tuple[tuple[str, ...], ...]:
    """The text in large capitals, broken between words into lines within `width` cells: for each
    line its rows, SMALL or LARGE of them. Nothing where there is a letter that has no large form,
    or a word that is too long."""
    words = [_drawn(word) for word in text.upper().split()]
    if not words or not all(words):
        return ()
    lines: list[list[str]] = []
    for word in words:
        joined = [a + _BLANK + b for a, b in zip(lines[-1], word, strict=True)] if lines else word
        if lines and _cells(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    if any(_cells(line, size) > width for line in lines):
        return ()
    return tuple(_rows(line, size) for line in lines)


_BLANK: Final = "...."


def _cells(line: list[str], size: int) -> int:
    return len(line[0]) * (1 if size == SMALL else 2)


def _drawn(word: str) -> list[str]:
    """A word as six rows of squares, the first for marks; empty where a letter is not known."""
    letters: list[list[str]] = []
    for char in normalize("NFD", word):
        if char in _GRID:
            grid = _GRID[char].split()
            letters.append(["." * len(grid[0]), *grid])
        elif char in _MARKS and letters:
            letters[-1][0] = _above(_MARKS[char], len(letters[-1][1]))
        else:
            return []
    return [".".join(rows) for rows in zip(*letters, strict=True)]


def _above(mark: str, width: int) -> str:
    """A mark over a letter of that width."""
    return "#" if width < len(mark) else mark.center(width, ".")


def _rows(line: list[str], size: int) -> tuple[str, ...]:
    if size == LARGE:
        return tuple("".join("██" if one == "#" else "  " for one in row) for row in line)
    pairs = zip(line[::2], line[1::2], strict=True)
    return tuple("".join(map(_half, upper, lower)) for upper, lower in pairs)


def _half(upper: str, lower: str) -> str:
    return {"##": "█", "#.": "▀", ".#": "▄", "..": " "}[upper + lower]
