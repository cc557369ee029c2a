"""The agreement of a group in a session: first in the group's file, then here; nothing is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coreflect_tui.core.agreement import MOST_LINES
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import AgreementKept, SessionPrepared
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.intents import CloseSession, KeepAgreement, NextItem, ReopenSession
from coreflect_tui.core.state import Agreement, SessionState
from coreflect_tui.library.groups import GroupError, find_group, read_group, save_group
from coreflect_tui.preparation import invited, prepare_session
from coreflect_tui.session import Session
from coreflect_tui.workplace import Workplace
from stage import INVITED, a_workplace, begin, ips, options, still_clock

DAY = date(2026, 11, 22)
AGREED = Agreement("Stories stay here\nSilence is fine", date(2026, 11, 15))
TUESDAY = Group("Tuesday", members=(Member("a1", "Ana", facilitates=True),), id="g1")


def of_group(workplace: Workplace, agreement: Agreement | None = AGREED) -> tuple[Session, Path]:
    """A session of a group with that agreement, and the group's file."""
    group = replace(TUESDAY, agreement=agreement)
    path = save_group(workplace.locations.user_groups, group)
    of_it = replace(options(), group=group.id)
    first = prepare_session(
        ips(), of_it, *invited(group), workplace.random, agreement=group.agreement
    )
    assert not isinstance(first, Refusal)
    return workplace.begin(*first), path


def agreed(state: SessionState) -> tuple[str, ...]:
    return state.agreement.lines if state.agreement else ()


def test_a_session_of_a_group_begins_with_its_agreement() -> None:
    workplace = a_workplace(still_clock(0))
    session, _ = of_group(workplace)
    assert session.state.agreement == AGREED
    assert not session.can_undo
    assert workplace.kept.read(session.state.id)[0] == session.state
    (first,) = workplace.store.journal.load(session.state.id)
    assert [type(event) for event in first.events] == [SessionPrepared, AgreementKept]
    workplace.close()


def test_without_a_group_there_is_none_and_it_stays_in_the_session() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace)
    assert agreed(session.state) == ()
    assert workplace.held.group.keep_agreement("Room for tears", DAY) is None
    assert session.state.agreement == Agreement("Room for tears", DAY)
    assert not workplace.locations.user_groups.exists()
    # Undo passes it by.
    session.dispatch(NextItem())
    session.undo()
    assert (agreed(session.state), session.state.began) == (("Room for tears",), None)
    workplace.close()


def test_it_is_written_to_the_file_and_kept_here() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    assert workplace.held.group.keep_agreement("Silence is fine\nAsk first", DAY) is None
    kept = Agreement("Silence is fine\nAsk first", DAY)
    assert (session.state.agreement, read_group(path).agreement) == (kept, kept)
    refused = workplace.held.group.keep_agreement("Silence is fine\nAsk first", DAY)
    assert refused == Refusal("Nothing changed.")
    assert workplace.held.group.keep_agreement("", DAY) is None
    assert (session.state.agreement, read_group(path).agreement) == (None, None)
    workplace.close()


def test_what_somebody_wrote_in_the_file_meanwhile_stays_and_comes_here() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    edited = path.read_text("utf-8").replace('"Silence is fine"', '"Silence is welcome", "Tea"')
    path.write_text(edited.replace('"Ana"', '"Anna"'), "utf-8")
    assert (
        workplace.held.group.keep_agreement("Stories stay here\nSilence is fine\nAsk first", DAY)
        is None
    )
    made = Agreement("Stories stay here\nSilence is welcome\nTea\nAsk first", DAY)
    assert (session.state.agreement, read_group(path).agreement) == (made, made)
    assert read_group(path).members[0].name == "Anna"
    # From here on both know the same lines, and one can be taken out again.
    assert workplace.held.group.keep_agreement("Tea\nAsk first", DAY) is None
    assert agreed(session.state) == ("Tea", "Ask first") == agreed_in(path)
    workplace.close()


def agreed_in(path: Path) -> tuple[str, ...]:
    agreement = read_group(path).agreement
    return agreement.lines if agreement else ()


def test_where_the_file_cannot_be_used_the_session_has_it_and_the_file_gets_it_later() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("record", "recrod"), "utf-8")
    with pytest.raises(GroupError, match="did you mean 'record'"):
        workplace.held.group.keep_agreement("Stories stay here\nAsk first", DAY)
    assert agreed(session.state) == ("Stories stay here", "Ask first")
    path.write_text(whole, "utf-8")
    # Asked for once more as it is, it is written after all.
    workplace.held.group.keep_agreement("Stories stay here\nAsk first", DAY)
    assert agreed_in(path) == ("Stories stay here", "Ask first")
    path.unlink()
    with pytest.raises(GroupError, match="not there any more"):
        workplace.held.group.keep_agreement("Ask first", DAY)
    assert agreed(session.state) == ("Ask first",)
    # The file is made anew with what was agreed.
    group, _ = workplace.held.group.keep("Tuesday")
    assert (group.id, group.agreement) == ("g1", Agreement("Ask first", DAY))
    workplace.close()


def test_a_session_that_goes_on_later_loses_no_line() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    whole = path.read_text("utf-8")
    path.write_text("[", "utf-8")
    with pytest.raises(GroupError):
        workplace.held.group.keep_agreement("Stories stay here\nOnly here", DAY)
    path.write_text(whole, "utf-8")
    workplace.resume(session.state.id)
    assert workplace.held.group.keep_agreement("Stories stay here\nOnly here\nNew", DAY) is None
    assert set(agreed_in(path)) == {"Stories stay here", "Silence is fine", "Only here", "New"}
    # As usual nothing was in the way, and what is taken out is out.
    workplace.resume(session.state.id)
    assert workplace.held.group.keep_agreement("New", DAY) is None
    assert agreed_in(path) == ("New",)
    workplace.close()


