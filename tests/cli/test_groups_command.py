"""`coreflect groups`: what it prints, the sentences of its errors, its exit status."""

import argparse
import io
import json
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from rich.cells import cell_len

from coreflect_tui.cli import groups, run
from coreflect_tui.cli.main import main
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import SessionClosed
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.state import Agreement
from coreflect_tui.core.summary import Participation, Status, Summary
from coreflect_tui.library.groups import find_group, list_groups, read_group, save_group
from coreflect_tui.locations import locations
from coreflect_tui.store import Store
from coreflect_tui.tui import start

TUESDAY = Group(
    "Tuesday circle",
    "ips-co-reflection",
    True,
    (Member("a1", "Ana"), Member("b2", "Bo"), Member("z9", "Zed")),
    "g1",
)


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect groups WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    groups.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = groups.run(parser.parse_args(["groups", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def tuesday() -> Path:
    return save_group(locations().user_groups, TUESDAY)


def held(session: str, starts: datetime, *came: tuple[str, str], group: str = "g1") -> None:
    """Store a closed session of the group, to which those came; pairs of roster id and word."""
    store = Store(locations().data)
    summary = Summary(
        session=session,
        format="ips-co-reflection",
        title="IPS co-reflection",
        group=group,
        status=Status.CLOSED,
        starts_at=starts,
        began=starts,
        closed=starts + timedelta(minutes=90),
        hard_end=starts + timedelta(minutes=90),
        updated=starts + timedelta(minutes=90),
        minutes=90,
        people=len(came),
        doing="",
        items=(),
        participation=tuple(Participation(*one) for one in came),
    )
    number = len(store.summaries.newest())
    decision = Decision(
        str(UUID(int=number)), Moment(starts, starts, 0, 0.0, "boot"), (SessionClosed(starts),)
    )
    store.journal.append(session, 0, decision, summary)
    store.close()


@pytest.fixture
def three_sessions(tuesday: Path) -> Path:
    """In 2026, the middle one with the record off, and one before."""
    held("2025-12-30-aaaaaa", datetime(2025, 12, 30, 18, tzinfo=UTC), ("a1", "yes"))
    held(
        "2026-01-06-aaaaaa",
        datetime(2026, 1, 6, 18, tzinfo=UTC),
        ("a1", "yes"),
        ("b2", "you decide"),
        ("x3", "yes"),
    )
    held("2026-01-13-aaaaaa", datetime(2026, 1, 13, 18, tzinfo=UTC))
    held("2026-01-20-aaaaaa", datetime(2026, 1, 20, 18, tzinfo=UTC), ("a1", "no"), ("b2", "yes"))
    held("2026-01-21-aaaaaa", datetime(2026, 1, 21, 18, tzinfo=UTC), ("a1", "yes"), group="g2")
    return tuesday


# --- list, new, record ---------------------------------------------------------------------------


def test_an_empty_list_says_how_to_begin() -> None:
    status, out, err = command("list")
    assert (status, err) == (0, "")
    assert "coreflect groups new NAME" in out


def test_the_list_has_a_line_for_each_group(tuesday: Path) -> None:
    save_group(tuesday.parent, Group("Pair", members=(Member("a", "Ana"),), id="g2"))
    (tuesday.parent / "broken.toml").write_text("name", "utf-8")
    status, out, err = command("list")
    assert (status, err) == (0, "")
    pair, circle, broken = out.splitlines()
    assert re.fullmatch(r"Pair +1 person +record off", pair)
    assert re.fullmatch(r"Tuesday circle +3 people +record on +ips-co-reflection", circle)
    assert broken.startswith("broken          line 1:")


def test_the_list_as_json(tuesday: Path) -> None:
    assert json.loads(command("list", "--json")[1]) == {
        "schema": 1,
        "groups": [
            {
                "id": "g1",
                "name": "Tuesday circle",
                "people": 3,
                "format": "ips-co-reflection",
                "record": True,
                "file": str(tuesday),
                "problem": "",
            }
        ],
    }


def test_a_new_group_from_a_list_of_names(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Ana (she/her)\nBo <bo@example.org>\nBo <other@example.org>\n", "utf-8")
    status, out, err = command("new", "Früh", str(names), "--format", "ips-co", "--record")
    assert status == 0
    group = read_group(Path(out.strip()))
    assert (group.name, group.format, group.record) == ("Früh", "ips-co-reflection", True)
    assert [(one.name, one.pronouns, one.email) for one in group.members] == [
        ("Ana", "she/her", ""),
        ("Bo", "", "bo@example.org"),
        ("Bo 2", "", "other@example.org"),
    ]
    ids = {group.id, *(one.id for one in group.members)}
    assert len(ids) == 4
    assert all(len(one) == 6 for one in ids)
    assert "Rows 2 and 3" in err


def test_a_new_group_without_names() -> None:
    status, out, err = command("new", "Pair")
    assert (status, err) == (0, "")
    assert read_group(Path(out.strip())).members == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "tuesday CIRCLE"), "already"),
        (("new", "New", "nowhere.txt"), "nowhere.txt cannot be read"),
        (("new", "New", "--format", "ipss"), "There is no format 'ipss'"),
        (("show", "Monday"), "There is no group “Monday”"),
        (("record", "Monday", "on"), "There is no group “Monday”"),
    ],
)
def test_errors_are_one_sentence(tuesday: Path, words: tuple[str, ...], said: str) -> None:
    status, out, err = command(*words)
    assert (status, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert [one.path for one in list_groups(tuesday.parent)] == [tuesday]


def test_a_file_with_problems_is_said_line_by_line(tuesday: Path) -> None:
    tuesday.write_text(tuesday.read_text("utf-8").replace('id = "b2"\n', ""), "utf-8")
    status, out, err = command("show", "tuesday")
    assert (status, out) == (1, "")
    assert re.search(r"tuesday-circle\.toml, line \d+: a person needs 'id'", err)


def test_the_record_is_switched_in_the_file(tuesday: Path) -> None:
    assert command("record", "tue", "off")[0] == 0
    assert not read_group(tuesday).record
    status, out, _ = command("record", "tue", "on")
    assert (status, out) == (
        0,
        "The record of Tuesday circle is on; sessions count from now on.\n",
    )
    assert read_group(tuesday) == TUESDAY


# --- show ----------------------------------------------------------------------------------------


def test_how_often_each_person_came(three_sessions: Path) -> None:
    status, out, err = command("show", "tuesday", "--year", "2026")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Tuesday circle · 2026-01-01 to 2026-12-31",
        "3 sessions held, 2 of them counted",
        "  Ana  came 2 of 2, in full 1",
        "  Bo   came 2 of 2, in full 1, you decide 1",
        "  Zed  came 0 of 2, in full 0",
        "and 1 person who is not in the roster any more",
        f"The roster is in {three_sessions}",
    ]


