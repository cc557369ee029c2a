"""`coreflect plan`: the agenda with clock times, its sums, and status 1 when it does not fit."""

import argparse
import io
import json
from pathlib import Path

import pytest

from coreflect_tui.cli import plan
from coreflect_tui.library.new_format import template


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect plan WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    plan.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = plan.run(parser.parse_args(["plan", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


def test_the_agenda_with_clock_times() -> None:
    status, out, err = command(
        *("ips-co-reflection", "--minutes", "90", "--people", "9", "--start", "19:00")
    )
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "IPS co-reflection · 90 min · 9 people · online"
    assert [line.split()[:2] for line in lines[2:]] == [
        ["19:00", "3"],
        ["19:03", "8"],
        ["19:11", "12"],
        ["19:23", "3"],
        ["19:26", "5"],
        ["19:31", "18"],
        ["19:49", "22"],
        ["20:11", "9"],
        ["20:20", "3"],
        ["20:23", "4"],
        ["20:27", "3"],
        ["20:30", "end"],
    ]
    assert next(line for line in lines if "Closing round" in line).endswith("protected")


def test_without_a_start_time_counts_from_the_beginning() -> None:
    out = command("ips-co", "--minutes", "1h30")[1]
    assert " 0:03    8  Framing\n" in out
    assert " 1:30       end\n" in out


def test_a_session_may_go_past_midnight() -> None:
    assert "00:15       end\n" in command("ips-co", "--start", "22:45")[1]


def test_the_sums_of_the_rounds_are_said() -> None:
    status, out, err = command("ips-co", "--minutes", "60", "--people", "12")
    assert (status, err) == (0, "")
    assert "11 people × 1:30 = 16½ min; Check-in round has 8 min, about 0:40 each.\n" in out


def test_what_does_not_fit_is_said_on_standard_error() -> None:
    status, out, err = command("ips-co", "--minutes", "60", "--people", "20")
    assert status == 1
    assert err.startswith("It does not fit by 2 min: ")
    assert err.count("\n") == 1
    assert "Closing round" in out


def test_json() -> None:
    status, out, err = command(
        *("ips-co", "--minutes", "60", "--people", "20", "--start", "9:30", "--json")
    )
    document = json.loads(out)
    assert (status, err) == (1, "")
    assert (document["schema"], document["fits"], document["start"]) == (1, False, "09:30")
    assert document["items"][1] == {
        "id": "framing",
        "title": "Framing",
        "minutes": 5,
        "starts": "09:32",
        "protected": False,
        "optional": False,
    }
    assert document["dropped"] == ["facilitator", "final"]
    assert "does not fit by 2 min" in document["problems"][0]
    assert document["ends"] == "10:32"
    protected = [item["id"] for item in document["items"] if item["protected"]]
    assert protected == ["closing"]


def test_the_place_chooses_the_steps_and_more_facilitators_speak_less() -> None:
    one = json.loads(command("ips-co", "--place", "in-person", "--json")[1])
    two = json.loads(command("ips-co", "--facilitators", "2", "--json")[1])
    assert (one["place"], two["place"]) == ("in person", "online")
    minutes = {item["id"]: item["minutes"] for item in two["items"]}
    assert minutes["check-in"] == 11
    assert sum(minutes.values()) == 90


@pytest.mark.parametrize(
    "words",
    [
        ["--minutes", "soon"],
        ["--minutes", "0"],
        ["--minutes", "-5"],
        ["--people", "0"],
        ["--people", "many"],
        ["--place", "moon"],
        ["--start", "25:00"],
        ["--start", "noon"],
    ],
)
def test_usage_errors_exit_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command("ips-co", *words)
    assert left.value.code == 2


def test_more_facilitators_than_people_is_a_usage_error() -> None:
    status, out, err = command("ips-co", "--people", "4", "--facilitators", "5")
    assert (status, out) == (2, "")
    assert err == "There are 4 people, so not 5 facilitators.\n"


def test_an_unknown_or_broken_format_is_said(tmp_path: Path) -> None:
    status, out, err = command("ips-co-reflektion")
    assert (status, out) == (1, "")
    assert "did you mean" in err
    (tmp_path / "broken.toml").write_text("id = \n", "utf-8")
    status, _, err = command(str(tmp_path / "broken.toml"))
    assert status == 1
    assert "broken.toml, line 1: this line is not TOML" in err


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command("--help")
    assert left.value.code == 0
    assert "coreflect plan ips-co-reflection" in capsys.readouterr().out


def test_what_is_held_only_if_chosen_stands_there_and_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    choice = (
        '[[choice]]\nid = "beginning"\nask = "How?"\nat = "opening"\n'
        '[[choice.option]]\nid = "at-once"\ntitle = "At once"\n'
        '[[choice.option]]\nid = "quiet"\ntitle = "Quietly"\nsteps = ["silence"]\n'
    )
    silence = '[[step]]\nid = "silence"\ntitle = "Silence"\nminutes = 2\nspeaks = "silence"\n\n'
    text = template().replace("[[step]]", f"{choice}[[step]]", 1)
    path.write_text(text.replace("# A round", f"{silence}# A round"), "utf-8")
    status, out, err = command(str(path))
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[2:5] == [
        " 0:00    5  Opening",
        "         2  Silence                          if chosen",
        " 0:05    9  Check-in",
    ]
    assert lines[-1] == " 0:45       end"
    document = json.loads(command(str(path), "--json")[1])
    assert [item["id"] for item in document["items"]][:2] == ["opening", "check-in"]
    assert (document["if_chosen"], document["ends"]) == (["silence"], "0:45")
