"""An attendance report before it is taken over: who it may mean, and what is taken of it."""

from collections.abc import Mapping, Sequence

from coreflect_tui.core.durations import in_words
from coreflect_tui.core.person import Presence
from coreflect_tui.core.report import Report, Suggestion, Visitor
from coreflect_tui.core.report_choice import Choice
from coreflect_tui.core.report_words import times_in_short, times_in_words, worth_knowing
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import (
    Line,
    Lines,
    Look,
    Piece,
    clip,
    fill,
    line,
    spread,
)


def report_top(report: Report, choices: Sequence[Choice], width: int) -> Line:
    """Which report it is, how many people are in it, and how many are still open."""
    service = f" {report.service}" if report.service else ""
    open_ones = sum(not one.said for one in choices)
    right = f"{open_ones} open " if open_ones else "all said "
    left = line(
        Piece(f" Attendance report{service}", Look.TITLE),
        Piece(f"   {len(choices)} people in it", Look.MUTED),
    )
    return spread(left, line(Piece(right, Look.WARN if open_ones else Look.GOOD)), width)


def report_choices(
    state: SessionState,
    suggestions: Sequence[Suggestion],
    choices: Sequence[Choice],
    shift: int,
    width: int,
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each visitor; its id is the place in `suggestions`."""
    names = {one.id: one.name for one in state.people}
    name_width = max(min(width // 3, 30), 16)
    rows = []
    for place, (one, choice) in enumerate(zip(suggestions, choices, strict=True)):
        room = max(width - 2 * name_width - 10, 17)
        times = fill(_times(one.visitor, shift, room), room)
        rows.append(
            (
                str(place),
                (
                    clip(
                        (
                            *_who(one, name_width),
                            Piece(times, Look.MUTED),
                            *_meant(one, choice, names),
                        ),
                        width,
                    ),
                ),
            )
        )
    return tuple(rows)


def missing_words(state: SessionState, choices: Sequence[Choice]) -> str:
    """Who of the list is in no row of the report."""
    meant = {one.person for one in choices}
    missing = [
        one.name
        for one in state.people
        if one.id not in meant and one.presence not in (Presence.NO_SHOW, Presence.NOT_ADMITTED)
    ]
    if not missing:
        return ""
    more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
    return f"Not in it so far: {', '.join(missing[:6])}{more}."


def _who(one: Suggestion, width: int) -> Line:
    alias = one.visitor.aliases[0] if one.visitor.aliases else one.visitor.name
    return (Piece(" "), Piece(fill(alias, width)), Piece("  "))


def _times(visitor: Visitor, shift: int, width: int) -> str:
    """When they were in the call; where there is no room for each stay, from first to last."""
    told = times_in_words(visitor, shift)
    return told if len(told) <= width or not visitor.stays else times_in_short(visitor, shift)


def _meant(one: Suggestion, choice: Choice, names: Mapping[str, str]) -> Line:
    if choice.out:
        why = "takes notes, left out" if one.visitor.bot else "left out"
        return (Piece("– ", Look.MUTED), Piece(why, Look.MUTED))
    if choice.new:
        return (Piece("+ ", Look.GOOD), Piece(f"{one.visitor.name}, new on the list"))
    if choice.person:
        why = f"  {one.why}" if choice.person == one.person and one.why else ""
        name = names.get(choice.person, "")
        return (Piece("✓ ", Look.GOOD), Piece(name), Piece(why, Look.MUTED))
    if one.person:
        return (
            Piece("? ", Look.WARN),
            Piece(f"{names.get(one.person, '')}?"),
            Piece(f"  {one.why}", Look.MUTED),
        )
    several = [names[other] for other in one.others if other in names]
    if several:
        return (Piece("? ", Look.WARN), Piece(" or ".join(several[:3]) + "?"))
    return (Piece("? ", Look.WARN), Piece(one.why, Look.MUTED))


def remarks(report: Report, suggestions: Sequence[Suggestion], shift: int) -> Lines:
    """What to look at before taking it over."""
    said: list[str] = []
    if report.order_unknown:
        said.append(
            f"Its dates can be read two ways; now {report.order}. {key_of('report.order')} turns"
            " them round."
        )
    if shift:
        hours = in_words(abs(shift))
        way = "behind" if shift > 0 else "ahead of"
        said.append(
            f"Its clock is taken to be {hours} {way} yours; {key_of('report.shift')} tries another"
            " shift."
        )
    said += worth_knowing(report, suggestions)
    return tuple(line(Piece(" ⚑ ", Look.KEY), Piece(words)) for words in said)


def taken_words(people: int) -> str:
    """What was done."""
    who = "1 person" if people == 1 else f"{people} people"
    return f"The times of {who} are taken over."
