"""What of a format is held in a session, in order: its steps, those in a repeat once a lap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coreflect_tui.core.formats import Format, Place, Step
from coreflect_tui.core.repeating import MOST_LAPS, ForEach, Repeat, Times

MOST_ITEMS = 200
"""An agenda has so many at most, so that neither a file nor a key held down makes it endless."""


@dataclass(frozen=True, slots=True)
class Held:
    """A step as it is held once. `lap` counts from 1 in a repeat and is 0 elsewhere; `taken` is
    false where it belongs to an option that the agenda does not begin with."""

    step: Step
    lap: int = 0
    taken: bool = True


def laid_out(
    fmt: Format, minutes: int, place: Place, people: int, wanted: Mapping[str, int] | None = None
) -> tuple[Held, ...]:
    """Everything that a session of `minutes` at `place` with `people` may hold, in order.

    A repeat until time is up is laid out as often as its steps fit in, once at least. `wanted` is
    how many minutes a step is to have here, by its id, where that is not what it says.
    """
    here = [one for one in fmt.steps if one.place in (None, place) and one.from_minutes <= minutes]
    untaken = _untaken(fmt)
    taken = [one for one in here if one.id not in untaken]
    counted = {one.id: _counted(one, wanted or {}) for one in taken}
    laps = _laps(fmt, counted, minutes, people)
    held: list[Held] = []
    for step in here:
        repeat = fmt.repeat_of(step.id)
        if repeat is None:
            held.append(Held(step, taken=step.id not in untaken))
            continue
        block = [one for one in here if one.id in repeat.steps]
        if step is block[0]:
            held += _block(block, laps[repeat], untaken)
    return tuple(held)


def usual_minutes(fmt: Format) -> int:
    """What the steps add up to at the usual length and number of people, in the first place."""
    place = fmt.places[0] if fmt.places else Place.ONLINE
    held = laid_out(fmt, fmt.minutes.usual, place, fmt.people.usual)
    return sum(one.step.minutes for one in held if one.taken)


def with_rest(fmt: Format) -> Format:
    """The format with the minutes of the step that takes the rest worked out; below 1 there are
    none left for it, which `format_checks` says."""
    others = usual_minutes(fmt)
    left = fmt.minutes.usual - others

    def filled(step: Step) -> Step:
        if not step.rest:
            return step
        minutes = max(left, 0)
        return replace(step, minutes=minutes, least=step.least or 1)

    return replace(fmt, steps=tuple(filled(one) for one in fmt.steps))


def lap_step(step: Step, lap: int, laps: int) -> Step:
    """A step as it is called in a lap: by its number, where there are several."""
    return replace(step, title=f"{step.title} {lap}") if laps > 1 else step


def item_id(step: str, lap: int) -> str:
    """The id of an item: that of its step, and from the second lap on its number. No step has a
    dot in its id."""
    return step if lap <= 1 else f"{step}.{lap}"


def in_turn(held: Sequence[tuple[str, int]]) -> list[int]:
    """The places of what is held, each a step and its lap, with the laps of a step together.

    What is shared out in this order reaches every lap before it reaches another step, so that
    nobody whose turn comes late has less of it than those before by more than the last bit.
    """
    first: dict[str, int] = {}
    for place, (step, _) in enumerate(held):
        first.setdefault(step, place)
    return sorted(range(len(held)), key=lambda place: (first[held[place][0]], held[place][1]))


def _counted(step: Step, wanted: Mapping[str, int]) -> int:
    """Minutes that a step takes from the laps: one that takes the rest needs no more than its
    least."""
    return max(step.least, 1) if step.rest else wanted.get(step.id, step.minutes)


def _laps(
    fmt: Format, counted: Mapping[str, int], minutes: int, people: int
) -> Mapping[Repeat, int]:
    """How often the steps of each repeat are gone through, when they take the `counted` minutes."""
    laps = {one: _times(one, people) for one in fmt.repeats}
    for repeat in fmt.repeats:
        if repeat.times is not Times.UNTIL_TIME:
            continue
        once = others = 0
        for step, takes in counted.items():
            around = fmt.repeat_of(step)
            if around is repeat:
                once += takes
            else:
                others += takes * (laps[around] if around else 1)
        fit_in = (minutes - others) // max(once, 1)
        laps[repeat] = max(min(fit_in, _most(repeat, people)), 1)
    return laps


def _times(repeat: Repeat, people: int) -> int:
    """How often a repeat comes, as far as time has no say in it."""
    if repeat.times is Times.UNTIL_TIME:
        return 1
    times = people if repeat.times is Times.EVERYONE else int(repeat.times)
    return max(min(times, _most(repeat, people)), 1)


def _most(repeat: Repeat, people: int) -> int:
    return min(people, MOST_LAPS) if repeat.for_each is ForEach.PRESENTER else MOST_LAPS


def _block(block: list[Step], laps: int, untaken: frozenset[str]) -> Iterator[Held]:
    for lap in range(1, laps + 1):
        for step in block:
            yield Held(lap_step(step, lap, laps), lap, step.id not in untaken)


def _untaken(fmt: Format) -> frozenset[str]:
    """Steps of the options that the agenda does not begin with."""
    first = {one for choice in fmt.choices for option in choice.options[:1] for one in option.steps}
    later = {one for choice in fmt.choices for option in choice.options[1:] for one in option.steps}
    return frozenset(later - first)
