"""The program started twice: what both write at the same moment is all there."""

import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

import coreflect_tui
from coreflect_tui.core.group import Group, Member
from coreflect_tui.library.groups import read_group, save_group
from coreflect_tui.library.quotes import read_quotes
from coreflect_tui.library.used_quotes import used_quotes
from coreflect_tui.locations import locations
from coreflect_tui.store import Store
from coreflect_tui.store.connection import NAME
from coreflect_tui.store.migrations import MIGRATIONS
from old_files import HAVE, lay_down

TIMES = 8

FILES = """
from dataclasses import replace
from datetime import date
from coreflect_tui.core.group import Member
from coreflect_tui.library.groups import change_group
from coreflect_tui.library.own_quotes import add_quotes
from coreflect_tui.library.quotes import quote_of
from coreflect_tui.library.used_quotes import mark_used
from coreflect_tui.locations import locations
def act(one):
    new = Member(f"{me}{one}", f"{me} number {one}")
    change = lambda group: replace(group, members=(*group.members, new))
    change_group(locations().user_groups, "g1", change)
    quote = quote_of(f"Words of {me}, number {one}", f"Speaker {me}", "A kitchen")
    add_quotes(locations().user_quotes, (quote,))
    mark_used(locations().data, (quote,), date(2026, 11, 22))
"""
SESSIONS = """
from random import SystemRandom
from coreflect_tui.clock import SystemClock
from coreflect_tui.locations import locations
from coreflect_tui.workplace import Workplace
from stage import begin
def act(one):
    workplace = Workplace(locations(), SystemClock(), SystemRandom())
    session = begin(workplace)
    assert session.unsaved is None, session.unsaved
    workplace.close()
"""
MIGRATES = """
from coreflect_tui.locations import locations
from coreflect_tui.store import Store
def act(one):
    Store(locations().data).summaries.newest()
"""


def at_once(code: str, *, processes: int = 2, times: int = TIMES) -> None:
    """Run `act` of `code` so often in so many processes, all of them beginning together."""
    paths = (Path(coreflect_tui.__file__).parents[1], Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    loop = f"print('ready', flush=True)\ninput()\nfor one in range({times}):\n    act(one)\n"
    with ExitStack() as stack:
        children = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", f"me = {name!r}\n{code}\n{loop}"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    env=environment,
                )
            )
            for name in "abcd"[:processes]
        ]
        for child in children:
            assert child.stdout
            assert child.stdout.readline() == "ready\n"
        for child in children:
            assert child.stdin
            child.stdin.write("go\n")
            child.stdin.flush()
        for child in children:
            _, errors = child.communicate(timeout=60)
            assert child.returncode == 0, errors


def rests(folder: Path) -> list[str]:
    """What is left of writing, beside the files."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_roster_and_quotes_that_two_windows_change() -> None:
    places = locations()
    group = Group("Tuesday", members=(Member("z1", "Ana"),), id="g1")
    path = save_group(places.user_groups, group)
    at_once(FILES)
    mine = [(name, one) for name in "ab" for one in range(TIMES)]
    everybody = {"z1", *(f"{name}{one}" for name, one in mine)}
    assert {one.id for one in read_group(path).members} == everybody
    (file,) = places.user_quotes.glob("*.toml")
    words = {f"Words of {name}, number {one}" for name, one in mine}
    assert {one.words for one in read_quotes(file)} == words
    assert len(used_quotes(places.data, date(2026, 11, 22))) == len(mine)
    for folder in (places.user_groups, places.user_quotes, places.data):
        assert rests(folder) == []


def test_sessions_that_two_windows_begin() -> None:
    at_once(SESSIONS, times=2)
    store = Store(locations().data)
    ids = [one.session for one in store.summaries.newest()]
    assert len(ids) == len(set(ids)) == 4
    for session in ids:
        assert store.journal.load(session)
    store.close()


def test_an_old_database_that_several_windows_open() -> None:
    data, version = locations().data, 1
    old = lay_down(data, version)
    at_once(MIGRATES, processes=3, times=1)
    newest = len(MIGRATIONS)
    with closing(sqlite3.connect(old)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (newest,)
    with closing(sqlite3.connect(data / f"{NAME}.before-v{newest}")) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (version,), "a copy of before"
    store = Store(data)
    assert {one: len(store.journal.load(one)) for one in HAVE} == HAVE
    store.close()
    assert rests(data) == []
