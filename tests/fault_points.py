"""Faults that strace brings to `under_faults`: at which call, and what happens to it."""

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fault_checks import Whole, wrong_after
from tracing import FOLDERS, NAMES, SYNCS, WRITES
from under_faults import run

OPENS = ("openat",)
KILL = "signal=KILL"
FULL, BROKEN, READ_ONLY = "error=ENOSPC", "error=EIO", "error=EROFS"
FAULTS = {
    KILL: (*WRITES, *SYNCS, *NAMES, *FOLDERS),
    FULL: (*WRITES, *SYNCS, *OPENS, *FOLDERS),
    BROKEN: (*WRITES, *SYNCS, *NAMES, *OPENS, "pread64"),
    READ_ONLY: (*NAMES, *OPENS, *FOLDERS),
}
"""What may happen, and the calls to which it may."""
ALL = sorted({call for calls in FAULTS.values() for call in calls})
LONG = 25
"""How many calls a fault that lasts for a while hits; there is room again after it."""


@dataclass(frozen=True)
class Point:
    """A fault at call number `first` of that name, or at so many from it on; 0 is all of them."""

    fault: str
    call: str
    first: int
    many: int = 1

    def __str__(self) -> str:
        calls = {0: "on", 1: ""}.get(self.many, f"to {self.first + self.many - 1}")
        return f"{self.fault} at {self.call} {self.first} {calls}".rstrip()

    @property
    def when(self) -> str:
        if self.many == 0:
            return f"{self.first}+"
        return f"{self.first}..{self.first + self.many - 1}" if self.many > 1 else f"{self.first}"


@dataclass(frozen=True)
class Ground:
    """What is known without faults: how the session is, the paths in its home that calls are about,
    and how often it makes each call about them."""

    strace: str
    whole: Whole
    paths: tuple[Path, ...]
    counts: Counter[str]

    @classmethod
    def of(cls, root: Path, strace: str) -> "Ground":
        first, second = root / "first", root / "second"
        command = (strace, "-y", "-e", f"trace={','.join(ALL)}", "-o")
        whole = Whole.of(first, run(first, (*command, str(root / "all"))))
        paths = tuple(sorted(_paths_in(_lines(root / "all"), first)))
        only = tuple(word for path in paths for word in ("-P", str(second / path)))
        assert Whole.of(second, run(second, (*command, str(root / "ours"), *only))) == whole
        counts = Counter(line.partition("(")[0] for line in _lines(root / "ours"))
        return cls(strace, whole, paths, counts)

    def points(self, fault: str, many: int = 1) -> Iterator[Point]:
        """Every call to which this fault may happen."""
        for call in FAULTS[fault]:
            for first in range(1, self.counts[call] + 1):
                yield Point(fault, call, first, many)

    def under(self, point: Point, home: Path) -> tuple[str, ...]:
        """What brings one fault to the session that is run in `home`."""
        only = (word for path in self.paths for word in ("-P", str(home / path)))
        inject = f"inject={point.call}:{point.fault}:when={point.when}"
        return (self.strace, "-o", "/dev/null", *only, "-e", f"trace={point.call}", "-e", inject)

    def wrong_at(self, point: Point, home: Path) -> list[str]:
        """Bring one fault to the session in a home of its own; what is wrong after it. Where
        nothing is, the home goes."""
        wrong = wrong_after(home, run(home, self.under(point, home)), self.whole)
        if not wrong:
            shutil.rmtree(home)
        return wrong


def _lines(log: Path) -> list[str]:
    return [line for line in log.read_text("utf-8", "replace").splitlines() if "(" in line]


def _paths_in(lines: Iterable[str], home: Path) -> set[Path]:
    """The paths under `home` that calls are about, from there."""
    found = re.findall(rf'[<"]{re.escape(str(home))}(/[^">]*)[">]', "\n".join(lines))
    return {Path(one.removeprefix("/")) for one in found}
