"""What was written down, as a list; where a person's name occurs in it, it says so."""

from collections.abc import Sequence
from pathlib import Path

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.names import NameFinder
from coreflect_tui.core.state import Note, SessionState
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, fill, hang, line, words_of

TOPIC = "topic:"
"""Marks the id of a topic among the ids of notes."""


def notes_choices(
    state: SessionState, flagged_first: bool, width: int
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each topic and note; with `flagged_first`, those with a name in them lead."""
    finder = NameFinder(state.people)
    rows: list[tuple[bool, str, Lines]] = []
    for topic in state.topics:
        named = bool(finder.find(topic.title))
        rows.append((named, f"{TOPIC}{topic.id}", _row("topic", topic.title, _flag(named), width)))
    for note in state.notes:
        named = _is_for_the_group(note) and bool(finder.find(note.text))
        rows.append((named, note.id, _row(note.kind, note.text, _note_flag(note, named), width)))
    if flagged_first:
        rows.sort(key=lambda row: not row[0])
    return tuple((name, lines) for _, name, lines in rows)


def _is_for_the_group(note: Note) -> bool:
    """Whether a name in a note would reach the group without anybody wanting it."""
    return note.kind is not NoteKind.REMINDER and not (note.left_out or note.name_kept)


def _flag(named: bool) -> str:
    return "names someone here" if named else ""


def _note_flag(note: Note, named: bool) -> str:
    if note.kind is NoteKind.REMINDER:
        return "for you alone"
    if note.left_out:
        return "left out"
    return "the name stays" if note.name_kept else _flag(named)


def _row(kind: str, text: str, flag: str, width: int) -> Lines:
    look = Look.MUTED if flag in ("left out", "for you alone") else Look.PLAIN
    words = " / ".join(part for part in text.splitlines() if part.strip())
    lines = hang(Piece(fill(f" {kind}", 11), Look.MUTED), words_of(words, look), width, most=8)
    if not flag:
        return lines
    warn = Look.WARN if flag.startswith("names") else Look.MUTED
    return (*lines, line(Piece(" " * 11), Piece(f"↳ {flag}", warn)))


def notes_title(state: SessionState) -> Line:
    """How many there are."""
    for_group = sum(1 for note in state.notes if note.kind is not NoteKind.REMINDER)
    count = for_group + len(state.topics)
    return line(Piece(" Notes", Look.TITLE), Piece(f"   {count} for the group", Look.MUTED))


def struck_words(files: Sequence[Path]) -> str:
    """What was erased, and which files of the user's may still hold it."""
    if not files:
        return "Erased for good."
    names = ", ".join(path.name for path in files)
    return f"Erased for good here. Files that were written before may hold it: {names}."
