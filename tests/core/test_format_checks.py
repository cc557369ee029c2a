"""Each cross-check finds its own mistake, at its own key, and a sound format has none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coreflect_tui.core.format_checks import check, warnings
from coreflect_tui.core.formats import (
    Certificates,
    Extent,
    FacilitatorsIn,
    Format,
    Order,
    Outcome,
    Place,
    Question,
    Reminder,
    RoomRule,
    RoundRule,
    Step,
    StepKind,
    Tone,
)

ROUND = Step(
    "check-in",
    "Check-in",
    12,
    4,
    16,
    StepKind.ROUND,
    RoundRule(Order.BATON, 90, 30, facilitators=FacilitatorsIn.NOT),
)
TALK = Step("talk", "Talk", 18, 8, 30)
TOPICS = Step("topics", "Topics", 20, 10, 40, StepKind.TOPICS, drop=1)
LATE = Step("late", "Late", 10, 5, 10, StepKind.BREAK, from_minutes=120)
SOUND = Format(
    id="sound",
    title="Sound",
    summary="",
    source="",
    language="en",
    notice="",
    places=(Place.ONLINE,),
    minutes=Extent(50, 30, 90),
    people=Extent(9, 4, 20),
    steps=(ROUND, TALK, TOPICS, LATE),
    outcomes=(Outcome.ATTENDEES,),
    certificates=Certificates("Somebody", "somebody@example.org", ("check-in",)),
    room=RoomRule("check-in", 15, "Another time."),
)

Change = Callable[[], Format]


def steps(*changed: Step) -> Change:
    """SOUND with the first steps exchanged for these."""
    return lambda: replace(SOUND, steps=(*changed, *SOUND.steps[len(changed) :]))


def other(**changed: object) -> Change:
    return lambda: replace(SOUND, **changed)  # type: ignore[arg-type]


def test_a_sound_format_has_no_problems() -> None:
    assert check(SOUND) == ()
    assert warnings(SOUND) == ()


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (other(id="Not an id"), ("id",), "no id"),
        (other(id="../up"), ("id",), "no id"),
        (other(places=()), ("places",), "at least one place"),
        (steps(ROUND, replace(TALK, id="check-in")), ("step", 1, "id"), "already"),
        (steps(ROUND, replace(TALK, id="Talk!")), ("step", 1, "id"), "no id"),
        (
            steps(ROUND, replace(TALK, kind=StepKind.TOPICS)),
            ("step", 2, "kind"),
            "only one step can hold the topics",
        ),
        (other(minutes=Extent(50, 95, 90)), ("minutes", "least"), "more than most"),
        (other(minutes=Extent(50, 60, 90)), ("minutes", "usual"), "between least (60)"),
        (other(people=Extent(9, 10, 20)), ("people", "usual"), "least (10) and most (20)"),
        (other(minutes=Extent(55, 30, 90)), ("minutes", "usual"), "50 min, 5 min less than"),
        (
            steps(ROUND, replace(TALK, minutes=20)),
            ("minutes", "usual"),
            "52 min, 2 min more than",
        ),
        (steps(ROUND, replace(TALK, drop=1)), ("step", 2, "drop"), "own number"),
        (
            steps(ROUND, replace(TALK, drop=2, protected=True)),
            ("step", 1, "drop"),
            "a protected step stays",
        ),
        (other(attendance=False, certificates=None), ("attendance",), "attendee list"),
        (other(attendance=False, outcomes=()), ("attendance",), "certificates need"),
        (
            other(room=RoomRule("welcome", 15, "Later.")),
            ("room", "closes_after"),
            "the ids are check-in, talk, topics, late",
        ),
        (
            other(certificates=Certificates("S", "s@example.org", ("check-in", "end"))),
            ("certificates", "shared_in", 1),
            "no step with the id 'end'",
        ),
        (
            other(certificates=Certificates("S", "s@example.org", ("talk",))),
            ("certificates", "shared_in", 0),
            "'talk' is not a round",
        ),
        (steps(ROUND, replace(TALK, least=19)), ("step", 1, "least"), "more than minutes (18)"),
        (steps(ROUND, replace(TALK, most=17)), ("step", 1, "most"), "less than minutes (18)"),
        (
            steps(ROUND, replace(TALK, reminders=(Reminder("Now.", after=60, left=60),))),
            ("step", 1, "reminders", 0),
            "not both",
        ),
        (
            steps(ROUND, replace(TALK, kind=StepKind.ROUND)),
            ("step", 1, "kind"),
            "needs a [step.round] table",
        ),
        (steps(replace(ROUND, kind=StepKind.TALK)), ("step", 0, "kind"), "is a round"),
        (
            steps(replace(ROUND, round=RoundRule(Order.BATON, 60, 90))),
            ("step", 0, "round", "each_least"),
            "longer than each",
        ),
        (
            steps(replace(ROUND, round=RoundRule(Order.BATON, 90, 30))),
            ("step", 0, "minutes"),
            "9 people × 1:30 = 14 min, and the round has 12",
        ),
        (
            steps(ROUND, TALK, TOPICS, replace(LATE, place=Place.IN_PERSON)),
            ("step", 3, "place"),
            "not among the format's places",
        ),
    ],
)
def test_one_mistake_is_found_at_its_key(
    change: Change, key: tuple[str | int, ...], words: str
) -> None:
    (problem,) = check(change())
    assert problem.key == key
    assert words in problem.sentence


def test_a_format_without_steps_is_a_problem() -> None:
    empty = replace(SOUND, steps=(), certificates=None, room=None)
    assert [problem.key for problem in check(empty)] == [("step",)]
    assert warnings(empty) == ()


def test_several_mistakes_are_found_together() -> None:
    fmt = replace(
        SOUND,
        id="A B",
        steps=(ROUND, replace(TALK, least=19), TOPICS),
        room=RoomRule("nowhere", 15, "Later."),
    )
    assert [problem.key for problem in check(fmt)] == [
        ("id",),
        ("room", "closes_after"),
        ("step", 1, "least"),
    ]


def test_what_works_is_asked_before_what_is_hard() -> None:
    works, hard = Question("What works?", Tone.WORKS), Question("What is hard?", Tone.CHALLENGE)
    sound = replace(SOUND, steps=(ROUND, replace(TALK, questions=(works, hard)), TOPICS))
    wrong = replace(SOUND, steps=(ROUND, replace(TALK, questions=(hard, works)), TOPICS))
    assert warnings(sound) == ()
    (warning,) = warnings(wrong)
    assert warning.key == ("step", 1, "questions", 0)
    later = replace(SOUND, steps=(ROUND, replace(TALK, questions=(works,)), TOPICS))
    later = replace(later, steps=(*later.steps[:2], replace(TOPICS, questions=(hard,))))
    assert warnings(later) == ()


def test_worth_a_look() -> None:
    may_go = replace(SOUND, steps=(replace(ROUND, drop=2), TALK, TOPICS))
    assert [warning.key for warning in warnings(may_go)] == [("step", 0, "drop")]
    too_short = replace(SOUND, minutes=Extent(50, 10, 90))
    (warning,) = warnings(too_short)
    assert warning.key == ("minutes", "least")
    assert "does not fit by 2 min" in warning.sentence
