"""A format out of a session that was held: its steps with the time that they really took."""

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from coreflect_tui.core.agenda import speakers
from coreflect_tui.core.attendance import attended
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Extent, Format, RoundRule, Step, StepKind
from coreflect_tui.core.laps import usual_minutes
from coreflect_tui.core.names import NameFinder
from coreflect_tui.core.person import Role
from coreflect_tui.core.repeating import MOST_LAPS, Choice, Repeat
from coreflect_tui.core.shares import MINUTE
from coreflect_tui.core.slugs import free_slug, slug
from coreflect_tui.core.speaking import GROUP_SIZES
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.text import clean_line
from coreflect_tui.core.timing import item_seconds

MOST_MINUTES = 24 * 60
MOST_PEOPLE = 500
NOTHING_HELD = Refusal("Nothing was held in this session, so there are no times to take from it.")
NOT_CLOSED = Refusal("This session is not closed yet; its times are known once it is.")
TOO_LONG = Refusal("This session went on for more than a day, so its times say little.")


def format_of_session(state: SessionState) -> Format | Refusal:
    """The format of a closed session as it was held that time; its id and title are as before.

    Its usual length is what the steps really took, the median where one came several times, and
    its usual people are those who came; limits are widened where they have to be. What was put in
    is a step of its own, without anybody's name. What was not held keeps the time that was planned
    for it; what may be missing is then there in longer sessions only. A choice begins with what the
    group took.
    """
    if state.closed is None:
        return NOT_CLOSED
    if not any(item.visits for item in state.items):
        return NOTHING_HELD
    people = _who_came(state)
    fmt = replace(
        state.format,
        places=tuple(dict.fromkeys((state.options.place, *state.format.places))),
        people=_widened(state.format.people, people),
        steps=_with_added(state, tuple(_as_held(state, one, people) for one in state.format.steps)),
        choices=tuple(_taken_first(state, one) for one in state.format.choices),
    )
    return _at_its_length(state, fmt)


def _who_came(state: SessionState) -> int:
    """How many; where nobody noted who is here, those on the list."""
    came = attended(state)
    noted = any(one.role is not Role.FACILITATOR for one in came)
    return min(max(len(came if noted else state.people), 1), MOST_PEOPLE)


def _at_its_length(state: SessionState, fmt: Format) -> Format | Refusal:
    """The format with the sum of what was held as its usual length."""
    missing = {one.id for one in fmt.steps if _may_be_missing(state, one)}
    # What follows from the length itself stands aside until there is one.
    counted = replace(
        fmt,
        minutes=Extent(0, 0, 0),
        steps=tuple(replace(one, from_minutes=int(one.id in missing)) for one in fmt.steps),
        repeats=tuple(replace(one, times=_laps_held(state, one)) for one in fmt.repeats),
    )
    usual = usual_minutes(counted)
    if usual > MOST_MINUTES:
        return TOO_LONG
    made = replace(
        counted,
        minutes=_widened(fmt.minutes, usual),
        steps=tuple(_held_from(state, one, usual, one.id in missing) for one in fmt.steps),
    )
    for place, repeat in enumerate(fmt.repeats):
        # As it is said in the format, where that comes out the same.
        said = (*made.repeats[:place], repeat, *made.repeats[place + 1 :])
        as_said = replace(made, repeats=said)
        if usual_minutes(as_said) == usual:
            made = as_said
    return made


def _as_held(state: SessionState, step: Step, people: int) -> Step:
    """A step with the minutes that it really took, else those that were planned."""
    items = [one for one in state.items if one.item.step.id == step.id]
    held = [_seconds(state, one) for one in items if one.visits]
    minutes = step.minutes
    if items:
        minutes = _minutes(median(held) if held else items[0].item.planned)
    minutes = min(minutes, MOST_MINUTES)
    size = GROUP_SIZES.get(step.speaks, 0) if step.speaks else 0
    return replace(
        step,
        minutes=minutes,
        least=min(step.least, minutes),
        most=max(step.most, minutes),
        round=_short_enough(step.round, minutes, people) if step.round else None,
        each=_at_most(step.each, minutes, size) if step.each else 0,
        rest=step.rest and bool(held),
    )


