"""Instants, durations and names in the forms in which reports have them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from coreflect_tui.core.report import DateOrder
from coreflect_tui.imports.report import parse_report
from coreflect_tui.imports.report_durations import read_seconds
from coreflect_tui.imports.report_names import read_name
from coreflect_tui.imports.report_times import around, decide_order, read_when, stay

DAY = date(2026, 3, 5)
START = datetime.combine(DAY, time(18))
DAY_FIRST, MONTH_FIRST = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


def instant(text: str, order: DateOrder = MONTH_FIRST) -> str:
    """What is read, in ISO form; "" for what is no instant."""
    when = read_when(text)
    at = when.by(order, START) if when else None
    return at.isoformat(" ") if at else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09/24/2020 11:35:16 AM", "2020-09-24 11:35:16"),
        ("9/24/2020 1:35:16 PM", "2020-09-24 13:35:16"),
        ("03/05/2026 12:00:05 AM", "2026-03-05 00:00:05"),
        ("03/05/2026 12:30 PM", "2026-03-05 12:30:00"),
        ("3/5/2026 18:05", "2026-03-05 18:05:00"),
        ("9/22/26, 2:48:05\u202fPM", "2026-09-22 14:48:05"),
        ("9/22/26, 2:48:05\u00a0pm", "2026-09-22 14:48:05"),
        ("9/22/26, 2:48:05?PM", "2026-09-22 14:48:05"),
        ("\u200e9/22/26\u200e, 2:48:05 p.\u00a0m.", "2026-09-22 14:48:05"),
        ("06.10.26, 18:01:00", "2026-10-06 18:01:00"),
        ("06.10.2026 18.01", "2026-10-06 18:01:00"),
        ("6. 10. 2026 18:01", "2026-10-06 18:01:00"),
        ("2026-03-05 18:00", "2026-03-05 18:00:00"),
        ("2026/03/05 6:00:01 PM", "2026-03-05 18:00:01"),
        ("2026-03-05T18:00:10.250", "2026-03-05 18:00:10"),
        ("2026-03-05T18:00:10Z", "2026-03-05 18:00:10"),
        ("2026-03-05 18:00:10 (UTC+01:00)", "2026-03-05 18:00:10"),
        ("Mar 22, 2025 19:28:32", "2025-03-22 19:28:32"),
        ("Sunday, March 22nd, 2025 at 7:28 PM", "2025-03-22 19:28:00"),
        ("22 Mar 2025 19:28", "2025-03-22 19:28:00"),
        ("22-Dec-25 19:28", "2025-12-22 19:28:00"),
        ("22. März 2025 um 19:28 Uhr", "2025-03-22 19:28:00"),
        ("1 dic. 2025, 19:28", "2025-12-01 19:28:00"),
        ("5 de enero de 2026, 7:28:05 p. m.", "2026-01-05 19:28:05"),
        ("5 févr. 2026 à 19:28", "2026-02-05 19:28:00"),
        ("1er juil. 2026 19 h 28", "2026-07-01 19:28:00"),
        ("5 août 2026 19:28", "2026-08-05 19:28:00"),
        ("05 Okt 2026 19:28", "2026-10-05 19:28:00"),
        ("18:02", "2026-03-05 18:02:00"),
        ("6:02 PM", "2026-03-05 18:02:00"),
        ("18h02", "2026-03-05 18:02:00"),
        ("18.02", "2026-03-05 18:02:00"),
        ("14:48 PM", "2026-03-05 14:48:00"),
        ("٠٣/05/2026 18:00", "2026-03-05 18:00:00"),
        ("14:48 AM", ""),
        ("24:00", ""),
        ("18:60", ""),
        ("18:02 or so", ""),
        ("30.02.2026 18:00", ""),
        ("13/13/2026 18:00", ""),
        ("22/3/2026 18:00", ""),
        ("0/5/2026 18:00", ""),
        ("1/1/0000 18:00", ""),
        ("01/01/0001 12:10:00 AM", ""),
        ("12/31/1989 18:00", ""),
        ("01/01/1990 18:00", "1990-01-01 18:00:00"),
        ("31.12.2100 18:00", "2100-12-31 18:00:00"),
        ("1 Jan 2101 18:00", ""),
        ("12/31/9999 11:59:00 PM", ""),
        ("22 Foo 2026 18:00", ""),
        ("06.10.26", ""),
        ("3/5/2026", ""),
        ("1h 7s", ""),
        ("47", ""),
        ("soon", ""),
        ("", ""),
        ("1" * 5_000, ""),
    ],
)
def test_instants(text: str, expected: str) -> None:
    assert instant(text) == expected


@pytest.mark.parametrize("stamp", reports.STAMPS)
@given(day=st.dates(date(2000, 1, 1), date(2068, 12, 31)), clock=st.times())
def test_every_stamp_is_read_back(stamp: str, day: date, clock: time) -> None:
    at = datetime.combine(day, clock.replace(microsecond=0))
    text = reports.STAMPS[stamp](at).removeprefix('="').removesuffix('"')
    when = read_when(text)
    assert when is not None
    back = when.by(reports.ORDERS.get(stamp, MONTH_FIRST), at)
    assert back == (at.replace(second=0) if stamp == "clock" else at)


@pytest.mark.parametrize(
    ("cells", "day", "expected"),
    [
        # A part above 12 decides for the whole file, whatever the day of the session.
        (["03/04/2026 18:00", "03/22/2026 18:00"], date(2026, 4, 3), (MONTH_FIRST, False)),
        (["03/04/2026 18:00", "22/03/2026 18:00"], date(2026, 3, 4), (DAY_FIRST, False)),
        (["22-03-2026 18:00"], DAY, (DAY_FIRST, False)),
        # Else the reading that alone is within a day of the session.
        (["03/05/2026 18:00"], date(2026, 3, 5), (MONTH_FIRST, False)),
        (["03/05/2026 18:00"], date(2026, 3, 4), (MONTH_FIRST, False)),
        (["03/05/2026 18:00"], date(2026, 3, 6), (MONTH_FIRST, False)),
        (["03/05/2026 18:00"], date(2026, 5, 3), (DAY_FIRST, False)),
        (["03/05/26, 18:00"], date(2026, 5, 2), (DAY_FIRST, False)),
        (["03/03/2026 23:59", "04/03/2026 00:10"], date(2026, 3, 3), (DAY_FIRST, False)),
        # Else nobody knows.
        (["03/05/2026 18:00"], date(2026, 3, 7), (MONTH_FIRST, True)),
        (["03/05/2026 18:00"], date(2025, 5, 3), (MONTH_FIRST, True)),
        (["22/03/2026 18:00", "03/22/2026 18:00"], DAY, (MONTH_FIRST, True)),
        # These read the same both ways, or say it themselves.
        (["05/05/2026 18:00"], DAY, (MONTH_FIRST, False)),
        (["03.05.2026 18:00", "2026-05-03 18:00", "18:00"], DAY, (MONTH_FIRST, False)),
        ([], DAY, (MONTH_FIRST, False)),
    ],
)
def test_the_order_of_dates_is_one_for_the_file(
    cells: list[str], day: date, expected: tuple[DateOrder, bool]
) -> None:
    assert decide_order([when for cell in cells if (when := read_when(cell))], day) == expected


@pytest.mark.parametrize(
    ("start", "first", "joined", "left", "expected"),
    [
        (22, "22:00", "18:02", "19:33", ("05 18:02", "05 19:33")),
        (22, "22:00", "23:30", "00:40", ("05 23:30", "06 00:40")),
        (22, "22:00", "00:10", "00:40", ("06 00:10", "06 00:40")),
        (22, "22:00", "", "00:40", ("", "06 00:40")),
        (22, "22:00", "2026-03-06 00:10", "00:40", ("06 00:10", "06 00:40")),
        (22, "22:00", "2026-03-05 23:30", "00:40", ("05 23:30", "06 00:40")),
        (22, "22:00", "2026-03-05 18:00", "2026-03-05 17:00", ("05 18:00", "05 17:00")),
        # Just after midnight, whoever comes a little early comes on the day before.
        (0, "23:55", "23:55", "01:00", ("04 23:55", "05 01:00")),
        (0, "23:55", "00:02", "01:00", ("05 00:02", "05 01:00")),
        (0, "00:02", "23:55", "", ("04 23:55", "")),
        (7, "07:00", "05:30", "06:30", ("05 05:30", "05 06:30")),
        # The clock of an account on the other side of the world: all on one day.
        (19, "07:05", "06:55", "08:30", ("05 06:55", "05 08:30")),
        (19, "06:55", "07:05", "08:30", ("06 07:05", "06 08:30")),
    ],
)
def test_times_without_a_date_are_of_the_call_nearest_to_the_session(
    start: int, first: str, joined: str, left: str, expected: tuple[str, str]
) -> None:
    others = [when for one in (first, "2026-03-01 12:00") if (when := read_when(one))]
    near = around(others[::-1], datetime.combine(DAY, time(start)))
    found = stay(read_when(joined), read_when(left), MONTH_FIRST, near)
    assert tuple(f"{at:%d %H:%M}" if at else "" for at in found) == expected


@given(st.datetimes(), st.times(), st.times())
def test_no_session_is_too_early_or_late_for_times(start: datetime, one: time, two: time) -> None:
    came, went = read_when(f"{one:%H:%M}"), read_when(f"{two:%H:%M}")
    near = around(filter(None, (came, went)), start)
    for at in stay(came, went, MONTH_FIRST, near):
        assert at is None or abs(at - start) <= timedelta(days=2)
        assert (at is None) == (not 1990 <= start.year <= 2100)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 7s", 3_607),
        ("45m", 2_700),
        ("0h 47m 0s", 2_820),
        ("01:02:10", 3_730),
        ("1:00:00", 3_600),
        ("58 min", 3_480),
        ("1 hr 2 min", 3_720),
        ("42m", 2_520),
        ("204 mins", 12_240),
        ("71", 4_260),
        ("47.5", 2_850),
        ("47,5", 2_850),
        ("1h7s", 3_607),
        ("1 h, 2 min and 3 sec", 3_723),
        ("1\u00a0h 2\u202fmin", 3_720),
        ("PT1H7S", 3_607),
        ("1 Std. 2 Min.", 3_720),
        ("1 Stunde und 2 Minuten", 3_720),
        ("2 horas y 5 minutos", 7_500),
        ("1 heure 5 minutes", 3_900),
        ("1 ora e 2 minuti", 3_720),
        ("1 uur 3 minuten", 3_780),
        ("2 godz. 3 min", 7_380),
        ("2 timmar 3 minuter", 7_380),
        ("2 timer 3 minutter", 7_380),
        ("0", 0),
        ("0m 0s", 0),
        ("", None),
        ("-5", None),
        ("<1 min", None),
        ("some", None),
        ("5 x", None),
        ("h", None),
        ("1h 1h", None),
        ("5m 1h", None),
        ("1:75:00", None),
        ("1:30", None),
        ("9999999", None),
        ("999999", None),
        ("1" * 5_000, None),
        ("2026-03-05 18:00:00", None),
    ],
)
def test_durations(text: str, seconds: int | None) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize(
    ("near", "seconds"), [(5_400, 5_400), (5_300, 5_400), (90, 90), (30, 90), (700, None)]
)
def test_two_numbers_are_taken_as_the_instants_say(near: float, seconds: int | None) -> None:
    assert read_seconds("1:30", near=near) == seconds


def test_a_bare_number_counts_as_its_title_says() -> None:
    for title, seconds in (("Duration", 5_400), ("Duration (seconds)", 90), ("Minutes", 5_400)):
        report = parse_report(f"Name,{title}\nAna,90", START)
        assert [one.seconds for one in report.connections] == [seconds]


@given(st.integers(0, 86_400))
def test_any_duration_comes_back(seconds: int) -> None:
    whole = str(timedelta(seconds=seconds % 86_400)).rjust(8, "0")
    assert read_seconds(whole) == seconds % 86_400
    parts = f"{seconds // 3600}h {seconds // 60 % 60}m {seconds % 60}s"
    assert read_seconds(parts) == seconds


@pytest.mark.parametrize(
    ("text", "name", "original", "pronouns"),
    [
        ("Mikaela Torv", "Mikaela Torv", "", ""),
        ("Mika (Mikaela Torv)", "Mika", "Mikaela Torv", ""),
        ("Mika (Torv, Mikaela)", "Mika", "Mikaela Torv", ""),
        ("Mikaela Torv (mikaela torv)", "Mikaela Torv", "", ""),
        ("Rowan (she/her)", "Rowan", "", "she/her"),
        ("Rowan [they/them]", "Rowan", "", "they/them"),
        ("Rowan, they/them", "Rowan", "", "they/them"),
        ("Mika (she/her) (Mikaela Torv)", "Mika", "Mikaela Torv", "she/her"),
        ("Mika (Mikaela Torv (she/her))", "Mika", "Mikaela Torv", "she/her"),
        ("Mika (Mikaela Torv) (she/her)", "Mika", "Mikaela Torv", "she/her"),
        ("Sam (they/them) (Samantha Ito (Hub))", "Sam", "Samantha Ito (Hub)", "they/them"),
        ("iPhone (Del Quist)", "Del Quist", "", ""),
        ("Del's iPhone (Del Quist)", "Del Quist", "", ""),
        ("Galaxy S21 (Quist, Del)", "Del Quist", "", ""),
        ("iPhone", "iPhone", "", ""),
        ("Call-in User_2", "Call-in User_2", "", ""),
        ("No :)", "No :)", "", ""),
        (":-( (Bo Carr)", ":-( ", "Bo Carr", ""),
        ("Bo ()", "Bo", "", ""),
        ("(Bo)", "Bo", "", ""),
        ("Bo (", "Bo (", "", ""),
        ("Bo )(", "Bo )(", "", ""),
        ("Bo Carr (External)", "Bo Carr", "", ""),
        ("Bo Carr (Guest) (Unverified)", "Bo Carr", "", ""),
        ("Bo Carr (Host, me)", "Bo Carr", "", ""),
        ("Okoro, Bea", "Bea Okoro", "", ""),
        ("Okoro, Bea (Guest)", "Bea Okoro", "", ""),
        ("Okoro, Bea (she/her)", "Bea Okoro", "", "she/her"),
        ("Bea Okoro, PhD", "Bea Okoro, PhD", "", ""),
        ("Okoro, Bea, Hub", "Okoro, Bea, Hub", "", ""),
        ("Okoro,", "Okoro,", "", ""),
        ("林 太郎", "林 太郎", "", ""),
        ("a" * 100, "a" * 80, "", ""),
        ("", "", "", ""),
    ],
)
def test_names(text: str, name: str, original: str, pronouns: str) -> None:
    found = read_name(text)
    assert (found.name, found.original, found.pronouns) == (name.strip(), original, pronouns)
    assert found.alias == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Blum (Hub)", "Ana Blum (Hub)"),
        ("Blum, Ana (Hub)", "Ana Blum (Hub)"),
        ("Blum, Ana (Hub) (External)", "Ana Blum (Hub)"),
        ("Ana (she/her)", "Ana"),
        ("iPad (Ana Blum)", "Ana Blum"),
        ("Ana (Blum, A)", "Ana (Blum, A)"),
    ],
)
def test_only_some_services_put_the_name_from_before_in_brackets(text: str, name: str) -> None:
    found = read_name(text, renamed=False)
    assert (found.name, found.original) == (name, "")


@given(st.text("ab ()[],/:'é1", max_size=40))
def test_any_name_is_one_cleaned_line(text: str) -> None:
    for renamed in (True, False):
        found = read_name(text, renamed=renamed)
        assert found.name == " ".join(found.name.split())
        assert bool(found.name) == bool(found.alias)
