"""Without colours the same is said, by words and signs; and nothing blinks."""

import re
from collections.abc import Callable

import pytest
from textual.widgets import Input, TextArea

from builders import at
from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseRoom,
    CloseSession,
    GiveTurn,
    Intent,
    LeaveOut,
    MarkShared,
    NextItem,
    OrderRound,
    PassTurn,
    PauseClock,
    RaiseHand,
    SetHardEnd,
    SetPresence,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import PauseKind
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.widgets.choices import SIGN, Choices
from evening import sessions_held
from stage import (
    SIZES,
    Stage,
    a_workplace,
    begin_on,
    play,
    setup_screen,
    still_clock,
)
from story import Disk

STATES: dict[str, tuple[str, Callable[[Stage], tuple[Intent, ...]]]] = {
    "nobody speaks": ("now who would like to begin", lambda _: ()),
    "someone speaks": ("now Bo", lambda stage: (bo_speaks(stage),)),
    "someone passed": ("shared · passed", lambda stage: (bo_speaks(stage), PassTurn())),
    "someone is away": ("away Bo", lambda stage: (bo_is(stage, Presence.AWAY),)),
    "the order is another": ("raised hands", lambda _: (OrderRound(Order.QUEUE),)),
    "a hand is up": ("hands Bo", lambda stage: (OrderRound(Order.QUEUE), bo_asks(stage))),
    "everybody has shared": ("everyone has been invited", lambda stage: (all_shared(stage),)),
    "the room is closed": ("room closed", lambda _: (CloseRoom(),)),
    "an item is left out": ("○ Final thoughts", lambda _: (LeaveOut("final"),)),
    "the item is over": ("over the min", lambda _: (AddMinutes("check-in", -240),)),
    "the end is over": ("min over", lambda _: (SetHardEnd(at(80)),)),
    "paused": ("The clock stands still", lambda _: (PauseClock(PauseKind.PAUSE),)),
    "held": ("Held: nothing counts", lambda _: (PauseClock(PauseKind.HOLD),)),
    "closed": ("This session is closed", lambda _: (CloseSession(),)),
}
"""How a session may stand at one and the same moment: words that tell it, and how it came so."""
BESIDE = ("an item is left out", "the room is closed")
"""What stands in the agenda, which a narrow screen has not beside it."""


def bo_speaks(stage: Stage) -> Intent:
    return GiveTurn(stage.id_of("Bo"))


def bo_is(stage: Stage, presence: Presence) -> Intent:
    return SetPresence((stage.id_of("Bo"),), presence)


def bo_asks(stage: Stage) -> Intent:
    return RaiseHand(stage.id_of("Bo"))


def all_shared(stage: Stage) -> Intent:
    return MarkShared("check-in", tuple(one.id for one in stage.state.people))


async def in_the_check_in(stage: Stage) -> None:
    """Everybody is here, and 9 minutes of the check-in have passed."""
    here = tuple(one.id for one in stage.state.people)
    stage.at(0)
    await stage.does(SetPresence(here, Presence.PRESENT), NextItem())
    stage.at(3)
    await stage.does(NextItem())
    stage.at(11)
    await stage.does(NextItem())
    stage.at(20)


def letters(stage: Stage) -> str:
    """The screen as words and signs: no style, and no figure, which the clock alone changes."""
    return " ".join(re.sub(r"[\d▀▄█▓░]", "", stage.text).split())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_each_state_of_a_session_has_words_or_signs_of_its_own(size: tuple[int, int]) -> None:
    shown: dict[str, str] = {}

    async def story(stage: Stage) -> None:
        await in_the_check_in(stage)
        for name, (words, acts) in STATES.items():
            before = stage.session.state
            await stage.does(*acts(stage))
            shown[name] = letters(stage)
            if size[0] >= 80 or name not in BESIDE:
                assert words in shown[name], name
            while stage.session.state != before and stage.session.can_undo:
                stage.session.undo()
            stage.app.show()

    play(story, size=size)
    if size[0] < 80:
        shown = {name: screen for name, screen in shown.items() if name not in BESIDE}
    assert len(set(shown.values())) == len(shown)


def test_what_is_not_saved_is_said_in_words() -> None:
    async def story(stage: Stage) -> None:
        stage.at(2)
        await stage.does(NextItem())
        assert "UNSAVED SINCE" in stage.text

    workplace = a_workplace(still_clock(0))
    disk = Disk()
    begin_on(workplace, disk)
    disk.refuses = True
    play(story, workplace=workplace)


def signed(stage: Stage) -> list[int]:
    """The rows with the sign of where one is."""
    return [row for row, line in enumerate(stage.lines) if SIGN in line]


async def the_sign_goes_down(stage: Stage) -> None:
    before = signed(stage)
    assert before
    await stage.press("down")
    assert signed(stage)[0] > before[0]


def test_the_chosen_row_has_a_sign_on_every_list() -> None:
    async def at_home(stage: Stage) -> None:
        await the_sign_goes_down(stage)

    async def in_a_session(stage: Stage) -> None:
        await in_the_check_in(stage)
        for key in ("a", "g", "x"):
            await stage.press(key)
            await the_sign_goes_down(stage)
            await stage.press("q")

    play(at_home, HomeScreen, workplace=sessions_held())
    play(in_a_session)


def test_an_empty_list_has_no_sign() -> None:
    async def story(stage: Stage) -> None:
        await in_the_check_in(stage)
        await stage.press("v")
        assert not stage.screen.query_one(Choices).choices
        assert signed(stage) == []

    play(story)


def test_the_sign_stands_beside_each_line_of_a_choice() -> None:
    async def story(stage: Stage) -> None:
        await in_the_check_in(stage)
        await stage.press("x")
        choices = stage.screen.query_one(Choices)
        longest = max(choices.choices, key=lambda one: len(one[1]))
        assert longest[0]
        choices.choose(longest[0])
        await stage.settle()
        assert len(signed(stage)) == len(longest[1]) > 1

    play(story, size=(60, 20))


def test_where_one_is_in_the_form_has_the_same_sign() -> None:
    async def story(stage: Stage) -> None:
        rows = []
        for field in stage.screen.focus_chain:
            field.focus()
            await stage.settle()
            assert signed(stage) == list(range(field.region.y, field.region.bottom))
            rows += signed(stage)
        assert len(rows) > 5

    play(story, setup_screen)


def test_a_list_keeps_its_ground_when_it_is_focused() -> None:
    async def story(stage: Stage) -> None:
        choices = stage.screen.query_one(Choices)
        focused = choices.background_colors
        stage.app.set_focus(None)
        await stage.settle()
        assert choices.background_colors == focused
        assert focused[1] == stage.screen.background_colors[1]

    play(story, HomeScreen, theme="nord")


def test_nothing_blinks_and_nothing_moves_by_itself() -> None:
    async def still(stage: Stage) -> None:
        for widget in stage.app.screen.walk_children():
            assert widget.auto_refresh is None, widget
            if isinstance(widget, Input | TextArea):
                assert not widget.cursor_blink, widget

    async def story(stage: Stage) -> None:
        await in_the_check_in(stage)
        for key in ("slash", "a", "f", "v"):
            await stage.press(key)
            await still(stage)
            await stage.press("escape")
        stage.app.action_command_palette()
        await stage.settle()
        await still(stage)

    play(story)
    play(still, HomeScreen)
    play(still, setup_screen)
