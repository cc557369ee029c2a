"""Happening, what happens next in the room; and Scene, a session as simulated people see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.state import Attendee, ItemState, Presence, Role, Round, SessionState
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.rehearsal.cast import Cast, draw

VARIATION = 0.15
"""Items take their allotment, more or less by this part of it."""


@dataclass(frozen=True, slots=True)
class Happening:
    """`at` is the session time at which it happens, `words` what happens in the room, `intents`
    what a facilitator would do in answer. `hint` names the action, with what it is done to after
    a colon, such as "give-turn:p4". What is `optional` can be left alone; the story goes on.
    """

    at: datetime
    words: str
    intents: tuple[Intent, ...]
    hint: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A session as it is `now`, and who does what in it."""

    state: SessionState
    cast: Cast
    now: datetime

    def draw(self, *about: object) -> float:
        return draw(self.cast.seed, *about)

    def until(self, item: ItemState, seconds: float) -> datetime:
        """When `item` has run for `seconds`, in the past where it has run longer."""
        left = round(seconds) - item_seconds(self.state, item, self.now)
        return self.now + timedelta(seconds=left)

    def wanted(self, item: ItemState) -> float:
        """The seconds that the group takes for an item."""
        if item.item.step.kind is StepKind.BREAK:
            return item.allotment
        wanted = item.allotment * self.varied(VARIATION, "length", item.id)
        longest = self.longest_talk
        if longest and item.id == longest.id:
            wanted += 60 * self.cast.behind_minutes
        return wanted

    @property
    def longest_talk(self) -> ItemState | None:
        talks = [one for one in self.state.items if one.item.step.kind is StepKind.TALK]
        return max(talks, key=lambda one: one.item.planned, default=None)

    def varied(self, by: float, *about: object) -> float:
        """A factor around 1, off by up to `by`."""
        return 1 - by + 2 * by * self.draw(*about)

    def name(self, person_id: str) -> str:
        person = self.state.person(person_id)
        return person.name if person else "Someone"

    def is_user(self, person_id: str) -> bool:
        """Whether this is whoever holds the rehearsal: the first facilitator."""
        leading = self.state.facilitators
        return bool(leading) and leading[0].id == person_id

    @property
    def first_round(self) -> ItemState | None:
        return next((one for one in self.state.items if has_round(one.item)), None)

    def in_first_round(self) -> bool:
        return self.state.running is not None and self.state.running is self.first_round

    def arrives(self, person: Attendee) -> datetime | None:
        """When someone expected comes; None when they do not, or not yet foreseeable."""
        state, cast = self.state, self.cast
        if person.role is Role.FACILITATOR or person.id == cast.no_show:
            return None
        due: datetime | None = later(
            state.options.starts_at, -60 - 240 * self.draw("in", person.id)
        )
        if person.id == cast.late:
            due = state.began and later(state.began, 180 + 120 * self.draw("late"))
        elif person.id == cast.joins:
            due = self._during_first_round()
        if due and state.room_closed and due >= state.room_closed:
            return None
        return due

    def _during_first_round(self) -> datetime | None:
        """While the second person speaks, or some minutes into a session without a round."""
        first, began = self.first_round, self.state.began
        if first is None:
            return began and later(began, 360)
        rule = first.item.step.round
        each = rule.each if rule else 0
        return later(first.visits[0].start, 1.2 * each) if first.visits else None

    def in_the_room(self, person: Attendee) -> bool:
        """Whether someone can be spoken to, noted as here or not yet."""
        if person.presence is Presence.EXPECTED:
            due = self.arrives(person)
            return due is not None and due <= self.now
        return person.presence is Presence.PRESENT

    def invitable(self, held: Round) -> tuple[Attendee, ...]:
        """Who is here and has not shared yet."""
        return tuple(one for one in to_invite(self.state, held) if self.in_the_room(one))


def later(at: datetime, seconds: float) -> datetime:
    """`at` and so many seconds, to the whole second."""
    return at + timedelta(seconds=round(seconds))


def has_round(item: Item) -> bool:
    return item.step.kind is StepKind.ROUND and item.step.round is not None
