"""Pasted chat becomes notes without names and times.

Where the layouts come from, in our words:
- Zoom saved: parsers of saved chats on GitHub (Zoom_Chat_Easy_Reader; several that group reactions
  and replies) expect a time, "From", a name, mostly "to" and a receiver, a colon, with one or two
  blanks between, and take reactions, removed reactions and replies from lines that quote the
  message. One of them knows "From"/"to" in other languages of the program.
- Zoom recorded in the cloud: the README of prettier-zoom-chat-logs shows time, name with a colon
  and text, parted by tabs.
- Zoom and Webex copied from the window, Meet: as their windows show them.
- Teams: a page of ittrip.xyz on copying shows time, a dot and date in brackets before the name,
  and the reactions below; until 2024 copying took these along.
- WhatsApp and Signal: documentation of whatsapp-chat-parser (American dates, a dash) and the
  fixtures of chat parsers (dates with points, in brackets; a mark of direction at the front).
- IRC, BigBlueButton, Slack: parsers of these (angles; a time in brackets; a name, then a time).
- Recordings of Meet keep the chat as subtitles: two times on a line, name and text on the next.
"""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.text import NOTE_LIMIT, clean_note
from coreflect_tui.imports.chat import (
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_READ,
    Chat,
    chat_lines,
    read_chat,
)

HERE = ("Bo Carr", "Ana Blum (she/her)", "Rose Hill")
WANTED = ("slow down", "trust")
LAYOUTS = {
    "zoom saved": """19:02:11 From Bo Carr to Everyone: slow down
19:02:40 From Ana Blum (she/her) to Everyone: trust""",
    "zoom saved, without receiver": (
        "19:02:11\t From Bo Carr : slow down\n19:02:40\t From Ana : trust"
    ),
    "zoom saved, newer": """2026-11-22 19:02:11 From  Bo Carr  to  Everyone:
\tslow down
2026-11-22 19:02:40 From  Ana  to  Everyone:
\ttrust""",
    "zoom saved in German": (
        "19:02:11 Von Bo Carr an Alle: slow down\n19:02:40 Von Ana an Alle:\n\ttrust"
    ),
    "zoom window": "Bo Carr to Everyone (7:02 PM)\nslow down\nYou to Everyone (7:03 PM)\ntrust",
    "zoom window, newer": (
        "Bo Carr to Everyone 7:02\u202fPM\nslow down\nMe to Everyone 7:03 PM\ntrust"
    ),
    "zoom window, older": """From Me to Everyone:  07:02 PM
slow down
From Bo Carr to Everyone:  07:03 PM
trust""",
    "zoom cloud": "00:58:04\tBo Carr:\tslow down\n00:58:20\tAna:\ttrust",
    "teams": "[22/11/2026 19:02] Bo Carr\nslow down\n[22/11/2026 19:03] Blum, Ana (Guest)\ntrust",
    "teams, dotted": (
        "[10:42 • 13/08/2024] Bo Carr:\nslow down\n👍 ❤️\n[10:43 • 13/08/2024] Ana Blum:\ntrust"
    ),
    "teams window": "Bo Carr  7:02 PM\nslow down\nlike 1\nAna Blum 22/11 7:03 PM Edited\ntrust",
    "meet": "Bo Carr\n7:02 PM\nslow down\nAna Blum\n7:03 PM\ntrust",
    "meet, joined": "Bo Carr7:02 PM\nslow down\nAna Blum7:03 PM\ntrust",
    "meet recorded": """00:00:11.000,00:00:15.000
Bo Carr: slow down

00:01:11.000,00:01:15.000
Ana: trust""",
    "webex": (
        "from Bo Carr to everyone:    7:02 PM\nslow down\nfrom Ana to everyone:    7:03 PM\ntrust"
    ),
    "signal, whatsapp": (
        "[22.11.26, 19:02:11] Bo: slow down\n\u200e[22.11.26, 19:03:00] Ana 🔨: trust"
    ),
    "whatsapp, dash": """12/15/25, 10:30\u202fAM - Bo Carr: slow down
12/15/25, 10:31 AM - Ana joined using this group's invite link
12/15/25, 10:31 AM - Ana: trust""",
    "irc": "<bo> slow down\n2026-11-22 19:02:11 <@ana> trust",
    "bigbluebutton": "[19:02] Bo Carr : slow down\n[19:03] Ana : trust",
    "slack": "Bo Carr  [7:02 PM]\nslow down\n[7:03 PM]\ntrust",
    "times below": "Bo Carr\nslow down\n19:02\nAna Blum\ntrust\n19:03",
    "names only": "Bo: slow down\nAna Blum: trust",
    "bullets": "- slow down\n• trust",
    "a list": "1. slow down\n2) trust",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_the_words_stay(layout: str, ends: str) -> None:
    assert chat_lines(LAYOUTS[layout].replace("\n", ends), HERE) == WANTED


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if one != "names only"])
def test_a_layout_is_known_whoever_wrote(layout: str) -> None:
    assert chat_lines(LAYOUTS[layout]) == WANTED


def test_each_line_of_a_message_is_a_note() -> None:
    pasted = "19:02:11 From Bo to Everyone:\n\tone\n\n\ttwo\n19:02:12 From Ana to Everyone: three"
    assert chat_lines(pasted) == ("one", "two", "three")


