"""What strangers' words become in the files that a session leaves, and what these are called."""

import csv
import json
import os
import re
import tomllib
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import pytest

import hostile_files as files
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import Agreement, Note, Recipient, SessionState
from coreflect_tui.core.text import clean_line, clean_name, clean_note
from coreflect_tui.exports.attendee_list import EXTRA_COLUMNS, attendee_csv, attendee_list
from coreflect_tui.exports.folder import folder_name, write_outcomes
from coreflect_tui.exports.mail_draft import mail_draft
from coreflect_tui.exports.whole_session import whole_session_json
from coreflect_tui.library.format_file import read_format_text
from coreflect_tui.library.format_writer import format_text
from coreflect_tui.library.group_file import group_text, read_group_text
from coreflect_tui.library.groups import read_group, save_group
from coreflect_tui.library.new_format import new_format, template
from coreflect_tui.library.own_quotes import own_text
from coreflect_tui.library.quotes import Quote, read_quotes_text
from hostile import CASES, NAMED, Hostile, steers

each = pytest.mark.parametrize("case", NAMED, ids=lambda one: one.kind.replace(" ", "-"))
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What no file may be called on Windows."""
LONGEST = 255
"""Bytes; the most that the file systems of all three take for one name."""


def session_of(state: SessionState, *words: str) -> SessionState:
    """The session with these words wherever a person's can stand."""
    people = tuple(
        Attendee(
            f"p{place}",
            text,
            pronouns=text,
            email=f"{text}@example.org",
            organisation=text,
            listed_name=text,
            presence=Presence.PRESENT,
        )
        for place, text in enumerate(words)
    )
    notes = tuple(
        Note(f"n{place}", kind, text, state.hard_end)
        for place, text in enumerate(words)
        for kind in (NoteKind.TAKEAWAY, NoteKind.REMINDER)
    )
    return replace(
        state,
        format=replace(state.format, title=words[0]),
        people=people,
        notes=notes,
        options=replace(
            state.options, recipient=Recipient(words[0], words[0]), columns=EXTRA_COLUMNS
        ),
    )


def is_a_name(name: str) -> None:
    """A file or folder can be called so on every system, and it steers nothing."""
    assert 0 < len(os.fsencode(normalize("NFD", name))) <= LONGEST
    assert not re.search(r'[<>:"/\\|?*]', name)
    assert not steers(name)
    assert name.strip(" .") == name.rstrip(" .") == name
    assert not RESERVED.fullmatch(name)


def test_the_list_reads_back_and_no_cell_of_it_is_a_formula(closed: SessionState) -> None:
    for words in ([one.name for one in NAMED], [one.typed for one in CASES]):
        state = session_of(closed, *words)
        text = attendee_csv(state).decode("utf-8-sig")
        read = list(csv.reader(StringIO(text, newline=""), strict=True))
        listed = attendee_list(state)
        assert [len(row) for row in read] == [len(row) for row in listed]
        assert len(listed) == len(words) + 1
        for row, known in zip(read, listed, strict=True):
            for cell, meant in zip(row, known, strict=True):
                plain = meant.encode("utf-8", "replace").decode()
                assert cell in (plain, f"'{plain}")
                assert normalize("NFKC", cell.lstrip("\u200b \t\r\n")[:1]) not in set("=+-@")


@each
def test_a_mail_has_the_headers_that_it_has_with_any_name(
    closed: SessionState, case: Hostile
) -> None:
    for text in (case.name, case.typed):
        state = session_of(closed, text)
        state = replace(
            state, options=replace(state.options, recipient=Recipient(text, "a@example.org"))
        )
        draft = mail_draft(state)
        message = message_from_bytes(draft, policy=default)
        assert isinstance(message, EmailMessage)
        assert message.keys() == ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]
        assert [one.addr_spec for one in message["To"].addresses] == ["a@example.org"]
        assert draft.isascii()
        body, attached = message.iter_parts()
        assert attached.get_payload(decode=True) == attendee_csv(state)
        assert clean_line(case.name).replace("=?", "= ?") in " ".join(body.get_content().split())


@each
def test_folders_and_files_have_names_that_every_system_takes(
    closed: SessionState, case: Hostile, tmp_path: Path
) -> None:
    for title in (case.name, case.typed):
        is_a_name(folder_name(replace(closed, format=replace(closed.format, title=title))))
    is_a_name(save_group(tmp_path, Group(case.name, id="g1")).name)
    is_a_name(new_format(tmp_path / "formats", case.typed, template()).name)


def test_all_that_a_session_leaves_is_in_its_folder(closed: SessionState, tmp_path: Path) -> None:
    typed = [one.typed for one in CASES if len(one.typed) < 1000]
    for words in (typed, ["../..", *typed[:9]], ["/etc", *typed[:9]], ["~", *typed[:9]]):
        documents = tmp_path / "documents"
        for written in write_outcomes(session_of(closed, *words), documents):
            path = Path(written.path)
            assert path.parent.parent.parent == documents
            is_a_name(path.parent.parent.name)
    assert [one.name for one in tmp_path.iterdir()] == ["documents"]


def test_the_whole_session_is_json_that_says_the_same(closed: SessionState) -> None:
    words = [one.name for one in NAMED]
    whole = json.loads(whole_session_json(session_of(closed, *words)))
    assert [one["name"] for one in whole["session"]["people"]] == words
    raw = [one.typed for one in CASES]
    again = json.loads(json.dumps(json.loads(whole_session_json(session_of(closed, *raw)))))
    assert len(again["session"]["people"]) == len(raw)


@each
def test_what_is_written_as_toml_is_read_as_it_was(case: Hostile, tmp_path: Path) -> None:
    name, note = clean_name(case.typed), clean_note(case.typed)
    agreement = Agreement(f"{clean_line(case.typed)}\nand {clean_line(case.typed, 100)}", None)
    person = Member("m1", name, name, name, name, name, aliases=(name,))
    group = Group(name, "", False, (person,), "g1", agreement)
    assert read_group_text(group_text(group), "group") == group
    assert read_group(save_group(tmp_path, group)) == group
    quote = Quote(note, name, name, name, (name,))
    assert read_quotes_text(own_text((quote,)), "quotes") == (quote,)


@pytest.mark.parametrize("like", files.FORMATS)
def test_a_format_in_a_strangers_words_is_written_as_it_is_read(like: str) -> None:
    fmt = read_format_text(files.a_format(like), "evil")
    text = format_text(fmt)
    assert read_format_text(text, "again") == fmt
    assert steers(text) <= {"\n"}
    assert tomllib.loads(text)["title"] == fmt.title
