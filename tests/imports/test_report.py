"""Reports of every layout, in every encoding and order of dates; every name here is invented."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reports
from coreflect_tui.core.report import Connection, DateOrder, Report
from coreflect_tui.imports.decoding import decode
from coreflect_tui.imports.report import (
    MOST_BYTES,
    MOST_ROWS,
    ReportError,
    parse_report,
    read_report,
)
from reports import (
    BY_NAME,
    DAY,
    LAYOUTS,
    ORDERS,
    PLAIN,
    SHOWN,
    START,
    Dialect,
    Layout,
    Line,
    Stay,
)

ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16-le bom", "utf-16-be bom", "utf-16-le", "utf-16-be"),
    "cp1252",
)
STAMPS = sorted({*reports.STAMPS} - {"clock"})


def at(hour: int, minute: int, second: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute, second))


STAYS = [
    Stay("Mikaela Torv", at(18, 0, 10), at(18, 1, 40), waiting=True),
    Stay("Mikaela Torv", at(18, 1, 40), at(18, 20, 3)),
    Stay("Mika (Mikaela Torv)", at(18, 22, 15), at(19, 33)),
    Stay("Okoro, Bea", at(18, 0, 5), at(19, 32, 58), "bea@example.net"),
    Stay("Okoro, Bea", at(18, 30, 5), at(18, 40, 5), "bea@example.net"),
    Stay("iPhone (Del Quist)", at(18, 17, 30), at(18, 17, 58)),
    Stay("Zoë Müller (she/her)", at(17, 58, 0), at(19, 33)),
    Stay("Sam (they/them) (Samantha Ito (Hub))", at(18, 0, 30), at(19, 2, 7)),
    *(Stay(bot, at(18, 0, 30), at(19, 2, 7)) for bot in reports.BOTS),
    *(Stay(name, at(18, 3), at(19, 0)) for name in ("No :)", "=HYPERLINK", 'Bo "the Boat" Carr')),
]


def fitting(layout: Layout, stays: list[Stay]) -> list[Stay]:
    """Only Zoom writes the name from before; elsewhere these people kept theirs."""
    renames = layout.service in ("Zoom", "")
    return [one if renames or one.shown in PLAIN else replace(one, shown="Ana") for one in stays]


def built(layout: Layout, stays: list[Stay], dialect: Dialect, day: date = DAY) -> Report:
    start = datetime.combine(day, time(18))
    return parse_report(decode(reports.build(layout, stays, dialect)), start)


def lines(report: Report) -> list[Line]:
    return [
        Line(
            *(one.name, one.alias, one.original, one.pronouns, one.email),
            *(one.joined, one.left, one.seconds, one.waiting),
        )
        for one in report.connections
    ]


def one(report: Report) -> Connection:
    (found,) = report.connections
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_layout_in_each_encoding_and_order_of_dates(layout: Layout, encoding: str) -> None:
    stays = fitting(layout, STAYS)
    for stamp, delimiter in product(STAMPS, "\t,;"):
        dialect = Dialect(encoding, delimiter, stamp=stamp)
        report = built(layout, stays, dialect)
        assert lines(report) == reports.expected(layout, stays, dialect)
        assert report.problems == ()
        assert report.service == layout.service
        assert not report.order_unknown
        if layout.instants and stamp in ORDERS:
            assert report.order is ORDERS[stamp]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_each_layout_in_the_file_that_its_service_writes(layout: Layout, tmp_path: Path) -> None:
    stays = fitting(layout, STAYS)
    dialect = Dialect(layout.encoding, layout.delimiter)
    path = tmp_path / "participants_812.csv"
    path.write_bytes(reports.build(layout, stays, dialect))
    assert lines(read_report(path, START)) == reports.expected(layout, stays, dialect)


@st.composite
def stays_of_a_day(draw: st.DrawFn) -> tuple[date, list[Stay]]:
    """A session's day and who was in it: re-joins, second devices, over midnight too."""
    day = draw(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
    start = at(draw(st.integers(0, 23)), 30, day=day)
    stays = []
    for shown in draw(st.lists(st.sampled_from(list(SHOWN)), min_size=1, max_size=8)):
        joined = start + timedelta(seconds=draw(st.integers(0, 5_000)))
        left = joined + timedelta(seconds=draw(st.integers(1, 5_000)))
        email = "" if shown in reports.BOTS else draw(st.sampled_from(["", "one@example.net"]))
        stays.append(Stay(shown, joined, left, email, draw(st.booleans())))
    return day, stays


@settings(max_examples=300)
@given(
    stays_of_a_day(),
    st.sampled_from(LAYOUTS),
    st.builds(
        Dialect,
        encoding=st.sampled_from(ENCODINGS),
        delimiter=st.sampled_from("\t,;"),
        newline=st.sampled_from(["\r\n", "\n", "\r"]),
        stamp=st.sampled_from(STAMPS),
        sep_line=st.booleans(),
        comma_lines=st.booleans(),
        guard=st.sampled_from(["", "'", "="]),
        trailing=st.booleans(),
    ),
)
def test_people_and_their_times_come_back(
    session: tuple[date, list[Stay]], layout: Layout, dialect: Dialect
) -> None:
    day, stays = session[0], fitting(layout, session[1])
    report = built(layout, stays, dialect, day)
    assert lines(report) == reports.expected(layout, stays, dialect)
    assert report.problems == ()
    assert not report.order_unknown


@pytest.mark.parametrize("name", ["meet", "meet split"])
def test_times_without_a_date_are_of_the_session(name: str) -> None:
    layout, dialect = BY_NAME[name], Dialect(stamp="clock")
    stays = [Stay("Bea Okoro", at(18, 2), at(19, 33))]
    connection = one(built(layout, [replace(stays[0], shown="Otter.ai")], dialect))
    assert (connection.joined, connection.left) == (at(18, 2), at(19, 33))


def zoom(*rows: str) -> str:
    return "\n".join(["Name (original name),Email,Join time,Leave time,Duration (minutes)", *rows])


@pytest.mark.parametrize(
    "header",
    [
        "Nom (nom d'origine),Adresse e-mail,Heure d'arrivée,Heure de départ,Durée (minutes)",
        "Name (Originalname),E-Mail,Beitrittszeit,Austrittszeit,Dauer (Minuten)",
        "Nome (nome originale),E-mail,Ora di ingresso,Ora di uscita,Durata (minuti)",
        "Nome (nome original),E-mail,Hora de entrada,Hora de saída,Duração (minutos)",
        "Naam (oorspronkelijke naam),E-mail,Tijd van deelname,Vertrektijd,Duur (minuten)",
        "Imię i nazwisko,E-mail,Godzina dołączenia,Godzina opuszczenia,Czas trwania (min)",
        "Namn (ursprungligt namn),E-post,Anslutningstid,Tid då mötet lämnades,Varaktighet",
        "Navn (oprindeligt navn),E-mail,Tilslutningstidspunkt,Forlod kl. tid,Varighed",
        "Navn,E-post,Tidspunkt ble med,Tidspunkt forlot,Varighet",
        "Vollständiger Name,E-Mail,Erster Beitritt,Letztes Verlassen,Besprechungsdauer",
        "Nombre,Correo electrónico,Primera entrada,Última salida,Duración en la reunión",
        "Nom,E-mail,Première connexion,Dernière déconnexion,Durée en réunion",
        "Display Name,Phone,Start,End,Minutes",
        "Participant,Country,First seen,Last seen,Time in call",
        "Attendee,Registration Time,Joined at,Left at,Time in session (minutes)",
    ],
)
def test_headers_of_many_languages(header: str) -> None:
    report = parse_report(f"{header}\nAna,,2026-03-05 18:00:00,2026-03-05 18:30:00,30\n", START)
    found = one(report)
    assert (found.name, report.problems) == ("Ana", ())
    assert (found.joined, found.left, found.seconds) == (at(18, 0), at(18, 30), 1_800)


@pytest.mark.parametrize(
    "preamble",
    [
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,\n1,T",
        "Thema,ID,Gastgeber,Dauer (Minuten),Startzeit,Endzeit,Teilnehmer\nT,1,R,9,,,2",
        "Name,Value\nTitle,Our talk",
    ],
)
def test_a_preamble_is_not_the_table(preamble: str) -> None:
    report = parse_report(
        f"{preamble}\n\nName (Original Name),Total Duration (Minutes)\nAna,9", START
    )
    assert (one(report).name, one(report).row, one(report).seconds) == ("Ana", 5, 540)
    with pytest.raises(ReportError):
        parse_report(preamble, START)


def test_summary_and_connections_are_never_added_up() -> None:
    layout = BY_NAME["teams now"]
    stays = [replace(STAYS[3], shown="Otter.ai"), replace(STAYS[4], shown="Otter.ai")]
    text = decode(reports.build(layout, stays, Dialect()))
    assert [found.seconds for found in parse_report(text, START).connections] == [5_573, 600]
    # Without the rows of connections the summary serves, with its own count of time.
    cut = text[: text.index("3. In-Meeting")]
    assert [found.seconds for found in parse_report(cut, START).connections] == [5_573]
    away = cut.replace("1h 32m 53s", "58m")
    assert one(parse_report(away, START)).seconds == 58 * 60
    # With a person in the summary only, the row is named, and nobody is added.
    more = text.replace("\r\n\r\n3. ", "\r\nBo Carr,,,58m\r\n\r\n3. ")
    found = parse_report(more, START)
    assert [person.name for person in found.connections] == ["Otter.ai"] * 2
    assert [sentence.split(":")[0] for sentence in found.problems] == ["Row 9 was left out"]


def test_sections_without_empty_lines_between_them_are_told_apart() -> None:
    layout = BY_NAME["teams now"]
    stays = fitting(layout, STAYS)
    raw = reports.build(layout, stays, Dialect("utf-8")).decode()
    packed = "\n".join(line for line in raw.splitlines() if line)
    assert lines(parse_report(packed, START)) == reports.expected(layout, stays, Dialect())


def test_a_report_that_was_appended_goes_on() -> None:
    table = zoom("Ana,,2026-03-05 18:00,2026-03-05 18:30,30")
    preamble = "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\nT,1,R,9,,,2\n\n"
    report = parse_report(f"{preamble}{table}\n\n{preamble}{table}", START)
    assert [(found.name, found.row) for found in report.connections] == [("Ana", 5), ("Ana", 11)]
    assert report.problems == ()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ",bea@example.net,2026-03-05 18:00,2026-03-05 18:30,30",
            "Row 2 could not be read: it has no name.",
        ),
        (
            "\u200b,,2026-03-05 18:00,2026-03-05 18:30,30",
            "Row 2 could not be read: it has no name.",
        ),
        (
            "Okoro, Bea,,2026-03-05 18:00,2026-03-05 18:30,30,,Yes",
            "Row 2 could not be read: it has more cells than the header.",
        ),
        (
            "Okoro, Bea,,2026-03-05 18:00,2026-03-05 18:30",
            "Row 2 could not be read: its cells do not stand under their titles.",
        ),
        (
            "Ana,,2026-03-05 18:00,2026-03-05 18:30,30,extra",
            "Row 2 was read in part only: it has more cells than the header.",
        ),
        (
            "Okoro, Bea, Hub,,2026-03-05 18:00,2026-03-05 18:30,30",
            "Row 2 could not be read: it has more cells than the header.",
        ),
        ("Ana", "Row 2 was read in part only: it says no time."),
        ("Ana,,-,,", "Row 2 was read in part only: it says no time."),
        (
            "Ana,,soon,2026-03-05 18:30,30",
            "Row 2 was read in part only: its time of joining cannot be read.",
        ),
        (
            "Ana,,2026-03-05 18:00,2026-02-30 18:30,30",
            "Row 2 was read in part only: its time of leaving cannot be read.",
        ),
        (
            "Ana,,2026-03-05 18:00,2026-03-05 17:00,30",
            "Row 2 was read in part only: it ends before it starts.",
        ),
        (
            "Ana,,2026-03-05 18:00,2026-03-05 18:30,some",
            "Row 2 was read in part only: its duration cannot be read.",
        ),
        (
            '"Ana,,2026-03-05 18:00,2026-03-05 18:30,30',
            "Row 2 was read in part only: it has a quotation mark that is not closed.",
        ),
        ("A" * 9_000, "Row 2 could not be read: it is longer than any row of a report."),
    ],
)
def test_rows_that_cannot_be_read_are_named_by_number(row: str, sentence: str) -> None:
    # The row before an empty one and the last one are read all the same.
    report = parse_report(zoom(row, "Bo,,2026-03-05 18:00,2026-03-05 18:30,30"), START)
    assert report.problems == (sentence,)
    assert report.connections[-1].name == "Bo"
    assert len(report.connections) == 1 + ("in part" in sentence)


