"""Where the files that come with the program are, in an installed copy and in a checkout."""

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parents[1]


def shipped_folder(name: Literal["formats", "quotes"]) -> Path:
    """The folder of shipped formats or quotes: inside the wheel, or at the top of a checkout."""
    packed = PACKAGE / "shipped" / name
    if packed.is_dir():
        return packed
    return PACKAGE.parents[1] / name
