"""The program started in a terminal, its places in a folder of the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fake_time import FakeTime, library
from terminal import Terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder that all places of the program are in."""
    return tmp_path / "home"


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Terminal]]:
    """`start("resume", rows=30)` starts the program; what still runs ends with the test."""
    with ExitStack() as stack:
        yield lambda *arguments, **options: stack.enter_context(
            Terminal(*arguments, home=home, **options)
        )


@pytest.fixture
def faketime(
    tool: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FakeTime:
    """All clocks of the programs that this test starts, and none of its own."""
    preloaded = library(tool("faketime"))
    fake = FakeTime(tmp_path)
    for name, value in (
        ("LD_PRELOAD", str(preloaded)),
        ("FAKETIME_TIMESTAMP_FILE", fake.path),
        ("FAKETIME_NO_CACHE", "1"),
    ):
        monkeypatch.setenv(name, value)
    return fake


@pytest.fixture
def only_the_wall_clock(faketime: FakeTime, monkeypatch: pytest.MonkeyPatch) -> FakeTime:
    """The same, and the count of the machine stays what it is."""
    # The name of the setting depends on the version.
    monkeypatch.setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1")
    monkeypatch.setenv("DONT_FAKE_MONOTONIC", "1")
    return faketime
