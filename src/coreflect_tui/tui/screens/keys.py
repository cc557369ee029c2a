"""Keys: all that can be done, with the key that does it; another one is pressed, not typed."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.events import Key as KeyEvent
from textual.widgets import OptionList

from coreflect_tui.core.text import fold
from coreflect_tui.settings import KEYS
from coreflect_tui.settings_file import Key
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.bound import Bound, name_of
from coreflect_tui.tui.own_keys import bound_to, clash_with, known, pressed_as, taken_words
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.own_list import OwnListScreen
from coreflect_tui.tui.view.pieces import Line, Look, Piece, line, looking
from coreflect_tui.tui.view.settings import SCREENS, key_about, keys_rows, waiting_words
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

FIND = "find"
NOTHING_FOUND = "Nothing is called so; it may go by another word, or by a part of that one."
WAITING_KEYS = line(
    " ",
    Piece("any key", Look.KEY),
    Piece(" takes it   ", Look.MUTED),
    Piece("esc", Look.KEY),
    Piece(" leaves it as it is", Look.MUTED),
)


class KeysScreen(OwnListScreen):
    """A key that cannot be had is said as it is pressed, and the next one is waited for."""

    table = "keys"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("keys")

    def __init__(self) -> None:
        super().__init__()
        self._waits_for: Action | None = None

    def show_body(self) -> None:
        self.query_one("#top", Pane).show((looking(Look.TITLE, " Keys"),))
        self.choices.show(keys_rows(self.program.keys, self.size.width - 3))
        self.query_one("#summary", Pane).show(key_about(self._chosen, self.size.width - 2))

    def keys_line(self) -> Line:
        return WAITING_KEYS if self._waits_for else super().keys_line()

    @property
    def _chosen(self) -> Action | None:
        return known().get(self.choices.chosen or "")

    @on(OptionList.OptionSelected)
    def _change(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._waits_for = self._chosen
        if self._waits_for:
            self.warn(waiting_words(self._waits_for))

    def on_key(self, event: KeyEvent) -> None:
        """The key that is waited for is nobody else's."""
        # Textual asks what all screens share too, unless it is told not to.
        if self._waits_for is None:
            return
        event.stop()
        event.prevent_default()
        action = self._waits_for
        if event.key == "escape":
            self._waits_for = None
            self.say("")
            return
        name = name_of(action)
        pressed = pressed_as(event.key, event.character)
        bound = bound_to(name, pressed)
        if isinstance(bound, str):
            self.warn(f"{bound} {waiting_words(action)}")
        elif other := clash_with(name, bound, self.program.keys):
            self.warn(f"{bound.shows} is “{other.title}” there. Another key for “{action.title}”?")
        else:
            self._waits_for = None
            self._set(action, None if bound.shows == action.shows else pressed)

    def _set(self, action: Action, key: str | None) -> None:
        """Another key for an action, None for its usual one."""
        self.settle((KEYS, name_of(action)), key)

    def settled_words(self, key: Key) -> str:
        action = known()[key[1]]
        return f"{SCREENS[action.screen]}: {key_of(key[1])} is “{action.title}” now."

    def action_reset(self) -> None:
        """The key that the program comes with, where nothing else of the screen has it now."""
        action = self._chosen
        if action is None:
            return
        if name_of(action) not in self.program.keys:
            self.say("That is its usual key.")
            return
        usual = Bound(action.key, action.shows)
        if other := clash_with(name_of(action), usual, self.program.keys):
            self.warn(taken_words(usual, other))
        else:
            self._set(action, None)

    # --- finding ----------------------------------------------------------------------------

    def action_find(self) -> None:
        self.query_one(Entry).ask(FIND, "what it does:")

    @on(Entry.Changing)
    def _finding(self, event: Entry.Changing) -> None:
        wanted = fold(event.text)
        found = (one for one, action in known().items() if wanted in fold(action.title))
        name = next(found, "")
        if wanted and name:
            self.choices.choose(name)
        self.hint("" if name else NOTHING_FOUND)

    @on(Entry.Typed)
    def _found(self, event: Entry.Typed) -> None:
        self.choices.focus()
        wanted = fold(event.text)
        if not any(wanted in fold(action.title) for action in known().values()):
            self.warn(NOTHING_FOUND)
