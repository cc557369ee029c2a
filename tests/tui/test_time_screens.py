"""The screens of time by their keys: the fit, the agenda, topics, ends, the quiet questions."""

import pytest

from builders import at
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.intents import (
    AddMinutes,
    AddTopic,
    CountGap,
    GoToItem,
    NextItem,
    NoticeClockChange,
    NoticeGap,
    PinTopic,
    SetHardEnd,
    StartTopic,
)
from coreflect_tui.core.state import Pause, PauseKind, SessionState
from coreflect_tui.core.timing import item_seconds, items_to_come, over, pace
from coreflect_tui.tui.screens.agenda import AgendaScreen
from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.screens.topics import TopicsScreen
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.tui.widgets.entry import Entry
from stage import SIZES, Stage, Story, play

SLEPT = "The laptop slept for 7 min. c counts that time, k takes it as a break."


def minutes(stage: Stage) -> dict[str, float]:
    """What each item has that is to come, or runs."""
    return {
        one.id: one.allotment / 60
        for one in stage.state.items
        if not one.finished and not one.left_out
    }


def over_by(stage: Stage) -> float:
    return over(stage.state, stage.screen.now) / 60


def row(stage: Stage, name: str) -> list[str]:
    """The row of an item, topic or entry of the list on this screen, word by word."""
    return next(line for line in stage.rows if f" {name} " in line).split()


def shown(stage: Stage) -> dict[str, float]:
    """What the fit on the screen gives each item."""
    found = {}
    for one in items_to_come(stage.state):
        title = one.item.step.title
        (columns,) = [line.split(title)[1] for line in stage.rows if f"  {title} " in line]
        found[one.id] = float(columns.replace("→", " ").split()[1].replace("½", ".5"))
    return found


async def choose(stage: Stage, name: str) -> None:
    """Go to a row of the list."""
    stage.screen.query_one(Choices).choose(name)
    await stage.settle()


async def behind(stage: Stage) -> None:
    """Nine minutes behind at 19:20, in a framing that had 8 minutes from 19:03 on."""
    stage.at(0)
    await stage.does(NextItem())
    stage.at(3)
    await stage.does(NextItem())
    stage.at(20)
    await stage.does()
    assert over_by(stage) == 9


def told(story: Story, size: tuple[int, int] = (80, 24)) -> None:
    async def behind_first(stage: Stage) -> None:
        await behind(stage)
        await story(stage)

    play(behind_first, size=size)


# --- the fit -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_behind_the_hint_is_quiet_and_nothing_opens_by_itself(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        for minute in range(21, 26):
            stage.at(minute)
            await stage.does()
            assert stage.shows(LiveScreen)
        assert "f fit to the end" in stage.keys_line
        assert stage.state is before

    told(story, size)


def test_on_time_there_is_no_fit_in_the_keys_and_one_minute_later_there_is() -> None:
    async def story(stage: Stage) -> None:
        stage.at(0)
        await stage.does(NextItem())
        stage.at(4)
        await stage.does()
        assert "fit" not in stage.keys_line
        # What the time alone makes possible is looked for every five seconds.
        stage.at(4, 5)
        await stage.does()
        assert "f fit to the end" in stage.keys_line

    play(story)


def test_f_shows_the_fit_and_enter_takes_it() -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once("f")
        assert stage.shows(FitScreen)
        assert "Ends 20:39 as it is. To end at 20:30:" in stage.words
        assert "Ends 20:30 then." in stage.words
        assert row(stage, "Closing round")[-2:] == ["◆", "protected"]
        assert stage.state is before
        then = shown(stage)
        assert sum(then.values()) == 70
        assert then["closing"] == 8
        await stage.at_once("enter")
        assert stage.shows(LiveScreen)
        assert minutes(stage) == {"framing": 8} | then
        assert over_by(stage) == 0
        assert pace(stage.state, stage.screen.now) == 0
        assert "on time · ends 20:30" in stage.words

    told(story)


@pytest.mark.parametrize("key", ["q", "escape", "f"])
def test_a_fit_that_is_left_changes_nothing(key: str) -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once("f", "plus", "plus", "asterisk", "s", key)
        assert stage.shows(LiveScreen)
        assert stage.state is before
        await stage.at_once("f")
        assert "Ends 20:30 then." in stage.words
        assert "pinned" not in stage.words, "what was tried is forgotten"

    told(story)


