"""The key line and help: only what works here and now, and as much as fits."""

from itertools import pairwise

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.intents import (
    AddTopic,
    CloseSession,
    GiveTurn,
    Intent,
    NextItem,
    PauseClock,
)
from coreflect_tui.tui.actions import actions_of, available
from coreflect_tui.tui.conditions import Situation
from coreflect_tui.tui.view.keys import help_lines, key_line, title_of
from coreflect_tui.tui.view.pieces import plain, width_of


def play(*acts: Intent) -> Play:
    told = Play(talk("opening", 3, points=2), sharing("round", 8), topic_time(20), here=True)
    return told.does(*acts)


def situation(told: Play) -> Situation:
    return Situation(told.state, told.now)


def titles(told: Play) -> dict[str, str]:
    """What the live screen offers, by id."""
    here = situation(told)
    return {one.id: title_of(one, here) for one in available("live", here)}


@pytest.mark.parametrize(
    ("acts", "digit", "next_item"),
    [
        ((), None, "begin"),
        ((NextItem(),), "tick", "next item"),
        ((NextItem(), NextItem()), "next is", "next item"),
        ((NextItem(), NextItem(), NextItem(leaving=True)), None, "close"),
        (
            (NextItem(), NextItem(), NextItem(leaving=True), AddTopic("Power")),
            "topic",
            "close",
        ),
        ((NextItem(), CloseSession()), None, None),
    ],
)
def test_what_numbers_and_the_full_stop_mean(
    acts: tuple[Intent, ...], digit: str | None, next_item: str | None
) -> None:
    offered = titles(play(*acts))
    assert offered.get("digit") == digit
    assert offered.get("next_item") == next_item


def test_keys_of_a_turn_are_there_while_somebody_has_the_floor() -> None:
    turn = {"end_turn", "pass_turn", "put_off"}
    told = play(NextItem(), NextItem())
    assert not turn & set(titles(told))
    told.does(GiveTurn("p2"))
    assert turn <= set(titles(told))


def test_pause_and_hold_become_go_on() -> None:
    told = play(NextItem())
    assert (titles(told)["pause"], titles(told)["hold"]) == ("pause", "hold")
    told.does(PauseClock())
    assert (titles(told)["pause"], titles(told)["hold"]) == ("go on", "go on")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("acts", [(), (NextItem(), NextItem(), GiveTurn("p2"))], ids=["a", "b"])
def test_the_key_line_fits_and_keeps_what_matters_most(
    width: int, acts: tuple[Intent, ...]
) -> None:
    told = play(*acts)
    told.now = at(1)
    keys = key_line("live", situation(told), width)
    assert width_of(keys) <= width + 1, "the blanks at its end may be cut off"
    if width >= 40:
        assert "? all" in plain([keys])
        assert ". begin" in plain([keys]) or ". next item" in plain([keys])


def test_a_wider_line_has_all_that_a_narrow_one_has() -> None:
    told = play(NextItem(), NextItem(), GiveTurn("p2"))
    lines = [plain([key_line("live", situation(told), width)]) for width in (40, 60, 80, 120)]
    for narrow, wide in pairwise(lines):
        assert set(narrow.split("  ")) <= set(wide.split("  "))


def test_clicks_on_keys_are_actions_of_the_screen() -> None:
    keys = key_line("live", situation(play(NextItem())), 120)
    assert {piece.action.partition("(")[0] for piece in keys} <= {
        "", "screen.ask", "screen.open", *(f"screen.{one.id}" for one in actions_of("live"))
    }  # fmt: skip


@pytest.mark.parametrize("width", [50, 86])
def test_help_has_every_action_that_works_in_its_width(width: int) -> None:
    told = play(NextItem(), NextItem())
    lines = help_lines("live", situation(told), width)
    assert max(width_of(one) for one in lines) <= width
    text = " ".join(plain(lines).split())
    for action in available("live", situation(told)):
        assert " ".join(f"{action.shows} {title_of(action, situation(told))}".split()) in text
        assert action.tooltip.split()[-1] in text, "nothing is cut off"
    assert text.endswith("ctrl+p search all actions, and the settings")


def test_outside_a_session_the_table_offers_what_needs_none() -> None:
    ids = {one.id for one in available("home", Situation())}
    assert {"open", "settings", "leave", "help"} <= ids
    assert not ids & {"close", "set_aside", "look", "edit"}
    ids = {one.id for one in available("home", Situation(chosen="left off"))}
    assert {"set_aside", "look"} <= ids
    assert "set_aside" not in {one.id for one in available("home", Situation(chosen="closed"))}
