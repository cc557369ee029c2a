"""The words of the running item in full: to say, to ask, to remember."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coreflect_tui.core.formats import NoteKind, Step, Tone
from coreflect_tui.core.said import said
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, Piece, line, looking
from coreflect_tui.tui.view.points import point_lines
from coreflect_tui.tui.view.step_words import not_written_line, speaking_line

if TYPE_CHECKING:
    from coreflect_tui.library.quotes import Quote

NUMBERED = 9
"""Quotes that a number stands before, so that a key can mean them."""
TONES = {
    Tone.WORKS: "What works",
    Tone.CHALLENGE: "What is hard",
    Tone.OPEN: "To ask",
}


def full_words(
    state: SessionState, quotes: Sequence["Quote"] = (), problems: Sequence[str] = ()
) -> Lines:
    """Everything the format offers for the running item; before the start, for the session.

    `quotes` stand at hand where the item asks for one, `problems` say which files of them cannot
    be used.
    """
    running = state.running
    if running is None:
        return _session_words(state)
    step = running.item.step
    lines: list[Line] = []
    for one in (speaking_line(state, running), not_written_line(state, step)):
        lines += [one, BLANK] if one else []
    if step.ask:
        lines += [looking(Look.STRONG, said(state, step.ask)), BLANK]
    for words in step.say:
        lines += [line(said(state, words)), BLANK]
    lines += _points(state, running)
    lines += _questions(state, step)
    if step.reminders:
        lines.append(looking(Look.TITLE, "For you"))
        here = (None, state.options.place)
        lines += [line("⚑ ", said(state, one.text)) for one in step.reminders if one.place in here]
        lines.append(BLANK)
    if NoteKind.QUOTE in step.writes:
        lines += _quotes(quotes)
        lines += [looking(Look.WARN, problem) for problem in problems]
    if step is state.format.steps[-1]:
        lines += _about_certificates(state)
    lines += _for_late_comers(state)
    return tuple(lines) or (line("There are no words for this item."),)


def _about_certificates(state: SessionState) -> list[Line]:
    """The words on certificates; participants write themselves."""
    rule = state.format.certificates
    if rule is None or not (rule.words or rule.contact):
        return []
    lines: list[Line] = [looking(Look.TITLE, "Certificates")]
    lines += [line(said(state, words)) for words in (rule.words,) if words]
    if rule.contact and rule.contact not in rule.words:
        lines.append(line(Piece("Write to ", Look.MUTED), rule.contact))
    return [*lines, BLANK]


def _for_late_comers(state: SessionState) -> list[Line]:
    """What to write to people who come when the room is closed."""
    room = state.format.room
    if room is None or not room.words:
        return []
    return [looking(Look.TITLE, "For people who come now"), line(said(state, room.words)), BLANK]


def _quotes(quotes: Sequence["Quote"]) -> list[Line]:
    lines: list[Line] = [looking(Look.TITLE, "Quotes at hand")] if quotes else []
    for number, quote in enumerate(quotes, start=1):
        if number <= NUMBERED:
            label = Piece(f"{number} ", Look.KEY, f"screen.take({number})")
        else:
            label = Piece("  ")
        words = line(label, "“", quote.words, "”")
        lines += [words, looking(Look.MUTED, f"  {quote.source}"), BLANK]
    return lines


def _points(state: SessionState, item: ItemState) -> Lines:
    """With the numbers that they have on the live screen, where these tick them."""
    found = [line(*(Piece(one.text, one.look) for one in row)) for row in point_lines(state, item)]
    return (looking(Look.TITLE, "Points"), *found, BLANK) if found else ()


def _questions(state: SessionState, step: Step) -> list[Line]:
    lines: list[Line] = []
    for tone, title in TONES.items():
        asked = [question for question in step.questions if question.tone is tone]
        if asked:
            lines.append(looking(Look.TITLE, title))
            lines += [line(Piece("– ", Look.MUTED), said(state, one.text)) for one in asked]
            lines.append(BLANK)
    return lines


def _session_words(state: SessionState) -> Lines:
    fmt = state.format
    parts = (fmt.notice, fmt.confidentiality, f"Source: {fmt.source}" if fmt.source else "")
    lines: list[Line] = []
    for words in parts:
        if words:
            lines += [line(said(state, words)), BLANK]
    return (*lines, *_about_certificates(state), *_for_late_comers(state))
