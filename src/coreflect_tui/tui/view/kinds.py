"""The kinds of notes and the letters that choose them."""

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.view.letters import Letter

LETTERS = {
    NoteKind.INTENTION: "i",
    NoteKind.TOPIC: "t",
    NoteKind.TAKEAWAY: "k",
    NoteKind.HARVEST: "h",
    NoteKind.COMPOST: "c",
    NoteKind.QUOTE: "q",
    NoteKind.REMINDER: "r",
}
KINDS = tuple(Letter(letter, kind, kind) for kind, letter in LETTERS.items())

_MANY = {NoteKind.HARVEST: "harvest notes", NoteKind.COMPOST: "compost notes"}


def kinds_of(state: SessionState) -> tuple[Letter, ...]:
    """Those that a session has a place for: without time for topics there are none."""
    return tuple(one for one in KINDS if state.has_topics or one.value != NoteKind.TOPIC)


def counted(kind: NoteKind, count: int) -> str:
    """So many of a kind, in words: "1 takeaway", "5 harvest notes"."""
    many = _MANY.get(kind, f"{kind}s")
    return f"{count} {many.removesuffix('s') if count == 1 else many}"
