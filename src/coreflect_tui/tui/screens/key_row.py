"""The row of keys at the foot of a screen, which may follow what an act did."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from coreflect_tui.tui.kept import Kept
from coreflect_tui.tui.view.keys import key_line
from coreflect_tui.tui.view.pieces import Line
from coreflect_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.base import CoreflectScreen
    from coreflect_tui.tui.screens.foot import Foot

LATELY = 5
"""Seconds after which what can be done is asked anew, where nothing was done meanwhile."""
WRITTEN = 0.02
"""Seconds after which what an act did is on the terminal, as a rule. A thread writes it, and has no
time to while we work."""


class KeyRow:
    """The keys that matter most on one screen, here and now."""

    def __init__(self, screen: CoreflectScreen, foot: Foot) -> None:
        self._screen = screen
        self._foot = foot
        self._kept: Kept[Line] = Kept()
        self.is_to_come = False

    def line(self) -> Line:
        """What the table of actions offers."""
        screen, situation = self._screen, self._screen.situation()
        # Whether each act is possible is asked of the session, and that takes a while: at once when
        # something was done, but not with each second.
        lately = situation.now and int(situation.now.timestamp()) // LATELY
        width = screen.size.width
        asked = replace(situation, now=None), lately, width, screen.program.keys
        return self._kept.of(asked, lambda: key_line(screen.table, situation, width))

    def follow(self) -> None:
        """What the act did is seen first, then what can be done next: nobody reads that sooner, and
        to find it out takes as long as a third of the screen."""
        if not self.is_to_come:
            self.is_to_come = True
            asyncio.get_running_loop().call_later(WRITTEN, self._screen.call_later, self._come)

    def _come(self) -> None:
        self.is_to_come = False
        if self._screen.is_there:
            self.show()

    def show(self) -> None:
        """Bring the row up to date, unless it is to come; the keys of a line that is open come
        with it."""
        opened = self._foot.keys
        if opened or not self.is_to_come:
            self._screen.query_one("#keys", Pane).show((opened or self._screen.keys_line(),))
