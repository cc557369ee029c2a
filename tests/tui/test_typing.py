"""Typing: keys are the text's while a line is open; kinds by one letter; drafts are kept."""

import re

import pytest
from textual.events import Key
from textual.widgets import Input

from builders import START
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import GoToItem, NextItem, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import SessionState
from coreflect_tui.store import Draft
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.widgets.entry import Entry
from stage import Stage, a_workplace, begin, play, still_clock


def entry(stage: Stage) -> Entry:
    return stage.screen.query_one(Entry)


def last_note(state: SessionState) -> tuple[str, str]:
    return str(state.notes[-1].kind), state.notes[-1].text


def test_keys_are_dead_while_a_line_is_open() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "k")
        before = stage.state
        letters = "u.zhoqxaverdpbln+-1?/"
        for letter in letters:
            stage.clock.advance(1)
            await stage.type(letter)
        assert stage.state is before
        assert f"takeaway: {letters}" in stage.words
        await stage.press("enter")
        assert last_note(stage.state) == ("takeaway", letters)
        await stage.press("full_stop")
        assert stage.state.running
        assert stage.state.running.id == "framing", "keys live again"

    play(story)


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("i", NoteKind.INTENTION),
        ("k", NoteKind.TAKEAWAY),
        ("h", NoteKind.HARVEST),
        ("c", NoteKind.COMPOST),
        ("q", NoteKind.QUOTE),
        ("r", NoteKind.REMINDER),
    ],
)
def test_one_letter_says_the_kind(letter: str, kind: NoteKind) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", letter)
        assert f"{kind}:" in stage.text
        await stage.type("Words")
        await stage.press("enter")
        assert last_note(stage.state) == (str(kind), "Words")
        assert not entry(stage).is_open

    play(story)


@pytest.mark.parametrize(("item", "kind"), [("harvest", "harvest"), ("discussion", "takeaway")])
def test_enter_is_the_kind_that_the_item_writes(item: str, kind: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), GoToItem(item))
        await stage.press("w", "enter")
        await stage.type("Words")
        await stage.press("enter")
        assert last_note(stage.state) == (kind, "Words")

    play(story)


def test_a_topic_is_written_as_one() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "t")
        await stage.type("Fear")
        await stage.press("enter")
        assert [topic.title for topic in stage.state.topics] == ["Fear"]

    play(story)


def test_the_menu_of_kinds_is_left_by_escape_and_other_letters_do_nothing() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop")
        before = stage.state
        await stage.press("w", "escape")
        assert "i intention" not in stage.text
        assert stage.state is before
        assert "w write" in stage.keys_line

    play(story)


def test_a_draft_is_kept_on_escape_and_there_again() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "h")
        await stage.type("Half a th")
        await stage.press("escape")
        assert "Kept as a draft; w h opens it again." in stage.words
        assert stage.state.notes == ()
        await stage.press("w", "k")
        assert "Half" not in stage.text, "a draft belongs to its kind"
        await stage.press("escape", "w", "h")
        await stage.type("ought")
        await stage.press("enter")
        assert last_note(stage.state) == ("harvest", "Half a thought")
        await stage.press("w", "h")
        assert "Half a thought" not in stage.text, "it is written, so no longer a draft"

    play(story)


def test_keys_that_come_at_once_are_kept_at_once() -> None:
    """A slow disk is not asked at each key."""

    async def story(stage: Stage) -> None:
        kept: list[tuple[str, str, str]] = []
        keep = stage.app.workplace.held.keep_draft

        def noted(slot: str, kind: str, text: str) -> None:
            kept.append((slot, kind, text))
            keep(slot, kind, text)

        stage.app.workplace.held.keep_draft = noted  # type: ignore[method-assign]
        for keys, slot, kind in ((("w", "h"), "note:harvest", "harvest"),
                                 (("Q",), "keep a quote", "quote")):  # fmt: skip
            await stage.press(*keys)
            line = stage.screen.query_one(Input)
            for letter in "trust":
                line.post_message(Key(letter, letter))
            await stage.pilot.pause()
            assert kept == [(slot, kind, "trust")]
            assert stage.app.workplace.held.drafts()[0].text == "trust"
            kept.clear()
            # Put away before anything could be drawn.
            line.value = "trusting"
            entry(stage).action_leave()
            assert kept == [(slot, kind, "trusting")]
            kept.clear()

    play(story)


def test_a_draft_waits_after_an_interruption_and_keys_are_the_session_s() -> None:
    clock = still_clock()
    first = a_workplace(clock)
    session = begin(first).state.id

    async def interrupted(stage: Stage) -> None:
        await stage.press("full_stop", "w", "c")
        await stage.type("More silen")

    play(interrupted, workplace=first)
    second = a_workplace(clock)
    second.resume(session)

    async def goes_on(stage: Stage) -> None:
        assert "Unfinished compost note: w c goes on with it." in stage.words
        await stage.press("full_stop")
        assert stage.state.running
        assert stage.state.running.item.step.id == "framing"
        assert stage.app.workplace.held.drafts()[0].text == "More silen"
        await stage.press("w")
        assert re.search(r"c compost[^·]*\(unfinished\)", stage.words)
        await stage.press("c")
        assert "compost, unfinished: More silen" in stage.words
        assert "Enter writes it down; esc leaves it for later." in stage.words
        await stage.type("ce")
        await stage.press("enter")
        assert last_note(stage.state) == ("compost", "More silence")
        await stage.press("w")
        assert "unfinished" not in stage.words

    play(goes_on, workplace=second)


