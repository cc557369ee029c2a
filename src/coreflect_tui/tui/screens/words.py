"""Words in full, with quotes at hand: a number writes one of them down."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from coreflect_tui.tui.conditions import QUOTES, Situation
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.reading import PageScreen
from coreflect_tui.tui.view.full_words import NUMBERED
from coreflect_tui.tui.view.line_keys import READ_ON
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece

if TYPE_CHECKING:
    from coreflect_tui.library.quotes import Quote


class WordsScreen(PageScreen):
    """`take` is given the quote that was chosen, once this page is gone."""

    table = "words"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("words")

    def __init__(
        self, title: str, lines: Lines, quotes: "Sequence[Quote]", take: "Callable[[Quote], None]"
    ) -> None:
        super().__init__(title, lines)
        self._quotes = quotes[:NUMBERED]
        self._take = take

    def situation(self) -> Situation:
        return replace(super().situation(), chosen=QUOTES if self._quotes else "")

    def keys_line(self) -> Line:
        line = (*super().keys_line(), *READ_ON)
        if not self._quotes:
            return line
        number = "1" if len(self._quotes) == 1 else f"1–{len(self._quotes)}"
        more = (Piece(f"   {number}", Look.KEY), Piece(" write that quote down", Look.MUTED))
        return (*line, *more)

    def action_digit(self, number: int) -> None:
        if number <= len(self._quotes):
            self.app.pop_screen()
            self._take(self._quotes[number - 1])
