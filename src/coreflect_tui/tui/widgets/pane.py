"""Pane: shows lines of pieces. The one place where people's text becomes something drawn."""

from functools import cache
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coreflect_tui.core.text import harmless
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, width_of

if TYPE_CHECKING:
    from coreflect_tui.tui.themed_app import ThemedApp


def painted(widget: Widget, lines: Lines) -> Text:
    """The lines as literal text, in the looks of the theme that `widget` is shown in.

    Text from people reaches widgets only through here and `Pane`: as `Text` it is never read as
    markup. It is clean since it came in; what was not (a file of another version, one that was
    tampered with) still does not reach the terminal.
    """
    text = Text(no_wrap=False, end="")
    for index, one in enumerate(lines):
        if index:
            text.append("\n")
        for piece in one:
            text.append(drawn_text(piece), _style_of(widget, piece))
    return text


def drawn_text(piece: Piece) -> str:
    """The text of a piece as it goes to the terminal."""
    return harmless(piece.text).replace("\t", " ")


def style_of(widget: Widget, look: Look) -> Style:
    """The style of a look, without a background, so that a highlighted line shows its own."""
    return _style(*cast("ThemedApp", widget.app).looks[look])


def _style_of(widget: Widget, piece: Piece) -> Style:
    style = style_of(widget, piece.look)
    return style + Style(meta={"@click": piece.action}) if piece.action else style


@cache
def _style(colour: Color, bold: bool) -> Style:
    return Style(color=colour.rich_color, bold=bold or None)


class Pane(Widget):
    """Lines on the screen, each folded where it is longer than the pane is wide. Only those that
    change are drawn again."""

    ALLOW_SELECT = False
    auto_links = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        # Before the rest: a style may be updated while the pane is made.
        self.lines: Lines = ()
        self._drawn: dict[Line, tuple[Strip, ...]] = {}
        self._drawn_for = 0
        self._theme = ""
        self._ground: Style | None = None
        super().__init__(id=id, classes=classes, markup=False)

    def show(self, lines: Lines) -> None:
        """Show these lines; the same lines again cost nothing."""
        if lines == self.lines:
            return
        width = self.content_size.width
        before, rows = self.lines, self._rows(width)
        self.lines = lines
        self._drawn = {one: self._drawn[one] for one in lines if one in self._drawn}
        # Laying out a screen takes longer than all else that is done in a second.
        if self._shape(before) != self._shape(lines):
            self.refresh(layout=True)
            return
        now = self._rows(width)
        if len(rows) != len(now):
            self.refresh()
        elif changed := [y for y, one in enumerate(now) if one is not rows[y]]:
            top = self._top(now)
            self.refresh(*(Region(0, top + y, width, 1) for y in changed))

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

    # --- drawing ----------------------------------------------------------------------------

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return max(map(width_of, self.lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """A row of what is shown."""
        width = self.content_size.width
        rows = self._rows(width)
        y -= self._top(rows)
        return rows[y] if 0 <= y < len(rows) else Strip.blank(width, self.rich_style)

    def _top(self, rows: list[Strip]) -> int:
        """Where the first row stands."""
        in_the_middle = self.styles.content_align_vertical == "middle"
        return max(self.content_size.height - len(rows), 0) // 2 if in_the_middle else 0

    def _rows(self, width: int) -> list[Strip]:
        if width != self._drawn_for:
            self._drawn, self._drawn_for = {}, width
        rows: list[Strip] = []
        for one in self.lines:
            if one not in self._drawn:
                self._drawn[one] = self._folded(one, width)
            rows += self._drawn[one]
        return rows

    def _folded(self, one: Line, width: int) -> tuple[Strip, ...]:
        """A line as the rows that it takes."""
        row = Strip([Segment(drawn_text(piece), _style_of(self, piece)) for piece in one])
        if row.cell_length <= width and not any("\n" in piece.text for piece in one):
            rows = [row]
        else:
            folded = painted(self, (one,)).wrap(self.app.console, max(width, 1))
            rows = [Strip(part.render(self.app.console)) for part in folded]
        # What is under it is put together of all that the pane stands in.
        ground = self._ground = self._ground or self.rich_style
        if self.styles.text_align == "center":
            rows = [one.text_align(width, "center") for one in rows]
        return tuple(one.apply_style(ground).adjust_cell_length(width, ground) for one in rows)

    def notify_style_update(self) -> None:
        """Another ground, or a new theme, which means new colours for the same lines."""
        super().notify_style_update()
        self._drawn, self._ground = {}, None
        if self.lines and self._theme != self.app.theme:
            self._theme = self.app.theme
            self.refresh()


class RoomyPane(Pane):
    """A pane whose lines depend on how many rows it has, which those around it may change."""

    class Resized(Message):
        """It has more room than before, or less."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())
