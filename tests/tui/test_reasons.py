"""A key that is for another moment says so: nothing that is pressed goes without an answer."""

import pytest

from coreflect_tui.tui import conditions
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.reasons import why_not
from coreflect_tui.tui.typed_on import PAUSE
from stage import Stage, play
from walks import STATES

ANSWERS_ITSELF = {
    # The session refuses it with a sentence.
    conditions.can_undo,
    conditions.can_redo,
    conditions.knows_next,
    conditions.asks,
    # The screen has a sentence of its own, or opens with what there is.
    conditions.fit_in_sight,
    conditions.worth_a_fit,
    conditions.rehearsing,
    conditions.change_proposed,
    conditions.left_off_chosen,
    # Where it does not hold there is no such screen.
    conditions.has_session,
}


def test_each_condition_of_the_table_has_a_reason_or_an_answer() -> None:
    nothing = conditions.Situation()
    silent = {
        one.when.__name__
        for one in ACTIONS
        if not one.intent and not one.when(nothing) and not why_not((one,), nothing)
    }
    assert silent <= {one.__name__ for one in ANSWERS_ITSELF}


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (
            "before",
            {
                "j": "there is no round now",
                "3": "Nothing has a number",
                "R": "no roles",
                "W": "nothing to choose",
                "plus": "Nothing is running",
                "K": "shown in full already",
                "S": "has the session already",
                "enter": "Enter does nothing here; ? lists all.",
            },
        ),
        ("closed", {"w": "The session is closed", "full_stop": "The session is closed"}),
    ],
)
def test_a_key_for_another_moment_says_why(state: str, says: dict[str, str]) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*STATES[state])
        before = stage.state
        for key, words in says.items():
            await stage.press(key)
            assert words in stage.words, key
        assert stage.state == before

    play(story)


def test_a_name_typed_after_a_line_that_did_not_open_is_no_keys() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*STATES["before"])
        before = stage.state
        await stage.at_once("j", "z", "h", "w", "x", "enter")
        assert stage.state == before
        assert "there is no round now. What was typed after that did nothing." in stage.words
        await stage.at_once("full_stop")
        assert stage.state.began, "enter ended what was typed"

    play(story)


def test_whoever_reads_why_a_line_did_not_open_has_their_keys_again() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(*STATES["before"])
        await stage.at_once("j")
        stage.clock.advance(PAUSE)
        await stage.at_once("full_stop")
        assert stage.state.began

    play(story)