def test_plus_and_minus_set_the_chosen_item_and_the_rest_is_worked_out_anew() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f")
        await choose(stage, "discussion")
        assert row(stage, "Discussion")[:4] == ["Discussion", "19", "→", "16"]
        others = row(stage, "Topics")
        await stage.at_once("plus", "plus", "plus")
        assert row(stage, "Discussion")[:3] == ["Discussion", "19", "19"]
        assert row(stage, "Topics") != others
        assert "Ends 20:30 then." in stage.words
        await stage.at_once("minus")
        assert row(stage, "Discussion")[3] == "18"
        await stage.at_once("enter")
        assert minutes(stage)["discussion"] == 18
        assert over_by(stage) == 0

    told(story)


def test_a_protected_item_gives_way_by_hand_alone() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f")
        await choose(stage, "closing")
        await stage.at_once("minus", "minus", "enter")
        assert minutes(stage)["closing"] == 6
        assert over_by(stage) == 0

    told(story)


def test_the_star_pins_and_unpins() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f")
        await choose(stage, "topics")
        await stage.at_once("asterisk")
        assert row(stage, "Topics") == ["Topics", "23", "23", "10", "*", "pinned"]
        await stage.at_once("asterisk")
        assert "pinned" not in stage.words
        await stage.at_once("asterisk", "enter")
        assert minutes(stage)["topics"] == 23
        assert over_by(stage) == 0
        assert [one.id for one in stage.state.items if one.pinned] == ["topics"]

    told(story)


def test_s_leaves_an_optional_item_out_and_takes_it_back_in() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f")
        await choose(stage, "facilitator")
        await stage.at_once("s")
        assert "left out" in " ".join(row(stage, "Facilitator"))
        await stage.at_once("s")
        assert "left out" not in " ".join(row(stage, "Facilitator"))
        await stage.at_once("s", "enter")
        assert "facilitator" not in minutes(stage)
        assert over_by(stage) == 0

    told(story)


def test_e_asks_for_another_end_and_the_fit_follows() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f", "e")
        assert "ends at: 20:30" in stage.words
        await stage.at_once("ctrl+u")
        await stage.type("20:35")
        await stage.at_once("enter")
        assert stage.shows(FitScreen)
        assert "Ends 20:39 as it is. To end at 20:35:" in stage.words
        assert stage.state.hard_end == at(90), "it is a part of the proposal"
        await stage.at_once("enter")
        assert stage.state.hard_end == stage.state.agreed_end == at(95)
        assert over_by(stage) == 0

    told(story)


def test_an_end_that_cannot_be_read_is_said_and_the_fit_stays() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f", "e", "ctrl+u")
        await stage.type("soon")
        await stage.at_once("enter")
        assert "Write the end as 20:45, or as +10 minutes." in stage.words
        assert "To end at 20:30:" in stage.words
        await stage.at_once("e", "escape", "down", "plus")
        assert stage.shows(FitScreen), "keys are the list's again"
        assert "To end at 20:30:" in stage.words

    told(story)


def test_what_does_not_fit_is_named_and_enter_says_the_ways_out() -> None:
    async def story(stage: Stage) -> None:
        await stage.does(SetHardEnd(at(45)))
        before = stage.state
        await stage.at_once("f")
        assert "Does not fit by" in stage.words
        assert "Closing round" in stage.words[stage.words.index("Does not fit") :]
        await stage.at_once("enter")
        assert stage.shows(FitScreen)
        assert "end later, or shorten an item by hand" in stage.words
        assert stage.state is before
        # e offers the end at which it fits.
        await stage.at_once("e", "enter", "enter")
        assert stage.shows(LiveScreen)
        assert abs(over_by(stage)) <= 1
        assert stage.state.hard_end > at(45)

    told(story)


def test_what_is_shown_goes_on_with_the_time_and_is_what_is_taken() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f")
        first = stage.text
        stage.at(23)
        stage.app.show()
        await stage.settle()
        assert stage.text != first
        assert "Ends 20:42 as it is." in stage.words
        await stage.at_once("enter")
        assert over_by(stage) == 0

    told(story)


def test_a_fit_that_the_session_left_behind_is_refused_in_words() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("f")
        # Past the screen, as another act between two looks would.
        assert stage.session.dispatch(AddMinutes("topics", 60)) is None
        before = stage.state
        await stage.at_once("enter")
        assert stage.shows(FitScreen)
        assert "Something changed since; look again." in stage.words
        assert stage.state is before
        assert row(stage, "Topics")[1] == "24", "it is looked at again"
        await stage.at_once("enter")
        assert stage.shows(LiveScreen)
        assert over_by(stage) == 0

    told(story)


