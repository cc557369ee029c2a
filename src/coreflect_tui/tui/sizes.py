"""The sizes of terminals that screens are laid out for, as the classes that style sheets name."""

ROOMY = 34
"""Rows from which there is room for the largest digits, the words to say, what was written down."""
LEAST = (40, 12)
"""Columns and rows with fewer of which a screen shows only what matters most, and says so."""
WIDTHS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]
HEIGHTS = [(0, "-low"), (24, "-high"), (ROOMY, "-tall")]


def classes_for(width: int, height: int) -> dict[str, bool]:
    """Which of the classes hold in so many columns and rows."""
    held = {name: False for _, name in (*WIDTHS, *HEIGHTS)}
    for cells, steps in ((width, WIDTHS), (height, HEIGHTS)):
        held[max(step for step in steps if step[0] <= cells)[1]] = True
    return held
