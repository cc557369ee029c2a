"""Home as text: sessions to go on with first, then formats, then what was."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders import START, at
from coreflect_tui.core.summary import Status, Summary
from coreflect_tui.library.catalogue import Listing
from coreflect_tui.library.groups import GroupListing
from coreflect_tui.tui.view.home import (
    PAST,
    Unclosed,
    chosen_first,
    home_choices,
    home_top,
    past_line,
    unclosed_lines,
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
LEFT = Unclosed(RUNNING, at(12))


def told(entry: Unclosed, now: datetime = NOW, width: int = 100) -> str:
    """How a session to go on with is said, as one line."""
    return " ".join(plain(unclosed_lines(entry, now, HOUR, width)).split())


def rows(
    unclosed: tuple[Unclosed, ...] = (),
    formats: tuple[Listing, ...] = (LISTING,),
    past: tuple[Summary, ...] = (),
    groups: tuple[GroupListing, ...] = (),
) -> list[tuple[str | None, str]]:
    choices = home_choices(unclosed, groups, formats, past, NOW, HOUR, 77)
    return [(name, " ".join(plain(lines).split())) for name, lines in choices]


def test_an_interrupted_session_says_where_it_was_and_since_when() -> None:
    said = told(replace(LEFT, speaker="Ana"))
    assert said == (
        "IPS co-reflection · 19:01 · interrupted 4 min ago, check-in round, Ana speaking"
    )
    between = replace(LEFT, summary=replace(RUNNING, doing=""))
    assert told(between).endswith("interrupted 4 min ago")


@pytest.mark.parametrize("width", [40, 57])
def test_a_session_to_go_on_with_stays_within_the_width(width: int) -> None:
    lines = unclosed_lines(replace(LEFT, speaker="A" * 80), NOW, HOUR, width)
    assert max(width_of(one) for one in lines) <= width


def test_one_that_another_window_holds() -> None:
    assert told(replace(LEFT, seen=None)).endswith("open in another window")


def test_one_of_another_day_has_its_day() -> None:
    later = NOW + timedelta(days=2)
    assert "· 22 Nov 19:01 ·" in told(LEFT, later)


def test_one_that_was_only_prepared() -> None:
    prepared = replace(LEFT, summary=replace(RUNNING, status=Status.PREPARED, began=None))
    assert told(prepared).endswith("19:00 · prepared, not begun")


def test_the_order_and_the_ids() -> None:
    listed = rows((LEFT,), past=(CLOSED,))
    assert [name for name, _ in listed if name] == [
        "session:2026-11-22-abcdef", "format:ips.toml", "session:2026-11-22-ghijkl",
    ]  # fmt: skip
    headings = [text for name, text in listed if name is None and text]
    assert headings == ["Go on", "Start people minutes", "Past"]


def test_of_the_formats_the_one_held_last_is_chosen() -> None:
    other = replace(LISTING, id="case-group", path=Path("case-group.toml"))
    formats = (other, LISTING)
    listed = home_choices((), (), formats, (CLOSED,), NOW, HOUR, 77)
    assert chosen_first(listed, formats, (CLOSED,)) == "format:ips.toml"
    assert chosen_first(listed, formats, ()) == "format:case-group.toml"
    gone = replace(CLOSED, format="taken-away")
    assert chosen_first(listed, formats, (gone, CLOSED)) == "format:case-group.toml"
    with_one_to_go_on = home_choices((LEFT,), (), formats, (CLOSED,), NOW, HOUR, 77)
    assert chosen_first(with_one_to_go_on, formats, (CLOSED,)) == "session:2026-11-22-abcdef"


def test_a_number_of_people_that_is_fixed_is_said_once() -> None:
    for_two = replace(LISTING, people=(2, 2, 2))
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
    assert rows(formats=(replace(LISTING, own=True),))[1][1] == "IPS co-reflection yours 4–20 90"


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


def test_only_the_newest_past_sessions_stand_here() -> None:
    past = tuple(replace(CLOSED, session=str(number)) for number in range(20))
    assert sum(1 for name, _ in rows(past=past) if name and name.startswith("session")) == PAST


def test_a_past_session() -> None:
    text = plain([past_line(CLOSED, HOUR)]).strip()
    assert text == "22 Nov 2026 19:01  IPS co-reflection · 5 people"
    assert plain([past_line(replace(CLOSED, people=1), HOUR)]).endswith("1 person")
    assert plain([past_line(replace(CLOSED, people=0), HOUR)]).endswith("IPS co-reflection")


def test_the_top_has_the_day_and_time_of_the_place() -> None:
    top = home_top(at(300), HOUR, 60)
    assert width_of(top) == 60
    assert plain([top]).endswith("Mon 23 Nov 2026 · 00:00")
