"""One table of what can be done on each screen: id, key, title, tooltip, and when.

Bindings, the key line, the palette, help and the README's table are all made from it.
"""

from coreflect_tui.tui.action import Action
from coreflect_tui.tui.bound import as_bound
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.tables.agreement import AGREEMENT
from coreflect_tui.tui.tables.around import CLOSING, HOME, NOTES, SETUP
from coreflect_tui.tui.tables.closed import CLOSED
from coreflect_tui.tui.tables.copied import COPIED
from coreflect_tui.tui.tables.cover import COVER
from coreflect_tui.tui.tables.display import DISPLAY
from coreflect_tui.tui.tables.live import LIVE
from coreflect_tui.tui.tables.log import LOG
from coreflect_tui.tui.tables.pages import HELP, PAGE, WORDS
from coreflect_tui.tui.tables.people import PEOPLE
from coreflect_tui.tui.tables.report import REPORT
from coreflect_tui.tui.tables.settings import COLOURS, KEYS, SETTINGS
from coreflect_tui.tui.tables.time import AGENDA, FIT, TOPICS

ACTIONS: tuple[Action, ...] = (
    *HOME,
    *SETUP,
    *LIVE,
    *AGENDA,
    *FIT,
    *TOPICS,
    *AGREEMENT,
    *PEOPLE,
    *REPORT,
    *NOTES,
    *CLOSING,
    *CLOSED,
    *DISPLAY,
    *COPIED,
    *COVER,
    *SETTINGS,
    *COLOURS,
    *KEYS,
    *LOG,
    *PAGE,
    *WORDS,
    *HELP,
)


_OF_A_LIST = {(one.screen, one.id) for one in ACTIONS if one.key == "enter"} - {("live", "do_it")}
"""What enter does with the chosen row is the list's; by another key, a click, the palette too."""


def usual_actions_of(screen: str) -> tuple[Action, ...]:
    """The actions of a screen, as the table has them."""
    return tuple(action for action in ACTIONS if action.screen == screen)


def actions_of(screen: str) -> tuple[Action, ...]:
    """The actions of a screen, with the keys that do them now."""
    return tuple(as_bound(action) for action in usual_actions_of(screen))


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
    return "choose" if (action.screen, action.id) in _OF_A_LIST else action.id


def available(screen: str, situation: Situation) -> tuple[Action, ...]:
    """What can be done on a screen here and now."""
    return tuple(action for action in actions_of(screen) if action.applies(situation))
