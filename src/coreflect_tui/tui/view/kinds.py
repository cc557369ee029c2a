"""The kinds of notes and the letters that choose them."""

from collections.abc import Collection, Mapping, Sequence

from coreflect_tui.core.formats import NoteKind, Outcome
from coreflect_tui.core.names import NameFinder
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.view.letters import Letter, letter_lines

LETTERS = {
    NoteKind.INTENTION: "i",
    NoteKind.TOPIC: "t",
    NoteKind.TAKEAWAY: "k",
    NoteKind.HARVEST: "h",
    NoteKind.COMPOST: "c",
    NoteKind.QUOTE: "q",
    NoteKind.REMINDER: "r",
}

ABOUT = {NoteKind.HARVEST: "what worked", NoteKind.COMPOST: "what to let go"}
"""What the kinds are for whose names come from the field."""
ROWS = 2
"""So many may be taken to say so."""
UNFINISHED = "Enter writes it down; esc leaves it for later."
"""What is said while something is typed on."""
_MANY = {NoteKind.HARVEST: "harvest notes", NoteKind.COMPOST: "compost notes"}


def kinds_of(
    state: SessionState, unfinished: Collection[NoteKind] = (), usual: str = "", width: int = 0
) -> tuple[Letter, ...]:
    """Those that a session has a place for: without time for topics there are none. What was begun
    and is `unfinished` says so; what they are for is said where the `width` has room for it."""
    kinds = [one for one in LETTERS if state.has_topics or one is not NoteKind.TOPIC]
    short, long = (
        tuple(Letter(LETTERS[one], one, _called(one, unfinished, about)) for one in kinds)
        for about in ({}, ABOUT)
    )
    return long if width and len(letter_lines(long, usual, width)) <= ROWS else short


def _called(kind: NoteKind, unfinished: Collection[NoteKind], about: Mapping[NoteKind, str]) -> str:
    words = f"{kind}: {about[kind]}" if kind in about else f"{kind}"
    return f"{words} (unfinished)" if kind in unfinished else words


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
