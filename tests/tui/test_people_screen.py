"""The people screen, key by key."""

from collections.abc import Callable

import pytest

from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence
from coreflect_tui.core.state import Attendee, Presence, Role, SessionState, Shared
from coreflect_tui.tui.screens.live import LiveScreen
from stage import Stage, play

BO = "p2"


def person(state: SessionState, person_id: str = BO) -> Attendee:
    found = state.person(person_id)
    assert found
    return found


async def at_bo(stage: Stage) -> None:
    """The people screen in the check-in, with Bo chosen; everyone but Hal is here."""
    here = tuple(one.id for one in stage.state.people if one.name != "Hal")
    stage.at(0)
    await stage.does(SetPresence(here, Presence.PRESENT), NextItem(), GoToItem("check-in"))
    await stage.press("a", "down")


def told(keys: tuple[str, ...], then: Callable[[Stage], None]) -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press(*keys)
        then(stage)

    play(story)


@pytest.mark.parametrize(
    ("key", "presence", "sign"),
    [
        ("w", Presence.AWAY, "◌ Bo"),
        ("l", Presence.LEFT, "– Bo"),
        ("n", Presence.NOT_ADMITTED, "× Bo"),
        ("x", Presence.NO_SHOW, "– Bo"),
    ],
)
def test_one_key_says_how_someone_is_here(key: str, presence: Presence, sign: str) -> None:
    def then(stage: Stage) -> None:
        assert person(stage.state).presence is presence
        assert sign in stage.words

    told((key,), then)


def test_here_again_and_what_stands_already() -> None:
    def then(stage: Stage) -> None:
        assert person(stage.state).presence is Presence.PRESENT
        assert "That is how it stands already." in stage.words

    told(("w", "h", "h"), then)


@pytest.mark.parametrize("key", ["H", "shift+h"])
def test_all_who_are_expected_are_here(key: str) -> None:
    def then(stage: Stage) -> None:
        assert {one.presence for one in stage.state.people} == {Presence.PRESENT}
        assert "8 here of 8" in stage.words

    told((key,), then)


@pytest.mark.parametrize(
    ("keys", "how", "words"),
    [
        (("s",), Shared.ALOUD, "· shared ·"),
        (("c",), Shared.CHAT, "shared in the chat"),
        (("s", "s"), None, "not yet"),
        (("s", "c"), Shared.CHAT, "shared in the chat"),
        (("s", "u"), None, "Taken back: who has shared"),
    ],
)
def test_catching_up_on_who_shared(keys: tuple[str, ...], how: Shared | None, words: str) -> None:
    def then(stage: Stage) -> None:
        held = stage.state.round
        assert held
        turn = held.turn(BO)
        assert turn
        assert turn.how is how
        assert words in stage.words

    told(keys, then)


def test_everyone_here_has_shared() -> None:
    def then(stage: Stage) -> None:
        held = stage.state.round
        assert held
        shared = {turn.person for turn in held.turns if turn.how is Shared.ALOUD}
        assert shared == {f"p{number}" for number in range(2, 8)}, "not Hal, who is not here"

    told(("S",), then)


def test_catching_up_before_a_round_says_so() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("a", "s")
        assert "No round has begun yet." in stage.words
        await stage.press("S")
        assert "No round has begun yet." in stage.words

    play(story)


@pytest.mark.parametrize(
    ("keys", "trained"), [(("t",), True), (("t", "t"), False), (("t", "t", "t"), None)]
)
def test_core_training_goes_round(keys: tuple[str, ...], trained: bool | None) -> None:
    told(keys, lambda stage: assert_equal(person(stage.state).core_trained, trained))


def assert_equal(found: object, wanted: object) -> None:
    assert found == wanted


def test_all_here_are_trained_and_exceptions_are_marked() -> None:
    def then(stage: Stage) -> None:
        assert person(stage.state).core_trained is False
        assert person(stage.state, "p3").core_trained is True
        assert person(stage.state, "p8").core_trained is None, "Hal is not here"

    told(("T", "t"), then)


def test_adding_someone_with_pronouns() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("a")
        await stage.type("Rowan (they/them)")
        await stage.press("enter")
        rowan = stage.state.people[-1]
        assert (rowan.name, rowan.pronouns) == ("Rowan", "they/them")
        assert rowan.presence is Presence.PRESENT
        await stage.press("w")
        assert stage.state.people[-1].presence is Presence.AWAY, "the new person is chosen"

    play(story)


@pytest.mark.parametrize("typed", ["bo", "  ", "Bo (he/him)"])
def test_a_name_that_cannot_be_added_says_why(typed: str) -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        before = stage.state.people
        await stage.press("plus")
        await stage.paste(typed)
        await stage.press("enter")
        assert stage.state.people == before
        assert "A name is needed." in stage.words or "That name is on the list" in stage.words

    play(story)


def test_renaming_with_pronouns() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("enter")
        assert "name: Bo" in stage.words
        await stage.type("wen (she/they)")
        await stage.press("enter")
        assert (person(stage.state).name, person(stage.state).pronouns) == ("Bowen", "she/they")
        await stage.press("enter")
        assert "name: Bowen (she/they)" in stage.words
        await stage.press("escape")
        assert person(stage.state).name == "Bowen"

    play(story)


def test_a_name_on_the_list_that_differs() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("m")
        await stage.type(" Berg")
        await stage.press("enter")
        assert person(stage.state).listed_name == "Bo Berg"
        assert "on the list: Bo Berg" in stage.words or "…" in stage.text

    play(story)


def test_facilitating_too_and_no_longer() -> None:
    def then(stage: Stage) -> None:
        assert person(stage.state).role is Role.FACILITATOR
        assert "facilitates" in next(line for line in stage.lines if "Bo" in line)

    told(("f",), then)
    told(("f", "f"), lambda stage: assert_equal(person(stage.state).role, Role.PARTICIPANT))


def test_a_session_keeps_a_facilitator() -> None:
    def then(stage: Stage) -> None:
        assert person(stage.state, "p1").role is Role.FACILITATOR
        assert "give the role to someone else first" in stage.words

    told(("up", "f"), then)


@pytest.mark.parametrize("key", ["delete", "backspace"])
def test_removing_someone_who_was_on_the_list_by_mistake(key: str) -> None:
    def then(stage: Stage) -> None:
        assert stage.state.person(BO) is None
        assert "Bo" not in stage.text

    told((key,), then)


def test_whoever_shared_is_not_removed() -> None:
    def then(stage: Stage) -> None:
        assert stage.state.person(BO)
        assert "mark them as left instead" in stage.words

    told(("s", "delete"), then)


def test_the_choice_stays_with_the_person_and_q_leads_back() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("down", "w", "h")
        assert person(stage.state, "p3").history[-1].presence is Presence.PRESENT
        assert person(stage.state, "p3").history[-2].presence is Presence.AWAY
        await stage.press("q")
        assert stage.shows(LiveScreen)

    play(story)
