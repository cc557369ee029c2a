"""Cross-checks of what a format says about speaking, repeating, choosing, roles and words."""

import re
from collections.abc import Iterable, Iterator

from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.formats import Format, NoteKind, Problem, Step, StepKind
from coreflect_tui.core.repeating import ForEach, Repeat, Times
from coreflect_tui.core.speaking import (
    GROUP_SIZES,
    PRESENTER,
    Ends,
    PresenterPart,
    Speaks,
    Speech,
)
from coreflect_tui.core.text import similar
from coreflect_tui.core.word_checks import words

ID_SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Key = tuple[str | int, ...]

_ONE_BY_ONE = (Speaks.EVERYONE, Speaks.OTHERS, Speaks.INNER_RING, Speaks.PANEL, Speaks.CHAT, None)
"""Who may speak in a round."""
_NOBODY = (Speaks.SILENCE, Speaks.WRITING)
_NOT_OPEN = "'speech' cannot be open and something else; take one of the two away"


def slug_problem(key: Key, text: str) -> Iterator[Problem]:
    """Where `text` is not fit to be an id."""
    if not ID_SHAPE.fullmatch(text):
        yield Problem(
            key,
            f"'{text}' is no id; use small letters, digits and single hyphens, such as 'check-in'",
        )


def speaking(index: int, step: Step) -> Iterator[Problem]:
    """Who speaks and how, against the rest of the step."""
    key: Key = ("step", index)
    if step.round is not None and step.speaks not in _ONE_BY_ONE:
        yield Problem(
            (*key, "speaks"),
            f'a round gives the floor to one person after the other, and "{step.speaks}" '
            "does not; take 'speaks' or [step.round] away",
        )
    if step.speaks is Speaks.PRESENTER and step.presenter in (
        PresenterPart.SILENT,
        PresenterPart.CAMERA_OFF,
    ):
        yield Problem((*key, "presenter"), "the presenter cannot be silent and have the word")
    if step.speaks is Speaks.OTHERS and step.presenter is PresenterPart.SPEAKS:
        yield Problem(
            (*key, "presenter"), "everyone but the presenter has the word, and the presenter speaks"
        )
    if Speech.OPEN in step.speech and len(set(step.speech)) > 1:
        yield Problem((*key, "speech"), _NOT_OPEN)
    if step.speech and step.speaks in _NOBODY:
        yield Problem(
            (*key, "speech"), f"in \"{step.speaks}\" nobody has the word; take 'speech' away"
        )
    yield from _small_groups(key, step)
    yield from _open_end(key, step)


def _open_end(key: Key, step: Step) -> Iterator[Problem]:
    """A step that the group ends itself has no end that is known before."""
    if step.ends is not Ends.WHEN_DONE:
        return
    if step.extend:
        yield Problem(
            (*key, "extend"), "a step that ends when the group is done needs no votes to extend it"
        )
    if step.warn:
        yield Problem(
            (*key, "warn"), "a step that ends when the group is done has no end to warn of"
        )


