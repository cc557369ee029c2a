"""Item: one entry of the agenda. How a format becomes an agenda stands in `plan`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.formats import (
    Extent,
    FacilitatorsIn,
    Format,
    Place,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.core.laps import Held, in_turn, item_id, laid_out
from coreflect_tui.core.repeating import MOST_LAPS, Times
from coreflect_tui.core.shares import HALF_MINUTE, MINUTE, apportion, turn_length

BREAK_FROM = 120
NAMED_IN_THE_WAY = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A step applied to this session; `planned` is its time in seconds, `least` the minimum.

    `lap` is which time round it is in a repeat, else 0. `left_out` is of an option that may be
    taken in the session, and not to come until then.
    """

    id: str
    step: Step
    planned: int
    least: int
    lap: int = 0
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """A format applied to a session.

    `problems` says why it does not fit, `advice` what is worth a look; both are whole sentences.
    `dropped` are the optional steps that had to go. The items add up to the length, unless there
    are problems or nothing may grow any more, which is then said in `advice`.
    """

    items: tuple[Item, ...]
    problems: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    dropped: tuple[Step, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a step would like in this session, in minutes: at least, wanted, at most."""

    held: Held
    least: int
    wanted: int
    most: int

    @property
    def step(self) -> Step:
        return self.held.step


def plan(
    fmt: Format,
    minutes: int,
    place: Place,
    people: int,
    facilitators: int = 1,
    minutes_by_step: Mapping[str, int] | None = None,
) -> Agenda:
    """The agenda of `fmt` for `minutes` at `place` with `people`, the facilitators included.

    Every step gets what it wants when that adds up to the length, as it does at the format's usual
    length and number of people. A round's times are meant for the usual number of people and
    follow the number who speak. In less time each gives in proportion to what is above its
    minimum; in more, each grows in proportion to what its `most` allows, and what is then left
    goes to the longest talk and topics. Protected steps keep what they want. Only when the minimums
    do not fit are optional steps dropped, in the format's order. `minutes_by_step` says what steps
    want in place of the format, by their ids, for this number of people; no step goes below its
    minimum for that. A step that takes the rest gets what the others leave. Items of options that
    are not taken yet are there, left out, and count for nothing.
    """
    asked = minutes_by_step or {}

    def wished(one: Held) -> _Wish:
        return _wish(one, fmt.people.usual, people, facilitators, asked.get(one.step.id))

    wanted = {step.id: wished(Held(step)).wanted for step in fmt.steps}
    everything = [wished(one) for one in laid_out(fmt, minutes, place, people, wanted)]
    wishes = _with_rest([wish for wish in everything if wish.held.taken], minutes)
    wishes, dropped = _drop_optional(wishes, minutes)
    given = dict(zip((wish.held for wish in wishes), _share(wishes, minutes), strict=True))
    kept = {wish.held: wish for wish in wishes}
    items = tuple(
        _item(kept.get(wish.held, wish), given.get(wish.held, wish.wanted))
        for wish in everything
        if wish.held in given or not wish.held.taken
    )
    to_come = tuple(item for item in items if not item.left_out)
    in_the_way, about_rounds = feasibility(to_come, people, facilitators)
    return Agenda(
        items=items,
        problems=_misfit(wishes, minutes) + in_the_way,
        advice=about_rounds + _advice(fmt, minutes, place, people, to_come, dropped),
        dropped=dropped,
    )


def _item(wish: _Wish, minutes: int) -> Item:
    held = wish.held
    return Item(
        id=item_id(held.step.id, held.lap),
        step=held.step,
        planned=minutes * MINUTE,
        least=wish.least * MINUTE,
        lap=held.lap,
        left_out=not held.taken,
    )


def _with_rest(wishes: list[_Wish], minutes: int) -> list[_Wish]:
    """The step that takes the rest wants what the others leave, within its limits."""
    left = minutes - sum(wish.wanted for wish in wishes if not wish.step.rest)
    return [
        replace(wish, wanted=max(min(left, wish.most), wish.least)) if wish.step.rest else wish
        for wish in wishes
    ]


def speakers(rule: RoundRule, people: int, facilitators: int) -> int:
    """How many share in a round when `people` are there, the facilitators included; at least 1."""
    if rule.only:
        return max(min(rule.seats or people, people), 1)
    count = people - facilitators if rule.facilitators is FacilitatorsIn.NOT else people
    return max(count if rule.presenter else count - 1, 1)


def feasibility(
    items: Sequence[Item], people: int, facilitators: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Problems and advice on the rounds: what the number of people costs against what they have."""
    problems: list[str] = []
    advice: list[str] = []
    for item in items:
        rule = item.step.round
        if rule is None:
            continue
        count = speakers(rule, people, facilitators)
        if item.planned < rule.each_least * count:
            said = round_sum(item.step.title, count, rule.each_least, item.planned)
            problems.append(f"{said} at the least.")
        elif item.planned < rule.each * count:
            each = turn_length(item.planned, count) or 0
            said = round_sum(item.step.title, count, rule.each, item.planned)
            advice.append(f"{said}, about {clock_face(each)} each.")
    return tuple(problems), tuple(advice)


def _wish(
    held: Held, usual_people: int, people: int, facilitators: int, asked: int | None
) -> _Wish:
    step = held.step
    least, wanted, most = step.least, step.minutes, max(step.most, step.minutes)
    if step.round is not None:
        rule = step.round
        count = speakers(rule, people, facilitators)
        usual = speakers(rule, usual_people, 1)
        wanted = max(_up(step.minutes * count, usual), _up(rule.each * count, MINUTE))
        least = max(_up(step.least * count, usual), _up(rule.each_least * count, MINUTE))
        most = _up(step.most * count, usual)
    least = wanted if step.protected else min(least, wanted)
    if asked is not None:
        wanted = max(asked, least)
        least = wanted if step.protected else least
    return _Wish(held, least, wanted, max(most, wanted))


def _drop_optional(wishes: list[_Wish], minutes: int) -> tuple[list[_Wish], tuple[Step, ...]]:
    """Let optional steps go, in their order, until the minimums fit or no more may go."""
    optional = [wish for wish in wishes if wish.step.drop is not None]
    # Of a step that comes several times the last lap goes first.
    optional.sort(key=lambda wish: (wish.step.drop or 0, -wish.held.lap))
    gone: set[Held] = set()
    over = sum(wish.least for wish in wishes) - minutes
    for wish in optional:
        if over <= 0:
            break
        gone.add(wish.held)
        over -= wish.least
    kept = [wish for wish in wishes if wish.held not in gone]
    return kept, tuple(wish.step for wish in wishes if wish.held in gone)


def _share(wishes: Sequence[_Wish], minutes: int) -> tuple[int, ...]:
    """Minutes for each wish; their sum is `minutes` whenever the limits let it be."""
    order = in_turn([(wish.step.id, wish.held.lap) for wish in wishes])
    shares = dict(zip(order, _shares([wishes[place] for place in order], minutes), strict=True))
    return tuple(shares[place] for place in range(len(wishes)))


def _shares(wishes: Sequence[_Wish], minutes: int) -> tuple[int, ...]:
    leasts = [wish.least for wish in wishes]
    wanted = [wish.wanted for wish in wishes]
    if sum(leasts) >= minutes:
        return tuple(leasts)
    if sum(wanted) >= minutes:
        return apportion(minutes, leasts, [wish.wanted - wish.least for wish in wishes])
    room = [0 if wish.step.protected else wish.most - wish.wanted for wish in wishes]
    tops = [wish.most for wish in wishes]
    grown = apportion(minutes, wanted, room, tops)
    return apportion(minutes, grown, _open_ended(wishes))


def _open_ended(wishes: Sequence[_Wish]) -> list[int]:
    """Weights of the longest talk and topics: they take the time that nothing else may take."""
    kinds = (StepKind.TALK, StepKind.TOPICS)
    weights = [
        wish.wanted if wish.step.kind in kinds and not wish.step.protected else 0 for wish in wishes
    ]
    longest = max(weights, default=0)
    return [weight if 2 * weight >= longest else 0 for weight in weights]


def _misfit(wishes: Sequence[_Wish], minutes: int) -> tuple[str, ...]:
    if not wishes:
        return ("This format has no steps for such a session; choose the other place.",)
    least = sum(wish.least for wish in wishes)
    if least <= minutes:
        return ()
    longest = sorted(wishes, key=lambda wish: -wish.least)[:NAMED_IN_THE_WAY]
    named = ", ".join(
        f"{wish.step.title} {wish.least}{' (protected)' if wish.step.protected else ''}"
        for wish in longest
    )
    return (
        f"It does not fit by {least - minutes} min: at their shortest the items take {least} min, "
        f"and there are {minutes}; most of it is {named}.",
    )


def _advice(
    fmt: Format,
    minutes: int,
    place: Place,
    people: int,
    items: Sequence[Item],
    dropped: Sequence[Step],
) -> tuple[str, ...]:
    said = []
    if dropped:
        titles = enumerated([one.title for one in dropped])
        said.append(f"Left out so that the rest fits: {titles}.")
    if place not in fmt.places:
        written_for = " and ".join(fmt.places)
        said.append(f"This format is written for {written_for}; you may need to adapt the words.")
    said += _outside(people, fmt.people, "people")
    said += _outside(minutes, fmt.minutes, "min")
    if people > MOST_LAPS and any(one.times is Times.EVERYONE for one in fmt.repeats):
        said.append(f"What comes once for everyone comes {MOST_LAPS} times at most.")
    has_break = any(item.step.kind is StepKind.BREAK for item in items)
    if minutes >= BREAK_FROM and items and not has_break:
        said.append(f"{minutes} min is long without a break; you may want to offer one.")
    spare = minutes - sum(item.planned for item in items) // MINUTE
    if spare > 0 and items:
        said.append(f"{spare} min stay in hand: no item may grow further.")
    return tuple(said)


def _outside(count: int, limits: Extent, unit: str) -> list[str]:
    if limits.least <= count <= limits.most:
        return []
    best = f"{limits.least} to {limits.most}" if limits.least < limits.most else f"{limits.most}"
    return [f"This format works best with {best} {unit}, and there are {count}."]


def round_sum(title: str, count: int, each: int, has: int) -> str:
    """Such as "12 people × 1:30 = 18 min; Check-in has 12 min"; `each` and `has` in seconds."""
    who = "1 person" if count == 1 else f"{count} people"
    return f"{who} × {clock_face(each)} = {_minutes(each * count)}; {title} has {_minutes(has)}"


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, MINUTE)
    if rest in (0, HALF_MINUTE):
        return f"{whole}{'½' if rest else ''} min"
    return f"{clock_face(seconds)} min"


def _up(numerator: int, denominator: int) -> int:
    """Division rounded up."""
    return -(-numerator // denominator)