def test_what_is_unknown_is_none_and_never_nothing() -> None:
    report = parse_report(zoom("Ana,,x,2026-03-05 18:30,some", "Bo,,,,0x", "Cy"), START)
    assert [(found.joined, found.seconds) for found in report.connections] == [(None, None)] * 3
    assert len(report.problems) == 3


def test_a_duration_serves_where_an_instant_is_missing() -> None:
    report = parse_report(zoom("Ana,,2026-03-05 18:00,,30", "Bo,,2026-03-05 18:00,18:00,1"), START)
    assert [found.seconds for found in report.connections] == [1_800, 60]


def test_a_quotation_mark_that_is_not_closed_costs_its_own_row_only() -> None:
    rows = [f"{name},,2026-03-05 18:00,2026-03-05 18:30,30" for name in ('"Ana', "Bo", '"Cy')]
    report = parse_report(zoom(*rows, '"Dee, Di",,2026-03-05 18:00,2026-03-05 18:30,30'), START)
    assert [found.name for found in report.connections] == ["Ana", "Bo", "Cy", "Di Dee"]
    assert [sentence[:5] for sentence in report.problems] == ["Row 2", "Row 4"]
    # One that closes in a later row would make one person of two.
    rows = [f"{name},,2026-03-05 18:00,2026-03-05 18:30,30" for name in ('"Ana', 'Bo"')]
    report = parse_report(zoom(*rows), START)
    assert [found.name for found in report.connections] == ["Ana", 'Bo"']
    assert [sentence[:5] for sentence in report.problems] == ["Row 2"]


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    # Neither "sep=" nor the break within a title makes a row; empty rows and the header are ones.
    text = 'sep=,\n"Our\ntalk",,\n,,,,\n' + zoom("", ",,,,", ",,2026-03-05 18:00,,30", "Ana,,,,9")
    report = parse_report(text, START)
    assert report.problems == ("Row 6 could not be read: it has no name.",)
    assert one(report).row == 7


