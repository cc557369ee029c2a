"""One act, from being decided to being on the disk, without a screen."""

import contextlib
import math
import sqlite3
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.references.counter import keep, opened
from benchmarks.sessions import begun, workplace_in

from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.intents import AddMinutes
from coreflect_tui.core.summary import summarise

ACT = Measure("act", "one act, decided to durable", "one commit of the same bytes", 1.5)


def bytes_of_an_act(path: Path) -> int:
    """How much the last act has written: its decision, and the row of its session."""
    with contextlib.closing(sqlite3.connect(path)) as conn:
        rows = (
            conn.execute("SELECT * FROM decisions ORDER BY seq DESC LIMIT 1").fetchone(),
            conn.execute("SELECT * FROM sessions").fetchone(),
        )
    return sum(len(str(value).encode()) for row in rows for value in row)


def _runs(options: Options) -> Iterator[Run]:
    home = options.folder / "act"
    workplace = workplace_in(home)
    session, journal = begun(workplace, 9), workplace.store.journal
    number, turns = math.ceil(options.keys / options.runs), count()
    state, seq = session.state, len(session.saved)
    with contextlib.closing(opened(str(home / "reference.db"))) as conn:
        size = bytes_of_an_act(workplace.store.path)
        while True:
            taken: tuple[list[float], list[float]] = ([], [])
            for turn in (next(turns) for _ in range(number)):
                moment = workplace.clock.now()
                events = decide(state, AddMinutes("check-in", 60 + turn % 2), moment.session)
                assert not isinstance(events, Refusal)
                decision = Decision(workplace.new_id(), moment, events)
                summary = summarise(state, moment.session)
                began = time.perf_counter()
                seq = journal.append(state.id, seq, decision, summary)
                taken[0].append((time.perf_counter() - began) * 1000)
                began = time.perf_counter()
                keep(conn, b"." * size)
                taken[1].append((time.perf_counter() - began) * 1000)
            yield {ACT.name: (median(taken[0]), median(taken[1]))}


GROUP = Group((ACT,), _runs)
