"""Whom a report means: what is merged, what is suggested, and what is left as a question."""

import time
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.likeness import is_bot, is_device, name_words, owner
from coreflect_tui.core.matching import shifts, suggest, visitors, zone_shift
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.report import Certainty, Connection, Stay, Suggestion, Visitor

START = datetime(2026, 3, 5, 18, 0)  # noqa: DTZ001 - a report's clock has no zone
SAME, LIKELY, UNKNOWN = Certainty.SAME, Certainty.LIKELY, Certainty.UNKNOWN


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def row(
    number: int,
    alias: str,
    joined: float | None = 0,
    left: float | None = 90,
    *,
    name: str = "",
    original: str = "",
    email: str = "",
    seconds: int | None = None,
    waiting: bool = False,
) -> Connection:
    return Connection(
        number,
        name or alias,
        alias,
        original,
        email=email,
        joined=None if joined is None else at(joined),
        left=None if left is None else at(left),
        seconds=seconds,
        waiting=waiting,
    )


def stays(visitor: Visitor) -> list[tuple[float, float]]:
    return [
        ((one.joined - START).total_seconds() / 60, (one.left - START).total_seconds() / 60)
        for one in visitor.stays
    ]


# --- merging --------------------------------------------------------------------------------


def test_someone_who_drops_and_comes_back_is_one_visitor() -> None:
    (one,) = visitors([row(1, "Bea Okoro", 0, 20), row(2, "bea  okoro", 22, 90)])
    assert (stays(one), one.rows, one.seconds) == ([(0, 20), (22, 90)], (1, 2), 88 * 60)
    assert one.aliases == ("Bea Okoro",)


def test_the_same_name_at_the_same_time_is_a_question() -> None:
    found = visitors([row(1, "Sam", 0, 60), row(2, "Sam", 50, 90), row(3, "Sam", 95, 99)])
    assert [one.rows for one in found] == [(1,), (2,), (3,)]


def test_the_same_e_mail_is_one_person_whatever_they_are_called() -> None:
    rows = [
        row(1, "Bea", 0, 50, email="Bea@Example.net"),
        row(2, "iPhone", 40, 90, email="bea@example.NET"),
        row(3, "Bea", 95, 99),
    ]
    merged, alone = visitors(rows)
    assert (merged.rows, merged.aliases, stays(merged)) == ((1, 2), ("Bea", "iPhone"), [(0, 90)])
    assert alone.rows == (3,)


def test_the_same_name_with_two_addresses_is_two_visitors() -> None:
    rows = [row(1, "Sam", 0, 9, email="a@example.org"), row(2, "Sam", 10, 20, email="b@x.org")]
    assert len(visitors(rows)) == 2


def test_waiting_is_no_attendance() -> None:
    rows = [row(1, "Mikaela Torv", 0.2, 1.7, waiting=True), row(2, "Mikaela Torv", 1.7, 20)]
    (one,) = visitors(rows)
    assert (stays(one), one.waited, one.seconds) == ([(1.7, 20)], at(0.2), 1098)
    (never,) = visitors([row(4, "Late", 30, 31, waiting=True)])
    assert (never.stays, never.waited, never.seconds) == ((), at(30), None)
    while_sam_is_in = [row(1, "Sam", 0, 90), row(2, "Sam", 40, 45, waiting=True)]
    assert len(visitors(while_sam_is_in)) == 2


def test_rows_without_times_keep_how_long_and_are_never_merged_by_name() -> None:
    first, second = visitors(
        [row(1, "Kit", None, None, seconds=3480), row(2, "Kit", None, None, seconds=None)]
    )
    assert (first.stays, first.seconds, second.seconds) == ((), 3480, None)


def test_a_missing_end_follows_from_how_long_it_was() -> None:
    by_start, by_end, neither = visitors(
        [
            row(1, "A", 0, None, seconds=600),
            row(2, "B", None, 30, seconds=600),
            row(3, "C", 0, None),
        ]
    )
    assert (stays(by_start), stays(by_end), stays(neither)) == ([(0, 10)], [(20, 30)], [])


