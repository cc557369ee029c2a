"""What is still to be erased from a session, in a small file beside the database, so that leaving
while the disk refuses brings no struck words back. It holds ids and places, no words."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coreflect_tui.disk import make_folder, replace_file
from coreflect_tui.store.connection import translated
from coreflect_tui.store.errors import NotRewritten, StoreError
from coreflect_tui.store.side_files import read_json

_COMES_BACK = "and until it is done the words come back when the session is opened again"


class ToStrike(NamedTuple):
    """`places` are decision ids and the event's place in each; `drafts` are slots."""

    places: frozenset[tuple[str, int]] = frozenset()
    drafts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.places or self.drafts)

    def __or__(self, other: "ToStrike") -> "ToStrike":
        return ToStrike(self.places | other.places, self.drafts | other.drafts)

    def __sub__(self, other: "ToStrike") -> "ToStrike":
        return ToStrike(self.places - other.places, self.drafts - other.drafts)


def path_of(folder: Path, session: str) -> Path:
    """Where it is noted what is to be erased from `session`; there only while something is."""
    return folder / f"to-strike-{session}.json"


def noted(folder: Path, session: str) -> ToStrike:
    """What is noted; nothing where the file is not there, or is not what `erasing` writes."""
    try:
        document = read_json(path_of(folder, session))
        places = frozenset((str(one), int(place)) for one, place in document["places"])
        return ToStrike(places, frozenset(str(one) for one in document["drafts"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return ToStrike()


@contextlib.contextmanager
def erasing(folder: Path, session: str, what: ToStrike) -> Iterator[None]:
    """Note `what` before the block erases it, and take the note away when it did.

    A StoreError of the block goes on; it says that the words come back where the disk refused the
    note as well.
    """
    kept = True
    try:
        _keep(folder, session, noted(folder, session) | what)
    except StoreError:
        kept = False
    try:
        yield
    except NotRewritten:
        raise
    except StoreError as error:
        if kept:
            raise
        raise StoreError(f"{error}, {_COMES_BACK}") from error
    # A note that stays is carried out once more, which changes nothing.
    with contextlib.suppress(StoreError):
        _keep(folder, session, noted(folder, session) - what)


def _keep(folder: Path, session: str, what: ToStrike) -> None:
    """On disk when this returns; raises StoreError."""
    path = path_of(folder, session)
    with translated():
        if not what:
            path.unlink(missing_ok=True)
            return
        document = {
            "schema": 1,
            "places": sorted(what.places),
            "drafts": sorted(what.drafts),
        }
        make_folder(folder)
        replace_file(path, json.dumps(document).encode())
