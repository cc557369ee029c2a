"""The database as a reader of foreign bytes: a file with two sessions whose rows, tables or bytes
are changed, and what is read of it then. Only StoreError may come of it, and what was not touched
stays as it was. See tests/foreign.py."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from builders import START, a_format, attendees, preparation, sharing, talk
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Event, ItemStarted, NoteWritten
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import replay
from coreflect_tui.core.summary import summarise
from coreflect_tui.store import DamagedFile, Draft, Store, StoreError, codec
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.following import Following
from coreflect_tui.store.to_strike import path_of

TOUCHED, WHOLE = "2026-11-22-aaaaaa", "2026-11-22-bbbbbb"
"""The session whose rows are changed, and the one whose rows are not."""
MOST = timedelta(days=3650)
SPOILED = ("sessions", "decisions", "words", "drafts")

Value = None | int | float | str | bytes


@dataclass(frozen=True)
class Change:
    """A column of a row of TOUCHED gets another value."""

    table: str
    row: int
    column: int
    value: Value


# --- a database in order --------------------------------------------------------------------------


def _decisions(session: str, number: int) -> Iterator[Decision]:
    fmt = a_format(talk("framing", 8), sharing("check-in", 12))
    events: list[tuple[Event, ...]] = [
        preparation(fmt, attendees(3), session),
        (ItemStarted("framing", START),),
        (NoteWritten("n1", NoteKind.HARVEST, f"words of {session}", START, "framing", None),),
        (NoteWritten("n2", NoteKind.TAKEAWAY, "slow down", START, "framing", None),),
    ]
    for place, decided in enumerate(events):
        at = START + timedelta(minutes=place)
        moment = Moment(at, at, 3600, 100.5 + place, "boot")
        yield Decision(str(UUID(int=number * 100 + place)), moment, decided)


@cache
def database() -> bytes:
    """The bytes of a database with both sessions, two drafts in each."""
    with TemporaryDirectory() as name:
        store = Store(Path(name))
        for number, session in enumerate((TOUCHED, WHOLE)):
            decisions = tuple(_decisions(session, number))
            for seq, one in enumerate(decisions):
                state = replay(decisions[: seq + 1]).state
                summary = summarise(state, one.moment.session)
                store.journal.append(session, seq, one, summary)
            for slot in ("note:harvest", "note:topic"):
                store.drafts.save(Draft(session, slot, "harvest", f"typed in {session}", START))
        store.close()
        return (Path(name) / NAME).read_bytes()


def _opened(folder: Path, content: bytes) -> sqlite3.Connection:
    (folder / NAME).write_bytes(content)
    conn = sqlite3.connect(folder / NAME, isolation_level=None)
    conn.text_factory = partial(str, encoding="utf-8", errors="replace")
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    return conn


def put(folder: Path, content: bytes) -> None:
    """Put a database into `folder`, whatever its bytes are."""
    (folder / NAME).write_bytes(content)


def put_changed(folder: Path, changes: tuple[Change, ...]) -> None:
    """Put the database into `folder` with other values in rows of TOUCHED, also such as its columns
    do not allow."""
    with closing(_opened(folder, database())) as conn:
        tables = dict(conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        _say_of_tables(conn, {name: sql.replace(" NOT NULL", "") for name, sql in tables.items()})
    with closing(_opened(folder, (folder / NAME).read_bytes())) as conn:
        for one in changes:
            columns = [row[1] for row in conn.execute(f"PRAGMA table_info({one.table})")]
            rows = [row[0] for row in conn.execute(_ROWS[one.table], (TOUCHED,))]
            if rows:
                column = columns[one.column % len(columns)]
                conn.execute(
                    f"UPDATE OR IGNORE {one.table} SET {column} = ? WHERE rowid = ?",
                    (one.value, rows[one.row % len(rows)]),
                )
        _say_of_tables(conn, tables)


def _say_of_tables(conn: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    """What the file says that its tables are, whatever they hold."""
    conn.execute("PRAGMA writable_schema = ON")
    for name, sql in tables.items():
        conn.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))


_OF_SESSION = "SELECT rowid FROM {} WHERE session = ?"
_ROWS = {
    **{table: _OF_SESSION.format(table) for table in ("sessions", "decisions", "drafts")},
    "words": "SELECT words.rowid FROM words JOIN decisions ON id = decision WHERE session = ?",
}


def put_with(folder: Path, *statements: str) -> None:
    """Put the database into `folder` after statements of SQL."""
    with closing(_opened(folder, database())) as conn:
        for one in statements:
            conn.execute(one)


# --- reading it -----------------------------------------------------------------------------------


def read_all(folder: Path) -> dict[str, object]:
    """What every reader of the database says, a StoreError in its place where it raised one."""
    store = Store(folder)
    said: dict[str, object] = {}
    try:
        for name, read in _readers(store, folder):
            try:
                said[name] = read()
            except StoreError as error:
                said[name] = error
    finally:
        store.close()
    return said


def _readers(store: Store, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    summaries = store.summaries
    yield "newest", summaries.newest
    yield "left out", summaries.left_out
    yield "listed", lambda: summaries.listed(3)
    yield "offsets", summaries.offsets
    yield "held before", lambda: summaries.held_before(START + timedelta(days=1))
    yield "of group", lambda: summaries.of_group("tuesday", START - MOST, START + MOST)
    yield "real seconds", lambda: summaries.real_seconds("small")
    yield "last", lambda: summaries.find("last")
    yield "by prefix", lambda: summaries.find("2026-11-22-b")
    for session in (TOUCHED, WHOLE):
        yield f"row of {session}", partial(summaries.of, session)
        yield f"load {session}", partial(store.journal.load, session)
        yield f"seq {session}", partial(store.journal.last_seq, session)
        yield f"moments {session}", partial(summaries.last_moments, session)
        yield f"drafts {session}", partial(store.drafts.of, session)
        yield f"to strike {session}", partial(store.journal.to_strike, session)
        yield f"aside {session}", partial(store.forgetting.put_aside, session)
        yield f"follow {session}", partial(_followed, folder, session)


def _followed(folder: Path, session: str) -> object:
    following = Following(folder, session)
    try:
        return following.look()
    finally:
        following.close()


def untouched(said: dict[str, object]) -> dict[str, object]:
    """What is said of WHOLE alone."""
    return {name: found for name, found in said.items() if WHOLE in name}


def is_unsound(said: dict[str, object]) -> bool:
    """Whether the file as a whole is said to be damaged; then what is readable is recovered."""
    return isinstance(said["newest"], DamagedFile)


def is_whole(said: dict[str, object], before: dict[str, object]) -> None:
    """WHOLE reads as before, and stands in the list."""
    assert untouched(said) == untouched(before)
    newest = said["newest"]
    assert isinstance(newest, tuple), newest
    assert [one for one in newest if one.session == WHOLE]
    assert said["by prefix"] == WHOLE


# --- as bytes -------------------------------------------------------------------------------------


def read_bytes_of_file(content: bytes, folder: Path) -> None:
    """A file in the place of the database."""
    put(folder, content)
    read_all(folder)


def read_changes(content: bytes, folder: Path) -> None:
    """Rows of TOUCHED changed as the bytes say."""
    put_changed(folder, tuple(changes_in(content)))
    said = read_all(folder)
    if not is_unsound(said):
        is_whole(said, said_before())


def changes_in(content: bytes) -> Iterator[Change]:
    """Bytes taken for changes: which column of which row, and a line each as its value."""
    for line in content.split(b"\n")[:8]:
        table, row, column, kind = (*line[:4], *bytes(4))[:4]
        yield Change(SPOILED[table % 4], row, column, _value(kind, line[4:]))


def _value(kind: int, rest: bytes) -> Value:
    number = int.from_bytes(rest[:7], "little", signed=True)
    values: tuple[Value, ...] = (
        None,
        number,
        number / 7,
        float("inf"),
        rest,
        rest.decode("utf-8", "replace"),
        rest.decode("latin-1"),
        json.dumps(rest.decode("latin-1")),
    )
    return values[kind % len(values)]


@cache
def said_before() -> dict[str, object]:
    """What is said of the database as it was."""
    with TemporaryDirectory() as name:
        put_changed(Path(name), ())
        return read_all(Path(name))


def read_payload(content: bytes, folder: Path) -> None:  # noqa: ARG001 - readers are called alike
    """The events of a decision, as a stranger may have written them."""
    payload, _, words = content.decode("utf-8", "replace").partition("\n\n")
    known = {(0, "text"): codec.Words(b"n", words), (0, "title"): codec.Words(None, None)}
    try:
        decided = codec.decode(payload, known)
    except codec.UnreadableError:
        return
    written = codec.encode(decided)
    assert codec.decode(written.payload, written.words) == decided


def read_files_beside(content: bytes, folder: Path) -> None:
    """The small files beside the database: decisions that were put aside, what is to be struck."""
    put(folder, database())
    (folder / f"unsaved-{TOUCHED[-6:]}-abcdef.json").write_bytes(content)
    path_of(folder, TOUCHED).write_bytes(content)
    said = read_all(folder)
    assert untouched(said)[f"load {WHOLE}"] == said_before()[f"load {WHOLE}"]


def payloads() -> list[bytes]:
    """The payloads of the decisions of one session."""
    with TemporaryDirectory() as name, closing(_opened(Path(name), database())) as conn:
        rows = conn.execute("SELECT payload FROM decisions WHERE session = ?", (WHOLE,)).fetchall()
    return [row[0].encode() for row in rows]


def files_beside() -> list[bytes]:
    """Files as they are written beside the database."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder, database())
        store = Store(folder)
        written = store.journal.put_aside(TOUCHED, store.journal.load(TOUCHED))
        store.close()
        aside = (folder / written).read_bytes()
    struck = {"schema": 1, "places": [[str(UUID(int=2)), 0]], "drafts": ["note:harvest"]}
    return [aside, json.dumps(struck).encode()]


def rows_of_bytes(random: Random | None = None) -> list[bytes]:
    """Changes as bytes, to begin with."""
    chance = random or Random(5)
    return [chance.randbytes(12) + b"\n" + chance.randbytes(9) for _ in range(20)]
