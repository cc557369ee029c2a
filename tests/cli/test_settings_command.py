"""coreflect settings says where they are and what is set, and writes a file to begin with."""

import json

import pytest

from coreflect_tui.cli.main import main
from coreflect_tui.locations import locations
from coreflect_tui.settings_file import TEMPLATE

Out = pytest.CaptureFixture[str]


def test_without_a_file_it_says_where_one_would_be_and_makes_none(capsys: Out) -> None:
    file = locations().settings_file
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    assert f"{file} (not there yet; --new writes it)" in out
    assert "theme          not set" in out
    assert "keys           none of your own" in out
    assert not file.exists()


def test_new_writes_the_template_once(capsys: Out) -> None:
    file = locations().settings_file
    assert main(["settings", "--new"]) == 0
    assert file.read_text("utf-8") == TEMPLATE
    file.write_text('theme = "nord"\n[keys]\nlive.hold = "ctrl+y"\n', "utf-8")
    assert main(["settings", "--new"]) == 1
    assert "is there already, and stays as it is." in capsys.readouterr().err
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    assert "theme          nord" in out
    assert "keys           live.hold = ctrl+y" in out


def test_json_is_one_object_and_a_broken_file_says_so(capsys: Out) -> None:
    file = locations().settings_file
    file.parent.mkdir(parents=True)
    file.write_text("theme = 3\nkeep_months = 6\n", "utf-8")
    assert main(["settings", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == 1
    assert said["settings"]["keep_months"] == 6
    assert said["settings"]["theme"] is None
    assert "theme wants text in quotes" in said["not_used"][0]
    assert main(["settings"]) == 1
    assert "theme wants text in quotes" in capsys.readouterr().err


def test_where_it_cannot_be_written_it_says_why(capsys: Out) -> None:
    file = locations().settings_file
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.write_text("no folder", "utf-8")
    assert main(["settings", "--new"]) == 1
    assert f"could not be written to {file} (" in capsys.readouterr().err


def test_keys_lists_every_action_with_the_key_that_does_it(capsys: Out) -> None:
    file = locations().settings_file
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nlive.pass_turn = "ctrl+y"\nlive.hold = "p"\n', "utf-8")
    assert main(["settings", "--keys"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "live.pass_turn           ctrl+y   pass  (yours, usually p)" in lines
    assert "live.hold                p        hold  (yours, usually h)" in lines
    assert "people.here              h        here" in lines
    assert not any(line.startswith("live.digit") for line in lines)


def test_a_key_that_cannot_be_had_is_said(capsys: Out) -> None:
    file = locations().settings_file
    file.parent.mkdir(parents=True)
    file.write_text('[keys]\nlive.pass_turn = "h"\n', "utf-8")
    assert main(["settings"]) == 1
    assert "line 2: live.pass_turn: h is “hold” there (live.hold)" in capsys.readouterr().err
