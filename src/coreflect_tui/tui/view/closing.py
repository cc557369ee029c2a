"""Before closing: what is worth a look, and what will be written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coreflect_tui.core.agreement import needs
from coreflect_tui.core.attendance import attended
from coreflect_tui.core.checks import Check, CheckKind
from coreflect_tui.core.course import course
from coreflect_tui.core.durations import in_words
from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.participation import full_participation
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import item_seconds, session_seconds
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    fill,
    hang,
    line,
    looking,
    words_of,
)

if TYPE_CHECKING:
    from coreflect_tui.store import Draft

PERSON = "person:"
"""Marks the id of a person among the ids of checks."""
SAME_IN_ALL = ("date", "session", "facilitator")
WIDEST = 28
DRAFT = "draft:"
"""The id of the line about what was not finished."""
LOOKED = "you looked the notes through"
QUIET = (
    CheckKind.TOPIC_NOT_REACHED,
    CheckKind.NEVER_CAME,
    CheckKind.STILL_HERE,
    CheckKind.AGREEMENT,
)
ABOUT_THE_AGREEMENT = (CheckKind.AGREEMENT, CheckKind.AGREEMENT_NAMED)


def leads_on(check: Check) -> bool:
    """Whether there is a place where that line can be mended."""
    places = (check.notes, check.topics, check.people, check.item)
    return any(places) or check.kind in (*ABOUT_THE_AGREEMENT, CheckKind.NOBODY_PRESENT)


def closing_choices(
    state: SessionState,
    found: Sequence[Check],
    now: datetime,
    width: int,
    *,
    looked_through: bool = False,
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each check; people whose part the facilitator decides have one each. Notes that
    were `looked_through` are asked about no more: what they tell only a person can see."""
    rows: list[tuple[str | None, Lines]] = []
    for check in found:
        if check.kind is CheckKind.OTHERS and looked_through:
            rows.append((check.id, _check_lines(replace(check, ok=True, sentence=LOOKED), width)))
            continue
        if check.kind is CheckKind.YOU_DECIDE:
            rows += [
                (f"{PERSON}{one}", _person_row(state, one, now, width)) for one in check.people
            ]
        else:
            rows.append((check.id, _check_lines(check, width)))
    return tuple(rows)


def draft_choices(drafts: tuple["Draft", ...], width: int) -> tuple[tuple[str | None, Lines], ...]:
    """A quiet line where something was typed and never finished."""
    if not drafts:
        return ()
    words = "a note is unfinished; enter opens it, closing lets it go"
    return ((DRAFT, hang(Piece(" · ", Look.MUTED), words_of(words, Look.MUTED), width)),)


def _check_lines(check: Check, width: int) -> Lines:
    sign = "✓" if check.ok else "·" if check.kind in QUIET else "?"
    look = Look.GOOD if check.ok else Look.MUTED if sign == "·" else Look.WARN
    text = Look.MUTED if check.ok or sign == "·" else Look.PLAIN
    return hang(Piece(f" {sign} ", look), words_of(check.sentence, text), width)


def _person_row(state: SessionState, person_id: str, now: datetime, width: int) -> Lines:
    person = state.person(person_id)
    word = full_participation(state, person_id, now)
    reasons = "; ".join(word.reasons) if word else ""
    name = person.name if person else ""
    asked = line(Piece(f"{name}: took part in full? "))
    units = [asked, *words_of(reasons, Look.MUTED)]
    return hang(Piece(" ? ", Look.WARN), units, width)


def deciding_words() -> str:
    """What can be said of whoever is undecided; leaving them so is as good."""
    names = ("full_yes", "full_no", "all_full", "full_yes_why", "full_no_why")
    yes, no, everyone, yes_why, no_why = (key_of(f"closing.{name}") for name in names)
    return (
        f"In full? The word is yours: {yes} yes, {no} no, {everyone} all yes, {yes_why} or {no_why}"
        " with a reason; or leave it."
    )


def settled_words(who: str, *, full: bool) -> str:
    """That the facilitator's own word was taken of these people."""
    took = "took part in full" if full else "not in full"
    return f"{who}: {took}, by your word; {key_of('closing.undo')} takes it back."


def closing_title(state: SessionState, as_of: str = "") -> str:
    """What the top line says; `as_of` is the time as of which a session is closed that was left
    open."""
    if not state.closed:
        return f" Before closing, as of {as_of}" if as_of else " Before closing"
    return f" Closed, and not {'removed' if state.leaves_nothing else 'written'} yet"


def looked_after_words(now: datetime, offset: int) -> str:
    """What holds for all that is done in a session that was left open, on the live screen."""
    return (
        f" It ended {_instant(now, offset)}, and what is done now is as of then;"
        f" {key_of('live.close')} closes it."
    )


def as_of_words(now: datetime, offset: int) -> str:
    """What closing as of then means."""
    return f" It counts up to {_instant(now, offset)}, and nothing after that."


