"""What became of a database that was damaged, in a small file beside it: ids and numbers, no words.

It is written before the damaged file is moved, so that whoever starts the program next is told,
also where this program was killed meanwhile.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from coreflect_tui.disk import paths_in, replace_file
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.soundness import EMPTY, MISSING

_SESSION: Final = re.compile(r"\d{4}-\d\d-\d\d-[a-z0-9]{6}")
_ENDING: Final = ".json"
_EXPLAINS: Final = "coreflect doctor explains."


@dataclass(frozen=True, slots=True)
class Part:
    """A session of which the first `kept` decisions were recovered; `of` is how many there were, 0
    where that is not known. `words` counts those that were damaged."""

    session: str
    kept: int
    of: int
    words: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """`day` is an ISO date, `what` was wrong, `kept_as` is the name of the damaged file, "" where
    none is kept. Sessions are recovered `whole`, in `parts`, or `gone`. `drafts` counts unfinished
    notes that nothing proves, which stay in the damaged file. `to_erase` says that something was
    struck or forgotten just before, which it may still hold."""

    day: str
    what: str
    kept_as: str = ""
    whole: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    gone: tuple[str, ...] = ()
    drafts: int = 0
    to_erase: bool = False
    told: bool = False

    @property
    def complete(self) -> bool:
        """Whether the damaged file holds nothing that was not recovered."""
        return not (self.parts or self.gone or self.drafts)


def is_session_id(text: str) -> bool:
    """Whether it may be the id of a session; what was read of a damaged file may be anything."""
    return bool(_SESSION.fullmatch(text))


def free_name(folder: Path, day: str) -> str:
    """A name for a damaged file that neither a file nor a report has."""
    number = 1
    while True:
        name = f"{NAME}.damaged-{day}-{number}"
        if not ((folder / name).exists() or (folder / f"{name}{_ENDING}").exists()):
            return name
        number += 1


def keep(folder: Path, name: str, report: Report) -> None:
    """Write the report that goes with the damaged file of that name. Raises OSError."""
    replace_file(folder / f"{name}{_ENDING}", json.dumps(asdict(report)).encode())


def reports(folder: Path) -> tuple[Report, ...]:
    """All that are there and can be read, the oldest first."""
    found = (_read(path) for path in paths_in(folder, f"{NAME}.damaged-*{_ENDING}"))
    return tuple(one for one in found if one)


def tell(folder: Path) -> tuple[Report, ...]:
    """The reports of which nobody was told yet; from now on somebody was. Where the disk refuses
    to note that, they are told again."""
    new: list[Report] = []
    for path in paths_in(folder, f"{NAME}.damaged-*{_ENDING}"):
        report = _read(path)
        if report and not report.told:
            new.append(report)
            try:
                replace_file(path, json.dumps(asdict(replace(report, told=True))).encode())
            except OSError:
                continue
    return tuple(new)


def damage_words(report: Report) -> str:
    """One sentence: what was damaged, what was recovered, and where the rest is."""
    gone = len(report.gone)
    if report.what in (EMPTY, MISSING):
        are = "1 session that was held here is" if gone == 1 else f"{gone} sessions held here are"
        return f"The database {report.what.removeprefix('it ')}: {are} not in it; {_EXPLAINS}"
    whole = len(report.whole)
    sessions = "1 session" if whole == 1 else f"{whole or 'no'} sessions"
    said = [f"{sessions} recovered in full"]
    said += [f"{len(report.parts)} in part"] if report.parts else []
    said += [f"{gone} not"] if gone else []
    if not (whole or report.parts or gone):
        said = ["no session can be found in it"]
    kept = f"the damaged file is kept as {report.kept_as}, and " if report.kept_as else ""
    return f"The database was damaged ({report.what}): {', '.join(said)}; {kept}{_EXPLAINS}"


def _read(path: Path) -> Report | None:
    try:
        found = json.loads(path.read_text("utf-8"))
        found["parts"] = tuple(Part(**one) for one in found["parts"])
        for name in ("whole", "gone"):
            found[name] = tuple(map(str, found[name]))
        report = Report(**found)
        # Written, and then the program was killed before anything was moved.
        is_so = not report.kept_as or path.with_name(report.kept_as).exists()
        return report if is_so else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
