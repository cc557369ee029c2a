"""Strangers' words in the real program: no byte that the terminal gets is a command of theirs."""

import re
from pathlib import Path

import pytest

import hostile_files as files
from builders import START
from coreflect_tui.locations import Locations, locations
from coreflect_tui.store import Draft
from coreflect_tui.workplace import Workplace
from holding import ENTER
from hostile import NAMED, SEQUENCES, in_a_file, steers
from hostile_sessions import held, tampered_with
from stage import a_workplace, still_clock
from stream import taken_apart
from terminal import Terminal

SIZE = 80, 24
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
PAGE_DOWN = "\x1b[6~"


@pytest.fixture
def places(home: Path) -> Locations:
    """The folders of somebody to whom such files were handed on."""
    made = locations({"COREFLECT_HOME": str(home)})
    files.fill(made, broken=12)
    return made


def pasted(text: str) -> bytes:
    """As a terminal sends it that lets everything through but its own end of a paste."""
    between = text.replace("\x1b[201~", "").encode("utf-8", "surrogatepass")
    return PASTE.encode() + between + PASTED.encode()


@pytest.mark.usefixtures("places")
def test_a_session_of_hostile_names(home: Path, tmp_path: Path) -> None:
    report = files.written(tmp_path, "[red]p.csv", files.a_report())
    with Terminal("run", "evil-ips-co-reflection", "--group", "evil", home=home) as terminal:
        terminal.wait_for("ctrl+s next screen")
        terminal.press("\x13", "BEFORE THE START")
        terminal.press_until(".", "left of")
        # The question, to the clipboard.
        terminal.press("y", re.compile(r"esc leaves it|a letter chooses"))
        terminal.press("q", "Copied, if")
        terminal.press("q", "left of")
        terminal.press("w", "or enter ")
        terminal.press("k", " takeaway:")
        terminal.send_bytes(pasted("\n".join(one.typed[:200] for one in NAMED)))
        terminal.wait_for("takeaways written down")
        terminal.press("w", "or enter ")
        terminal.press("k", " takeaway:")
        for one in SEQUENCES:
            terminal.send_bytes(pasted(one.typed))
        terminal.send_bytes("\u202e\ufeff\u200b\x9b5m".encode() + b"\x9b\xfftyped")
        terminal.wait_for("typed")
        terminal.press(ENTER, lambda screen: " takeaway:" not in screen)
        terminal.press("v", " Notes")
        terminal.press("q", "left of")
        terminal.press("a", " People")
        for _ in range(6):
            terminal.send(PAGE_DOWN)
        terminal.press("i", "file")
        terminal.press(f"{report}{ENTER}", "Attendance report")
        for _ in range(6):
            terminal.send(PAGE_DOWN)
        terminal.press("q", " People")
        terminal.press("q", "left of")
        terminal.press("x", "Before closing")
        terminal.press("p", "The list, for")
        for _ in range(9):
            terminal.send(PAGE_DOWN)
        terminal.press("q", "Before closing")
        terminal.press("\x10", "What would you like")
        terminal.press("theme", "Light, dark")
        terminal.send("\x1b")
        terminal.wait_for("Before closing")
        terminal.send("\x11")
        assert terminal.exit_status() == 0
    stream = taken_apart(bytes(terminal.raw), *SIZE)
    (copied,) = stream.copied
    assert copied
    assert not steers(copied) - {"\n"}
    assert "[@click=app.quit]Zed[/]" in stream.text


def test_what_came_in_by_no_border(home: Path, places: Locations) -> None:
    """A session of a database that somebody made, whose sums are right."""
    workplace = Workplace(places)
    session = tampered_with(workplace)
    draft = Draft(session, "note:takeaway", "takeaway", in_a_file(NAMED[14].typed), START)
    workplace.store.drafts.save(draft)
    workplace.close()
    with Terminal("resume", session, home=home) as terminal:
        terminal.press("", " takeaway:")
        terminal.press("\x1b", lambda screen: " takeaway:" not in screen)
        for key, title in (("a", " People"), ("v", " Notes"), ("g", " Agenda"), ("x", " Before")):
            terminal.press(key, title)
            terminal.press(PAGE_DOWN * 3 + "q", "BEFORE THE START")
        terminal.press_until(".", re.compile("▸ "))
        terminal.press("e", "read on")
        terminal.press("q", "▸")
        terminal.press("q", " Go on")
        terminal.press("l", "read on")
        terminal.send("q\x11")
        assert terminal.exit_status() == 0
    taken_apart(bytes(terminal.raw), *SIZE)


@pytest.mark.usefixtures("places")
def test_what_is_printed_in_a_terminal(home: Path, tmp_path: Path) -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = held(workplace, clock)
    workplace.close()
    report = files.written(tmp_path, "\x1b]0;evil\x07\u202ep\n.csv", files.a_report())
    for words in (
        ("formats", "list"),
        ("quotes", "list"),
        ("attendance", "last", str(report), "--preview"),
    ):
        with Terminal(*words, home=home) as terminal:
            assert terminal.exit_status() == 0
        assert len(taken_apart(bytes(terminal.raw), *SIZE, screens=0).text) > 200
    with Terminal("attendance", session, str(report), home=home) as terminal:
        terminal.press("", "Attendance report")
        terminal.send(PAGE_DOWN)
        terminal.press("\x13", "are open")
        terminal.send("\x13")
        assert terminal.exit_status() == 0
    assert "writes the attendee list anew" in taken_apart(bytes(terminal.raw), *SIZE).text


@pytest.mark.parametrize(
    "stream",
    [
        b"\x1b[5m",
        b"\x1b[31m",
        b"\x1b[38;5;7m\x1b[2J",
        b"\x1b[99;1H",
        b"\x1b[1;99H",
        b"\x1b]0;title\x07",
        b"\x1b]0;title",
        b"\x1b]8;;https://example.org\x1b\\",
        b"\x1b]52;c;!\x07",
        b"\x1bc",
        b"\x1b",
        b"\x1b[?1049h",
        b"\x1b[?2026h",
        b"\xc2\x9b5m",
        b"\x9b5m",
        b"\xe2\x80\xae",
        b"a\rb",
        b"\x07",
    ],
)
def test_taking_a_stream_apart_finds_what_does_not_belong_there(stream: bytes) -> None:
    own = b"\x1b[1;38;5;7;48;5;233m\x1b[24;80HAna\r\n"
    assert taken_apart(own, *SIZE, screens=0).text == "Ana\r\n"
    with pytest.raises((AssertionError, ValueError)):
        taken_apart(own + stream, *SIZE, screens=0)
