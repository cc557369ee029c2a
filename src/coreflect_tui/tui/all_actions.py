"""Every action of every screen, for what lists them all: settings, the README, own keys.

A screen needs its own alone (see `actions`), and some tables load all of the session's acts.
"""

from coreflect_tui.tui.action import Action
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
from coreflect_tui.tui.tables.tour import TOUR

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
    *TOUR,
)
