"""Before closing, as text: what is worth a look, what will be written."""

from dataclasses import replace

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.checks import Check, CheckKind, checks
from coreflect_tui.core.formats import Certificates, NoteKind, Outcome
from coreflect_tui.core.intents import (
    AddTopic,
    GiveTurn,
    NextItem,
    StartTopic,
    WriteNote,
)
from coreflect_tui.tui.view.closing import (
    PERSON,
    closing_choices,
    closing_summary,
    leads_on,
    preview_lines,
    time_picture,
)
from coreflect_tui.tui.view.pieces import plain, width_of

BOTH = (Outcome.ATTENDEES, Outcome.HARVEST)


def told(certificates: bool = True) -> Play:
    """Three here; Bo shared in the check-in, Cy did not; two topics, one of them not reached."""
    play = Play(sharing("check-in", 10), topic_time(20), talk("end", 5), people=3, here=True)
    rule = Certificates("An issuer", "someone@example.org", ("check-in",)) if certificates else None
    fmt = replace(play.state.format, outcomes=BOTH, certificates=rule)
    play.state = replace(play.state, format=fmt)
    play.does(NextItem(), GiveTurn("p1"), GiveTurn("p2")).at(12).does(NextItem(leaving=True))
    play.does(AddTopic("Power"), AddTopic("Fear"), StartTopic("t2"))
    play.does(WriteNote(NoteKind.TAKEAWAY, "Ask twice"))
    return play.does(WriteNote(NoteKind.HARVEST, "Bo laughed"), NextItem())


def rows(play: Play, minutes: float = 30) -> dict[str, str]:
    choices = closing_choices(play.state, checks(play.state, at(minutes)), at(minutes), 78)
    return {str(name): " ".join(plain(lines).split()) for name, lines in choices}


def test_each_check_has_a_sign_and_a_sentence() -> None:
    said = rows(told())
    assert all(line[:2] in ("✓ ", "? ", "· ") for line in said.values())
    assert any("a harvest note names someone here" in line for line in said.values())
    assert any("“Power” was not reached" in line for line in said.values())


@pytest.mark.parametrize(
    ("check", "leads"),
    [
        (Check("a", CheckKind.NOTHING_NOTED, ""), False),
        (Check("b", CheckKind.TITLE_NAMED, ""), False),
        (Check("c", CheckKind.NOBODY_PRESENT, ""), True),
        (Check("d", CheckKind.AGREEMENT, ""), True),
        (Check("e", CheckKind.NAMED, "", notes=("n1",)), True),
        (Check("f", CheckKind.TOPIC_NOT_REACHED, "", topics=("t1",)), True),
        (Check("g", CheckKind.SHARED, "", item="round"), True),
        (Check("h", CheckKind.STILL_HERE, "", people=("p1",)), True),
    ],
)
def test_enter_mends_where_there_is_a_place_for_it(check: Check, leads: bool) -> None:
    assert leads_on(check) is leads


def test_people_whose_part_the_facilitator_decides_have_a_line_each() -> None:
    people = {name: line for name, line in rows(told()).items() if name.startswith(PERSON)}
    assert list(people) == [f"{PERSON}p3"]
    assert people[f"{PERSON}p3"].startswith("? Cy: took part in full?")
    assert "not recorded" in people[f"{PERSON}p3"]


@pytest.mark.parametrize("width", [58, 78])
def test_no_line_is_wider_than_the_list(width: int) -> None:
    choices = closing_choices(told().state, checks(told().state, at(30)), at(30), width)
    assert max(width_of(one) for _, lines in choices for one in lines) <= width


def test_a_format_without_certificates_asks_nobody() -> None:
    assert not [name for name in rows(told(certificates=False)) if name.startswith(PERSON)]


def test_the_summary_says_what_the_files_will_hold() -> None:
    text = plain(closing_summary(told().state, at(30), 80)).splitlines()
    assert text[0] == " Attendees  3 · took part in full 2 · 1 undecided, blank on the list"
    assert text[1] == " Group      2 topics · 1 takeaway · 1 harvest"
    assert text[2] == " Time       30 min of 35 min planned"
    without = plain(closing_summary(told(certificates=False).state, at(30), 80)).splitlines()
    assert without[0] == " Attendees  3"


def test_a_format_that_leaves_nothing_has_only_the_time() -> None:
    play = told()
    play.state = replace(play.state, format=replace(play.state.format, outcomes=()))
    assert plain(closing_summary(play.state, at(30), 80)).splitlines()[0].startswith(" Time")


def test_nothing_written_yet() -> None:
    play = Play(talk("one", 3), here=True).does(NextItem())
    play.state = replace(play.state, format=replace(play.state.format, outcomes=BOTH))
    assert " Group      nothing yet" in plain(closing_summary(play.state, at(1), 80))


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("minutes", [0, 30, 300])
def test_the_time_picture_has_two_bars_within_the_width(width: int, minutes: int) -> None:
    play = Play(talk("one", 10), talk("two", 20)).does(NextItem())
    planned, real = time_picture(play.state, at(minutes), width)
    assert max(width_of(planned), width_of(real)) <= width
    longer = planned if minutes < 30 else real
    assert width_of(longer) == width - 1
    assert time_picture(play.state, at(minutes), 30) == ()


def test_the_preview_keeps_names_and_learnings_apart() -> None:
    table = (
        ("date", "session", "facilitator", "name", "full participation"),
        ("2026-11-22", "IPS", "Ana", "Ana", "yes"),
        ("2026-11-22", "IPS", "Ana", "Bo", ""),
    )
    text = plain(preview_lines(table, "", "# Title\n\nwords [b]"))
    names, _, harvest = text.partition("The harvest")
    assert "The list, for whoever asked for the session" in names
    assert names.splitlines()[2:5] == ["  name  full participation", "  Ana   yes", "  Bo"]
    assert harvest.endswith("# Title\n\nwords [b]")
    assert "for IPS Central" in plain(preview_lines(table, "IPS Central", ""))
    assert "leaves no files" in plain(preview_lines((), "", ""))
