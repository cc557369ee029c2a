"""A laptop whose clocks are moved by hand and whose disk is real: programs on it are interrupted
and start again, minutes or days later, also after another start of the machine."""

from datetime import datetime, timedelta
from random import Random

from builders import START
from coreflect_tui.clock import BootClock, SystemClock
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.standing import LeftAt, Standing, standing
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.summary import Summary
from coreflect_tui.locations import locations
from coreflect_tui.session import Session
from coreflect_tui.workplace import Workplace
from stage import OFFSET

MIN, HOUR, DAY = 60, 3600, 24 * 3600


class Desk:
    """Time is in seconds after START; `start` is a new program."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.wall_off = 0.0
        self.boot = "one"
        self.offset = OFFSET
        self._random = Random(7)
        self.workplace = self.start()

    def start(self) -> Workplace:
        clock = SystemClock(
            BootClock(self.boot, lambda: 5000 + self.passed),
            lambda: START + timedelta(seconds=self.passed + self.wall_off),
            lambda _: self.offset,
        )
        self.workplace = Workplace(locations(), clock, self._random)
        return self.workplace

    def passes(self, seconds: float) -> None:
        """Let time go on; nobody looks."""
        self.passed += seconds

    def attends(self, seconds: float) -> None:
        """Let time go on with the program there."""
        for _ in range(round(seconds)):
            self.passed += 1
            self.session.notice(self.workplace.clock.now())
        self.workplace.held.beat()

    def does(self, *intents: Intent) -> None:
        for intent in intents:
            refusal = self.session.dispatch(intent)
            assert refusal is None, refusal.sentence

    def is_killed(self, reboot: bool = False) -> None:
        """The program ends in the middle of something, or the machine does."""
        self.workplace.close()
        if reboot:
            self.boot += "+"
        self.start()

    # --- what is found ------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        assert isinstance(self.workplace.session, Session)
        return self.workplace.session

    @property
    def state(self) -> SessionState:
        return self.session.state

    @property
    def now(self) -> datetime:
        """Session time."""
        return self.workplace.clock.now().session

    @property
    def row(self) -> Summary:
        """The only session, as lists read it."""
        (row,) = self.workplace.store.summaries.newest()
        return row

    @property
    def left(self) -> LeftAt:
        return self.workplace.kept.left_at(self.row)

    def stands(self) -> Standing:
        """How lists say that it stands."""
        return standing(self.row, self.left)
