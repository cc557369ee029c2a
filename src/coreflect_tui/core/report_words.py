"""What is said of an attendance report, on the screen and on the command line alike."""

from collections.abc import Sequence
from datetime import timedelta

from coreflect_tui.core.durations import in_words
from coreflect_tui.core.report import Report, Suggestion, Visitor


def times_in_words(visitor: Visitor, shift: int) -> str:
    """When someone was in the call, stay by stay, moved by `shift` seconds; ~ where a time was
    worked out. How long, where only that is known."""
    if not visitor.stays:
        known = visitor.seconds
        return f"{in_words(known)} in all" if known is not None else "times not read"
    by = timedelta(seconds=shift)
    stays = (f"{one.joined + by:%H:%M}–{one.left + by:%H:%M}" for one in visitor.stays)
    return _about(visitor) + ", ".join(stays)


def times_in_short(visitor: Visitor, shift: int) -> str:
    """From the first coming to the last going, and how many stays."""
    by = timedelta(seconds=shift)
    first, last = visitor.stays[0].joined + by, visitor.stays[-1].left + by
    return f"{_about(visitor)}{first:%H:%M}–{last:%H:%M} ({len(visitor.stays)}×)"


def worth_knowing(report: Report, suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """What to look at before taking it over, whatever can be done about it."""
    said: list[str] = []
    if any(one.visitor.worked_out for one in suggestions):
        said.append("~ stands where a time could not be read and comes from how long it lasted.")
    if any(one.visitor.bot for one in suggestions):
        said.append("A program that takes notes was in the call; the room is confidential.")
    return (*said, *report.problems)


def _about(visitor: Visitor) -> str:
    return "~" if visitor.worked_out else ""
