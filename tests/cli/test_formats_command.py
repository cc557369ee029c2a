"""`coreflect formats`: what it prints, what it says on standard error, and its exit status."""

import argparse
import io
import json
from pathlib import Path

import pytest

from coreflect_tui.cli import formats
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations

IPS = shipped_folder("formats") / "ips-co-reflection.toml"


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect formats WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    formats.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = formats.run(parser.parse_args(["formats", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def own() -> Path:
    """The folder of the user's formats."""
    folder = locations().user_formats
    folder.mkdir(parents=True)
    return folder


def test_the_list_names_each_format_in_a_line() -> None:
    status, out, err = command("list")
    header, *lines = out.splitlines()
    assert (status, err) == (0, "")
    assert header.split() == ["id", "title", "people", "minutes", "where"]
    ips = next(line for line in lines if line.startswith("ips-co-reflection"))
    cells = [cell for cell in ips.split("  ") if cell]
    assert [cell.strip() for cell in cells] == [
        "ips-co-reflection",
        "IPS co-reflection",
        "4–20",
        "90",
        "online, in person",
    ]


def test_the_list_as_json() -> None:
    status, out, _ = command("list", "--json")
    document = json.loads(out)
    assert (status, document["schema"]) == (0, 1)
    ips = next(one for one in document["formats"] if one["id"] == "ips-co-reflection")
    assert ips["minutes"] == {"usual": 90, "least": 60, "most": 180}
    assert ips["people"] == {"usual": 9, "least": 4, "most": 20}
    assert ips["places"] == ["online", "in person"]
    assert (ips["own"], ips["problem"]) == (False, None)


def test_broken_and_own_formats_are_told_apart(own: Path) -> None:
    (own / "broken.toml").write_text("id = \n", "utf-8")
    (own / "mine.toml").write_text('id = "mine"\ntitle = "Mine"\n', "utf-8")
    status, out, _ = command("list")
    assert status == 0
    assert "Mine (yours)" in out
    assert "broken.toml cannot be used: line 1: this line is not TOML" in out
    listed = json.loads(command("list", "--json")[1])["formats"]
    assert [one["id"] for one in listed if one["problem"]] == ["broken"]


def test_show_describes_the_steps() -> None:
    status, out, err = command("show", "ips")
    assert (status, err) == (0, "")
    assert "  12  Check-in round (baton round)\n" in out
    assert "   9  Closing round (listed round, protected)\n" in out
    assert "  10  Break (from 120 min)\n" in out
    assert "info@intentionalpeersupport.org" not in out.splitlines()[0]


def test_an_unknown_name_is_one_sentence_on_standard_error() -> None:
    status, out, err = command("show", "ips-co-reflektion")
    assert (status, out) == (1, "")
    assert err.startswith("There is no format 'ips-co-reflektion'; did you mean '")
    assert err.count("\n") == 1


def test_check_says_that_a_file_is_in_order() -> None:
    status, out, err = command("check", str(IPS))
    assert (status, err) == (0, "")
    assert out == f"{IPS}: IPS co-reflection is in order\n"


def test_check_says_every_problem_of_every_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = IPS.read_text("utf-8").replace("protected = true", "protectd = true\nkolour = 1")
    path.write_text(text, "utf-8")
    line = text[: text.index("protectd")].count("\n") + 1
    status, out, err = command("check", str(path), str(IPS), str(tmp_path / "none.toml"))
    assert status == 1
    assert out.splitlines()[:2] == [
        f"{path}, line {line}: 'protectd' is not a key of a step; did you mean 'protected'?",
        next(row for row in out.splitlines() if f"line {line + 1}: 'kolour'" in row),
    ]
    assert f"{IPS}: IPS co-reflection is in order\n" in out
    assert "none.toml, there is no such file" in out
    assert err == "2 of 3 files need a change before use; nothing was altered.\n"


def test_check_shows_what_is_worth_a_look(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(IPS.read_text("utf-8").replace('tone = "works"', 'tone = "open"'), "utf-8")
    status, out, err = command("check", str(path))
    assert (status, err) == (0, "")
    assert "worth a look, line" in out


def test_the_schema_is_that_of_the_shipped_file() -> None:
    status, out, err = command("schema")
    assert (status, err) == (0, "")
    assert out == (IPS.parent / "format.schema.json").read_text("utf-8")


@pytest.mark.parametrize("words", [[], ["list"], ["show"], ["check"], ["schema"]])
def test_help_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command(*words, "--help")
    assert left.value.code == 0
    assert "coreflect formats " in capsys.readouterr().out.partition("example")[2]


@pytest.mark.parametrize("words", [[], ["check"], ["show"], ["paint"]])
def test_usage_errors_exit_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command(*words)
    assert left.value.code == 2
