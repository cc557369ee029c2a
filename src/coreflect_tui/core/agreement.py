"""The discomfort agreement: its lines as they are kept, and when it was looked at together."""

from collections.abc import Iterable
from datetime import date, datetime

from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.core.text import clean_line
from coreflect_tui.core.timing import local_time

MOST_LINES = 20
"""More than this nobody looks at together."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


def agreement_of(lines: Iterable[str], checked: date | None) -> Agreement | None:
    """The agreement in these lines, each cleaned and kept once; None where they say nothing."""
    kept = dict.fromkeys(line for one in lines if (line := clean_line(one)))
    return Agreement("\n".join(kept), checked) if kept else None


def lines_of(agreement: Agreement | None) -> tuple[str, ...]:
    return agreement.lines if agreement else ()


def together(
    base: tuple[str, ...], ours: Agreement | None, theirs: Agreement | None
) -> Agreement | None:
    """What was made of an agreement in two places since both had the lines of `base`: `ours`, with
    what was written or taken out in `theirs` as well."""
    mine, others = lines_of(ours), lines_of(theirs)
    if others == base:
        return ours
    kept = [line for line in others if line not in base or line in mine]
    for place, line in enumerate(mine):
        if line not in base:
            before = mine[place - 1] if place else ""
            kept.insert(kept.index(before) + 1 if before in kept else len(kept), line)
    return agreement_of(kept, ours.checked if ours else theirs.checked if theirs else None)


def today(state: SessionState, now: datetime) -> date:
    """The day that it is where the session is held."""
    return local_time(state, now).date()


def looked_at_here(state: SessionState, now: datetime) -> bool:
    """Whether the agreement was looked at, or changed, on a day of this session."""
    checked = state.agreement.checked if state.agreement else None
    first = local_time(state, state.began or state.options.starts_at).date()
    return checked is not None and first <= checked <= today(state, state.closed or now)


def needs(state: SessionState, now: datetime) -> tuple[str, ...]:
    """What the document of this session says of the agreement: what people said they need, who meet
    once; that of a standing group only where it was looked at, since the group has it."""
    if state.options.group and not looked_at_here(state, now):
        return ()
    return lines_of(state.agreement)


def looked_at_words(agreement: Agreement, day: date) -> str:
    """When it was last looked at, as somebody says it on that day."""
    checked = agreement.checked
    if checked is None:
        return "never looked at together yet"
    if checked == day:
        return "looked at today"
    year = "" if checked.year == day.year else f" {checked.year}"
    return f"last looked at {checked.day} {_MONTHS.split()[checked.month - 1]}{year}"
