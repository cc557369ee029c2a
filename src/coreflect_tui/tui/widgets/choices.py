"""Choices: a list to move through with the arrow keys or the mouse."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coreflect_tui.tui.view.pieces import Lines, Look
from coreflect_tui.tui.widgets.pane import painted, style_of

Choice = tuple[str | None, Lines]
"""The id of what can be chosen (None for a heading), and how it looks: each line of it begins with
a blank, where the sign of the chosen one stands."""
TURNED = Style(reverse=True)
SIGN = "▌"
"""Marks the chosen row, and where one is in a form."""


class Choices(OptionList):
    """An option list fed from lines; what was highlighted stays so while the list changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = OptionList.COMPONENT_CLASSES | {"choices--sign"}

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        # Before the rest: a style may be updated while the list is made.
        self.choices: tuple[Choice, ...] = ()
        self._colours: tuple[Style, ...] = ()
        super().__init__(id=id, markup=False, compact=True)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted choice."""
        option = self.highlighted_option
        return option.id if option else None

    def show(self, choices: tuple[Choice, ...]) -> None:
        """Show these choices; the same ones again cost nothing."""
        if choices == self.choices:
            return
        before, place = self.chosen, self.highlighted
        # What looks as before need not be painted anew: in a large hall that is nearly all.
        self._colours = self._colours_now()
        known = dict(zip(self.choices, self.options, strict=True))
        self.choices = choices
        self.set_options(
            known[one] if one in known and one[0] is not None else self._option(*one)
            for one in choices
        )
        self._highlight(before, place)

    def _option(self, name: str | None, lines: Lines) -> Option:
        return Option(painted(self, lines), id=name, disabled=name is None)

    def notify_style_update(self) -> None:
        """A new theme means new colours for the same choices; the looks come later."""
        super().notify_style_update()
        self.call_next(self._paint_anew)

    def _paint_anew(self) -> None:
        if self.choices and self._colours_now() != self._colours:
            place = self.highlighted
            self._colours = self._colours_now()
            self.set_options(self._option(*one) for one in self.choices)
            self.highlighted = place

    def _colours_now(self) -> tuple[Style, ...]:
        return tuple(style_of(self, look) for look in Look)

    def render_line(self, y: int) -> Strip:
        """A line of the list; on the chosen row the sign stands for its first blank."""
        strip = super().render_line(y)
        if self.highlighted is None:
            return strip
        first = next(iter(strip), None)
        style = first.style if first else None
        if not (first and style and style.meta.get("option") == self.highlighted):
            return strip
        if not first.text.startswith(" "):
            return strip
        # Textual leaves this one attribute of a style sheet away.
        if self.get_component_styles("option-list--option-highlighted").text_style.reverse:
            strip = strip.apply_style(TURNED)
        sign = style + Style(color=self.get_component_rich_style("choices--sign").color)
        return Strip.join([Strip([Segment(SIGN, sign)], 1), strip.crop(1)])

    def action_cursor_down(self) -> None:
        """The next one; whoever is at the end stays there, and does not begin anew unaware."""
        before = self.highlighted
        super().action_cursor_down()
        if before is not None and (self.highlighted or 0) < before:
            self.highlighted = before

    def action_cursor_up(self) -> None:
        """The one before; the first one stays."""
        before = self.highlighted
        super().action_cursor_up()
        if before is not None and (self.highlighted or 0) > before:
            self.highlighted = before

    def on_click(self, event: Click) -> None:
        """A click chooses; a click on what is chosen does what enter does with it."""
        clicked = event.style.meta.get("option")
        if clicked is None or clicked == self.highlighted:
            return
        event.prevent_default()
        if not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked

    def choose(self, name: str) -> None:
        """Highlight the choice of that id, if it is there."""
        self._highlight(name, None)

    def _highlight(self, name: str | None, place: int | None) -> None:
        names = [one for one, _ in self.choices]
        if name in names and name is not None:
            self.highlighted = names.index(name)
            return
        possible = [index for index, one in enumerate(names) if one is not None]
        near = [index for index in possible if place is None or index >= place]
        if possible:
            self.highlighted = near[0] if near else possible[-1]
