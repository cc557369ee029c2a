"""How many keys it takes, in a real terminal of 80×24; `pytest -s` or `-rP` prints the counts.

Counted are the keys beside the words that only a person can know: names, a note, a number. The
enter between two names and the one that ends a line are keys.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coreflect_tui.core.group import Group, Member
from coreflect_tui.library.groups import save_group
from coreflect_tui.locations import locations
from holding import CTRL_S, ENTER, TAB, has_floor
from terminal import Shows, Terminal

LEADS, NAMES = "Fenna", ("Ana", "Bo", "Cy", "Dee", "Eli", "Flo", "Gus")
GROUP = Group(
    "Tuesday",
    "ips-co-reflection",
    members=(Member("f1", LEADS, facilitates=True), *(Member(one, one) for one in NAMES)),
    id="g1",
)
FROM_NOTHING, FOR_A_GROUP, FOR_AN_ACT = 25, 3, 2
"""The most keys that it may take."""


class Hand:
    """Presses keys one by one and counts them; `says` types words, which do not count."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.keys = 0

    def press(self, key: str, shows: Shows) -> None:
        self.keys += 1
        self._terminal.press_until(key, shows)

    def says(self, words: str) -> None:
        self._terminal.press(words, lambda _: words in self._terminal.line_of_cursor())

    def counted(self, act: str, most: int) -> None:
        """Print how many keys it took since the last count, and hold that against the most."""
        print(f"{act}: {self.keys} keys, {most} at most")
        assert self.keys <= most, act
        self.keys = 0


def moved(terminal: Terminal) -> Shows:
    """That one types somewhere else now."""
    before = terminal.cursor
    return lambda _: terminal.cursor != before


def test_from_nothing_to_a_running_session_of_eight_people(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as terminal:
        terminal.wait_for("IPS co-reflection  ")
        hand = Hand(terminal)
        hand.press(ENTER, "ctrl+s next screen")
        hand.says(LEADS)
        for _ in ("List goes to", "with", "People"):
            hand.press(TAB, moved(terminal))
        for name in NAMES[:-1]:
            hand.says(name)
            hand.press(ENTER, moved(terminal))
        hand.says(NAMES[-1])
        hand.press(CTRL_S, "BEFORE THE START")
        assert "8 on the list" in terminal.screen()
        hand.press(".", "▸ Opening quotes")
        hand.counted("from nothing to a running session of eight people", FROM_NOTHING)


@pytest.fixture
def group_meets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """The program as it starts where there is a standing group."""
    monkeypatch.setenv("COREFLECT_HOME", str(tmp_path))
    save_group(locations().user_groups, GROUP)
    with Terminal(home=tmp_path) as terminal:
        terminal.wait_for("Tuesday · 8 people")
        yield terminal


def test_a_standing_group_is_live_by_three_keys(group_meets: Terminal) -> None:
    hand = begin(group_meets)
    hand.counted("from the start of the program to a running session of a group", FOR_A_GROUP)


def begin(terminal: Terminal) -> Hand:
    hand = Hand(terminal)
    hand.press(ENTER, "People · 8 with you")
    hand.press(CTRL_S, "BEFORE THE START")
    hand.press(".", "▸ Opening quotes")
    return hand


def test_each_act_that_is_common_takes_a_key_or_two(group_meets: Terminal) -> None:
    hand = begin(group_meets)
    hand.keys = 0
    hand.press("a", "People ")
    hand.press("H", "8 here of 8")
    hand.counted("everyone has arrived", FOR_AN_ACT)
    hand.press("q", "▸ Opening quotes")
    hand.keys = 0
    hand.press(".", "▸ Framing")
    hand.counted("next item", FOR_AN_ACT)
    hand.press(".", "▸ Check-in round")
    hand.keys = 0
    hand.press("1", has_floor("Ana"))
    hand.press("2", has_floor("Bo"))
    hand.counted("two speakers, one after the other", FOR_AN_ACT)
    hand.press("p", lambda screen: not has_floor("Bo").search(screen))
    hand.counted("pass", FOR_AN_ACT)
    hand.press("w", "or enter ")
    hand.press("h", " harvest:")
    hand.counted("a note, until its words", FOR_AN_ACT)
    hand.says("We waited")
    hand.press(ENTER, lambda screen: " harvest:" not in screen)
    hand.keys = 0
    hand.press("t", "enter done")
    hand.says("-5")
    hand.press(ENTER, lambda screen: "fit to" in screen)
    hand.keys = 0
    hand.press("f", "enter take it")
    hand.press(ENTER, "▸ Check-in round")
    hand.counted("a fit", FOR_AN_ACT)
