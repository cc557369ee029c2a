"""The program under strace, which counts its calls, or lets one of them fail or be its last.

Only the main thread is looked at: it alone touches files, the screen is written by another one.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chapters import CHAPTERS, COLUMNS, ROWS, Chapter, Page, page, without_files
from terminal import Terminal

WRITES = ("write", "pwrite64")
SYNCS = ("fsync", "fdatasync")
NAMES = ("rename", "renameat", "renameat2", "unlink", "unlinkat")
FOLDERS = ("mkdir", "mkdirat")
CALLS = (*WRITES, *SYNCS, *NAMES, *FOLDERS)


@dataclass(frozen=True)
class Stage:
    """A chapter, the home on which it begins, the session before it and after each of its acts,
    and how often it makes each call."""

    chapter: Chapter
    before: Path
    pages: tuple[Page, ...]
    counts: Counter[str]

    def may_be(self, acts: int) -> set[Page]:
        """What the session may be when so many acts were acknowledged: as after those, or after
        one more, which took effect unseen; closed, its files may not be recorded."""
        pages = set(self.pages[acts : acts + 2])
        return pages | {without_files(one) for one in self.pages[acts + 1 : acts + 2]}

    def points(self) -> Iterator[tuple[str, int]]:
        """Every call of the chapter: its name and its number among those of that name."""
        for call, count in sorted(self.counts.items()):
            yield from ((call, number) for number in range(1, count + 1))


def under(strace: str, log: Path, *options: str) -> tuple[str, ...]:
    """What runs the program so; `options` are further ones of strace."""
    return (strace, "-o", str(log), "-y", "-e", f"trace={','.join(CALLS)}", *options)


def stages(root: Path, strace: str, names: tuple[str, ...] = ()) -> list[Stage]:
    """Play the session, as far as needed, and keep the chapters that are named, or all."""
    home, made = root / "home", list[Stage]()
    home.mkdir(parents=True)
    last = max(n for n, one in enumerate(CHAPTERS) if not names or one.name in names)
    for number, chapter in enumerate(CHAPTERS[: last + 1]):
        before, log = root / f"before-{chapter.name}", root / f"calls-{chapter.name}"
        shutil.copytree(home, before)
        pages = [page(home) if number else ""]
        with on_stage(chapter, home, under(strace, log)) as terminal:
            assert chapter.play(terminal, partial(_add_page, pages, home)) == len(chapter.acts)
        if not names or chapter.name in names:
            made.append(Stage(chapter, before, tuple(pages), counted(log, home)))
    return made


def _add_page(pages: list[Page], home: Path) -> None:
    pages.append(page(home))


def on_stage(chapter: Chapter, home: Path, command: tuple[str, ...] = ()) -> Terminal:
    """The program of a chapter, run by `command`."""
    return Terminal(*chapter.arguments, home=home, columns=COLUMNS, rows=ROWS, under=command)


def counted(log: Path, home: Path) -> Counter[str]:
    """How often each call was made, by what strace wrote. All are to be about files of `home`, or
    what a command prints."""
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if "(" in line]
    strangers = [line for line in lines if str(home) not in line and "<pipe:" not in line]
    assert not strangers, strangers[:3]
    return Counter(line.partition("(")[0] for line in lines)
