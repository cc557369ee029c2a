"""A small session to store: real events, made by number."""

import os
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count as count_from
from pathlib import Path
from uuid import UUID

import pytest

import coreflect_tui
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.events import Event, ItemStarted, NoteWritten
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.summary import ItemSummary, Status, Summary
from coreflect_tui.store import Draft, Store

SESSION = "2026-11-22-k3f9qa"
START = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store(folder)


@pytest.fixture
def moment() -> Callable[[int], Moment]:
    def build(number: int) -> Moment:
        at = START + timedelta(seconds=number, microseconds=number)
        return Moment(at, at + timedelta(hours=1), 3600, 12345.25 + number / 3, "boot")

    return build


@pytest.fixture
def decision(moment: Callable[[int], Moment]) -> Callable[..., Decision]:
    """Decision `number`: its events, or a note that says "words 7" and an item that starts."""

    def build(number: int, *events: Event) -> Decision:
        at = START + timedelta(seconds=number)
        usual = (
            ItemStarted("check-in", at),
            NoteWritten(f"n{number}", NoteKind.HARVEST, f"words {number}", at, None, None),
        )
        return Decision(str(UUID(int=number)), moment(number), events or usual)

    return build


@pytest.fixture
def summary() -> Callable[..., Summary]:
    def build(session: str, updated: datetime = START, status: Status = Status.RUNNING) -> Summary:
        return Summary(
            session=session,
            format="ips-co-reflection",
            title="IPS co-reflection",
            group="tuesday",
            status=status,
            starts_at=START,
            began=START + timedelta(minutes=6),
            closed=updated if status is Status.CLOSED else None,
            hard_end=START + timedelta(minutes=90),
            updated=updated,
            minutes=90,
            people=9,
            doing="Check-in",
            items=(ItemSummary("quotes", 180, 200), ItemSummary("framing", 480, 580)),
        )

    return build


@pytest.fixture
def filled(
    store: Store, decision: Callable[..., Decision], summary: Callable[..., Summary]
) -> Callable[[str, int], tuple[Decision, ...]]:
    """Stores `count` decisions in a new session and gives them back."""
    numbers = count_from(1)

    def fill(session: str, count: int) -> tuple[Decision, ...]:
        made = tuple(decision(next(numbers)) for _ in range(count))
        for seq, one in enumerate(made):
            assert store.journal.append(session, seq, one, summary(session)) == seq + 1
        return made

    return fill


@pytest.fixture
def rests(store: Store) -> Callable[[], set[bytes]]:
    """The marks, such as <12>, that the file still holds though no draft does."""

    def find() -> set[bytes]:
        live = b"".join(draft.text.encode() for draft in store.drafts.of(SESSION))
        mark = re.compile(rb"<\d+>")
        return set(mark.findall(store.path.read_bytes())) - set(mark.findall(live))

    return find


@pytest.fixture
def typed(store: Store, rests: Callable[[], set[bytes]]) -> None:
    """Drafts were typed and dropped until one that is gone has left a rest in the file.

    They are of many lengths: SQLite moves them between pages, where secure_delete misses them.
    """
    chance = random.Random(3)
    for number in range(2000):
        slot = f"{chance.randrange(40)}"
        if chance.random() < 0.3:
            store.drafts.drop(SESSION, slot)
        else:
            text = f"<{number}>" * chance.choice([1, 3, 10, 50, 200])
            store.drafts.save(Draft(SESSION, slot, "harvest", text, START))
        if rests():
            return


@pytest.fixture
def child_environment() -> dict[str, str]:
    """For a second process that imports the same sources."""
    return {**os.environ, "PYTHONPATH": str(Path(coreflect_tui.__file__).parents[1])}
