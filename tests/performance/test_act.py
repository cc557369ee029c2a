"""What one act costs the disk, and one resume the processor: numbers, since times say little on a
machine that others use too. That what is acknowledged is durable is shown in tests/faults."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import coreflect_tui
from coreflect_tui.core import history
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.history import History
from coreflect_tui.core.intents import AddMinutes, Intent, NextItem, WriteNote
from coreflect_tui.session import Session
from coreflect_tui.store import Store
from stage import a_workplace, begin

SRC, TESTS = Path(coreflect_tui.__file__).parents[1], Path(__file__).parents[1]
BEGIN, COMMIT = "BEGIN IMMEDIATE", "COMMIT"
_ACTS = """
import os, sys
from coreflect_tui.core.intents import AddMinutes, NextItem
from stage import a_workplace, begin

workplace = a_workplace()
session = begin(workplace)
session.dispatch(NextItem())
item = session.state.running.id
for number in range(int(sys.argv[1])):
    assert session.dispatch(AddMinutes(item, 60)) is None
    assert session.unsaved is None
# Not closed in order: what closing does is no part of an act.
os._exit(0)
"""
_GOES_ON = """
import json, sys
from coreflect_tui.core.intents import AddMinutes
from coreflect_tui.locations import locations
from coreflect_tui.workplace import Workplace

workplace = Workplace(locations())
session = workplace.resume(workplace.store.summaries.find("last")).session
assert session.dispatch(AddMinutes(session.state.running.id, 60)) is None
assert session.unsaved is None
workplace.close()
print(json.dumps(sorted(sys.modules)))
"""
_BEGINS = """
import asyncio, json, sys
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.workplace import Workplace

app = CoreflectApp(Workplace(locations()), HomeScreen)

async def hold():
    async with app.run_test(size=(80, 24)) as pilot:
        async def until(is_so):
            while not is_so():
                await pilot.pause(0.01)
        await until(lambda: app.screen.is_ready)
        app.opening.set_up(str(shipped_folder("formats") / "ips-co-reflection.toml"))
        await until(lambda: app.focused and app.focused.id == "facilitator")
        await pilot.press(*"Fenna", "ctrl+s")
        await until(lambda: app.session)
        await pilot.press(".")
        await until(lambda: app.session.state.began)
        await pilot.press("a", "escape", "w", "t", *"Listening.", "enter", "G", "escape")
        app.exit(0)

asyncio.run(hold())
app.workplace.close()
print(json.dumps(sorted(sys.modules)))
"""


def statements_of(store: Store, session: Session, intent: Intent) -> list[str]:
    """What an act asks of SQLite."""
    asked: list[str] = []
    conn = store.journal._database.connect()
    conn.set_trace_callback(asked.append)
    try:
        assert session.dispatch(intent) is None
    finally:
        conn.set_trace_callback(None)
    assert session.unsaved is None
    return [one for one in asked if not one.startswith("--")]


def test_an_act_is_one_transaction_of_few_statements() -> None:
    """Two look whether the decision may be stored, two store it with the row of its session, and
    one more stores what was written down in it."""
    workplace = a_workplace()
    session = begin(workplace)
    session.dispatch(NextItem())
    assert session.state.running
    minutes = statements_of(workplace.store, session, AddMinutes(session.state.running.id, 60))
    note = statements_of(workplace.store, session, WriteNote(NoteKind.TAKEAWAY, "Listening."))
    workplace.close()
    for asked, most in ((minutes, 6), (note, 7)):
        assert (asked[0], asked[-1]) == (BEGIN, COMMIT)
        assert len(asked) <= most, asked
        assert sum(one in (BEGIN, COMMIT) for one in asked) == 2


def test_an_act_syncs_no_more_than_its_journal_asks_for(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    """Its pages and then how many they are, its name, the database, and that the name is gone: five
    are what SQLite takes for any commit with these pragmas, and nothing of ours comes on top."""
    syncs = [_syncs_of(tool("strace"), acts, tmp_path) for acts in (1, 6)]
    assert syncs[1] - syncs[0] == 5 * 5


def _syncs_of(strace: str, acts: int, folder: Path) -> int:
    log = folder / f"syncs-{acts}"
    options = ("-f", "-o", str(log), "-e", "trace=fsync,fdatasync")
    _run(_ACTS, str(acts), home=folder / f"home-{acts}", under=(strace, *options))
    return sum("sync(" in line for line in log.read_text("utf-8").splitlines())


def _run(code: str, *words: str, home: Path, under: Sequence[str] = ()) -> str:
    """What a program of its own prints that has its places in `home`."""
    done = subprocess.run(
        [*under, sys.executable, "-c", code, *words],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(SRC), str(TESTS))),
            "COREFLECT_HOME": str(home),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_going_on_with_a_session_loads_the_core_of_pydantic_alone(tmp_path: Path) -> None:
    """The rest of it would be two thirds of what reading and saving take of memory, and four
    fifths of the time before the first decision is read."""
    _run(_ACTS, "1", home=tmp_path)
    modules = set(json.loads(_run(_GOES_ON, home=tmp_path)))
    assert "pydantic_core" in modules
    assert not {"pydantic", "importlib.metadata", "email.message"} & modules


def test_a_session_of_a_shipped_format_is_set_up_and_begun_with_no_more(tmp_path: Path) -> None:
    """Its format was read in full before."""
    modules = set(json.loads(_run(_BEGINS, home=tmp_path).splitlines()[-1]))
    assert "coreflect_tui.core.decide" in modules
    assert "pydantic_core" in modules
    assert "pydantic" not in modules


def test_a_resume_replays_each_decision_once(monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = a_workplace()
    session = begin(workplace)
    session.dispatch(NextItem())
    assert session.state.running
    for number in range(60):
        session.dispatch(AddMinutes(session.state.running.id, -60 if number % 2 else 60))
    decisions, held = len(session.saved), session.state.id
    workplace.leave()
    replayed: list[Decision] = []
    record = history.record

    def counted(before: History, decision: Decision) -> History:
        replayed.append(decision)
        return record(before, decision)

    monkeypatch.setattr(history, "record", counted)
    workplace.resume(held)
    workplace.close()
    # The first one prepares the session, and is no step from another state.
    assert len(replayed) == decisions - 1