def test_undo_after_a_fit_says_so_and_redo_brings_it_back() -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once("f", "enter")
        after = stage.state
        await stage.at_once("u")
        assert stage.state == before
        assert "Taken back: the fit" in stage.words
        await stage.at_once("r")
        assert stage.state == after

    told(story)


# --- the agenda ----------------------------------------------------------------------------------


def test_s_skips_an_item_and_takes_it_back_in() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("g")
        assert stage.shows(AgendaScreen)
        await choose(stage, "discussion")
        await stage.at_once("s")
        assert "discussion" not in minutes(stage)
        assert row(stage, "Discussion")[0] == "○"
        assert "left out" in " ".join(row(stage, "Discussion"))
        assert over_by(stage) == 9 - 19
        await stage.at_once("s")
        assert minutes(stage)["discussion"] == 19
        await stage.at_once("s", "u")
        assert minutes(stage)["discussion"] == 19

    told(story)


def test_what_cannot_be_skipped_says_why() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("g", "s")
        assert "Framing is running; go on to the next item" in stage.words

    told(story)


def test_i_puts_something_in_after_the_chosen_item() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("g")
        await choose(stage, "discussion")
        await stage.at_once("i")
        assert "what and how many minutes:" in stage.words
        await stage.at_once("ctrl+u")
        await stage.type("tea break 7")
        await stage.at_once("enter")
        ids = [one.id for one in stage.state.items]
        assert ids[ids.index("discussion") + 1] == "break-1"
        item = stage.state.item("break-1")
        assert item
        assert (item.item.step.title, item.item.step.kind) == ("Tea break", StepKind.BREAK)
        assert over_by(stage) == 9 + 7
        assert row(stage, "Tea break")[-2:] == ["7", "min"]

    told(story)


def test_i_offers_a_break_of_ten_minutes() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("g", "i", "enter")
        assert minutes(stage)["break-1"] == 10

    told(story)


@pytest.mark.parametrize("typed", ["break", "10", "break soon"])
def test_something_new_without_its_minutes_is_asked_for_again(typed: str) -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once("g", "i", "ctrl+u")
        await stage.type(typed)
        await stage.at_once("enter")
        assert "Write what it is and its minutes, such as: break 10." in stage.words
        assert stage.state is before

    told(story)


@pytest.mark.parametrize(("typed", "then"), [("+5", 24), ("-3", 16), ("12", 12), ("7:30", 7.5)])
def test_m_sets_the_minutes_of_the_chosen_item(typed: str, then: float) -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("g")
        await choose(stage, "discussion")
        await stage.at_once("m")
        await stage.type(typed)
        await stage.at_once("enter")
        assert minutes(stage)["discussion"] == then
        assert stage.screen.query_one(Choices).chosen == "discussion"

    told(story)


def test_the_star_pins_for_the_fit_that_f_opens_from_here() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("g")
        await choose(stage, "discussion")
        await stage.at_once("asterisk")
        assert row(stage, "Discussion")[-2:] == ["*", "pinned"]
        await stage.at_once("f")
        assert stage.shows(FitScreen)
        assert row(stage, "Discussion")[1:3] == ["19", "19"]
        await stage.at_once("enter")
        assert stage.shows(LiveScreen)
        assert minutes(stage)["discussion"] == 19
        await stage.at_once("g")
        await choose(stage, "closing")
        await stage.at_once("asterisk")
        assert "Closing round is protected; it keeps its time." in stage.words

    told(story)


# --- minutes, end and start on the live screen ---------------------------------------------------


@pytest.mark.parametrize(("typed", "then"), [("+5", 13), ("-3", 5), ("12", 12)])
def test_m_sets_the_minutes_of_the_running_item(typed: str, then: float) -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("m")
        assert "minutes for Framing" in stage.words
        await stage.type(typed)
        await stage.at_once("enter")
        assert minutes(stage)["framing"] == then

    told(story)


def test_t_offers_the_end_that_is_expected_and_takes_another() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("t")
        assert "ends at: 20:39" in stage.words
        await stage.at_once("enter")
        assert stage.state.hard_end == stage.state.agreed_end == at(99)
        assert "on time" in stage.words
        await stage.at_once("t", "ctrl+u")
        await stage.type("+6")
        await stage.at_once("enter")
        assert stage.state.hard_end == at(105)
        await stage.at_once("u")
        assert stage.state.hard_end == at(99)

    told(story)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("soon", "Write the end as 20:45, or as +10 minutes."), ("19:10", "That time has passed")],
)
def test_an_end_that_cannot_be_is_said(typed: str, said: str) -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once("t", "ctrl+u")
        await stage.type(typed)
        await stage.at_once("enter")
        assert said in stage.words
        assert stage.state is before

    told(story)


