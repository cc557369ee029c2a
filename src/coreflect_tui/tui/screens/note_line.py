"""Writing a note on the live screen: its kind by a letter, its words in one line, kept as typed."""

from functools import partial
from typing import TYPE_CHECKING

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import WriteNote, WriteNotes
from coreflect_tui.core.said import said
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import is_open
from coreflect_tui.tui.view.kinds import LETTERS, UNFINISHED, counted, kinds_of, named_words
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.letter_menu import LetterMenu
from coreflect_tui.tui.widgets.one_line import APART

if TYPE_CHECKING:
    from coreflect_tui.imports.chat import Chat
    from coreflect_tui.tui.screens.live import LiveScreen

KIND, NOTE = "kind", "note:"


def chat_in(state: SessionState | None, text: str) -> "Chat":
    """What people wrote in a chat that was pasted, without their names and the times."""
    from coreflect_tui.imports.chat import read_chat

    people = state.people if state else ()
    names = (name for one in people for name in (one.name, one.listed_name, *one.aliases))
    return read_chat(text, tuple(filter(None, names)))


class NoteLine:
    """What the live screen does while a note is written. Its purposes begin with `NOTE`."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen

    def ask_kind(self) -> None:
        """Ask for the kind by a letter; enter is what the step asks for, or usually writes."""
        state = self._screen.state
        if state and not state.closed:
            writes = state.running.item.step.writes if state.running else ()
            usual = self._screen.door or (writes[0] if writes else NoteKind.TAKEAWAY)
            self._screen.query_one(LetterMenu).open(
                KIND,
                kinds_of(state, self._begun(), usual, self._screen.size.width),
                usual,
                again=key_of("live.write"),
                words_follow=True,
            )

    def _begun(self) -> frozenset[NoteKind]:
        """The kinds of which there is a draft that this line would have in it."""
        drafts = self._screen.program.workplace.held.drafts()
        return frozenset(NoteKind(one.kind) for one in drafts if one.slot.startswith(NOTE))

    def open(self, kind: NoteKind, begun: str = "") -> None:
        """The line for a note of this kind, with its draft in it, and what was `begun`. Several
        pasted lines become a note each, save for a quote, which may well have several."""
        slot = f"{NOTE}{kind}"
        drafts = {draft.slot: draft.text for draft in self._screen.program.workplace.held.drafts()}
        joiner = " / " if kind is NoteKind.QUOTE else APART
        text = " ".join(filter(None, (drafts.get(slot, ""), begun)))
        keep = partial(self._screen.program.workplace.held.keep_draft, slot, kind)
        entry = self._screen.query_one(Entry)
        label = f"{kind}, unfinished:" if slot in drafts else f"{kind}:"
        entry.ask(slot, label, text, joiner, self.without_sender, keep=keep)
        if slot in drafts:
            self._screen.hint(UNFINISHED)
        state = self._screen.state
        unwanted = state.running.item.step.not_written if state and state.running else ""
        if state and unwanted and kind is not NoteKind.REMINDER:
            self._screen.hint(f"Not to be written down here: {said(state, unwanted)}.")

    def open_draft(self) -> None:
        """The note that was typed last and not finished, where there is one."""
        drafts = self._screen.program.workplace.held.drafts()
        if drafts and is_open(self._screen.situation()):
            self.open(NoteKind(drafts[0].kind))

    def typed(self, event: Entry.Typed) -> None:
        """The note is finished."""
        kind = NoteKind(event.purpose.removeprefix(NOTE))
        if self._screen.do(WriteNote(kind, event.text)) is None:
            self._screen.program.workplace.held.keep_draft(event.purpose, "", "")
            undo = key_of("live.undo")
            named = named_words(self._screen.state, kind, event.text)
            self._screen.say(f"{counted(kind, 1)} written down; {undo} takes it back.{named}")
            if kind is NoteKind.QUOTE:
                self._screen.quote_keys.used(event.text)

    def pasted(self, event: Entry.Several) -> None:
        """Several lines, such as the chat of the call: a note each, without names and times; what
        was typed before is the first. Where they cannot be written, they are a draft."""
        kind = NoteKind(event.purpose.removeprefix(NOTE))
        typed = (event.typed,) if event.typed.strip() else ()
        chat = chat_in(self._screen.state, event.text)
        texts = (*typed, *chat.notes)
        workplace = self._screen.program.workplace
        if self._screen.do(WriteNotes(kind, texts)) is None:
            workplace.held.keep_draft(event.purpose, "", "")
            written = (
                f"{counted(kind, len(texts))} written down; {key_of('live.undo')} takes them back."
            )
            more = f" {chat.left_out} lines were too many at once; please paste them again."
            self._screen.say(written + more if chat.left_out else written)
        else:
            kept = (*typed, *filter(str.strip, event.text.splitlines()))
            workplace.held.keep_draft(event.purpose, kind, " / ".join(kept))

    def without_sender(self, text: str) -> str:
        """A pasted line without who wrote it in the chat, and when."""
        return " ".join(chat_in(self._screen.state, text).notes) or text

    def left(self, event: Entry.Left) -> None:
        """The line was left; what stood there is a draft."""
        if not event.text.strip():
            self._screen.say("")
            return
        letter = LETTERS[NoteKind(event.purpose.removeprefix(NOTE))]
        self._screen.say(f"Kept as a draft; {key_of('live.write')} {letter} opens it again.")