def test_several_drafts_wait_each_with_its_keys() -> None:
    clock = still_clock()
    first = a_workplace(clock)
    session = begin(first).state.id
    first.held.keep_draft("note:harvest", "harvest", "Half")
    first.held.keep_draft("keep a quote", "quote", "Words — so")
    first.leave()
    second = a_workplace(clock)
    second.resume(session)

    async def goes_on(stage: Stage) -> None:
        assert "Unfinished notes: Q quote · w h harvest note." in stage.words
        await stage.press("Q")
        assert "quote, unfinished: Words — so" in stage.words

    play(goes_on, workplace=second)


def test_nothing_written_is_said_and_nothing_happens() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "k", "enter")
        assert "Nothing was written." in stage.words
        assert stage.state.notes == ()

    play(story)


def test_a_name_that_several_have_asks_for_more_letters() -> None:
    async def story(stage: Stage) -> None:
        everyone = tuple(one.id for one in stage.state.people)
        await stage.does(SetPresence(everyone, Presence.PRESENT), NextItem(), GoToItem("check-in"))
        await stage.press("slash")
        await stage.type("f")
        assert "Enter: Fay has the floor." in stage.words
        await stage.press("backspace")
        assert "Letters find a person" in stage.words
        await stage.press("escape")
        assert stage.speaker == ""

    play(story)


def test_leaving_the_session_with_a_line_open_takes_q_as_a_letter() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "k", "q")
        assert not stage.shows(HomeScreen)
        await stage.press("escape", "q")
        assert stage.shows(HomeScreen)

    play(story)


def test_note_words_are_shown_as_they_are() -> None:
    async def story(stage: Stage) -> None:
        words = "[b]Ask[/] [@click=app.quit]twice[/] $error"
        await stage.press("w", "k")
        await stage.paste(words)
        assert words in stage.text
        await stage.press("enter", "v")
        assert words in stage.text

    play(story)


# --- the chat of the call, and the door ----------------------------------------------------------


def test_the_chat_is_pasted_as_a_note_a_line_without_names_and_times() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "k")
        await stage.paste(
            "19:02:11 From Bo to Everyone:\n\tAsk twice\n19:02:40 From Cy to Everyone:\n\tWait\n"
        )
        assert [note.text for note in stage.state.notes] == ["Ask twice", "Wait"]
        assert "2 takeaways written down; u takes them back." in stage.words
        await stage.press("u")
        assert stage.state.notes == ()

    play(story)


def test_a_quote_of_several_lines_stays_one() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "q")
        await stage.paste("There is a crack in everything\nthat is how the light gets in")
        await stage.press("enter")
        (note,) = stage.state.notes
        assert note.text == "There is a crack in everything / that is how the light gets in"

    play(story)


def test_at_a_door_the_foot_asks_for_a_line_and_w_and_enter_open_it() -> None:
    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem(), GoToItem("harvest"), NextItem())
        assert "What worked well, in a line?" in stage.words
        await stage.press("w", "enter")
        assert "harvest:" in stage.words
        await stage.type("The pace")
        await stage.press("enter")
        assert stage.state.notes[-1].kind is NoteKind.HARVEST
        assert "What worked well, in a line?" not in stage.words

    play(story)


def test_enter_that_comes_twice_at_once_finishes_the_line_once() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "k")
        await stage.type("Once")
        line = entry(stage).query_one(Input)
        for _ in range(2):
            await line.action_submit()
        await stage.settle()
        assert stage.app.is_running
        assert [note.text for note in stage.state.notes] == ["Once"]

    play(story)


def test_what_was_typed_before_a_paste_is_not_lost() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "k")
        await stage.type("slow")
        await stage.paste("one\ntwo")
        assert [note.text for note in stage.state.notes] == ["slow", "one", "two"]

    play(story)


def test_a_paste_that_cannot_be_written_is_a_draft() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "t")
        await stage.paste("\n".join(f"Topic {number}" for number in range(12)))
        assert stage.state.topics == ()
        await stage.press("w", "t")
        assert "Topic 0 / Topic 1" in entry(stage).query_one(Input).value

    play(story)


def test_one_message_of_the_chat_loses_its_sender_too() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "w", "k")
        await stage.paste("19:02:11 From Bo to Everyone: Ask twice")
        await stage.press("enter")
        assert [note.text for note in stage.state.notes] == ["Ask twice"]

    play(story)


@pytest.mark.parametrize(
    "typed", ["\u0646\u0631\u06af\u0633\u200c\u062c\u0627\u0646", "\U0001f469\u200d\U0001f4bb Kim"]
)
def test_a_joiner_is_typed_like_a_letter(typed: str) -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "k")
        await stage.type(typed)
        await stage.press("enter")
        assert last_note(stage.state) == ("takeaway", typed)

    play(story)


def test_signs_that_steer_are_no_letters_and_a_draft_of_them_is_cleaned() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "k")
        assert stage.screen.query_one(Input).value == "Re d"
        await stage.type("\u202e\u200b\x9b\x85\ufeff!")
        assert stage.screen.query_one(Input).value == "Re d!"

    workplace = a_workplace()
    session = begin(workplace)
    kept = Draft(session.state.id, "note:takeaway", "takeaway", "\x1b[5mRe\u202e\nd\x9b0m", START)
    workplace.store.drafts.save(kept)
    play(story, workplace=workplace)


def test_a_note_with_a_name_in_it_says_that_closing_asks() -> None:
    async def story(stage: Stage) -> None:
        asked = "A name stands in it; before closing you are asked."
        for kind, words, says in (
            ("k", "Bo said so", True),
            ("k", "Silence helps", False),
            # For the facilitator alone.
            ("r", "Ask Bo", False),
        ):
            await stage.press("w", kind)
            await stage.type(words)
            await stage.press("enter")
            assert "written down" in stage.words
            assert (asked in stage.words) is says, words

    play(story)
