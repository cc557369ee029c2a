"""What stands between a key and the screen that shows what it did: messages, and work that can be
spared. How long it takes is measured in benchmarks/groups/keys.py."""

from datetime import datetime

import pytest
from textual.events import Callback, Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import Update
from textual.screen import Screen

from coreflect_tui.core import fit
from coreflect_tui.core.intents import AddMinutes, GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.screens import key_row
from coreflect_tui.tui.view.keys import key_line
from coreflect_tui.tui.view.pieces import Line, plain
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.tui.widgets.pane import Pane
from stage import Stage, play

MOST = 16
"""Messages: the key three times, and two for each pane that changed."""


async def in_a_round(stage: Stage) -> None:
    """At rest, in the check-in of people who are all here."""
    stage.at(0)
    everyone = tuple(one.id for one in stage.state.people)
    await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in"))
    while stage.app._in_order._under_way:
        await stage.settle()


def test_a_key_is_drawn_before_anything_follows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it has gone all its way is not asked until the screen shows what it did."""
    seen: list[Message] = []
    drawn: list[int] = []
    dispatch, refresh = MessagePump._dispatch_message, Screen._compositor_refresh

    async def dispatched(pump: MessagePump, message: Message) -> None:
        seen.append(message)
        await dispatch(pump, message)

    def refreshed(screen: Screen[None]) -> None:
        drawn.append(len(seen))
        refresh(screen)

    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        before = stage.state
        with monkeypatch.context() as patch:
            patch.setattr(MessagePump, "_dispatch_message", dispatched)
            patch.setattr(Screen, "_compositor_refresh", refreshed)
            stage.app.post_message(Key("plus", "+"))
            await stage.settle()
        assert stage.state != before
        # Whoever watches here calls too.
        first = [one for one in seen[: drawn[0]] if not isinstance(one, Callback)]
        called = [one.callback for one in seen[: drawn[0]] if isinstance(one, Callback)]
        assert not any("InOrder" in repr(one) for one in called), called
        assert sum(isinstance(one, Update) for one in first) <= 5, first
        assert len(first) <= MOST, first

    play(story)


def test_a_pane_tells_the_screen_of_a_change_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual itself does so once the pane is idle, two messages later."""
    told: list[Message] = []

    async def story(stage: Stage) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(stage.screen, "post_message", told.append)
            stage.screen.query_one("#words", Pane).refresh()
        assert [type(one) for one in told] == [Update]

    play(story)


def test_time_in_hand_is_not_shared_out_for_each_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a fit is worth a look is plain without the fit, where an item may grow or must
    shrink."""
    asked: list[SessionState] = []
    propose = fit.propose

    def counted(state: SessionState, now: datetime) -> fit.Fit:
        asked.append(state)
        return propose(state, now)

    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        with monkeypatch.context() as patch:
            patch.setattr(fit, "propose", counted)
            for key in "-----":
                await stage.at_once(key)
                assert "fit" in stage.keys_line
            for key in "+++++++++++":
                await stage.at_once(key)
            assert "fit" in stage.keys_line
        assert asked == []

    play(story)


def test_the_keys_follow_what_an_act_did(monkeypatch: pytest.MonkeyPatch) -> None:
    """To find out what can be done next takes as long as a third of the screen."""
    asked: list[str] = []

    def counted(screen: str, situation: Situation, width: int) -> Line:
        asked.append(screen)
        return key_line(screen, situation, width)

    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        with monkeypatch.context() as patch:
            patch.setattr(key_row, "key_line", counted)
            refusal = stage.screen.do(AddMinutes("check-in", 60))
            assert refusal is None
            shown = stage.screen.query_one("#clock-words", Pane).lines
            assert "left of 12 min" in plain(shown)
            assert asked == []
            await stage.settle()
            assert asked == ["live"]

    play(story)


def test_the_keys_of_a_line_that_opens_right_after_an_act_are_there_with_it() -> None:
    async def story(stage: Stage) -> None:
        await in_a_round(stage)
        stage.screen.do(AddMinutes("check-in", 60))
        assert "enter" not in plain(stage.screen.query_one("#keys", Pane).lines)
        stage.screen.query_one(Entry).ask("tested", "a line:")
        stage.screen.show()
        assert "enter" in plain(stage.screen.query_one("#keys", Pane).lines)
        await stage.settle()
        assert "enter" in stage.keys_line

    play(story)
