"""Shipped formats as they were read before, beside their files.

To read a format is to look for all that may be wrong in it, with all of pydantic: a sixth of the
program's memory, and a tenth of a second. What comes with the program was looked at when it was
made (`docs/make_formats.py`); as long as its file is the same, nobody has to wait for that again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coreflect_tui.core.formats import Format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import LibraryFileError, parse, read_text

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator

FOLDER = "read"
"""Beside the formats."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A format, and the files that it was read from: their names as seen from its folder, with the
    SHA-256 of each."""

    files: tuple[tuple[str, str], ...]
    format: Format


def format_at(path: Path) -> Format:
    """The format in the file at `path`. Raises FormatError with every problem of the file."""
    ready = _ready(path)
    if ready is not None:
        return ready
    from coreflect_tui.library.format_file import read_format

    return read_format(path)


def ready_file(path: Path) -> Path:
    """Where it stands what the format at `path` was read as."""
    return path.parent / FOLDER / f"{path.stem}.json"


def ready_text(path: Path) -> str:
    """What stands there. Raises FormatError."""
    from coreflect_tui.library.decks import FOLDER as DECKS
    from coreflect_tui.library.format_file import read_format
    from coreflect_tui.value_schemas import writer

    decks = parse(read_text(path), path.name).get("decks", ())
    names = (path.name, *(f"{DECKS}/{name}.toml" for name in decks))
    files = tuple((name, _digest(path.parent / name)) for name in names)
    values = writer(Ready).to_python(Ready(files, read_format(path)), mode="json")
    return json.dumps(values, indent=1, ensure_ascii=False) + "\n"


def _ready(path: Path) -> Format | None:
    """None where nothing was read before, or from other files than there are now."""
    if path.parent != shipped_folder("formats"):
        return None
    try:
        ready: Ready = _reader().validate_json(read_text(ready_file(path)), strict=True)
        found = tuple((name, _digest(path.parent / name)) for name, _ in ready.files)
    except (LibraryFileError, ValueError):
        return None
    return ready.format if found == ready.files else None


def _digest(path: Path) -> str:
    # A checkout may have other ends of lines.
    return hashlib.sha256(read_text(path).replace("\r\n", "\n").encode()).hexdigest()


@cache
def _reader() -> SchemaValidator:
    from coreflect_tui.value_schemas import reader

    return reader(Ready)
