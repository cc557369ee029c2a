"""Choices: a list to move through with the arrow keys or the mouse."""

from typing import ClassVar

from rich.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coreflect_tui.tui.view.pieces import Lines, Look
from coreflect_tui.tui.widgets.pane import COMPONENTS, painted, style_of

Choice = tuple[str | None, Lines]
"""The id of what can be chosen (None for a heading), and how it looks."""


class Choices(OptionList):
    """An option list fed from lines; what was highlighted stays so while the list changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = OptionList.COMPONENT_CLASSES | COMPONENTS

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
        """A new theme means new colours for the same choices."""
        super().notify_style_update()
        if self.choices and self._colours_now() != self._colours:
            place = self.highlighted
            self._colours = self._colours_now()
            self.set_options(self._option(*one) for one in self.choices)
            self.highlighted = place

    def _colours_now(self) -> tuple[Style, ...]:
        return tuple(style_of(self, look) for look in Look)

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
