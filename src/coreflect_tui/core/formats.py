"""Format and Step: one kind of session as its TOML file describes it, checked as a whole.

Times are in seconds unless a name says minutes.
"""

from dataclasses import dataclass
from enum import StrEnum

from coreflect_tui.core.repeating import Card, Choice, Repeat, RoleRule
from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech


class Place(StrEnum):
    """Where a session is held."""

    ONLINE = "online"
    IN_PERSON = "in person"


class StepKind(StrEnum):
    """What happens in a step, as far as the program has to know it."""

    TALK = "talk"
    ROUND = "round"
    TOPICS = "topics"
    BREAK = "break"


class Order(StrEnum):
    """How the next person of a round is found."""

    LISTED = "listed"
    GALLERY = "gallery"
    BATON = "baton"
    POPCORN = "popcorn"
    SHUFFLED = "shuffled"
    REVERSED = "reversed"
    QUEUE = "queue"


class FacilitatorsIn(StrEnum):
    """Where the facilitators stand in a round."""

    FIRST = "first"
    LAST = "last"
    LISTED = "listed"
    NOT = "not"


class Tone(StrEnum):
    """What a question looks at; what works is asked before what is hard."""

    WORKS = "works"
    CHALLENGE = "challenge"
    OPEN = "open"


class NoteKind(StrEnum):
    """What can be written down. A reminder is for the facilitator alone."""

    INTENTION = "intention"
    TOPIC = "topic"
    TAKEAWAY = "takeaway"
    HARVEST = "harvest"
    COMPOST = "compost"
    QUOTE = "quote"
    REMINDER = "reminder"


class Outcome(StrEnum):
    """A document that closing a session writes."""

    ATTENDEES = "attendees"
    HARVEST = "harvest"


class ClockStyle(StrEnum):
    """Whether the screen counts time in full or keeps it quiet."""

    FULL = "full"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Extent:
    """What a format is usually held at, and between which limits it works."""

    usual: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class RoundRule:
    """How a round goes. `each` and `each_least` are seconds for one person, wished and at least.

    `reverse_of` is the id of the step whose round a reversed one turns round; "" is the latest.
    `presenter` says whether they have a turn; `only` is the role whose people alone have one, ""
    is everybody, and `seats` is how many have it.
    """

    order: Order
    each: int
    each_least: int
    everyone_once: bool = True
    may_pass: bool = True
    facilitators: FacilitatorsIn = FacilitatorsIn.LISTED
    reverse_of: str = ""
    presenter: bool = True
    only: str = ""
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """Something to have said within an item; `place` limits it to online or in person."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    tone: Tone = Tone.OPEN


@dataclass(frozen=True, slots=True)
class Reminder:
    """A quiet line: from the start, `after` seconds into an item, or when `left` seconds remain."""

    text: str
    after: int | None = None
    left: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a format.

    `minutes` is what it takes at the format's usual length and number of people, `least` and
    `most` are its limits in minutes. `door` is the kind of note that a line is offered for when
    the step ends, one of those it `writes`; None is no door. `drop` numbers the optional steps in
    the order in which they may go; None is a step that stays. `from_minutes` keeps a step for
    sessions at least that long.

    `rest` takes what the other steps leave, `each` is the seconds of one person in a small group,
    `extend` the seconds that a vote may add, one after the other. `warn` are the moments before the
    end, in seconds left, at which the time is said; None is as the format says. `not_written` says
    what must not be written down here; `agreement` is where the discomfort agreement has its place.
    """

    id: str
    title: str
    minutes: int
    least: int
    most: int
    kind: StepKind = StepKind.TALK
    round: RoundRule | None = None
    ask: str = ""
    say: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    questions: tuple[Question, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    writes: tuple[NoteKind, ...] = ()
    protected: bool = False
    drop: int | None = None
    place: Place | None = None
    from_minutes: int = 0
    door: NoteKind | None = None
    speaks: Speaks | None = None
    presenter: PresenterPart | None = None
    speech: tuple[Speech, ...] = ()
    each: int = 0
    rest: bool = False
    ends: Ends = Ends.ON_TIME
    extend: tuple[int, ...] = ()
    warn: tuple[int, ...] | None = None
    not_written: str = ""
    agreement: bool = False


@dataclass(frozen=True, slots=True)
class Certificates:
    """Who certifies taking part, and on what conditions.

    `shared_in` names the steps in which a person is to have shared, `away_minutes` how long
    someone may have been away in all. `contact` is where participants write themselves.
    """

    issuer: str
    contact: str
    shared_in: tuple[str, ...] = ()
    away_minutes: int = 0
    core_training: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class RoomRule:
    """When the room closes to newcomers; the program prompts, the facilitator closes it."""

    closes_after: str
    minutes: int
    words: str


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands for a placeholder in place of a name."""

    facilitator: str = "the facilitator"
    presenter: str = "the presenter"
    topic: str = "the topic"
    list_to: str = "whoever asked for this session"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of session. `notice` tells people what is noted, for whom, and for how long;
    `plain_title` is what it may be called when not everyone here has done the core training.
    `warn` are seconds left of an item at which that is said, where its step says nothing else.
    `instead` is in its language what stands for a placeholder in place of a name."""

    id: str
    title: str
    summary: str
    source: str
    language: str
    notice: str
    places: tuple[Place, ...]
    minutes: Extent
    people: Extent
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...] = ()
    attendance: bool = True
    clock: ClockStyle = ClockStyle.FULL
    certificates: Certificates | None = None
    room: RoomRule | None = None
    confidentiality: str = ""
    plain_title: str = ""
    repeats: tuple[Repeat, ...] = ()
    choices: tuple[Choice, ...] = ()
    roles: tuple[RoleRule, ...] = ()
    cards: tuple[Card, ...] = ()
    warn: tuple[int, ...] = ()
    instead: Instead = Instead()

    @property
    def leaves_nothing(self) -> bool:
        """No file and no list: unless asked for, closing removes the session as well."""
        return not self.outcomes and not self.attendance

    def repeat_of(self, step_id: str) -> Repeat | None:
        """The repeat in which a step is gone through several times, or None."""
        return next((one for one in self.repeats if step_id in one.steps), None)

    def step(self, step_id: str) -> Step | None:
        """The step of that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a format; `key` is its path in the file, as ("step", 2, "least")."""

    key: tuple[str | int, ...]
    sentence: str