@pytest.mark.parametrize(
    ("since", "until", "sessions"),
    [
        ("2025-12-30", "2026-01-20", 4),
        ("2025-12-31", "2026-01-20", 3),
        ("2025-12-30", "2026-01-19", 3),
        ("0001-01-01", "9999-12-31", 4),
    ],
)
@pytest.mark.usefixtures("three_sessions")
def test_both_days_belong_to_the_period(since: str, until: str, sessions: int) -> None:
    shown = json.loads(command("show", "tue", "--since", since, "--until", until, "--json")[1])
    assert shown["group"]["held"] == sessions


@pytest.mark.usefixtures("tuesday")
def test_a_day_is_that_of_the_place_where_the_session_was() -> None:
    # 08:00 on New Year's Day in Auckland, and 20:00 on the eve in Los Angeles.
    held("2026-01-01-aaaaaa", datetime(2025, 12, 31, 19, tzinfo=UTC), ("a1", "yes"))
    held("2025-12-31-bbbbbb", datetime(2026, 1, 1, 4, tzinfo=UTC), ("b2", "yes"))
    shown = json.loads(command("show", "tue", "--year", "2026", "--json")[1])["group"]
    assert [one["came"] for one in shown["people"]] == [1, 0, 0]


@pytest.mark.usefixtures("tuesday")
def test_without_a_period_it_is_the_last_twelve_months() -> None:
    now = datetime.now().astimezone()
    for number, days in enumerate((1, 360, 370, -2)):
        day = now - timedelta(days=days)
        held(f"{day:%Y-%m-%d}-aaaaa{number}", day, ("a1", "yes"))
    shown = json.loads(command("show", "tue", "--json")[1])["group"]
    assert shown["people"][0]["came"] == 2


