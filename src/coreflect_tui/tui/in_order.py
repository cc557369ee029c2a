"""Keys in order: what is typed is given one after the other, each to where the one before led.

Textual hands a key to whatever has the focus when it comes, and what the key before it opens has
the focus only some messages later; on a laptop that is busy with a call, the first letters of a
note were commands. So a key waits here until the one before has gone all its way up, and what it
opened is ready. A paste is a key of many letters.

Whether it has is found out by messages that follow it, and those keep the screen from being drawn:
where nothing waits, they are sent once it is.
"""

import asyncio
from asyncio import TimerHandle
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key
from textual.message_pump import MessagePump
from textual.widget import Widget

_ROUNDS: Final = 3
"""A key may send a message, and that another one, each of which goes up behind it."""
_DRAWN: Final = 0.03
"""Seconds after which the screen shows what a key did, as a rule; nobody types much faster."""
_PAUSE: Final = 0.01
"""Seconds between two looks whether what was opened is ready."""
_LONGEST: Final = 2.0
"""Seconds after which the next key comes all the same, whatever hinders."""


class InOrder:
    """The keys of one app. Everything here runs in its messages, or in those of its widgets."""

    def __init__(
        self,
        app: App[Any],
        give: Callable[[Event], Awaitable[None]],
        is_ready: Callable[[], bool],
    ) -> None:
        """`give` hands a key to what has the focus; `is_ready` says whether that is where it should
        be by now."""
        self._app = app
        self._give = give
        self._is_ready = is_ready
        self._waiting: deque[Event] = deque()
        self._target: DOMNode = app
        self._number = 0
        self._under_way = self._followed = False
        self._longest: TimerHandle | None = None

    async def take(self, key: Event) -> None:
        """A key came: it is given now, or when those before it are done."""
        self._waiting.append(key)
        if self._under_way:
            self._follow(self._number)
        await self._give_next()

    async def _give_next(self) -> None:
        while self._waiting and not self._under_way:
            key, target = self._waiting.popleft(), self._app.focused or self._app.screen
            # A letter stays in the line that it is typed into.
            self._under_way = not _is_letter_of_a_line(key, target)
            await self._give(key)
            if self._under_way:
                self._number, self._target, self._followed = self._number + 1, target, False
                self._longest = self._after(_LONGEST, self._done, self._number)
                if self._waiting:
                    self._follow(self._number)
                else:
                    self._after(_DRAWN, self._follow, self._number)

    def _after(self, seconds: float, act: Callable[[int], object], number: int) -> TimerHandle:
        # A timer of Textual's is a task of its own.
        loop = asyncio.get_running_loop()
        return loop.call_later(seconds, self._app.call_later, act, number)

    def _follow(self, number: int) -> None:
        """Find out whether the key of that number has gone all its way."""
        if number == self._number and self._under_way and not self._followed:
            self._followed = True
            self._behind(self._target, number, 1)

    def _behind(self, node: MessagePump, number: int, round_: int) -> None:
        """Go on once `node` has done all that it was sent so far; where it does nothing any more,
        at once."""
        if not node.call_later(self._go_up, node, number, round_):
            self._go_up(node, number, round_)

    def _go_up(self, node: MessagePump, number: int, round_: int) -> None:
        above = node.parent if isinstance(node, DOMNode) else None
        if above is not None:
            self._behind(above, number, round_)
        elif round_ < _ROUNDS:
            self._behind(self._target, number, round_ + 1)
        else:
            self._app.call_later(self._look, number)

    async def _look(self, number: int) -> None:
        if self._is_ready():
            await self._done(number)
        elif number == self._number and self._under_way:
            self._after(_PAUSE, self._look, number)

    async def _done(self, number: int) -> None:
        if number == self._number and self._under_way:
            self._under_way = False
            if self._longest:
                self._longest.cancel()
            await self._give_next()


def _is_letter_of_a_line(key: Event, target: DOMNode) -> bool:
    # Asked of the widget, since to name Textual's field of many lines is to load it.
    if not (isinstance(target, Widget) and isinstance(key, Key) and key.is_printable):
        return False
    return target.check_consume_key(key.key, key.character)
