"""The program started in a terminal, its places in a folder of the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

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
