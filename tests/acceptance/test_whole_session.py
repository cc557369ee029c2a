"""A whole session by keyboard alone, in a terminal of 80×24, and the two files it leaves."""

import csv
import io
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from holding import (
    CTRL_S,
    ENTER,
    WHEEL_DOWN,
    WHEEL_UP,
    begin,
    choose,
    click,
    coreflect,
    fill_in,
    give,
    give_by_name,
    has_floor,
    next_item,
    note,
    open_setup,
    person,
)
from terminal import Terminal

LEADS = "Fenna"
ROSTER = ("Ana (she/her)", "Bo", "Cy", "Dee", "Eli", "Flo", "Ann [/]")
IN_ROUND = ("Ana", "Bo", "Cy", "Dee", "Eli", "Flo", "Ann [/]", "Gus")
"""Eight; Gus is not on the roster."""
PRIVATE_REASON = "without the training"
TAKEAWAYS = {
    "Ana": "Flo asked what I needed",
    "Bo": "a pause is an answer",
    "Cy": "coming back is welcome",
    "Dee": "trust needs time",
    "Eli": "listening was plenty",
    "Flo": "late is still here",
    "Ann [/]": "brackets [/] are fine",
    "Gus": "a list has room",
    "Fenna": "letting go of the clock",
}
ON_TOPICS = ("silence can be company", "ask before leading")


@dataclass(frozen=True)
class Left:
    """What the session left when it was closed; paths within its folder."""

    home: Path
    folder: Path
    contents: dict[str, bytes]
    modes: dict[str, int]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """The session, held once for all tests of it."""
    home = tmp_path_factory.mktemp("whole")
    with Terminal(home=home) as terminal:
        open_setup(terminal)
        fill_in(terminal, LEADS, *ROSTER, recipient="IPS Central <list@example.org>")
        begin(terminal)
        _gather(terminal)
        _check_in(terminal)
        _middle(terminal)
        _closing_round(terminal)
        _close(terminal)
        terminal.press("q", "IPS co-reflection · 9 people")
        terminal.send("q")
        assert terminal.exit_status() == 0
    (folder,) = (home / "documents").iterdir()
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return Left(
        home,
        folder,
        {name: path.read_bytes() for name, path in found.items() if path.is_file()},
        {
            name: stat.S_IMODE(path.stat().st_mode)
            for name, path in {
                **found,
                ".": folder,
                "data": home / "data",
                "data/coreflect.db": home / "data" / "coreflect.db",
            }.items()
        },
    )


def _gather(terminal: Terminal) -> None:
    """All but Flo are here from the beginning."""
    next_item(terminal, "Framing")
    terminal.press("a", "here of 8")
    _by_mouse(terminal)
    for name in IN_ROUND:
        if name not in ("Flo", "Gus", "Bo"):
            person(terminal, name, "h", "here")
    terminal.press("q", "▸ Framing")


def _by_mouse(terminal: Terminal) -> None:
    """A row is clicked, and keys at the foot; the wheel scrolls a page and comes back."""
    click(terminal, "Bo", re.compile(r"^▌\d \S Bo", re.MULTILINE))
    click(terminal, "h here", re.compile(r"▌\d \S Bo .*here"))
    first = "The chosen person is here."
    click(terminal, "? all", first)
    terminal.press(WHEEL_DOWN, lambda screen: first not in screen and "↑↓ read on" in screen)
    terminal.press(WHEEL_UP, first)
    click(terminal, "q back", "here of 8")


def _check_in(terminal: Terminal) -> None:
    """A baton round: Gus is new, Eli passes, Flo arrives late, Cy leaves and returns."""
    next_item(terminal, "Check-in round")
    give(terminal, "Ana")
    give(terminal, "Bo")
    give_by_name(terminal, "Gus")
    terminal.press("a", "here of 9")
    person(terminal, "Cy", "w", "away")
    person(terminal, "Flo", "h", "here")
    terminal.press("q", re.compile(r"away +Cy$", re.MULTILINE))
    give(terminal, "Dee")
    give(terminal, "Eli")
    terminal.press_until("p", re.compile(r"passed +5 Eli"))
    give(terminal, "Ann [/]")
    terminal.press("a", "8 here of 9")
    person(terminal, "Cy", "h", "here")
    terminal.press("T", lambda screen: "training not asked" not in screen)
    person(terminal, "Dee", "t", "not core-trained")
    terminal.press("q", has_floor("Ann [/]"))
    give(terminal, "Flo")
    give(terminal, "Cy")
    terminal.press_until("d", "7 of 8 shared · 1 passed")
    terminal.press("o", "room closed")


def _middle(terminal: Terminal) -> None:
    """An intention, and two topics that share their item's time."""
    next_item(terminal, "Facilitator")
    next_item(terminal, "One thing I want")
    note(terminal, "intention", "to hear what is underneath")
    next_item(terminal, "Discussion")
    next_item(terminal, "Topics")
    note(terminal, "topic", "When silence is hard")
    note(terminal, "topic", "Power between two")
    terminal.wait_for(re.compile(r"1 When silence is hard +11\S* min"))
    terminal.wait_for(re.compile(r"2 Power between two +11\S* min"))
    for number, learned in enumerate(ON_TOPICS, 1):
        terminal.press_until(str(number), f"▸{number}")
        note(terminal, "takeaway", learned, "k")


