"""Words in full, with quotes at hand: a number writes one of them down."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from coreflect_tui.tui.screens.reading import ReadingScreen
from coreflect_tui.tui.view.full_words import NUMBERED
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece

if TYPE_CHECKING:
    from coreflect_tui.library.quotes import Quote


class WordsScreen(ReadingScreen):
    """`take` is given the quote that was chosen, once this page is gone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"take({number})", "write it down", show=False)
        for number in range(1, NUMBERED + 1)
    ]

    def __init__(
        self, title: str, lines: Lines, quotes: "Sequence[Quote]", take: "Callable[[Quote], None]"
    ) -> None:
        super().__init__(title, lines)
        self._quotes = quotes[:NUMBERED]
        self._take = take

    def keys_line(self) -> Line:
        if not self._quotes:
            return super().keys_line()
        number = "1" if len(self._quotes) == 1 else f"1–{len(self._quotes)}"
        more = (Piece(f"   {number}", Look.KEY), Piece(" write that quote down", Look.MUTED))
        return (*super().keys_line(), *more)

    def action_take(self, number: int) -> None:
        if number <= len(self._quotes):
            self.app.pop_screen()
            self._take(self._quotes[number - 1])