@pytest.mark.parametrize(
    ("until", "since"),
    [("2026-03-01", "2025-03-02"), ("2024-02-29", "2023-03-01"), ("2025-02-28", "2024-02-29")],
)
@pytest.mark.usefixtures("tuesday")
def test_twelve_months_end_with_the_last_day(until: str, since: str) -> None:
    assert (
        json.loads(command("show", "tue", "--until", until, "--json")[1])["group"]["since"] == since
    )


@pytest.mark.usefixtures("tuesday")
def test_formats_without_certificates_say_only_how_often() -> None:
    held("2026-01-06-aaaaaa", datetime(2026, 1, 6, 18, tzinfo=UTC), ("a1", ""))
    _, out, _ = command("show", "tue", "--year", "2026")
    assert "  Ana  came 1 of 1\n" in out
    assert "full" not in out
    shown = json.loads(command("show", "tue", "--year", "2026", "--json")[1])["group"]
    assert shown["people"][0] == {
        "id": "a1",
        "name": "Ana",
        "came": 1,
        "full": None,
        "you_decide": None,
    }


def test_names_of_every_width_stand_in_line() -> None:
    names = ("Ana", "\u674e\u5c0f\u9f8d", "\U0001f469\u200d\U0001f4bbMo", "Cafe\u0323")
    people = tuple(Member(f"m{place}", name) for place, name in enumerate(names))
    save_group(locations().user_groups, Group("Wide", "ips-co-reflection", True, people, "g7"))
    held("2026-01-06-aaaaaa", datetime(2026, 1, 6, 18, tzinfo=UTC), ("m0", ""), group="g7")
    _, out, _ = command("show", "wide", "--year", "2026")
    rows = [row for row in out.splitlines() if "  came " in row]
    assert {cell_len(row.partition("came ")[0]) for row in rows} == {10}


def test_what_the_group_agreed_and_when_it_was_last_looked_at(tuesday: Path) -> None:
    agreed = Agreement("Stories stay here\nSilence is fine", date(2025, 3, 1))
    save_group(tuesday.parent, replace(TUESDAY, agreement=agreed))
    _, out, _ = command("show", "tue")
    assert out.splitlines()[-4:] == [
        "The discomfort agreement, last looked at 1 Mar 2025:",
        "  Stories stay here",
        "  Silence is fine",
        f"The roster is in {tuesday}",
    ]
    shown = json.loads(command("show", "tue", "--json")[1])["group"]
    assert shown["agreement"] == {
        "lines": ["Stories stay here", "Silence is fine"],
        "checked": "2025-03-01",
    }
    save_group(tuesday.parent, replace(TUESDAY, agreement=replace(agreed, checked=None)))
    assert "agreement, never looked at together yet:" in command("show", "tue")[1]
    shown = json.loads(command("show", "tue", "--json")[1])["group"]
    assert shown["agreement"]["checked"] is None


@pytest.mark.usefixtures("tuesday")
def test_without_an_agreement_nothing_is_said_of_it() -> None:
    assert "discomfort" not in command("show", "tue")[1]
    assert json.loads(command("show", "tue", "--json")[1])["group"]["agreement"] is None


