"""What is open at the foot of a screen and has its keys: a line that is typed, or letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from coreflect_tui.tui.view.line_keys import CHOOSING, TYPING
from coreflect_tui.tui.view.pieces import BLANK, Line

if TYPE_CHECKING:
    from coreflect_tui.tui.widgets.entry import Entry
    from coreflect_tui.tui.widgets.letter_menu import LetterMenu


class Foot:
    """The foot of one screen.

    Asked each second and with each key, and so it does without a query of all widgets; and it goes
    by what they say of themselves, so that a screen without them need not load what they are.
    """

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen

    @property
    def is_typed_in(self) -> bool:
        return bool(self._lines)

    @property
    def keys(self) -> Line:
        """The keys while a line is typed, or a letter is chosen; none where neither is."""
        if self.is_typed_in:
            return TYPING
        return CHOOSING if self._letters else BLANK

    @property
    def has_focus(self) -> bool:
        """Whether what is open gets the next key; also where nothing is open."""
        wanted: list[Widget] = [one.query_one(Input) for one in self._lines]
        wanted += self._letters
        return not wanted or self._screen.focused in wanted

    def finish(self) -> None:
        """What enter does in a line."""
        for entry in self._lines:
            entry.finish()

    def leave(self) -> None:
        """What escape does."""
        for entry in self._lines:
            entry.action_leave()
        for menu in self._letters:
            menu.action_leave()

    @property
    def _lines(self) -> list[Entry]:
        found = (one for one in self._screen.children if getattr(one, "takes_words", False))
        return [cast("Entry", one) for one in found]

    @property
    def _letters(self) -> list[LetterMenu]:
        found = (one for one in self._screen.children if getattr(one, "takes_letter", False))
        return [cast("LetterMenu", one) for one in found]