@pytest.mark.parametrize(
    ("name", "bot"),
    [
        ("Otter.ai", True),
        ("OtterPilot", True),
        ("Rowan's Notetaker", True),
        ("Rowan Ash's AI Notetaker", True),
        ("Notetaker (Rowan Ash)", True),
        ("Fireflies.ai Notetaker Fred", True),
        ("read.ai meeting notes", True),
        ("MeetGeek", True),
        ("Fathom Notetaker", True),
        ("tl;dv", True),
        ("Zoom AI Companion", True),
        ("Microsoft Copilot", True),
        ("Bea (note-taker)", False),
        ("Bea - note taker", False),
        ("Kai Otter", False),
        ("Ai Tanaka", False),
        ("Abbot", False),
        ("Rowan Ash", False),
    ],
)
def test_programs_that_take_notes(name: str, bot: bool) -> None:
    assert is_bot(name) is bot
    (one,) = visitors([row(1, name)])
    assert one.bot is bot


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("iPhone", True),
        ("Galaxy S23 Ultra", True),
        ("SM-G991B", True),
        ("Pixel 7 Pro", True),
        ("iPhone 12 mini", True),
        ("Pixel", False),
        ("Moto Ito", False),
        ("iPhone Bea", False),
        ("Bo2", False),
        ("Call-in User_2", True),
        ("+49 170 000", True),
        ("Zoom user", True),
        ("", True),
        ("Max", False),
        ("Anna Guest", False),
        ("Bea's iPhone", False),
        ("林 太郎", False),
    ],
)
def test_devices(name: str, device: bool) -> None:
    assert is_device(name) is device


def test_names_are_compared_as_they_are_said() -> None:
    assert name_words("Ash, Rowan (she/her)") == ("rowan", "ash")
    assert name_words("Zoë O’Shea-Łukasik") == ("zoe", "oshea", "lukasik")
    assert (owner("Bea's iPhone"), owner("Bea's Hub")) == ("Bea", "Bea's Hub")


TIMES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=8)


@given(TIMES, st.lists(st.sampled_from(["Sam", "Bea", "iPhone"]), min_size=8), st.booleans())
def test_nobody_and_no_minute_is_lost(
    times: list[tuple[int, int]], names: list[str], shared_address: bool
) -> None:
    email = "one@example.org" if shared_address else ""
    rows = [
        row(number, names[number], start, start + length, email=email)
        for number, (start, length) in enumerate(times)
    ]
    found = visitors(rows)
    assert sorted(number for one in found for number in one.rows) == list(range(len(rows)))
    for one in found:
        spans = stays(one)
        assert all(before[1] < after[0] for before, after in pairwise(spans))
        mine = [times[number] for number in one.rows]
        minutes = {m for start, length in mine for m in range(start, start + length)}
        assert one.seconds is None or one.seconds == 60 * len(minutes) or not spans


# --- suggestions ----------------------------------------------------------------------------

PEOPLE = (
    Attendee("p1", "Rowan Ash"),
    Attendee("p2", "Bea Okoro", email="bea@example.net"),
    Attendee("p3", "Sam Ito"),
    Attendee("p4", "Sam Reyes"),
    Attendee("p5", "Mika", listed_name="Mikaela Torvalden", aliases=("Mika's work laptop",)),
    Attendee("p6", "Zoë Łukasik (she/her)"),
    Attendee("p7", "Del Q."),
    Attendee("p8", "Ana Maria Lindqvist"),
    Attendee("p9", "Priya", aliases=("iPhone",)),
    Attendee("p10", "Daniel Fernandes"),
    Attendee("p11", "林 太郎"),
)


def one(alias: str, name: str = "", original: str = "", email: str = "") -> Suggestion:
    met = visitors([row(1, alias, name=name, original=original, email=email)])
    return suggest(met, PEOPLE)[0]


@pytest.mark.parametrize(
    ("alias", "person", "certainty", "why"),
    [
        ("Rowan Ash", "p1", SAME, "same name"),
        ("rowan  ASH", "p1", SAME, "same name"),
        ("Rowan Ash (they/them)", "p1", SAME, "same name"),
        ("Ash Rowan", "p1", LIKELY, "same words"),
        ("Ash, Rowan", "p1", LIKELY, "same words"),
        ("Rowan-Ash", "p1", LIKELY, "same words"),
        ("Rowan", "p1", LIKELY, "first name"),
        ("Rowan's iPad", "p1", LIKELY, "first name"),
        ("Bea O.", "p2", LIKELY, "first name and initial"),
        ("Del Quist", "p7", LIKELY, "first name and initial"),
        ("Priya Nair", "p9", LIKELY, "first name"),
        ("Mikaela Torvalden", "p5", SAME, "same name"),
        ("Mikaela Torvaldem", "", UNKNOWN, "nobody of that name"),
        ("Mikaela Torvladen", "p5", LIKELY, "one letter differs"),
        ("Mikaela Torvaldeen", "p5", LIKELY, "one letter differs"),
        ("Mika's work laptop", "p5", SAME, "confirmed before"),
        ("iPhone", "p9", LIKELY, "confirmed before"),
        ("Zoe Łukasik", "p6", SAME, "same name"),
        ("Zoe Lukasik", "p6", LIKELY, "same words"),
        ("林 太郎", "p11", SAME, "same name"),
        ("Otter.ai", "", UNKNOWN, "takes notes"),
        ("Rowan's Notetaker", "", UNKNOWN, "takes notes"),
        ("Galaxy S23", "", UNKNOWN, "only a device is named"),
        ("Someone Else", "", UNKNOWN, "nobody of that name"),
        ("Bea Lind", "", UNKNOWN, "nobody of that name"),
        ("Daniela Fernandes", "", UNKNOWN, "nobody of that name"),
        ("Daniel Fernandez", "", UNKNOWN, "nobody of that name"),
        ("Rowan Ashe", "", UNKNOWN, "nobody of that name"),
        ("", "", UNKNOWN, "only a device is named"),
    ],
)
def test_whom_a_name_suggests(alias: str, person: str, certainty: Certainty, why: str) -> None:
    found = one(alias)
    assert (found.person, found.certainty, found.why) == (person, certainty, why)


