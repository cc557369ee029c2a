"""Every test runs apart from the person who starts it: own places, no colour settings of theirs."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_REQUIRED = os.environ.get("COREFLECT_REQUIRE_TOOLS") == "1"

# Hypothesis keeps what it computes about Unicode on disk; the checkout is not the place.
_STORAGE = Path(tempfile.gettempdir()) / f"coreflect-hypothesis-{Path.home().name}"
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(_STORAGE))

from hypothesis import settings  # noqa: E402 - it reads the variable above

settings.register_profile("here", deadline=None, database=None)
settings.register_profile("gate", deadline=None, database=None, derandomize=True)
settings.load_profile("gate" if _REQUIRED or os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREFLECT_HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "XDG_DOCUMENTS_DIR"))
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    """What the program of one test has for keys says nothing about the next."""
    yield
    if bound := sys.modules.get("coreflect_tui.tui.bound"):
        bound.use_keys({})


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """`tool("tmux")` gives the program's path; without it the test is skipped by name, or fails
    where COREFLECT_REQUIRE_TOOLS=1 says that all are to be there."""

    def required_tool(name: str) -> str:
        path = shutil.which(name)
        if path is None and _REQUIRED:
            pytest.fail(f"{name} is missing, and COREFLECT_REQUIRE_TOOLS=1 asks for it")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return required_tool
