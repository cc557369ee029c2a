"""Ids out of titles: small plain letters, digits and single hyphens."""

import re
from collections.abc import Container

from coreflect_tui.core.text import PLAIN_LETTERS, fold

LONGEST = 40
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")


def slug(title: str, otherwise: str) -> str:
    """An id that reads like `title`; `otherwise` where the title has no plain letter or digit."""
    words = "-".join(fold(word).translate(PLAIN_LETTERS) for word in title.split())
    plain = re.sub("[^a-z0-9]+", "-", words)[:LONGEST].strip("-")
    return plain or otherwise


def names_a_device(stem: str) -> bool:
    """Whether no file may be called so on Windows, whatever stands after a dot."""
    return _DEVICES.match(stem) is not None


def free_slug(wanted: str, taken: Container[str]) -> str:
    """`wanted`, with a number where that is taken."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found
