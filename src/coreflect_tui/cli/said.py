"""What more than one command has to say."""

from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.progress import progress
from coreflect_tui.core.telling import Told

if TYPE_CHECKING:
    from coreflect_tui.workplace import Workplace


def recovering(err: TextIO) -> Told:
    """Says how far a recovery is that holds the command up."""
    return progress(err, "Recovering sessions of a damaged database")


def say_damage(workplace: "Workplace", err: TextIO) -> None:
    """Say what was damaged of the database, and recovered as the command opened it."""
    if words := workplace.told_of_damage():
        print(words, file=err)
