"""All that a doctor looks at, one after the other; nothing is changed by it."""

from collections.abc import Iterator
from pathlib import Path

from coreflect_tui.core.telling import Told, untold
from coreflect_tui.doctor import (
    beside,
    database,
    own_files,
    permissions,
    putting_back,
    surroundings,
)
from coreflect_tui.doctor.finding import Finding
from coreflect_tui.locations import Locations
from coreflect_tui.store.damage.report import reports


def examine(places: Locations, documents: Path, told: Told = untold) -> Iterator[Finding]:
    """Every finding; `told` hears how many sessions were looked through. Loads pydantic."""
    yield from surroundings.look(places)
    yield from own_files.look(places)
    yield from permissions.look(places, documents)
    held = database.Held()
    yield from database.look(places.data, held, told)
    yield from beside.look(places.data, beside.beside(places.data, held.kept))
    parts = [part.session for one in reports(places.data) for part in one.parts]
    folders = putting_back.folders(places)
    yield from putting_back.look(
        putting_back.put_aside(
            folders, lambda session: database.decisions_of(places.data, session), parts
        )
    )
