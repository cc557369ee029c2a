"""Room: holds panes beside or above each other, and draws its ground only when that changes."""

from typing import Self

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coreflect_tui.tui.kept import Kept


class Room(Widget):
    """A container; the style sheet says how it is laid out. Whatever is drawn in it asks for its
    ground too, each second."""

    def __init__(self, *children: Widget, id: str | None = None) -> None:  # noqa: A002
        self._ground: Kept[list[Strip]] = Kept()
        super().__init__(*children, id=id)

    def render_lines(self, crop: Region) -> list[Strip]:
        return self._ground.of(crop, lambda: super(Room, self).render_lines(crop))

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        self._ground.forget()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._ground.forget()
