"""A folder in which sessions were held, and the doctor who looks at it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from coreflect_tui.doctor.examining import examine
from coreflect_tui.doctor.finding import Finding, Need
from coreflect_tui.doctor.mending import mend
from coreflect_tui.locations import Locations, locations
from damaged import Written, write
from diagnosis import Altering, Looking, Mending
from stage import still_clock


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Three sessions, an unfinished note and struck words."""
    return write(tmp_path / "home")


@pytest.fixture
def places(written: Written) -> Locations:
    return locations({"COREFLECT_HOME": str(written.home)})


@pytest.fixture
def look(places: Locations) -> Looking:
    """What needs something."""

    def looked() -> list[Finding]:
        found = examine(places, places.documents)
        return [one for one in found if one.need is not Need.NOTHING]

    return looked


@pytest.fixture
def fix(places: Locations) -> Mending:
    return lambda: mend(places, places.documents, still_clock(0), Random(99))


@pytest.fixture
def alter(written: Written) -> Altering:
    """What a fault of the disk or another program would do, without our foreign keys."""

    def altered(*statements: str) -> None:
        with closing(sqlite3.connect(written.file)) as conn, conn:
            for statement in statements:
                assert conn.execute(statement).rowcount, statement

    return altered
