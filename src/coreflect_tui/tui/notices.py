"""What the program says: for a calm while on the screen, and kept for this run of it.

It is kept in memory alone, since it may hold names, and no more than the last of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreflect_tui.tui.view.log import Said

MOST = 200
"""So many are kept."""
LEAST, A_SECOND = 8.0, 10
"""A notice stays for so many seconds, and one more for each so many characters of it: time to
finish a sentence to the group, look, and read."""


class Tone(StrEnum):
    """How long it stays."""

    DONE = "done"
    """It goes away by itself: what was done, or came about."""
    WARNING = "warning"
    """It stays until the next key: what was refused, went wrong, or is asked."""
    HINT = "hint"
    """It is about the line that is being typed, and goes with it; it is not kept."""


class Notices:
    """The notices of this run, and the seconds and keys by which they go."""

    def __init__(self) -> None:
        self._said: deque[Said] = deque(maxlen=MOST)
        self._before: float | None = None
        self.seconds = 0.0
        self.acts = 0

    def pass_to(self, boot_seconds: float, pace: float) -> None:
        """Time has come to that count, at so many seconds in one real one."""
        if self._before is not None:
            self.seconds += max(boot_seconds - self._before, 0.0) / max(pace, 1.0)
        self._before = boot_seconds

    def act(self) -> None:
        """A key was pressed, or the mouse."""
        self.acts += 1

    def keep(self, sentence: str, tone: Tone, time: str) -> None:
        """Keep it in the log, at a time as people read it; the same one again is counted."""
        if not sentence or tone is Tone.HINT:
            return
        from coreflect_tui.tui.view.log import Said

        last = self._said[-1] if self._said else None
        if last and last.sentence == sentence:
            self._said[-1] = replace(last, time=time, times=last.times + 1)
        else:
            self._said.append(Said(time, sentence, warning=tone is Tone.WARNING))

    def __iter__(self) -> Iterator[Said]:
        """The newest first."""
        return reversed(self._said)

    def forget(self) -> None:
        """Let all of it go: one may quote words, or name people, that are to be nowhere any more;
        an earlier wording or a part of it as well, which cannot be looked up."""
        self._said.clear()


class NoticeLine:
    """The notice of one screen."""

    def __init__(self) -> None:
        self.sentence = ""
        self.tone = Tone.DONE
        self._since: float | None = None
        self._acts: int | None = None

    def put(self, sentence: str, tone: Tone = Tone.DONE) -> None:
        """Say this from now on; "" says nothing."""
        self.sentence, self.tone = sentence, tone
        self._since = self._acts = None

    def look(self, notices: Notices) -> bool:
        """Somebody can see it now; whether its time is over, and it is gone."""
        if self._since is None or self._acts is None:
            self._since, self._acts = notices.seconds, notices.acts
        if not self.sentence or not self._is_over(notices.seconds - self._since, notices.acts):
            return False
        self.put("")
        return True

    def _is_over(self, seconds: float, acts: int) -> bool:
        if self.tone is Tone.WARNING:
            return acts != self._acts
        return self.tone is Tone.DONE and seconds >= LEAST + len(self.sentence) / A_SECOND
