"""Killed with -9 at moments that nobody chose: what the screen had acknowledged is there."""

import sys
from pathlib import Path

import pytest

from killing import live_often

LIVES = {
    3: ("act", "typing", "starting", "act"),
    5: ("typing", "act", "closing", "act"),
}
"""By seed, what the program is in the middle of each time."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal as Unix has it")
@pytest.mark.parametrize("seed", LIVES)
def test_nothing_that_was_acknowledged_is_lost(seed: int, tmp_path: Path) -> None:
    """`benchmarks/long/kill.py` does a thousand of them."""
    figures = live_often(tmp_path / "home", seed, LIVES[seed], most=4)
    assert not figures.wrong, "\n".join(figures.wrong)
    assert figures.endings.total() == len(LIVES[seed])
    assert figures.acknowledged > 2 * len(LIVES[seed])
