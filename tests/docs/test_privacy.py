"""The page on privacy is true: its commands run, and what is read out is short."""

import argparse
import re
from pathlib import Path
from shlex import split

import pytest

from coreflect_tui.cli import display, doctor, groups, sessions
from coreflect_tui.cli.main import main
from coreflect_tui.settings import read_settings
from coreflect_tui.store.connection import NAME
from stage import a_workplace, begin, still_clock

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "privacy.md").read_text("utf-8")
COMMANDS = sorted(set(re.findall(r"`(coreflect [^`]+)`", PAGE)))


def parsed(line: str) -> None:
    """Hand the words to the parser of their command; it exits where it does not know them."""
    _, name, *words = split(line)
    parser = argparse.ArgumentParser()
    known = {"sessions": sessions, "groups": groups, "doctor": doctor, "display": display}
    named = known[name]
    named.add_parser(parser.add_subparsers())
    parser.parse_args([name, *words])


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("line", [one for one in COMMANDS if "--help" not in one])
def test_every_command_is_one_of_the_program(line: str) -> None:
    parsed(line)


@pytest.mark.parametrize(
    "line", [one for one in COMMANDS if "sessions" in one and "NAME" not in one]
)
def test_every_command_about_a_session_runs(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    workplace = a_workplace(still_clock(0))
    session = begin(workplace).state.id
    workplace.close()
    words = split(line.replace("ID", session))[1:]
    assert main([*words, "--yes"] if "forget" in words and "--help" not in words else words) == 0
    assert capsys.readouterr().out


def test_the_commands_about_a_person_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [one for one in COMMANDS if "--person" in one]
    assert len(lines) == 2
    for line in lines:
        workplace = a_workplace(still_clock(0))
        session = begin(workplace).state.id
        workplace.close()
        words = split(line.replace("NAME", "Bo").replace("ID", session))[1:]
        assert main([*words, "--yes"]) == 0
        assert main(["sessions", "forget", session, "--yes"]) == 0
    assert "Removed for good" in capsys.readouterr().out


def test_what_is_read_out_is_short() -> None:
    said = PAGE.partition("## To read out")[2].partition("## ")[0]
    words = [word for word in said.split() if word != ">"]
    assert 100 <= len(words) <= 160


def test_the_setting_is_one(tmp_path: Path) -> None:
    (line,) = re.findall(r"`(keep_months = \d+)`", PAGE)
    file = tmp_path / "settings.toml"
    file.write_text(line, "utf-8")
    settings, problems = read_settings(file)
    assert (settings.keep_months, problems) == (12, ())


def test_the_files_it_names_are_those_of_the_store() -> None:
    assert f"`{NAME}`" in PAGE
    assert f"`{NAME}.before-v`" in PAGE
    assert "`unsaved-….json`" in PAGE


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        path, _, anchor = target.partition("#")
        text = (CHECKOUT / "docs" / path).read_text("utf-8")
        heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}
        assert not anchor or anchor in slugs
