"""What the facilitator says of the rows of an attendance report, and what is taken over of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coreflect_tui.core.attendance import session_end
from coreflect_tui.core.intents import ReportRow
from coreflect_tui.core.report import Certainty, Suggestion, Visitor
from coreflect_tui.core.state import SessionState, Span
from coreflect_tui.core.timing import local_time


@dataclass(frozen=True, slots=True)
class Choice:
    """What the facilitator says of a row: it is `person`, or someone `new`, or `out`: nobody to
    take over. None of them is not said yet."""

    person: str = ""
    new: bool = False
    out: bool = False

    @property
    def said(self) -> bool:
        return self.taken or self.out

    @property
    def taken(self) -> bool:
        """Whether it is somebody's, so that their times are taken over."""
        return bool(self.person) or self.new


def first_choice(suggestion: Suggestion) -> Choice:
    """What stands before anybody said something: only what is the same is taken as said, since
    the whole is looked at before it is taken."""
    if suggestion.visitor.bot:
        return Choice(out=True)
    if suggestion.certainty is Certainty.SAME:
        return Choice(suggestion.person)
    return Choice()


def agreed(suggestion: Suggestion) -> Choice:
    """What agreeing with a row means: whoever is suggested, else whoever comes into question
    first, else someone new."""
    possible = [one for one in (suggestion.person, *suggestion.others) if one]
    return Choice(possible[0]) if possible else Choice(new=True)


def rows_to_take(
    state: SessionState,
    suggestions: Sequence[Suggestion],
    choices: Sequence[Choice],
    shift: int,
) -> tuple[ReportRow, ...]:
    """What is taken over: the people who were said, with their times as session time. Whoever the
    report has under several names gets a row for each, so that all are remembered."""
    rows: list[ReportRow] = []
    for place, (one, choice) in enumerate(zip(suggestions, choices, strict=True)):
        if choice.taken:
            # Two new people may have one name.
            taken = _rows(state, one.visitor, choice, shift)
            rows += (replace(row, visitor=place) for row in taken)
    return tuple(rows)


def _rows(state: SessionState, visitor: Visitor, choice: Choice, shift: int) -> Iterator[ReportRow]:
    spans = tuple(
        Span(session_time(state, stay.joined, shift), session_time(state, stay.left, shift))
        for stay in visitor.stays
    )
    # Whoever only stood in the waiting room was not there.
    came = bool(spans) or visitor.seconds is not None or visitor.waited is None
    for place, alias in enumerate(visitor.aliases or (visitor.name,)):
        yield ReportRow(
            choice.person,
            visitor.name,
            spans if place == 0 else (),
            alias,
            visitor.pronouns,
            visitor.email,
            came,
        )


def held_between(state: SessionState, now: datetime) -> tuple[datetime, datetime]:
    """From when to when the session was held, or is planned, by the clock on the wall and without
    a zone, as reports write."""
    began = state.began or state.options.starts_at
    ended = session_end(state, now) if state.began else state.hard_end
    span = (local_time(state, one).replace(tzinfo=None) for one in (began, max(ended, began)))
    return next(span), next(span)


def session_time(state: SessionState, local: datetime, shift: int) -> datetime:
    """An instant of the report's clock, which has no zone, as session time in UTC."""
    began = state.began or state.options.starts_at
    ahead = local_time(state, began) - began
    return local.replace(tzinfo=began.tzinfo) - ahead + timedelta(seconds=shift)
