"""What the group sees, as text for states of every kind, and what it never sees."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.formats import (
    ClockStyle,
    NoteKind,
    Order,
    Place,
    Point,
    Question,
    Reminder,
    StepKind,
)
from coreflect_tui.core.intents import (
    AddTopic,
    CallSession,
    CloseSession,
    EndTurn,
    GiveRole,
    GiveTurn,
    InsertItem,
    NextItem,
    PauseClock,
    ResumeClock,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.speaking import PRESENTER, Ends, PresenterPart, Speaks, Speech
from coreflect_tui.core.state import PauseKind, Recipient
from coreflect_tui.shown_session import Sight, Stands
from coreflect_tui.tui.view.display import TOO_SMALL, Shown, display_lines, shown
from coreflect_tui.tui.view.pieces import Look, plain, width_of

SIZES = ((60, 19), (80, 23), (120, 39))
HOUR = 3600
ASK = replace(talk("check", 8), ask="What is it that brought you here?")


def seen(play: Play, *, names: bool = False, stands: Stands = Stands.HELD) -> Shown:
    return shown(Sight(stands, play.state, play.now, HOUR), names=names)


def words(play: Play, *, names: bool = False, size: tuple[int, int] = (80, 23)) -> str:
    """Everything that stands there, as one line; the title in small letters."""
    plainly = replace(seen(play, names=names), title="")
    title = seen(play, names=names).title
    return " ".join(f"{title} {plain(display_lines(plainly, *size))}".split())


# --- states -------------------------------------------------------------------------------------


def test_nothing_to_show_is_said_calmly() -> None:
    assert shown(Sight(), names=True) == Shown(
        calm=("Nothing is running yet.", "This window shows the session when it begins.")
    )
    problem = shown(Sight(problem="the database is busy"), names=False)
    assert problem.aside == "It cannot be looked for just now: the database is busy."
    assert shown(Sight(Stands.ENDED), names=True) == Shown(
        "Thank you for being here", calm=("This session is over.",)
    )


def test_before_the_start_it_welcomes_and_says_what_is_noted() -> None:
    play = Play(ASK)
    play.now = at(-5)
    assert seen(play) == Shown(
        "Small reflection", calm=("We begin at 19:00.",), aside="What we note stays here."
    )
    play.now = at(-24 * 60)
    assert seen(play).calm == ("We begin on 22 Nov at 19:00.",)
    # However late it is, nobody is told.
    assert seen(play.at(20)).calm == ("We begin in a moment.",)


def test_a_step_with_its_question_its_bar_and_what_comes_next() -> None:
    play = Play(ASK, sharing("round", 8)).does(NextItem()).at(2)
    assert seen(play) == Shown(
        "Check", ("What is it that brought you here?",), used=0.25, then="Round"
    )


def test_over_time_the_bar_is_full_and_nothing_else_changes() -> None:
    play = Play(ASK, sharing("round", 8)).does(NextItem())
    in_time, over = seen(play.at(7, 59)), seen(play.at(31))
    assert over == replace(in_time, used=1.0)
    assert plain(display_lines(over, 80, 23)) == plain(
        display_lines(replace(in_time, used=0.999), 80, 23)
    )


def test_the_last_step_is_followed_by_goodbye() -> None:
    assert seen(Play(ASK).does(NextItem())).then == "goodbye"


def test_paused_and_held_have_words_of_their_own_and_no_bar() -> None:
    play = Play(ASK, talk("end", 2)).does(NextItem(), PauseClock())
    assert seen(play) == Shown("Check", calm=("Paused", "The time stands still until we go on."))
    play.does(ResumeClock(), PauseClock(PauseKind.HOLD))
    assert seen(play) == Shown("Check", calm=("We are taking a moment.",))


def test_closed() -> None:
    play = Play(ASK).does(NextItem(), CloseSession())
    assert seen(play) == Shown("Thank you for being here", calm=("This session is over.",))


def test_while_nobody_holds_it_the_question_stays() -> None:
    play = Play(ASK, talk("end", 2)).does(NextItem())
    assert seen(play, stands=Stands.LEFT) == Shown(
        "Check", ("What is it that brought you here?",), calm=("One moment, please.",)
    )


def test_what_may_be_behind_says_so_below_all_else() -> None:
    play = Play(ASK, talk("end", 2)).does(NextItem())
    behind = shown(Sight(Stands.HELD, play.state, play.now, HOUR, behind=True), names=False)
    assert behind == replace(seen(play), aside="What you see may be a little behind.")


def test_a_quiet_format_and_an_open_end_have_no_bar() -> None:
    play = Play(ASK, talk("end", 2)).does(NextItem()).at(3)
    quiet = replace(play.state.format, clock=ClockStyle.QUIET)
    play.state = replace(play.state, format=quiet)
    assert seen(play).used is None
    assert not re.search(r"[▓░]|min|\d", words(play))
    open_end = Play(replace(ASK, ends=Ends.WHEN_DONE)).does(NextItem()).at(3)
    assert seen(open_end).used is None
    assert seen(open_end).how == "as long as it takes"


# --- words --------------------------------------------------------------------------------------


def test_where_nothing_is_asked_it_shows_what_is_said_to_all() -> None:
    step = replace(talk("framing", 8), say=("First this.\n\nThen that.", "And {people} of us."))
    play = Play(step).does(NextItem())
    assert seen(play).asked == ("First this.", "Then that.", "And 4 of us.")
    both = Play(replace(step, ask="Now?")).does(NextItem())
    assert seen(both).asked == ("Now?",)


def test_what_is_for_whoever_facilitates_is_not_there() -> None:
    step = replace(
        ASK,
        points=(Point("Tick me"),),
        questions=(Question("Choose me"),),
        reminders=(Reminder("Remind me"), Reminder("Me too", place=Place.ONLINE)),
        not_written="stories",
        writes=(NoteKind.TOPIC,),
    )
    assert words(Play(step, talk("end", 2)).does(NextItem()), names=True) == (
        f"Check What is it that brought you here? {'░' * 74} then: End"
    )


def test_how_everybody_speaks_names_nobody_and_no_time() -> None:
    step = replace(
        talk("pairs", 4), speaks=Speaks.PAIRS, each=120, speech=(Speech.OPEN, Speech.NO_ADVICE)
    )
    play = Play(step, here=True).does(NextItem()).at(1)
    assert seen(play).how == "in pairs · the first speaks · no advice"
    assert seen(play.at(3)).how == "in pairs · the second speaks · no advice"
    others = replace(ASK, speaks=Speaks.OTHERS)
    assert seen(Play(others).does(NextItem())).how == ""


def test_no_placeholder_brings_a_name_or_a_topic() -> None:
    asked = "{presenter}, {facilitator}, {topic}, {list_to}: at {end}?"
    play = Play(replace(topic_time(9), ask=asked, presenter=PresenterPart.RETURNS), talk("end", 2))
    options = replace(play.state.options, recipient=Recipient("Dr. Yew", "yew@example.org"))
    play.state = replace(play.state, options=options)
    play.does(NextItem(), GiveRole(PRESENTER, ("p2",)), AddTopic("Bo's mother"), StartTopic("t1"))
    for names in (False, True):
        assert seen(play, names=names).asked == (
            "The presenter, the facilitator, the topic, whoever asked for this session: at 19:11?",
        )


def test_titles_that_were_typed_in_the_session_name_nobody() -> None:
    play = Play(ASK, talk("end", 2), here=True).does(
        NextItem(), InsertItem("A word for Cy", 120, StepKind.TALK, None)
    )
    assert seen(play).then == "A word for someone"
    play.does(NextItem())
    assert seen(play).title == "A word for someone"
    called = Play(ASK).does(CallSession("Bo says goodbye"))
    assert seen(called).title == "Someone says goodbye"


# --- names --------------------------------------------------------------------------------------


def in_round(order: Order = Order.LISTED) -> Play:
    return Play(sharing("round", 8, order), talk("end", 2), here=True).does(NextItem())


def test_with_names_it_shows_who_has_the_floor_and_who_is_next() -> None:
    play = in_round()
    assert seen(play, names=True).floor == (("next", "Ana"),)
    play.does(GiveTurn("p3"))
    assert seen(play, names=True).floor == (("now", "Cy"), ("next", "Ana"))
    assert seen(play, names=False).floor == ()
    play.does(EndTurn(), GiveTurn("p1"), GiveTurn("p2"), GiveTurn("p4"))
    assert seen(play, names=True).floor == (("now", "Dee"),)


def test_where_people_choose_nobody_is_named_before_they_did() -> None:
    play = in_round(Order.BATON)
    assert seen(play, names=True).floor == ()
    play.does(GiveTurn("p2"))
    assert seen(play, names=True).floor == (("now", "Bo"),)


@pytest.mark.parametrize("size", SIZES)
def test_names_of_any_length_have_room(size: tuple[int, int]) -> None:
    floor = (("now", "W" * 80), ("next", "李" * 80))
    lines = display_lines(Shown("Round", ("Well?",), floor=floor, used=0.3), *size)
    assert max(map(width_of, lines)) <= size[0]
    assert sum("…" in plain([one]) for one in lines) == 2


# --- what is never seen -------------------------------------------------------------------------


@pytest.mark.parametrize("names", [False, True])
def test_notes_attendance_and_pace_are_never_there(names: bool) -> None:
    play = Play(ASK, sharing("round", 8), topic_time(10), talk("end", 2), here=True)
    play.does(
        NextItem(),
        AddTopic("Xenotopic"),
        *(WriteNote(kind, f"Xenonote {kind}") for kind in NoteKind),
    )
    for minutes in (3, 8, 15, 44, 71):
        for clock in ClockStyle:
            play.state = replace(play.state, format=replace(play.state.format, clock=clock))
            text = words(play.at(minutes), names=names)
            assert not re.search(r"Xeno|\d|behind|over|hand|late|min\b|shared|here\b.*of", text)
        if minutes < 44:
            play.does(NextItem(leaving=True))


# --- how it is laid out -------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("asked", [0, 1, 12, 60, 400])
@pytest.mark.parametrize("title", ["", "Check-in", "A word " * 9, "圍圈分享" * 12, "W" * 80])
def test_whatever_there_is_it_stays_on_the_screen(
    size: tuple[int, int], asked: int, title: str
) -> None:
    width, height = size
    one = Shown(
        title, ("word " * asked, "第二" * asked), "no advice", (), 0.5, "Next", ("Calm",), "Aside"
    )
    lines = display_lines(one, width, height)
    assert len(lines) <= height
    assert max(map(width_of, lines)) <= width
    shows = plain(lines)
    assert "then: Next" in shows
    assert "▓" in shows
    if asked:
        assert "word" in shows


def test_the_title_is_as_large_as_there_is_room_for_and_stays_in_its_row() -> None:
    one = Shown("Check-in", ("Well?",), used=0.5, then="End")
    large, small = display_lines(one, 120, 39), display_lines(one, 80, 23)
    assert "██████" in plain(large)
    assert "██████" not in plain(small)
    assert "▄▄▄" in plain(small)
    for size in SIZES:
        first = [
            next(row for row, line in enumerate(display_lines(each, *size)) if line)
            for each in (one, replace(one, asked=("Well? " * 30,)), Shown("Check-in", calm=("x",)))
        ]
        assert len(set(first)) == 1
    assert "圍圈" in plain(display_lines(replace(one, title="圍圈"), 120, 39))


def test_every_line_stands_in_the_middle() -> None:
    lines = display_lines(Shown("Check-in", ("Well?",), used=0.5, then="End"), 80, 23)
    for line in lines:
        text = plain([line])
        before = len(text) - len(text.lstrip())
        assert not text or abs(before - (80 - width_of(line))) <= 1 + before


@pytest.mark.parametrize("size", [(35, 23), (80, 9), (20, 4), (9, 3), (4, 2), (1, 1)])
def test_too_small_is_said_as_far_as_there_is_room(size: tuple[int, int]) -> None:
    play = Play(ASK).does(NextItem())
    lines = display_lines(seen(play), *size)
    assert len(lines) <= size[1]
    assert "brought" not in plain(lines)
    if size[0] >= 20:
        assert " ".join(plain(lines).split()) == TOO_SMALL


def test_looks_say_what_is_what() -> None:
    one = Shown("Round", ("Well?",), "no advice", (("now", "Bo"), ("next", "Cy")), 0.5, "End")
    looks = {piece.text: piece.look for line in display_lines(one, 80, 23) for piece in line}
    assert looks["Well?"] is Look.STRONG
    assert (looks["Bo"], looks["Cy"]) == (Look.NOW, Look.PLAIN)
    assert looks["then: "] is Look.MUTED


def test_seconds_in_which_nothing_changes_change_nothing() -> None:
    play = Play(replace(ASK, minutes=20, most=40), talk("end", 2)).does(NextItem())
    drawn = set()
    for _ in range(60):
        play.now += timedelta(seconds=1)
        drawn.add(display_lines(seen(play), 80, 23))
    assert len(drawn) <= 5, "the bar moves by a cell when it is due"
