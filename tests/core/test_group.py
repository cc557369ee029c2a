"""Standing groups: what a session says of its people goes into the roster, and nobody is lost."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Play, talk
from coreflect_tui.core.forgotten import FORGOTTEN
from coreflect_tui.core.group import (
    MOST_ALIASES,
    Group,
    Links,
    Member,
    brought_up_to_date,
    changes_of,
    known_by_name,
    links_of,
    own_name,
    with_aliases,
)
from coreflect_tui.core.intents import (
    AddAttendee,
    CloseSession,
    DescribeAttendee,
    LinkRoster,
    NextItem,
    RecordCoreTraining,
    SetPresence,
)
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.record import MemberRecord, record_of
from coreflect_tui.core.state import Options, SessionState
from coreflect_tui.core.summary import summarise
from coreflect_tui.core.text import fold

GROUP = Group(
    "Tuesday",
    members=(
        Member("m-ana", "Ana", facilitates=True),
        Member("m-bo", "Bo", pronouns="they/them", email="bo@example.org", core_trained=True),
        Member("m-zed", "Zed"),
    ),
    id="g1",
)


def numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def kept(group: Group, state: SessionState) -> Group:
    return brought_up_to_date(group, state, links_of(group, state, numbered()))


def of_group(play: Play, links: Links = (("p1", "m-ana"), ("p2", "m-bo"))) -> Play:
    return play.does(LinkRoster(links, "g1", True))


def begun(people: int = 4) -> Play:
    """Ana facilitates; Bo and Cy are here, Dee did not come."""
    play = Play(talk("opening", 10), people=people).does(NextItem())
    return play.does(SetPresence(("p1", "p2", "p3"), Presence.PRESENT))


def test_whoever_came_and_is_not_in_the_roster_stands_at_its_end() -> None:
    group = kept(GROUP, of_group(begun()).state)
    assert [(one.id, one.name) for one in group.members] == [
        ("m-ana", "Ana"),
        ("m-bo", "Bo"),
        ("m-zed", "Zed"),
        ("new1", "Cy"),
    ]
    # Bo goes without pronouns now.
    assert changes_of(GROUP, group) == "1 person added, 1 changed"


def test_before_the_start_everybody_on_the_list_belongs_to_a_new_group() -> None:
    play = Play(talk("opening", 10), people=3).does(AddAttendee("Out", Presence.NOT_ADMITTED))
    group = kept(Group("New", id="g2"), play.state)
    assert [one.name for one in group.members] == ["Ana", "Bo", "Cy"]
    assert [one.facilitates for one in group.members] == [True, False, False]


def test_whoever_was_forgotten_is_in_no_roster_again() -> None:
    gone = DescribeAttendee("p3", FORGOTTEN, "", "", Role.PARTICIPANT)
    for play in (begun(), Play(talk("opening", 10), people=3)):
        state = play.does(gone).state
        assert "p3" not in dict(links_of(GROUP, state, numbered()))
        assert FORGOTTEN not in [one.name for one in kept(GROUP, state).members]


def test_what_is_so_now_is_taken_over_and_what_the_session_does_not_know_stays() -> None:
    play = of_group(begun())
    play.does(DescribeAttendee("p2", "Bobbie", "she/her", "Bo Lind"))
    bo = kept(GROUP, play.state).members[1]
    assert (bo.id, bo.name, bo.pronouns, bo.listed_name) == (
        "m-bo",
        "Bobbie",
        "she/her",
        "Bo Lind",
    )
    assert (bo.email, bo.core_trained) == ("bo@example.org", True)
    play.does(DescribeAttendee("p2", "Bobbie"))
    assert kept(GROUP, play.state).members[1].pronouns == ""


def test_someone_typed_by_the_name_they_have_in_the_roster_is_them() -> None:
    """A session that is linked afterwards: the names are all it has."""
    state = begun().state
    links = links_of(GROUP, state, numbered())
    assert links == (("p1", "m-ana"), ("p2", "m-bo"), ("p3", "new1"))
    bo = brought_up_to_date(GROUP, state, links).members[1]
    assert bo.pronouns == "they/them"


@pytest.mark.parametrize(
    ("listed", "said", "same"),
    [
        ("they/them", "they/them", True),
        ("they/them", "", True),
        ("", "he/him", True),
        ("they/them", "They", True),
        ("she/they", "they | he", True),
        ("they/them", "he/him", False),
        ("neo", "ask me", False),
    ],
)
def test_whoever_comes_without_being_expected_is_the_person_of_that_name(
    listed: str, said: str, same: bool
) -> None:
    """Unless their pronouns say that it is somebody else."""
    group = replace(GROUP, members=(GROUP.members[0], replace(GROUP.members[2], pronouns=listed)))
    play = of_group(begun(), (("p1", "m-ana"),)).does(AddAttendee("zéd", pronouns=said))
    person = play.state.people[-1]
    assert known_by_name(group, play.state) == (((person.id, "m-zed"),) if same else ())
    members = kept(group, play.state).members
    zed = [(one.id, one.name) for one in members if fold(one.name).startswith("zed")]
    stranger = zed[1:]
    assert zed[0][0] == "m-zed"
    assert stranger == ([] if same else [("new3", "zéd 2")])


def test_a_stranger_keeps_the_number_and_the_roster_its_own() -> None:
    play = of_group(begun(), (("p1", "m-ana"), ("p2", "m-other"))).does(
        AddAttendee("Zed", pronouns="he/him")
    )
    before = replace(
        GROUP,
        members=(
            *GROUP.members[:2],
            replace(GROUP.members[2], pronouns="she/her", email="zed@example.org"),
        ),
    )
    once = kept(before, play.state)
    zed, stranger = once.members[2], once.members[-1]
    assert zed == before.members[2]
    assert (stranger.name, stranger.pronouns, stranger.email) == ("Zed 2", "he/him", "")
    play.does(LinkRoster(links_of(once, play.state, numbered()), "g1", True))
    play.does(LinkRoster(((play.state.people[-1].id, stranger.id),), "g1", True))
    assert kept(once, play.state) == once


def test_someone_taken_for_another_can_be_told_apart_afterwards() -> None:
    """With an id that nobody has they are somebody new."""
    play = of_group(begun()).does(AddAttendee("Zed"))
    walk_in = play.state.people[-1].id
    play.does(LinkRoster(links_of(GROUP, play.state, numbered()), "g1", True))
    assert play.state.people[-1].roster == "m-zed"
    play.does(LinkRoster(((walk_in, "fresh"),), "g1", True))
    members = kept(GROUP, play.state).members
    assert [(one.id, one.name) for one in members if one.id in ("m-zed", "fresh")] == [
        ("m-zed", "Zed"),
        ("fresh", "Zed 2"),
    ]


def test_a_link_that_undo_took_with_its_person_is_found_again() -> None:
    play = of_group(begun(), (("p1", "m-ana"),)).does(AddAttendee("Zed"))
    links = links_of(GROUP, play.state, numbered())
    group = brought_up_to_date(GROUP, play.state, links)
    play.does(LinkRoster(links, "g1", True))
    assert known_by_name(group, play.state) == ()
    # As it is after redo: the person anew, without an id of the roster.
    people = (*play.state.people[:-1], replace(play.state.people[-1], roster=""))
    play.state = replace(play.state, people=people)
    healed = known_by_name(group, play.state)
    assert healed == ((people[-1].id, "m-zed"),)
    play.does(LinkRoster(healed, "g1", True))
    assert play.state.people[-1].roster == "m-zed"


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (True, None, True),
        (None, True, True),
        (False, True, True),
        (None, False, False),
        # Somebody corrects what was recorded by mistake.
        (True, False, False),
    ],
)
def test_core_training_stays_unless_something_else_was_recorded(
    before: bool | None, said: bool | None, after: bool | None
) -> None:
    bo = replace(GROUP.members[1], core_trained=before)
    play = of_group(begun())
    if said is not None:
        play.does(RecordCoreTraining(("p2",), said))
    group = replace(GROUP, members=(GROUP.members[0], bo))
    assert kept(group, play.state).members[1].core_trained is after


def test_two_people_of_a_roster_never_get_one_name() -> None:
    play = of_group(begun()).does(DescribeAttendee("p2", "Zéd"))
    group = kept(GROUP, play.state)
    assert [one.name for one in group.members] == ["Ana", "Bo", "Zed", "Cy"]


def test_ids_of_another_group_say_nothing_here() -> None:
    play = of_group(begun())
    other = Group("Other", members=(Member("m1", "Cy"),), id="g2")
    links = links_of(other, play.state, numbered())
    assert links == (("p1", "new1"), ("p2", "new2"), ("p3", "m1"))
    play.does(LinkRoster((("p3", "m1"),), "g2", False))
    assert [one.roster for one in play.state.people] == ["", "", "m1", ""]
    assert (play.state.options.group, play.state.options.record) == ("g2", False)


def test_someone_who_was_taken_off_the_file_and_came_has_the_id_they_had() -> None:
    smaller = replace(GROUP, members=GROUP.members[:1])
    group = kept(smaller, of_group(begun()).state)
    assert [(one.id, one.name) for one in group.members] == [
        ("m-ana", "Ana"),
        ("m-bo", "Bo"),
        ("new1", "Cy"),
    ]


def test_an_id_that_is_taken_is_drawn_again() -> None:
    ids = iter(["m-zed", "m-bo", "fresh"])
    links = links_of(GROUP, of_group(begun()).state, lambda: next(ids))
    assert links[-1] == ("p3", "fresh")


def test_aliases_are_added_once_and_change_nothing_else() -> None:
    play = of_group(begun())
    people = tuple(
        replace(one, name="Bobbie", aliases=("Bö's iPad", "BO'S IPAD", "bo", "b.l."))
        if one.id == "p2"
        else one
        for one in play.state.people
    )
    state = replace(play.state, people=people)
    group = with_aliases(GROUP, state)
    assert group == replace(
        GROUP,
        members=(
            GROUP.members[0],
            replace(GROUP.members[1], aliases=("BO'S IPAD", "b.l.")),
            GROUP.members[2],
        ),
    )
    assert with_aliases(group, state) == group
    assert with_aliases(replace(GROUP, id="g2"), state) == replace(GROUP, id="g2")


def test_the_newest_aliases_stay() -> None:
    many = tuple(f"Device {number}" for number in range(MOST_ALIASES + 5))
    play = of_group(begun())
    people = tuple(replace(one, aliases=many) for one in play.state.people[:1])
    group = with_aliases(GROUP, replace(play.state, people=people))
    assert group.members[0].aliases == many[5:]


@pytest.mark.parametrize(
    ("added", "changed", "said"),
    [
        (0, 0, "nothing changed"),
        (1, 0, "1 person added"),
        (3, 1, "3 people added, 1 changed"),
        (0, 1, "1 person changed"),
        (0, 2, "2 people changed"),
    ],
)
def test_changes_are_counted(added: int, changed: int, said: str) -> None:
    members = tuple(
        replace(one, pronouns="x") if number < changed else one
        for number, one in enumerate(GROUP.members)
    )
    new = tuple(Member(f"n{number}", f"New {number}") for number in range(added))
    assert changes_of(GROUP, replace(GROUP, members=(*members, *new))) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Bo",), "1 person known by name: Bo"),
        (("Bo", "Cy", "Dee"), "3 people known by name: Bo, Cy, Dee"),
        (("Bo", "Cy", "Dee", "Eli", "Fay"), "5 people known by name: Bo, Cy, Dee and 2 more"),
    ],
)
def test_who_was_known_by_name_alone_is_said(names: tuple[str, ...], said: str) -> None:
    assert changes_of(GROUP, GROUP, names) == said
    more = replace(GROUP, members=(*GROUP.members, Member("n", "New")))
    assert changes_of(GROUP, more, names) == f"1 person added, {said}"


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert own_name("Ana", {"bo"}) == "Ana"
    assert own_name("Ana", {"ana"}, "Anna") == "Anna"
    assert own_name("Ana", {"ana", "ana2"}) == "Ana 3"
    assert len(own_name("A" * 80, {"a" * 80})) <= 80


names = st.sampled_from(["Ana", "Bo", "bó", "Cy", "Zed", "Ana 2"])


@given(
    st.lists(names, unique_by=fold, max_size=5),
    st.lists(st.tuples(names, st.integers(0, 6)), unique_by=(lambda one: fold(one[0])), min_size=1),
    st.sampled_from(["g1", ""]),
)
def test_whatever_the_session_says_a_roster_keeps_everybody_with_one_id_and_one_name(
    roster: list[str], here: list[tuple[str, int]], group_id: str
) -> None:
    group = Group(
        "Any", members=tuple(Member(f"m{n}", name) for n, name in enumerate(roster)), id="g1"
    )
    # Some are linked, each with somebody else, and carry any name by now.
    linked = {f"p{n}": f"m{number}" for n, (_, number) in enumerate(here)}
    once = {roster: person for person, roster in linked.items()}
    people = tuple(
        Attendee(
            f"p{n}",
            name,
            Role.PARTICIPANT,
            presence=Presence.PRESENT,
            roster=linked[f"p{n}"] if once[linked[f"p{n}"]] == f"p{n}" and group_id else "",
        )
        for n, (name, _) in enumerate(here)
    )
    state = begun().state
    options: Options = replace(state.options, group=group_id)
    state = replace(state, people=people, options=options)
    links = links_of(group, state, numbered())
    after = brought_up_to_date(group, state, links)
    ids = [one.id for one in after.members]
    assert len(set(ids)) == len(ids)
    assert {one.id for one in group.members} <= set(ids)
    assert len({fold(one.name) for one in after.members}) == len(ids)
    assert {roster for _, roster in links} <= set(ids)
    assert {person for person, _ in links} == {one.id for one in people}


# --- linking, and the record ---------------------------------------------------------------------


def test_linking_is_refused_where_it_says_nothing_new_or_makes_two_people_one() -> None:
    play = of_group(begun())
    play.refuses(LinkRoster((("p1", "m-ana"), ("p9", "m-none")), "g1", True))
    play.refuses(LinkRoster((("p3", "m-bo"),), "g1", True))
    play.refuses(LinkRoster((), "", True))
    play.does(LinkRoster((("p2", "m-x"), ("p3", "m-bo")), "g1", True))
    assert [one.roster for one in play.state.people] == ["m-ana", "m-x", "m-bo", ""]


def test_a_session_can_be_linked_after_it_was_closed() -> None:
    play = of_group(begun().does(CloseSession()))
    assert len(summarise(play.state, play.now).participation) == 2


def test_the_record_adds_up_sessions() -> None:
    rows = []
    for number, present in enumerate(["p2", "p4", "p3"]):
        play = Play(talk("opening", 10), people=4)
        play.does(LinkRoster((("p1", "m-ana"), ("p2", "m-bo"), ("p3", "gone")), "g1", number != 1))
        play.does(NextItem(), SetPresence((present,), Presence.PRESENT), CloseSession())
        rows.append(summarise(play.state, play.now))
    record = record_of(GROUP, rows)
    assert (record.held, record.counted, record.certified, record.others) == (3, 2, False, 1)
    ana, bo, zed = GROUP.members
    assert record.people == (MemberRecord(ana, 2), MemberRecord(bo, 1), MemberRecord(zed, 0))
