"""SessionState: everything that is so in a session, frozen; made only by folding events.

Instants are session time in UTC, durations are seconds.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import Format, NoteKind, Order, Outcome, Place, StepKind
from coreflect_tui.core.person import Attendee, Role
from coreflect_tui.core.repeating import ForEach, Repeat


class TurnStatus(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    PAUSED = "paused"
    DONE = "done"
    PASSED = "passed"


class Shared(StrEnum):
    """How someone shared."""

    ALOUD = "aloud"
    CHAT = "chat"


class PauseKind(StrEnum):
    """Why time stood still. A hold is a pause with a calm screen; a gap is time nobody was here."""

    PAUSE = "pause"
    HOLD = "hold"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`; an `end` of None is still open."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    start: datetime
    end: datetime | None
    kind: PauseKind


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives the attendee list: IPS Central or the organisation that asked."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What setup settled. `utc_offset` is the place's offset from UTC in seconds, for display;
    `record` counts who came in the group's record over its sessions. `had_roles` are by rotating
    role the ids of those on the list who had it in earlier sessions, the latest first."""

    starts_at: datetime
    minutes: int
    place: Place
    utc_offset: int
    recipient: Recipient = Recipient()
    columns: tuple[str, ...] = ()
    group: str = ""
    record: bool = False
    had_roles: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item as it goes. The time it has now is the newest of planned, by hand and accepted.
    `left_out` is not to come, `pinned` keeps its time in a fit; `extended` is how often the group
    voted for more of it."""

    item: Item
    allotment: int
    by_hand: int | None = None
    accepted: int | None = None
    visits: tuple[Span, ...] = ()
    ticked: frozenset[int] = frozenset()
    left_out: bool = False
    pinned: bool = False
    extended: int = 0

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def running(self) -> bool:
        return bool(self.visits) and self.visits[-1].end is None

    @property
    def finished(self) -> bool:
        return bool(self.visits) and self.visits[-1].end is not None


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's place in a round; `spans` are the stretches in which they had the floor."""

    person: str
    status: TurnStatus = TurnStatus.WAITING
    how: Shared | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """The turns of a round item. `ended` names people in the order in which their turns ended,
    `hands` those who asked to speak, first come first; `seed` is what a shuffled one came from."""

    item: str
    order: Order
    turns: tuple[Turn, ...]
    ended: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    seed: str = ""

    def turn(self, person: str) -> Turn | None:
        return next((turn for turn in self.turns if turn.person == person), None)

    @property
    def speaker(self) -> Turn | None:
        """Whoever has the floor."""
        return next((turn for turn in self.turns if turn.status is TurnStatus.SPEAKING), None)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the group chose; `allotment` in seconds is its share of the topic item, `pinned`
    the share that the facilitator set for it."""

    id: str
    title: str
    weight: int = 1
    allotment: int = 0
    visits: tuple[Span, ...] = ()
    pinned: int | None = None

    @property
    def running(self) -> bool:
        return bool(self.visits) and self.visits[-1].end is None


@dataclass(frozen=True, slots=True)
class Note:
    """Something written down, without an author. `left_out` keeps it from the harvest summary,
    `name_kept` says that a name in it stays on purpose."""

    id: str
    kind: NoteKind
    text: str
    at: datetime
    item: str | None = None
    topic: str | None = None
    left_out: bool = False
    name_kept: bool = False


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that closing wrote: its outcome, its path as text, and the SHA-256 of its bytes."""

    outcome: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """Who has a role, by their ids; `lap` is the time round it is for ("tell.2"), "" is all of the
    session. The presenter is a role too."""

    role: str
    people: tuple[str, ...]
    lap: str = ""


