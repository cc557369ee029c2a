"""The mail draft: what is in it, what never is, and that mail programs take it whole."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.person import Attendee, FullMark, Presence
from coreflect_tui.core.state import Recipient, SessionState
from coreflect_tui.exports import mail_draft as draft_module
from coreflect_tui.exports.attendee_list import attendee_csv
from coreflect_tui.exports.mail_draft import mail_draft

HEADERS = ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]


def read(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=default)
    assert isinstance(message, EmailMessage)
    assert all(not part.defects for part in message.walk())
    return message


def words(draft: bytes) -> str:
    body = read(draft).get_body(("plain",))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


def to(state: SessionState, name: str, email: str) -> SessionState:
    return replace(state, options=replace(state.options, recipient=Recipient(name, email)))


def test_the_draft(closed: SessionState) -> None:
    draft = mail_draft(to(closed, "IPS Central", "list@example.org"))
    message = read(draft)
    assert message.keys() == HEADERS
    assert message["X-Unsent"] == "1"
    assert message["To"] == "IPS Central <list@example.org>"
    assert message["Subject"] == "Attendee list: IPS co-reflection, 22 November 2026"
    assert words(draft) == (
        "Hello IPS Central,\n\n"
        "Here is the attendee list of IPS co-reflection on 22 November 2026. 6 people were there."
        " Rowan Ash and Sam Quist facilitated.\n\n"
        "It is attached as attendees.csv and opens in any spreadsheet program.\n"
        'Where "full participation" is empty, it is still open.\n\n'
        "Thank you, and warm regards\n"
        "Rowan Ash and Sam Quist\n"
    )


def test_the_list_is_attached_byte_for_byte(closed: SessionState) -> None:
    [attached] = read(mail_draft(closed)).iter_attachments()
    assert attached.get_filename() == "attendees.csv"
    assert attached.get_content_type() == "text/csv"
    assert attached.get_content_charset() == "utf-8"
    assert attached["Content-Transfer-Encoding"] == "base64"
    content = attached.get_payload(decode=True)
    assert content == attendee_csv(closed)
    assert isinstance(content, bytes)
    assert content.startswith(b"\xef\xbb\xbf")


def test_every_line_ends_as_mail_does_and_is_short_and_ascii(closed: SessionState) -> None:
    draft = mail_draft(to(closed, "Büro für Alle", "list@example.org"))
    lines = draft.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 78
    assert draft.isascii()


def test_the_same_session_gives_the_same_bytes(closed: SessionState) -> None:
    assert mail_draft(closed) == mail_draft(closed)
    fewer = replace(closed, people=closed.people[:2])
    assert read(mail_draft(fewer)).get_boundary() != read(mail_draft(closed)).get_boundary()


def test_reasons_and_passes_are_not_in_it(closed: SessionState) -> None:
    draft = words(mail_draft(closed))
    for word in ("asked not", "pass", "decide", "Kit", "Priya", "ring"):
        assert word not in draft


def test_when_all_is_decided_nothing_is_said_of_it(closed: SessionState) -> None:
    decided = tuple(replace(one, full_mark=FullMark(True, "")) for one in closed.people)
    assert "still open" not in words(mail_draft(replace(closed, people=decided)))


@pytest.mark.parametrize(("count", "said"), [(0, "Nobody was noted as"), (1, "1 person was")])
def test_few_people(closed: SessionState, count: int, said: str) -> None:
    assert f"{said} there." in words(mail_draft(replace(closed, people=closed.people[1:][:count])))


NO_ADDRESSES = """
list @example.org a@ a@b@example.org ü@example.org a@exa,mple.org <a@example.org> a@-.org
a..b@example.org "a"@example.org a@example..org a@localhost:25 a(b)@example.org
"""
NOT_ONE_WORD = ("", "a b@example.org", "a@example.org\nBcc: x@example.org", f"a@{'b' * 70}.org")


@pytest.mark.parametrize("email", [*NO_ADDRESSES.split(), *NOT_ONE_WORD])
def test_what_is_no_address_leaves_no_to(closed: SessionState, email: str) -> None:
    draft = mail_draft(to(closed, "IPS Central", email))
    assert read(draft).keys() == [name for name in HEADERS if name != "To"]
    assert "Hello IPS Central,\n" in words(draft)


def test_a_domain_of_other_letters_is_written_as_mail_has_it(closed: SessionState) -> None:
    message = read(mail_draft(to(closed, "", "list@bücher.example")))
    assert message["To"] == "list@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "name",
    ["Doe, Jane", 'Ana "Bo" Carr', "O'Neill (office)", "Ana <x@example.net>", "a@b.example", "\\"],
)
def test_the_name_of_the_recipient_reads_back(closed: SessionState, name: str) -> None:
    [address] = read(mail_draft(to(closed, name, "list@example.org")))["To"].addresses
    assert address.display_name == name
    assert address.addr_spec == "list@example.org"


@pytest.mark.parametrize("name", ["事務局", "Büro, für; Alle: <ja>", "長い名前" * 18, "é" * 80])
def test_a_name_of_other_letters_reads_back(closed: SessionState, name: str) -> None:
    """By the older reader of headers: the newer one leaves a blank between two encoded words."""
    draft = message_from_bytes(mail_draft(to(closed, name, "list@example.org")))
    shown = str(make_header(decode_header(draft["To"].replace("\r\n", "").replace("\n", ""))))
    assert shown == f"{name} <list@example.org>"


HOSTILE = ["a\r\nBcc: x@example.net", "a\nX-Mine: 1", "a\r\n\r\nbody", "a\0b", "a\u2028Bcc: x"]
ENCODED = "=?utf-8?q?a=0D=0ABcc:_x@example.net?="


@pytest.mark.parametrize("evil", [*HOSTILE, ENCODED, f"a {ENCODED} b", "\udcff", ",;<>@()[]:\\"])
def test_no_words_become_another_header(closed: SessionState, evil: str) -> None:
    people = (replace(closed.people[0], name=evil, listed_name=""),)
    called = replace(closed, format=replace(closed.format, title=evil), people=people)
    message = read(mail_draft(to(called, evil, "list@example.org")))
    assert message.keys() == HEADERS
    [address] = message["To"].addresses
    assert address.addr_spec == "list@example.org"
    assert "\n" not in str(message["Subject"])
    assert len(list(message.iter_attachments())) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_and_address_give_one_recipient_at_most(name: str, email: str) -> None:
    made = draft_module._address(Recipient(name, email))
    message = EmailMessage(policy=SMTP)
    message["To"] = made or "nobody@example.org"
    again = read(message.as_bytes() + b"\r\n")
    assert again.keys() == ["To"]
    assert len(again["To"].addresses) == 1
    assert again["To"].addresses[0].addr_spec == (made.addr_spec if made else "nobody@example.org")


MUTT = """\
set sendmail="{script}"
set from="rowan@example.org"
set hostname="example.org"
set copy=no
unset use_domain
unset user_agent
"""


def test_a_mail_program_takes_it_and_sends_the_list_whole(
    closed: SessionState, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    """mutt reads the draft as one to go on with; what it would send is caught on its way."""
    mutt = tool("mutt")
    people = (*closed.people, Attendee("h", '山田, "Zoë" ;=1', presence=Presence.PRESENT))
    state = to(replace(closed, people=people), "Büro, IPS Central", "list@example.org")
    draft, sent, script = tmp_path / "attendee list.eml", tmp_path / "sent", tmp_path / "sendmail"
    draft.write_bytes(mail_draft(state))
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{sent}.to"\ncat > "{sent}"\n')
    script.chmod(0o700)
    (tmp_path / "muttrc").write_text(MUTT.format(script=script))
    subprocess.run(
        [mutt, "-n", "-F", str(tmp_path / "muttrc"), "-H", str(draft)],
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=30,
        env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )
    message = read(sent.read_bytes())
    assert Path(f"{sent}.to").read_text("utf-8").split()[-1] == "list@example.org"
    assert message["To"].addresses[0].display_name == "Büro, IPS Central"
    assert message["Subject"] == "Attendee list: IPS co-reflection, 22 November 2026"
    assert "rowan@example.org" in message["From"]
    assert words(sent.read_bytes()).startswith("Hello Büro, IPS Central,\n\nHere is the attendee")
    [attached] = message.iter_attachments()
    assert attached.get_filename() == "attendees.csv"
    assert attached.get_payload(decode=True) == attendee_csv(state)
