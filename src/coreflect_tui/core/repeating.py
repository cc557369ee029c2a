"""What a format repeats and what it leaves to the session: laps, options, roles, cards."""

from dataclasses import dataclass
from enum import StrEnum


class ForEach(StrEnum):
    """What every lap of a repeat belongs to."""

    PRESENTER = "presenter"
    TOPIC = "topic"


class Times(StrEnum):
    """How often, where it is no number: as often as there are people, or as there is time for."""

    EVERYONE = "everyone"
    UNTIL_TIME = "until time is up"


MOST_LAPS = 20
"""As often as a repeat may be planned."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps, by id and next to each other, that are gone through several times.

    Each time is a lap. `times` is how many the agenda begins with; the session may end them
    earlier, or add one.
    """

    steps: tuple[str, ...]
    times: int | Times
    for_each: ForEach | None = None

    @property
    def id(self) -> str:
        """A step stands in one repeat at most, so its first step names it."""
        return self.steps[0]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the ways in a choice, and the ids of the steps that are held only if it is taken."""

    id: str
    title: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the group decides in the session, at the step named. The agenda counts with
    the first option until then."""

    id: str
    ask: str
    at: str
    options: tuple[Option, ...]

    def option(self, option_id: str) -> Option | None:
        return next((one for one in self.options if one.id == option_id), None)


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A role besides the facilitator, such as time-keeper. A rotating one goes to another person
    with each lap, or else with each session of a group."""

    id: str
    title: str
    people: int = 1
    rotates: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to call up at any time: a principle, a task, a gentle warning."""

    title: str
    words: str
    deck: str = ""
