"""People: who is here, away, left; names, roles, core training; catching up on who shared."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.intents import (
    AddAttendee,
    DescribeAttendee,
    MarkShared,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.state import Attendee, Presence, Role, Round, Shared, TurnStatus
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.view.middle import called
from coreflect_tui.tui.view.people import (
    latest_round,
    people_choices,
    people_title,
    split_called,
)
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

ADD, RENAME, LISTED = "add", "rename:", "listed:"
_NEXT_TRAINING = {None: True, True: False, False: None}


class PeopleScreen(ListScreen):
    """A list to move through; one key says what is so of the chosen person."""

    table = "people"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("people")

    def __init__(self, chosen: str = "", item: str = "") -> None:
        """`item` is the round that is caught up on; "" is the latest."""
        super().__init__(chosen)
        self._item = item

    def show_body(self) -> None:
        if self.state is None:
            return
        item = self.state.item(self._item)
        self.query_one("#top", Pane).show((people_title(self.state, item),))
        width = self.size.width - 2
        rows = people_choices(self.state, self._round, self.utc_offset, width)
        self.choices.show(rows)

    @property
    def _round(self) -> Round | None:
        """The round in which it is recorded who has shared."""
        if self.state is None:
            return None
        return self.state.round_of(self._item) if self._item else latest_round(self.state)

    @property
    def _chosen(self) -> Attendee | None:
        name = self.choices.chosen
        return self.state.person(name) if self.state and name else None

    # --- who is here ------------------------------------------------------------------------

    def action_here(self) -> None:
        """The chosen person is here; the next one is chosen, so that a list is quickly done."""
        self._presence(Presence.PRESENT)
        self.choices.action_cursor_down()

    def action_away(self) -> None:
        self._presence(Presence.AWAY)

    def action_left(self) -> None:
        self._presence(Presence.LEFT)

    def action_not_admitted(self) -> None:
        self._presence(Presence.NOT_ADMITTED)

    def action_no_show(self) -> None:
        self._presence(Presence.NO_SHOW)

    def action_all_here(self) -> None:
        people = self.state.people if self.state else ()
        expected = tuple(one.id for one in people if one.presence is Presence.EXPECTED)
        self.do(SetPresence(expected, Presence.PRESENT))

    def _presence(self, presence: Presence) -> None:
        if self._chosen:
            self.do(SetPresence((self._chosen.id,), presence))

    # --- catching up ------------------------------------------------------------------------

    def action_shared(self) -> None:
        self._shared(Shared.ALOUD)

    def action_shared_chat(self) -> None:
        self._shared(Shared.CHAT)

    def _shared(self, how: Shared) -> None:
        held = self._round
        if held is None:
            self.say("No round has begun yet.")
        elif self._chosen:
            turn = held.turn(self._chosen.id)
            again = turn is not None and turn.how is how
            self.do(MarkShared(held.item, (self._chosen.id,), None if again else how))

    def action_all_shared(self) -> None:
        held = self._round
        if held is None or self.state is None:
            self.say("No round has begun yet.")
            return
        here = (one.id for one in self.state.people if one.presence is Presence.PRESENT)
        # Whoever passed has answered.
        waiting = (TurnStatus.WAITING, TurnStatus.PAUSED)
        open_turns = (one for one in here if (turn := held.turn(one)) and turn.status in waiting)
        self.do(MarkShared(held.item, tuple(open_turns)))

    def action_trained(self) -> None:
        if self._chosen:
            trained = _NEXT_TRAINING[self._chosen.core_trained]
            self.do(RecordCoreTraining((self._chosen.id,), trained))

    def action_all_trained(self) -> None:
        people = self.state.people if self.state else ()
        # Exceptions that are recorded already stay.
        asked = (one for one in people if one.presence is Presence.PRESENT)
        open_ones = tuple(one.id for one in asked if one.core_trained is None)
        self.do(RecordCoreTraining(open_ones, True))

    # --- names and roles --------------------------------------------------------------------

    def action_add(self) -> None:
        self.query_one(Entry).ask(ADD, "who is here:")

    def action_rename(self) -> None:
        if self._chosen:
            self.query_one(Entry).ask(f"{RENAME}{self._chosen.id}", "name:", called(self._chosen))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_rename()

    def action_listed_name(self) -> None:
        if self._chosen:
            name = self._chosen.listed_name or self._chosen.name
            self.query_one(Entry).ask(f"{LISTED}{self._chosen.id}", "on the list:", name)

    def action_facilitates(self) -> None:
        person = self._chosen
        if person:
            other = Role.PARTICIPANT if person.role is Role.FACILITATOR else Role.FACILITATOR
            self._describe(person, role=other)

    def action_remove(self) -> None:
        if self._chosen:
            self.do(RemoveAttendee(self._chosen.id))

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        if event.purpose == ADD:
            name, pronouns = split_called(event.text)
            if self.do(AddAttendee(name, pronouns=pronouns)) is None and self.state:
                self.choices.choose(self.state.people[-1].id)
            return
        purpose, person_id = event.purpose.split(":", 1)
        person = self.state.person(person_id) if self.state else None
        if person is None:
            return
        if purpose + ":" == LISTED:
            self._describe(person, listed_name=event.text)
        else:
            name, pronouns = split_called(event.text)
            self._describe(person, name=name, pronouns=pronouns)

    def _describe(
        self,
        person: Attendee,
        name: str | None = None,
        pronouns: str | None = None,
        listed_name: str | None = None,
        role: Role | None = None,
    ) -> None:
        self.do(
            DescribeAttendee(
                person.id,
                person.name if name is None else name,
                person.pronouns if pronouns is None else pronouns,
                person.listed_name if listed_name is None else listed_name,
                role or person.role,
            )
        )