def test_what_is_refused_here_is_not_written_there() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    before = path.read_bytes()
    many = "\n".join(f"Line {number}" for number in range(MOST_LINES + 1))
    refused = workplace.held.group.keep_agreement(many, DAY)
    assert refused
    assert "20 lines at most" in refused.sentence
    session.dispatch(CloseSession())
    refused = workplace.held.group.keep_agreement("Ask first", DAY)
    assert refused
    assert "closed" in refused.sentence
    assert path.read_bytes() == before
    workplace.close()


def test_more_lines_than_it_may_have_in_two_places_are_a_sentence() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    before = ", ".join(f'"Line {number}"' for number in range(MOST_LINES))
    path.write_text(path.read_text("utf-8").replace('"Silence is fine"', before), "utf-8")
    path.write_text(path.read_text("utf-8").replace('"Stories stay here",', ""), "utf-8")
    with pytest.raises(GroupError, match="more than 20 lines together"):
        workplace.held.group.keep_agreement("Stories stay here\nSilence is fine\nAsk first", DAY)
    assert agreed(session.state)[-1] == "Ask first"
    assert len(agreed_in(path)) == MOST_LINES
    workplace.close()


# --- what the file says by now -------------------------------------------------------------------


def test_a_session_that_was_prepared_earlier_takes_up_what_the_file_says_by_now() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    session_id = session.state.id
    workplace.leave()
    text = path.read_text("utf-8").replace('"Silence is fine"', '"Silence is welcome"')
    path.write_text(text.replace("2026-11-15", "2026-11-19"), "utf-8")
    resumed = workplace.resume(session_id).session
    workplace.held.group.look_up_agreement()
    now = Agreement("Stories stay here\nSilence is welcome", date(2026, 11, 19))
    assert resumed.state.agreement == now
    # Known from the file, so that a line can be taken out of it.
    workplace.held.group.keep_agreement("Stories stay here", DAY)
    assert agreed_in(path) == ("Stories stay here",)
    workplace.close()


def test_what_was_changed_here_alone_is_not_taken_away() -> None:
    workplace = a_workplace(still_clock(0))
    session, path = of_group(workplace)
    whole = path.read_text("utf-8")
    path.write_text("[", "utf-8")
    workplace.held.group.look_up_agreement()
    with pytest.raises(GroupError):
        workplace.held.group.keep_agreement("Only here", DAY)
    path.write_text(whole, "utf-8")
    workplace.held.group.look_up_agreement()
    assert agreed(session.state) == ("Only here",)
    workplace.resume(session.state.id)
    workplace.held.group.look_up_agreement()
    assert workplace.session
    assert agreed(workplace.session.state) == ("Only here",)
    workplace.close()


def test_nothing_is_taken_up_by_a_session_that_is_closed_or_of_no_group() -> None:
    workplace = a_workplace(still_clock(0))
    with pytest.raises(ValueError, match="no session"):
        workplace.held.group.look_up_agreement()
    session, path = of_group(workplace)
    session.dispatch(CloseSession())
    path.write_text(path.read_text("utf-8").replace("Silence", "Tea"), "utf-8")
    workplace.held.group.look_up_agreement()
    assert session.state.agreement == AGREED
    # Opened again and changed, it still takes nothing away from there.
    session.dispatch(ReopenSession())
    workplace.held.group.keep_agreement("Stories stay here\nSilence is fine\nAsk first", DAY)
    assert agreed_in(path) == ("Stories stay here", "Tea is fine", "Ask first")
    alone = begin(workplace)
    workplace.held.group.look_up_agreement()
    assert alone.state.agreement is None
    workplace.close()


# --- people who become a group -------------------------------------------------------------------


def test_what_people_agreed_goes_with_them_when_they_become_a_group() -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace, INVITED[:2])
    workplace.held.group.keep_agreement("Room for tears", DAY)
    group, _ = workplace.held.group.keep("Tuesday")
    assert group.agreement == Agreement("Room for tears", DAY) == session.state.agreement
    assert workplace.held.group.keep_agreement("Room for tears\nTea", DAY) is None
    assert find_group(workplace.locations.user_groups, "Tuesday").agreement == (
        Agreement("Room for tears\nTea", DAY)
    )
    workplace.close()


def test_a_group_that_is_joined_brings_its_own_and_keeps_it() -> None:
    workplace = a_workplace(still_clock(0))
    path = save_group(workplace.locations.user_groups, replace(TUESDAY, agreement=AGREED))
    session = begin(workplace, INVITED[:2])
    session.dispatch(KeepAgreement("Room for tears\nSilence is fine", DAY))
    workplace.held.group.keep("Tuesday")
    made = ("Room for tears", "Stories stay here", "Silence is fine")
    assert set(agreed_in(path)) == set(made)
    assert agreed(session.state) == agreed_in(path)
    # Nothing of it is lost at the next change.
    workplace.held.group.keep_agreement("\n".join((*agreed(session.state), "Tea")), DAY)
    assert len(agreed_in(path)) == len(made) + 1
    workplace.close()
    another = a_workplace(still_clock(0))
    later = begin(another, INVITED[:2])
    another.held.group.keep("Tuesday")
    assert agreed(later.state) == agreed_in(path)
    another.close()
