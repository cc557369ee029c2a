"""The people screen, key by key."""

from collections.abc import Callable

import pytest
from rich.text import Text

from coreflect_tui.core.intents import AddAttendee, GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import standing
from coreflect_tui.core.state import SessionState, Shared
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
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
        ("N", Presence.NOT_ADMITTED, "× Bo"),
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
        assert "Hal: here." in stage.words
        assert "all here" not in stage.keys_line
        assert "a add" in stage.keys_line

    told((key,), then)


@pytest.mark.parametrize(
    ("keys", "how", "words"),
    [
        (("s",), Shared.ALOUD, "· shared ·"),
        (("c",), Shared.CHAT, "shared in the chat"),
        (("s", "s"), None, "not yet"),
        (("s", "c"), Shared.CHAT, "shared in the chat"),
        (("s", "u"), None, "Taken back: who has shared: Bo"),
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
        assert "A name is needed." in stage.words or "is on the list; an initial" in stage.words

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


# --- several at once, finding, the order of the call ---------------------------------------------


def test_the_next_key_is_about_everyone_marked() -> None:
    def then(stage: Stage) -> None:
        away = {one.name for one in stage.state.people if one.presence is Presence.AWAY}
        assert away == {"Bo", "Cy"}
        assert "▪" not in stage.words, "the marks are used up"
        stage.session.undo()
        assert person(stage.state).presence is Presence.PRESENT
        assert person(stage.state, "p3").presence is Presence.PRESENT, "one act, one undo"

    told(("space", "space", "w"), then)


def test_marks_are_counted_and_taken_away_again() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("space", "space")
        assert "2 marked" in stage.words
        await stage.press("up", "space")
        assert "1 marked" in stage.words
        await stage.press("c")
        held = stage.state.round
        assert held
        assert [turn.person for turn in held.turns if turn.how is Shared.CHAT] == [BO]

    play(story)


def test_everyone_shared_in_the_chat() -> None:
    def then(stage: Stage) -> None:
        held = stage.state.round
        assert held
        shared = {turn.person for turn in held.turns if turn.how is Shared.CHAT}
        assert shared == {f"p{number}" for number in range(2, 8)}

    told(("C",), then)


def test_letters_find_a_person_whatever_their_case_and_accents() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.does(AddAttendee("Ångström Édith"))
        await stage.press("slash")
        await stage.type("edi")
        assert "Ångström Édith" in stage.words
        await stage.press("enter", "w")
        assert stage.state.people[-1].presence is Presence.AWAY

    play(story)


def test_whoever_is_not_found_can_be_added_at_once() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("slash")
        await stage.type("Zoe")
        assert "Nobody on the list is called Zoe yet; enter, and a adds them." in stage.words
        await stage.press("enter")
        assert "Nobody on the list is called Zoe yet; a adds them." in stage.words
        await stage.press("a", "enter")
        assert stage.state.people[-1].name == "Zoe"
        assert "Zoe is on the list, and here." in stage.words
        await stage.press("a")
        assert stage.screen.query_one(Entry).text == "", "somebody else is somebody else"

    async def found_after_all(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("slash")
        await stage.type("Zoe")
        await stage.press("backspace", "backspace", "backspace")
        await stage.type("Cy")
        await stage.press("enter")
        assert "Nobody" not in stage.words
        await stage.press("slash")
        await stage.type("Zoe")
        await stage.press("escape", "a")
        assert stage.screen.query_one(Entry).text == ""

    play(story)
    play(found_after_all)


def test_a_person_moves_in_the_order_of_the_call() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("right_square_bracket", "right_square_bracket")
        assert [one.name for one in standing(stage.state)][:4] == ["Ana", "Cy", "Dee", "Bo"]
        await stage.press("left_square_bracket")
        assert [one.name for one in standing(stage.state)][:4] == ["Ana", "Cy", "Bo", "Dee"]
        words = stage.words
        assert words.index("Cy (he/him)") < words.index("● Bo") < words.index("● Dee")

    play(story)


def test_the_order_of_the_call_is_pasted_with_what_calls_put_behind_names() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("g")
        await stage.paste("Hal\nANA (Host, me)\ngus\nSomeone Else\n")
        await stage.press("enter")
        assert [one.name for one in standing(stage.state)][:4] == ["Hal", "Ana", "Gus", "Bo"]
        assert "Nobody on the list is called: Someone Else" in stage.words

    play(story)


# --- the room, the name of the session -----------------------------------------------------------


def test_who_comes_into_a_closed_room_is_noted_as_not_admitted() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("o")
        assert "room closed 19:0" in stage.words
        await stage.press("a")
        await stage.type("Nia")
        await stage.press("enter")
        nia = stage.state.people[-1].id
        assert person(stage.state, nia).presence is Presence.NOT_ADMITTED
        assert "noted as not admitted; h lets them in" in stage.words
        await stage.press("h")
        assert "● Nia" in stage.words
        await stage.press("o")
        assert "room open" in stage.words

    play(story)


def test_words_for_newcomers_are_one_key_away() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("y")
        assert "Thank you for coming." in stage.words
        assert "Thank you for coming." in stage.app.clipboard
        await stage.press("q")
        assert "here of 8" in stage.words

    play(story)


def test_the_session_can_be_called_otherwise() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        await stage.press("r", "enter")
        assert stage.state.format.title == "Co-reflection"
        await stage.press("u", "q")
        assert "IPS co-reflection" in stage.words

    play(story)


def test_marked_as_here_by_mistake() -> None:
    told(("e",), lambda stage: assert_equal(person(stage.state).presence, Presence.EXPECTED))


def looks(stage: Stage) -> list[str]:
    """The styles of the rows."""
    prompts = (option.prompt for option in stage.screen.query_one(Choices).options)
    return [str(prompt.spans) for prompt in prompts if isinstance(prompt, Text)]


def test_another_theme_colours_the_rows_that_are_there() -> None:
    async def story(stage: Stage) -> None:
        await at_bo(stage)
        before = looks(stage)
        stage.app.theme = "textual-light"
        await stage.settle()
        assert looks(stage) != before
        assert stage.screen.query_one(Choices).chosen == BO

    play(story)


def test_a_number_chooses_a_person_as_in_the_rounds() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "a", "3", "h")
        dee = stage.state.person(stage.id_of("Dee"))
        assert dee
        assert dee.presence is Presence.PRESENT
        assert "3 ● Dee" in stage.words
        await stage.press("9")
        assert "Nobody has the number 9." in stage.words

    play(story)


def test_it_is_said_how_core_training_is_noted_until_it_is() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "a", "H")
        stage.clock.advance(60)
        await stage.does()
        assert "Core training: t says yes or no of one person, T yes of all here" in stage.words
        await stage.press("T")
        stage.clock.advance(60)
        await stage.does()
        assert "Core training:" not in stage.words

    play(story)
