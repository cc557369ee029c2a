"""Two sessions in a row: somebody else is asked for a role that rotates."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import START, a_format, sharing, talk
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.intents import CloseSession, GiveRole, NextItem, RecordOutcomes
from coreflect_tui.core.repeating import RoleRule
from coreflect_tui.core.roles import suggested
from coreflect_tui.core.state import SessionState
from coreflect_tui.forgetting_people import find_person, forget_person
from coreflect_tui.library.groups import save_group
from coreflect_tui.locations import locations
from coreflect_tui.looking_back import REMEMBERED, sessions_with_roles
from coreflect_tui.preparation import Invited, invited, prepare_session
from coreflect_tui.store.connection import NAME
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.workplace import Workplace
from stage import Stage, a_workplace, options, play, still_clock

TIME = RoleRule("time", "Time-keeper", rotates=True)
FORMAT: Format = replace(
    a_format(talk("arriving", 5), sharing("telling", 15), talk("parting", 10)),
    id="gathering",
    title="Gathering",
    roles=(TIME,),
)
TUESDAY = Group(
    "Tuesday",
    "gathering",
    members=(
        Member("a1", "Ana", facilitates=True),
        Member("b2", "Bo"),
        Member("c3", "Cy"),
        Member("d4", "Dee"),
    ),
    id="g1",
)


def hold(
    workplace: Workplace, keeper: str, day: int, group: Group = TUESDAY, fmt: Format = FORMAT
) -> None:
    """A session of the group on that day, in which that person kept the time."""
    leading, others = invited(group)
    wanted = replace(options(30), starts_at=START + timedelta(days=day), group=group.id)
    prepared = prepare_session(fmt, wanted, leading, others, workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    workplace.clock.advance(86400)  # type: ignore[attr-defined]
    session = workplace.begin(*prepared)
    (person,) = [one.id for one in session.state.people if one.name == keeper]
    for intent in (NextItem(), GiveRole("time", (person,)), CloseSession()):
        assert session.dispatch(intent) is None
    workplace.leave()


def next_session(workplace: Workplace, group: Group | None = TUESDAY) -> SessionState:
    """A session as setup would prepare it now; in memory alone."""
    leading, others = invited(group or TUESDAY)
    if group is None:
        leading, others = (Invited("Ana"),), (Invited("bo"), Invited("Cy"))
    earlier = sessions_with_roles(workplace.store, FORMAT, group.id if group else "")
    prepared = prepare_session(
        FORMAT, options(30), leading, others, workplace.random, earlier=earlier
    )
    assert not isinstance(prepared, Refusal), prepared.sentence
    return workplace.begin(*prepared).state


def asked(workplace: Workplace, group: Group | None = TUESDAY) -> str:
    """Who would be asked to keep the time in the next session."""
    person = suggested(next_session(workplace, group), TIME)
    workplace.leave()
    assert person
    return person.name


def test_in_two_sessions_of_a_group_two_people_are_suggested() -> None:
    workplace = a_workplace(still_clock(0))
    assert asked(workplace) == "Bo"
    hold(workplace, "Bo", 0)
    assert asked(workplace) == "Cy"
    hold(workplace, "Cy", 7)
    assert asked(workplace) == "Dee"
    hold(workplace, "Dee", 14)
    assert asked(workplace) == "Ana"
    hold(workplace, "Ana", 21)
    assert asked(workplace) == "Bo", "it was theirs longest ago"
    workplace.close()


def test_sessions_of_another_group_and_of_another_format_say_nothing() -> None:
    workplace = a_workplace(still_clock(0))
    hold(workplace, "Bo", 0, replace(TUESDAY, id="g2"))
    hold(workplace, "Bo", 1, fmt=replace(FORMAT, id="another"))
    assert asked(workplace) == "Bo"
    workplace.close()


def test_without_a_group_people_are_known_by_name() -> None:
    workplace = a_workplace(still_clock(0))
    hold(workplace, "Bo", 0, replace(TUESDAY, id=""))
    assert asked(workplace, None) == "Cy"
    workplace.close()


def test_what_is_kept_of_it_names_nobody() -> None:
    workplace = a_workplace(still_clock(0))
    hold(workplace, "Bo", 0)
    state = next_session(workplace)
    assert state.options.had_roles == (("time", ("p2",)),)
    assert workplace.kept.read(state.id)[0].options == state.options
    workplace.close()


def test_somebody_who_was_forgotten_is_not_taken_for_anybody() -> None:
    workplace = a_workplace(still_clock(0))
    folder = locations().user_groups
    save_group(folder, TUESDAY)
    hold(workplace, "Bo", 0)
    person = find_person(workplace.store, folder, "Bo", ())
    now = workplace.clock.now().wall + timedelta(days=9)
    forget_person(workplace.store, folder, person, now, in_notes=False)
    assert asked(workplace) == "Bo", "whoever is called so now is somebody else"
    workplace.close()


def test_a_format_without_such_roles_is_not_looked_back_on() -> None:
    workplace = a_workplace(still_clock(0))
    hold(workplace, "Bo", 0)
    still = replace(FORMAT, roles=(replace(TIME, rotates=False),))
    assert sessions_with_roles(workplace.store, still, "g1") == ()
    assert len(sessions_with_roles(workplace.store, FORMAT, "g1")) == 1
    workplace.close()


def test_the_newest_come_first_and_it_ends_somewhere() -> None:
    workplace = a_workplace(still_clock(0))
    for day in range(REMEMBERED + 2):
        hold(workplace, "Bo", day)
    first = workplace.store.summaries.newest()[-1].session
    assert workplace.resume(first).session.dispatch(RecordOutcomes(())) is None
    workplace.leave()
    found = sessions_with_roles(workplace.store, FORMAT, "g1")
    began = [one.began for one in found if one.began]
    assert len(found) == len(began) == REMEMBERED
    assert began == sorted(began, reverse=True)
    assert first not in {one.id for one in found}, "it was only worked on again"
    workplace.close()


def test_one_that_cannot_be_read_is_left_out() -> None:
    workplace = a_workplace(still_clock(0))
    hold(workplace, "Bo", 0)
    hold(workplace, "Cy", 7)
    (newest, *_) = workplace.store.summaries.newest()
    with closing(sqlite3.connect(locations().data / NAME)) as conn, conn:
        conn.execute("UPDATE decisions SET boot_id = 'x' WHERE session = ?", (newest.session,))
    (left,) = sessions_with_roles(workplace.store, FORMAT, "g1")
    assert left.id != newest.session
    workplace.close()


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=["60x20", "80x24"])
def test_setup_takes_it_along(size: tuple[int, int]) -> None:
    workplace = a_workplace(still_clock(0))
    hold(workplace, "Bo", 0)

    async def story(stage: Stage) -> None:
        await stage.press("ctrl+s")
        assert stage.shows(LiveScreen)
        person = suggested(stage.state, TIME)
        assert person
        assert person.name == "Cy"
        await stage.press("a", "H", "q", ".")
        assert "Cy?" in stage.text, "the live screen asks for them"

    def first() -> SetupScreen:
        return SetupScreen(FORMAT, *workplace.kept.habits(FORMAT.id, "g1"), group=TUESDAY)

    play(story, first, size, workplace)
