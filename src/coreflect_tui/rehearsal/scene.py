"""Happening, what happens next in the room; and Scene, a session as simulated people see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.decide.steps import next_extension
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.small_groups import size_of
from coreflect_tui.core.speaking import Ends
from coreflect_tui.core.state import ItemState, Round, SessionState
from coreflect_tui.core.text import fold
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.rehearsal.cast import Cast, draw
from coreflect_tui.rehearsal.time_in_hand import in_hand

VARIATION = 0.15
"""Items take their allotment, more or less by this part of it."""
GUESSED = 0.3
"""The same where a step is over when the group is done."""
SHORTEST_PART = 0.8
"""When it gets late the group goes on after this part of an item's time at the earliest."""
OVERRUN = 30
"""The last items take no more than so many seconds beyond the hard end."""
VOTE = 0.4
"""So often the group votes for more of a step that it may extend."""
VOTING = 40
"""Seconds after the time is over that such a vote may take."""


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
        """The seconds that the group takes for an item: about its allotment, and not so much that
        the session could not end in time any more."""
        step = item.item.step
        if step.kind is StepKind.BREAK:
            return item.allotment
        wanted = self._length(item)
        if item.running:
            most = item.allotment + in_hand(self.state, item, self.now) + OVERRUN
            wanted = max(min(wanted, most), min(item.allotment * SHORTEST_PART, wanted))
        # In small groups everybody has their part.
        wanted = max(wanted, size_of(step) * step.each)
        longest = self.longest_talk
        if longest and item.id == longest.id:
            wanted += 60 * self.cast.behind_minutes
        return wanted

    def _length(self, item: ItemState) -> float:
        step = item.item.step
        if item.extended:
            given = sum(step.extend[item.extended - 1 : item.extended])
            return item.allotment - given * self.draw("extended", item.id, item.extended) / 2
        by = GUESSED if step.ends is Ends.WHEN_DONE else VARIATION
        length = item.allotment * self.varied(by, "length", item.id)
        return max(length, item.allotment + VOTING) if self.will_vote(item) else length

    def will_vote(self, item: ItemState) -> bool:
        """Whether the group asks for more of the running item when its time is over, which it does
        once, and only where others can give that time."""
        seconds = next_extension(item)
        if seconds is None or item.extended or item.item.step.kind is not StepKind.TALK:
            return False
        votes = self.draw("vote", item.id) < VOTE
        return votes and in_hand(self.state, item, self.now) >= seconds

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
        """The first that is held, as far as is known."""
        held = (one for one in self.state.items if one.visits or not one.left_out)
        return next((one for one in held if has_round(one.item)), None)

    @property
    def walk_in(self) -> str:
        """Who comes without being on the list, where there is room for somebody; else ""."""
        state, name = self.state, self.cast.walk_in
        known = any(fold(one.name) == fold(name) for one in state.people)
        full = len(state.people) >= state.format.people.most
        return "" if known or full or state.room_closed else name

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
