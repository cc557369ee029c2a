"""Acts that the disk refused, when the program has to end: they are put into a file of their own.

In the folder of the data where that can be written, beside what was saved. Otherwise the whole
session is, since nobody knows what became of the rest, in the folder of the settings or else in a
new folder for temporary files; for this user alone in any case.
"""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coreflect_tui.core.decision import Decision
from coreflect_tui.session import Session
from coreflect_tui.store.aside import put_aside
from coreflect_tui.store.errors import StoreError

TEMPORARY = "coreflect-unsaved-"
"""What the names of those folders begin with."""


def keep_unsaved(session: Session, data: Path, settings: Path) -> Path | None:
    """Keep what `session` has unsaved; the file, or None where no disk takes it. `data` and
    `settings` are the folders of these."""
    for folder, decisions in _places(session, data, settings):
        with suppress(StoreError):
            return folder / put_aside(folder, session.state.id, decisions)
    return None


def _places(
    session: Session, data: Path, settings: Path
) -> Iterator[tuple[Path, tuple[Decision, ...]]]:
    yield data, session.waiting
    yield settings, session.saved + session.waiting
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix=TEMPORARY)), session.saved + session.waiting
