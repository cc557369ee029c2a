"""Pictures of the screen as its characters, compared exactly with files that are kept.

With COREFLECT_WRITE_GOLDEN=1 the files are written anew instead, and a look at the diff decides.
"""

import os
from difflib import unified_diff
from pathlib import Path
from typing import Any

from seen import Seen

WRITING = os.environ.get("COREFLECT_WRITE_GOLDEN") == "1"


class Album:
    """Takes pictures for the files in `folder`; `check` says which differ, and how."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self.size = size
        self.taken: list[str] = []
        self.differences: list[str] = []

    def take(self, name: str, stage: Seen[Any]) -> None:
        """Compare the screen as it is with the file of that name and this size."""
        assert len(stage.lines) == self.size[1]
        path = self.folder / file_name(name, self.size)
        shown = stage.text + "\n"
        self.taken.append(name)
        if WRITING:
            path.write_text(shown, encoding="utf-8")
            return
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if shown != kept:
            diff = unified_diff(kept.splitlines(), shown.splitlines(), path.name, "now", "", "", 1)
            self.differences.append("\n".join(diff))

    def check(self, names: tuple[str, ...]) -> None:
        """Fail unless these pictures were taken, in this order, and all are as they are kept."""
        assert tuple(self.taken) == names
        assert not self.differences, "\n\n".join(self.differences)


def file_name(name: str, size: tuple[int, int]) -> str:
    return f"{name}-{size[0]}x{size[1]}.txt"
