"""Small formats and sessions for tests, and Play: one session played act by act at given times."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from coreflect_tui.core.agenda import Item, plan
from coreflect_tui.core.apply import prepared
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Events, Refusal
from coreflect_tui.core.decide.session import prepare
from coreflect_tui.core.events import SessionPrepared
from coreflect_tui.core.formats import (
    Certificates,
    Extent,
    FacilitatorsIn,
    Format,
    NoteKind,
    Order,
    Place,
    Point,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import Intent, NextItem, SetPresence
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.state import ItemState, Options, Round, SessionState, Turn, TurnStatus

START = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
"""When the sessions of tests are to begin."""

NAMES = ("Ana", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo")


def at(minutes: float, seconds: float = 0) -> datetime:
    """The instant that many minutes and seconds after START; below zero before it."""
    return START + timedelta(minutes=minutes, seconds=seconds)


def talk(step_id: str, minutes: int, points: int = 0) -> Step:
    """A step in which the group talks, with that many points to tick."""
    return Step(
        id=step_id,
        title=step_id.capitalize(),
        minutes=minutes,
        least=1,
        most=2 * minutes,
        points=tuple(Point(f"Point {number}") for number in range(points)),
    )


def sharing(
    step_id: str,
    minutes: int,
    order: Order = Order.BATON,
    facilitators: FacilitatorsIn = FacilitatorsIn.LISTED,
    everyone_once: bool = True,
) -> Step:
    """A round."""
    return Step(
        id=step_id,
        title=step_id.capitalize(),
        minutes=minutes,
        least=1,
        most=2 * minutes,
        kind=StepKind.ROUND,
        round=RoundRule(order, 60, 30, everyone_once, facilitators=facilitators),
    )


def topic_time(minutes: int) -> Step:
    """The step whose time the topics share; its id is "topics"."""
    return Step(
        "topics",
        "Topics",
        minutes,
        least=1,
        most=60,
        kind=StepKind.TOPICS,
        writes=(NoteKind.TOPIC,),
    )


def a_format(*steps: Step, certificates: bool = False) -> Format:
    """A format of those steps, at its usual length."""
    total = sum(step.minutes for step in steps)
    return Format(
        id="small",
        title="Small reflection",
        summary="",
        source="",
        language="en",
        notice="What we note stays here.",
        places=(Place.ONLINE,),
        minutes=Extent(total, 1, 600),
        people=Extent(4, 2, 20),
        steps=steps,
        certificates=Certificates("An issuer", "someone@example.org") if certificates else None,
    )


def attendees(number: int, facilitators: int = 1) -> tuple[Attendee, ...]:
    """That many expected people, p1 Ana, p2 Bo and so on; the first ones facilitate."""
    return tuple(
        Attendee(f"p{index}", name, Role.FACILITATOR if index <= facilitators else Role.PARTICIPANT)
        for index, name in enumerate(NAMES[:number], start=1)
    )


def preparation(fmt: Format, people: tuple[Attendee, ...], session: str = "s1") -> Events:
    """The first events of a session of `fmt` at its usual length, planned for START."""
    items = tuple(Item(step.id, step, step.minutes * 60, step.least * 60) for step in fmt.steps)
    options = Options(START, fmt.minutes.usual, Place.ONLINE, 3600)
    return prepare(session, fmt, options, items, people)


def prepared_state(fmt: Format, people: tuple[Attendee, ...]) -> SessionState:
    """The state of a session that was just prepared."""
    (first,) = preparation(fmt, people)
    assert isinstance(first, SessionPrepared)
    return prepared(first)


def planned_state(fmt: Format, people: tuple[Attendee, ...]) -> SessionState:
    """The same with the agenda that these people get: laps, and what options need."""
    place = fmt.places[0]
    items = plan(fmt, fmt.minutes.usual, place, len(people)).items
    options = Options(START, fmt.minutes.usual, place, 3600)
    (first,) = prepare("s1", fmt, options, items, people)
    assert isinstance(first, SessionPrepared)
    return prepared(first)


def ids() -> Callable[[], str]:
    """Numbered UUIDs, so that a failing test reads the same each time."""
    numbers = count(1)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012}"


class Play:
    """A session played in memory: acts at instants given as minutes and seconds after START."""

    def __init__(
        self, *steps: Step, people: int = 4, here: bool = False, fmt: Format | None = None
    ) -> None:
        """With `here` everybody is present from the start; `fmt` has laps and options laid out."""
        self.state = prepared_state(a_format(*steps), attendees(people))
        if fmt:
            self.state = planned_state(fmt, attendees(people))
        self.now = START
        if here:
            self.state = _all_present(self.state)

    def at(self, minutes: float, seconds: float = 0) -> "Play":
        """Let time go on to that instant."""
        assert at(minutes, seconds) >= self.now, "time does not go back"
        self.now = at(minutes, seconds)
        return self

    def does(self, *acts: Intent) -> "Play":
        """Do all `acts` now; none may be refused."""
        for act in acts:
            answer = decide(self.state, act, self.now)
            assert not isinstance(answer, Refusal), answer.sentence
            self.state = fold(self.state, answer)
        return self

    def refuses(self, act: Intent) -> Refusal:
        """The refusal that `act` meets now; the test fails when it is possible."""
        answer = decide(self.state, act, self.now)
        assert isinstance(answer, Refusal), answer
        return answer

    def item(self, item_id: str) -> ItemState:
        item = self.state.item(item_id)
        assert item
        return item

    def id_of(self, name: str) -> str:
        (person,) = [one.id for one in self.state.people if one.name == name]
        return person

    def presence(self, name: str) -> Presence:
        (presence,) = [one.presence for one in self.state.people if one.name == name]
        return presence

    @property
    def round(self) -> Round:
        held = self.state.round
        assert held
        return held

    def turn(self, name: str) -> Turn:
        turn = self.round.turn(self.id_of(name))
        assert turn
        return turn

    @property
    def speaker(self) -> str | None:
        """The name of whoever has the floor."""
        return self.name_of(self.round.speaker.person) if self.round.speaker else None

    @property
    def invited(self) -> list[str]:
        """The names of those still to share, as the screen would list them."""
        return [one.name for one in to_invite(self.state, self.round)]

    def with_status(self, status: TurnStatus) -> list[str]:
        """The names in the running round whose turn is that, in the order they stand in."""
        return [self.name_of(one.person) for one in self.round.turns if one.status is status]

    def name_of(self, person_id: str) -> str:
        person = self.state.person(person_id)
        assert person
        return person.name


def check_in(
    order: Order = Order.BATON,
    facilitators: FacilitatorsIn = FacilitatorsIn.LISTED,
    everyone_once: bool = True,
) -> Play:
    """A round of Ana (facilitator), Bo, Cy and Dee, all here, that has just begun."""
    play = Play(
        talk("before", 2),
        sharing("round", 8, order, facilitators, everyone_once),
        talk("after", 5),
        here=True,
    )
    return play.does(NextItem(), NextItem())


def _all_present(state: SessionState) -> SessionState:
    everyone = tuple(one.id for one in state.people)
    answer = decide(state, SetPresence(everyone, Presence.PRESENT), START - timedelta(hours=1))
    assert not isinstance(answer, Refusal)
    return fold(state, answer)
