"""The summary for the group: what goes in, and what never does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import Extent, Format, NoteKind, Place, Step, StepKind
from coreflect_tui.core.harvest import Asked, ItemTime, TopicHarvest, harvest_summary
from coreflect_tui.core.person import Attendee, Presence, PresenceChange
from coreflect_tui.core.state import (
    Agreement,
    ItemState,
    Note,
    Options,
    Pause,
    PauseKind,
    SessionState,
    Span,
    Topic,
)

START = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def note(note_id: str, kind: NoteKind, topic: str | None = None, left_out: bool = False) -> Note:
    return Note(note_id, kind, f"words {note_id}", START, topic=topic, left_out=left_out)


def here(person_id: str) -> Attendee:
    history = (PresenceChange(START, Presence.PRESENT),)
    return Attendee(person_id, "Priya", presence=Presence.PRESENT, history=history)


def item(item_id: str, minutes: tuple[int, int] | None, **step: object) -> ItemState:
    made = replace(
        Step(item_id, item_id.title(), 10, 5, 20),
        **step,  # type: ignore[arg-type]
    )
    visits = (Span(at(minutes[0]), at(minutes[1])),) if minutes else ()
    return ItemState(Item(item_id, made, 600, 300), 480, accepted=480, visits=visits)


STATE = SessionState(
    id="s",
    format=Format(
        id="f",
        title="Co-reflection",
        summary="",
        source="",
        language="en",
        notice="",
        places=(Place.ONLINE,),
        minutes=Extent(60, 60, 60),
        people=Extent(5, 2, 9),
        steps=(),
        confidentiality="What is said here stays here.",
    ),
    options=Options(START, 60, Place.ONLINE, utc_offset=11 * 3600),
    items=(
        item("opening", (0, 10), ask="What brings you?"),
        item("topics", (10, 40), kind=StepKind.TOPICS),
        item("closing", None, ask="What do you take?"),
    ),
    people=(here("a"), here("b"), Attendee("c", "Kit")),
    hard_end=at(60),
    began=START,
    closed=at(50),
    topics=(
        Topic("t1", "Endings", allotment=900, visits=(Span(at(10), at(30)),)),
        Topic("t2", "Power", allotment=900),
    ),
    notes=(
        note("n1", NoteKind.INTENTION),
        note("n2", NoteKind.TOPIC, topic="t1"),
        note("n3", NoteKind.TOPIC),
        note("n4", NoteKind.TAKEAWAY, topic="t1"),
        note("n5", NoteKind.TAKEAWAY),
        note("n6", NoteKind.TAKEAWAY),
        note("n7", NoteKind.HARVEST),
        note("n8", NoteKind.COMPOST),
        note("n9", NoteKind.QUOTE),
        note("r1", NoteKind.REMINDER),
        *(note(f"x{kind}", kind, left_out=True) for kind in NoteKind),
    ),
)


def test_every_kind_of_note_has_its_place() -> None:
    made = harvest_summary(STATE, at(55), "seed")
    assert made.intentions == ("words n1",)
    assert made.topics == (TopicHarvest("Endings", 900, 1200, ("words n2",)),)
    assert made.also_raised == ("words n3",)
    assert sorted(made.takeaways) == ["words n4", "words n5", "words n6"]
    assert (made.harvest, made.compost, made.quotes) == (
        ("words n7",),
        ("words n8",),
        ("words n9",),
    )
    assert made.not_reached == ("Power",)


def test_no_name_reminder_or_note_left_out_is_in_it() -> None:
    words = repr(harvest_summary(STATE, at(55), "seed"))
    assert "Priya" not in words
    assert "words r1" not in words
    assert "words x" not in words


def test_what_people_need_is_in_it_without_names() -> None:
    agreed = Agreement("Silence is fine\nPriya may leave, and Priya's cat", None)
    made = harvest_summary(replace(STATE, agreement=agreed), at(55), "seed")
    assert made.needs == ("Silence is fine", "Someone may leave, and someone's cat")
    assert harvest_summary(STATE, at(55), "seed").needs == ()


@pytest.mark.parametrize(
    ("checked", "there"), [(None, False), (date(2026, 11, 22), False), (date(2026, 11, 23), True)]
)
def test_that_of_a_group_is_in_it_where_it_was_looked_at_in_this_session(
    checked: date | None, there: bool
) -> None:
    options = replace(STATE.options, group="g1")
    state = replace(STATE, options=options, agreement=Agreement("Silence is fine", checked))
    assert bool(harvest_summary(state, at(55), "seed").needs) is there


def test_its_head_is_in_local_time_and_counts_people() -> None:
    made = harvest_summary(STATE, at(55), "seed")
    assert (made.title, made.date, made.place) == ("Co-reflection", date(2026, 11, 23), "online")
    assert (made.planned_minutes, made.real_minutes, made.people) == (60, 40, 2)
    assert made.confidentiality == "What is said here stays here."


def test_only_what_was_held_was_asked() -> None:
    assert harvest_summary(STATE, at(55), "").asked == (Asked("Opening", "What brings you?"),)


def test_times_are_planned_accepted_and_real_without_pauses() -> None:
    paused = replace(STATE, pauses=(Pause(at(2), at(5), PauseKind.HOLD),))
    assert harvest_summary(paused, at(55), "").times == (
        ItemTime("Opening", 600, 480, 420),
        ItemTime("Topics", 600, 480, 1800),
        ItemTime("Closing", 600, 480, 0),
    )


def test_takeaways_are_shuffled_by_the_seed_alone() -> None:
    orders = {harvest_summary(STATE, at(55), f"{seed}").takeaways for seed in range(60)}
    assert len(orders) == 6
    backwards = replace(STATE, notes=STATE.notes[::-1])
    for seed in ("a", "b"):
        first = harvest_summary(STATE, at(55), seed).takeaways
        assert harvest_summary(STATE, at(59), seed).takeaways == first
        assert harvest_summary(backwards, at(55), seed).takeaways == first


@pytest.mark.parametrize(
    ("topics", "notes", "not_reached", "real"),
    [
        ((Topic("t1", "Endings"),), (), (), (1800,)),
        ((Topic("t1", "Endings"), Topic("t2", "Power")), (), ("Endings", "Power"), ()),
        (
            (Topic("t1", "Endings"), Topic("t2", "Power")),
            (note("n", NoteKind.TAKEAWAY, topic="t2"),),
            ("Endings",),
            (None,),
        ),
    ],
)
def test_a_topic_nobody_began_by_key(
    topics: tuple[Topic, ...],
    notes: tuple[Note, ...],
    not_reached: tuple[str, ...],
    real: tuple[int | None, ...],
) -> None:
    made = harvest_summary(replace(STATE, topics=topics, notes=notes), at(55), "")
    assert made.not_reached == not_reached
    assert tuple(one.real for one in made.topics) == real


def test_a_session_that_never_began_has_a_summary_too() -> None:
    items = tuple(replace(one, visits=()) for one in STATE.items)
    made = harvest_summary(replace(STATE, began=None, closed=None, items=items), at(0), "")
    assert made.real_minutes == 0
    assert made.asked == ()
