"""Words that were copied for the chat of the call, ready to be taken by hand too."""

from pathlib import Path

from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, line, looking

AGAIN = "Handed to your terminal once more."


def copied_lines(words: str) -> Lines:
    """What to do, and then the words alone, from the edge on."""
    file = key_of("copied.file")
    told: list[Line] = [
        looking(Look.MUTED, "Copied, if your terminal allows it: try to paste it in the chat."),
        looking(
            Look.MUTED,
            "If nothing comes: mark the words with the mouse, shift held down (on a Mac fn or"
            f" option), or {file} writes them to a file.",
        ),
    ]
    return (*told, BLANK, *(line(one) for one in words.splitlines() or [""]))


def written_words(path: Path, problem: str) -> str:
    """Where they are, which comes first so that it is never cut; `problem` is why no program could
    open the file, "" where one does."""
    what = problem.rstrip(".") if problem else "It is being opened"
    return f"They are in {path}. {what}. The file is there until you leave this page."