def test_a_title_after_the_table_is_nobody() -> None:
    base = zoom("Ana,,2026-03-05 18:00,2026-03-05 18:30,30")
    assert len(parse_report(f"{base}\n\n2. Chat\nName,Words\nBo,Hello", START).connections) == 1
    report = parse_report(f"{base}\n\nWritten by a machine", START)
    assert (len(report.connections), len(report.problems)) == (1, 1)
    # An empty line in the middle ends nothing.
    report = parse_report(f"{base}\n,,,,\nBo,,2026-03-05 18:00,2026-03-05 18:30,30", START)
    assert [found.name for found in report.connections] == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("cell", "waiting", "problems"),
    [
        *((word, True, 0) for word in ("Yes", "sí", "Ja", "OUI")),
        *((word, False, 0) for word in ("No", "nein", "", "-")),
        ("perhaps", False, 1),
    ],
)
def test_the_waiting_room(cell: str, waiting: bool, problems: int) -> None:
    text = f"Name,Join time,Leave time,In waiting room\nAna,18:00,18:01,{cell}"
    report = parse_report(text, START)
    assert (one(report).waiting, len(report.problems)) == (waiting, problems)


def test_what_is_not_needed_is_not_read() -> None:
    text = (
        "Name,Join time,Leave time,Email,Phone,Country,Participant ID (UPN),Cameras on duration\n"
        "Ana,18:00,18:30,not an address,+49 30 1234,Chile,ana@upn.example,12m"
    )
    found = one(parse_report(text, START))
    assert found == Connection(2, "Ana", "Ana", "", "", "", at(18, 0), at(18, 30), 1_800)


