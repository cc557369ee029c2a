"""Any intents at any instants, through undo, redo and a disk that refuses (see `story`)."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from builders import at
from coreflect_tui.core.fit import Fit, propose
from coreflect_tui.core.formats import NoteKind, Order, StepKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AcceptFit,
    AddAttendee,
    AddMinutes,
    AddTopic,
    AnswerClockChange,
    ArrangePeople,
    BackTurn,
    BringBack,
    CallSession,
    ChangeNote,
    CloseRoom,
    CloseSession,
    CorrectStart,
    CountGap,
    DescribeAttendee,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    GoToItem,
    InsertItem,
    Intent,
    LeaveOut,
    LowerHand,
    MarkFullParticipation,
    MarkShared,
    NextItem,
    NextTurn,
    NoticeClockChange,
    NoticeGap,
    OpenRoom,
    OrderRound,
    PassTurn,
    PauseClock,
    PinItem,
    PinTopic,
    PutOffTurn,
    RaiseHand,
    RecordCoreTraining,
    RecordOutcomes,
    RemoveAttendee,
    RemoveNote,
    RemoveTopic,
    RenameTopic,
    ReopenSession,
    ResumeClock,
    ReviewNote,
    SetGapAside,
    SetHardEnd,
    SetPresence,
    SettleParticipation,
    StartTopic,
    TickPoint,
    WeighTopic,
    WriteNote,
)
from coreflect_tui.core.person import FullMark, Presence, Role
from coreflect_tui.core.state import PauseKind, Shared, WrittenFile
from coreflect_tui.store.database import Database
from coreflect_tui.store.journal import Journal
from story import Story

HOSTILE = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "p",
            "p0",
            "p\u00b2",
            "p-1",
            "p99999999999999999999999",
            "../..",
            "\x1b[2J",
            "\u202eAna",
            "\ud800",
            "[@click=app.quit]",
            "Ann [/]",
            "e" + "\u0301" * 50,
            "x" * 300,
            "=1+1",
        ]
    ),
    st.text(max_size=6),
)


def known(*choices: str) -> st.SearchStrategy[str]:
    """Mostly ids that may exist, at times anything."""
    choice = st.sampled_from(choices)
    return st.one_of(*[choice] * 12, HOSTILE)


ITEMS = known("opening", "baton", "listed", "topics", "popcorn", "closing", "break-1")
PEOPLE = known(*(f"p{number}" for number in range(1, 7)))
TOPICS = known("t1", "t2")
NOTES = known("n1", "n2")
NAMES = known("Ana", "bo", "Rowan", "Sam", "Kit", "Ola")
SEVERAL = st.lists(PEOPLE, min_size=1, max_size=4).map(tuple)
WORDS = known("Listening", "Slow down", "Two\nlines")
KINDS = st.sampled_from(NoteKind)
INSTANTS = st.integers(-30, 200).map(at)
MARKS = st.none() | st.builds(FullMark, st.booleans(), WORDS)
FILES = st.builds(
    WrittenFile, st.just("harvest"), st.sampled_from(["a.md", "b.md"]), st.just("0" * 64)
)

ALONG = st.one_of(
    st.builds(NextItem, st.booleans()),
    st.builds(NextItem, st.just(True)),
    st.builds(GoToItem, ITEMS, st.booleans()),
)
TURNS = st.one_of(
    st.builds(GiveTurn, PEOPLE),
    st.builds(GiveTurnToName, NAMES),
    st.just(NextTurn()),
    st.just(EndTurn()),
    st.builds(PassTurn, st.none() | PEOPLE),
    st.just(BackTurn()),
    st.builds(PutOffTurn, st.none() | PEOPLE),
    st.builds(RaiseHand, PEOPLE),
    st.builds(LowerHand, PEOPLE),
    st.builds(OrderRound, st.sampled_from(Order)),
    st.builds(MarkShared, ITEMS, SEVERAL, st.none() | st.sampled_from(Shared)),
)
THE_GROUP = st.one_of(
    st.builds(AddAttendee, NAMES, st.sampled_from(Presence)),
    st.builds(DescribeAttendee, PEOPLE, NAMES, WORDS, WORDS, st.sampled_from(Role)),
    st.builds(RemoveAttendee, PEOPLE),
    st.builds(ArrangePeople, SEVERAL),
    st.builds(SetPresence, SEVERAL, st.sampled_from(Presence)),
    st.builds(SetPresence, SEVERAL, st.just(Presence.PRESENT)),
    st.builds(RecordCoreTraining, SEVERAL, st.none() | st.booleans()),
    st.builds(MarkFullParticipation, PEOPLE, MARKS),
    st.builds(SettleParticipation, st.booleans(), st.none() | SEVERAL),
    st.just(CloseRoom()),
    st.just(OpenRoom()),
)
THE_CLOCK = st.one_of(
    st.builds(AddMinutes, ITEMS, st.integers(-600, 600)),
    st.builds(AddMinutes, ITEMS, st.integers()),
    st.builds(PauseClock, st.sampled_from([PauseKind.PAUSE, PauseKind.HOLD])),
    st.just(ResumeClock()),
    st.builds(SetGapAside, INSTANTS, INSTANTS),
    st.builds(TickPoint, st.integers(-2, 3)),
    st.builds(SetHardEnd, INSTANTS),
    st.builds(CorrectStart, st.floats(-60, 900)),
    st.builds(NoticeGap, INSTANTS, INSTANTS),
    st.just(CountGap()),
    st.builds(NoticeClockChange, st.integers(-4000, 4000)),
    st.builds(AnswerClockChange, st.booleans()),
)
THE_AGENDA = st.one_of(
    st.builds(LeaveOut, ITEMS),
    st.builds(BringBack, ITEMS),
    st.builds(InsertItem, WORDS, st.integers(0, 900), st.sampled_from(StepKind)),
    st.builds(InsertItem, WORDS, st.integers(60, 900), st.just(StepKind.BREAK), st.none() | ITEMS),
    st.builds(PinItem, ITEMS, st.booleans()),
)
THE_TOPICS = st.one_of(
    st.builds(WeighTopic, TOPICS, st.integers(-1, 7)),
    st.builds(PinTopic, TOPICS, st.none() | st.integers(-60, 1500)),
)
EDITS = st.dictionaries(ITEMS, st.integers(-60, 2400), max_size=2)
PINS = st.none() | st.frozensets(ITEMS, max_size=2)
WRITTEN = st.one_of(
    st.builds(AddTopic, WORDS),
    st.builds(RenameTopic, TOPICS, WORDS),
    st.builds(RemoveTopic, TOPICS),
    st.builds(StartTopic, TOPICS),
    st.builds(StartTopic, TOPICS),
    st.builds(WriteNote, KINDS, WORDS),
    st.builds(ChangeNote, NOTES, WORDS, KINDS),
    st.builds(RemoveNote, NOTES),
    st.builds(ReviewNote, NOTES, st.booleans(), st.booleans()),
)
THE_SESSION = st.one_of(
    st.builds(RecordOutcomes, st.lists(FILES, max_size=2).map(tuple)),
    st.builds(CallSession, WORDS),
)

ANYTHING = st.one_of(
    ALONG,
    TURNS,
    THE_GROUP,
    THE_CLOCK,
    THE_AGENDA,
    THE_TOPICS,
    WRITTEN,
    THE_SESSION,
    st.just(CloseSession()),
    st.just(ReopenSession()),
)

SOMEBODY = st.integers(0, 8)
HOW = st.none() | st.sampled_from(Shared)


def is_open(machine: Any) -> bool:
    return machine.story.state.closed is None


class AnySession(RuleBasedStateMachine):
    """The acts of a facilitator who may do anything; the story checks what comes of them."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.seen: list[Fit] = []

    # --- what may happen -------------------------------------------------------------------------

    @initialize(
        item=st.sampled_from(["baton", "listed", "topics", "popcorn", None]),
        here=st.sets(st.sampled_from(["p2", "p3", "p4", "p5"])),
    )
    def begin(self, item: str | None, here: set[str]) -> None:
        """Most of what can happen happens in a session that has begun, with people and topics."""
        self.story.act(SetPresence(tuple(sorted(here)), Presence.PRESENT))
        self.story.act(AddTopic("Power"))
        self.story.act(AddTopic("Trust"))
        if item:
            self.story.act(GoToItem(item))

    @rule(intent=ANYTHING)
    def do_anything(self, intent: Intent) -> None:
        self.story.act(intent)

    @rule(seconds=st.sampled_from([0.001, 1.0, 59.0, 60.0, 300.0]) | st.floats(0, 1500))
    def time_goes_on(self, seconds: float) -> None:
        self.story.clock.advance(seconds)

    @precondition(is_open)
    @rule(intent=ALONG)
    def go_along(self, intent: Intent) -> None:
        self.story.act(intent)

    @precondition(lambda self: self.story.state.round)
    @rule(who=SOMEBODY)
    def give_the_floor(self, who: int) -> None:
        self.story.act(GiveTurn(self.story.person(who)))

    @precondition(lambda self: self.story.state.round)
    @rule(act=st.sampled_from([NextTurn, EndTurn, BackTurn, PassTurn, PutOffTurn]))
    def end_a_turn(self, act: type[Intent]) -> None:
        self.story.act(act())

    @precondition(lambda self: self.story.state.round)
    @rule(act=st.sampled_from([PassTurn, PutOffTurn]), who=SOMEBODY)
    def leave_a_turn(self, act: type[PassTurn | PutOffTurn], who: int) -> None:
        self.story.act(act(self.story.person(who)))

    @precondition(lambda self: self.story.state.rounds)
    @rule(which=SOMEBODY, who=st.lists(SOMEBODY, max_size=3), how=HOW)
    def catch_up(self, which: int, who: list[int], how: Shared | None) -> None:
        held = self.story.state.rounds[which % len(self.story.state.rounds)]
        self.story.act(MarkShared(held.item, tuple(map(self.story.person, who)), how))

    @precondition(is_open)
    @rule(who=SOMEBODY, presence=st.sampled_from(Presence))
    def come_and_go(self, who: int, presence: Presence) -> None:
        self.story.act(SetPresence((self.story.person(who),), presence))

    @precondition(is_open)
    @rule(who=SOMEBODY, role=st.sampled_from(Role))
    def change_a_role(self, who: int, role: Role) -> None:
        self.story.act(DescribeAttendee(self.story.person(who), f"Person {who}", role=role))

    @precondition(lambda self: self.story.state.topics and self.story.state.running)
    @rule(which=SOMEBODY)
    def go_to_a_topic(self, which: int) -> None:
        self.story.act(GoToItem("topics", leaving=True))
        self.story.act(StartTopic(self.story.state.topics[which % len(self.story.state.topics)].id))

    @precondition(is_open)
    @rule(intents=st.lists(THE_GROUP, min_size=1, max_size=3))
    def change_the_group(self, intents: list[Intent]) -> None:
        for intent in intents:
            self.story.act(intent)

    @precondition(is_open)
    @rule(intent=THE_CLOCK)
    def change_the_clock(self, intent: Intent) -> None:
        self.story.act(intent)

    @precondition(is_open)
    @rule(intent=THE_AGENDA)
    def change_the_agenda(self, intent: Intent) -> None:
        self.story.act(intent)

    @precondition(is_open)
    @rule(edits=EDITS, pins=PINS, end=st.none() | st.integers(-1200, 3600), takes=st.booleans())
    def look_at_a_fit(
        self, edits: dict[str, int], pins: frozenset[str] | None, end: int | None, takes: bool
    ) -> None:
        """It is taken at once, or left, and perhaps taken when it does not hold any more."""
        state, now = self.story.state, self.story.now
        hard_end = None if end is None else state.hard_end + timedelta(seconds=end)
        self.seen.append(propose(state, now, edits, pins, hard_end))
        if takes:
            self.story.act(AcceptFit(self.seen[-1]))

    @precondition(lambda self: self.seen)
    @rule(which=SOMEBODY)
    def take_a_fit_seen_before(self, which: int) -> None:
        self.story.act(AcceptFit(self.seen[-1 - which % len(self.seen)]))

    @precondition(lambda self: self.story.state.topics)
    @rule(intents=st.lists(THE_TOPICS, min_size=1, max_size=3))
    def share_the_time_of_topics(self, intents: list[Intent]) -> None:
        for intent in intents:
            self.story.act(intent)

    @precondition(is_open)
    @rule(intents=st.lists(WRITTEN, min_size=1, max_size=3))
    def write(self, intents: list[Intent]) -> None:
        for intent in intents:
            self.story.act(intent)

    @rule(item=ITEMS)
    def close_and_open_again(self, item: str) -> None:
        self.story.act(CloseSession())
        self.story.act(ReopenSession())
        self.story.act(GoToItem(item))

    @precondition(lambda self: self.story.state.running is None)
    @rule(item=ITEMS)
    def go_on_somewhere(self, item: str) -> None:
        self.story.act(ReopenSession())
        self.story.act(GoToItem(item))

    @rule(ago=st.floats(0, 900), lasted=st.floats(0, 600))
    def set_a_gap_aside(self, ago: float, lasted: float) -> None:
        start = self.story.now - timedelta(seconds=ago)
        self.story.act(SetGapAside(start, start + timedelta(seconds=lasted)))

    @rule(times=st.sampled_from([1, 1, 2, 5]))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.story.undo()

    @rule(times=st.sampled_from([1, 2, 5]))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.story.redo()

    @rule(refuses=st.booleans())
    def the_disk_changes(self, refuses: bool) -> None:
        self.story.the_disk(refuses)

    @invariant()
    def all_holds(self) -> None:
        self.story.check()

    def teardown(self) -> None:
        self.story.the_disk(refuses=False)
        self.story.check()


class AnySessionOnDisk(AnySession):
    """The same with the real database, read back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database(Path(self.folder.name) / "data")
        self.journal = Journal(self.database)
        self.story = Story(self.journal)

    def teardown(self) -> None:
        super().teardown()
        assert replay(self.journal.load("s1")).state == self.story.state
        self.database.close()
        self.folder.cleanup()


def case(machine: type[AnySession], examples: int, steps: int) -> Any:
    """A machine as pytest runs it, within bounds of time."""
    found = machine.TestCase
    found.settings = settings(max_examples=examples, stateful_step_count=steps)
    return found


TestAnySession = case(AnySession, examples=100, steps=40)
TestAnySessionOnDisk = case(AnySessionOnDisk, examples=6, steps=30)
