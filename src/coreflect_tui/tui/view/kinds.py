"""The kinds of notes and the letters that choose them."""

from collections.abc import Collection, Sequence

from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.names import NameFinder
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

UNFINISHED = "Enter writes it down; esc leaves it for later."
"""What is said while something is typed on."""
_MANY = {NoteKind.HARVEST: "harvest notes", NoteKind.COMPOST: "compost notes"}


def kinds_of(state: SessionState, unfinished: Collection[NoteKind] = ()) -> tuple[Letter, ...]:
    """Those that a session has a place for: without time for topics there are none. What was begun
    and is `unfinished` says so."""
    return tuple(
        Letter(letter, kind, f"{kind} (unfinished)" if kind in unfinished else kind)
        for kind, letter in LETTERS.items()
        if state.has_topics or kind is not NoteKind.TOPIC
    )


def unfinished_words(begun: Sequence[tuple[NoteKind, str]]) -> str:
    """What was begun and is not finished, each with the keys that go on with it; "" for nothing."""
    named = [(counted(kind, 1).removeprefix("1 "), keys) for kind, keys in begun]
    if len(named) == 1:
        ((what, keys),) = named
        return f"Unfinished {what}: {keys} goes on with it."
    listed = " · ".join(f"{keys} {what}" for what, keys in named)
    return f"Unfinished notes: {listed}." if named else ""


def named_words(state: SessionState | None, kind: NoteKind, text: str) -> str:
    """A sentence, to stand after others, where a note for the group names somebody who is on the
    list: closing asks about it. Else ""."""
    if state is None or kind is NoteKind.REMINDER or Outcome.HARVEST not in state.outcomes:
        return ""
    named = any(not one.maybe for one in NameFinder(state.people).find(text))
    return " A name stands in it; before closing you are asked." if named else ""


def counted(kind: NoteKind, count: int) -> str:
    """So many of a kind, in words: "1 takeaway", "5 harvest notes"."""
    many = _MANY.get(kind, f"{kind}s")
    return f"{count} {many.removesuffix('s') if count == 1 else many}"
