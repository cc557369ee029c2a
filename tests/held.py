"""A rehearsal of any format, held to its end without a screen, and what must then be so."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coreflect_tui.core.agenda import plan
from coreflect_tui.core.attendance import session_end
from coreflect_tui.core.course import course
from coreflect_tui.core.formats import Format, NoteKind, StepKind
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.repeating import ForEach
from coreflect_tui.core.roles import holders, lap_of
from coreflect_tui.core.rounds import OVER, has_turn
from coreflect_tui.core.small_groups import groups_at, size_of
from coreflect_tui.core.speaking import EXCLUDES_PRESENTER, PRESENTER, RINGS, Ends, Speaks
from coreflect_tui.core.state import ItemState, Round, SessionState
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold

TOLERANCE = 120
"""Seconds after the hard end that are not worth a fit."""
SHORTEST, LONGEST = 0.79, 1.16
"""Of its time that a step by the clock takes."""
MOST_HERE = 20
"""So many people are enough to see how a format goes."""


@dataclass(frozen=True, slots=True)
class Size:
    """For how long and with how many people a format is rehearsed."""

    minutes: int
    people: int

    def __str__(self) -> str:
        return f"{self.minutes} min, {self.people} people"


def sizes(fmt: Format) -> Iterator[Size]:
    """Every limit of its length with every limit of its people; a large hall at one length only."""
    lengths = dict.fromkeys((fmt.minutes.least, fmt.minutes.usual, fmt.minutes.most))
    crowds = (fmt.people.least, fmt.people.usual, fmt.people.most)
    for minutes in lengths:
        for people in dict.fromkeys(min(one, max(MOST_HERE, fmt.people.least)) for one in crowds):
            yield Size(minutes, people)
    if fmt.people.most > MOST_HERE:
        yield Size(fmt.minutes.usual, fmt.people.most)


def hold_and_look(fmt: Format, size: Size, seed: int, out: Path) -> SessionState:
    """Hold it from arrival to closing, and look at all that must be so afterwards."""
    names = [Invited(name) for name in invent_names(size.people, seed)]
    result = hold(fmt, size.minutes, names[:1], names[1:], seed, out, lambda _: None)
    state = result.state
    assert state.closed
    assert {one.outcome for one in result.files} == set(fmt.outcomes)
    written = {str(path) for path in (out / "documents").rglob("*") if path.is_file()}
    assert {one.path for one in result.files} == written
    _all_is_held(state)
    _in_time(state, plan(fmt, size.minutes, fmt.places[0], size.people).fits)
    for held in state.rounds:
        _everyone_shared(state, held)
    for item in state.items:
        if item.visits:
            _as_its_step_says(state, item)
    _roles_are_given(state)
    _laps_have_their_own(state)
    _only_what_is_written(state)
    return state


def _all_is_held(state: SessionState) -> None:
    """What was to come was held, or left out because it is optional or the group decided so."""
    within = course(state)
    for item in state.items:
        assert item.finished or item.left_out, item.id
        if item in within and not item.visits:
            assert item.item.step.drop is not None, item.id
    for choice in state.format.choices:
        at = [item for item in state.items if item.item.step.id == choice.at and item.visits]
        assert choice.id in dict(state.taken) or not at


def _in_time(state: SessionState, fits: bool) -> None:
    assert state.closed
    late = (session_end(state, state.closed) - state.hard_end).total_seconds()
    assert late <= TOLERANCE or not fits, f"{late:.0f} s late"


def _everyone_shared(state: SessionState, held: Round) -> None:
    """Whoever was here when a round was left has had their turn in it, and nobody else."""
    item = state.item(held.item)
    rule = item.item.step.round if item else None
    if item is None or rule is None or not rule.everyone_once:
        return
    turns = {turn.person: turn.status for turn in held.turns}
    for person in state.people:
        mine = has_turn(state, held.item, rule, person)
        if mine and _here_at_the_end_of(item, person):
            assert turns.get(person.id) in OVER, f"{person.id} in {item.id}"
        assert mine or person.id not in held.ended, f"{person.id} in {item.id}"


def _here_at_the_end_of(item: ItemState, person: Attendee) -> bool:
    left = item.visits[-1].end
    before = [one.presence for one in person.history if left and one.at < left]
    return before[-1:] == [Presence.PRESENT]


def _as_its_step_says(state: SessionState, item: ItemState) -> None:
    """Its time, who speaks in it, and small groups of everybody who is here."""
    step = item.item.step
    assert state.closed
    took = item_seconds(state, item, state.closed)
    by_the_clock = step.round is None and step.ends is Ends.ON_TIME
    if by_the_clock and step.kind is StepKind.TALK and not item.extended:
        assert SHORTEST <= took / item.allotment <= LONGEST, f"{item.id} took {took:.0f} s"
    assert took >= size_of(step) * step.each
    assert item.extended <= 1
    held = state.round_of(item.id)
    silent = step.speaks is Speaks.OTHERS or step.presenter in EXCLUDES_PRESENTER
    if held and silent:
        assert not {one.id for one in holders(state, PRESENTER, item)} & set(held.ended)
    ring = RINGS.get(step.speaks, "") if step.speaks else ""
    if ring:
        inside = {one.id for one in holders(state, ring, item)}
        assert inside
        assert held is None or set(held.ended) <= inside
    if size_of(step):
        drawn = groups_at(state, item)
        assert drawn
        grouped = [person for group in drawn.groups for person in group]
        assert len(grouped) == len(set(grouped))
        assert min(len(group) for group in drawn.groups) >= min(2, len(grouped))


def _roles_are_given(state: SessionState) -> None:
    """Those that the format names, in every lap that was held where they go round with the laps."""
    fmt = state.format
    given = {(one.role, one.lap) for one in state.roles}
    for rule in fmt.roles:
        if rule.id in RINGS.values():
            continue
        laps = {lap_of(fmt, rule.id, item.item) for item in state.items if item.visits}
        wanted = (laps - {""}) if rule.rotates and fmt.repeats else {""}
        assert {(rule.id, lap) for lap in wanted} <= given
    for item in state.items:
        if item.visits and item.item.step.presenter and not size_of(item.item.step):
            assert holders(state, PRESENTER, item)


def _laps_have_their_own(state: SessionState) -> None:
    """Another presenter, or another topic, in each lap that was held."""
    for repeat in state.format.repeats:
        inside = [item for item in state.items if item.item.step.id in repeat.steps and item.visits]
        laps = {item.item.lap for item in inside}
        presented = [item for item in inside if not size_of(item.item.step)]
        if repeat.for_each is ForEach.PRESENTER and presented:
            ids = {f"{repeat.id}.{lap}" for lap in laps}
            people = [one.people for one in state.roles
                      if one.role == PRESENTER and one.lap in ids]  # fmt: skip
            assert len(people) == len(set(people)) == len(laps)
        if repeat.for_each is ForEach.TOPIC and state.topics:
            begun = [topic for topic in state.topics if topic.visits]
            assert len(begun) == len(laps)


def _only_what_is_written(state: SessionState) -> None:
    """Notes are of a kind that their step writes; a topic's takeaway may be written with it."""
    for note in state.notes:
        item = state.item(note.item or "")
        step = item.item.step if item else None
        with_topic = step and step.kind is StepKind.TOPICS and note.kind is NoteKind.TAKEAWAY
        assert step
        assert note.kind in step.writes or (with_topic and step.writes)
    if not state.format.outcomes:
        assert {note.kind for note in state.notes} <= {NoteKind.REMINDER}