def test_pronouns_may_have_a_column() -> None:
    text = "Name,Pronouns,Joined,Left\nAna,she/her,18:00,18:30"
    assert one(parse_report(text, START)).pronouns == "she/her"


def test_hostile_names_are_cleaned() -> None:
    name = "Ann\u202e [/]\x1b[31m Red\tHot\u2028"
    found = one(parse_report(f'Name,Joined,Left\n"{name}",18:00,18:30', START))
    assert (found.name, found.alias) == ("Ann [/] Red Hot",) * 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 a workbook", "attendance.csv is not text, as an attendance report is; save"),
        (b"\xff\xfeN", "attendance.csv is not text"),
        (b"", "attendance.csv is empty; download the attendance report of Zoom, Teams"),
        (b"\xef\xbb\xbf\r\n,,,,\r\n", "attendance.csv is empty"),
        (b"Dear Ana,\nsee you there", "attendance.csv is not an attendance report, since no row"),
        (b"Name,Email\nAna,ana@example.net", "attendance.csv is not an attendance report"),
        (b"Name,Join time,Leave time\n", "attendance.csv is an attendance report with nobody"),
        (b"a" * (MOST_BYTES + 1), "attendance.csv is larger than 5 MB"),
        (None, r"attendance.csv cannot be read \(no such file or directory\); check where"),
    ],
)
def test_files_that_are_no_report_give_a_sentence(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "attendance.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReportError, match=f"^{sentence}"):
        read_report(path, START)


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"cannot be read \(it is a folder\)"):
        read_report(tmp_path, START)
    with pytest.raises(ReportError, match="cannot be read"):
        read_report(tmp_path / "a\0b", START)


