"""An app without a terminal, as somebody sees it and presses its keys: the screen as text."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.widgets.choices import SIGN

FRAME = 0.018
"""Seconds; Textual draws at most sixty times in one, and two frames alike are a screen at rest."""

Program = TypeVar("Program", bound=App[int])


class Seen(Generic[Program]):
    """One app that runs."""

    def __init__(self, app: Program, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def at_once(self, *keys: str) -> None:
        """Press keys while no time passes."""
        for key in keys:
            await self._press(key)

    async def type(self, text: str) -> None:
        """Type letter by letter into whatever is open; no time passes."""
        for char in text:
            await self._press(char)

    async def _press(self, key: str) -> None:
        # Pilot.press rests two fiftieths of a second after each key; a story has hundreds.
        named = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
        self.app.post_message(Key(named, key if len(key) == 1 else None))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste into whatever is open, as a terminal hands it over."""
        self.app.post_message(Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing moves on the screen any more."""
        before: list[str] = []
        for _ in range(2):
            await self.pilot.pause(0)
        for _ in range(50):
            lines = self.lines
            # Textual's own first screen is only ever passed through.
            if lines and lines == before and self.app.screen.id != "_default" and self._is_read:
                return
            before = lines
            await self.pilot.pause(FRAME)
        raise AssertionError("The screen does not come to rest.")

    @property
    def _is_read(self) -> bool:
        """Whether what is listed on the start screen was read, which its first frame precedes, and
        whether the keys have followed an act."""
        screen = self.app.screen
        if isinstance(screen, CoreflectScreen) and screen._key_row.is_to_come:
            return False
        return screen.is_ready if isinstance(screen, HomeScreen) else True

    @property
    def lines(self) -> list[str]:
        """The characters of the screen, row by row."""
        # There is no public way to read the screen; an SVG of it is no text.
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def rows(self) -> list[str]:
        """The lines without the sign of the chosen row."""
        return [line.replace(SIGN, " ") for line in self.lines]

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def words(self) -> str:
        """The text with its line breaks and runs of blanks as one blank, and without the sign of
        the chosen row, for looking things up."""
        return " ".join(" ".join(self.rows).split())

    @property
    def keys_line(self) -> str:
        """The keys at the foot."""
        return self.lines[-1].strip()

    def segments(self) -> Iterator[Segment]:
        """Every piece of the screen with its style."""
        for strip in self.app.screen._compositor.render_strips():
            yield from strip