@pytest.mark.parametrize(
    ("alias", "others"),
    [
        pytest.param("Sam", ("p3", "p4"), id="two of that first name"),
        pytest.param("Sam Lee", (), id="another last name"),
        pytest.param("Ana Lindqvist", ("p8",), id="a name in between is missing"),
    ],
)
def test_what_is_not_sure_only_names_who_comes_into_question(
    alias: str, others: tuple[str, ...]
) -> None:
    found = one(alias)
    assert (found.person, found.certainty, found.others) == ("", UNKNOWN, others)


def test_the_name_behind_the_shown_one_counts() -> None:
    device = one("iPhone 3 (Rowan Ash)", "iPhone 3", "Rowan Ash")
    assert (device.person, device.certainty) == ("p1", SAME)
    mika = one("Mika (Mikaela Torvalden)", "Mika", "Mikaela Torvalden")
    assert (mika.person, mika.certainty) == ("p5", SAME)


def test_an_e_mail_says_who_it_is_unless_the_name_says_otherwise() -> None:
    found = one("B.", email="BEA@example.net ")
    assert (found.person, found.certainty, found.why) == ("p2", SAME, "same e-mail")
    shared = one("Rowan Ash", email="bea@example.net")
    assert (shared.person, shared.certainty, shared.others) == ("", UNKNOWN, ("p1", "p2"))


def test_a_shared_address_on_the_list_leaves_the_name_to_say_who() -> None:
    people = (Attendee("a", "Kit", email="us@x.org"), Attendee("b", "Jo", email="us@x.org"))
    met = visitors([row(1, "Jo", email="us@x.org")])
    assert suggest(met, people)[0].person == "b"
    (nobody,) = suggest(visitors([row(1, "Living room", email="us@x.org")]), people)
    assert (nobody.person, nobody.others) == ("", ("a", "b"))


def test_a_short_name_that_somebody_else_has_too_is_looked_at() -> None:
    people = (Attendee("a", "Sam"), Attendee("b", "Sam B."))
    (found,) = suggest(visitors([row(1, "Sam")]), people)
    assert (found.person, found.certainty, found.others) == ("a", LIKELY, ("b",))
    both = suggest(visitors([row(1, "Sam"), row(2, "Sam Ito")]), people[:1])
    assert [(each.person, each.certainty) for each in both] == [("a", LIKELY), ("", UNKNOWN)]
    assert both[1].others == ("a",)


def test_two_devices_of_one_person_are_asked_about() -> None:
    met = visitors([row(1, "Rowan Ash", 0, 90), row(2, "Rowan Ash", 5, 80)])
    found = suggest(met, PEOPLE)
    assert [(each.person, each.certainty) for each in found] == [("p1", LIKELY)] * 2
    assert {each.why for each in found} == {"perhaps a second device"}
    apart = suggest(visitors([row(1, "Rowan Ash", 0, 9), row(2, "Ash Rowan", 10, 80)]), PEOPLE)
    assert [each.certainty for each in apart] == [LIKELY, LIKELY]
    assert {each.why for each in apart} == {"perhaps the same person again"}


def test_a_first_name_beside_the_full_one_is_a_question_and_the_full_one_stands() -> None:
    full, first = suggest(visitors([row(1, "Rowan Ash"), row(2, "Rowan")]), PEOPLE)
    assert (full.person, full.certainty) == ("p1", SAME)
    assert (first.person, first.others) == ("", ("p1",))


