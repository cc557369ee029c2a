"""The user's editor is found and has a file until it is done: with real programs."""

import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from coreflect_tui.editor import EditorError, edit, find_editor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are scripts here")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for programs that is all there is."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, script: str = "") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(stat.S_IRWXU)
    return path


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"VISUAL": "ours", "EDITOR": "theirs"}, ("ours",)),
        ({"EDITOR": "theirs"}, ("theirs",)),
        ({"VISUAL": "  ", "EDITOR": "theirs -n '+/two words'"}, ("theirs", "-n", "+/two words")),
        ({}, ("nano",)),
        ({"VISUAL": "it's"}, ("it's",)),
    ],
)
def test_it_is_what_the_user_says_else_what_is_there(
    said: dict[str, str], found: tuple[str, ...], programs: Path
) -> None:
    for name in ("ours", "theirs", "it's", "nano", "vi"):
        program(programs, name)
    command = find_editor({**said, "PATH": str(programs)})
    assert command == (str(programs / found[0]), *found[1:])


def test_vi_will_do_and_without_any_it_is_said(programs: Path) -> None:
    program(programs, "vi")
    assert find_editor({"PATH": str(programs)}) == (str(programs / "vi"),)
    (programs / "vi").unlink()
    with pytest.raises(EditorError, match="There is no editor here; please name yours in EDITOR"):
        find_editor({"PATH": str(programs)})


def test_one_that_is_named_and_not_there_is_said_and_no_other_taken(programs: Path) -> None:
    program(programs, "nano")
    with pytest.raises(EditorError, match=r"VISUAL names an editor that is not there \(ours\)"):
        find_editor({"VISUAL": "ours -n", "PATH": str(programs)})


def test_it_has_the_file_until_it_is_done(programs: Path, tmp_path: Path) -> None:
    path = tmp_path / "a format.toml"
    path.write_text("before\n", "utf-8")
    editor = program(programs, "ours", 'printf "%s|" "$#" "$1" > "$2"; exit 3')
    edit((str(editor), "-n"), path)
    assert path.read_text("utf-8") == "2|-n|"


def test_it_gets_the_whole_path(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    editor = program(programs, "ours", 'printf "%s" "$1" > seen')
    edit((str(editor),), Path("-n.toml"))
    assert (tmp_path / "seen").read_text("utf-8") == str(tmp_path / "-n.toml")


def test_keys_that_end_programs_are_the_editors(programs: Path, tmp_path: Path) -> None:
    """Both get them, as from a terminal; this one goes on, and the editor does as it likes."""
    ended: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: ended.append(number))
    try:
        editor = program(programs, "ours", 'kill -INT "$PPID"; kill -INT $$; echo on > "$1"')
        edit((str(editor),), tmp_path / "file")
        assert not (tmp_path / "file").exists(), "the editor does not ignore it"
        assert ended == []
        os.kill(os.getpid(), signal.SIGINT)
        assert ended == [signal.SIGINT], "afterwards it is as before"
    finally:
        signal.signal(signal.SIGINT, before)


def test_one_that_cannot_be_started_is_said(programs: Path, tmp_path: Path) -> None:
    editor = program(programs, "ours")
    editor.write_bytes(b"#!/nowhere/at/all\n")
    with pytest.raises(EditorError, match="ours could not be started"):
        edit((str(editor),), tmp_path / "file")
