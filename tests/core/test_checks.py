"""What is shown before closing; a state for each line, and one where all is well."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from builders import Play, talk
from coreflect_tui.core.agenda import Item
from coreflect_tui.core.checks import Check, CheckKind, checks
from coreflect_tui.core.formats import (
    Certificates,
    Extent,
    FacilitatorsIn,
    Format,
    NoteKind,
    Order,
    Outcome,
    Place,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.core.harvest import harvest_summary
from coreflect_tui.core.intents import CallSession, NextItem
from coreflect_tui.core.person import Attendee, Presence, PresenceChange, Role
from coreflect_tui.core.state import (
    Agreement,
    ItemState,
    Note,
    Options,
    Round,
    SessionState,
    Shared,
    Span,
    Topic,
    Turn,
    TurnStatus,
)

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NOW = START + timedelta(minutes=60)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


RULE = RoundRule(Order.BATON, 60, 30, facilitators=FacilitatorsIn.NOT)
CLOSING = Step("closing", "Closing round", 10, 5, 20, kind=StepKind.ROUND, round=RULE)
FORMAT = Format(
    id="f",
    title="Co-reflection",
    summary="",
    source="",
    language="en",
    notice="",
    places=(Place.ONLINE,),
    minutes=Extent(60, 60, 60),
    people=Extent(5, 2, 9),
    steps=(CLOSING,),
    outcomes=(Outcome.ATTENDEES, Outcome.HARVEST),
    certificates=Certificates("IPS Central", "", ("closing",)),
)


def person(name: str, *history: tuple[float, Presence]) -> Attendee:
    changes = tuple(PresenceChange(at(minute), presence) for minute, presence in history)
    now = changes[-1].presence if changes else Presence.EXPECTED
    return Attendee(name.lower() or "nameless", name, presence=now, history=changes)


LEAD = replace(person("Rowan", (0, Presence.PRESENT)), role=Role.FACILITATOR)
ANA = person("Ana", (0, Presence.PRESENT))
NOTE = Note("n1", NoteKind.TAKEAWAY, "to listen longer", at(50))
STATE = SessionState(
    id="s",
    format=FORMAT,
    options=Options(START, 60, Place.ONLINE, utc_offset=11 * 3600),
    items=(ItemState(Item("i1", CLOSING, 600, 300), 600, visits=(Span(at(40), at(60)),)),),
    people=(LEAD, ANA),
    hard_end=NOW,
    began=START,
    rounds=(Round("i1", Order.BATON, (Turn("ana", TurnStatus.DONE, Shared.ALOUD),)),),
    notes=(NOTE,),
)


def found(state: SessionState, kind: CheckKind) -> list[Check]:
    return [one for one in checks(state, NOW) if one.kind is kind]


def test_where_all_is_well_only_the_question_about_others_is_open() -> None:
    lines = checks(STATE, NOW)
    assert [(one.kind, one.ok) for one in lines] == [
        (CheckKind.STILL_HERE, True),
        (CheckKind.SHARED, True),
        (CheckKind.OTHERS, False),
    ]
    assert lines[1].sentence == "everyone present was heard in “Closing round” or passed"
    assert lines[2].notes == ("n1",)


def test_who_is_not_recorded_in_a_round() -> None:
    late = person("Kit", (10, Presence.PRESENT))
    gone = person("Ola", (0, Presence.PRESENT), (30, Presence.LEFT))
    [line] = found(replace(STATE, people=(LEAD, ANA, late, gone)), CheckKind.SHARED)
    assert line.sentence == "not recorded in “Closing round”: Kit"
    assert (line.ok, line.people, line.item) == (False, ("kit",), "i1")


def test_a_pass_is_fine() -> None:
    rounds = (Round("i1", Order.BATON, (Turn("ana", TurnStatus.PASSED),)),)
    [line] = found(replace(STATE, rounds=rounds), CheckKind.SHARED)
    assert line.ok


def test_without_certificates_every_round_for_all_is_looked_at() -> None:
    plain = replace(FORMAT, certificates=None)
    [line] = found(replace(STATE, format=plain, rounds=()), CheckKind.SHARED)
    assert line.people == ("ana",)
    popcorn = replace(CLOSING, round=replace(RULE, everyone_once=False))
    item = replace(STATE.items[0], item=Item("i1", popcorn, 600, 300))
    assert not found(replace(STATE, format=plain, items=(item,)), CheckKind.SHARED)


def test_someone_still_away() -> None:
    kit = person("Kit", (0, Presence.PRESENT), (2, Presence.AWAY))
    [line] = found(replace(STATE, people=(LEAD, ANA, kit)), CheckKind.AWAY)
    assert (line.sentence, line.people) == ("Kit has been away since 19:02", ("kit",))


def test_nobody_present() -> None:
    away = replace(LEAD, history=(), presence=Presence.NO_SHOW)
    [line] = found(replace(STATE, people=(away,)), CheckKind.NOBODY_PRESENT)
    assert line.sentence == "nobody is noted as here"


@pytest.mark.parametrize("name", ["", "iPhone", "iPad 2", "?", "Guest"])
def test_someone_without_a_name(name: str) -> None:
    nameless = person(name, (0, Presence.PRESENT))
    [line] = found(replace(STATE, people=(LEAD, ANA, nameless)), CheckKind.NO_NAME)
    assert (line.sentence, line.people) == ("someone here has no name yet", (nameless.id,))


def test_people_who_were_expected_and_never_came() -> None:
    people = (LEAD, ANA, person("Kit"), replace(person("Ola"), presence=Presence.NO_SHOW))
    [line] = found(replace(STATE, people=people), CheckKind.NEVER_CAME)
    assert (line.sentence, line.people) == ("expected and not noted as here: Kit", ("kit",))


def test_a_quote_that_names_someone_is_not_quoted_twice() -> None:
    note = replace(NOTE, kind=NoteKind.QUOTE, text="“Go slow” — Ana, here")
    [line] = found(replace(STATE, notes=(note,)), CheckKind.NAMED)
    assert line.sentence == "a quote names someone here: “Go slow” — Ana, here"


def test_a_note_that_names_someone() -> None:
    text = "after a long and winding evening\nAna's question\nopened something new for all of us"
    named = replace(NOTE, text=text)
    [line] = found(replace(STATE, notes=(named,)), CheckKind.NAMED)
    assert line.sentence == (
        "a takeaway names someone here: “…and winding evening Ana's question opened…”"
    )
    assert (line.people, line.notes) == (("ana",), ("n1",))


@pytest.mark.parametrize(
    "note",
    [
        replace(NOTE, text="Ana", name_kept=True),
        replace(NOTE, text="Ana", left_out=True),
        replace(NOTE, text="Ana", kind=NoteKind.REMINDER),
        replace(NOTE, text="analysis"),
    ],
)
def test_notes_whose_names_are_settled(note: Note) -> None:
    assert not found(replace(STATE, notes=(note,)), CheckKind.NAMED)


def test_a_topic_that_names_someone_and_one_that_was_not_reached() -> None:
    topics = (Topic("t1", "Ana's question", visits=(Span(at(10), at(20)),)), Topic("t2", "Power"))
    state = replace(STATE, topics=topics)
    [named] = found(state, CheckKind.TOPIC_NAMED)
    assert (named.topics, named.people) == (("t1",), ("ana",))
    [open_one] = found(state, CheckKind.TOPIC_NOT_REACHED)
    assert open_one.sentence == "“Power” was not reached; it will be listed so"
    assert open_one.topics == ("t2",)


def test_nothing_noted() -> None:
    reminder = replace(NOTE, kind=NoteKind.REMINDER)
    for notes in ((), (reminder,), (replace(NOTE, left_out=True),)):
        state = replace(STATE, notes=notes)
        assert found(state, CheckKind.NOTHING_NOTED)
        assert not found(state, CheckKind.OTHERS)


def test_whose_full_participation_is_the_facilitators_to_decide() -> None:
    [line] = found(replace(STATE, rounds=()), CheckKind.YOU_DECIDE)
    assert line.people == ("ana",)
    assert not found(
        replace(STATE, rounds=(), format=replace(FORMAT, certificates=None)), CheckKind.YOU_DECIDE
    )


def test_a_session_that_leaves_nothing_is_asked_nothing() -> None:
    quiet = replace(FORMAT, outcomes=(), attendance=False, certificates=None)
    assert checks(replace(STATE, format=quiet, notes=(), people=(LEAD,)), NOW) == ()


def test_ids_are_unique_and_stable() -> None:
    people = (LEAD, ANA, person("Kit", (0, Presence.AWAY)), person("Ola", (0, Presence.AWAY)))
    notes = (replace(NOTE, text="Ana"), replace(NOTE, id="n2", text="Kit"))
    state = replace(STATE, people=people, notes=notes)
    ids = [one.id for one in checks(state, NOW)]
    assert len(set(ids)) == len(ids)
    assert ids == [one.id for one in checks(state, NOW)]


def test_what_may_be_a_name_is_asked_about_as_such() -> None:
    people = (LEAD, replace(ANA, name="Ana Theresa"))
    notes = (replace(NOTE, text="as Teresa said"), replace(NOTE, id="n2", text="Teresa and ana"))
    first, second = found(replace(STATE, people=people, notes=notes), CheckKind.NAMED)
    assert first.sentence == "a takeaway may name someone here: “as Teresa said”"
    assert second.sentence == "a takeaway names someone here: “Teresa and ana”"
    assert second.people == ("ana",)
    [topic] = found(
        replace(STATE, people=people, topics=(Topic("t1", "Teresa's way"),)), CheckKind.TOPIC_NAMED
    )
    assert topic.sentence == "a topic may name someone here: “Teresa's way”"


@pytest.mark.parametrize(
    "known",
    [
        {"listed_name": "Nusha Blum"},
        {"aliases": ("Nusha",)},
        {"name": "Ana (Nusha)"},
        {"name": "Ana", "email": "nusha@hub.example"},
    ],
)
def test_every_name_that_someone_goes_by_is_looked_for(known: dict[str, Any]) -> None:
    words = "write to nusha@hub.example" if "email" in known else "as nusha said"
    state = replace(STATE, people=(LEAD, replace(ANA, **known)), notes=(replace(NOTE, text=words),))
    assert [one.people for one in found(state, CheckKind.NAMED)] == [("ana",)]


def test_topics_may_tell_of_others_too() -> None:
    state = replace(STATE, notes=(), topics=(Topic("t1", "My neighbour"),))
    [line] = found(state, CheckKind.OTHERS)
    assert line.sentence.startswith("does a topic tell of someone who is not here")
    assert (line.notes, line.topics) == ((), ("t1",))


def test_private_reminders_are_not_looked_through() -> None:
    reminder = replace(NOTE, kind=NoteKind.REMINDER, text="ask Ana")
    state = replace(STATE, notes=(reminder,))
    assert not found(state, CheckKind.NAMED) + found(state, CheckKind.OTHERS)


def test_a_name_in_the_session_s_own_title_is_said_and_not_in_the_harvest() -> None:
    play = Play(talk("one", 3), people=2, here=True).does(NextItem())
    format_with_harvest = replace(play.state.format, outcomes=(Outcome.HARVEST,))
    play.state = replace(play.state, format=format_with_harvest)
    assert "title named" not in {one.id for one in checks(play.state, play.now)}
    play.does(CallSession("Bo's co-reflection"))
    (found,) = [one for one in checks(play.state, play.now) if one.id == "title named"]
    assert "“Bo's co-reflection”" in found.sentence
    assert harvest_summary(play.state, play.now, "seed").title == "Someone's co-reflection"


# --- the discomfort agreement --------------------------------------------------------------------


def agreed(checked: date | None, group: str = "g1", words: str = "Silence is fine") -> SessionState:
    """A session whose last step is where the agreement is looked at."""
    item = replace(STATE.items[0], item=Item("i1", replace(CLOSING, agreement=True), 600, 300))
    options = replace(STATE.options, group=group)
    agreement = Agreement(words, checked)
    return replace(STATE, items=(item,), options=options, agreement=agreement)


def test_a_group_s_agreement_that_was_not_looked_at_today_is_said_calmly() -> None:
    for checked in (None, date(2026, 11, 15)):
        [line] = found(agreed(checked), CheckKind.AGREEMENT)
        assert line.sentence == "the discomfort agreement was not looked at today"
        assert not line.ok
    assert not found(agreed(date(2026, 11, 22)), CheckKind.AGREEMENT)


def test_only_a_group_that_has_one_is_asked_where_it_has_its_place() -> None:
    state = agreed(None)
    assert not found(agreed(None, group=""), CheckKind.AGREEMENT)
    assert not found(replace(state, agreement=None), CheckKind.AGREEMENT)
    assert not found(replace(state, items=STATE.items), CheckKind.AGREEMENT)
    assert not found(replace(state, began=None), CheckKind.AGREEMENT)


def test_a_name_in_what_people_need_is_said_where_the_harvest_has_it() -> None:
    named = "Ana may cry\nSilence is fine"
    [line] = found(agreed(None, "", named), CheckKind.AGREEMENT_NAMED)
    assert "the harvest says “someone”" in line.sentence
    assert not found(agreed(None, "g1", named), CheckKind.AGREEMENT_NAMED)
    assert found(agreed(date(2026, 11, 22), "g1", named), CheckKind.AGREEMENT_NAMED)
    assert not found(agreed(None, ""), CheckKind.AGREEMENT_NAMED)


def test_what_people_need_is_something_for_the_group() -> None:
    assert found(replace(agreed(None), notes=()), CheckKind.NOTHING_NOTED)
    assert not found(replace(agreed(None, ""), notes=()), CheckKind.NOTHING_NOTED)