@pytest.mark.parametrize(
    ("shown", "other", "person"),
    [("Rowan", "Rowan Lee", "p1"), ("Bea O.", "Bea Olsen", "p2"), ("Rowan", "Rowan", "p1")],
)
def test_a_short_name_that_two_visitors_have_is_a_question(
    shown: str, other: str, person: str
) -> None:
    found = suggest(visitors([row(1, shown), row(2, other)]), PEOPLE)[0]
    assert (found.person, found.certainty, found.others) == ("", UNKNOWN, (person,))


def test_what_was_confirmed_stands_beside_a_second_visitor() -> None:
    laptop, named = suggest(
        visitors([row(1, "Mika's work laptop"), row(2, "Mikaela Torvalden")]), PEOPLE
    )
    assert (laptop.person, laptop.certainty) == ("p5", SAME)
    assert (named.person, named.certainty) == ("p5", LIKELY)


def test_five_hundred_against_five_hundred_is_quick() -> None:
    people = [Attendee(f"p{n}", f"Alexandra{n % 7} Fernandes{n}") for n in range(500)]
    rows = [row(n, f"Alexandra{n % 7} Fernadnes{n}", n / 9) for n in range(500)]
    before = time.perf_counter()
    found = suggest(visitors(rows), people)
    # Ten times what it takes on a slow laptop; each against each would be far beyond.
    assert time.perf_counter() - before < 3
    assert sum(each.certainty is LIKELY for each in found) == 500
    assert all(each.person == f"p{n}" for n, each in enumerate(found))


NAMES = st.text("aábBsS .,()'-", max_size=12)


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=6))
def test_any_names_give_a_suggestion_for_each_visitor(shown: list[str], listed: list[str]) -> None:
    people = [Attendee(f"p{n}", name) for n, name in enumerate(listed)]
    met = visitors([row(n, alias) for n, alias in enumerate(shown)])
    found = suggest(met, people)
    assert [each.visitor for each in found] == list(met)
    ids = {person.id for person in people}
    for each in found:
        assert (each.certainty is UNKNOWN) == (not each.person)
        assert {each.person, *each.others} - {""} <= ids
        assert each.person not in each.others
        assert each.why
        assert not any(name and name in each.why for name in listed if len(name) > 4)
    same = [each.person for each in found if each.certainty is SAME]
    assert len(same) == len(set(same))


# --- the clock of the report ----------------------------------------------------------------


def whole(hours: float, *stays: tuple[float, float]) -> tuple[Visitor, ...]:
    """People with these stays (minutes of the session), by a clock that is so many hours ahead."""
    ahead = 60 * hours
    return tuple(
        Visitor(f"V{n}", (f"V{n}",), stays=(Stay(at(ahead + joined), at(ahead + left)),))
        for n, (joined, left) in enumerate(stays)
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, 0), (3, -3), (-5.5, 5.5), (12, -12), (-23, 23), (1, -1), (-1, 1), (0.5, -0.5), (40, 0)],
)
@pytest.mark.parametrize(
    "people",
    [
        pytest.param([(1, 89)], id="one"),
        pytest.param([(-10, 95), (-5, 93), (2, 90), (30, 92), (0, 40)], id="as people come and go"),
    ],
)
def test_the_clock_of_a_report(
    hours: float, expected: float, people: list[tuple[float, float]]
) -> None:
    assert zone_shift(whole(hours, *people), START, at(90)) == expected * 3600


@pytest.mark.parametrize(
    "people",
    [
        pytest.param([(-10, 50)], id="the only one came early and left early"),
        pytest.param([(-10, 95), (-15, 100), (-5, 95)], id="all were early, the session ran on"),
        pytest.param([(85, 89)], id="only the last minutes"),
        pytest.param([(-30, 30), (-30, 30), (60, 150)], id="one call before, one after"),
    ],
)
def test_times_that_are_nearly_as_good_stay_as_they_are(people: list[tuple[float, float]]) -> None:
    assert zone_shift(whole(0, *people), START, at(150)) == 0


def test_the_shifts_to_step_through() -> None:
    hour = 3600
    assert shifts()[:5] == (0, hour // 2, -hour // 2, hour, -hour)
    assert shifts(10 * hour)[:3] == (10 * hour, 0, hour // 2)
    assert len(shifts(10 * hour)) == len(set(shifts())) == 95
    assert max(shifts()) < 24 * hour


def test_without_times_no_clock_is_off() -> None:
    assert zone_shift((), START, at(90)) == 0
    assert zone_shift((Visitor("Bea", ("Bea",), seconds=60),), START, at(90)) == 0