def _small_groups(key: Key, step: Step) -> Iterator[Problem]:
    size = GROUP_SIZES.get(step.speaks, 0) if step.speaks else 0
    if step.each and not size:
        said = "for a round it stands in [step.round]" if step.round else "say who speaks"
        yield Problem((*key, "each"), f"'each' is for pairs, threes and fours; {said}")
    elif step.each * size > step.minutes * 60:
        needed = -(-step.each * size // 60)
        yield Problem(
            (*key, "minutes"),
            f"{size} people one after the other need {needed} min, and the step has {step.minutes}",
        )
    elif step.each * size > step.least * 60:
        needed = -(-step.each * size // 60)
        yield Problem(
            (*key, "least"),
            f"{size} people one after the other need {needed} min, and least is {step.least}",
        )


def rest(fmt: Format) -> Iterator[Problem]:
    """One step may take what the others leave, and something is to be left."""
    taking = [(index, step) for index, step in enumerate(fmt.steps) if step.rest]
    for index, _ in taking[1:]:
        yield Problem(
            ("step", index, "minutes"), 'only one step can take the "rest"; give this one minutes'
        )
    for index, step in taking:
        key: Key = ("step", index, "minutes")
        if fmt.repeat_of(step.id) or step.id in _optional_steps(fmt):
            yield Problem(key, "a step that may come several times, or not at all, needs minutes")
        elif step.round is not None:
            yield Problem(key, "a round follows the number of people; give it minutes")
        elif step.protected:
            yield Problem(key, "a protected step keeps its time, so it cannot take the rest")
        elif step.minutes < 1 and len(taking) == 1:
            yield Problem(key, f"the other steps leave nothing of {fmt.minutes.usual} min")


def repeats(fmt: Format) -> Iterator[Problem]:
    """Steps of a repeat exist, follow one another, and stand in no other."""
    places = {step.id: index for index, step in enumerate(fmt.steps)}
    used: set[str] = set()
    for number, repeat in enumerate(fmt.repeats):
        key: Key = ("repeat", number, "steps")
        if not repeat.steps:
            yield Problem(key, "a repeat names the steps that come again")
            continue
        missing = [one for one in repeat.steps if one not in places]
        yield from (no_step((*key, repeat.steps.index(one)), one, fmt) for one in missing)
        for place, one in enumerate(repeat.steps):
            if one in used:
                yield Problem((*key, place), f"'{one}' is in another repeat already")
        used.update(repeat.steps)
        if missing:
            continue
        indices = [places[one] for one in repeat.steps]
        if indices != list(range(indices[0], indices[0] + len(indices))):
            yield Problem(
                key, "the steps of a repeat follow one another in the format, in this order"
            )
        yield from _for_topics(number, repeat, fmt, indices[0])
    open_ended = [n for n, one in enumerate(fmt.repeats) if one.times is Times.UNTIL_TIME]
    for number in open_ended[1:]:
        yield Problem(
            ("repeat", number, "times"),
            "another repeat goes on until time is up already; say how often this one comes",
        )


def _for_topics(number: int, repeat: Repeat, fmt: Format, first: int) -> Iterator[Problem]:
    if repeat.for_each is not ForEach.TOPIC:
        return
    key: Key = ("repeat", number, "for_each")
    if any(step.kind is StepKind.TOPICS for step in fmt.steps):
        yield Problem(key, "a step of kind topics shares them out already; have one or the other")
    if sum(one.for_each is ForEach.TOPIC for one in fmt.repeats) > 1:
        yield Problem(key, "only one repeat can go through the topics")
    if not any(NoteKind.TOPIC in step.writes for step in fmt.steps[: first + 1]):
        yield Problem(
            key, 'topics are gathered before: a step ahead of it needs writes = ["topic"]'
        )


def choices(fmt: Format) -> Iterator[Problem]:
    """Options exist, and their steps come after the choice."""
    places = {step.id: index for index, step in enumerate(fmt.steps)}
    for number, choice in enumerate(fmt.choices):
        key: Key = ("choice", number)
        yield from slug_problem((*key, "id"), choice.id)
        yield from _own_ids((*key, "option"), [one.id for one in choice.options])
        if choice.id in {one.id for one in fmt.choices[:number]}:
            yield Problem((*key, "id"), f"another choice has the id '{choice.id}' already")
        if len(choice.options) < 2:
            yield Problem((*key, "option"), "a choice has two [[choice.option]] or more")
        if len(choice.options) > 9:
            yield Problem((*key, "option"), "there are digits for nine options")
        if choice.at not in places:
            yield no_step((*key, "at"), choice.at, fmt)
        for place, option in enumerate(choice.options):
            for index, step in enumerate(option.steps):
                where = (*key, "option", place, "steps", index)
                if step not in places:
                    yield no_step(where, step, fmt)
                elif places[step] <= places.get(choice.at, -1):
                    yield Problem(where, f"'{step}' comes before the choice is made")


def roles(fmt: Format) -> Iterator[Problem]:
    yield from _own_ids(("role",), [one.id for one in fmt.roles])
    for number, role in enumerate(fmt.roles):
        if role.id in (PRESENTER, "facilitator"):
            yield Problem(
                ("role", number, "id"), f"the {role.id} needs no role; every format knows them"
            )


def doubled(fmt: Format) -> Iterator[Problem]:
    """What is the same twice in a list that says what there is."""
    lists: list[tuple[Key, tuple[str, ...]]] = [
        (("places",), fmt.places),
        (("outcomes",), fmt.outcomes),
        (("certificates", "shared_in"), fmt.certificates.shared_in if fmt.certificates else ()),
    ]
    for index, step in enumerate(fmt.steps):
        lists += [
            (("step", index, "writes"), step.writes),
            (("step", index, "speech"), step.speech),
        ]
    for key, entries in lists:
        for place, one in enumerate(entries):
            if one in entries[:place]:
                yield Problem((*key, place), f"'{one}' stands in this list already")


def agreement(fmt: Format) -> Iterator[Problem]:
    where = [index for index, step in enumerate(fmt.steps) if step.agreement]
    for index in where[1:]:
        yield Problem(("step", index, "agreement"), "the agreement is looked at in one step")


def _optional_steps(fmt: Format) -> frozenset[str]:
    return frozenset(
        step for choice in fmt.choices for option in choice.options for step in option.steps
    )


def _own_ids(key: Key, ids: list[str]) -> Iterator[Problem]:
    for number, one in enumerate(ids):
        yield from slug_problem((*key, number, "id"), one)
        if one in ids[:number]:
            yield Problem(
                (*key, number, "id"), f"the id '{one}' stands here already; each needs its own"
            )


def no_step(key: Key, step: str, fmt: Format) -> Problem:
    """That no step has the id, and which one may be meant."""
    ids = [one.id for one in fmt.steps]
    near = similar(step, ids)
    hint = f"did you mean '{near}'?" if near else f"the ids are {enumerated(ids)}"
    return Problem(key, f"there is no step with the id '{step}'; {hint}")


FORMAT_CHECKS = (rest, repeats, choices, roles, doubled, agreement, words)


def check_protocol(fmt: Format) -> Iterable[Problem]:
    """Everything of this file that must be mended."""
    for checks in FORMAT_CHECKS:
        yield from checks(fmt)
    for index, step in enumerate(fmt.steps):
        yield from speaking(index, step)
