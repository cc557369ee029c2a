"""The sizes of terminals that screens are laid out for, as the classes that style sheets name."""

WIDTHS = [(0, "-narrow"), (80, "-normal"), (120, "-wide")]
HEIGHTS = [(0, "-low"), (24, "-high")]
