"""The orders of a round and raised hands, by keys; words for the chat."""

import pytest

from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents import GoToItem, NextItem, OrderRound, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Round
from stage import Stage, play


async def in_check_in(stage: Stage, *keys: str) -> None:
    """The check-in, baton from person to person, with everyone here."""
    here = tuple(one.id for one in stage.state.people)
    stage.at(0)
    await stage.does(SetPresence(here, Presence.PRESENT), NextItem(), GoToItem("check-in"))
    await stage.press(*keys)


def held(stage: Stage) -> Round:
    found = stage.state.round
    assert found
    return found


@pytest.mark.parametrize(
    ("letter", "order"),
    [("l", Order.LISTED), ("g", Order.GALLERY), ("p", Order.POPCORN), ("s", Order.SHUFFLED),
     ("h", Order.QUEUE)],
)  # fmt: skip
def test_the_order_of_a_round_is_changed_by_a_letter(letter: str, order: Order) -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, "O")
        assert "l as listed" in stage.words
        assert "r last round backwards" in stage.words
        await stage.press(letter)
        assert held(stage).order is order
        assert "This round goes on" in stage.words
        await stage.press("u")
        assert held(stage).order is Order.BATON

    play(story)


def test_an_order_that_cannot_be_says_why() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, "O", "r")
        assert held(stage).order is Order.BATON
        assert "goes on" not in stage.words

    play(story)


def test_leaving_the_orders_changes_nothing() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, "O", "escape", "1")
        assert held(stage).order is Order.BATON
        assert held(stage).speaker

    play(story)


def test_where_hands_are_raised_a_number_is_a_hand_and_n_gives_the_floor() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage)
        await stage.does(OrderRound(Order.QUEUE))
        assert "1–9 hand" in stage.keys_line
        await stage.press("3", "1")
        assert "hands Dee · Bo" in stage.words
        assert "↑Bo" in stage.words
        await stage.press("1")
        assert "hands Dee" in stage.words
        assert "Dee · Bo" not in stage.words, "the same number again takes it down"
        await stage.press("n")
        speaker = held(stage).speaker
        assert speaker
        assert speaker.person == "p4"
        assert held(stage).hands == ()

    play(story)


def test_a_hand_goes_up_by_name_in_any_order() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, "j")
        await stage.type("fa")
        assert "Enter: Fay asks to speak." in stage.words
        await stage.press("enter")
        assert held(stage).hands == ("p6",)
        await stage.press("j")
        await stage.type("fay")
        assert "does not ask to speak any more" in stage.words
        await stage.press("enter")
        assert held(stage).hands == ()
        await stage.press("j")
        await stage.type("zoe")
        await stage.press("enter")
        assert "Nobody on the list is called so" in stage.words
        assert all(one.name != "zoe" for one in stage.state.people)

    play(story)


def test_whoever_passed_comes_back_by_number() -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, "1", "p")
        assert "passed 1 Bo" in stage.words
        await stage.press("1")
        speaker = held(stage).speaker
        assert speaker
        assert speaker.person == "p2"

    play(story)


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("q", "Your name and pronouns"),
        ("n", "Thank you for coming."),
        ("c", "info@intentionalpeersupport.org"),
        ("w", "We note your name"),
    ],
)
def test_words_for_the_chat_are_copied_and_shown(letter: str, words: str) -> None:
    async def story(stage: Stage) -> None:
        await in_check_in(stage, "y", letter)
        assert words in stage.app.clipboard
        assert "Copied, if your terminal allows it" in stage.words
        await stage.press("q")
        assert stage.screen.table == "live"

    play(story)
