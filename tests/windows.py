"""Windows of the program without their screens, on one session, and a clock that they share."""

from coreflect_tui.asking import Answer
from coreflect_tui.clock import FastClock
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import NextItem, WriteNote
from coreflect_tui.session import Session
from coreflect_tui.taking_over import Along, Ask, Change, TakingOver, Typed
from coreflect_tui.workplace import HeldElsewhereError, Workplace
from stage import a_workplace, begin, still_clock


class Window:
    """A window of the program without its screens."""

    def __init__(self, clock: FastClock) -> None:
        self.clock = clock
        self.workplace: Workplace = a_workplace(clock)
        self.note: Typed | None = None
        self.may_give = True
        self.other = TakingOver(self.workplace, lambda: self.may_give, lambda: self.note)

    def opens(self, session: str) -> "Window":
        try:
            self.workplace.resume(session)
        except HeldElsewhereError:
            self.workplace.follow(session)
        return self

    @property
    def holds(self) -> bool:
        return isinstance(self.workplace.session, Session)

    @property
    def session(self) -> Session:
        session = self.workplace.session
        assert isinstance(session, Session)
        return session

    @property
    def along(self) -> Along:
        along = self.other.along
        assert along
        return along

    def asks(self) -> Ask:
        """How it stands with what this window asked for."""
        return self.along.ask

    def is_held_elsewhere(self) -> bool:
        return self.along.held

    def keeps(self) -> Answer:
        """Why it does not give the session away."""
        return self.other.keeps

    @property
    def notes(self) -> list[str]:
        """What it shows to be written down."""
        assert self.workplace.session
        return [note.text for note in self.workplace.session.state.notes]

    def writes(self, text: str) -> None:
        refusal = self.session.dispatch(WriteNote(NoteKind.TAKEAWAY, text))
        assert refusal is None


class Desk:
    """Windows on one session, and a clock that they share. The first one holds it."""

    def __init__(self, count: int = 2) -> None:
        self.clock = still_clock(0)
        first = Window(self.clock)
        session = begin(first.workplace)
        session.dispatch(NextItem())
        self.session = session.state.id
        self.windows = (
            first,
            *(Window(self.clock).opens(self.session) for _ in range(count - 1)),
        )

    def tick(self, *windows: Window) -> list[Change | None]:
        """A second passes, and these windows look, or all of them."""
        self.clock.advance(1)
        return [window.other.tick() for window in windows or self.windows]

    def stored(self) -> list[str]:
        """The notes on disk."""
        decisions = a_workplace().store.journal.load(self.session)
        return [note.text for note in replay(decisions).state.notes]

    def close(self) -> None:
        for window in self.windows:
            window.other.leave()
            window.workplace.close()
