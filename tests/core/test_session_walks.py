"""Long walks through sessions: every kind of act on people and topics that are there.

They go deeper than the machine, which finds the shortest way to a fault; each walk is the same
every time it is run.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random

import pytest

from builders import NAMES
from coreflect_tui.core.fit import Fit, propose
from coreflect_tui.core.formats import NoteKind, StepKind
from coreflect_tui.core.intents import (
    AcceptFit,
    AddAttendee,
    AddMinutes,
    AddTopic,
    AnswerClockChange,
    BackTurn,
    BringBack,
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
    MarkFullParticipation,
    MarkShared,
    NextItem,
    NextTurn,
    NoticeClockChange,
    NoticeGap,
    OpenRoom,
    PassTurn,
    PauseClock,
    PinItem,
    PinTopic,
    PutOffTurn,
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
    StartTopic,
    TickPoint,
    WeighTopic,
    WriteNote,
)
from coreflect_tui.core.person import FullMark, Presence, Role
from coreflect_tui.core.state import PauseKind, Shared, WrittenFile
from story import Story

COMING_AND_GOING = (*[Presence.PRESENT] * 4, Presence.AWAY, Presence.AWAY, Presence.LEFT)
HOW = (Shared.ALOUD, Shared.CHAT, None)


class Walk:
    """Draws acts that mostly can be done in `story` as it stands."""

    def __init__(self, story: Story, random: Random) -> None:
        self.story = story
        self.random = random
        self.seen: list[Fit] = []

    def step(self) -> None:
        """One act, or time going on, undo, redo, the disk changing its mind."""
        draw = self.random.random()
        if draw < 0.2:
            self.story.clock.advance(self.random.choice((0, 0.5, 20, 60, 90, 400)))
        elif draw < 0.3:
            for _ in range(self.random.choice((1, 1, 2, 6))):
                self.random.choice((self.story.undo, self.story.undo, self.story.redo))()
        elif draw < 0.33:
            self.story.the_disk(refuses=self.random.random() < 0.5)
        else:
            kinds = (self.of_time, self.of_people, *[self.of_turns] * 3, self.of_words, self.of_fit)
            self.story.act(self.random.choice(kinds)())

    def of_time(self) -> Intent:
        now = self.story.now
        start = now - timedelta(seconds=self.random.randrange(600))
        end = start + timedelta(seconds=self.random.randrange(600))
        item = self.one_of([item.id for item in self.story.state.items])
        leaving = self.random.random() < 0.5
        makes: tuple[Callable[[], Intent], ...] = (
            partial(NextItem, leaving),
            partial(GoToItem, item, leaving),
            partial(GoToItem, item, leaving),
            partial(AddMinutes, item, self.random.randrange(-300, 300)),
            partial(PauseClock, self.random.choice((PauseKind.PAUSE, PauseKind.HOLD))),
            ResumeClock,
            partial(SetGapAside, start, end),
            partial(NoticeGap, start, end),
            CountGap,
            partial(NoticeClockChange, self.random.randrange(-4000, 4000)),
            partial(AnswerClockChange, self.random.random() < 0.5),
            partial(SetHardEnd, now + timedelta(seconds=self.random.randrange(-600, 7200))),
            *[partial(CorrectStart, self.random.choice((0, 30, 90, 400, 900)))] * 3,
            partial(LeaveOut, item),
            partial(BringBack, item),
            partial(self.random.choice((LeaveOut, BringBack)), item),
            partial(InsertItem, "Tea", 300, StepKind.BREAK, self.random.choice((None, item))),
            partial(TickPoint, self.random.randrange(-1, 3)),
            *([ReopenSession] * 6 if self.story.state.closed else [CloseSession]),
            partial(RecordOutcomes, (WrittenFile("harvest", f"{now}.md", "0" * 64),)),
        )
        return self.random.choice(makes)()

    def of_fit(self) -> Intent:
        """Mostly a fit of the state as it is, at times one that was left on the screen."""
        state, now = self.story.state, self.story.now
        items = [item.id for item in state.items]
        edits = {self.one_of(items): self.random.randrange(1800)}
        ends = (None, None, state.hard_end + timedelta(seconds=self.random.randrange(3600)))
        pins = (None, None, frozenset(self.random.sample(items, 2)))
        self.seen.append(
            propose(
                state,
                now,
                self.random.choice((None, None, edits)),
                self.random.choice(pins),
                self.random.choice(ends),
            )
        )
        stale = self.random.choice(self.seen[-9:])
        makes: tuple[Callable[[], Intent], ...] = (
            *[partial(AcceptFit, self.seen[-1])] * 3,
            partial(AcceptFit, stale),
            partial(PinItem, self.one_of(items), self.random.random() < 0.6),
        )
        return self.random.choice(makes)()

    def of_people(self) -> Intent:
        person, name = self.somebody(), self.random.choice(NAMES)
        presence = self.random.choice(COMING_AND_GOING)
        role = self.random.choice(list(Role))
        marks = (FullMark(full=False, reason="Left early"), None)
        makes: tuple[Callable[[], Intent], ...] = (
            partial(AddAttendee, name, self.random.choice(list(Presence))),
            partial(DescribeAttendee, person, name, role=role),
            partial(DescribeAttendee, person, name, role=role),
            partial(RemoveAttendee, person),
            *[partial(SetPresence, self.several(), presence)] * 4,
            partial(RecordCoreTraining, self.several(), self.random.choice((True, False, None))),
            partial(MarkFullParticipation, person, self.random.choice(marks)),
            CloseRoom,
            OpenRoom,
        )
        return self.random.choice(makes)()

    def of_turns(self) -> Intent:
        item = self.random.choice([held.item for held in self.story.state.rounds] or ["baton"])
        somebody = self.random.choice((None, self.somebody()))
        makes: tuple[Callable[[], Intent], ...] = (
            *[partial(GiveTurn, self.somebody())] * 3,
            partial(GiveTurnToName, self.random.choice(NAMES)),
            NextTurn,
            EndTurn,
            partial(PassTurn, somebody),
            *[BackTurn] * 2,
            partial(PutOffTurn, somebody),
            partial(MarkShared, item, self.several(), self.random.choice(HOW)),
        )
        return self.random.choice(makes)()

    def of_words(self) -> Intent:
        topic = self.one_of([topic.id for topic in self.story.state.topics])
        note = self.one_of([note.id for note in self.story.state.notes])
        kind, words = self.random.choice(list(NoteKind)), f"Words {self.random.randrange(9)}"
        makes: tuple[Callable[[], Intent], ...] = (
            partial(AddTopic, words),
            partial(RenameTopic, topic, words),
            partial(RemoveTopic, topic),
            *[partial(StartTopic, topic)] * 4,
            partial(WeighTopic, topic, self.random.randrange(0, 7)),
            partial(PinTopic, topic, self.random.choice((None, self.random.randrange(1500)))),
            partial(WriteNote, kind, words),
            partial(ChangeNote, note, words, kind),
            partial(RemoveNote, note),
            partial(ReviewNote, note, self.random.random() < 0.5, self.random.random() < 0.5),
        )
        return self.random.choice(makes)()

    def somebody(self) -> str:
        return self.story.person(self.random.randrange(99))

    def several(self) -> tuple[str, ...]:
        return tuple(self.somebody() for _ in range(self.random.choice((1, 1, 2, 3))))

    def one_of(self, found: list[str]) -> str:
        return self.random.choice([*found, found[0] if found else "nothing"])


@pytest.mark.parametrize("seed", range(16))
def test_whatever_happens_in_a_long_session_all_holds(seed: int) -> None:
    story = Story()
    walk = Walk(story, Random(seed))
    story.act(GoToItem(("baton", "listed", "topics", "popcorn")[seed % 4]))
    for _ in range(250):
        walk.step()
        story.check()
    story.the_disk(refuses=False)
    story.check()
