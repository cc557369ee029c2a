"""Cross-checks of a format: what one key alone cannot show. Key paths are those of the file."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from coreflect_tui.core.agenda import plan, speakers
from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.enumerated import enumerated
from coreflect_tui.core.formats import (
    Extent,
    Format,
    Order,
    Outcome,
    Place,
    Problem,
    Step,
    StepKind,
    Tone,
)
from coreflect_tui.core.laps import MOST_ITEMS, laid_out, usual_minutes
from coreflect_tui.core.protocol_checks import check_protocol, no_step, slug_problem
from coreflect_tui.core.repeating import Times
from coreflect_tui.core.word_checks import unused_words

MOST_FOUND = 200
"""Problems of one format that are looked for; each may name many others."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check(fmt: Format) -> tuple[Problem, ...]:
    """Everything that must be mended before `fmt` can be used, of very much the first MOST_FOUND;
    empty when all is well."""
    protocol = tuple(islice(check_protocol(fmt), MOST_FOUND))
    return tuple(islice(chain(_checked(fmt, protocol), protocol), MOST_FOUND))


def _checked(fmt: Format, protocol: tuple[Problem, ...]) -> Iterator[Problem]:
    for checks in (_identity, _extents, _order_of_dropping, _outcomes, _references):
        yield from checks(fmt)
    if not any(one.key[0] == "repeat" and "steps" in one.key for one in protocol):
        # Else what comes how often is not known.
        yield from _total(fmt)
    for index, step in enumerate(fmt.steps):
        yield from _limits(index, step)
        yield from _kind(index, step)
        yield from _door(index, step)
        yield from _round(index, step, fmt.people.usual)
        yield from _place(index, step, fmt.places)
        yield from _turned_round(index, step, fmt)


def warnings(fmt: Format) -> tuple[Problem, ...]:
    """What is allowed and worth a second look; asked of a format without problems."""
    return (
        *_questions(fmt),
        *_certificates_may_drop(fmt),
        *_shortest(fmt),
        *unused_words(fmt),
    )


def _identity(fmt: Format) -> Iterator[Problem]:
    yield from slug_problem(("id",), fmt.id)
    if not LANGUAGE.fullmatch(fmt.language):
        yield Problem(
            ("language",),
            f"'{fmt.language}' is no code of a language; write \"en\" for English, "
            '"ja" for Japanese, "pt-BR" for the Portuguese of Brazil',
        )
    if not fmt.steps:
        yield Problem(("step",), "a format needs at least one [[step]]")
    if not fmt.places:
        yield Problem(("places",), 'name at least one place: "online", "in person", or both')
    seen: set[str] = set()
    for index, step in enumerate(fmt.steps):
        key = ("step", index, "id")
        yield from slug_problem(key, step.id)
        if step.id in seen:
            yield Problem(key, f"another step has the id '{step.id}' already; each needs its own")
        seen.add(step.id)
    topics = [i for i, step in enumerate(fmt.steps) if step.kind is StepKind.TOPICS]
    for index in topics[1:]:
        yield Problem(
            ("step", index, "kind"), "only one step can hold the topics; make this one a talk"
        )


def _extents(fmt: Format) -> Iterator[Problem]:
    for name, extent in (("minutes", fmt.minutes), ("people", fmt.people)):
        yield from _extent(name, extent)


def _extent(name: str, extent: Extent) -> Iterator[Problem]:
    if extent.least > extent.most:
        yield Problem((name, "least"), f"least ({extent.least}) is more than most ({extent.most})")
    elif not extent.least <= extent.usual <= extent.most:
        yield Problem(
            (name, "usual"),
            f"usual ({extent.usual}) is to lie between least ({extent.least}) "
            f"and most ({extent.most})",
        )


def _total(fmt: Format) -> Iterator[Problem]:
    """At its usual length the format is to come out as written; repeats until time is up may leave
    less than once more would take."""
    places = fmt.places or (Place.ONLINE,)
    items = max(len(laid_out(fmt, fmt.minutes.most, one, fmt.people.most)) for one in places)
    if items > MOST_ITEMS:
        yield Problem(
            ("step",), f"with all repeats the steps are {items} items; {MOST_ITEMS} at most"
        )
    usual = fmt.minutes.usual
    total = usual_minutes(fmt)
    if not fmt.steps or usual - _once_more(fmt) < total <= usual:
        return
    off = f"{abs(total - usual)} min {'more' if total > usual else 'less'} than"
    yield Problem(
        ("minutes", "usual"),
        f"the steps add up to {total} min, {off} the usual {usual}; make the two agree",
    )


def _once_more(fmt: Format) -> int:
    """Minutes that one lap more of a repeat until time is up would take; else 1."""
    place = fmt.places[0] if fmt.places else Place.ONLINE
    held = laid_out(fmt, fmt.minutes.usual, place, fmt.people.usual)
    open_ended = [
        sum(one.step.minutes for one in held if one.lap == 1 and one.step.id in repeat.steps)
        for repeat in fmt.repeats
        if repeat.times is Times.UNTIL_TIME
    ]
    return max([1, *open_ended])


def _order_of_dropping(fmt: Format) -> Iterator[Problem]:
    seen: set[int] = set()
    for index, step in enumerate(fmt.steps):
        if step.drop is None:
            continue
        key = ("step", index, "drop")
        if step.drop in seen:
            yield Problem(
                key, f"another step has drop = {step.drop} already; give each its own number"
            )
        seen.add(step.drop)
        if step.protected:
            yield Problem(key, "a protected step stays; take away either 'protected' or 'drop'")


