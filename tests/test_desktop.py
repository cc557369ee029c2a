"""Handing a file to the desktop: to a real program, never waited for and silent here."""

import os
import stat
import sys
from pathlib import Path

import pytest

from coreflect_tui.desktop import DesktopError, open_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are scripts here")
NAME = "open" if sys.platform == "darwin" else "xdg-open"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "-send to" / "attendee list.eml"
    path.parent.mkdir()
    path.write_bytes(b"X-Unsent: 1\r\n\r\n")
    return path


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs that is all there is, and a display."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":9")
    return folder


def program(folder: Path, script: str) -> None:
    path = folder / NAME
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(stat.S_IRWXU)


def test_the_file_is_handed_over_and_nobody_waits(
    draft: Path, desktop: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The program goes on only when it is told to, which is after `open_file` has returned."""
    go, said = tmp_path / "go", tmp_path / "said"
    os.mkfifo(go)
    os.mkfifo(said)
    words = """echo noise; echo noise >&2; printf '%s|' "$#" "$1" "$(test -t 0 && echo tty)\""""
    program(desktop, f"""read -r line < "{go}"; {{ {words}; }} > "{said}" 2>/dev/null""")
    open_file(draft)
    go.write_text("on\n")
    assert said.read_text() == f"noise\n1|{draft}||"
    assert capfd.readouterr() == ("", "")


def test_what_it_says_is_not_in_the_terminal(
    draft: Path, desktop: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)
    program(desktop, f"""echo noise; echo noise >&2; echo done > "{said}\"""")
    open_file(draft)
    assert said.read_text() == "done\n"
    assert capfd.readouterr() == ("", "")


def test_a_relative_path_is_never_an_option(
    draft: Path, desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)
    program(desktop, f"""printf '%s' "$1" > "{said}\"""")
    monkeypatch.chdir(tmp_path)
    open_file(Path("-send to") / draft.name)
    assert said.read_text() == str(draft)


def test_no_such_program_is_said(draft: Path, desktop: Path) -> None:
    assert not list(desktop.iterdir())
    with pytest.raises(DesktopError, match=f"{NAME} is not installed") as raised:
        open_file(draft)
    assert raised.value.place == str(draft)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS always has a desktop")
def test_without_a_display_no_program_for_terminals_is_started(
    draft: Path, desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(desktop, f"""echo started > "{tmp_path / "started"}\"""")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(DesktopError, match="there is no desktop here"):
        open_file(draft)
    assert not (tmp_path / "started").exists()


def test_a_program_that_cannot_be_started_is_said(draft: Path, desktop: Path) -> None:
    program(desktop, "")
    (desktop / NAME).write_bytes(b"#!/nowhere/at/all\n")
    with pytest.raises(DesktopError, match="please open it yourself"):
        open_file(draft)


def test_a_file_that_is_gone_is_said(draft: Path, desktop: Path) -> None:
    program(desktop, "")
    draft.unlink()
    with pytest.raises(DesktopError, match="not there any more"):
        open_file(draft)
