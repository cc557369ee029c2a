"""The folder of a rehearsal, marked so that no real session is ever mixed with simulated ones."""

from pathlib import Path

from coreflect_tui.locations import Locations, locations

MARK = "REHEARSAL.txt"
_WORDS = "Everything in this folder comes from a rehearsal with simulated people.\n"
_DATABASE = Path("data") / "coreflect.db"


class RehearsalError(Exception):
    """A rehearsal cannot be held so; the message is a sentence for the user."""


def rehearsal_home(folder: Path) -> Locations:
    """`folder` made ready for rehearsals, laid out like COREFLECT_HOME.

    Raises RehearsalError when there are, or could be, real sessions in it, or it cannot be made.
    """
    places = locations({"COREFLECT_HOME": str(folder)})
    mark = places.data.parent / MARK
    if not mark.exists() and _may_be_real(places):
        raise RehearsalError(
            f"{folder} may hold real sessions, so no rehearsal was written there; please choose an"
            " empty folder."
        )
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(_WORDS, encoding="utf-8")
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise RehearsalError(
            f"{folder} cannot be written to ({why}); please choose another folder."
        ) from None
    return places


def _may_be_real(places: Locations) -> bool:
    """A store or documents that no rehearsal made, or the very folders that real sessions use."""
    real = locations()
    home = places.data.parent.resolve()
    own = {real.data.resolve(), real.data.parent.resolve(), real.documents.resolve()}
    if home in own or places.data.resolve() in own:
        return True
    return (home / _DATABASE).exists() or places.documents.exists()