def test_a_record_that_is_off_says_how_to_switch_it_on(tuesday: Path) -> None:
    save_group(tuesday.parent, replace(TUESDAY, record=False))
    status, out, _ = command("show", "tue")
    assert status == 0
    assert 'coreflect groups record "Tuesday circle" on' in out
    assert "  Ana\n  Bo\n  Zed\n" in out


@pytest.mark.usefixtures("three_sessions")
def test_sessions_are_found_after_a_group_was_renamed() -> None:
    path = find_group(locations().user_groups, "tue")
    save_group(locations().user_groups, replace(path, name="Wednesday"))
    assert "3 sessions held" in command("show", "wed", "--year", "2026")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("show", "tue", "--year", "2026", "--since", "2026-01-01"),
        ("show", "tue", "--since", "2026-02-01", "--until", "2026-01-01"),
        ("show", "tue", "--since", "yesterday"),
        ("show", "tue", "--year", "0"),
        ("record", "tue", "maybe"),
        (),
    ],
)
@pytest.mark.usefixtures("tuesday")
def test_what_is_not_understood_is_usage(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["groups", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "coreflect groups" in said.err


@pytest.mark.parametrize("verb", ["list", "show", "new", "record"])
def test_every_command_has_help_with_an_example(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["groups", verb, "--help"]) == 0
    assert f"Example: coreflect groups {verb}" in " ".join(capsys.readouterr().out.split())


def test_a_damaged_store_is_said_once(tuesday: Path) -> None:
    assert tuesday
    path = locations().data / "coreflect.db"
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 100)
    status, out, err = command("show", "tue")
    assert status == 0
    assert "Tuesday" in out
    assert err.startswith("The database was damaged")
    assert err.count("\n") == 1
    assert command("show", "tue")[2] == ""


# --- run --group ---------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def run_command(monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str, list[object]]:
    """Status, standard error, and what setup was opened with, of `coreflect run WORDS`."""
    opened: list[object] = []

    def set_up(_: object, fmt: object, *, group: object, told: object) -> int:
        assert callable(told)
        opened.extend((getattr(fmt, "id", None), group))
        return 0

    monkeypatch.setattr(start, "set_up", set_up)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    parser = argparse.ArgumentParser(prog="coreflect")
    run.add_parser(parser.add_subparsers(dest="command"))
    err = io.StringIO()
    status = run.run(parser.parse_args(["run", *words]), io.StringIO(), err)
    return status, err.getvalue(), opened


@pytest.mark.usefixtures("tuesday")
def test_a_session_of_a_group_is_set_up_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with_format = run_command(monkeypatch, "ips-co", "--group", "tue")
    assert with_format == (0, "", ["ips-co-reflection", TUESDAY])
    assert run_command(monkeypatch, "--group", "tue") == with_format
    assert run_command(monkeypatch, "ips-co") == (0, "", ["ips-co-reflection", None])


def test_a_group_without_a_usual_format_asks_for_one(
    tuesday: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_group(tuesday.parent, replace(TUESDAY, format=""))
    for words, said in (
        (("--group", "tue"), "no usual format"),
        (("ips-co", "--group", "nobody"), "no group “nobody”"),
    ):
        status, err, opened = run_command(monkeypatch, *words)
        assert (status, opened, err.count("\n")) == (1, [], 1)
        assert said in err


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_the_name_of_a_file_steers_no_terminal(tuesday: Path) -> None:
    (tuesday.parent / "\x1b[31mevil.toml").write_text("[[[", "utf-8")
    tuesday.rename(tuesday.with_name("\x1b]0;x\x07tues\u202eday.toml"))
    for words in (("list",), ("show", "evil"), ("show", "evill"), ("show", "tuesday")):
        _, out, err = command(*words)
        assert (out + err).replace("\n", "").isprintable()
    assert "tuesday.toml" in command("show", "tuesday")[1]
    assert "evil" in command("list")[1]
