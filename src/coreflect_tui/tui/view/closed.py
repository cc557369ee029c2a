"""A session is closed: where its files are and what each is for, or that nothing is kept."""

from collections.abc import Sequence
from pathlib import Path

from coreflect_tui.core.state import SessionState, WrittenFile
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, Piece, fill, line, looking


def written_lines(state: SessionState, files: tuple[WrittenFile, ...], unsaved: str = "") -> Lines:
    """Where the files are, and what each is for; `unsaved` is why the record is not on disk."""
    if not files:
        return (line("The session is closed. This format leaves no files."),)
    lines: list[Line] = [line("The session is closed and its files are written."), BLANK]
    if unsaved:
        words = f"The record of the session is not saved yet ({unsaved}); still trying."
        lines += [looking(Look.WARN, words), BLANK]
    folders = tuple(dict.fromkeys(Path(file.path).parent for file in files))
    for folder in folders:
        lines.append(line(Piece(str(folder), Look.MUTED)))
        # The page goes before the same as text.
        for file in sorted(files, key=lambda one: not one.path.endswith(".html")):
            path = Path(file.path)
            if path.parent == folder:
                name = Piece(fill(f"  {path.name}", 22), Look.STRONG)
                lines.append(line(name, purpose(state, path)))
        lines.append(BLANK)
    words = "Nothing was sent."
    if folders[1:]:
        words += " Keep the two apart: names in send, learnings in group."
    lines.append(looking(Look.MUTED, words))
    return tuple(lines)


def place_lines(path: str) -> Lines:
    """Where a file is that nothing opened."""
    return (line("This file is for you to open:"), looking(Look.STRONG, path), BLANK)


def removed_lines(state: SessionState, problems: tuple[str, ...], files: Sequence[Path]) -> Lines:
    """That nothing is kept of a session; `problems` are rests that go later, `files` those that an
    earlier closing wrote and that are still there."""
    lines: list[Line] = [
        line("The session is closed, and nothing of it is kept: no names, no notes, no times."),
        BLANK,
    ]
    for problem in problems:
        lines += [looking(Look.WARN, problem), BLANK]
    if files:
        lines.append(line("These files were written before and are yours; remove them yourself:"))
        lines += [*(line(Piece(f"  {path}", Look.MUTED)) for path in files), BLANK]
    if state.options.group:
        lines.append(looking(Look.MUTED, "The roster of the group stays as it is."))
    return tuple(lines)


def purpose(state: SessionState, path: Path) -> str:
    """What a file that closing wrote is for."""
    goes_to = state.options.recipient.name or "whoever asked for the session"
    names = path.parent.name == "send"
    if path.suffix == ".eml":
        return f"a mail with the list; {key_of('closed.mail')} opens it"
    if names:
        pasted = path.suffix == ".md"
        return "the same, as a table to paste" if pasted else f"the list, for {goes_to}"
    page = path.suffix == ".html"
    return (
        f"the harvest; {key_of('closed.harvest')} opens it"
        if page
        else "the same, as text to paste"
    )
