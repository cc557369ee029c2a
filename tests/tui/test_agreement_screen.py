"""The agreement on the screens: shown at its step, changed by keys, kept in the group's file."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import AgreementKept
from coreflect_tui.core.formats import Format, Reminder
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.intents import CloseSession, GoToItem, KeepAgreement, NextItem
from coreflect_tui.core.state import Agreement
from coreflect_tui.library.groups import read_group, save_group
from coreflect_tui.preparation import invited, prepare_session
from coreflect_tui.tui.actions import available
from coreflect_tui.tui.screens.agreement import AgreementScreen
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.workplace import Workplace
from stage import SIZES, Stage, a_workplace, ips, options, play, still_clock

TODAY, EARLIER = date(2026, 11, 22), date(2026, 11, 15)
AGREED = Agreement("Stories stay here\nSilence is fine", EARLIER)
TUESDAY = Group(
    "Tuesday",
    "ips-co-reflection",
    members=(Member("a1", "Ana", facilitates=True), Member("b2", "Bo")),
    id="g1",
    agreement=AGREED,
)
SMALL, USUAL = SIZES[:2]
HOSTILE = ("[@click=app.quit]Zed[/]", "\x1b[31mred", "Ali\u202ece", "[/] [$error]X", "李小龍")


def of_the_group(
    story: Callable[[Stage, Path], Awaitable[None]],
    size: tuple[int, int] = USUAL,
    agreement: Agreement | None = AGREED,
    fmt: Format | None = None,
) -> None:
    """Tell a story of a session of the group, at the step where the agreement is looked at."""
    workplace = a_workplace(still_clock(0))
    group = replace(TUESDAY, agreement=agreement)
    path = save_group(workplace.locations.user_groups, group)
    of_it = replace(options(), group=group.id)
    first = prepare_session(
        fmt or ips(), of_it, *invited(group), workplace.random, agreement=group.agreement
    )
    assert not isinstance(first, Refusal)
    workplace.begin(*first)

    async def told(stage: Stage) -> None:
        await stage.does(NextItem(), GoToItem("framing"))
        # How many rows there are is known only once what is said at the foot has its place.
        await stage.settle()
        await story(stage, path)

    play(told, size=size, workplace=workplace)


def lines_of(stage: Stage) -> tuple[str, ...]:
    return stage.state.agreement.lines if stage.state.agreement else ()


def in_file(path: Path) -> tuple[str, ...]:
    agreement = read_group(path).agreement
    return agreement.lines if agreement else ()


# --- shown at its step ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_where_rows_are_few_its_step_says_where_it_is(size: tuple[int, int]) -> None:
    async def story(stage: Stage, _: Path) -> None:
        assert "Agreement: last looked at 15 Nov; D shows it" in stage.words
        await stage.press("D")
        assert stage.shows(AgreementScreen)
        assert "What we need from each other last looked at 15 Nov" in stage.words
        assert "– Stories stay here" in stage.words
        assert "– Silence is fine" in stage.words
        await stage.press("D")
        assert stage.shows(LiveScreen)
        await stage.press("full_stop")
        assert "Agreement" not in stage.words

    of_the_group(story, size)


def test_a_large_screen_has_it_whole() -> None:
    async def story(stage: Stage, _: Path) -> None:
        assert "What we need from each other last looked at 15 Nov" in stage.words
        assert "– Silence is fine" in stage.words

    of_the_group(story, (120, 40))


def test_a_hint_that_takes_two_rows_hides_nothing_of_it() -> None:
    def said(reminder: str) -> Format:
        """Its step has nothing but that reminder, and the step before it nothing at all."""
        opening, framing, *others = ips().steps
        bare = replace(framing, points=(), say=(), reminders=(Reminder(reminder),))
        return replace(ips(), steps=(replace(opening, reminders=()), bare, *others))

    async def whole(stage: Stage, _: Path) -> None:
        assert "– Line 6" in stage.words

    async def short(stage: Stage, _: Path) -> None:
        assert "too long for one row" in stage.words
        assert "D shows it" in stage.words
        assert "– Line" not in stage.words

    many = replace(AGREED, text="\n".join(f"Line {number}" for number in range(7)))
    of_the_group(whole, SMALL, many, said("A short word"))
    long = "A reminder that is, as far as anybody can tell, too long for one row"
    of_the_group(short, SMALL, many, said(long))


# --- changed by keys -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_it_is_changed_line_by_line_in_the_session_and_in_the_file(size: tuple[int, int]) -> None:
    async def story(stage: Stage, path: Path) -> None:
        await stage.press("D", "a")
        await stage.type("Ask first")
        await stage.press("enter")
        assert lines_of(stage) == ("Stories stay here", "Silence is fine", "Ask first")
        assert stage.state.agreement
        assert stage.state.agreement.checked == TODAY
        assert "looked at today" in stage.words
        await stage.press("left_square_bracket")
        assert lines_of(stage) == ("Stories stay here", "Ask first", "Silence is fine")
        await stage.press("right_square_bracket", "right_square_bracket")
        assert lines_of(stage)[2] == "Ask first"
        await stage.press("home", "enter")
        await stage.type(", learnings travel")
        await stage.press("enter")
        assert lines_of(stage)[0] == "Stories stay here, learnings travel"
        assert in_file(path) == lines_of(stage)
        # The chosen line is still the one that was changed.
        await stage.press("delete")
        assert lines_of(stage) == ("Silence is fine", "Ask first")
        assert "Taken out: Stories stay here, learnings travel · u brings it back." in stage.words
        await stage.press("u")
        assert "It is as it was before." in stage.words
        assert lines_of(stage)[0] == "Stories stay here, learnings travel"
        assert read_group(path).agreement == stage.state.agreement
        # One step, and the session's own undo is not meant.
        assert "as before" not in stage.keys_line
        running = stage.state.running
        await stage.press("u")
        assert stage.state.running == running
        assert lines_of(stage)[0] == "Stories stay here, learnings travel"
        assert in_file(path) == lines_of(stage)

    of_the_group(story, size)


def test_looking_at_it_is_one_key_and_can_be_taken_back() -> None:
    async def story(stage: Stage, path: Path) -> None:
        await stage.press("D")
        assert "c looked at today" in stage.keys_line
        await stage.press("c")
        assert "Looked at together today." in stage.words
        assert read_group(path).agreement == replace(AGREED, checked=TODAY)
        await stage.press("u")
        assert read_group(path).agreement == AGREED == stage.state.agreement
        await stage.press("q")
        assert "last looked at 15 Nov" in stage.words

    of_the_group(story)


def test_the_day_is_that_of_the_place() -> None:
    async def story(stage: Stage, path: Path) -> None:
        stage.at(5 * 60 + 30)
        await stage.press("D", "c")
        assert read_group(path).agreement == replace(AGREED, checked=date(2026, 11, 23))

    of_the_group(story)


def test_never_looked_at_becomes_never_looked_at_again() -> None:
    async def story(stage: Stage, path: Path) -> None:
        assert "never looked at together yet" in stage.words
        await stage.press("D", "c", "u")
        assert read_group(path).agreement == replace(AGREED, checked=None)
        assert "never looked at together yet" in stage.words

    of_the_group(story, agreement=replace(AGREED, checked=None))


def test_a_group_s_first_agreement_and_its_last_line() -> None:
    async def story(stage: Stage, path: Path) -> None:
        await stage.press("D")
        assert "Nothing is written yet; a adds what somebody needs." in stage.words
        for key in ("enter", "delete", "c", "u", "left_square_bracket"):
            await stage.press(key)
            assert stage.shows(AgreementScreen)
        assert stage.state.agreement is None
        await stage.press("a")
        await stage.type("Tea")
        await stage.press("enter")
        assert in_file(path) == ("Tea",)
        await stage.press("delete")
        assert read_group(path).agreement is None
        await stage.press("u")
        assert in_file(path) == ("Tea",)

    of_the_group(story, agreement=None)


def test_a_line_that_says_nothing_or_the_same_changes_nothing() -> None:
    async def story(stage: Stage, path: Path) -> None:
        before = path.read_bytes()
        await stage.press("D", "a")
        await stage.type("  ")
        await stage.press("enter", "a", "escape", "enter", "escape")
        assert stage.screen.query_one("#list").has_focus
        assert path.read_bytes() == before
        assert lines_of(stage) == AGREED.lines

    of_the_group(story)


def test_what_is_pasted_from_the_chat_is_a_line_each_without_who_wrote_it() -> None:
    async def story(stage: Stage, path: Path) -> None:
        await stage.press("D", "a")
        await stage.type("Tea")
        await stage.paste("19:05 Bo: room for tears\n19:06 Ana: no advice")
        assert lines_of(stage)[2:] == ("Tea", "room for tears", "no advice")
        assert in_file(path) == lines_of(stage)

    of_the_group(story)


def test_more_lines_than_it_may_have_are_refused_in_a_sentence() -> None:
    async def story(stage: Stage, path: Path) -> None:
        before = path.read_bytes()
        await stage.press("D", "a")
        await stage.paste("\n".join(f"Line {number}" for number in range(30)))
        assert "20 lines at most" in stage.words
        assert path.read_bytes() == before

    of_the_group(story)


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_hostile_words_are_literal(size: tuple[int, int]) -> None:
    async def story(stage: Stage, _: Path) -> None:
        await stage.press("D")
        for words in HOSTILE:
            await stage.press("a")
            await stage.paste(words)
            await stage.press("enter")
        assert stage.app.is_running
        for line in lines_of(stage):
            assert line in stage.words
        await stage.press("delete")
        assert f"Taken out: {HOSTILE[-1]}" in stage.words
        await stage.press("q")
        for segment in stage.segments():
            assert not segment.control
            assert all(char.isprintable() for char in segment.text)

    of_the_group(story, size, None)


# --- the file ------------------------------------------------------------------------------------


def test_what_somebody_wrote_into_the_file_meanwhile_is_here_after_a_change() -> None:
    async def story(stage: Stage, path: Path) -> None:
        text = path.read_text("utf-8").replace('"Silence is fine"', '"Silence is welcome"')
        path.write_text(text, "utf-8")
        await stage.press("D", "a")
        await stage.type("Tea")
        await stage.press("enter")
        assert lines_of(stage) == ("Stories stay here", "Silence is welcome", "Tea")
        assert in_file(path) == lines_of(stage)
        assert "The file of the group had other lines too; they are here now." in stage.words

    of_the_group(story)


def test_a_file_that_cannot_be_used_is_said_in_a_sentence_and_nothing_is_lost() -> None:
    async def story(stage: Stage, path: Path) -> None:
        whole = path.read_text("utf-8")
        path.write_text(whole.replace("record", "recrod"), "utf-8")
        await stage.press("D", "a")
        await stage.type("Tea")
        await stage.press("enter")
        assert "did you mean 'record'?; it is kept with this session for now." in stage.words
        assert lines_of(stage)[-1] == "Tea"
        path.write_text(whole, "utf-8")
        await stage.press("c")
        assert in_file(path) == lines_of(stage) == (*AGREED.lines, "Tea")

    of_the_group(story)


# --- people who meet once ------------------------------------------------------------------------


def test_people_who_meet_once_note_what_they_need_for_this_session() -> None:
    workplace = a_workplace(still_clock(0))

    async def story(stage: Stage) -> None:
        await stage.does(NextItem(), GoToItem("framing"))
        assert "No agreement yet; D notes what people need" in stage.words
        await stage.press("D", "a")
        await stage.type("Room for tears")
        await stage.press("enter")
        assert "Kept with this session." in stage.words
        await stage.press("q")
        assert "Agreement: 1 line; D shows it" in stage.words
        assert not workplace.locations.user_groups.exists()

    play(story, workplace=workplace)


def test_a_session_of_a_group_is_set_up_with_what_was_agreed() -> None:
    workplace = a_workplace(still_clock(0))
    save_group(workplace.locations.user_groups, TUESDAY)

    async def story(stage: Stage) -> None:
        await stage.press("ctrl+s")
        assert stage.state.agreement == AGREED
        (first,) = workplace.store.journal.load(stage.state.id)
        assert AgreementKept(AGREED.text, EARLIER) in first.events

    play(story, lambda: SetupScreen(ips(), None, {}, group=TUESDAY), workplace=workplace)


def test_what_was_written_into_the_file_since_setup_is_on_the_live_screen() -> None:
    workplace = a_workplace(still_clock(0))
    path = save_group(workplace.locations.user_groups, TUESDAY)

    async def story(stage: Stage) -> None:
        path.write_text(path.read_text("utf-8").replace("is fine", "is welcome"), "utf-8")
        await stage.press("ctrl+s")
        assert lines_of(stage) == ("Stories stay here", "Silence is welcome")

    play(story, lambda: SetupScreen(ips(), None, {}, group=TUESDAY), workplace=workplace)


def test_the_key_is_there_where_there_is_something_to_look_at() -> None:
    def offered(stage: Stage) -> bool:
        return "agreement" in {one.id for one in available("live", stage.screen.situation())}

    async def story(stage: Stage) -> None:
        assert offered(stage)

    play(story)
    workplace = a_workplace(still_clock(0))
    without(workplace)

    async def without_a_step(stage: Stage) -> None:
        assert not offered(stage)
        await stage.does(KeepAgreement("Tea", TODAY))
        assert offered(stage)

    play(without_a_step, workplace=workplace)


def without(workplace: Workplace) -> None:
    """A session of a format that has no step for it."""
    fmt = ips()
    plain = replace(fmt, steps=tuple(replace(step, agreement=False) for step in fmt.steps))
    first = prepare_session(plain, options(), *invited(TUESDAY), workplace.random)
    assert not isinstance(first, Refusal)
    workplace.begin(*first)


# --- before closing ------------------------------------------------------------------------------


def test_before_closing_a_line_leads_to_it_and_can_be_left() -> None:
    async def story(stage: Stage, _: Path) -> None:
        await stage.press("x")
        assert stage.shows(ClosingScreen)
        assert "· the discomfort agreement was not looked at today" in stage.words
        stage.screen.query_one(Choices).choose("agreement")
        await stage.press("enter")
        assert stage.shows(AgreementScreen)
        await stage.press("c", "q")
        assert stage.shows(ClosingScreen)
        assert "was not looked at today" not in stage.words
        assert "2 needs" in stage.words

    of_the_group(story)


def test_a_closed_session_changes_no_file() -> None:
    async def story(stage: Stage, path: Path) -> None:
        before = path.read_bytes()
        await stage.press("D")
        await stage.does(CloseSession())
        await stage.press("c", "delete")
        assert "closed" in stage.words
        assert path.read_bytes() == before

    of_the_group(story)
