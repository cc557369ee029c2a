"""What more than one command has to say."""

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from coreflect_tui.workplace import Workplace


def say_damage(workplace: "Workplace", err: TextIO) -> None:
    """Say what was damaged of the database, and recovered as the command opened it."""
    if words := workplace.told_of_damage():
        print(words, file=err)