def _outcomes(fmt: Format) -> Iterator[Problem]:
    if fmt.attendance:
        return
    if Outcome.ATTENDEES in fmt.outcomes:
        yield Problem(
            ("attendance",), "an attendee list among the outcomes needs attendance = true"
        )
    if fmt.certificates is not None:
        yield Problem(("attendance",), "certificates need attendance = true")


def _references(fmt: Format) -> Iterator[Problem]:
    if fmt.room is not None and fmt.step(fmt.room.closes_after) is None:
        yield no_step(("room", "closes_after"), fmt.room.closes_after, fmt)
    shared_in = fmt.certificates.shared_in if fmt.certificates else ()
    for index, step_id in enumerate(shared_in):
        key = ("certificates", "shared_in", index)
        step = fmt.step(step_id)
        if step is None:
            yield no_step(key, step_id, fmt)
        elif step.round is None:
            yield Problem(
                key, f"who shared is recorded in rounds only, and '{step_id}' is not a round"
            )


def _limits(index: int, step: Step) -> Iterator[Problem]:
    if step.least > step.minutes:
        words = f"least ({step.least}) is more than minutes ({step.minutes})"
        if step.rest:
            words = f"the other steps leave {step.minutes} min, and this one needs {step.least}"
        yield Problem(("step", index, "least"), words)
    if step.most < step.minutes:
        yield Problem(
            ("step", index, "most"), f"most ({step.most}) is less than minutes ({step.minutes})"
        )
    for number, reminder in enumerate(step.reminders):
        if reminder.after is not None and reminder.left is not None:
            yield Problem(
                ("step", index, "reminders", number),
                "a reminder comes either 'after' some time or when some is 'left', not both",
            )


def _kind(index: int, step: Step) -> Iterator[Problem]:
    if step.kind is StepKind.ROUND and step.round is None:
        yield Problem(
            ("step", index, "kind"), "a round needs a [step.round] table that says how it goes"
        )
    if step.kind is not StepKind.ROUND and step.round is not None:
        yield Problem(
            ("step", index, "kind"),
            f"a step with a [step.round] table is a round, not '{step.kind}'; take 'kind' away",
        )


def _door(index: int, step: Step) -> Iterator[Problem]:
    """What is offered at the door is something that the step writes down."""
    if step.door is None or step.door in step.writes:
        return
    written = ", ".join(f'"{kind}"' for kind in step.writes)
    yield Problem(
        ("step", index, "door"),
        f'a line for "{step.door}" is offered when this step ends, and it writes '
        f"{f'only {written}' if written else 'nothing'}; add it to 'writes' or take 'door' away",
    )


def _round(index: int, step: Step, usual_people: int) -> Iterator[Problem]:
    rule = step.round
    if rule is None:
        return
    if rule.each_least > rule.each:
        yield Problem(("step", index, "round", "each_least"), "each_least is longer than each")
    count = speakers(rule, usual_people, 1)
    needed = -(-rule.each * count // 60)
    if needed > step.minutes:
        yield Problem(
            ("step", index, "minutes"),
            f"{count} people × {clock_face(rule.each)} = {needed} min, "
            f"and the round has {step.minutes}",
        )


def _turned_round(index: int, step: Step, fmt: Format) -> Iterator[Problem]:
    """A reversed round needs one before it."""
    rule = step.round
    if rule is None or (rule.order is not Order.REVERSED and not rule.reverse_of):
        return
    key = ("step", index, "round", "reverse_of" if rule.reverse_of else "order")
    earlier = [one.id for one in fmt.steps[:index] if one.round is not None]
    named = fmt.step(rule.reverse_of)
    if rule.order is not Order.REVERSED:
        yield Problem(key, f'\'reverse_of\' is for order = "reversed", not "{rule.order}"')
    elif not earlier:
        yield Problem(key, "no round comes before this one, so there is none to turn round")
    elif rule.reverse_of in ("", *earlier):
        return
    elif named is None:
        yield Problem(
            key,
            f"there is no step with the id '{rule.reverse_of}'; "
            f"the rounds before this one are {enumerated(earlier)}",
        )
    else:
        why = "comes no earlier than this one" if named.round else "is not a round"
        yield Problem(
            key, f"'{named.id}' {why}; the rounds before this one are {enumerated(earlier)}"
        )


def _place(index: int, step: Step, places: Iterable[Place]) -> Iterator[Problem]:
    if step.place is not None and step.place not in tuple(places):
        yield Problem(
            ("step", index, "place"),
            f"this step is for '{step.place}', which is not among the format's places",
        )


def _questions(fmt: Format) -> Iterator[Problem]:
    """What works is asked before what is hard."""
    for index, step in enumerate(fmt.steps):
        for number, question in enumerate(step.questions):
            if question.tone is Tone.WORKS:
                return
            if question.tone is Tone.CHALLENGE:
                yield Problem(
                    ("step", index, "questions", number),
                    "a question about what is hard comes before any about what works; "
                    "you may want to ask first what works",
                )


def _certificates_may_drop(fmt: Format) -> Iterator[Problem]:
    shared_in = fmt.certificates.shared_in if fmt.certificates else ()
    for index, step in enumerate(fmt.steps):
        if step.id in shared_in and step.drop is not None:
            yield Problem(
                ("step", index, "drop"),
                "sharing in this step counts towards a certificate, and the step may be dropped",
            )


def _shortest(fmt: Format) -> Iterator[Problem]:
    if not fmt.places or not fmt.steps:
        return
    agenda = plan(fmt, fmt.minutes.least, fmt.places[0], fmt.people.usual)
    for sentence in agenda.problems:
        yield Problem(("minutes", "least"), f"at {fmt.minutes.least} min: {sentence}")