def test_as_many_rows_as_a_call_can_have() -> None:
    rows = ["Ana,,18:00,18:30,30"] * (MOST_ROWS - 1)
    assert len(parse_report(zoom(*rows), START).connections) == MOST_ROWS - 1
    with pytest.raises(ReportError, match="more than 1,000 rows"):
        parse_report(zoom(*rows, "Bo,,18:00,18:30,30"), START)
    assert parse_report(zoom(*rows, *[",,,,"] * 50_000), START).problems == ()


def test_the_order_given_goes_before_what_the_report_suggests() -> None:
    text = zoom("Ana,,03/05/2026 18:00:00,03/05/2026 18:30:00,30")
    assert parse_report(text, START).order is DateOrder.MONTH_FIRST
    assert parse_report(text, at(18, 0, day=date(2026, 5, 3))).order is DateOrder.DAY_FIRST
    unknown = parse_report(text, at(18, 0, day=date(2026, 9, 9)))
    assert unknown.order_unknown
    given_one = parse_report(text, START, DateOrder.DAY_FIRST)
    assert not given_one.order_unknown
    assert one(given_one).joined == at(18, 0, day=date(2026, 5, 3))


def test_a_time_zone_in_the_report_is_said() -> None:
    report = parse_report(zoom("Ana,,2026-03-05T18:00:00Z,2026-03-05T18:30:00Z,30"), START)
    assert one(report).joined == at(18, 0)
    assert "time zone" in report.problems[0]


def test_a_date_far_from_the_session_is_no_instant_and_named_by_its_row() -> None:
    report = parse_report(
        zoom(
            "Ana,,2026-03-05 18:00,2026-03-05 18:30,30",
            "Bo,,2026-03-05 18:00,2062-03-05 18:30,30",
            "Cy,,1999-01-01 18:00,1999-01-01 18:30,30",
            "Dee,,2026-03-03 18:00,2026-03-03 18:30,30",
            "Eli,,12/31/9999 11:00:00 PM,01/01/0001 12:10:00 AM,30",
        ),
        START,
    )
    far = "was read in part only: it has a date far from the session's."
    assert report.problems == (
        f"Row 3 {far}",
        f"Row 4 {far}",
        "Row 6 was read in part only: its time of joining cannot be read, and its time of"
        " leaving cannot be read.",
    )
    assert [found.joined is None for found in report.connections] == [
        False,
        False,
        True,
        False,
        True,
    ]
    assert [found.left is None for found in report.connections] == [False, True, True, False, True]
    assert [found.seconds for found in report.connections] == [1_800] * 5


def test_a_report_that_is_all_of_another_day_is_kept_and_said_once() -> None:
    rows = ("Ana,,2026-03-12 18:00,2026-03-12 18:30,30", "Bo,,2026-03-12 18:01,18:30,29")
    report = parse_report(zoom(*rows), START)
    assert report.problems == (
        "The dates of this report are all far from 2026-03-05, the day of the session; it may be of"
        " another session.",
    )
    assert [found.joined for found in report.connections] == [
        at(18, minute, day=date(2026, 3, 12)) for minute in (0, 1)
    ]


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_times_without_a_date_around_midnight(hour: int) -> None:
    """Whoever comes a little before the session and goes a little after, whatever its hour."""
    begins = at(hour, 5)
    came, went = begins - timedelta(minutes=10), begins + timedelta(minutes=95)
    text = zoom(f"Ana,,{came:%H:%M},{went:%H:%M},105", f"Bo,,{begins:%H:%M},{went:%H:%M},95")
    ana, bo = parse_report(text, begins).connections
    assert (ana.joined, ana.left, bo.joined, bo.left) == (came, went, begins, went)
