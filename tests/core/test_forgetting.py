"""A session without one of its people: whoever they were is gone, and what all did is the same."""

import json
from dataclasses import asdict, fields, replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import START, a_format, attendees, ids, preparation, sharing, talk, topic_time
from coreflect_tui.clock import FastClock
from coreflect_tui.core import events
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.forgetting import Known, people_of, without_person
from coreflect_tui.core.forgetting_words import Naming, ones_own, words_naming, words_without
from coreflect_tui.core.forgotten import FORGOTTEN, is_forgotten
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseRoom,
    DescribeAttendee,
    GiveTurnToName,
    Intent,
    LinkRoster,
    MarkFullParticipation,
    NextItem,
    RecordAddress,
    RemoveAttendee,
    RemoveNote,
    ReportRow,
    ReviewNote,
    TakeReport,
    WriteNote,
)
from coreflect_tui.core.names import names_in
from coreflect_tui.core.person import Attendee, FullMark, Presence, Role
from coreflect_tui.core.state import SessionState
from coreflect_tui.session import Session
from laptop import Memory

FORMAT = a_format(
    talk("opening", 3), sharing("baton", 8), topic_time(5), talk("closing", 3), certificates=True
)
NAMES = st.sampled_from(["Quillon", "Xanthe", "Zebedee"])
PEOPLE = st.sampled_from(["p2", "p3", "p4"])
SAID = st.sampled_from(["secret-a", "secret-b"])

ACTS: st.SearchStrategy[Intent | str] = st.one_of(
    st.builds(AddAttendee, NAMES, st.sampled_from(Presence)),
    st.builds(GiveTurnToName, NAMES),
    st.builds(DescribeAttendee, PEOPLE, NAMES, SAID, SAID, st.sampled_from(Role)),
    st.builds(RecordAddress, PEOPLE, st.just("secret@example.org"), SAID),
    st.builds(RemoveAttendee, PEOPLE),
    st.builds(MarkFullParticipation, PEOPLE, st.builds(FullMark, st.booleans(), SAID)),
    st.builds(lambda who, alias: TakeReport((ReportRow(who, "x", (), alias),)), PEOPLE, SAID),
    st.builds(lambda who: LinkRoster(((who, "r7"),), "g1", True), PEOPLE),
    st.just(NextItem(True)),
    st.just(CloseRoom()),
    *[st.just("undo")] * 2,
    st.just("redo"),
)


def told(acts: list[Intent | str]) -> tuple[Decision, ...]:
    """The decisions of a session in which all this was asked for."""
    memory = Memory()
    clock = FastClock(START, 0, real=lambda: 0.0)
    session = Session.begin(preparation(FORMAT, attendees(2)), memory, clock, ids())
    for act in acts:
        clock.advance(1)
        if isinstance(act, Intent):
            session.dispatch(act)
        else:
            session.undo() if act == "undo" else session.redo()
    return tuple(memory.stored)


def plain(decisions: tuple[Decision, ...]) -> str:
    whole = [[asdict(event) for event in one.events] for one in decisions]
    return json.dumps(
        whole, default=lambda one: str(one) if isinstance(one, datetime) else repr(one)
    )


def unnamed(state: SessionState) -> SessionState:
    """The state with nothing in it that is said of people."""
    people = tuple(
        Attendee(one.id, "", one.role, presence=one.presence, history=one.history)
        for one in state.people
    )
    return replace(state, people=people)


@settings(max_examples=150)
@given(st.lists(ACTS, max_size=25))
def test_whoever_is_forgotten_is_gone_and_the_rest_is_as_it_was(acts: list[Intent | str]) -> None:
    decisions = told(acts)
    people = people_of(decisions)
    here = {one.name for one in replay(decisions).state.people}
    assert {name for one in people if one.there for name in one.called} >= here
    for name in ("Quillon", "Xanthe", "Bo"):
        keys = frozenset(one.key for one in people if one.goes_by(name))
        after = without_person(decisions, keys, people)
        assert f'"{name}"' not in plain(after)
        assert not [one for one in people_of(after) if one.goes_by(name)]
        was, now = replay(decisions), replay(after)
        assert unnamed(now.state) == unnamed(was.state)
        assert [one.id for one in now.undone] == [one.id for one in was.undone]
        for one, other in zip(was.state.people, now.state.people, strict=True):
            assert other == one or is_forgotten(other.name)
            assert is_forgotten(other.name) is (name in _called(people, one.id))
        assert len({one.name for one in now.state.people}) == len(now.state.people)
    everybody = frozenset(one.key for one in people)
    after = without_person(decisions, everybody, people)
    for word in ("Quillon", "Xanthe", "Zebedee", "Ana", "Bo", "secret", "r7"):
        assert f'"{word}' not in plain(after)


