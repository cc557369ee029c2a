"""Decisions that cannot be appended, because another window wrote to their session, in a file."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.disk import make_folder, part_of, replace_file
from coreflect_tui.store import instants
from coreflect_tui.store.connection import translated
from coreflect_tui.store.errors import StoreError
from coreflect_tui.store.side_files import read_json


def put_aside(folder: Path, session: str, decisions: tuple[Decision, ...]) -> str:
    """Keep `decisions` (at least one) in a JSON file of `folder`, for this user alone; its name.

    The first of them names the file, so that more of them replace it and others get their own. On
    disk when this returns. Raises StoreError.
    """
    document = {
        "schema": 1,
        "session": session,
        "decisions": [_plain(one) for one in decisions],
    }
    name = _name(session, decisions)
    with translated():
        make_folder(folder)
        # A disk that is full takes nothing away.
        content = json.dumps(document, ensure_ascii=False, indent=1)
        replace_file(folder / name, content.encode())
    return name


def drop(folder: Path, session: str, decisions: tuple[Decision, ...]) -> None:
    """Remove the file with these decisions; what the system does not let go stays."""
    with suppress(OSError):
        (folder / _name(session, decisions)).unlink(missing_ok=True)


def _name(session: str, decisions: tuple[Decision, ...]) -> str:
    return f"unsaved-{session[-6:]}-{decisions[0].id[-6:]}.json"


def files_of(folder: Path, session: str) -> tuple[Path, ...]:
    """The files with decisions of that session. Raises StoreError."""
    with translated():
        return _of(session, sorted(folder.glob(f"unsaved-{session[-6:]}-*.json")))


def rests_of(folder: Path, session: str) -> tuple[Path, ...]:
    """What writing such a file left that was cut short. It is never the kept copy. Raises
    StoreError."""
    cut_short = part_of(folder / f"unsaved-{session[-6:]}-*.json").name
    with translated():
        return _of(session, sorted(folder.glob(cut_short)))


def decisions_in(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file. Raises StoreError where it is not what `put_aside` writes."""
    from coreflect_tui.store import codec  # loads the core of pydantic

    try:
        with translated():
            rows = read_json(path)["decisions"]
        return tuple(
            Decision(row["id"], _moment(row), tuple(codec.from_json(one) for one in row["events"]))
            for row in rows
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        # Without its cause, which may quote the file.
        raise StoreError(f"{path.name} cannot be read") from None


def _moment(row: Mapping[str, Any]) -> Moment:
    return Moment(
        instants.from_text(row["session"]),
        instants.from_text(row["wall"]),
        row["offset"],
        row["boot_seconds"],
        row["boot_id"],
    )


def _of(session: str, found: Iterable[Path]) -> tuple[Path, ...]:
    # Two sessions may end in the same letters.
    return tuple(path for path in found if session_in(path) in ("", session))


def session_in(path: Path) -> str:
    """The session that a file is of; "" where that cannot be read."""
    try:
        return str(read_json(path)["session"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _plain(decision: Decision) -> dict[str, Any]:
    from coreflect_tui.store import codec  # loads the core of pydantic

    moment = decision.moment
    return {
        "id": decision.id,
        "session": instants.to_text(moment.session),
        "wall": instants.to_text(moment.wall),
        "offset": moment.offset,
        "boot_seconds": moment.boot_seconds,
        "boot_id": moment.boot_id,
        "events": [codec.to_json(event) for event in decision.events],
    }
