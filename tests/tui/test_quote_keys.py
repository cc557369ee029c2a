"""Quotes in a session: one key keeps what is shared, with its source; a number uses one at hand."""

from dataclasses import replace

import pytest
from textual.widgets import Input

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.intents import CallSession, CloseSession, GoToItem, NextItem
from coreflect_tui.disk import part_of
from coreflect_tui.library.own_quotes import add_quotes
from coreflect_tui.library.quotes import Quote, read_quotes, shipped_quotes
from coreflect_tui.library.used_quotes import digest_of, mark_used, used_quotes
from coreflect_tui.locations import locations
from coreflect_tui.preparation import prepare_session
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.rehearsal.home import rehearsal_home
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.words import WordsScreen
from coreflect_tui.tui.widgets.entry import Entry
from coreflect_tui.workplace import Workplace
from stage import (
    FACILITATOR,
    INVITED,
    Stage,
    a_workplace,
    begin,
    ips,
    options,
    play,
    still_clock,
)

OWN = "quotes/own.toml"
SHARED = "shared in IPS co-reflection, 22 November 2026"


def own() -> tuple[Quote, ...]:
    path = locations().user_quotes / "own.toml"
    return read_quotes(path) if path.exists() else ()


def used(stage: Stage) -> set[str]:
    return set(used_quotes(locations().data, stage.clock.now().session.date()))


def line_of(stage: Stage) -> str:
    return stage.screen.query_one(Entry).query_one(Input).value


def notes(stage: Stage) -> list[tuple[NoteKind, str]]:
    return [(note.kind, note.text) for note in stage.state.notes]


async def keep(stage: Stage, text: str) -> None:
    await stage.press("Q")
    await stage.type(text)
    await stage.press("enter")


# --- keeping one that is shared ------------------------------------------------------------------


def test_a_quote_becomes_a_note_and_one_of_the_user_s() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("full_stop", "Q")
        assert "words — who, where:" in stage.words
        await stage.type("It is good - Audre Lorde, A talk, 1977")
        await stage.press("enter")
        assert notes(stage) == [(NoteKind.QUOTE, "“It is good” — Audre Lorde, A talk, 1977")]
        assert own() == (Quote("It is good", "Audre Lorde", "A talk, 1977"),)
        assert f"kept in {OWN}" in stage.words
        assert "u takes back the note; the file keeps the quote" in stage.words
        assert used(stage) == {digest_of(own()[0])}

    play(story)


def test_without_a_place_it_was_shared_in_this_session() -> None:
    async def story(stage: Stage) -> None:
        await keep(stage, "“It is good” — Audre Lorde")
        assert notes(stage) == [(NoteKind.QUOTE, f"“It is good” — Audre Lorde, {SHARED}")]
        assert own() == (Quote("It is good", "Audre Lorde", SHARED),)

    play(story)


def test_the_program_adds_nobody_s_name() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(CallSession("Farewell of Dee"))
        await keep(stage, "It is good — Audre Lorde")
        (quote,) = own()
        assert quote.where == "shared in Farewell of someone, 22 November 2026"
        everything = f"{quote.words} {quote.source} {stage.state.notes[0].text}"
        assert not [one.name for one in stage.state.people if one.name in everything.split()]

    play(story)


def test_without_anybody_it_is_asked_once_more_with_what_was_typed() -> None:
    async def story(stage: Stage) -> None:
        await keep(stage, "It is good")
        assert (notes(stage), own()) == ([], ())
        assert "Who said it? Please add the name after the dash" in stage.words
        assert line_of(stage) == "It is good — "
        await stage.press("enter")
        assert line_of(stage) == "It is good — ", "one dash is enough"
        await stage.type("Audre Lorde")
        await stage.press("enter")
        assert notes(stage)[0][1].startswith("“It is good” — Audre Lorde, shared in")

    play(story)


def test_words_are_needed_too() -> None:
    async def story(stage: Stage) -> None:
        await keep(stage, "“” — Audre Lorde")
        assert "Which words?" in stage.words
        assert line_of(stage) == "“” — Audre Lorde"
        assert (stage.state.notes, own()) == ((), ())

    play(story)


def test_nothing_typed_is_nothing_written() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("Q", "enter")
        assert "Nothing was written." in stage.words
        assert (stage.state.notes, own()) == ((), ())

    play(story)


