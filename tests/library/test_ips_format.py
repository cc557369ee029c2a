"""The shipped IPS co-reflection: the agenda of its source, and it holds from 60 to 180 min."""

import pytest

from agendas import planned_seconds
from coreflect_tui.core.agenda import plan
from coreflect_tui.core.formats import Format, NoteKind, Place, StepKind, Tone
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder


@pytest.fixture
def ips() -> Format:
    return read_format(shipped_folder("formats") / "ips-co-reflection.toml")


@pytest.mark.parametrize("place", list(Place))
def test_ninety_minutes_for_nine(ips: Format, place: Place) -> None:
    agenda = plan(ips, 90, place, 9)
    assert [(item.id, item.planned // 60) for item in agenda.items] == [
        ("opening", 3),
        ("framing", 8),
        ("check-in", 12),
        ("facilitator", 3),
        ("intentions", 5),
        ("discussion", 18),
        ("topics", 22),
        ("closing", 9),
        ("final", 3),
        ("harvest", 4),
        ("certificates", 3),
    ]
    assert (agenda.problems, agenda.advice, agenda.dropped) == ((), (), ())


@pytest.mark.parametrize("minutes", [60, 75, 90, 120, 150, 180])
@pytest.mark.parametrize("people", [4, 9, 12, 15])
def test_it_fits_at_every_length_of_its_source(ips: Format, minutes: int, people: int) -> None:
    agenda = plan(ips, minutes, Place.ONLINE, people)
    assert agenda.fits
    assert planned_seconds(agenda) == minutes * 60
    closing = next(item for item in agenda.items if item.id == "closing")
    assert closing.planned == people * 60
    assert any(item.step.kind is StepKind.BREAK for item in agenda.items) is (minutes >= 120)
    assert not {step.id for step in agenda.dropped} & {"check-in", "closing", "certificates"}


def test_twenty_people_do_not_fit_into_an_hour(ips: Format) -> None:
    agenda = plan(ips, 60, Place.ONLINE, 20)
    assert not agenda.fits
    assert "by 2 min" in agenda.problems[0]


def test_what_others_rely_on(ips: Format) -> None:
    assert ips.certificates is not None
    assert ips.certificates.contact == "info@intentionalpeersupport.org"
    assert ips.certificates.contact in ips.certificates.words
    assert ips.certificates.shared_in == ("check-in", "closing")
    assert ips.plain_title == "Co-reflection"
    assert ips.room is not None
    assert (ips.room.closes_after, ips.room.minutes) == ("check-in", 15)
    assert [step.id for step in ips.steps if step.protected] == ["closing"]
    written = {kind for step in ips.steps for kind in step.writes}
    assert written == set(NoteKind) - {NoteKind.REMINDER}


def test_the_requests_about_technology_are_for_online_alone(ips: Format) -> None:
    framing = ips.step("framing")
    assert framing is not None
    online = [point for point in framing.points if point.place is Place.ONLINE]
    assert len(online) == 4
    assert len(framing.points) - len(online) == 5
    assert not [point for point in framing.points if point.place is Place.IN_PERSON]


def test_what_works_is_asked_first(ips: Format) -> None:
    discussion = ips.step("discussion")
    assert discussion is not None
    tones = [question.tone for question in discussion.questions]
    assert tones == sorted(tones, key=[Tone.WORKS, Tone.CHALLENGE].index)
    assert {Tone.WORKS, Tone.CHALLENGE} == set(tones)


def test_the_notice_says_what_who_how_long_and_that_one_may_ask(ips: Format) -> None:
    for word in ("name", "IPS Central", "stay", "ask"):
        assert word in ips.notice
    assert "\n" not in ips.notice


def test_it_asks_for_a_line_at_two_doors(ips: Format) -> None:
    doors = {step.id: step.door for step in ips.steps if step.door}
    assert doors == {"closing": NoteKind.TAKEAWAY, "harvest": NoteKind.HARVEST}
