"""The small JSON files beside the database, as they may have become."""

import json
from pathlib import Path
from typing import Any, Final

from coreflect_tui.disk import read_file

LARGEST: Final = 64 * 1024 * 1024
"""Bytes; a session of 50,000 decisions has a quarter of that."""


def read_json(path: Path) -> Any:
    """What the JSON of a file says. Raises OSError, and ValueError for what is no JSON of ours."""
    content = read_file(path, LARGEST)
    if content is None:
        raise ValueError("the file is too large")
    try:
        return json.loads(content.decode("utf-8"))
    except RecursionError:
        raise ValueError("the file is nested too deep") from None