def test_undo_takes_back_the_note_and_says_that_the_file_keeps_the_quote() -> None:
    async def story(stage: Stage) -> None:
        await keep(stage, "It is good — Audre Lorde")
        await stage.press("u")
        assert notes(stage) == []
        assert f"Taken back: the note. Your quotes keep it, in {OWN}." in stage.words
        assert len(own()) == 1
        await stage.press("r")
        assert len(notes(stage)) == 1
        await stage.press("w", "k")
        await stage.type("Another")
        await stage.press("enter", "u")
        assert "Your quotes keep it" not in stage.words
        assert "Taken back: a note" in stage.words

    play(story)


def test_a_strike_says_that_the_file_holds_the_quote() -> None:
    async def story(stage: Stage) -> None:
        await keep(stage, "It is good — Audre Lorde")
        await stage.press("v", "X", "X")
        assert notes(stage) == []
        assert "Files that were written before may hold it: own.toml." in stage.words

    play(story)


def test_one_that_is_there_already_is_said_and_not_doubled() -> None:
    async def story(stage: Stage) -> None:
        await keep(stage, "fall SEVEN times, stand up eight — a proverb")
        assert len(stage.state.notes) == 1
        assert "these words are among the quotes already" in stage.words
        assert own() == ()
        assert used(stage) == {digest_of(shipped_quotes()[0])}
        await stage.press("u")
        assert "Your quotes keep it" not in stage.words

    play(story)


def test_a_disk_that_refuses_is_a_sentence_and_the_note_stays() -> None:
    part = part_of(locations().user_quotes / "own.toml")
    part.mkdir(parents=True)

    async def story(stage: Stage) -> None:
        await keep(stage, "It is good — Audre Lorde")
        assert len(stage.state.notes) == 1
        assert "The note is written; the quote is not kept among yours:" in stage.words
        assert "could not be written" in stage.words

    play(story)


def test_a_file_that_is_not_in_order_is_named_and_not_touched() -> None:
    folder = locations().user_quotes
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("[[quote]]\nwords = 3\n", "utf-8")

    async def story(stage: Stage) -> None:
        await keep(stage, "It is good — Audre Lorde")
        assert len(stage.state.notes) == 1
        assert "own.toml,line" in "".join(stage.text.split())

    play(story, size=(120, 40))
    assert (folder / "own.toml").read_text("utf-8") == "[[quote]]\nwords = 3\n"


def test_strangers_text_is_cleaned_and_no_markup_is_read() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("Q")
        await stage.paste("[b]Ask[/] [@click=app.quit]twice[/]\x1b[2J\u202e — [red]Bo[/], $x")
        await stage.press("enter")
        assert own() == (Quote("[b]Ask[/] [@click=app.quit]twice[/]", "[red]Bo[/]", "$x"),)
        assert stage.state.notes[0].text == "“[b]Ask[/] [@click=app.quit]twice[/]” — [red]Bo[/], $x"
        await open_words(stage)
        await stage.press("end")
        assert "[@click=app.quit]twice[/]" in stage.text

    play(story)


def test_pasted_verse_from_the_chat_is_one_quote_without_its_sender() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("Q")
        await stage.paste("Come, my friends\nit is late\n— Audre Lorde\n")
        await stage.press("enter")
        assert own()[0].words == "Come, my friends / it is late"
        assert own()[0].who == "Audre Lorde"

    play(story)


def test_what_is_half_typed_is_kept_and_there_again_after_an_interruption() -> None:
    clock = still_clock()
    first = a_workplace(clock)
    session = begin(first).state.id

    async def interrupted(stage: Stage) -> None:
        await stage.press("full_stop", "Q")
        await stage.type("It is go")
        await stage.press("escape")
        assert "Kept as a draft; Q opens it again." in stage.words
        await stage.press("Q")
        await stage.type("o")

    play(interrupted, workplace=first)
    second = a_workplace(clock)
    second.resume(session)

    async def goes_on(stage: Stage) -> None:
        assert "Unfinished quote: Q goes on with it." in stage.words
        await stage.press("Q")
        assert "quote, unfinished: It is goo" in stage.words
        await stage.type("d — Audre Lorde")
        await stage.press("enter", "Q")
        assert own()[0].words == "It is good"
        assert line_of(stage) == "", "it is written, so no longer a draft"

    play(goes_on, workplace=second)


def test_a_closed_session_takes_no_quote() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), CloseSession())
        await stage.press("question_mark")
        assert "keep a quote" not in stage.text

    play(story)


