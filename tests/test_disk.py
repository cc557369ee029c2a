"""Files of strangers are read up to a bound, and nothing that is no file is waited for."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coreflect_tui.disk import read_file


def test_a_file_is_read_up_to_the_bound(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\r\n\x1a12345")
    assert read_file(path, 8) == b"\r\n\x1a12345"
    assert read_file(path, 7) is None


def test_an_empty_file_and_a_link_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read_file(tmp_path / "file", 0) == b""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_file(tmp_path / "link", 10) == b""


def test_a_sparse_file_of_many_gigabytes_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(2**36)
    assert read_file(path, 1_000) is None


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800"])
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match=r"no file can have that name|[Nn]o such file"):
        read_file(tmp_path / name, 10)


def test_what_is_no_file_is_said_and_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a file"):
        read_file(tmp_path, 10)
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nowhere", 10)
    with pytest.raises(OSError, match=r"."):
        read_file(tmp_path / ("n" * 300), 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file"):
        read_file(tmp_path / "pipe", 10)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such devices")
def test_a_device_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a file"):
        read_file(Path("/dev/zero"), 10)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(OSError, match="symbolic links"):
        read_file(loop, 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    before = [path.stat()]
    path.unlink()
    os.mkfifo(path)
    real: Callable[[Path], os.stat_result] = Path.stat
    # As if it were exchanged right after it was looked at.
    monkeypatch.setattr(Path, "stat", lambda one: before.pop() if before else real(one))
    with pytest.raises(OSError, match="not a file"):
        read_file(path, 10)
