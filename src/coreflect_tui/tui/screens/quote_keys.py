"""Keys of the live screen about quotes: keeping one that is shared, using one of those at hand."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import WriteNote
from coreflect_tui.core.quotation import Quotation, read_quotation
from coreflect_tui.core.state import Note, SessionState
from coreflect_tui.core.timing import local_time
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import is_open
from coreflect_tui.tui.view.kinds import UNFINISHED
from coreflect_tui.tui.view.quote_words import (
    kept_words,
    missing_words,
    shared_here,
    with_room,
)
from coreflect_tui.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from coreflect_tui.library.quotes import Quote
    from coreflect_tui.tui.screens.live import LiveScreen

KEEP = "keep a quote"
"""The purpose of the line, and the slot of its draft."""


class QuoteKeys:
    """What the live screen does with quotes. The note is the act in the session; the file of the
    user's quotes is written after it, and stays whatever is undone."""

    def __init__(self, screen: "LiveScreen", cleaned: Callable[[str], str]) -> None:
        """`cleaned` is what a pasted line becomes."""
        self._screen = screen
        self._cleaned = cleaned
        self._kept: set[str] = set()

    def open(self) -> None:
        """The line for a quote that somebody shares, with its draft in it."""
        drafts = self._screen.program.workplace.held.drafts()
        text = next((one.text for one in drafts if one.slot == KEEP), "")
        self._ask(text, begun=bool(text))
        if text:
            self._screen.hint(UNFINISHED)

    def open_draft(self) -> bool:
        """Open the line where it is what was typed last and not finished; whether it is."""
        drafts = self._screen.program.workplace.held.drafts()
        last = bool(drafts) and drafts[0].slot == KEEP and is_open(self._screen.situation())
        if last:
            self.open()
        return last

    def _ask(self, text: str, *, begun: bool = False) -> None:
        entry, workplace = self._screen.query_one(Entry), self._screen.program.workplace
        keep = partial(workplace.held.keep_draft, KEEP, NoteKind.QUOTE)
        label = f"{'quote, unfinished' if begun else 'words — who, where'}:"
        entry.ask(KEEP, label, text, " / ", self._cleaned, keep=keep)

    def typed(self, event: Entry.Typed) -> None:
        """The line is finished; what it does not say is asked for once more."""
        state, quotation = self._screen.state, read_quotation(event.text)
        if state is None:
            return
        missing = missing_words(quotation, leaves_nothing=state.leaves_nothing)
        if event.text.strip() and missing:
            self._ask(with_room(event.text, quotation))
            self._screen.hint(missing)
            return
        quotation = replace(quotation, where=quotation.where or shared_here(state, self._today()))
        text = str(quotation) if quotation.who else ""
        if self._screen.do(WriteNote(NoteKind.QUOTE, text)) is None:
            self._screen.program.workplace.held.keep_draft(KEEP, "", "")
            self._keep(quotation)

    def left(self, event: Entry.Left) -> None:
        """The line was left; what stood there is a draft."""
        kept = (
            f"Kept as a draft; {key_of('live.keep_quote')} opens it again."
            if event.text.strip()
            else ""
        )
        self._screen.say(kept)

    def _keep(self, quotation: Quotation) -> None:
        """Put it among the user's quotes, and say what came of it."""
        from coreflect_tui.library.own_quotes import add_quotes
        from coreflect_tui.library.quotes import QuotesError, quote_of

        problem, new = "", False
        folder = self._screen.program.workplace.locations.user_quotes
        try:
            quote = quote_of(quotation.words, quotation.who, quotation.where)
            new = bool(add_quotes(folder, (quote,)))
        except QuotesError as error:
            problem = str(error).partition("\n")[0]
        if new:
            self._kept.add(str(quotation))
        self.used(str(quotation))
        rehearsing = self._screen.program.coach is not None
        self._screen.say(kept_words(problem, new=new, rehearsing=rehearsing))

    def after_undo(self, before: tuple[Note, ...]) -> None:
        """Where undo took a note back whose quote was kept, say that the file keeps it."""
        now = {one.text for one in self._screen.state.notes} if self._screen.state else set()
        if self._kept & ({one.text for one in before} - now):
            self._screen.say("Taken back: the note. Your quotes keep it, in quotes/own.toml.")

    # --- those at hand ----------------------------------------------------------------------

    def show_words(self) -> None:
        """The words of the running item in full, with quotes at hand where it asks for one."""
        from coreflect_tui.tui.screens.words import WordsScreen
        from coreflect_tui.tui.view.full_words import full_words

        state = self._screen.state
        if state is None:
            return
        step = state.running.item.step if state.running else None
        title = step.title if step else state.format.title
        asked = step is not None and NoteKind.QUOTE in step.writes and not self._screen.reads_along
        quotes, problems = self._at_hand() if asked else ((), ())
        lines = full_words(state, quotes, problems)
        self._screen.app.push_screen(WordsScreen(title, lines, quotes, self._take))

    def _at_hand(self) -> tuple[tuple["Quote", ...], tuple[str, ...]]:
        """All quotes, those first that were not used of late, and what is wrong with files."""
        from coreflect_tui.library.quotes import quotes_at_hand
        from coreflect_tui.library.used_quotes import fresh_first, used_quotes

        places = self._screen.program.workplace.locations
        quotes, problems = quotes_at_hand(places.user_quotes)
        return fresh_first(quotes, used_quotes(places.data, self._today())), problems

    def _take(self, quote: "Quote") -> None:
        """Write a quote down, with its source."""
        text = f"“{quote.words}” — {quote.source}"
        if self._screen.do(WriteNote(NoteKind.QUOTE, text)) is None:
            self.used(text)
            self._screen.say(
                f"The quote is written down with its source; {key_of('live.undo')} takes it back."
            )

    def used(self, text: str) -> None:
        """Remember of the quotes whose words stand in `text` that they were used today; not in a
        session that is to leave nothing, since the day would stay."""
        if self._screen.state and self._screen.state.leaves_nothing:
            return
        from coreflect_tui.library.quotes import quotes_at_hand, quotes_in
        from coreflect_tui.library.used_quotes import mark_used

        places = self._screen.program.workplace.locations
        found = quotes_in(text, quotes_at_hand(places.user_quotes)[0])
        # A memory that the disk refuses costs a quote that comes again sooner, and no word here.
        with suppress(OSError):
            if found:
                mark_used(places.data, found, self._today())

    def _today(self) -> date:
        state: SessionState | None = self._screen.state
        now = self._screen.now
        return (local_time(state, now) if state else now).date()
