"""Drafting: what is typed is on the disk, or waits and says why; nothing of it is dropped."""

from datetime import datetime
from pathlib import Path

import pytest

from builders import START
from coreflect_tui.clock import FastClock
from coreflect_tui.drafting import Drafting
from coreflect_tui.store import Store

SESSION = "2026-11-22-k3f9qa"
SLOT = "note:harvest"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> FastClock:
    return FastClock(START, 0, real=lambda: 0.0, offset=3600)


def texts(store: Store) -> list[str]:
    return [one.text for one in store.drafts.of(SESSION)]


def unsaved(drafting: Drafting) -> tuple[datetime, str] | None:
    return drafting.unsaved


def test_what_the_disk_refuses_waits_and_says_why(data: Path, clock: FastClock) -> None:
    data.write_text("a file in the way", "utf-8")
    store = Store(data)
    drafting = Drafting(SESSION, store.drafts, clock.now)
    drafting.keep(SLOT, "harvest", "We")
    clock.advance(60)
    drafting.keep(SLOT, "harvest", "We waited")
    reason = "there is a file where the folder should be"
    assert unsaved(drafting) == (START, reason)
    assert [one.text for one in drafting.all()] == ["We waited"]
    data.unlink()
    drafting.save_waiting()
    assert unsaved(drafting) is None
    assert texts(store) == ["We waited"]


def test_words_that_are_finished_meanwhile_are_not_missed(data: Path, clock: FastClock) -> None:
    store = Store(data)
    drafting = Drafting(SESSION, store.drafts, clock.now)
    drafting.keep(SLOT, "harvest", "We waited")
    store.close()
    kept = data.rename(data.with_name("away"))
    data.write_text("a file in the way", "utf-8")
    drafting.keep(SLOT, "harvest", "We waited long")
    assert unsaved(drafting)
    drafting.keep(SLOT, "harvest", "")
    assert unsaved(drafting) is None
    assert drafting.all() == ()
    data.unlink()
    kept.rename(data)
    drafting.save_waiting()
    assert texts(store) == []


def test_what_waits_is_struck_too(data: Path, clock: FastClock) -> None:
    data.write_text("a file in the way", "utf-8")
    store = Store(data)
    drafting = Drafting(SESSION, store.drafts, clock.now)
    drafting.keep(SLOT, "harvest", "She told us about him")
    drafting.keep("note:compost", "compost", "More silence")
    drafting.strike("She told us about him")
    assert [one.text for one in drafting.all()] == ["More silence"]
    data.unlink()
    drafting.save_waiting()
    assert texts(store) == ["More silence"]
