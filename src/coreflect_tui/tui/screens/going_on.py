"""Once a session goes on: what became of the time in which nobody held it."""

from typing import TYPE_CHECKING

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import SetGapAside
from coreflect_tui.core.state import SessionState, Span
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import asks, is_open
from coreflect_tui.tui.screens.quote_keys import KEEP
from coreflect_tui.tui.view.ends import gone_on_words
from coreflect_tui.tui.view.kinds import LETTERS, unfinished_words
from coreflect_tui.tui.view.pieces import plain

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.live import LiveScreen
    from coreflect_tui.workplace import Resumed


class GoingOn:
    """Says it on the live screen until something is done; time that was counted can be taken as a
    break until then."""

    def __init__(self, screen: "LiveScreen", resumed: "Resumed | None") -> None:
        self._screen = screen
        self._resumed = resumed
        self._counted: Span | None = None
        self._state: SessionState | None = None

    def say(self) -> None:
        """Say it, unless there is a question, or nothing that would have counted; and what was not
        finished. That is not opened: the next key is for the session, as it looks."""
        of_the_time, unfinished = self._of_the_time(), self._unfinished()
        if of_the_time or unfinished:
            first = of_the_time or self._screen._notice or self._question()
            self._screen.warn(" ".join(filter(None, (first, unfinished))))

    def _question(self) -> str:
        """What is asked in the quiet line, which would wait behind what is said."""
        screen = self._screen
        return plain((screen.quiet_line(),)).strip() if asks(screen.situation()) else ""

    def _unfinished(self) -> str:
        screen, write = self._screen, key_of("live.write")
        if not is_open(screen.situation()):
            return ""
        return unfinished_words(
            [
                (NoteKind(one.kind), key_of("live.keep_quote"))
                if one.slot == KEEP
                else (NoteKind(one.kind), f"{write} {LETTERS[NoteKind(one.kind)]}")
                for one in screen.program.workplace.held.drafts()
            ]
        )

    def _of_the_time(self) -> str:
        resumed, state, screen = self._resumed, self._screen.state, self._screen
        if resumed is None or state is None:
            return ""
        between = Span(resumed.aside or resumed.last_seen, resumed.now)
        aside = resumed.aside is not None
        words = gone_on_words(state, between, screen.utc_offset, aside=aside)
        if words and not aside:
            self._counted, self._state = between, state
        return words

    def take_as_break(self) -> bool:
        """Take the time that was counted as a break; whether that could still be said."""
        counted, self._counted = self._counted, None
        if counted is None or counted.end is None or self._screen.state is not self._state:
            return False
        return self._screen.do(SetGapAside(counted.start, counted.end)) is None
