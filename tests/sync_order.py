"""Whether what is acknowledged is on the disk by then, by the calls that strace saw.

A kill keeps what the system has and did not write yet; a power loss does not. So it is not enough
that a file is there after a kill.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir"
_PASSING = re.compile(r"\.lock$|/\.changing$|\.to-rewrite$|/to-strike-.*\.json$")
"""What is worth nothing after a power loss, or is done once more."""


@dataclass
class Disk:
    """What a power loss would take: bytes of files, and names in folders."""

    home: str
    bytes_of: set[str] = field(default_factory=set)
    names_in: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    acknowledged: int = 0

    def take(self, line: str) -> None:
        """One line of strace."""
        call, _, rest = line.partition("(")
        if " = -1 " in rest or not rest:
            return
        opened = re.match(r"\d+<([^>]*)>", rest)
        paths = re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
        if call == "write" and rest.startswith("1<"):
            self._acknowledge()
        elif call in ("write", "pwrite64", "ftruncate") and opened and self._is_ours(opened[1]):
            self.bytes_of.add(opened[1])
        elif call in ("fsync", "fdatasync") and opened:
            self.bytes_of.discard(opened[1])
            self.names_in.pop(opened[1], None)
        elif call == "rename":
            if paths[0] in self.bytes_of:
                self.wrong.append(f"{paths[1]} has its name before its bytes")
            self._name(paths[1])
        elif call in ("unlink", "mkdir"):
            self.bytes_of.discard(paths[0])
            self._name(paths[0])

    def _is_ours(self, path: str) -> bool:
        return path.startswith(self.home) and not _PASSING.search(path)

    def _name(self, path: str) -> None:
        if self._is_ours(path):
            self.names_in[str(Path(path).parent)] = path

    def _acknowledge(self) -> None:
        self.acknowledged += 1
        lost = sorted(self.bytes_of) + sorted(self.names_in.values())
        self.wrong += [f"acknowledged before it was synced: {one}" for one in lost]
        self.bytes_of.clear()
        self.names_in.clear()
