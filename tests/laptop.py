"""A laptop whose clocks are moved by hand, with a session on it that a program looks at."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from builders import START, a_format, attendees, ids, preparation
from coreflect_tui.clock import BootClock, SystemClock
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import Event
from coreflect_tui.core.formats import Step
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.striking import Place
from coreflect_tui.core.summary import Summary
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.session import Session


class Memory:
    """A journal in memory."""

    def __init__(self) -> None:
        self.stored: list[Decision] = []

    def append(self, session: str, expected_seq: int, decision: Decision, summary: Summary) -> int:
        assert expected_seq == len(self.stored), session
        assert summary.session == session
        self.stored.append(decision)
        return expected_seq + 1

    def keep_whole(self, session: str, decisions: tuple[Decision, ...], summary: Summary) -> None:
        assert summary.session == session
        self.stored = list(decisions)

    def look(self, session: str, decisions: tuple[Decision, ...], *, closely: bool) -> None:
        assert self.stored == list(decisions), (session, closely)

    def put_aside(self, session: str, decisions: tuple[Decision, ...]) -> str:
        raise AssertionError(f"nobody else writes to {session}, {len(decisions)} were put aside")

    def drop_aside(self, session: str, decisions: tuple[Decision, ...]) -> None:
        raise AssertionError(f"nothing of {session} was put aside: {len(decisions)}")

    def strike(self, session: str, places: Iterable[Place]) -> None:
        raise AssertionError(f"nothing is struck in {session}: {list(places)}")


class Laptop:
    """Counts whole milliseconds since START; the wall clock may be set to anything else."""

    def __init__(self, *steps: Step, people: int = 3) -> None:
        self.passed = 0
        self.wall_off = 0
        self.boot = "one"
        self.booted = -90_000
        self.offset = 3600
        self._new_id = ids()
        self.memory = Memory()
        self.clock = self.new_clock()
        first = preparation(a_format(*steps), attendees(people))
        self.session = Session.begin(first, self.memory, self.clock, self._new_id)

    def new_clock(self) -> SystemClock:
        """The clock of a process that starts now."""
        return SystemClock(
            BootClock(self.boot, lambda: (self.passed - self.booted) / 1000),
            lambda: START + timedelta(milliseconds=self.passed + self.wall_off),
            lambda _: self.offset,
        )

    def passes(self, seconds: float) -> None:
        """Let time go on; nothing looks at it."""
        self.passed += round(seconds * 1000)

    def ticks(self, seconds: float, every: float = 1) -> None:
        """Let time go on with a tick every so often, and one at the end."""
        until = self.passed + round(seconds * 1000)
        while self.passed < until:
            self.passed = min(self.passed + round(every * 1000), until)
            self.tick()

    def tick(self) -> None:
        self.session.notice(self.session.now())

    def sets_clock(self, seconds: float) -> None:
        """The wall clock is set forward, or back."""
        self.wall_off += round(seconds * 1000)

    def starts_program_again(self, boot: str = "one") -> None:
        """The program ends and goes on with the session; another `boot` restarts the machine."""
        if boot != self.boot:
            self.boot, self.booted = boot, self.passed
        self.clock = self.new_clock()
        self.clock.anchor(self.memory.stored[-1].moment)
        stored = tuple(self.memory.stored)
        self.session = Session(stored, self.memory, self.clock, self._new_id)

    @property
    def state(self) -> SessionState:
        return self.session.state

    @property
    def now(self) -> datetime:
        return self.session.now().session

    @property
    def running(self) -> ItemState:
        running = self.state.running
        assert running
        return running

    @property
    def elapsed(self) -> float:
        """How long the running item has run, as the screen shows it."""
        return item_seconds(self.state, self.running, self.now)

    def noticed(self, kind: type[Event]) -> list[Event]:
        """What is stored of that kind, in order."""
        events = (event for decision in self.memory.stored for event in decision.events)
        return [event for event in events if isinstance(event, kind)]