def _called(people: tuple[Known, ...], person: str) -> set[str]:
    """Every name that whoever has that id now ever had."""
    (there,) = [one for one in people if one.there and one.key.split()[-1] == person]
    return there.called | there.listed | there.aliases


def test_an_id_that_was_given_again_is_somebody_else() -> None:
    decisions = told([AddAttendee("Quillon"), "undo", AddAttendee("Xanthe")])
    people = people_of(decisions)
    assert [(one.called, one.there) for one in people] == [
        ({"Ana"}, True),
        ({"Bo"}, True),
        ({"Quillon"}, False),
        ({"Xanthe"}, True),
    ]
    keys = frozenset(one.key for one in people if one.goes_by("quillon"))
    after = without_person(decisions, keys, people)
    assert [one.name for one in replay(after).state.people] == ["Ana", "Bo", "Xanthe"]
    assert "Quillon" not in plain(after)


def test_words_that_name_somebody_are_counted_note_by_note_and_changed_in_all_wordings() -> None:
    decisions = told(
        [
            WriteNote(NoteKind.HARVEST, "Quillon's patience"),
            WriteNote(NoteKind.HARVEST, "what quillon did"),
            WriteNote(NoteKind.HARVEST, "Patience"),
            WriteNote(NoteKind.REMINDER, "Ask Quillon; then ask Quillon again"),
            "undo",
        ]
    )
    naming = Naming(Known("", {"Quillon"}))
    assert words_naming(decisions, naming) == 3
    after = words_without(decisions, naming)
    assert "uillon" not in plain(after)
    texts = [one.text for one in replay(after).state.notes]
    assert texts == ["Someone's patience", "what someone did", "Patience"]
    assert naming.without("Quillon here") == "Someone here"


WHOLE = Known("", {"Quillon Quux"}, {"Q. van Fenn"}, {"quill-phone"}, {"qq@example.org"})


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("write to QQ@example.org now", "write to someone now"),
        ("as Fenn said", "as someone said"),
        ("quill-phone left", "someone left"),
        ("Quillon Quux's way", "Someone's way"),
        ("Quilon and patience", "Someone and patience"),
        ("Patience", "Patience"),
    ],
)
def test_somebody_is_found_by_all_that_is_known_of_them(text: str, without: str) -> None:
    assert Naming(WHOLE).without(text) == without


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Quillon Quux told us", "Someone told us"),
        ("Quillon told us", "Quillon told us"),
        ("Quux told us", "Someone told us"),
        ("Quilon told us", "Quilon told us"),
    ],
)
def test_where_they_were_not_a_name_is_that_of_who_was_there(text: str, without: str) -> None:
    assert Naming(WHOLE, [Known("", {"Quillon Blum"})]).without(text) == without


def test_what_is_the_facilitators_own_can_be_left() -> None:
    decisions = told(
        [
            WriteNote(NoteKind.HARVEST, "Quillon kept"),
            ReviewNote("n1", name_kept=True),
            WriteNote(NoteKind.HARVEST, "Quillon shared"),
            WriteNote(NoteKind.REMINDER, "Ask Quillon"),
            WriteNote(NoteKind.REMINDER, "Thank Quillon"),
            RemoveNote("n4"),
        ]
    )
    own = ones_own(decisions, replay(decisions).state)
    assert own == {"n1", "n3", "n4"}
    naming = Naming(Known("", {"Quillon"}))
    assert words_naming(decisions, naming, own) == 1
    after = replay(words_without(decisions, naming, own)).state
    assert [one.text for one in after.notes] == ["Quillon kept", "Someone shared", "Ask Quillon"]


def test_the_name_of_the_forgotten_names_nobody_in_a_note() -> None:
    assert not names_in("Someone who asked was forgotten, To Be", [Attendee("p1", FORGOTTEN)])


@pytest.mark.parametrize("name", events.__all__)
def test_every_field_of_an_event_that_may_say_who_somebody_is_is_known(name: str) -> None:
    """Whoever adds an event with words about people sees here that forgetting must know of it."""
    kind = getattr(events, name)
    text = {
        field.name
        for field in fields(kind)
        if isinstance(field.type, str | type) and field.type in (str, "str")
    }
    ids_and_words = {"person", "item", "note", "topic", "group", "decision", "session", "seed"}
    ids_and_words |= {"role", "lap", "choice", "option"}
    about_people = {"name", "pronouns", "listed_name", "alias", "email", "organisation", "reason"}
    said = text - ids_and_words - set(kind.words) - {"title"}
    assert said <= about_people
    assert not said or "person" in text
