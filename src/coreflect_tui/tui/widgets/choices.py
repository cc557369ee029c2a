"""Choices: a list to move through with the arrow keys or the mouse."""

from typing import ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coreflect_tui.tui.view.pieces import Lines
from coreflect_tui.tui.widgets.pane import COMPONENTS, painted

Choice = tuple[str | None, Lines]
"""The id of what can be chosen (None for a heading), and how it looks."""


class Choices(OptionList):
    """An option list fed from lines; what was highlighted stays so while the list changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = OptionList.COMPONENT_CLASSES | COMPONENTS

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)
        self.choices: tuple[Choice, ...] = ()

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
        self.choices = choices
        self.set_options(
            Option(painted(self, lines), id=name, disabled=name is None) for name, lines in choices
        )
        self._highlight(before, place)

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