@pytest.mark.parametrize(
    "line",
    [
        'Reacted to "slow do..." with 👍',
        "Reacted to “slow down” with :heart:",
        "Bo Carr reacted to your message with 👍",
        'Removed a ❤️ reaction from "slow down"',
        'Replying to "slow down"',
        "Bo Carr joined the meeting",
        "Bo Carr left",
        "Ana has joined.",
        "Bo Carr removed a message",
        "This message was deleted",
        "Recording started",
        "image omitted",
        "<Media omitted>",
        "👍 ❤️ 2",
        "7:02 PM",
        "Today",
        "2 Like reactions",
        "Begin Reference, slow down by Bo Carr",
        "Bo Carr",
        "[22/11/2026 19:02] Bo Carr",
    ],
)
def test_what_nobody_said_goes(line: str) -> None:
    assert chat_lines(f"{line}\nslow down\n{line}", HERE) == ("slow down",)


@pytest.mark.parametrize(
    "line",
    [
        "I hope: that we meet at 7:30",
        "7:30 works for me: fine",
        "From what I heard to what I felt: it was good",
        "Listen to everyone",
        "Trust",
        "Let us meet at 7:30",
        "until 19:30",
        "What I take: courage",
        "Rose: a colour",
        "I joined late and it was fine",
        "I reacted to my boss with anger",
        "A link: https://example.org/a:b",
        "what Bo said about waiting",
        "<3 to all of you",
        "100% with you",
    ],
)
def test_peoples_words_stay(line: str) -> None:
    assert chat_lines(f"{line}\nslow down", HERE) == (line, "slow down")


@pytest.mark.parametrize(
    ("pasted", "notes"),
    [
        ("Bo: a", ("a",)),
        ("bo carr: a", ("a",)),
        ("Bo C.: a", ("a",)),
        ("@Bo: a", ("a",)),
        ("- Ana (she/her): a", ("a",)),
        ("Rose Hill: a", ("a",)),
        ("Cy: a", ("Cy: a",)),
        ("bo 19:02\na", ("a",)),
        ("19:02 Bo\na", ("a",)),
    ],
)
def test_a_name_in_front_is_known_by_who_is_here(pasted: str, notes: tuple[str, ...]) -> None:
    assert chat_lines(pasted, HERE) == notes


def test_what_is_replied_to_may_have_several_lines() -> None:
    assert chat_lines('Replying to "first\nsecond line"\nmy answer') == ("my answer",)
    assert chat_lines('Replying to "all in one": my words') == ("my words",)
    assert chat_lines('Replying to "never ends\nmy answer') == ("my answer",)


def test_messages_to_one_person_go_unless_they_are_all() -> None:
    private = "19:02:11 From Cy to Ana Blum(Direct Message): only you"
    assert chat_lines(f"{private}\n\tand more\n19:03:00 From Bo to Everyone: all") == ("all",)
    assert chat_lines(private) == ("only you",)


def test_what_is_pasted_is_cleaned_and_has_limits() -> None:
    assert chat_lines("<bo> a\x1b[2Jb\u202e\x00c") == ("abc",)
    assert len(chat_lines("a line\n" * 1_000)) == MOST_LINES
    long = chat_lines("word " * 5_000)
    assert all(len(one) <= NOTE_LIMIT for one in long)
    assert " ".join(long) == ("word " * 5_000).strip()
    assert chat_lines("") == chat_lines("\n \t\n") == ()


MARKS = (*'[]<>()":@\n\t', "- ", "\u202e", "\x1b[31m", "é", "林", "19:02", "19:02:11", "22.11.26,")
WORDS = (" From ", " to ", "Everyone", "Bo", "Ana Blum", " 7 PM", 'Replying to "', " with 👍")
PIECES = st.sampled_from((*MARKS, *WORDS, 'Reacted to "'))


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.lists(st.text(max_size=9)))
def test_any_text_gives_clean_notes(pasted: str, people: list[str]) -> None:
    for note in chat_lines(pasted, people):
        assert note == clean_note(note)
        assert "\n" not in note
        assert note.strip()


@given(st.sampled_from(["Bo Carr", "Ana Blum", "Rose Hill"]), st.sampled_from(list(LAYOUTS)))
def test_no_name_stands_in_front(name: str, layout: str) -> None:
    pasted = LAYOUTS[layout].replace("Bo Carr", name)
    assert not [note for note in chat_lines(pasted, HERE) if note.startswith(name.split()[0])]


def test_what_is_too_much_at_once_is_counted() -> None:
    assert read_chat("a line\n" * MOST_LINES) == Chat(("a line",) * MOST_LINES)
    assert read_chat("a line\n" * 1_000).left_out == 800
    assert read_chat("a line\n" * (MOST_READ + 300)).left_out == MOST_READ + 300 - MOST_LINES
    long = f"{'word ' * 200}\n" * 150
    chat = read_chat(long)
    assert len(chat.notes) + chat.left_out == 150
    assert sum(map(len, chat.notes)) <= MOST_CHARACTERS


@pytest.mark.parametrize("part", ["- ", "a to b ", "7:02 PM "])
def test_a_chat_made_to_be_slow_is_read_soon(part: str) -> None:
    line = f"{(part * 40)[:80]}\n"
    began = process_time()
    chat_lines(line * 300, HERE)
    assert process_time() - began < 3  # about 0.2 s
