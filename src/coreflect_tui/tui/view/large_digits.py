"""Digits to read from the side of the eye: thick, of block signs alone."""

Glyphs = dict[str, tuple[str, ...]]

GAP = " "

# Half signs stand half a row lower than the row begins, so there is air above and below the digits.
_LOW: Glyphs = {
    "0": ("▄▄▄▄", "█  █", "█  █", "▀▀▀▀"),
    "1": (" ▄▄ ", "  █ ", "  █ ", " ▀▀▀"),
    "2": ("▄▄▄▄", "▄▄▄█", "█   ", "▀▀▀▀"),
    "3": ("▄▄▄▄", " ▄▄█", "   █", "▀▀▀▀"),
    "4": ("▄  ▄", "█▄▄█", "   █", "   ▀"),
    "5": ("▄▄▄▄", "█▄▄▄", "   █", "▀▀▀▀"),
    "6": ("▄▄▄▄", "█▄▄▄", "█  █", "▀▀▀▀"),
    "7": ("▄▄▄▄", "   █", "   █", "   ▀"),
    "8": ("▄▄▄▄", "█▄▄█", "█  █", "▀▀▀▀"),
    "9": ("▄▄▄▄", "█▄▄█", "   █", "▀▀▀▀"),
    ":": (" ", "▀", "▄", " "),
}
_HIGH: Glyphs = {
    "0": ("██████", "██  ██", "██  ██", "██  ██", "██████"),
    "1": ("████  ", "  ██  ", "  ██  ", "  ██  ", "██████"),
    "2": ("██████", "    ██", "██████", "██    ", "██████"),
    "3": ("██████", "    ██", "██████", "    ██", "██████"),
    "4": ("██  ██", "██  ██", "██████", "    ██", "    ██"),
    "5": ("██████", "██    ", "██████", "    ██", "██████"),
    "6": ("██████", "██    ", "██████", "██  ██", "██████"),
    "7": ("██████", "    ██", "    ██", "    ██", "    ██"),
    "8": ("██████", "██  ██", "██████", "██  ██", "██████"),
    "9": ("██████", "██  ██", "██████", "    ██", "██████"),
    ":": ("  ", "██", "  ", "██", "  "),
}
LOW, HIGH = 4, 5
"""The two sizes, in rows."""
_SETS = {LOW: _LOW, HIGH: _HIGH}


def large_digits(text: str, rows: int) -> tuple[str, ...]:
    """Digits and colons in so many rows, LOW or HIGH, all of one width. KeyError for other text."""
    glyphs = [_SETS[rows][char] for char in text]
    return tuple(GAP.join(parts) for parts in zip(*glyphs, strict=True))
