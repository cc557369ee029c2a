"""What is there after the program was killed in the middle of a chapter, and that it goes on."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from chapters import COLUMNS, ROWS, Page, page
from coreflect_tui.library.groups import list_groups
from coreflect_tui.library.quotes import quotes_at_hand
from coreflect_tui.locations import locations
from coreflect_tui.store.connection import NAME
from coreflect_tui.workplace import Workplace
from holding import coreflect
from killing import OUTCOMES, damage_in, drafts_in
from terminal import PROGRAM, Terminal
from tracing import Stage, on_stage, under

CTRL_Q = "\x11"
STRUCK, NAMED = "We waited", "Fenna"
KEPT = (NAME, ".lock", ".toml", ".html", ".md", ".csv", ".eml", "used-quotes.json")
"""What may lie in a home for good: names and their endings."""


def kill(stage: Stage, strace: str, call: str, number: int, folder: Path) -> list[str]:
    """Play a chapter and kill the program right before a call; what is wrong then."""
    home = folder / "home"
    shutil.copytree(stage.before, home)
    inject = ("-e", f"inject={call}:signal=KILL:when={number}")
    with on_stage(stage.chapter, home, under(strace, folder / "calls", *inject)) as terminal:
        acts = stage.chapter.play(terminal)
        if terminal.running:
            return ["it was not killed"]
    wrong = looked_at(stage, home, acts)
    shutil.rmtree(folder)
    return wrong


def forget(home: Path, command: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Forget the session, by a program that `command` runs."""
    return subprocess.run(
        [*command, PROGRAM, "sessions", "forget", "last", "--yes"],
        env={**os.environ, "COREFLECT_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def kill_forgetting(before: Path, strace: str, call: str, number: int, folder: Path) -> list[str]:
    """Forget the session of a home and kill the program right before a call; what is wrong then.
    It is there as it was, or gone; and a second try leaves nothing of it."""
    home = folder / "home"
    shutil.copytree(before, home)
    inject = ("-e", f"inject={call}:signal=KILL:when={number}")
    if forget(home, under(strace, folder / "calls", *inject)).returncode != -signal.SIGKILL:
        return ["it was not killed"]
    wrong = [] if page(home) in ("", page(before)) else ["a part of it is there"]
    again = forget(home)
    if again.returncode and "There is no session yet" not in again.stderr:
        wrong.append(f"it is not forgotten: {again.stderr}")
    wrong += [f"{one} holds it still" for one in _holding(home / "data", NAMED)]
    wrong += damage_in(home) + [f"{one} stays for ever" for one in _rests(home)]
    shutil.rmtree(folder)
    return wrong


def looked_at(stage: Stage, home: Path, acts: int) -> list[str]:
    """What is wrong when so many acts of a chapter were acknowledged."""
    found = page(home)
    if found not in stage.may_be(acts):
        where = stage.pages.index(found) if found in stage.pages else found[:2000]
        return [f"{acts} acts were acknowledged, there is {where}"]
    wrong = damage_in(home)
    if found:
        wrong += _goes_on(home, found)
    if stage.chapter.name == "strike" and acts:
        wrong += [f"{one} holds what was struck" for one in _holding(home, STRUCK)]
    wrong += _broken_files(home)
    # A journal that nobody needed stays until the next act.
    rests = [one for one in _rests(home) if found or one != f"{NAME}-journal"]
    return wrong + [f"{one} stays for ever" for one in rests]


def _broken_files(home: Path) -> list[str]:
    """Files of groups and quotes that cannot be read."""
    _, problems = quotes_at_hand(home / "quotes")
    return [*problems, *(one.problem for one in list_groups(home / "groups") if one.problem)]


def _goes_on(home: Path, found: Page) -> list[str]:
    """An act more is stored and taken back; a closed session has its files, each once."""
    session = json.loads(found)
    if session["closed"]:
        done = coreflect(home, "sessions", "export", "last")
        names = sorted(one.name for one in (home / "documents").rglob("*") if one.is_file())
        return [] if names == sorted(OUTCOMES) else [f"outcomes: {names} {done.stderr}"]
    with Terminal("resume", home=home, columns=COLUMNS, rows=ROWS) as terminal:
        # A draft whose note was written goes, any other is named.
        terminal.wait_for(lambda screen: "Unfinished " in screen or not drafts_in(home))
        if session["began"]:
            terminal.wait_for("▸ ")
            shut = "room closed" in terminal.screen()
            terminal.press("o", "room open" if shut else "room closed")
            terminal.press("u", "room closed" if shut else "room open")
        else:
            terminal.press(".", "▸ Opening quotes")
            terminal.press("u", "BEFORE THE START")
        terminal.send(CTRL_Q)
        if terminal.exit_status():
            return ["it does not end well"]
    return [] if page(home) == found else ["it is another one after an act that was taken back"]


def _holding(home: Path, words: str) -> list[str]:
    files = (one for one in home.rglob("*") if one.is_file())
    return [one.name for one in files if words.encode() in one.read_bytes()]


def _rests(home: Path) -> list[str]:
    """What a later start does not remove, and was not there before."""
    for part in home.rglob("*.part"):
        os.utime(part, (0, 0))
    workplace = Workplace(locations({"COREFLECT_HOME": str(home)}))
    workplace.remove_waiting()
    workplace.close()
    return [one.name for one in home.rglob("*") if one.is_file() and not one.name.endswith(KEPT)]