def test_i_says_how_long_ago_the_item_began() -> None:
    async def story(stage: Stage) -> None:
        await stage.at_once("i")
        await stage.type("18:30")
        await stage.at_once("enter")
        running = stage.state.running
        assert running
        assert item_seconds(stage.state, running, stage.screen.now) == 18.5 * 60
        opening = stage.state.item("opening")
        assert opening
        assert opening.visits[0].end == at(1, 30)
        await stage.at_once("i")
        await stage.type("25")
        await stage.at_once("enter")
        assert "cannot have started before that" in stage.words

    told(story)


@pytest.mark.parametrize("key", ["m", "t", "i"])
def test_a_line_that_is_left_changes_nothing(key: str) -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once(key)
        await stage.type("7")
        await stage.at_once("escape")
        assert stage.state is before
        assert not stage.screen.query_one(Entry).is_open
        await stage.press("full_stop")
        assert stage.state.running
        assert stage.state.running.id == "check-in"

    told(story)


# --- topics --------------------------------------------------------------------------------------


async def at_topics(stage: Stage) -> None:
    """Two topics in the topic item of 23 minutes, the topics screen open."""
    stage.at(0)
    await stage.does(NextItem(), AddTopic("Fear"), AddTopic("Power"), GoToItem("topics"))
    await stage.at_once("shift+t")
    assert stage.shows(TopicsScreen)


def shares(state: SessionState) -> dict[str, float]:
    return {topic.title: topic.allotment / 60 for topic in state.topics}


def test_topics_are_added_and_share_alike() -> None:
    async def story(stage: Stage) -> None:
        await at_topics(stage)
        assert "2 topics, 23 min" in stage.words
        await stage.at_once("a")
        await stage.type("Rest")
        await stage.at_once("enter")
        assert list(shares(stage.state)) == ["Fear", "Power", "Rest"]
        assert sum(shares(stage.state).values()) == 23
        assert "3 topics, 23 min" in stage.words

    play(story)


def test_plus_and_minus_weigh_and_the_others_share_the_rest() -> None:
    async def story(stage: Stage) -> None:
        await at_topics(stage)
        await stage.at_once("minus")
        assert "A topic weighs from 1 to 5." in stage.words
        await stage.at_once("plus")
        assert row(stage, "Fear")[-2:] == ["weight", "2"]
        assert shares(stage.state) == {"Fear": 15, "Power": 8}
        await stage.at_once("minus")
        assert shares(stage.state) == {"Fear": 12, "Power": 11}

    play(story)


def test_m_sets_the_minutes_of_a_topic_and_the_star_shares_them_again() -> None:
    async def story(stage: Stage) -> None:
        await at_topics(stage)
        await stage.at_once("down", "m")
        await stage.type("7:30")
        await stage.at_once("enter")
        assert shares(stage.state) == {"Fear": 15.5, "Power": 7.5}
        assert row(stage, "Power")[-3:] == ["*", "by", "hand"]
        await stage.at_once("asterisk")
        assert shares(stage.state) == {"Fear": 12, "Power": 11}
        await stage.at_once("m")
        await stage.type("40")
        await stage.at_once("enter")
        assert "There are 22 min for this topic at the most." in stage.words

    play(story)


def test_words_removal_and_undo() -> None:
    async def story(stage: Stage) -> None:
        await at_topics(stage)
        await stage.at_once("r", "ctrl+u")
        await stage.type("What fear does")
        await stage.at_once("enter", "down", "delete")
        assert shares(stage.state) == {"What fear does": 23}
        await stage.at_once("u")
        assert shares(stage.state) == {"What fear does": 12, "Power": 11}

    play(story)


def test_enter_begins_a_topic_and_what_is_left_is_shared_among_the_rest() -> None:
    async def story(stage: Stage) -> None:
        await at_topics(stage)
        stage.clock.advance(1)
        await stage.at_once("down", "enter")
        assert stage.shows(LiveScreen)
        assert stage.state.topic
        assert stage.state.topic.title == "Power"

    play(story)


# --- what is asked -------------------------------------------------------------------------------


def noticed(stage: Stage) -> SessionState:
    """The laptop slept from 19:13 to 19:20."""
    gap = NoticeGap(at(13), at(20))
    refusal = stage.session.dispatch(gap)
    assert not isinstance(refusal, Refusal)
    stage.app.show()
    return stage.state


