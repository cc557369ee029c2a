"""A choice by one letter; it takes the place of the key line while it asks."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message

from coreflect_tui.tui.view.letters import Letter, letter_lines
from coreflect_tui.tui.widgets.pane import Pane


class LetterMenu(Pane):
    """Waits for one letter; enter is the usual choice, where there is one. Nothing that is typed
    gets past it but the key of the cover: any other letter does nothing, or begins the words of the
    usual choice."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "usual", "usual", show=False),
        Binding("escape", "leave", "leave", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """What was chosen, "" when the menu was left; `purpose` is what `open` was given, `begun`
        what was typed for the line that the choice leads to."""

        purpose: str
        value: str
        begun: str = ""

    class Turned(Message):
        """The menu was opened or put away, so other keys work now."""

    def __init__(self) -> None:
        super().__init__(id="letters")
        self.purpose = self._usual = self._again = ""
        self._letters: tuple[Letter, ...] = ()
        self._words_follow = False

    def open(
        self,
        purpose: str,
        letters: tuple[Letter, ...],
        usual: str = "",
        again: str = "",
        *,
        words_follow: bool = False,
    ) -> None:
        """Ask which of `letters`; `usual` is the value that enter means, and so does the key that
        opened the menu, pressed `again`. Where `words_follow` the choice, whoever types these at
        once has the usual one."""
        self.purpose, self._letters = purpose, letters
        self._usual, self._again = usual, again
        self._words_follow = words_follow
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

    def on_key(self, event: Key) -> None:
        if event.character is None or not event.is_printable:
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound and "cover" in bound.binding.action:
            return
        event.stop()
        chosen = self._means(event.character)
        if chosen:
            self._answer(chosen)
        elif self._words_follow and not event.character.isspace():
            self._answer(self._usual, event.character)

    def _means(self, letter: str) -> str:
        usual = self._usual if letter == self._again else ""
        return next((one.value for one in self._letters if one.key == letter), usual)

    def action_letter(self, letter: str) -> None:
        """A click on one of them."""
        if chosen := self._means(letter):
            self._answer(chosen)

    def action_usual(self) -> None:
        if self._usual:
            self._answer(self._usual)

    def action_leave(self) -> None:
        self._answer("")

    def on_blur(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Turned())

    def _answer(self, value: str, begun: str = "") -> None:
        self.remove_class("-open")
        self.screen.set_focus(None)
        self.post_message(self.Chosen(self.purpose, value, begun))
