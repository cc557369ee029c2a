"""What is wrong is said in a sentence that helps, and costs nobody anything."""

import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from holding import (
    CTRL_O,
    CTRL_S,
    ENTER,
    check_in,
    coreflect,
    fill_in,
    give,
    has_floor,
    hold,
    note,
    open_setup,
)
from terminal import PROGRAM, Terminal

CTRL_U = "\x15"
NO_TEXT = "Ana\nBo\n".encode("utf-16") + b"\x00"
"""A list that was saved as UTF-16 and cut in the middle of a letter."""


def one_sentence(errors: str) -> str:
    """What went to standard error, which must be one line and no traceback."""
    assert "Traceback" not in errors
    (line,) = errors.splitlines()
    return line


# --- formats and rosters --------------------------------------------------------------------------


SHIPPED = Path(__file__).parents[2] / "formats" / "ips-co-reflection.toml"


@pytest.fixture
def misspelt(tmp_path: Path) -> Path:
    """A copy of a shipped format with one key misspelt."""
    path = tmp_path / "ours.toml"
    text = SHIPPED.read_text("utf-8").replace("\nconfidentiality = ", "\nconfidentialty = ")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["run", "rehearse", "plan"])
def test_an_unknown_key_of_a_format(command: str, misspelt: Path, home: Path) -> None:
    done = coreflect(home, command, str(misspelt))
    sentence = one_sentence(done.stderr)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ours.toml" in sentence
    lines = misspelt.read_text("utf-8").splitlines()
    line = next(number for number, one in enumerate(lines, 1) if one.startswith("confidentialty"))
    assert f"line {line}:" in sentence
    assert "'confidentialty'" in sentence
    assert "did you mean 'confidentiality'?" in sentence


def test_an_unknown_key_in_a_terminal(misspelt: Path, start: Callable[..., Terminal]) -> None:
    terminal = start("run", str(misspelt))
    assert terminal.exit_status() == 1
    assert b"confidentialty" in terminal.raw
    assert b"\x1b[?1049h" not in terminal.raw


def test_a_roster_that_is_no_text_leaves_setup_as_it_was(
    tmp_path: Path, start: Callable[..., Terminal]
) -> None:
    roster = tmp_path / "n.txt"
    roster.write_bytes(NO_TEXT)
    terminal = start()
    open_setup(terminal)
    fill_in(terminal, "Fenna", "Ana", "Ann [/]", "Bo")
    terminal.press(CTRL_O, "file with names:")
    terminal.press(str(roster), "n.txt")
    said = terminal.press(ENTER, "n.txt is not a list of names")
    assert "People · 4 with you" in said
    for name in ("Ana", "Ann [/]", "Bo"):
        assert f"\n▌ {name}\n" in said
    roster.write_text("Cy\nDee\n", encoding="utf-8")
    terminal.press(CTRL_O, "file with names:")
    terminal.press(str(roster), "n.txt")
    terminal.press(ENTER, "People · 6 with you")
    terminal.press(CTRL_S, "BEFORE THE START")


def test_a_roster_that_is_no_text_for_a_rehearsal(tmp_path: Path, home: Path) -> None:
    roster = tmp_path / "n.txt"
    roster.write_bytes(NO_TEXT)
    done = coreflect(home, "rehearse", "ips-co", "--roster", str(roster))
    assert "n.txt" in one_sentence(done.stderr)
    assert (done.returncode, done.stdout) == (1, "")


# --- folders --------------------------------------------------------------------------------------


def test_an_output_folder_that_cannot_be_written(
    tmp_path: Path, home: Path, start: Callable[..., Terminal]
) -> None:
    home.mkdir()
    (home / "documents").write_text("a file, not a folder", encoding="utf-8")
    terminal = start(rows=30)
    hold(terminal, "Fenna", "Ana", "Bo", "Cy")
    note(terminal, "harvest", "we went on", "h")
    terminal.press("x", "Before closing")
    said = terminal.press(CTRL_S, "could not be written")
    assert "the session itself is not lost" in " ".join(said.split())
    assert "f chooses another folder" in " ".join(said.split())
    other = tmp_path / "else"
    terminal.press("f", "folder:")
    terminal.press(CTRL_U, lambda _: terminal.line_of_cursor().strip() == "folder:")
    # Only the end of a long path has room.
    terminal.press(str(other), lambda _: terminal.line_of_cursor().endswith("else"))
    terminal.press(ENTER, lambda screen: " folder: " not in screen)
    terminal.press(CTRL_S, "its files are written")
    (folder,) = other.iterdir()
    assert "- we went on\n" in (folder / "group" / "harvest.md").read_text("utf-8")
    assert (folder / "send" / "attendees.csv").is_file()
    assert (home / "documents").read_text("utf-8") == "a file, not a folder"
    terminal.press("q", "Past")
    assert "  closed " in coreflect(home, "sessions", "list").stdout


def test_a_data_folder_that_cannot_be_written(home: Path, start: Callable[..., Terminal]) -> None:
    """The session is held all the same, and saved as soon as that is possible."""
    home.mkdir()
    (home / "data").write_text("a file, not a folder", encoding="utf-8")
    terminal = start()
    hold(terminal, "Fenna", "Ana", "Bo", "Cy")
    terminal.wait_for("UNSAVED SINCE")
    check_in(terminal)
    give(terminal, "Ana")
    terminal.wait_for("UNSAVED SINCE")
    (home / "data").unlink()
    terminal.wait_for(lambda screen: "UNSAVED" not in screen)
    terminal.press("q", "left off")
    start("resume").wait_for(has_floor("Ana"))


def test_files_are_written_when_nothing_can_be_saved(
    home: Path, start: Callable[..., Terminal]
) -> None:
    home.mkdir()
    (home / "data").write_text("a file, not a folder", encoding="utf-8")
    terminal = start()
    hold(terminal, "Fenna", "Ana", "Bo", "Cy")
    note(terminal, "harvest", "we went on", "h")
    terminal.press("x", "Before closing")
    terminal.press(CTRL_S, "Closed")
    (harvest,) = (home / "documents").rglob("harvest.md")
    assert "- we went on\n" in harvest.read_text("utf-8")
    terminal.press("q", "save in another folder:")
    terminal.press("\x1b", lambda screen: "save in another folder:" not in screen)
    (home / "data").unlink()
    terminal.wait_for(lambda _: (home / "data" / "coreflect.db").exists())
    terminal.press("q", "Past")
    assert "  closed " in coreflect(home, "sessions", "list").stdout


# --- no terminal ----------------------------------------------------------------------------------

OPEN_SCREENS = [(), ("run", "ips-co"), ("resume",), ("rehearse", "ips-co")]


@pytest.mark.parametrize("arguments", OPEN_SCREENS)
def test_no_terminal(arguments: tuple[str, ...], home: Path) -> None:
    done = coreflect(home, *arguments)
    assert "terminal" in one_sentence(done.stderr)
    assert (done.returncode, done.stdout) == (1, "")
    assert not home.exists()


@pytest.mark.parametrize("arguments", OPEN_SCREENS)
def test_errors_into_a_file(arguments: tuple[str, ...], home: Path, tmp_path: Path) -> None:
    """Keys could be read, and nothing would be seen."""
    master, slave = pty.openpty()
    errors = tmp_path / "errors"
    with errors.open("wb") as file:
        done = subprocess.run(
            [PROGRAM, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=file,
            env={**os.environ, "COREFLECT_HOME": str(home)},
            timeout=20,
            check=False,
        )
    os.close(slave)
    os.close(master)
    assert done.returncode == 1
    assert "terminal" in one_sentence(errors.read_text("utf-8"))
