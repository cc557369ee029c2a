"""Live: the session as it goes. Nothing opens by itself here, nothing advances by itself."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from coreflect_tui.core.doors import door_of
from coreflect_tui.core.formats import NoteKind, Order
from coreflect_tui.core.intents import (
    CloseSession,
    GoToItem,
    Intent,
    NextItem,
    OrderRound,
)
from coreflect_tui.core.timing import items_to_come
from coreflect_tui.taking_over import Typed
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import asks, may_take_over, worth_a_fit
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.screens.going_on import GoingOn
from coreflect_tui.tui.screens.live_panes import LivePanes
from coreflect_tui.tui.screens.name_line import HAND, NAME, PURPOSES, NameLine
from coreflect_tui.tui.screens.note_line import KIND, NOTE, NoteLine
from coreflect_tui.tui.screens.number_keys import NumberKeys
from coreflect_tui.tui.screens.quote_keys import KEEP, QuoteKeys
from coreflect_tui.tui.screens.step_keys import ROLE, ROLE_OF, WAY, StepKeys
from coreflect_tui.tui.screens.time_line import ASKED, TimeLine
from coreflect_tui.tui.view import hints
from coreflect_tui.tui.view.along import along_words
from coreflect_tui.tui.view.chat_words import chat_words
from coreflect_tui.tui.view.closing import looked_after_words
from coreflect_tui.tui.view.fit import nothing_to_fit
from coreflect_tui.tui.view.letters import Letter
from coreflect_tui.tui.view.orders import ORDERS, WORDS
from coreflect_tui.tui.view.passing import passing_words
from coreflect_tui.tui.view.pieces import Line, Look, looking
from coreflect_tui.tui.view.typed_times import Asked
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.letter_menu import LetterMenu
from coreflect_tui.tui.widgets.pane import Pane, RoomyPane
from coreflect_tui.tui.widgets.room import Room

if TYPE_CHECKING:
    from coreflect_tui.core.decide.answer import Refusal
    from coreflect_tui.workplace import Resumed

FOLDER = "folder"
ORDER, COPY = "order", "copy"


class LiveScreen(CoreflectScreen):
    """Agenda at the left, the running item at the right, keys at the foot."""

    table = "live"
    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("live")

    def __init__(self, resumed: "Resumed | None" = None) -> None:
        """`resumed` is how a session that was left goes on."""
        super().__init__()
        self._going_on = GoingOn(self, resumed)
        self._note_line = NoteLine(self)
        self.quote_keys = QuoteKeys(self, self._note_line.without_sender)
        self._name_line = NameLine(self)
        self._time_line = TimeLine(self)
        self._step_keys = StepKeys(self)
        self._number_keys = NumberKeys(self, self._step_keys)
        self._panes = LivePanes(self)

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Room(id="body"):
            yield Pane(id="agenda")
            with Room(id="middle"):
                yield Pane(id="title")
                with Room(id="clock"):
                    yield Pane(id="digits")
                    yield Pane(id="clock-words")
                yield Pane(id="clock-line")
                yield Pane(id="bar")
                yield RoomyPane(id="words")
                yield Pane(id="people")
        yield Pane(id="notice")
        yield Entry()
        yield LetterMenu()
        yield Pane(id="keys")

    def on_mount(self) -> None:
        # A session that is only looked after, or read along, is as it was.
        if self.program.workplace.held.stands_still or self.reads_along:
            super().on_mount()
            return
        self.program.workplace.held.group.look_up_agreement()
        super().on_mount()
        self._going_on.say()

    @property
    def door(self) -> NoteKind | None:
        """The kind of note that the step which has just ended asks for."""
        return door_of(self.state, self.now) if self.state else None

    # --- showing ----------------------------------------------------------------------------

    def show_body(self) -> None:
        self._panes.show()

    def on_roomy_pane_resized(self) -> None:
        """What is said at the foot may leave fewer rows for the words than there were."""
        self.show()

    def quiet_line(self) -> Line:
        state, windows = self.state, self.program.windows
        if windows.along:
            words = along_words(windows.along, state, self.utc_offset, windows.lost)
            return looking(Look.STRONG, words)
        if state is None:
            return ()
        if self.program.workplace.held.stands_still:
            return looking(Look.STRONG, looked_after_words(self.now, self.utc_offset))
        return hints.hint_line(state, self.now, self.utc_offset)

    # --- moving on --------------------------------------------------------------------------

    def do(self, intent: Intent, *, moves_on: bool = False) -> "Refusal | None":
        """As on any screen; that it ended a pause, or left an item which had only begun, is said,
        as it may not be meant."""
        before, now = self.state, self.now
        refusal = super().do(intent, moves_on=moves_on)
        words = passing_words(intent, before, self.state, now) if before and self.state else ""
        if words and not self._notice and not self._is_asked:
            self.say(words)
        return refusal

    @property
    def _is_asked(self) -> bool:
        """Whether something else is said or asked that is not to be spoken over."""
        return self.program.coach is not None or asks(self.situation())

    def action_next_item(self) -> None:
        state = self.state
        if state and state.began and not items_to_come(state) and not state.round:
            self.action_open("closing")
            return
        refusal = self.do(NextItem(), moves_on=True)
        if refusal and isinstance(refusal.instead, CloseSession):
            self.action_open("closing")

    def action_digit(self, number: str) -> None:
        """A number chooses what is numbered on the screen."""
        self._number_keys.pressed(number)

    def action_hand(self) -> None:
        self._name_line.ask(HAND, "whose hand:")

    def action_roles(self) -> None:
        self._step_keys.ask_role()

    def action_ways(self) -> None:
        self._step_keys.ask_way()

    def action_cards(self) -> None:
        self._step_keys.show_cards()

    def action_clock(self) -> None:
        """A quiet clock shows itself in full for a while, and rests again."""
        self.program.full_clock = not self.program.full_clock
        self.show()

    def action_order(self) -> None:
        if self.state and self.state.round:
            self.query_one(LetterMenu).open(ORDER, ORDERS, self.state.round.order)

    def action_visit(self, item: str) -> None:
        """A click on the agenda goes to that item."""
        self.do(GoToItem(item), moves_on=True)

    def action_ask(self, action_id: str) -> None:
        if action_id == "gap_break" and self._going_on.take_as_break():
            self.say("They are a break now.")
            return
        super().action_ask(action_id)
        if action_id == "room" and self.state and not self._notice:
            closed = "closed to newcomers; whoever was in may return"
            self.say(f"The room is {closed if self.state.room_closed else 'open again'}.")

    # --- time -------------------------------------------------------------------------------

    def action_minutes(self) -> None:
        self._time_line.ask(Asked.MINUTES)

    def action_end(self) -> None:
        self._time_line.ask(Asked.END)

    def action_started(self) -> None:
        self._time_line.ask(Asked.STARTED)

    def action_do_it(self) -> None:
        """In a rehearsal: do what the room waits for, and let time fly to what comes next."""
        from coreflect_tui.session import Session

        coach, session = self.program.coach, self.program.session
        if coach is None or not isinstance(session, Session):
            self.say(f"Enter does nothing here; {key_of('live.help')} lists all.")
            return
        done = coach.enter(session, self._does)
        self.program.show()
        if len(done) > 1:
            log = key_of("live.log")
            self.say(f"That and {len(done) - 1} more like it are done; {log} lists what was said.")

    def _does(self, intent: Intent) -> bool:
        """Whether that was done for whoever rehearses; closing is theirs."""
        if isinstance(intent, CloseSession):
            self.action_open("closing")
            return False
        return self.do(intent) is None

    # --- typing -----------------------------------------------------------------------------

    def action_by_name(self) -> None:
        """In a round for the floor; else somebody on the list, whatever is to be said of them."""
        if self.state and self.state.round:
            self._name_line.ask(NAME, "who:")
        else:
            from coreflect_tui.tui.screens.people import PeopleScreen

            self.app.push_screen(PeopleScreen(finds=True))

    def action_write(self) -> None:
        self._note_line.ask_kind()

    def action_keep_quote(self) -> None:
        self.quote_keys.open()

    def action_undo(self) -> None:
        notes = self.state.notes if self.state else ()
        super().action_undo()
        self.quote_keys.after_undo(notes)

    @on(LetterMenu.Chosen)
    def _letter_chosen(self, event: LetterMenu.Chosen) -> None:
        if event.purpose == KIND and event.value:
            self._note_line.open(NoteKind(event.value), event.begun)
        elif event.purpose == COPY and event.value:
            self._copy(event.value)
        elif event.purpose == ROLE and event.value:
            self._step_keys.ask_who(event.value)
        elif event.purpose == WAY and event.value:
            self._step_keys.take(event.value)
        elif event.purpose == ORDER and event.value:
            order = Order(event.value)
            if self.do(OrderRound(order)) is None:
                self.say(f"This round goes on: {WORDS[order]}.")

    def action_copy(self) -> None:
        if self.state:
            letters = (
                Letter(one.letter, one.letter, one.title.lower()) for one in chat_words(self.state)
            )
            self.query_one(LetterMenu).open(COPY, tuple(letters))

    def _copy(self, letter: str) -> None:
        offered = chat_words(self.state) if self.state else ()
        chosen = next((one for one in offered if one.letter == letter), None)
        if chosen:
            self.copy_for_chat(chosen.title, chosen.words)

    def open_draft(self) -> None:
        """Open the note that was typed last and not finished, where there is one."""
        if not self.quote_keys.open_draft():
            self._note_line.open_draft()

    @on(Entry.Changing)
    def _typing(self, event: Entry.Changing) -> None:
        if event.purpose in PURPOSES:
            self._name_line.typing(event)

    @on(Entry.Typed)
    def _typed(self, event: Entry.Typed) -> None:
        if event.purpose in ASKED:
            self._time_line.typed(event)
        elif event.purpose == FOLDER:
            self.say(self.program.leaving.save_elsewhere(event.text))
        elif event.purpose == KEEP:
            self.quote_keys.typed(event)
        elif event.purpose.startswith(ROLE_OF):
            self._step_keys.typed_who(event)
        elif event.purpose in PURPOSES:
            self._name_line.typed(event)
        else:
            self._note_line.typed(event)

    @on(Entry.Several)
    def _pasted(self, event: Entry.Several) -> None:
        self._note_line.pasted(event)

    @on(Entry.Left)
    def _left(self, event: Entry.Left) -> None:
        if event.purpose.startswith(NOTE):
            self._note_line.left(event)
        elif event.purpose == KEEP:
            self.quote_keys.left(event)
        else:
            self.say("")

    def action_fit(self) -> None:
        from coreflect_tui.tui.screens.fit import FitScreen

        if self.state and worth_a_fit(self.situation()):
            self.app.push_screen(FitScreen())
        elif self.state:
            self.say(nothing_to_fit(self.state, self.now))

    # --- other screens ----------------------------------------------------------------------

    def action_say(self) -> None:
        self.quote_keys.show_words()

    def action_take_over(self) -> None:
        if may_take_over(self.situation()):
            self.program.windows.take_over()

    def action_not_saved(self) -> None:
        self.program.windows.show_lost()

    def typed_note(self) -> Typed | None:
        """The note that is being typed; None where none is."""
        entry = self.query_one(Entry)
        if entry.purpose == KEEP:
            return Typed(KEEP, NoteKind.QUOTE, entry.text)
        if entry.purpose.startswith(NOTE):
            return Typed(entry.purpose, entry.purpose.removeprefix(NOTE), entry.text)
        return None

    def action_leave(self) -> None:
        """Back to the start. Acts that are not saved would be lost: another folder is offered."""
        self.program.leaving.leave_session()

    def offer_folder(self) -> None:
        """Ask for another folder to save the session in."""
        home = str(Path.home() / "coreflect-saved")
        self.query_one(Entry).ask(FOLDER, "not saved here; save in another folder:", home)
