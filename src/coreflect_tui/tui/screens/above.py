"""The screens that one key opens above another, each loaded when it is asked for."""

from coreflect_tui.tui.screens.base import CoreflectScreen


def screen_above(name: str) -> CoreflectScreen:
    """The screen that the table of actions calls `name`."""
    if name == "people":
        from coreflect_tui.tui.screens.people import PeopleScreen

        return PeopleScreen()
    if name == "notes":
        from coreflect_tui.tui.screens.notes import NotesScreen

        return NotesScreen()
    if name == "topics":
        from coreflect_tui.tui.screens.topics import TopicsScreen

        return TopicsScreen()
    if name == "agreement":
        from coreflect_tui.tui.screens.agreement import AgreementScreen

        return AgreementScreen()
    if name == "agenda":
        from coreflect_tui.tui.screens.agenda import AgendaScreen

        return AgendaScreen()
    if name == "closing":
        from coreflect_tui.tui.screens.closing import ClosingScreen

        return ClosingScreen()
    if name == "cover":
        from coreflect_tui.tui.screens.cover import CoverScreen

        return CoverScreen()
    if name == "log":
        from coreflect_tui.tui.screens.log import LogScreen

        return LogScreen()
    if name == "settings":
        from coreflect_tui.tui.screens.settings import SettingsScreen

        return SettingsScreen()
    if name == "colours":
        from coreflect_tui.tui.screens.colours import ColoursScreen

        return ColoursScreen()
    if name == "keys":
        from coreflect_tui.tui.screens.keys import KeysScreen

        return KeysScreen()
    raise ValueError(name)
