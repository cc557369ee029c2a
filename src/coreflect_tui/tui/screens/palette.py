"""The palette: what can be done, or the themes, found by a few letters of their name."""

from collections.abc import Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.widgets import Input, LoadingIndicator

from coreflect_tui.tui.themes import WORDS


class Palette(CommandPalette):
    """Textual's own, in which nothing moves by itself."""

    CSS_PATH = "palette.tcss"

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(LoadingIndicator).auto_refresh = None
        # Not every terminal has a picture of a magnifying glass.
        self.query_one(SearchIcon).icon = "/"


class ThemesProvider(Provider):
    """Every theme there is, our own first and with a word on each."""

    def _named(self) -> Iterator[tuple[str, str]]:
        yield from WORDS.items()
        others = set(self.app.available_themes) - set(WORDS)
        yield from ((name, "") for name in sorted(others))

    def _take(self, name: str) -> None:
        self.app.theme = name

    async def discover(self) -> Hits:
        for name, words in self._named():
            yield DiscoveryHit(name, partial(self._take, name), help=words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, words in self._named():
            if (score := matcher.match(name)) > 0:
                taken = partial(self._take, name)
                yield Hit(score, matcher.highlight(name), taken, text=name, help=words)
