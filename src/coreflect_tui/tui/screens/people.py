"""People: who is here, away, left; names, roles, core training; catching up on who shared."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList

from coreflect_tui.core.intents import (
    ArrangePeople,
    CallSession,
    MarkShared,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import all_digits, standing
from coreflect_tui.core.said import said
from coreflect_tui.core.state import Round, Shared
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.group_keys import GROUP, GroupKeys
from coreflect_tui.tui.screens.list_screen import ListScreen
from coreflect_tui.tui.screens.person_line import PersonLine
from coreflect_tui.tui.view.people import (
    SIGNS,
    TRAINING,
    PeopleChoices,
    latest_round,
    moved,
    next_training,
    open_turns,
    people_title,
    share_words,
    toggled_share,
    training_words,
    whom,
)
from coreflect_tui.tui.view.pieces import BLANK, Line, Look, looking
from coreflect_tui.tui.view.typed_names import find_hint, matches, nobody_words
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane

FIND, CALL, REPORT = "find", "call", "report"
EVIDENCE = ("not_admitted", "trained", "all_trained", "listed_name", "report", "record")
"""Actions that are there only where attendance is looked at."""


class PeopleScreen(ListScreen):
    """A list to move through; one key says what is so of the chosen person, or of all marked."""

    table = "people"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("people")

    def __init__(self, chosen: str = "", item: str = "", *, finds: bool = False) -> None:
        """`item` is the round that is caught up on; "" is the latest. It `finds` somebody first, by
        a name that is typed."""
        super().__init__(chosen)
        self._item = item
        self._finds = finds
        self._marked: frozenset[str] = frozenset()
        self._sought = ""
        self._group_keys = GroupKeys(self)
        self._person_line = PersonLine(self)
        self._rows = PeopleChoices()
        # What the list was made of that is shown.
        self._told: object = None

    def on_mount(self) -> None:
        super().on_mount()
        if self._finds:
            self.action_find()

    def show_body(self) -> None:
        if self.state is None:
            return
        # Ids are given again: whoever is removed takes their mark along.
        self._marked &= {one.id for one in self.state.people}
        item = self.state.item(self._round.item) if self._round else None
        width = self.size.width
        top = people_title(self.state, self.utc_offset, width, item, len(self._marked))
        self.query_one("#top", Pane).show((top,))
        # Time changes nothing in this list, and in a large hall it takes a while to put together.
        told = self.state, self._round, self.utc_offset, width - 2, frozenset(self._marked)
        if told != self._told:
            self._told = told
            self.choices.show(self._rows.of(*told))

    def quiet_line(self) -> Line:
        return looking(Look.MUTED, f" {training_words(self.state)}") if self.state else BLANK

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

    @property
    def _meant(self) -> tuple[str, ...]:
        """The ids of whom a key is about: everyone marked, else whoever is chosen."""
        if self.state is None:
            return ()
        marked = tuple(one.id for one in self.state.people if one.id in self._marked)
        return marked or ((self._chosen.id,) if self._chosen else ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for what nobody notes here are dead."""
        if action in EVIDENCE and self.state and not self.state.format.attendance:
            return False
        return super().check_action(action, parameters)

    def action_digit(self, number: str) -> None:
        """Choose whom a number means."""
        digits = all_digits(self.state) if self.state else {}
        person = next((one for one, digit in digits.items() if digit == int(number)), "")
        if person:
            self.choices.choose(person)
        else:
            self.say(f"Nobody has the number {number}.")

    def action_mark(self) -> None:
        """Mark the chosen person, or no longer; the next one is chosen."""
        if self._chosen:
            self._marked ^= {self._chosen.id}
            self.choices.action_cursor_down()
            self.show()

    # --- who is here ------------------------------------------------------------------------

    def action_here(self) -> None:
        self._presence(Presence.PRESENT)

    def action_away(self) -> None:
        self._presence(Presence.AWAY)

    def action_left(self) -> None:
        self._presence(Presence.LEFT)

    def action_not_admitted(self) -> None:
        self._presence(Presence.NOT_ADMITTED)

    def action_no_show(self) -> None:
        self._presence(Presence.NO_SHOW)

    def action_expected(self) -> None:
        self._presence(Presence.EXPECTED)

    def action_all_here(self) -> None:
        people = self.state.people if self.state else ()
        expected = tuple(one.id for one in people if one.presence is Presence.EXPECTED)
        if self.do(SetPresence(expected, Presence.PRESENT)) is None and self.state:
            self.say(f"{whom(self.state, expected)}: {SIGNS[Presence.PRESENT][1]}.")

    def _presence(self, presence: Presence) -> None:
        if self._meant and self.state:
            meant = self._used_up()
            if self.do(SetPresence(meant, presence)) is None:
                self.say(f"{whom(self.state, meant)}: {SIGNS[presence][1]}.")

    def _used_up(self) -> tuple[str, ...]:
        """Whom a key is about; what was marked is not marked any more."""
        meant, self._marked = self._meant, frozenset()
        return meant

    # --- catching up ------------------------------------------------------------------------

    def action_shared(self) -> None:
        self._shared(Shared.ALOUD)

    def action_shared_chat(self) -> None:
        self._shared(Shared.CHAT)

    def action_all_shared(self) -> None:
        self._all_shared(Shared.ALOUD)

    def action_all_shared_chat(self) -> None:
        self._all_shared(Shared.CHAT)

    def _shared(self, how: Shared) -> None:
        held = self._round
        if held is None:
            self.warn("No round has begun yet.")
        elif self._meant:
            meant = self._used_up()
            told = toggled_share(held, meant, how)
            if self.do(MarkShared(held.item, meant, told)) is None and self.state:
                self.say(f"{whom(self.state, meant)}: {share_words(told)}.")

    def _all_shared(self, how: Shared) -> None:
        held = self._round
        if held is None or self.state is None:
            self.warn("No round has begun yet.")
        else:
            self.do(MarkShared(held.item, open_turns(self.state, held), how))

    def action_trained(self) -> None:
        if self._meant and self.state:
            meant = self._used_up()
            trained = next_training(self.state, meant)
            if self.do(RecordCoreTraining(meant, trained)) is None:
                self.say(f"{whom(self.state, meant)}: {TRAINING[trained]}.")

    def action_all_trained(self) -> None:
        people = self.state.people if self.state else ()
        # Exceptions that are recorded already stay.
        asked = (one for one in people if one.presence is Presence.PRESENT)
        open_ones = tuple(one.id for one in asked if one.core_trained is None)
        self.do(RecordCoreTraining(open_ones, True))

    # --- the order, and finding someone in it -------------------------------------------------

    def action_earlier(self) -> None:
        self._move(-1)

    def action_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self.state and self._chosen:
            order = tuple(one.id for one in standing(self.state))
            self.do(ArrangePeople(moved(order, self._chosen.id, by)))

    def action_arrange(self) -> None:
        self._person_line.ask_order()

    def action_find(self) -> None:
        self._ask(FIND, "find:")

    @on(Entry.Changing)
    def _typing(self, event: Entry.Changing) -> None:
        if event.purpose != FIND or self.state is None:
            return
        found = matches(self.state, event.text)
        if found:
            self.choices.choose(found[0].id)
        self._sought = "" if found else event.text
        nobody = self._nobody_words("enter, and ")
        self.hint(nobody or find_hint(self.state, event.text))

    @on(Entry.Left)
    def _looked_for_nobody(self) -> None:
        self._sought = ""

    def _nobody_words(self, before: str = "") -> str:
        """Where nobody was found: how whoever was looked for comes onto the list."""
        if not self._sought.strip():
            return ""
        adds = f"{before}{key_of('people.add')} adds them"
        return nobody_words(self._sought, "" if self.reads_along else adds)

    # --- names and roles --------------------------------------------------------------------

    def action_add(self) -> None:
        self._person_line.ask_who_is_here(self._sought.strip())
        self._sought = ""

    def action_rename(self) -> None:
        if self._chosen:
            self._person_line.ask_name(self._chosen)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.refuses():
            self.action_rename()

    def action_listed_name(self) -> None:
        if self._chosen:
            self._person_line.ask_listed_name(self._chosen)

    def action_address(self) -> None:
        if self._chosen:
            self._person_line.ask_address(self._chosen)

    def action_facilitates(self) -> None:
        person = self._chosen
        if person:
            other = Role.PARTICIPANT if person.role is Role.FACILITATOR else Role.FACILITATOR
            self._person_line.describe(person, role=other)

    def action_remove(self) -> None:
        if self._chosen:
            self.do(RemoveAttendee(self._chosen.id))

    # --- the room, the session, the group, a report -------------------------------------------

    def action_copy(self) -> None:
        state = self.state
        if state and state.format.room:
            words = said(state, state.format.room.words)
            self.copy_for_chat("For people who come now", words)

    def action_call(self) -> None:
        if self.state:
            fmt = self.state.format
            self._ask(CALL, "this session is called:", fmt.plain_title or fmt.title)

    def action_report(self) -> None:
        self._ask(REPORT, "attendance report (file):")

    def action_group(self) -> None:
        self._group_keys.keep()

    def action_record(self) -> None:
        self._group_keys.record()

    # --- what was typed -----------------------------------------------------------------------

    def _ask(self, purpose: str, label: str, text: str = "") -> None:
        self.query_one(Entry).ask(purpose, label, text)

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        self.choices.focus()
        if event.purpose == FIND:
            self.warn(self._nobody_words())
        elif event.purpose == CALL:
            if self.do(CallSession(event.text)) is None and self.state:
                self.say(f"This session is called “{self.state.format.title}”.")
        elif event.purpose == REPORT and event.text.strip():
            from coreflect_tui.tui.screens.report import open_report

            open_report(self, event.text)
        elif event.purpose == GROUP and event.text.strip():
            self._group_keys.keep_as(event.text)
        else:
            self._person_line.typed(event)
