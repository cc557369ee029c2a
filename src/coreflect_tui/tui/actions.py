"""One table of what can be done on each screen: id, key, title, tooltip, and when.

Bindings, the key line, the palette, help and the README's table are all made from it.
"""

from functools import cache
from importlib import import_module

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.bound import all_as_bound
from coreflect_tui.tui.conditions import Situation

_TABLES = {
    "home": "around",
    "setup": "around",
    "notes": "around",
    "closing": "around",
    "live": "live",
    "agenda": "time",
    "fit": "time",
    "topics": "time",
    "agreement": "agreement",
    "people": "people",
    "report": "report",
    "closed": "closed",
    "display": "display",
    "copied": "copied",
    "cover": "cover",
    "settings": "settings",
    "colours": "settings",
    "keys": "settings",
    "log": "log",
    "page": "pages",
    "help": "pages",
    "words": "pages",
    "tour": "tour",
}
"""In which module of `tables` the actions of a screen stand; it is loaded when they are wanted."""


@cache
def usual_actions_of(screen: str) -> tuple[Action, ...]:
    """The actions of a screen, as the table has them."""
    if screen not in _TABLES:
        return ()
    table = import_module(f"coreflect_tui.tui.tables.{_TABLES[screen]}")
    found: tuple[Action, ...] = getattr(table, screen.upper())
    return found


def actions_of(screen: str) -> tuple[Action, ...]:
    """The actions of a screen, with the keys that do them now."""
    return all_as_bound(usual_actions_of(screen))


def action_named(screen: str, action_id: str) -> Action:
    """The action of that id on a screen."""
    return next(action for action in actions_of(screen) if action.id == action_id)


def key_of(name: str) -> str:
    """What a person reads of the key that does this now, for words that name it; an action is named
    as in "live.pass_turn"."""
    return action_named(*name.split(".")).shows


def call_of(action: Action) -> str:
    """What Textual is to call for it: those that only ask the session
    share one method, and so do those that only open a screen."""
    if action.intent:
        return f"ask('{action.id}')"
    if action.opens:
        return f"open('{action.opens}')"
    return "choose" if _is_of_a_list(action) else action.id


def _is_of_a_list(action: Action) -> bool:
    """What enter does with the chosen row is the list's; by another key, a click, the palette
    too."""
    usual = (one.key for one in usual_actions_of(action.screen) if one.id == action.id)
    return (action.screen, action.id) != ("live", "do_it") and "enter" in usual


def available(screen: str, situation: Situation) -> tuple[Action, ...]:
    """What can be done on a screen here and now."""
    return tuple(action for action in actions_of(screen) if action.applies(situation))
