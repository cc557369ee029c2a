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
from coreflect_tui.tui.widgets.drawn_once import DrawnOnce

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


def _longest(lines: Lines) -> int:
    """How many cells the longest one takes."""
    return max(map(width_of, lines), default=0)


@cache
def _style(colour: Color, bold: bool) -> Style:
    return Style(color=colour.rich_color, bold=bold or None)


class Pane(DrawnOnce):
    """Lines on the screen, each folded where it is longer than the pane is wide. Only those that
    change are drawn again."""

    ALLOW_SELECT = False
    auto_links = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        # Before the rest: a style may be updated while the pane is made.
        self.lines: Lines = ()
        # Of each line its rows, as wide as they were drawn for; none before they are.
        self._drawn: list[tuple[Strip, ...]] = []
        self._drawn_for = 0
        self._theme = ""
        self._ground: Style | None = None
        super().__init__(id=id, classes=classes)

    def show(self, lines: Lines) -> None:
        """Show these lines; the same lines again cost nothing."""
        if lines == self.lines:
            return
        size = self.content_size
        if not size.width:
            # It has no room yet: to fold the lines for none takes longer than to draw the screen.
            before, self.lines, self._drawn = self.lines, lines, []
            self.refresh(layout=self._takes_other_room(before, 0))
            return
        before, drawn = self.lines, self._each(size.width)
        self.lines = lines
        self._drawn = [
            rows if one == then else self._folded(one, size.width)
            for then, one, rows in zip(before, lines, drawn, strict=False)
        ]
        self._drawn += [self._folded(one, size.width) for one in lines[len(before) :]]
        # Laying out a screen takes longer than all else that is done in a second.
        if self._takes_other_room(before, size.width):
            self.refresh(layout=True)
            return
        if sum(map(len, drawn)) != sum(map(len, self._drawn)):
            self.refresh()
            return
        then, now = self._flat(drawn), self._flat(self._drawn)
        top = self._top(len(now), size.height)
        changed = [y for y, row in enumerate(now) if row is not then[y]]
        if changed:
            self.refresh(*(Region(0, top + y, size.width, 1) for y in changed))

    def _takes_other_room(self, before: Lines, width: int) -> bool:
        """Whether the room that the lines take here changes it for others: another number of them,
        one that has to be folded, or another longest one where the pane is as wide as that."""
        tall, wide = self.styles.height, self.styles.width
        if tall is None or tall.is_auto:
            pairs = zip(before, self.lines, strict=False)
            changed = [one for pair in pairs if pair[0] != pair[1] for one in pair]
            if len(before) != len(self.lines) or any(width_of(one) > width for one in changed):
                return True
        return wide is not None and wide.is_auto and _longest(before) != _longest(self.lines)

    # --- drawing ----------------------------------------------------------------------------

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return _longest(self.lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return sum(map(len, self._each(width)))

    def render_line(self, y: int) -> Strip:
        """A row of what is shown."""
        size = self.content_size
        rows = self._flat(self._each(size.width))
        y -= self._top(len(rows), size.height)
        return rows[y] if 0 <= y < len(rows) else Strip.blank(size.width, self.rich_style)

    def _top(self, rows: int, height: int) -> int:
        """Where the first of so many rows stands."""
        in_the_middle = self.styles.content_align_vertical == "middle"
        return max(height - rows, 0) // 2 if in_the_middle else 0

    def _each(self, width: int) -> list[tuple[Strip, ...]]:
        """The rows of each line."""
        if width != self._drawn_for or len(self._drawn) != len(self.lines):
            self._drawn, self._drawn_for = [self._folded(one, width) for one in self.lines], width
        return self._drawn

    @staticmethod
    def _flat(drawn: list[tuple[Strip, ...]]) -> list[Strip]:
        return [row for rows in drawn for row in rows]

    def _folded(self, one: Line, width: int) -> tuple[Strip, ...]:
        """A line as the rows that it takes."""
        # What is under it is put together of all that the pane stands in.
        ground = self._ground = self._ground or self.rich_style
        row = Strip([Segment(drawn_text(piece), ground + _style_of(self, piece)) for piece in one])
        if row.cell_length <= width and not any("\n" in piece.text for piece in one):
            rows = [row]
        else:
            folded = painted(self, (one,)).wrap(self.app.console, max(width, 1))
            rows = [Strip(part.render(self.app.console)).apply_style(ground) for part in folded]
        if self.styles.text_align == "center":
            rows = [one.text_align(width, "center").apply_style(ground) for one in rows]
        return tuple(one.adjust_cell_length(width, ground) for one in rows)

    def notify_style_update(self) -> None:
        """Another ground, or a new theme, which means new colours for the same lines."""
        super().notify_style_update()
        self._drawn, self._ground = [], None
        if self.lines and self._theme != self.app.theme:
            self._theme = self.app.theme
            self.refresh()


class RoomyPane(Pane):
    """A pane whose lines depend on how many rows it has, which those around it may change."""

    class Resized(Message):
        """It has more room than before, or less."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())