@dataclass(frozen=True, slots=True)
class SmallGroups:
    """Pairs, threes or fours of an item, as ids of people."""

    item: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the group needs so that it can stay with discomfort, a line each; `checked` is the day
    on which it was last looked at together, None if it never was."""

    text: str
    checked: date | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.splitlines())


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session, whole. `began` is the real start; `hard_end` is when it must be over.

    `end_settled` says that the agreed end is an end that was settled since the start (a changed
    end, an accepted fit) and no longer the real start and the agenda. `gaps` were noticed and not
    spoken of yet. `clock_change` are the seconds by which the wall clock was set and nobody said
    what to do about it; `clock_ahead` those by which the clock that people look at is ahead of
    session time, so that a time to show is session time, the local offset and these. `gallery`
    are people's ids in the order in which the call shows them; `retitled` says that the title is a
    person's words. `taken` are pairs of a choice and the option that the group took. `kept` says
    that somebody asked to keep a session whose format leaves nothing.
    """

    id: str
    format: Format
    options: Options
    items: tuple[ItemState, ...]
    people: tuple[Attendee, ...]
    hard_end: datetime
    began: datetime | None = None
    agreed_end: datetime | None = None
    closed: datetime | None = None
    room_closed: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    rounds: tuple[Round, ...] = ()
    topics: tuple[Topic, ...] = ()
    notes: tuple[Note, ...] = ()
    written: tuple[WrittenFile, ...] = ()
    end_settled: bool = False
    gaps: tuple[Span, ...] = ()
    clock_change: int = 0
    clock_ahead: int = 0
    gallery: tuple[str, ...] = ()
    retitled: bool = False
    roles: tuple[RoleHeld, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    small_groups: tuple[SmallGroups, ...] = ()
    agreement: Agreement | None = None
    kept: bool = False

    @property
    def leaves_nothing(self) -> bool:
        """Whether closing writes no file and removes the session."""
        return self.format.leaves_nothing and not self.kept

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The files that closing writes: a session that is kept on request leaves its harvest."""
        asked = self.kept and self.format.leaves_nothing
        return (Outcome.HARVEST,) if asked else self.format.outcomes

    @property
    def gap(self) -> Span | None:
        """The gap to ask about; while nothing runs or the clock stands still nothing is asked, nor
        about time that stood still after all, because a pause was brought back by redo."""
        if not self.running or self.paused:
            return None
        return next((gap for gap in self.gaps if not self._stood_still(gap)), None)

    def _stood_still(self, gap: Span) -> bool:
        return any(
            pause.start <= gap.start and pause.end and gap.end and gap.end <= pause.end
            for pause in self.pauses
        )

    @property
    def running(self) -> ItemState | None:
        # Asked a hundred times for one key, so without a call for each item.
        for item in self.items:
            if item.visits and item.visits[-1].end is None:
                return item
        return None

    @property
    def paused(self) -> Pause | None:
        return self.pauses[-1] if self.pauses and self.pauses[-1].end is None else None

    def item(self, item_id: str) -> ItemState | None:
        return next((item for item in self.items if item.id == item_id), None)

    def person(self, person_id: str) -> Attendee | None:
        return next((person for person in self.people if person.id == person_id), None)

    def round_of(self, item_id: str) -> Round | None:
        return next((one for one in self.rounds if one.item == item_id), None)

    @property
    def round(self) -> Round | None:
        """The round of the running item."""
        running = self.running
        return self.round_of(running.id) if running else None

    @property
    def topic(self) -> Topic | None:
        """The topic that is being reflected on."""
        return next((topic for topic in self.topics if topic.running), None)

    @property
    def topic_item(self) -> ItemState | None:
        """The item whose time the topics share."""
        return next((one for one in self.items if one.item.step.kind is StepKind.TOPICS), None)

    @property
    def topic_laps(self) -> Repeat | None:
        """The repeat that goes through the topics, a lap for each, where the format has one."""
        repeats = self.format.repeats
        return next((one for one in repeats if one.for_each is ForEach.TOPIC), None)

    @property
    def has_topics(self) -> bool:
        """Whether the format has time for topics, in one item or a lap for each."""
        return self.topic_item is not None or self.topic_laps is not None

    @property
    def in_topic_lap(self) -> bool:
        """Whether the running item is of a lap that goes with a topic."""
        laps = self.topic_laps
        return bool(laps and self.running and self.running.item.step.id in laps.steps)

    @property
    def facilitators(self) -> tuple[Attendee, ...]:
        return tuple(person for person in self.people if person.role is Role.FACILITATOR)
