"""Cover: what others may see when they look at the laptop; everything goes on behind it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Click

from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.intents import NextItem
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.view.cover import ASKS, SAID, cover_lines, cover_top
from coreflect_tui.tui.view.large_digits import HIGH, LOW
from coreflect_tui.tui.view.pieces import Line, Look, looking
from coreflect_tui.tui.widgets.pane import Pane


class CoverScreen(CoreflectScreen):
    """The same key, escape or a click takes it away, and one is where one was.

    Of the keys of a session only the next item is awake: it is what stands here, and undo takes it
    back. All others change what nobody can see at the moment.
    """

    table = "cover"
    CSS_PATH = "cover.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("cover")

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="cover")
        yield Pane(id="notice")
        yield Pane(id="keys")

    def show_body(self) -> None:
        unsaved = self.program.workplace.held.unsaved
        self.query_one("#top", Pane).show((cover_top(self.now, self.utc_offset, unsaved),))
        lines = cover_lines(
            self.state,
            self.now,
            self.utc_offset,
            self.size.width - 2,
            HIGH if self.has_class("-tall") else LOW,
            quiet=self.program.keeps_quiet_time,
        )
        self.query_one("#cover", Pane).show(lines)

    def _notice_line(self) -> Line:
        """Words that name nobody; what else there is to say waits on the screen below."""
        return looking(Look.STRONG, self._shown)

    def say(self, sentence: str) -> None:
        """It is said on the screen below; here stands that there is something."""
        if below := self._below:
            below.say(sentence)
        self.tell(SAID if sentence else "")

    def warn(self, sentence: str) -> None:
        if below := self._below:
            below.warn(sentence)
        self.tell(SAID)

    def ask(self, sentence: str) -> None:
        self.tell(sentence)

    def tell(self, words: str) -> None:
        """Say words that are for everyone's eyes."""
        self._shown = words
        self.show()

    @property
    def _below(self) -> CoreflectScreen | None:
        below = self.app.screen_stack[-2:-1]
        return below[0] if below and isinstance(below[0], CoreflectScreen) else None

    def action_next_item(self) -> None:
        """Go on; what would be asked first, such as who is still waiting, is not asked here."""
        if self.state is None or self.program.rests:
            return
        self._shown = ""
        if isinstance(decide(self.state, NextItem(), self.now), Refusal):
            self.tell(ASKS)
        else:
            self.do(NextItem(), moves_on=True)

    def action_leave(self) -> None:
        if self.app.screen is self:
            self.app.pop_screen()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.action_leave()
