"""The session's folder in the documents: files written whole or not at all, never over a change.

`send/` holds what goes to the recipient, `group/` what goes to the group, so that the wrong file is
not attached by mistake.
"""

import errno
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path

from coreflect_tui.core.attendance import last_recorded
from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.harvest import harvest_summary
from coreflect_tui.core.state import SessionState, WrittenFile
from coreflect_tui.core.text import clean_line, one_line
from coreflect_tui.core.timing import local_time
from coreflect_tui.disk import holds, make_folder, part_of, replace_file

DRAFT_ENDING = ".eml"

# What no file name may hold on one of the three systems, and what no name may end with.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_TITLE_BYTES = 120
_ANOTHER_DAY = timedelta(hours=12)

_PLAIN = {
    errno.EEXIST: "there is a file where a folder should be",
    errno.ENOTDIR: "there is a file where a folder should be",
    errno.ENOENT: "the folder is not there",
}


class ExportError(Exception):
    """A file could not be written; one sentence for the facilitator. `written` are the files that
    were finished before."""

    def __init__(self, sentence: str, written: tuple[WrittenFile, ...] = ()) -> None:
        super().__init__(sentence)
        self.written = written


def write_outcomes(
    state: SessionState, documents: Path, now: datetime | None = None
) -> tuple[WrittenFile, ...]:
    """Write the documents that the session leaves; () where there are none.

    An open session is read as of `now`, else of its last fact. Raises ExportError.
    """
    contents = _contents(state, now or last_recorded(state))
    if not contents:
        return ()
    folder = documents
    written: list[WrittenFile] = []
    try:
        folder = session_folder(documents, state, {path: data for path, _, data in contents})
        for path, outcome, content in contents:
            written.append(write_file(folder / path, content, outcome, state.written))
    except OSError as error:
        raise ExportError(_sentence(folder, error), tuple(written)) from error
    return tuple(written)


def newest_draft(files: Iterable[WrittenFile]) -> WrittenFile | None:
    """The mail draft that was written last, of these files."""
    drafts = [one for one in files if one.path.endswith(DRAFT_ENDING)]
    return drafts[-1] if drafts else None


def shuffle_seed(state: SessionState) -> str:
    """What settles the order of the takeaways. Stable, so that a second export is the same file;
    the instant with its fractions of a second is known on this laptop alone, so nobody can undo
    the shuffling."""
    return f"{state.id} {(state.began or state.options.starts_at).isoformat()}"


def session_folder(
    documents: Path, state: SessionState, contents: Mapping[str, bytes] | None = None
) -> Path:
    """The folder of this session, made if it is not there: `2026-11-22 1900 IPS co-reflection`.

    A folder of that name with other files in it belongs to another session; this one then gets a
    number. `contents` (bytes by path within the folder) lets files of our own be known that were
    written just before an interruption and not recorded. Raises OSError.
    """
    base = folder_name(state)
    documents = documents.absolute()
    earlier = [Path(one.path).parent.parent for one in reversed(state.written)]
    ours = next((folder for folder in earlier if folder.parent == documents), None)
    number = 1
    while ours is None:
        folder = documents / (base if number == 1 else f"{base} {number}")
        ours = folder if _is_free(folder, contents or {}) else None
        number += 1
    make_folder(ours)
    return ours


def folder_name(state: SessionState) -> str:
    """Local date and time of the planned start, and the title in safe characters. One that was held
    on another day than planned goes by its real start."""
    planned, began = state.options.starts_at, state.began
    moved = began is not None and abs(began - planned) >= _ANOTHER_DAY
    at = began if began and moved else planned
    title = clean_line(_UNSAFE.sub(" ", state.format.title))
    title = title.encode("utf-8", "ignore")[:_TITLE_BYTES].decode("utf-8", "ignore").rstrip(". ")
    return f"{local_time(state, at):%Y-%m-%d %H%M} {title}".rstrip()


def write_file(
    path: Path, content: bytes, outcome: str, last_written: Iterable[WrittenFile] = ()
) -> WrittenFile:
    """Write `content` to `path`, whole or not at all, readable by this user alone.

    A file there that is not as `last_written` says was changed by hand: it stays, and this one gets
    a number. An identical file stays too. Raises OSError.
    """
    path = path.absolute()
    make_folder(path.parent)
    digest = sha256(content).hexdigest()
    known = {one.path: one.sha256 for one in last_written}
    number = 1
    while True:
        target = path if number == 1 else path.with_name(f"{path.stem} {number}{path.suffix}")
        found = _digest(target)
        if found == digest:
            break
        if found is not None and found in ("", known.get(str(target))):
            replace_file(target, content)
            break
        number += 1
    return WrittenFile(outcome, str(target), digest)


def _contents(state: SessionState, now: datetime) -> list[tuple[str, str, bytes]]:
    """Path within the folder, outcome and bytes of each document."""
    # Here, since what reads and writes mail and pages is not needed for the first frame.
    from coreflect_tui.exports.attendee_list import attendee_csv
    from coreflect_tui.exports.attendee_table import attendee_table
    from coreflect_tui.exports.harvest_html import harvest_html
    from coreflect_tui.exports.harvest_markdown import harvest_markdown
    from coreflect_tui.exports.mail_draft import mail_draft

    made: list[tuple[str, str, bytes]] = []
    for outcome in state.outcomes:
        if outcome is Outcome.ATTENDEES:
            made += [
                ("send/attendees.csv", str(outcome), attendee_csv(state, now)),
                ("send/attendees.md", str(outcome), _utf8(attendee_table(state, now))),
                ("send/attendee list.eml", str(outcome), mail_draft(state, now)),
            ]
        elif outcome is Outcome.HARVEST:
            summary = harvest_summary(state, now, shuffle_seed(state))
            made += [
                ("group/harvest.md", str(outcome), _utf8(harvest_markdown(summary))),
                ("group/harvest.html", str(outcome), _utf8(harvest_html(summary))),
            ]
    return made


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _is_free(folder: Path, contents: Mapping[str, bytes]) -> bool:
    """Nothing there, or only empty folders and files that are just as we would write them. Files
    of ours that were cut short are removed from a free one."""
    if not os.path.lexists(folder):
        return True
    if not folder.is_dir():
        return False
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    ours = {part_of(folder / name) for name in contents}
    parts = [path for path in files if path in ours and path.is_file()]
    others = ((path, path.relative_to(folder).as_posix()) for path in files if path not in parts)
    free = all(name in contents and holds(path, contents[name]) for path, name in others)
    if free:
        for path in parts:
            with suppress(OSError):
                path.unlink()
    return free


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file, "" where nothing is, None for what is not a file."""
    if not os.path.lexists(path):
        return ""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sentence(folder: Path, error: OSError) -> str:
    where = one_line(str(folder))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk is full, so {where} could not be written; free some space or choose another"
            " folder and write again, the session itself is not lost."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = "it is open elsewhere, or this account may not write there"
    else:
        why = _PLAIN.get(error.errno or 0, (error.strerror or "the system refused").lower())
    return (
        f"The files could not be written to {where}: {why}; choose another folder and write"
        " again, the session itself is not lost."
    )
