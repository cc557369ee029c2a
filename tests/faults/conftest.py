"""The program in a terminal, in the middle of a session that is a copy of one made once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bugs import with_bug
from ending import begin_session
from terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a session that was begun."""
    home = tmp_path_factory.mktemp("begun") / "home"
    begin_session(home)
    return home


@pytest.fixture
def home(tmp_path: Path, begun: Path) -> Path:
    """A home of this test, with that session."""
    return shutil.copytree(begun, tmp_path / "home")


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """`start("resume", rows=30)` starts the program; what still runs ends with the test."""
    with ExitStack() as stack:
        yield lambda *arguments, **options: stack.enter_context(
            Terminal(*arguments, home=home, **options)
        )


@pytest.fixture
def bug(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """`bug(code)` gives the variables with which the program runs that Python before it begins."""
    return lambda code: with_bug(code, tmp_path / "bug")
