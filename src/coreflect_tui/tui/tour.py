"""The tour: a rehearsal of two minutes, in a program and a home of its own, that leaves nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coreflect_tui.clock import FastClock, SystemClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.intents import SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Options, Recipient, SessionState
from coreflect_tui.locations import Locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal.home import RehearsalError, mark_session
from coreflect_tui.rehearsal.tour import BEHIND, LATE, NAMES, YOU, tour_format
from coreflect_tui.session import Session
from coreflect_tui.settings import Settings
from coreflect_tui.tui.actions import actions_of
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.base import CoreflectScreen, bindings_of
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.view.pieces import Lines
from coreflect_tui.tui.view.touring import STEPS, tour_lines
from coreflect_tui.workplace import Workplace


class TourCoach(Coach):
    """Waits for each act that is asked for, and goes on once it is seen."""

    def __init__(self, clock: FastClock) -> None:
        self._clock = clock
        self.place = 0
        self._seen: SessionState | None = None
        self._tried: SessionState | None = None
        self.next = None
        self._told = []
        self.greets = self.kept = False

    def look(self, session: Session, *, away: bool = False) -> None:  # noqa: ARG002
        """Go on as far as the session shows that the acts were done."""
        self._seen = session.state
        while self.place + 1 < len(STEPS) and STEPS[self.place].done(session.state):
            self.place += 1
            if STEPS[self.place].time_flies:
                self._clock.advance(BEHIND)

    def goes_on(self, now: datetime) -> bool:  # noqa: ARG002
        """Nobody but whoever learns does what a card asks for; it says so where this is tried."""
        self._tried = self._seen
        return True

    @property
    def was_tried(self) -> bool:
        """Whether this was the last that they did."""
        return self._tried is not None and self._tried is self._seen


class TourApp(CoreflectApp):
    """Ends wherever one is by a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(one, priority=True) for one in bindings_of("tour") if isinstance(one, Binding)
    ]
    """In a line that is typed, too."""
    touring = True

    def __init__(self, workplace: Workplace, clock: FastClock, reports: Locations) -> None:
        self._tour = TourCoach(clock)
        super().__init__(workplace, LiveScreen, self._tour, workplace.settings.theme, reports.data)

    def asked_for(self) -> Lines:
        screen = self.screen
        if self.session is None or not isinstance(screen, CoreflectScreen):
            return ()
        tour, width = self._tour, screen.size.width
        # In a line, and among letters, enter does something.
        tried = tour.was_tried and not self._asks_for()
        return tour_lines(tour.place, self.session.state, screen.table, width, tried=tried)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield from super().get_system_commands(screen)
        for action in actions_of("tour"):
            title = f"{action.title[:1].upper()}{action.title[1:]}"
            yield SystemCommand(title, action.tooltip, self.action_leave)

    def action_leave(self) -> None:
        self.exit(0)

    async def action_quit(self) -> None:
        self.leaving.has_quit = True
        self.exit(0)


def clock_from_now() -> FastClock:
    """A clock that goes as all do, until the tour moves it on."""
    moment = SystemClock().now()
    return FastClock(moment.wall, 1, offset=moment.offset)


def tour_in(home: Locations, mine: Settings, reports: Locations, clock: FastClock) -> TourApp:
    """A tour whose session is kept under `home`, with one's own colours and keys. Raises
    RehearsalError and StoreError."""
    moment = clock.now()
    looks = Settings(theme=mine.theme, reduce_motion=mine.reduce_motion, keys=mine.keys)
    workplace = Workplace(home, clock, settings=looks)
    fmt = tour_format()
    options = Options(
        moment.wall, fmt.minutes.usual, fmt.places[0], moment.offset, Recipient("the peer centre")
    )
    others = [Invited(name) for name in NAMES]
    prepared = prepare_session(fmt, options, [YOU], others, workplace.random)
    if isinstance(prepared, Refusal):
        raise RehearsalError(prepared.sentence)
    mark_session(home, prepared[0])
    session = workplace.begin(*prepared)
    here = tuple(one.id for one in session.state.people if one.name != LATE)
    session.dispatch(SetPresence(here, Presence.PRESENT))
    return TourApp(workplace, clock, reports)
