"""A finding: one thing that is so, in a sentence without anybody's name, and what it needs."""

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """What a finding asks for: nothing, a look, mending by the program, an act of a person."""

    NOTHING = "nothing"
    LOOK = "look"
    MENDING = "mending"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` names it for other programs; `about` is the id of a session or the name of a file, ""
    where it is about none."""

    kind: str
    need: Need
    sentence: str
    about: str = ""


def counted(number: int, one: str, more: str) -> str:
    """That many of something, in words."""
    return f"{number} {one if number == 1 else more}"
