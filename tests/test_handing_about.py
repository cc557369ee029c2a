"""Windows in processes of their own: whatever they do at once, one writes, and nothing is lost."""

import random
import sys

import pytest

from coreflect_tui.locations import locations
from handing import Story
from stage import a_workplace, begin

SEED, ROUNDS = 2, 30
"""Of the sample; benchmarks/long/handing_about.py goes through any number of them."""


@pytest.mark.skipif(sys.platform == "win32", reason="a lock is not replaced on Windows")
def test_one_window_writes_and_nothing_that_was_said_to_be_saved_is_lost() -> None:
    workplace = a_workplace()
    session = begin(workplace).state.id
    workplace.close()
    story = Story(session, locations().data, random.Random(SEED))
    with story.told(windows=3):
        for _ in range(ROUNDS):
            story.round()
        story.check()
    # The windows run at once, so that no two runs are alike.
    assert story.counts["changed hands"] > 1, story.counts
    assert story.counts["saved"] > 1, story.counts