def test_a_session_that_leaves_nothing_leaves_no_trace_in_the_quotes() -> None:
    fmt = replace(ips(), outcomes=(), attendance=False)
    workplace = a_workplace()
    prepared = prepare_session(fmt, options(), [FACILITATOR], INVITED, workplace.random)
    assert not isinstance(prepared, Refusal)
    workplace.begin(*prepared)

    async def story(stage: Stage) -> None:
        await keep(stage, "It is good — Audre Lorde")
        assert "This session leaves nothing, so the quote cannot point to it" in stage.words
        assert line_of(stage) == "It is good — Audre Lorde, "
        await stage.type("A talk")
        await stage.press("enter")
        assert own() == (Quote("It is good", "Audre Lorde", "A talk"),)
        await open_words(stage)
        await stage.press("1")
        assert len(stage.state.notes) == 2
        assert used(stage) == set()

    play(story, workplace=workplace)


# --- those at hand -------------------------------------------------------------------------------


async def open_words(stage: Stage, item: str = "opening") -> None:
    """The words of an item in full; the session begins with the opening quotes."""
    further = () if item == "opening" else (GoToItem(item),)
    await stage.does(NextItem(), *further)
    await stage.press("e")
    assert stage.shows(WordsScreen)


def test_where_a_quote_is_asked_for_those_not_used_of_late_come_first() -> None:
    mine = Quote("It is good", "Audre Lorde", "A talk")
    add_quotes(locations().user_quotes, (mine,))
    workplace = a_workplace()
    today = workplace.clock.now().session.date()
    mark_used(locations().data, (mine, *shipped_quotes()[1:]), today)

    async def story(stage: Stage) -> None:
        await open_words(stage)
        words = stage.words.partition("Quotes at hand")[2]
        assert words.startswith(" 1 “Fall seven times, stand up eight”")
        assert "2 “It is good”" in words

    play(story, size=(120, 40), workplace=workplace)


def test_a_number_writes_that_quote_down_with_its_source() -> None:
    async def story(stage: Stage) -> None:
        await open_words(stage)
        assert "1–9 write that quote down" in stage.keys_line
        await stage.press("3")
        assert stage.shows(LiveScreen)
        quote = shipped_quotes()[2]
        assert notes(stage) == [(NoteKind.QUOTE, f"“{quote.words}” — {quote.source}")]
        assert "The quote is written down with its source; u takes it back." in stage.words
        assert used(stage) == {digest_of(quote)}
        assert own() == ()
        await stage.press("e")
        assert "3 “As peer support" in stage.words, "what was used is further down now"

    play(story, size=(120, 40))


def test_where_no_quote_is_asked_for_a_number_means_nothing() -> None:
    async def story(stage: Stage) -> None:
        await open_words(stage, "framing")
        assert "Quotes at hand" not in stage.text
        assert "write that quote down" not in stage.keys_line
        await stage.press("1")
        assert stage.shows(WordsScreen)
        assert stage.state.notes == ()

    play(story)


def test_a_file_of_quotes_that_cannot_be_used_is_named_there() -> None:
    locations().user_quotes.mkdir(parents=True)
    (locations().user_quotes / "bad.toml").write_text("quote", "utf-8")

    async def story(stage: Stage) -> None:
        await open_words(stage)
        await stage.press("end")
        assert "bad.toml,line1:" in "".join(stage.text.split())

    play(story, size=(120, 40))


def test_a_quote_that_is_written_as_any_note_counts_as_used() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("w", "q")
        await stage.type("fall seven times, stand up eight")
        await stage.press("enter")
        assert used(stage) == {digest_of(shipped_quotes()[0])}
        await stage.press("w", "k")
        await stage.type(shipped_quotes()[1].words)
        await stage.press("enter")
        assert len(used(stage)) == 1, "a takeaway is no quote"

    play(story)


# --- rehearsals ----------------------------------------------------------------------------------


def test_a_rehearsal_leaves_the_user_s_quotes_and_memory_alone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = rehearsal_home(tmp_path_factory.mktemp("rehearsal"))
    workplace = Workplace(home, still_clock())
    session = begin(workplace)
    coach = Coach(cast_for(session.state.people, 1), still_clock(), 1)

    async def story(stage: Stage) -> None:
        await keep(stage, "It is good — Audre Lorde")
        assert "In a rehearsal your own quotes stay as they are." in stage.words
        await open_words(stage)
        await stage.press("1")
        assert len(stage.state.notes) == 2

    play(story, workplace=workplace, coach=coach)
    assert not locations().user_quotes.exists()
    assert not locations().data.exists()
    assert read_quotes(home.user_quotes / "own.toml")
