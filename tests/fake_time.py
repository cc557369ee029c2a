"""libfaketime: programs are asked to believe another time than that of their terminal."""

import sys
from pathlib import Path

import pytest

linux_preloads = pytest.mark.skipif(
    sys.platform != "linux", reason="a library is preloaded the way Linux does it"
)


class FakeTime:
    """The time of programs that are started from now on; `set` moves it by whole seconds."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "time"
        self.set(0)

    def set(self, seconds: int) -> None:
        """So many seconds from the true time. In one step: a half-written file is read as well."""
        new = self._file.with_name("new")
        new.write_text(f"{seconds:+}s\n", "utf-8")
        new.replace(self._file)

    @property
    def path(self) -> str:
        return str(self._file)


def library(program: str) -> Path:
    """The one for programs with threads, which lies where the system keeps its libraries."""
    places = (Path(program).parents[1], Path("/usr"), Path("/usr/local"))
    patterns = ("lib/*/faketime/libfaketimeMT.so.1", "lib*/faketime/libfaketimeMT.so.1")
    found = [path for place in places for pattern in patterns for path in place.glob(pattern)]
    if not found:
        pytest.fail(f"{program} is here, and its library libfaketimeMT.so.1 is not")
    return found[0]
