"""What a facilitator does, key by key, each act seen on the screen before the next."""

import os
import re
import subprocess
from pathlib import Path

from terminal import PROGRAM, Shows, Terminal

CTRL_O, CTRL_S, DOWN, ENTER, HOME, TAB = "\x0f", "\x13", "\x1b[B", "\r", "\x1b[H", "\t"


WHEEL_DOWN, WHEEL_UP = "\x1b[<65;9;9M", "\x1b[<64;9;9M"
"""A notch of the wheel in the middle of things, as a terminal tells it (SGR)."""


def click(terminal: Terminal, words: str, shows: Shows) -> str:
    """Click on the last place where these words stand, and read until the screen shows it."""
    rows = terminal.screen().splitlines()
    row = max(number for number, line in enumerate(rows, 1) if words in line)
    at = f"0;{rows[row - 1].rindex(words) + 1};{row}"
    return terminal.press_until(f"\x1b[<{at}M\x1b[<{at}m", shows)


def coreflect(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program without a terminal, as a script runs it."""
    return subprocess.run(
        [PROGRAM, *arguments],
        env={**os.environ, "COREFLECT_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def open_setup(terminal: Terminal) -> None:
    """From the start of the program to setup of the IPS co-reflection."""
    terminal.wait_for("IPS co-reflection  ")
    terminal.press(ENTER, "ctrl+s next screen")


def fill_in(terminal: Terminal, facilitator: str, *names: str, recipient: str = "") -> None:
    """Who facilitates, who asked for the session, and who is expected."""
    terminal.press(facilitator, lambda _: facilitator in terminal.line_of_cursor())
    terminal.press(TAB, lambda _: terminal.line_of_cursor()[1:].startswith("List goes to"))
    if recipient:
        terminal.press(recipient, recipient)
    before = terminal.cursor
    terminal.press(TAB, lambda _: terminal.cursor != before)
    terminal.press(TAB, lambda _: not terminal.line_of_cursor()[1:].startswith("List goes to"))
    if names:
        terminal.press(ENTER.join(names), f"People · {len(names) + 1} with you")


def begin(terminal: Terminal) -> None:
    """From setup into the first item."""
    terminal.press(CTRL_S, "BEFORE THE START")
    next_item(terminal, "Opening quotes")


def hold(terminal: Terminal, facilitator: str, *names: str) -> None:
    """From the start of the program into the first item of a session of these people."""
    open_setup(terminal)
    fill_in(terminal, facilitator, *names)
    begin(terminal)


def next_item(terminal: Terminal, title: str) -> None:
    """Go on to the next item, which is that one."""
    terminal.press_until(".", lambda screen: re.search(rf"▸ {re.escape(title)}", screen))


def check_in(terminal: Terminal) -> None:
    """From the first item on to the check-in round."""
    next_item(terminal, "Framing")
    next_item(terminal, "Check-in round")


def give(terminal: Terminal, name: str) -> None:
    """Give the floor to someone by the digit that stands before their name."""
    before_name = re.compile(rf"(\d) {re.escape(name)}\??(?:  |$)", re.MULTILINE)
    found = before_name.search(terminal.wait_for(before_name))
    assert found
    terminal.press_until(found[1], has_floor(name))


def give_by_name(terminal: Terminal, name: str) -> None:
    """Give the floor to someone by their name, whether or not they are on the list."""
    terminal.press("/", "who:")
    terminal.press(name, f"who: {name}")
    terminal.press_until(ENTER, has_floor(name))


def has_floor(name: str) -> "re.Pattern[str]":
    """Whether the screen says that someone has the floor."""
    return re.compile(rf"│ +now +{re.escape(name)} .*\d:\d\d")


def note(terminal: Terminal, kind: str, text: str, letter: str = ENTER) -> None:
    """Write a note of that kind down; without its letter it is what the item usually writes."""
    terminal.press("w", "or enter ")
    terminal.press(letter, f" {kind}:")
    terminal.press(text, text[-20:])
    terminal.press(ENTER, lambda screen: f" {kind}:" not in screen)


def choose(terminal: Terminal, words: str) -> None:
    """In a list: go to the row that begins with a sign and these words, people with a number."""
    lines = terminal.screen().splitlines()[2:]
    rows = list(filter(None, (re.match(r"[ ▌](?:[\d ] )?[^\s\w] (.*)", line) for line in lines)))
    place = next((place for place, row in enumerate(rows) if row[1].startswith(words)), None)
    assert place is not None, f"{words!r} is not in the list.\n{terminal.screen()}"
    terminal.send(HOME + DOWN * place)


def person(terminal: Terminal, name: str, key: str, says: str) -> None:
    """On the people screen: go to someone and press a key that says something of them."""
    choose(terminal, name)
    terminal.press(key, re.compile(rf"{re.escape(name)} .*{says}"))


def clock_of_item(terminal: Terminal, title: str) -> int:
    """Seconds that the item has run, as the agenda says."""
    found = re.search(rf"▸ {re.escape(title)} +\d+ +(\d+):(\d\d)", terminal.screen())
    assert found, f"{title} does not run.\n{terminal.screen()}"
    return int(found[1]) * 60 + int(found[2])
