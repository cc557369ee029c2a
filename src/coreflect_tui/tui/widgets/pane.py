"""Pane: shows lines of pieces. The one place where people's text becomes something drawn."""

from functools import cache
from typing import TYPE_CHECKING, cast

from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from coreflect_tui.core.text import harmless
from coreflect_tui.tui.view.pieces import Lines, Look

if TYPE_CHECKING:
    from coreflect_tui.tui.themed_app import ThemedApp


def painted(widget: Widget, lines: Lines) -> Text:
    """The lines as literal text, in the looks of the theme that `widget` is shown in.

    Text from people reaches widgets only through here: as `Text` it is never read as markup. It
    is clean since it came in; what was not (a file of another version, one that was tampered with)
    still does not reach the terminal.
    """
    text = Text(no_wrap=False, end="")
    for index, one in enumerate(lines):
        if index:
            text.append("\n")
        for piece in one:
            style = style_of(widget, piece.look)
            if piece.action:
                style += Style(meta={"@click": piece.action})
            text.append(harmless(piece.text).replace("\t", " "), style)
    return text


def style_of(widget: Widget, look: Look) -> Style:
    """The style of a look, without a background, so that a highlighted line shows its own."""
    return _style(*cast("ThemedApp", widget.app).looks[look])


@cache
def _style(colour: Color, bold: bool) -> Style:
    return Style(color=colour.rich_color, bold=bold or None)


class Pane(Static):
    """Lines on the screen; redrawn only when they change."""

    ALLOW_SELECT = False
    auto_links = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self.lines: Lines = ()

    def show(self, lines: Lines) -> None:
        """Show these lines; the same lines again cost nothing."""
        if lines == self.lines:
            return
        same_shape = len(lines) == len(self.lines) and self.styles.height is not None
        height = self.styles.height
        fixed = same_shape and height is not None and not height.is_auto
        self.lines = lines
        self.update(painted(self, lines), layout=not fixed)

    def notify_style_update(self) -> None:
        """A new theme means new colours for the same lines; those of looks come a moment later."""
        super().notify_style_update()
        self.call_next(self._paint_anew)

    def _paint_anew(self) -> None:
        if self.lines:
            self.update(painted(self, self.lines), layout=False)


class RoomyPane(Pane):
    """A pane whose lines depend on how many rows it has, which those around it may change."""

    class Resized(Message):
        """It has more room than before, or less."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())
