"""The standing group of a session, from the people screen: kept, brought up to date, counted."""

from typing import TYPE_CHECKING

from coreflect_tui.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.people import PeopleScreen

GROUP = "group"


class GroupKeys:
    """What the keys about a group do. The group's file is written first, then the session."""

    def __init__(self, screen: "PeopleScreen") -> None:
        self._screen = screen

    def keep(self) -> None:
        """Bring the session's group up to date; where there is none, ask what to call one."""
        state = self._screen.state
        there = {one.id for one in self._screen.program.workplace.groups() if one.id}
        if state and state.options.group in there:
            self.keep_as("")
        else:
            label = "keep these people as a group called:"
            self._screen.query_one(Entry).ask(GROUP, label)

    def keep_as(self, name: str) -> None:
        """A group of that name out of these people, or the one they are."""
        from coreflect_tui.library.groups import GroupError

        try:
            group, changes = self._screen.program.workplace.held.group.keep(name)
        except GroupError as error:
            self._screen.warn(str(error))
        else:
            self._screen.say(f"{group.name}: {changes}.")

    def record(self) -> None:
        """Count who comes to the group's sessions, or no longer."""
        from coreflect_tui.library.groups import GroupError

        state = self._screen.state
        if state is None:
            return
        try:
            group = self._screen.program.workplace.held.group.keep_record(not state.options.record)
        except GroupError as error:
            self._screen.warn(str(error))
            return
        counts = "is counted" if group.record else "is not counted any more"
        self._screen.say(f"{group.name}: how often people come {counts}.")
