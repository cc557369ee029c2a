"""Home as text: sessions to go on with first, then formats, then what was."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders import START, Play, at, check_in
from coreflect_tui.core.intents import GiveTurn, PauseClock
from coreflect_tui.core.standing import LeftAt
from coreflect_tui.core.state import PauseKind
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.library.catalogue import Listing
from coreflect_tui.library.groups import GroupListing
from coreflect_tui.tui.view.home import (
    chosen_first,
    home_choices,
    home_top,
)
from coreflect_tui.tui.view.left_sessions import (
    GOING_ON,
    WAITING,
    Held,
    Unclosed,
    held_lines,
    in_order,
    in_sight,
    removal_words,
    unclosed_lines,
    within,
)
from coreflect_tui.tui.view.pieces import plain, width_of

HOUR = 3600
RUNNING = Summary(
    session="2026-11-22-abcdef",
    format="ips",
    title="IPS co-reflection",
    group="",
    status=Status.RUNNING,
    starts_at=START,
    began=at(1),
    closed=None,
    hard_end=at(90),
    updated=at(12),
    minutes=90,
    people=5,
    doing="Check-in round",
    items=(),
)
CLOSED = replace(RUNNING, status=Status.CLOSED, closed=at(90), session="2026-11-22-ghijkl")
LISTING = Listing("ips", Path("ips.toml"), own=False, title="IPS co-reflection",
                  minutes=(90, 60, 180), people=(9, 4, 20))  # fmt: skip
NOW = at(16)
LEFT = Unclosed(RUNNING, LeftAt(at(12), at(12), NOW), NOW, HOUR, HOUR)
DAYS = 3 * 24 * 60


def told(entry: Unclosed, now: datetime = NOW, width: int = 100) -> str:
    """How a session to go on with is said, as one line."""
    return " ".join(plain(unclosed_lines(entry, now, width)).split())


def rows(
    unclosed: tuple[Unclosed, ...] = (),
    formats: tuple[Listing, ...] = (LISTING,),
    past: tuple[Held, ...] = (),
    groups: tuple[GroupListing, ...] = (),
) -> list[tuple[str | None, str]]:
    choices = home_choices(unclosed, groups, formats, past, NOW, 77)
    return [(name, " ".join(plain(lines).split())) for name, lines in choices]


def test_an_interrupted_session_says_where_it_was_and_since_when() -> None:
    said = told(replace(LEFT, state=ana_speaks().state))
    assert said == ("IPS co-reflection · 19:01 · left off 4 min ago, check-in round, Ana speaking")
    between = replace(LEFT, summary=replace(RUNNING, doing=""))
    assert told(between).endswith("left off 4 min ago")


@pytest.mark.parametrize("width", [40, 57])
def test_a_session_to_go_on_with_stays_within_the_width(width: int) -> None:
    state = ana_speaks().state
    ana = replace(state.people[0], name="A" * 80)
    long = replace(LEFT, state=replace(state, people=(ana, *state.people[1:])))
    lines = unclosed_lines(long, NOW, width)
    assert max(width_of(one) for one in lines) <= width


def test_one_that_another_window_holds() -> None:
    held = replace(LEFT, left=replace(LEFT.left, seen=None))
    assert told(held).endswith("open in another window")


def test_one_of_another_day_has_its_day() -> None:
    later = NOW + timedelta(days=2)
    assert "· 22 Nov 19:01 ·" in told(LEFT, later)
    assert "· 22 Nov 2026 19:01 ·" in told(LEFT, NOW + timedelta(days=200))


def test_one_that_was_only_prepared() -> None:
    prepared = replace(LEFT, summary=replace(RUNNING, status=Status.PREPARED, began=None))
    assert told(prepared).endswith("19:00 · prepared, not begun")


def test_the_order_and_the_ids() -> None:
    listed = rows((LEFT,), past=(Held(CLOSED, HOUR),))
    assert [name for name, _ in listed if name] == [
        "session:2026-11-22-abcdef", "format:ips.toml", "session:2026-11-22-ghijkl",
    ]  # fmt: skip
    headings = [text for name, text in listed if name is None and text]
    assert headings == ["Go on", "Start people minutes", "Past"]


def test_of_the_formats_the_one_held_last_is_chosen() -> None:
    other = LISTING._replace(id="case-group", path=Path("case-group.toml"))
    formats = (other, LISTING)
    past = (Held(CLOSED, HOUR),)
    listed = home_choices((), (), formats, past, NOW, 77)
    assert chosen_first(listed, formats, "ips") == "format:ips.toml"
    assert chosen_first(listed, formats, "") == "format:case-group.toml"
    assert chosen_first(listed, formats, "taken-away") == "format:case-group.toml"
    with_one_to_go_on = home_choices((LEFT,), (), formats, past, NOW, 77)
    session = LEFT.summary.session
    assert chosen_first(with_one_to_go_on, formats, "ips") == f"session:{session}"
    passed_over = frozenset({session})
    assert chosen_first(with_one_to_go_on, formats, "ips", passed_over) == "format:ips.toml"


def test_a_number_of_people_that_is_fixed_is_said_once() -> None:
    for_two = LISTING._replace(people=(2, 2, 2))
    assert rows(formats=(for_two,))[1][1] == "IPS co-reflection 2 90"


def test_standing_groups_stand_before_the_formats() -> None:
    tuesday = GroupListing("Tuesday group", Path("tuesday.toml"), 9)
    broken = GroupListing("x", Path("x.toml"), problem="line 3: no name")
    listed = rows(groups=(tuesday, broken))
    assert listed[:3] == [
        (None, "Groups"),
        ("group:tuesday.toml", "Tuesday group · 9 people"),
        ("group:x.toml", "x.toml cannot be read: line 3: no name"),
    ]
    assert listed[4][1].startswith("Start")


def test_a_format_s_people_and_minutes() -> None:
    assert rows()[1] == ("format:ips.toml", "IPS co-reflection 4–20 90")
    assert rows(formats=(LISTING._replace(own=True),))[1][1] == "IPS co-reflection yours 4–20 90"


def test_a_broken_format_says_what_is_wrong() -> None:
    broken = Listing("mine", Path("mine.toml"), own=True, problem="line 3: an unknown key")
    assert rows(formats=(broken,))[1][1] == "mine.toml cannot be used: line 3: an unknown key"


def test_the_name_of_a_file_steers_no_terminal() -> None:
    path = Path("\x1b[31mno\udcff\u202ewhere.toml")
    broken = GroupListing("x", path, problem="line 3: no name")
    listed = rows(groups=(broken,))
    assert listed[1] == (f"group:{path}", "nowhere.toml cannot be read: line 3: no name")
    own = Listing("\x1b[31mmi\u202ene", Path("mine.toml"), own=True, problem="an unknown key")
    assert rows(formats=(own,))[1][1] == "mine.toml cannot be used: an unknown key"


def past(entry: Held, width: int = 100) -> str:
    return " ".join(plain(held_lines(entry, width)).split())


def test_a_past_session() -> None:
    held = Held(CLOSED, HOUR)
    assert past(held) == "22 Nov 2026 19:01 IPS co-reflection · 5 people"
    assert past(replace(held, summary=replace(CLOSED, people=1))).endswith("1 person")
    assert past(replace(held, summary=replace(CLOSED, people=0))).endswith("IPS co-reflection")


def test_a_past_session_is_shown_by_the_clock_of_its_place_then() -> None:
    """In summer, or elsewhere."""
    assert past(Held(CLOSED, 2 * HOUR)).startswith("22 Nov 2026 20:01")
    assert past(Held(CLOSED, -5 * HOUR)).startswith("22 Nov 2026 13:01")


def test_a_past_session_whose_files_were_not_written() -> None:
    held = Held(CLOSED, HOUR, lacks_files=True)
    assert past(held).endswith("5 people · its files are not written yet; c writes them")
    assert max(width_of(one) for one in held_lines(held, 57)) <= 57


# --- how a session was left -----------------------------------------------------------------------


def ana_speaks() -> Play:
    """In the round of a session that is begun at 19:00."""
    return check_in().does(GiveTurn("p1"))


@pytest.mark.parametrize(("kind", "word"), [(PauseKind.PAUSE, "paused"), (PauseKind.HOLD, "held")])
def test_a_pause_that_goes_on_is_said(kind: PauseKind, word: str) -> None:
    play = ana_speaks().at(11).does(PauseClock(kind))
    assert told(replace(LEFT, state=play.state)).endswith(
        f"left off 4 min ago, {word} since 19:11, check-in round, Ana has the floor"
    )


def test_it_is_said_as_the_time_goes_on() -> None:
    assert "left off 9 min ago" in told(LEFT, at(21))
    assert "c closes it" not in told(LEFT, at(149.9))
    assert "c closes it" in told(LEFT, at(150))


def test_how_long_ago_a_clock_that_forgot_the_year_cannot_say() -> None:
    left = replace(LEFT.left, now=at(12), clock_is_behind=True)
    said = told(replace(LEFT, left=left))
    assert said.endswith("left off, how long ago this laptop’s clock cannot say, check-in round")


def left_for_days(hard_end: datetime = RUNNING.hard_end) -> Unclosed:
    now = at(DAYS)
    left = replace(LEFT.left, now=now)
    return Unclosed(replace(RUNNING, hard_end=hard_end), left, now, HOUR, HOUR)


def test_one_whose_end_is_long_past_says_when_it_ended_and_what_closes_it() -> None:
    said = told(left_for_days(), at(DAYS))
    assert said == (
        "IPS co-reflection · 22 Nov 19:01 · ended 20:30, 3 days ago; c closes it as of 20:30"
    )


def test_one_that_went_on_past_its_end_is_closed_as_of_the_last_act() -> None:
    entry = left_for_days()
    entry = replace(entry, left=replace(entry.left, acted=at(101)))
    assert told(entry, at(DAYS)).endswith(
        "went on until 20:41, 3 days ago; c closes it as of 20:41"
    )


def test_one_that_ended_on_another_day_says_which() -> None:
    entry = left_for_days(hard_end=at(5 * 60 + 15))
    assert told(entry, at(DAYS)).endswith("ended 23 Nov 00:15, 3 days ago; c closes it as of"
                                          " 23 Nov 00:15")  # fmt: skip


def test_its_end_is_said_by_the_clock_of_its_place_and_by_the_one_that_was_right() -> None:
    entry = replace(left_for_days(), there=2 * HOUR)
    assert "ended 21:30" in told(entry, at(DAYS))
    state = replace(ana_speaks().state, clock_ahead=-HOUR)
    assert "ended 20:30" in told(replace(entry, state=state), at(DAYS))


@pytest.mark.parametrize("width", [40, 57])
def test_what_closes_it_stays_in_sight_whatever_it_is_called(width: int) -> None:
    title = "[b]" + "An endless " * 30
    entry = left_for_days()
    entry = replace(entry, summary=replace(entry.summary, title=title))
    lines = unclosed_lines(entry, at(DAYS), width)
    assert max(width_of(one) for one in lines) <= width
    assert width < 57 or " ".join(plain(lines).split()).endswith("c closes it as of 20:30")


def test_one_that_goes_on_is_said_by_the_clock_of_the_laptop() -> None:
    """As the live screen will show it, also in another time zone than before."""
    assert "19:01" in told(replace(LEFT, there=-5 * HOUR))
    assert "13:01" in told(replace(LEFT, here=-5 * HOUR))


def test_one_that_was_prepared_for_another_day_can_be_begun_or_removed() -> None:
    entry = left_for_days()
    prepared = replace(entry.summary, status=Status.PREPARED, began=None)
    assert told(replace(entry, summary=prepared), at(DAYS)).endswith(
        "22 Nov 19:00 · prepared, not begun; enter begins it now, x removes it"
    )
    assert removal_words(8, 0) == "x again removes it for good, 8 names with it."
    assert removal_words(1, 1) == "x again removes it for good, 1 name and 1 note with it."


def test_those_that_may_be_going_on_stand_first() -> None:
    entry = left_for_days()
    never = replace(entry.summary, status=Status.PREPARED, began=None, session="never")
    tonight = replace(never, session="tonight", hard_end=at(DAYS + 90))
    running = replace(RUNNING, session="running", hard_end=at(DAYS + 60))
    given = [
        replace(entry, summary=one)
        for one in (never, replace(RUNNING, session="days ago"), tonight, running)
    ]
    listed = [one.summary.session for one in in_order(given, at(DAYS))]
    assert listed == ["running", "tonight", "days ago", "never"]
    asked = in_order(given, at(DAYS), "never")
    assert [one.summary.session for one in asked][:2] == ["never", "running"]


def test_of_many_the_first_stand_here_and_it_is_said_how_many_more() -> None:
    many = tuple(
        replace(LEFT, summary=replace(RUNNING, session=str(number))) for number in range(20)
    )
    listed = rows(many)
    assert sum(1 for name, _ in listed if name and name.startswith("session")) == GOING_ON
    assert (None, "and 12 more; coreflect sessions list shows them") in listed
    assert not any("more" in text for _, text in rows(many[:GOING_ON]))


def test_what_is_long_past_leaves_room_for_what_is_new() -> None:
    entry = left_for_days()
    many = tuple(
        replace(entry, summary=replace(entry.summary, session=str(number))) for number in range(9)
    )
    going_on = replace(RUNNING, session="going on", hard_end=at(DAYS))
    unclosed = (replace(entry, summary=going_on), *many)
    shown = [one.summary.session for one in in_sight(unclosed, at(DAYS))]
    assert shown == ["going on", *map(str, range(WAITING))]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Check-in round", "check-in round"),
        ("One thing I want", "one thing I want"),
        ("IPS and us", "IPS and us"),
        ("A talk", "a talk"),
        ("振り返り", "振り返り"),
        ("", ""),
    ],
)
def test_a_title_within_a_sentence(title: str, said: str) -> None:
    assert within(title) == said


def test_the_top_has_the_day_and_time_of_the_place() -> None:
    top = home_top(at(300), HOUR, 60)
    assert width_of(top) == 60
    assert plain([top]).endswith("Mon 23 Nov 2026 · 00:00")
