"""Setup: what was typed, read as options; the agenda as text; what keeps it from starting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from builders import START, Play, a_format, at, talk
from coreflect_tui.core.formats import Extent, Format, Outcome, Place
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.state import Recipient
from coreflect_tui.settings import Settings
from coreflect_tui.tui.view.pieces import plain, width_of
from coreflect_tui.tui.view.setup import agenda_lines, field_hint, people_head, who_label
from coreflect_tui.tui.view.setup_fields import (
    SetUp,
    Typed,
    Usual,
    first_fields,
    proposed_start,
    read_columns,
    read_recipient,
    read_setup,
    read_start,
)
from stage import ips

HOUR = 3600
NOW = at(-6)
OFFICE = Recipient("Office", "o@example.org")


def setup(usual: Mapping[str, int] | None = None, **fields: str) -> SetUp:
    """The IPS co-reflection with these fields, the others as one would leave them."""
    given = {"when": "19:00", "length": "90", "facilitator": "Ana", "list_to": "", "people": ""}
    typed = Typed(place=Place.ONLINE, plain=False, **(given | fields))
    return read_setup(ips(), typed, Usual(usual or {}), NOW, HOUR)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("19:00", 0),
        ("19.05", 5),
        ("1930", 30),
        ("20h15", 75),
        (" 19 ", 0),
        ("0:30", 330),
        ("8:00", -660),
        ("07:30", -690),
    ],
)
def test_a_time_of_day_is_the_nearest(text: str, minutes: int) -> None:
    assert read_start(text, NOW, HOUR) == at(minutes)


@pytest.mark.parametrize("text", ["", "24:00", "19:60", "seven", "19:00 Uhr", "-1", "²²:00"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert read_start(text, NOW, HOUR) is None


@pytest.mark.parametrize(
    ("hour", "minute", "next_one"),
    [
        (18, 54, "19:00"),
        (18, 59, "19:00"),
        (19, 0, "19:05"),
        (19, 3, "19:05"),
        (19, 4, "19:10"),
        (19, 10, "19:15"),
        (19, 11, "19:30"),
        (19, 38, "19:40"),
        (23, 55, "00:00"),
    ],
)
def test_a_start_that_lies_ahead(hour: int, minute: int, next_one: str) -> None:
    local = datetime(2026, 11, 22, hour, minute, tzinfo=START.tzinfo)
    assert f"{proposed_start(local):%H:%M}" == next_one
    assert proposed_start(local + timedelta(seconds=59)) > local + timedelta(seconds=59)


def test_now_is_the_next_full_minute() -> None:
    assert read_start(" Now", NOW - timedelta(seconds=40), HOUR) == NOW
    assert setup(when="now").options.starts_at == NOW
    assert not [one for one in setup(when="now").remarks if "ago" in one]


def test_a_start_that_has_gone_by_is_said_with_the_way_out() -> None:
    assert "18:50 was 4 min ago; “now” begins at once." in setup(when=" 18:50 ").remarks
    assert "17:44 was 1 h 10 min ago; “now” begins at once." in setup(when="17:44").remarks
    assert not [one for one in setup(when="18:54").remarks if "ago" in one]


def test_what_keeps_it_from_starting_stands_above_the_agenda() -> None:
    lines = [plain((one,)) for one in agenda_lines(setup(facilitator=""), 77)]
    assert lines[1].startswith("? Facilitator: please write")
    assert lines[2].startswith("19:00")


@pytest.mark.parametrize("field", list(Typed.__slots__)[:7])
def test_each_field_says_in_one_line_what_it_is_for(field: str) -> None:
    assert 10 < width_of(field_hint(field.replace("_", "-"))) <= 60


@pytest.mark.parametrize(
    ("typed", "name", "email"),
    [
        ("IPS Central", "IPS Central", ""),
        ("Our office <office@example.org>", "Our office", "office@example.org"),
        ("office@example.org", "", "office@example.org"),
        ("Our office office@example.org", "Our office", "office@example.org"),
        ("", "", ""),
    ],
)
def test_who_receives_the_list(typed: str, name: str, email: str) -> None:
    assert read_recipient(typed) == Recipient(name, email)


@pytest.mark.parametrize(
    ("typed", "columns"),
    [
        ("", ()),
        ("name only", ()),
        ("Names", ()),
        (" , ", ()),
        ("pronouns", ("pronouns",)),
        ("pro, e-m; org & min", ("pronouns", "email", "organisation", "minutes present")),
        ("email and Organization", ("email", "organisation")),
        ("minutes present", ("minutes present",)),
        ("name, E-MAIL + pronouns", ("email", "pronouns")),
        ("pro, pronouns", ("pronouns",)),
        ("pronouns, phone", None),
        ("pronounsx", None),
        ("andorra", None),
    ],
)
def test_what_the_list_has_beside_names(typed: str, columns: tuple[str, ...] | None) -> None:
    assert read_columns(typed) == columns
    assert setup(columns=typed).options.columns == (columns or ())


def test_the_options() -> None:
    read = setup(people="Bo\nCy (he/him)\nDee <dee@example.org>", list_to="Office <o@example.org>")
    assert read.problems == ()
    assert read.options.starts_at == START
    assert (read.options.minutes, read.options.utc_offset) == (90, HOUR)
    assert read.options.recipient == OFFICE
    assert [(one.name, one.pronouns, one.email) for one in read.roster] == [
        ("Bo", "", ""),
        ("Cy", "he/him", ""),
        ("Dee", "", "dee@example.org"),
    ]
    assert read.people == 4


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Ana", [("Ana", "")]),
        ("Ana (she/her) & Robin", [("Ana", "she/her"), ("Robin", "")]),
        ("Ana and Robin; Kit", [("Ana", ""), ("Robin", ""), ("Kit", "")]),
        ("Ferdinand", [("Ferdinand", "")]),
        ("\x1b[31mAna [/]", [("Ana [/]", "")]),
    ],
)
def test_who_facilitates(typed: str, people: list[tuple[str, str]]) -> None:
    read = setup(facilitator=typed)
    assert [(one.name, one.pronouns) for one in read.facilitators] == people


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"when": "later"}, "When: write the time as 19:00, or now."),
        ({"length": "long"}, "Length: write minutes, such as 90, or 1h30; 600 at most."),
        ({"length": "601"}, "Length: write minutes, such as 90, or 1h30; 600 at most."),
        ({"facilitator": " & "}, "Facilitator: please write who facilitates."),
        (
            {"columns": "phone"},
            "List: names only, or also pronouns, e-mail, organisation, minutes.",
        ),
    ],
)
def test_what_keeps_it_from_starting(fields: dict[str, str], said: str) -> None:
    read = setup(None, **fields)
    assert read.problems == (said,)
    assert read.wants == next(iter(fields))
    assert f"? {said}" in plain(agenda_lines(read, 80))


def test_who_stands_there_twice_is_said_above_the_agenda() -> None:
    read = setup(people="Amal\nBo\nana\namal")
    assert read.people == 3
    assert not read.problems
    lines = [plain((one,)) for one in agenda_lines(read, 77)]
    assert lines[1].startswith("⚑ Ana, Amal stand twice and are taken once;")
    assert lines[2].startswith("19:00")


@pytest.mark.parametrize(
    ("many", "said"),
    [(0, "fits"), (2, "for 4 to 20 people"), (3, "fits"), (19, "fits"), (20, "for 4 to 20 people")],
)
def test_for_how_many_it_is_stands_where_fits_stands(many: int, said: str) -> None:
    read = setup(people="\n".join(f"Person {n}" for n in range(many)), length="180")
    head = plain((agenda_lines(read, 60)[0],))
    assert head.split(maxsplit=1)[1] == said
    assert width_of(agenda_lines(read, 60)[0]) <= 60


def test_the_agenda_fits_or_says_by_how_much_it_does_not() -> None:
    fits, misfit = setup(), setup(length="30")
    assert plain(agenda_lines(fits, 40)).splitlines()[0].split() == ["19:00–20:30", "fits"]
    assert "does not fit" in plain(agenda_lines(misfit, 40))
    assert any("It does not fit by" in one for one in misfit.remarks)


@pytest.mark.parametrize("width", [40, 58, 76, 100])
def test_the_agenda_has_every_item_and_the_end_within_its_width(width: int) -> None:
    read = setup()
    lines = agenda_lines(read, width)
    text = plain(lines)
    assert all(item.step.title[:20] in text for item in read.agenda.items)
    assert "20:30  end" in text
    assert "◆" in text
    shown = len(lines) - len(read.remarks) - len(read.problems)
    assert all(width_of(one) <= width for one in lines[:shown])


def test_usual_times_are_offered_and_taken() -> None:
    known = {"discussion": 30 * 60, "topics": 10 * 60}
    said = [one for one in setup(known).remarks if "ctrl+t" in one]
    assert said == ["ctrl+t goes by what items usually take here."]
    assert not [one for one in setup().remarks if "ctrl+t" in one]


def test_the_head_counts_once_there_is_a_list() -> None:
    assert "make the list during introductions" in people_head(ips(), setup())
    assert people_head(ips(), setup(people="Bo\nCy")) == "People · 3 with you"


OF_TWO = replace(
    a_format(talk("arriving", 5), talk("telling", 20), talk("parting", 5)),
    attendance=False,
    people=Extent(2, 2, 2),
)


NOTHING_TYPED = Typed("18:54", "30", Place.ONLINE, "", "", "")


def of_two(fmt: Format = OF_TWO, **fields: str) -> SetUp:
    """A session of two with these fields, the others left empty."""
    typed = NOTHING_TYPED
    for name, text in fields.items():
        typed = replace(typed, **{name: text})  # type: ignore[arg-type]
    return read_setup(fmt, typed, Usual({}), NOW, HOUR)


def test_for_two_it_begins_now_and_nobody_receives_anything() -> None:
    last = Play(talk("one", 3)).state
    last = replace(last, options=replace(last.options, recipient=OFFICE, columns=("email",)))
    for earlier in (None, last):
        first = first_fields(OF_TWO, earlier, Settings(), at(-2.5), HOUR)
        assert (first.when, first.length) == ("now", "30")
        assert (first.list_to, first.columns) == ("", "")
    three = replace(OF_TWO, people=Extent(3, 3, 9))
    assert first_fields(three, None, Settings(), at(-2.5), HOUR).when == "19:00"


def test_for_two_nobody_has_to_be_named() -> None:
    alone = of_two()
    assert (alone.problems, alone.count, alone.facilitators) == ((), 2, ())
    assert alone.agenda.fits
    named = of_two(people="Bo")
    assert (named.problems, named.count, named.people) == ((), 2, 2)
    assert not [one for one in named.remarks if "works best" in one]
    three = of_two(people="Bo\nCy")
    said = "This format works best with 2 people, and there are 3."
    assert said in three.remarks


def test_the_words_of_setup_are_those_of_the_format() -> None:
    assert (who_label(ips()), who_label(OF_TWO)) == ("Facilitator", "You")
    assert people_head(OF_TWO, of_two()) == "With · a name, or none at all"
    more = replace(OF_TWO, people=Extent(4, 2, 9))
    assert people_head(more, of_two(more)) == "People · one a line, or none at all"
    assert people_head(more, of_two(more, people="Bo\nCy")) == "People · 3 with you"


def test_what_is_said_of_a_list_counts_only_where_there_is_one() -> None:
    office = "Office <o@example.org>"
    without = of_two(list_to=office, columns="email", facilitator="Ana")
    assert (without.options.recipient, without.options.columns) == (Recipient(), ())
    assert of_two(columns="shoe size").problems == ()
    with_list = replace(OF_TWO, attendance=True, outcomes=(Outcome.ATTENDEES,))
    read = of_two(with_list, list_to=office, columns="email", facilitator="Ana")
    assert (read.options.recipient, read.options.columns) == (OFFICE, ("email",))


def test_where_attendance_is_not_looked_at_nobody_is_counted() -> None:
    group = Group("Tuesday", record=True, members=(Member("a1", "Ana"),), id="g1")
    typed = Typed("19:00", "30", Place.ONLINE, "Ana", "", "")
    for attendance in (False, True):
        fmt = replace(OF_TWO, attendance=attendance)
        read = read_setup(fmt, typed, Usual({}), NOW, HOUR, group)
        assert (read.options.group, read.options.record) == ("g1", attendance)


def test_first_fields_without_and_with_an_earlier_session() -> None:
    first = first_fields(ips(), None, Settings(), NOW, HOUR)
    assert (first.when, first.length, first.facilitator) == ("19:00", "90", "")
    assert (first.list_to, first.place, first.people) == ("IPS Central", Place.ONLINE, "")
    last = Play(talk("one", 3)).state
    assert first.columns == ""
    columns = ("minutes present", "email")
    last = replace(last, options=replace(last.options, recipient=OFFICE, columns=columns))
    again = first_fields(ips(), last, Settings(), NOW + timedelta(days=7), HOUR)
    assert again.columns == "e-mail, minutes"
    assert set(read_columns(again.columns) or ()) == set(columns)
    assert again.facilitator == "Ana"
    assert again.list_to == "Office <o@example.org>"


def test_the_settings_say_who_facilitates() -> None:
    settings = Settings(facilitator="Ana", pronouns="she/her")
    assert first_fields(ips(), None, settings, NOW, HOUR).facilitator == "Ana (she/her)"
