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
from coreflect_tui.tui.view.pieces import Lines, Look, width_of

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
        before, self.lines = self.lines, lines
        # Laying out a screen takes longer than all else that is done in a second.
        self.update(painted(self, lines), layout=self._shape(before) != self._shape(lines))

    def _shape(self, lines: Lines) -> object:
        """What the room depends on that these lines take here: their number, where none of them has
        to be folded, and the longest one where the pane is as wide as that."""
        if self.styles.height is not None and not self.styles.height.is_auto:
            rows: object = None
        elif all(width_of(one) <= self.content_size.width for one in lines):
            rows = len(lines)
        else:
            rows = lines
        wide = self.styles.width is not None and self.styles.width.is_auto
        return rows, max(map(width_of, lines), default=0) if wide else None

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
