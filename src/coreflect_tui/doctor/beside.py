"""What stands beside the database: copies, damaged files, rests of what was cut short, locks, and
acts that could not be saved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coreflect_tui.asking import is_asked
from coreflect_tui.core.text import clean_line
from coreflect_tui.doctor.finding import Finding, Need, counted
from coreflect_tui.lock import FileLock, SessionLock
from coreflect_tui.store import StoreError
from coreflect_tui.store.aside import session_in
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.damage.report import Part, Report, is_session_id, reports
from coreflect_tui.store.soundness import EMPTY, MISSING

CRASH: Final = "crash-report.txt"
_STRIKE: Final = re.compile(r"to-strike-(.+)\.json")


@dataclass(frozen=True, slots=True)
class Beside:
    """The sessions that a window holds, those that a lock file is left of though they are gone,
    those in which something is still to be erased, and files that windows left asking."""

    held: tuple[str, ...]
    unlocked: tuple[str, ...]
    to_strike: tuple[str, ...]
    asked: tuple[Path, ...]


def beside(folder: Path, sessions: tuple[str, ...] | None = None) -> Beside:
    """What is there for which session; `sessions` are those that are kept, None where that cannot
    be said."""
    locks = [one.stem for one in sorted(folder.glob("*.lock")) if is_session_id(one.stem)]
    held = tuple(one for one in locks if _is_held(folder, one))
    # A session of which acts wait in a file is not gone.
    waiting = {session_in(path) for path in folder.glob("unsaved-*.json")}
    kept = locks if sessions is None else {*sessions, *waiting}
    gone = tuple(one for one in locks if one not in kept and one not in held)
    strikes = (_STRIKE.fullmatch(one.name) for one in sorted(folder.glob("to-strike-*.json")))
    asked = tuple(
        one
        for one in sorted(folder.glob("*.ask"))
        if not is_asked(folder, one.name[: -len(".ask")])
    )
    return Beside(held, gone, tuple(one[1] for one in strikes if one), asked)


def look(folder: Path, found: Beside) -> Iterator[Finding]:
    """What is to be said of it."""
    for session in found.held:
        words = f"Session {session} is open in a window."
        yield Finding("open", Need.NOTHING, words, session)
    if (folder / f"{NAME}.to-rewrite").exists():
        yield Finding(
            "to-erase",
            Need.MENDING,
            "Something was struck or forgotten, and rests of it may still stand in the database.",
        )
    for session in found.to_strike:
        words = f"Words that were struck in session {session} are not erased yet."
        yield Finding("to-erase", Need.MENDING, words, session)
    for path in sorted(folder.glob("to-forget-*")):
        session = path.name.removeprefix("to-forget-")
        if is_session_id(session):
            words = f"Session {session} was to leave nothing and is not removed yet."
            yield Finding("to-forget", Need.MENDING, words, session)
    if found.unlocked:
        number = counted(len(found.unlocked), "lock file is", "lock files are")
        words = f"{number} left of sessions that are not kept here."
        yield Finding("lock", Need.MENDING, words)
    if found.asked:
        number = counted(len(found.asked), "file is", "files are")
        words = f"{number} left of a window that asked for a session and ended."
        yield Finding("ask", Need.MENDING, words)
    yield from _copies(folder)
    yield from _damaged(folder)


def _copies(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.glob(f"{NAME}.before-*")):
        words = (
            f"{path.name} is a copy of the database from before it was changed; it goes with the"
            " first strike or forgetting."
        )
        yield Finding("copy", Need.NOTHING, words, path.name)
    if (folder / CRASH).exists():
        words = (
            f"{CRASH} says where the program broke off; nobody's words are in it. Hand it on to"
            " whoever cares for the program, or delete it."
        )
        yield Finding("crash", Need.LOOK, words, CRASH)


def _damaged(folder: Path) -> Iterator[Finding]:
    told = reports(folder)
    for report in told:
        yield Finding("was-damaged", Need.LOOK, _told(report), report.kept_as)
    known = {report.kept_as for report in told}
    for path in sorted(folder.glob(f"{NAME}.damaged-*")):
        whose = next((one for one in known if one and path.name.startswith(one)), None)
        if path.suffix != ".json" and whose is None:
            name = clean_line(path.name, 200)
            words = f"{name} is a damaged database; nothing is noted of what was recovered."
            yield Finding("was-damaged", Need.LOOK, words, name)


def _told(report: Report) -> str:
    """What became of a damaged database, session by session."""
    said = [f"On {report.day} the database was damaged: {report.what}."]
    if report.what in (EMPTY, MISSING):
        said = [f"On {report.day} there was no database: {report.what}."]
    if report.whole:
        said.append(f"Recovered in full: {', '.join(report.whole)}.")
    said += [_part(one) for one in report.parts]
    if report.gone:
        said.append(f"Not recovered: {', '.join(report.gone)}.")
    if report.drafts:
        number = counted(report.drafts, "unfinished note stays", "unfinished notes stay")
        said.append(f"{number} in the damaged file, since nothing proves what was typed.")
    if report.kept_as:
        said.append(
            f"The damaged file is {report.kept_as}. It holds names, and goes with the first strike"
            " or forgetting; delete it when you need it no more."
        )
    if report.to_erase:
        said.append("It may also hold what was being struck or forgotten just then.")
    return " ".join(said)


def _part(part: Part) -> str:
    of = f"the first {part.kept} of {part.of} entries" if part.of else f"{part.kept} entries"
    if part.kept == part.of:
        of = "all entries"
    elif not part.of:
        of += ", and whether there were more cannot be said"
    lost = f", {counted(part.words, 'note', 'notes')} without their words" if part.words else ""
    return f"Recovered in part: {part.session} ({of}{lost})."


def _is_held(folder: Path, session: str) -> bool:
    try:
        return SessionLock(folder, session).is_taken()
    except StoreError:
        # It cannot be said, so nothing is done to it.
        return True


def remove_rests(folder: Path, found: Beside) -> list[str]:
    """Remove lock files and asks that nobody needs; sentences for what was done."""
    said = []
    done = 0
    for path in (*(SessionLock(folder, one).path for one in found.unlocked), *found.asked):
        lock = FileLock(path)
        try:
            if not lock.is_taken():
                path.unlink(missing_ok=True)
                done += 1
        except (OSError, StoreError):
            said.append(f"{path.name} could not be removed.")
    if done:
        number = counted(done, "file that nobody needs is", "files that nobody needs are")
        said.insert(0, f"{number} removed: locks of sessions that are gone.")
    return said