def _instant(at: datetime, offset: int) -> str:
    local = at + timedelta(seconds=offset)
    return f"{local:%H:%M} on {local.day} {local:%b}"


def closing_summary(state: SessionState, now: datetime, width: int) -> Lines:
    """What the files will hold, and planned against real time."""
    people = attended(state)
    words = [full_participation(state, one.id, now) for one in people]
    lines: list[Line] = []
    if state.format.leaves_nothing:
        lines += _leaves(state, width)
    if Outcome.ATTENDEES in state.outcomes:
        full = sum(1 for word in words if word and word.verdict == "yes")
        decide = sum(1 for word in words if word and word.verdict == "you decide")
        parts = f"{len(people)}"
        if state.format.certificates:
            parts += f" · took part in full {full}"
            if decide:
                parts += f" · {decide} undecided, blank on the list"
        lines += hang(Piece(fill(" Attendees", 12), Look.MUTED), words_of(parts), width)
    if Outcome.HARVEST in state.outcomes:
        lines += hang(Piece(fill(" Group", 12), Look.MUTED), words_of(_counts(state, now)), width)
    real, planned = session_seconds(state, now), state.options.minutes * 60
    lines.append(
        line(
            Piece(fill(" Time", 12), Look.MUTED),
            f"{in_words(real)} of {in_words(planned)} planned",
        )
    )
    lines += time_picture(state, now, width)
    return tuple(lines)


def _leaves(state: SessionState, width: int) -> Lines:
    """What becomes of a session whose format leaves nothing."""
    words = (
        "nothing: no file is written, and closing removes this session from this laptop for good:"
        f" names, notes, times. {key_of('closing.keep')} keeps it."
    )
    if state.kept:
        words = (
            "what was asked for: the session stays on this laptop, and a harvest without names is"
            f" written. {key_of('closing.keep')} lets it go."
        )
    return hang(Piece(fill(" Leaves", 12), Look.MUTED), words_of(words), width)


def _counts(state: SessionState, now: datetime) -> str:
    kept = [note for note in state.notes if not note.left_out]
    said = len(needs(state, now))
    parts = [f"{said} need{'' if said == 1 else 's'}"] if said else []
    for kind, many in (
        (NoteKind.INTENTION, "intentions"),
        (NoteKind.TAKEAWAY, "takeaways"),
        (NoteKind.HARVEST, "harvest"),
        (NoteKind.COMPOST, "compost"),
        (NoteKind.QUOTE, "quotes"),
    ):
        count = sum(1 for note in kept if note.kind is kind)
        if count:
            parts.append(f"{count} {many.rstrip('s') if count == 1 else many}")
    if state.topics:
        parts.insert(0, f"{len(state.topics)} topic{'s' if len(state.topics) > 1 else ''}")
    return " · ".join(parts) or "nothing yet"


def time_picture(state: SessionState, now: datetime, width: int) -> Lines:
    """Two bars, planned and real, in which each item has its part."""
    items = course(state)
    planned = [item.item.planned for item in items]
    real = [item_seconds(state, item, now) for item in items]
    longest = max(sum(planned), sum(real), 1)
    room = width - 13
    if room < 20:
        return ()
    return (
        (Piece(fill(" planned", 12), Look.MUTED), *_bar(planned, longest, room)),
        (Piece(fill(" real", 12), Look.MUTED), *_bar(real, longest, room)),
    )


def _bar(parts: list[int] | list[float], longest: float, room: int) -> Line:
    pieces = []
    edge, total = 0, 0.0
    for index, part in enumerate(parts):
        total += part
        size = round(total / longest * room) - edge
        edge += size
        pieces.append(Piece(("█" if index % 2 else "▓") * size, Look.BAR))
    return tuple(pieces)


def preview_lines(table: Sequence[Sequence[str]], recipient: str, harvest: str) -> Lines:
    """The files as they will be: the list as `table` (its columns first, then a row a person), and
    the summary for the group; what is empty is not written."""
    listed = _list_lines(table, recipient) if table else ()
    if not harvest:
        return listed or (line("Nothing: this session leaves no files."),)
    title = looking(Look.TITLE, "The harvest, for the group, without names")
    apart = (BLANK,) if listed else ()
    return (*listed, *apart, title, BLANK, *(line(one) for one in harvest.splitlines()))


def _list_lines(table: Sequence[Sequence[str]], recipient: str) -> Lines:
    goes_to = recipient or "whoever asked for the session"
    lines: list[Line] = [looking(Look.TITLE, f"The list, for {goes_to}"), BLANK]
    # What is the same in each row is said once above it.
    own = [place for place, column in enumerate(table[0]) if column not in SAME_IN_ALL]
    widths = [min(max(len(row[place]) for row in table), WIDEST) for place in own]
    for number, row in enumerate(table):
        cells = "  ".join(fill(row[place], wide) for place, wide in zip(own, widths, strict=True))
        lines.append(looking(Look.PLAIN if number else Look.MUTED, f"  {cells.rstrip()}"))
    return tuple(lines)