@pytest.mark.parametrize("size", SIZES)
def test_a_gap_is_asked_about_in_the_quiet_line_and_covers_nothing(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        bare = stage.lines
        noticed(stage)
        await stage.settle()
        assert stage.shows(LiveScreen)
        assert SLEPT in stage.words
        assert "c count it" in stage.keys_line
        assert "k a break" in stage.keys_line
        # The line grows at the foot; all above it stands as it was.
        changed = [index for index, line in enumerate(stage.lines) if line != bare[index]]
        assert changed[0] >= len(bare) - 6
        assert stage.lines[0] == bare[0]

    told(story, size)


@pytest.mark.parametrize(("key", "elapsed"), [("c", 17), ("k", 10)])
def test_one_key_answers_and_it_is_not_asked_again(key: str, elapsed: int) -> None:
    async def story(stage: Stage) -> None:
        noticed(stage)
        await stage.at_once(key)
        assert "slept" not in stage.words
        running = stage.state.running
        assert running
        assert item_seconds(stage.state, running, stage.screen.now) == elapsed * 60
        gaps = (Pause(at(13), at(20), PauseKind.GAP),) if key == "k" else ()
        assert stage.state.pauses == gaps
        stage.at(25)
        await stage.does()
        assert "slept" not in stage.words
        assert "count it" not in stage.keys_line
        assert isinstance(stage.session.dispatch(CountGap()), Refusal)

    told(story)


def test_the_question_can_be_left_alone_and_the_session_goes_on() -> None:
    async def story(stage: Stage) -> None:
        noticed(stage)
        await stage.press("full_stop")
        assert stage.state.running
        assert stage.state.running.id == "check-in"
        assert SLEPT in stage.words
        await stage.at_once("f")
        assert stage.shows(FitScreen)
        assert "slept" not in stage.words, "it is asked on the live screen alone"

    told(story)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "hard_end"), [("k", at(30)), ("c", at(90))])
def test_a_clock_that_was_set_is_asked_about_the_same_way(
    size: tuple[int, int], key: str, hard_end: object
) -> None:
    async def story(stage: Stage) -> None:
        await stage.does(NoticeClockChange(3600))
        assert (
            "The laptop’s clock was set 1 h ahead; the running time is untouched."
            " k: the clock is right now, c: go on as it was." in stage.words
        )
        assert "k right now" in stage.keys_line
        assert "c as it was" in stage.keys_line
        running = stage.state.running
        assert running
        before = item_seconds(stage.state, running, stage.screen.now)
        await stage.at_once(key)
        assert stage.state.hard_end == hard_end
        assert "was set" not in stage.words
        assert item_seconds(stage.state, running, stage.screen.now) == before

    told(story, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_late_start_offers_both_ways_out(size: tuple[int, int]) -> None:
    async def story(stage: Stage) -> None:
        stage.at(6)
        await stage.does(NextItem())
        assert (
            "Began 6 min late: f fits it into 1 h 24 min, t keeps the length and ends 20:36."
            in stage.words
        )
        await stage.at_once("t", "enter")
        assert stage.state.hard_end == at(96)
        assert "late:" not in stage.words
        await stage.at_once("u", "f", "enter")
        assert stage.state.agreed_end == at(90)
        assert "late:" not in stage.words

    play(story, size=size)


def test_before_the_start_it_counts_to_it_and_then_says_how_long_it_is_overdue() -> None:
    async def story(stage: Stage) -> None:
        assert "begins 19:00, in 6:00" in stage.words
        stage.at(4, 20)
        await stage.does()
        assert "was to begin 19:00, 4:20 ago" in stage.words

    play(story)


@pytest.mark.parametrize("key", ["f", "g", "shift+t"])
def test_each_screen_of_time_is_left_with_q_and_helps(key: str) -> None:
    async def story(stage: Stage) -> None:
        before = stage.state
        await stage.at_once(key)
        screen = stage.screen
        assert isinstance(screen, CoreflectScreen)
        assert not isinstance(screen, LiveScreen)
        await stage.at_once("question_mark")
        assert "What can be done here" in stage.words
        await stage.at_once("q")
        assert stage.screen is screen
        await stage.at_once("q")
        assert stage.shows(LiveScreen)
        assert stage.state is before

    told(story)


def test_topics_by_weight_and_by_hand_stand_on_the_live_screen_as_well() -> None:
    async def story(stage: Stage) -> None:
        await at_topics(stage)
        await stage.does(PinTopic("t2", 450), StartTopic("t1"))
        await stage.at_once("q")
        assert "7½ min *" in stage.words
        assert shares(stage.state)["Fear"] == 15.5

    play(story)