def _short_enough(rule: RoundRule, minutes: int, people: int) -> RoundRule:
    """A round whose turns fit into it."""
    each = _at_most(rule.each, minutes, speakers(rule, people, 1))
    return replace(rule, each=each, each_least=min(rule.each_least, each))


def _at_most(each: int, minutes: int, count: int) -> int:
    """Seconds of one person, cut where all together would need more; then in round figures."""
    longest = minutes * MINUTE // max(count, 1)
    if each <= longest:
        return each
    return max(longest - longest % 5, 1)


def _with_added(state: SessionState, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps, and where it was held what was put in; never in the middle of a repeat."""
    finder = NameFinder(state.people)
    taken = {one.id for one in steps}
    added: dict[str, list[Step]] = {}
    after = ""
    for item in state.items:
        if state.format.step(item.item.step.id):
            repeat = state.format.repeat_of(item.item.step.id)
            after = repeat.steps[-1] if repeat else item.item.step.id
        elif item.visits:
            step = _added(state, item, finder, taken)
            taken.add(step.id)
            added.setdefault(after, []).append(step)
    return (*added.get("", ()), *(one for step in steps for one in (step, *added.get(step.id, ()))))


def _added(state: SessionState, item: ItemState, finder: NameFinder, taken: Iterable[str]) -> Step:
    """What was put in, as a step. Its title is people's words."""
    title = clean_line(finder.without(item.item.step.title))
    minutes = min(_minutes(_seconds(state, item)), MOST_MINUTES)
    kind = item.item.step.kind
    return Step(
        id=free_slug(slug(title, str(kind)), frozenset(taken)),
        title=title,
        minutes=minutes,
        least=-(-minutes // 2),
        most=minutes if kind is StepKind.BREAK else 2 * minutes,
        kind=kind,
    )


def _taken_first(state: SessionState, choice: Choice) -> Choice:
    taken = dict(state.taken).get(choice.id)
    options = sorted(choice.options, key=lambda one: one.id != taken)
    return replace(choice, options=tuple(options))


def _laps_held(state: SessionState, repeat: Repeat) -> int:
    laps = {one.item.lap for one in state.items if one.item.step.id in repeat.steps and one.visits}
    return max(min(len(laps), MOST_LAPS), 1)


def _may_be_missing(state: SessionState, step: Step) -> bool:
    """Whether a step was not held, and a session here goes without it as well."""
    if state.format.step(step.id) is None or _elsewhere(state, step):
        return False
    items = [one for one in state.items if one.item.step.id == step.id]
    if any(one.visits for one in items):
        return False
    return not items or step.drop is not None or step.from_minutes > 0


def _held_from(state: SessionState, step: Step, usual: int, missing: bool) -> Step:
    """The step, held from a length on at which it was, or beyond one at which it was `missing`."""
    if _elsewhere(state, step):
        return step
    if not missing:
        return replace(step, from_minutes=min(step.from_minutes, usual))
    longer = min(usual + step.minutes, MOST_MINUTES)
    return replace(step, from_minutes=max(step.from_minutes, longer))


def _elsewhere(state: SessionState, step: Step) -> bool:
    return step.place not in (None, state.options.place)


def _widened(limits: Extent, usual: int) -> Extent:
    return Extent(usual, min(limits.least, usual), max(limits.most, usual))


def _seconds(state: SessionState, item: ItemState) -> float:
    return item_seconds(state, item, state.closed or item.visits[-1].start)


def _minutes(seconds: float) -> int:
    """To the nearest minute, one at least; halves go up."""
    return max(int(seconds / MINUTE + 0.5), 1)
