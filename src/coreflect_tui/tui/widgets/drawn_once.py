"""DrawnOnce: a widget that gives what it drew last, as long as nothing of it has changed."""

from typing import Self

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coreflect_tui.tui.kept import Kept


class DrawnOnce(Widget):
    """Whatever is drawn asks all that stands in the rectangle around it, each second."""

    def __init__(
        self,
        *children: Widget,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        # Before the rest: a style may be updated while it is made.
        self._strips: Kept[list[Strip]] = Kept()
        super().__init__(*children, id=id, classes=classes, markup=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        return self._strips.of(crop, lambda: super(DrawnOnce, self).render_lines(crop))

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        self._strips.forget()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        if self.is_mounted and not recompose:
            # Textual tells the screen once the widget is idle, after two messages for each of them,
            # and a key waits for all.
            self._check_refresh()
        return self

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.forget()