def _closing_round(terminal: Terminal) -> None:
    """Everyone in the order of the list, the facilitator last, a takeaway from each."""
    next_item(terminal, "Closing round")
    for name, takeaway in TAKEAWAYS.items():
        terminal.press_until("n", has_floor(name))
        note(terminal, "takeaway", takeaway)
    terminal.press_until("d", "9 of 9 shared")
    next_item(terminal, "Final thoughts")
    next_item(terminal, "Harvest")
    note(terminal, "harvest", "we laughed together")
    note(terminal, "compost", "a longer break", "c")
    next_item(terminal, "Certificates")


def _close(terminal: Terminal) -> None:
    """A name is taken out of a note, two people's part is decided, the files are written."""
    terminal.press_until(".", "Before closing")
    choose(terminal, "a takeaway names someone here")
    terminal.press(ENTER, "say “someone”")
    terminal.press("o", "Someone asked what I needed")
    terminal.press("q", "2 undecided")
    choose(terminal, "Eli: took part in full?")
    terminal.press("y", "in full 8 · 1 undecided")
    choose(terminal, "Dee: took part in full?")
    terminal.press("N", "why (for you alone):")
    terminal.press(PRIVATE_REASON, f"why (for you alone): {PRIVATE_REASON}")
    terminal.press(ENTER, re.compile(r"took part in full 8$", re.MULTILINE))
    terminal.press(CTRL_S, "its files are written")


def test_the_list_is_who_was_there(left: Left) -> None:
    raw = left.contents["send/attendees.csv"]
    assert raw.startswith(b"\xef\xbb\xbfdate,session,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 10
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["date", "session", "facilitator", "name", "full participation"]
    assert len({row[0] for row in rows[1:]}) == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", rows[1][0])
    assert [row[1:] for row in rows[1:]] == [
        ["IPS co-reflection", LEADS, name, "no" if name == "Dee" else "yes"]
        for name in (LEADS, *IN_ROUND)
    ]


def test_the_harvest_is_what_was_noted(left: Left) -> None:
    """Exactly that: each section with its lines, and no section besides."""
    harvest = left.contents["group/harvest.md"].decode()
    head, *sections = harvest.split("\n## ")
    found = {title: body.strip() for title, _, body in (one.partition("\n") for one in sections)}
    assert re.fullmatch(
        r"# IPS co-reflection, \d{1,2} [A-Z][a-z]+ \d{4}\n\n"
        r"> Stories stay here, learnings may travel\..*\n\n"
        r"9 people · online · [0-3] minutes? \(planned 90\)\n",
        head,
    )
    topics = found.pop("What we reflected on")
    assert re.fullmatch(
        r"### When silence is hard\n\n\*0:\d\d min with this topic, of [0-9:]+ min set aside\*\n\n"
        r"### Power between two\n\n"
        r"\*0:\d\d min with this topic, of [0-9:]+ min set aside\*",
        topics,
    )
    taken = found.pop("What we take with us").replace("\\", "").splitlines()
    mended = "Someone asked what I needed"
    spoken = [f"- {words}" for words in (*ON_TOPICS, mended, *list(TAKEAWAYS.values())[1:])]
    assert sorted(taken) == sorted(spoken)
    assert taken != spoken, "the order of a round would tell who said what"
    assert found.pop("What was asked").count("\n- **") == 8
    assert "Closing round " in found.pop("How our time went")
    assert found == {
        "What we wanted from today": "- to hear what is underneath",
        "Harvest: what worked well in this co-reflection": "- we laughed together",
        "Compost: what else would be possible": "- a longer break",
    }


def test_the_harvest_names_nobody(left: Left) -> None:
    harvest = left.contents["group/harvest.md"].decode()
    for name in (LEADS, *IN_ROUND):
        assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", harvest)


def test_each_file_is_private(left: Left) -> None:
    assert sorted(left.contents) == [
        "group/harvest.html", "group/harvest.md",
        "send/attendee list.eml", "send/attendees.csv", "send/attendees.md",
    ]  # fmt: skip
    folders = dict.fromkeys((".", "data", "send", "group"), 0o700)
    assert left.modes == folders | dict.fromkeys(("data/coreflect.db", *left.contents), 0o600)


def test_a_file_changed_by_hand_stays_as_it_is(left: Left) -> None:
    harvest = left.folder / "group" / "harvest.md"
    harvest.write_bytes(left.contents["group/harvest.md"] + b"\nAnd a line of my own.\n")
    by_hand = harvest.read_bytes()
    exported = coreflect(left.home, "sessions", "export", "last")
    assert (exported.returncode, exported.stderr) == (0, "")
    second = left.folder / "group" / "harvest 2.md"
    send, group = left.folder / "send", left.folder / "group"
    assert exported.stdout.splitlines() == [
        *(str(send / name) for name in ("attendees.csv", "attendees.md", "attendee list.eml")),
        str(second),
        str(group / "harvest.html"),
    ]
    assert harvest.read_bytes() == by_hand
    assert second.read_bytes() == left.contents["group/harvest.md"]
    assert len(list(send.iterdir())) == 3, "the same files are not written twice"


def test_it_is_kept_as_closed(left: Left) -> None:
    listed = coreflect(left.home, "sessions", "list")
    (line,) = listed.stdout.splitlines()
    assert re.search(r"  closed +9 people  IPS co-reflection$", line)
