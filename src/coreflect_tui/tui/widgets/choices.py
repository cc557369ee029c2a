"""Choices: a list to move through with the arrow keys or the mouse."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coreflect_tui.tui.view.pieces import Lines, Look
from coreflect_tui.tui.widgets.pane import painted, style_of

if TYPE_CHECKING:
    from textual.css.styles import RulesMap

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
        colours, self._colours = self._colours, self._colours_now()
        before, self.choices = self.choices, choices
        if colours != self._colours:
            self._show_anew({})
        elif [name for name, _ in before] != [name for name, _ in choices]:
            # What looks as before need not be painted anew: in a large hall that is nearly all.
            self._show_anew(dict(zip(before, self.options, strict=True)))
        else:
            pairs = enumerate(zip(before, choices, strict=True))
            self._paint({place: now[1] for place, (was, now) in pairs if was[1] != now[1]})

    def _show_anew(self, known: Mapping[Choice, Option]) -> None:
        """All of the choices in the place of those that were there, some of them painted before."""
        chosen, place = self.chosen, self.highlighted
        self.set_options(
            known[one] if one in known and one[0] is not None else self._option(*one)
            for one in self.choices
        )
        self._highlight(chosen, place)

    def _paint(self, changed: Mapping[int, Lines]) -> None:
        """Give choices new lines where they stand. Textual's own way forgets how all others look
        and draws the whole list: with two hundred people that is most of what a key takes."""
        heights = {place: self._heights.get(place) for place in changed}
        options = {self.options[place] for place in changed}
        for place, lines in changed.items():
            self.options[place]._set_prompt(painted(self, lines))
        for key in tuple(self._option_render_cache.keys()):
            if key[0] in options:
                self._option_render_cache.discard(key)
        if any(height != self._height_of(place) for place, height in heights.items()):
            self._show_anew({})
            return
        for place in changed:
            self.refresh_lines(self._index_to_line[place], self._heights[place])

    def _height_of(self, place: int) -> int:
        visual = self._get_visual(self.options[place])
        styles = cast("RulesMap", self.styles)
        return visual.get_height(styles, self.scrollable_content_region.width)

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
