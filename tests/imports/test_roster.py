"""Lists of names as facilitators have them; every name here is invented."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.imports.roster import (
    MOST_BYTES,
    MOST_NAMES,
    MOST_PROBLEMS,
    MOST_ROWS,
    RosterEntry,
    RosterError,
    parse_roster,
    read_roster,
)


def names(text: str) -> list[str]:
    return [one.name for one in parse_roster(text).names]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Rowan Ash", RosterEntry("Rowan Ash")),
        ("1. Rowan Ash", RosterEntry("Rowan Ash")),
        ("12) Rowan Ash", RosterEntry("Rowan Ash")),
        ("(3) Rowan Ash", RosterEntry("Rowan Ash")),
        ("7 Rowan Ash", RosterEntry("Rowan Ash")),
        ("- Rowan Ash", RosterEntry("Rowan Ash")),
        ("• 2. Rowan Ash", RosterEntry("Rowan Ash")),
        ("- [x] Rowan Ash", RosterEntry("Rowan Ash")),
        ("\tRowan\t Ash ", RosterEntry("Rowan Ash")),
        ("Ash, Rowan", RosterEntry("Ash, Rowan")),
        ("Rowan (they/them)", RosterEntry("Rowan", "they/them")),
        ("Rowan [she/they]", RosterEntry("Rowan", "she/they")),
        ("Rowan, they/them", RosterEntry("Rowan", "they/them")),
        ("Ash, Rowan - ze / zir", RosterEntry("Ash, Rowan", "ze / zir")),
        ("Rowan (Hub)", RosterEntry("Rowan (Hub)")),
        ("Bea Okoro <bea@example.net>", RosterEntry("Bea Okoro", "", "bea@example.net")),
        ("- Bea Okoro (bea@example.net)", RosterEntry("Bea Okoro", "", "bea@example.net")),
        ("Bea Okoro, bea@example.net", RosterEntry("Bea Okoro", "", "bea@example.net")),
        ('"Okoro, Bea" <mailto:bea@example.net>', RosterEntry("Okoro, Bea", "", "bea@example.net")),
        ("Bea (she/her) bea@example.net", RosterEntry("Bea", "she/her", "bea@example.net")),
        ("Anne-Marie O'Shea", RosterEntry("Anne-Marie O'Shea")),
        ("林 太郎", RosterEntry("林 太郎")),
        ("Ann [/] \x1b[31mRed", RosterEntry("Ann [/] Red")),
        ("'=cmd", RosterEntry("=cmd")),
    ],
)
def test_one_line_is_one_person(line: str, expected: RosterEntry) -> None:
    for text in (line, f"{line}\nBo Carr\n", f"\n{line}\r\n\r\nBo Carr"):
        assert parse_roster(text).names[0] == expected
        assert parse_roster(text).problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana, Bo, Cy", ["Ana", "Bo", "Cy"]),
        ("Ana, Bo, Cy,\n", ["Ana", "Bo", "Cy"]),
        ("Ana Blum; Bo", ["Ana Blum", "Bo"]),
        ("Ana (she/her, they/them), Bo, Cy", ["Ana", "Bo", "Cy"]),
        ('"Okoro, Bea" <bea@example.net>, Bo <bo@example.net>', ["Okoro, Bea", "Bo"]),
        ("Okoro, Bea <bea@example.net>; Bo <bo@example.net>", ["Okoro, Bea", "Bo"]),
        ("Ana (, Bo, Cy", ["Ana (", "Bo", "Cy"]),
        ("Ash, Rowan\nBlum, Ana", ["Ash, Rowan", "Blum, Ana"]),
        ("", []),
        (" \n,,,\n", []),
    ],
)
def test_several_people_typed_at_once(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,"
            "Attendee #,Attendee Status\r\n"
            "81,2026-11-01,Bea,Okoro,bea@example.net,1,,Free,1,Attending\r\n"
            "81,2026-11-01,Del,Quist,bea@example.net,1,,Free,2,Checked In\r\n",
            [
                RosterEntry("Bea Okoro", "", "bea@example.net"),
                RosterEntry("Del Quist", "", "bea@example.net"),
            ],
            id="Eventbrite",
        ),
        pytest.param(
            "Timestamp,Email Address,What is the name of your organisation?,"
            '"What would you like to be called, in the session?",Which pronouns do you use?\n'
            '11/1/2026 9:00:00,bea@example.net,Hub,"Okoro, Bea",she/her\n',
            [RosterEntry("Okoro, Bea", "she/her", "bea@example.net")],
            id="Google Forms",
        ),
        pytest.param(
            "First Name,Last Name,Email,Registration Time,Approval Status\n"
            "Bea,Okoro,bea@example.net,2026-11-01,approved\n",
            [RosterEntry("Bea Okoro", "", "bea@example.net")],
            id="Zoom registration",
        ),
        pytest.param(
            "Name;E-Mail-Adresse\r\nMüller, Zoë;zoe@example.net\r\n;;\r\nBo;\r\n",
            [RosterEntry("Müller, Zoë", "", "zoe@example.net"), RosterEntry("Bo")],
            id="semicolons",
        ),
        pytest.param(
            "sep=;\r\nVorname;Nachname\r\nZoë;Müller\r\n", [RosterEntry("Zoë Müller")], id="sep"
        ),
        pytest.param("Nom\tPrénom\nBlum\tAna\n", [RosterEntry("Ana Blum")], id="French"),
        pytest.param("Nombre,Apellidos\nAna,Blum\n", [RosterEntry("Ana Blum")], id="Spanish"),
        pytest.param("Name;Vorname\nBlum;Ana\n", [RosterEntry("Ana Blum")], id="German halves"),
        pytest.param(
            "List of our group\n\nName,Pronouns\nBea (she/her),they/them\n",
            [RosterEntry("Bea", "they/them")],
            id="title above",
        ),
        pytest.param(
            "Name,Preferred name\nRobert Carr,Bo\nAna Blum,\n",
            [RosterEntry("Bo"), RosterEntry("Ana Blum")],
            id="as they wish to be called",
        ),
        pytest.param(
            "Participants:\n1. Ash, Rowan\n- Bea <bea@example.net>\n",
            [RosterEntry("Ash, Rowan"), RosterEntry("Bea", "", "bea@example.net")],
            id="a heading over a plain list",
        ),
        pytest.param(
            "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\n"
            "Our talk,812,Rowan,98,,,6\n\n"
            "Name (original name),Email,Join time\nBea Okoro,,06:00\n",
            [RosterEntry("Bea Okoro")],
            id="a report of a call",
        ),
        pytest.param(
            'date,session,facilitator,name\r\n2026-11-22,Talk,Rowan,"\'=1+1"\r\n',
            [RosterEntry("=1+1")],
            id="a list of ours",
        ),
    ],
)
def test_tables(text: str, expected: list[RosterEntry]) -> None:
    found = parse_roster(text)
    assert list(found.names) == expected
    assert found.problems == ()


def test_problems_say_rows_and_no_names() -> None:
    found = parse_roster(
        "Name,Email,Attendee Status\n"
        "Zoë,,\n"
        "zoe,,\n"
        ",bo@example.net,\n"
        "Cy,,Cancelled\n"
        "Dee,dee@example.net,,extra\n"
        "Dee,other@example.net\n"
        "Dee,OTHER@example.net\n"
    )
    assert [one.name for one in found.names] == ["Zoë", "Dee", "Dee"]
    assert found.problems == (
        "Row 3 has the same name as row 2 and was taken once.",
        "Row 4 has no name and was left out.",
        "Row 5 is marked as not coming and was left out.",
        "Row 6 has more cells than the header; please check its name.",
        "Rows 6 and 7 have the same name with different addresses; both were taken.",
        "Row 8 has the same name as row 7 and was taken once.",
    )
    # Who was meant is for whoever typed it, on their own screen.
    assert list(found.twice.values()) == ["zoe", "Dee"]
    assert set(found.twice) < set(found.problems)
    line = parse_roster("Cy\nAna, Bo, ana")
    assert line.problems == ("Row 2 has the same name twice and it was taken once.",)


def test_a_heading_in_the_middle_of_a_list_hides_nobody() -> None:
    assert names("Rowan\nParticipants\nAna")[0] == "Rowan"


def test_a_table_without_names_is_refused_in_a_sentence() -> None:
    with pytest.raises(RosterError, match="call one of them Name"):
        parse_roster("E-Mail,Stadt\nbea@example.net,Ulm\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("Name;E-Mail\r\nZoë Müller;\r\n".encode(encoding))
    assert read_roster(path).names == (RosterEntry("Zoë Müller"),)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 names", "is not a list of names in a known text encoding; save it as UTF-8"),
        (b"\0\1\2\3" * 9, "is not a list of names in a known text encoding; save it as UTF-8"),
        (b"a" * (MOST_BYTES + 1), "is larger than 1 MB"),
        (None, r"cannot be read \(no such file or directory\)"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "people.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RosterError, match=f"^people.txt {sentence}"):
        read_roster(path)


def test_as_many_names_as_a_session_can_have() -> None:
    lines = [f"Person {number}" for number in range(MOST_NAMES + 1)]
    assert len(names("\n".join(lines[:-1]))) == MOST_NAMES
    with pytest.raises(RosterError, match="more than 500 names"):
        parse_roster("\n".join(lines))


def test_a_long_line_without_blanks_is_read_in_time() -> None:
    assert len(names("a" * 900_000)) == 1
    with pytest.raises(RosterError):
        parse_roster(",".join(f"({number}" for number in range(60_000)))


@given(st.text(alphabet="ab ,;\t\n\"'()<>[]@./-1=é", max_size=80))
def test_any_text_gives_cleaned_people_each_once(text: str) -> None:
    try:
        found = parse_roster(text)
    except RosterError:
        return
    keys = [(one.name, one.email) for one in found.names]
    assert len(set(keys)) == len(keys)
    assert all(one.name and one.name == " ".join(one.name.split()) for one in found.names)


def test_a_list_of_very_many_rows_is_refused_even_if_they_name_few() -> None:
    assert names("Ana\n" * MOST_ROWS) == ["Ana"]
    with pytest.raises(RosterError, match="more than 2,000 rows"):
        parse_roster("Ana\n" * (MOST_ROWS + 1))


def test_of_very_many_remarks_on_rows_the_first_are_said() -> None:
    problems = parse_roster("Ana\n" * 1_000).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1] == "Rows that are worth a look, beside these: 949."
