"""What is typed of people on the people screen: who is here, names, addresses, the order."""

from typing import TYPE_CHECKING

from coreflect_tui.core.intents import AddAttendee, ArrangePeople, DescribeAttendee, RecordAddress
from coreflect_tui.core.names import split_called
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.people import address_words, read_address
from coreflect_tui.tui.view.turns import called
from coreflect_tui.tui.view.typed_names import read_arrangement
from coreflect_tui.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.people import PeopleScreen

ADD, ARRANGE = "add", "arrange"
RENAME, LISTED, ADDRESS = "rename", "listed", "address"
"""What the line is for; of the last three the person's id follows, after a colon."""


class PersonLine:
    """What the line asks for, and what becomes of its words."""

    def __init__(self, screen: "PeopleScreen") -> None:
        self._screen = screen

    def ask_who_is_here(self, proposed: str) -> None:
        self._ask(ADD, "who is here:", proposed, proposed=True)

    def ask_name(self, person: Attendee) -> None:
        self._ask(f"{RENAME}:{person.id}", "name:", called(person))

    def ask_listed_name(self, person: Attendee) -> None:
        self._ask(f"{LISTED}:{person.id}", "on the list:", person.listed_name or person.name)

    def ask_address(self, person: Attendee) -> None:
        self._ask(f"{ADDRESS}:{person.id}", "e-mail, organisation:", address_words(person))

    def ask_order(self) -> None:
        self._ask(ARRANGE, "as the call shows, with commas:", joiner=", ")

    def _ask(
        self, purpose: str, label: str, text: str = "", joiner: str = " ", *, proposed: bool = False
    ) -> None:
        self._screen.query_one(Entry).ask(purpose, label, text, joiner, proposed=proposed)

    def typed(self, event: Entry.Typed) -> None:
        """The line is finished."""
        state = self._screen.state
        purpose, _, person_id = event.purpose.partition(":")
        person = state.person(person_id) if state else None
        if purpose == ADD:
            self._add(event.text)
        elif purpose == ARRANGE:
            self._arrange(event.text)
        elif purpose == LISTED and person:
            self.describe(person, listed_name=event.text)
        elif purpose == ADDRESS and person:
            self._screen.do(RecordAddress(person.id, *read_address(event.text)))
        elif purpose == RENAME and person:
            name, pronouns = split_called(event.text)
            self.describe(person, name=name, pronouns=pronouns)

    def _add(self, text: str) -> None:
        name, pronouns = split_called(text)
        if self._screen.do(AddAttendee(name, pronouns=pronouns)) is None and self._screen.state:
            person = self._screen.state.people[-1]
            self._screen.choices.choose(person.id)
            said = f"{person.name} is on the list, and here."
            if person.presence is Presence.NOT_ADMITTED:
                lets_in = key_of("people.here")
                said = f"The room is closed: noted as not admitted; {lets_in} lets them in."
            self._screen.say(said)

    def _arrange(self, text: str) -> None:
        if self._screen.state is None or not text.strip():
            return
        order, unknown = read_arrangement(self._screen.state, text)
        if self._screen.do(ArrangePeople(order)) is not None:
            return
        if unknown:
            self._screen.warn(f"Nobody on the list is called: {' · '.join(unknown)}")
        else:
            goes_by = f"{key_of('live.order')} g in a round goes by it."
            self._screen.say(f"That is the order of the call; {goes_by}")

    def describe(
        self,
        person: Attendee,
        name: str | None = None,
        pronouns: str | None = None,
        listed_name: str | None = None,
        role: Role | None = None,
    ) -> None:
        """Change of a person what is given, and leave the rest."""
        self._screen.do(
            DescribeAttendee(
                person.id,
                person.name if name is None else name,
                person.pronouns if pronouns is None else pronouns,
                person.listed_name if listed_name is None else listed_name,
                role or person.role,
            )
        )
