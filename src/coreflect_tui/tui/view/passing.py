"""What an act did in passing, which whoever pressed the key may not have meant."""

from datetime import datetime

from coreflect_tui.core.intents import Intent, NextItem, ResumeClock
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.tui.actions import key_of

HARDLY_BEGUN = 15
"""Seconds for which an item ran that was perhaps left by a second press."""


def passing_words(intent: Intent, before: SessionState, after: SessionState, now: datetime) -> str:
    """That a pause ended, or that an item was left which had hardly begun; "" where neither is
    so."""
    if before.paused and not after.paused and not isinstance(intent, ResumeClock):
        return f"The clock goes on; {key_of('live.pause')} pauses again."
    left = before.running
    if left is None or not isinstance(intent, NextItem) or after.running is left:
        return ""
    item = after.item(left.id)
    if item is None or item.running or item_seconds(before, left, now) >= HARDLY_BEGUN:
        return ""
    title = left.item.step.title
    return f"“{title}” had just begun and is left; {key_of('live.undo')} goes back to it."
