"""Keys of one's own, looked at before they are taken: what is no key, or taken, is said."""

from collections.abc import Iterable, Mapping
from functools import cache
from unicodedata import category

from coreflect_tui.core.text import clean_line, similar
from coreflect_tui.settings import MOST_SENTENCES, OwnKey
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import usual_actions_of
from coreflect_tui.tui.bound import Bound, name_of

STAYS = ("escape", "enter", "ctrl+l")
"""The way out, what lists do by themselves, and the cover while typing: where the table has one of
these for an action it stays beside the user's own key."""
NUMBERS = "digit"
"""The one action whose keys are not to be changed."""
TYPES = ("setup", "tour")
"""Screens on which one is typing from the start; the tour is left out of a line, too."""
TOURED = (
    "live", "people", "notes", "agenda", "topics", "agreement", "fit", "closing", "closed",
    "copied", "cover", "log", "page", "words", "help",
)  # fmt: skip
"""Screens on which the key of the tour comes first, so that it must be none of theirs."""
NAMED = {
    "space": "space",
    "del": "delete",
    "delete": "delete",
    "backspace": "backspace",
    "insert": "insert",
    "comma": "comma",
    "plus": "plus",
    "minus": "minus",
    " ": "space",
    ",": "comma",
}
"""What may be written for a key beside one sign, ctrl and a letter, or f1 to f12."""
SHOWN = {"delete": "del", "comma": ",", "plus": "+", "minus": "−"}
_HELD = {
    "c": "ctrl+c belongs to the terminal",
    "h": "no terminal tells ctrl+h from backspace",
    "i": "no terminal tells ctrl+i from tab",
    "j": "no terminal tells ctrl+j from enter",
    "m": "no terminal tells ctrl+m from enter",
    "p": "ctrl+p searches everything that can be done",
    "q": "ctrl+q is the way out",
    "z": "ctrl+z belongs to the terminal",
}
_LISTS = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab")
TAKEN = {
    **{f"ctrl+{letter}": why for letter, why in _HELD.items()},
    **{str(number): "numbers choose what has one" for number in range(1, 10)},
    **dict.fromkeys(_LISTS, "it moves through lists and forms"),
    "escape": "it is the way out",
    "esc": "it is the way out",
    "enter": "it does what is chosen",
}
"""Keys that are not to be had, with why."""


@cache
def known() -> dict[str, Action]:
    """Every action, by its name in the settings."""
    from coreflect_tui.tui.all_actions import ACTIONS

    return {name_of(action): action for action in ACTIONS}


def own_keys(
    keys: Iterable[OwnKey], path: str = "settings.toml"
) -> tuple[dict[str, Bound], tuple[str, ...]]:
    """Those of the user's keys that can be taken, by action, and a sentence on each that cannot;
    that action keeps its usual key. `path` is what sentences call the file."""
    taken: dict[str, Bound] = {}
    lines: dict[str, int] = {}
    sentences: list[str] = []

    def refused(name: str, line: int, why: str) -> None:
        action = known().get(name)
        rest = f" {action.shows} does it as before." if action else ""
        sentences.append(f"{path}, line {line}: {name}: {why}{rest}")

    for one in keys:
        bound = bound_to(one.action, one.key)
        if isinstance(bound, Bound):
            taken[one.action], lines[one.action] = bound, one.line
        else:
            refused(one.action, one.line, bound)
    while clash := _clash(taken):
        name, why = clash
        refused(name, lines[name], why)
        del taken[name]
    more = len(sentences) - MOST_SENTENCES
    rest = (f"{more:,} more keys are not used.",) if more > 0 else ()
    return taken, (*sentences[:MOST_SENTENCES], *rest)


def bound_to(name: str, key: str) -> Bound | str:
    """The key that was written, or pressed, for an action; else a sentence on why it cannot be.
    Whether another action has it is not looked at."""
    action = known().get(name)
    if action is None:
        near = similar(name, known())
        hint = f"did you mean {near}?" if near else "`coreflect settings --keys` lists what is."
        return f"it is nothing that can be done; {hint}"
    if action.id == NUMBERS:
        return "numbers stay as they are."
    asked = key if len(key) == 1 else key.casefold()
    if asked in TAKEN:
        return f"{clean_line(key)} cannot be had: {TAKEN[asked]}."
    bound = _read(key)
    if bound is None:
        return f"“{clean_line(key)}” is no key; one sign such as j or +, or ctrl+y, f5, space, del."
    if action.screen in TYPES and not _is_chord(bound.key):
        return f"{bound.shows} is typed there; take one with ctrl, or f2 to f12."
    if action.screen in TYPES and bound.key in _edits():
        return f"{bound.shows} changes the text there; take another one."
    stays = (one for one in action.key.split(",") if one in STAYS)
    return Bound(",".join((bound.key, *stays)), bound.shows)


def clash_with(name: str, bound: Bound, own: Mapping[str, Bound]) -> Action | None:
    """The other action of that screen that has the key, while `own` are in force."""
    action, wanted = known()[name], set(bound.key.split(","))
    screens = (action.screen, *TOURED) if action.screen == "tour" else (action.screen,)
    for other in (one for screen in screens for one in usual_actions_of(screen)):
        if other is not action:
            theirs = own.get(name_of(other))
            if wanted & set((theirs or other).key.split(",")):
                return other
    return None


def pressed_as(key: str, character: str | None) -> str:
    """How the settings write a key that was pressed."""
    held = key.rpartition("+")[0]
    if character and character.isprintable() and character != " " and held in ("", "shift"):
        return character
    return next((name for name, one in NAMED.items() if one == key), key)


def _clash(taken: dict[str, Bound]) -> tuple[str, str] | None:
    """The last of the keys that two actions of a screen would share, and why it is refused."""
    for name in reversed(taken):
        if other := clash_with(name, taken[name], taken):
            return name, taken_words(taken[name], other)
    return None


def taken_words(bound: Bound, other: Action) -> str:
    """Why a key cannot be had that another action of the screen has."""
    return (
        f"{bound.shows} is “{other.title}” there ({name_of(other)}); give that another key first."
    )


def _read(key: str) -> Bound | None:
    """A key as it is written; None where it is none that a terminal can send."""
    asked = key.casefold()
    if len(key) > 1 or key in NAMED:
        known = NAMED.get(asked)
        if known is None and not _is_chord(asked):
            return None
        name = known or asked
        return Bound(name, SHOWN.get(name, name))
    if len(key) != 1 or category(key)[0] not in "LNPS":
        return None
    if key.isalpha() and key.lower() != key and len(key.lower()) == 1:
        # Terminals have two ways to say it.
        return Bound(f"{key},shift+{key.lower()}", key)
    return Bound(_textual_name(key), key)


def _is_chord(asked: str) -> bool:
    held, _, letter = asked.partition("+")
    if held == "ctrl":
        return len(letter) == 1 and "a" <= letter <= "z"
    return asked in {f"f{number}" for number in range(1, 13)}


def _textual_name(sign: str) -> str:
    from textual.binding import Binding

    key = sign
    (binding,) = Binding.make_bindings([Binding(key, "")])
    return binding.key


def _edits() -> set[str]:
    """The keys that a line or a text to type in has for itself."""
    from textual.binding import Binding
    from textual.widgets import Input, TextArea

    return {
        one.key
        for widget in (Input, TextArea)
        for one in Binding.make_bindings(widget.BINDINGS)
        if one.key not in STAYS
    }
