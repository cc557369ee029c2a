"""What of a format is held in a session, in order: its steps, those in a repeat once a lap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coreflect_tui.core.formats import Format, Place, Step
from coreflect_tui.core.repeating import MOST_LAPS, ForEach, Repeat, Times


@dataclass(frozen=True, slots=True)
class Held:
    """A step as it is held once. `lap` counts from 1 in a repeat and is 0 elsewhere; `taken` is
    false where it belongs to an option that the agenda does not begin with."""

    step: Step
    lap: int = 0
    taken: bool = True


def laid_out(fmt: Format, minutes: int, place: Place, people: int) -> tuple[Held, ...]:
    """Everything that a session of `minutes` at `place` with `people` may hold, in order.

    A repeat until time is up is laid out as often as its steps fit in, once at least.
    """
    here = [one for one in fmt.steps if one.place in (None, place) and one.from_minutes <= minutes]
    untaken = _untaken(fmt)
    held: list[Held] = []
    for step in here:
        repeat = fmt.repeat_of(step.id)
        if repeat is None:
            held.append(Held(step, taken=step.id not in untaken))
            continue
        block = [one for one in here if one.id in repeat.steps]
        if step is block[0]:
            laps = laps_of(repeat, block, here, untaken, minutes, people)
            held += _block(block, laps, untaken)
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
        return replace(step, minutes=minutes, least=step.least or 1, most=max(step.most, minutes))

    return replace(fmt, steps=tuple(filled(one) for one in fmt.steps))


def lap_step(step: Step, lap: int, laps: int) -> Step:
    """A step as it is called in a lap: by its number, where there are several."""
    return replace(step, title=f"{step.title} {lap}") if laps > 1 else step


def item_id(step: str, lap: int) -> str:
    """The id of an item: that of its step, and from the second lap on its number. No step has a
    dot in its id."""
    return step if lap <= 1 else f"{step}.{lap}"


def laps_of(
    repeat: Repeat,
    block: Iterable[Step],
    here: Iterable[Step],
    untaken: frozenset[str],
    minutes: int,
    people: int,
) -> int:
    """How often the steps of a `block` are gone through."""
    most = min(people, MOST_LAPS) if repeat.for_each is ForEach.PRESENTER else MOST_LAPS
    if repeat.times is Times.EVERYONE:
        return max(min(people, MOST_LAPS), 1)
    if repeat.times is not Times.UNTIL_TIME:
        return max(min(repeat.times, most), 1)
    block = tuple(block)
    once = sum(one.minutes for one in block if one.id not in untaken)
    inside = {one.id for one in block}
    others = sum(one.minutes for one in here if one.id not in inside and one.id not in untaken)
    return max(min((minutes - others) // max(once, 1), most), 1)


def _block(block: list[Step], laps: int, untaken: frozenset[str]) -> Iterator[Held]:
    for lap in range(1, laps + 1):
        for step in block:
            yield Held(lap_step(step, lap, laps), lap, step.id not in untaken)


def _untaken(fmt: Format) -> frozenset[str]:
    """Steps of the options that the agenda does not begin with."""
    first = {one for choice in fmt.choices for option in choice.options[:1] for one in option.steps}
    later = {one for choice in fmt.choices for option in choice.options[1:] for one in option.steps}
    return frozenset(later - first)
