"""A choice by one letter; it takes the place of the key line while it asks."""

from dataclasses import dataclass
from string import ascii_lowercase
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from coreflect_tui.tui.view.letters import Letter, letter_lines
from coreflect_tui.tui.widgets.pane import Pane


class LetterMenu(Pane):
    """Waits for one letter; enter is the usual choice, where there is one."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(letter, f"letter('{letter}')", letter, show=False) for letter in ascii_lowercase),
        Binding("enter", "usual", "usual", show=False),
        Binding("escape", "leave", "leave", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """What was chosen, "" when the menu was left; `purpose` is what `open` was given."""

        purpose: str
        value: str

    class Turned(Message):
        """The menu was opened or put away, so other keys work now."""

    def __init__(self) -> None:
        super().__init__(id="letters")
        self.purpose = self._usual = self._again = ""
        self._letters: tuple[Letter, ...] = ()

    def open(
        self, purpose: str, letters: tuple[Letter, ...], usual: str = "", again: str = ""
    ) -> None:
        """Ask which of `letters`; `usual` is the value that enter means, and so does the key that
        opened the menu, pressed `again`."""
        self.purpose, self._letters = purpose, letters
        self._usual, self._again = usual, again
        self.show(letter_lines(letters, usual, self.app.size.width))
        self.add_class("-open")
        self.focus()
        self.post_message(self.Turned())

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    @property
    def takes_letter(self) -> bool:
        """Whether it has the keys, as a choice."""
        return self.is_open

    def action_letter(self, key: str) -> None:
        usual = self._usual if key == self._again else ""
        chosen = next((one.value for one in self._letters if one.key == key), usual)
        if chosen:
            self._answer(chosen)

    def action_usual(self) -> None:
        if self._usual:
            self._answer(self._usual)

    def action_leave(self) -> None:
        self._answer("")

    def on_blur(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Turned())

    def _answer(self, value: str) -> None:
        self.remove_class("-open")
        self.screen.set_focus(None)
        self.post_message(self.Chosen(self.purpose, value))
