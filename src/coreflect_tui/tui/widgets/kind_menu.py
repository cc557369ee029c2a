"""The kinds of notes, chosen by one letter; it takes the place of the key line while it asks."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from coreflect_tui.core.formats import NoteKind
from coreflect_tui.tui.view.kinds import LETTERS, kinds_lines
from coreflect_tui.tui.widgets.pane import Pane


class KindMenu(Pane):
    """Waits for one letter; enter is the kind that the running step usually writes."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(letter, f"choose('{kind}')", kind, show=False)
            for kind, letter in LETTERS.items()
        ),
        Binding("enter,w", "choose_usual", "usual", show=False),
        Binding("escape", "leave", "leave", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A kind, or None when the menu was left."""

        kind: NoteKind | None

    def __init__(self) -> None:
        super().__init__(id="kinds")
        self._usual = NoteKind.TAKEAWAY

    def open(self, usual: NoteKind) -> None:
        """Ask; `usual` is what enter means."""
        self._usual = usual
        self.show(kinds_lines(usual, self.app.size.width))
        self.add_class("-open")
        self.focus()

    def action_choose(self, kind: str) -> None:
        self._answer(NoteKind(kind))

    def action_choose_usual(self) -> None:
        self._answer(self._usual)

    def action_leave(self) -> None:
        self._answer(None)

    def on_blur(self) -> None:
        self.remove_class("-open")

    def _answer(self, kind: NoteKind | None) -> None:
        self.remove_class("-open")
        self.screen.set_focus(None)
        self.post_message(self.Chosen(kind))
