"""A mail to the recipient with the attendee list attached, ready to be looked at and sent by hand.

X-Unsent is what Outlook and others know an unsent draft by. From, Date and Message-ID are left to
the program that sends it: it knows the person's accounts, and a wrong one would be sent or refused.
"""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from coreflect_tui.core.attendance import attended, last_recorded
from coreflect_tui.core.participation import Verdict, full_participation_of_all
from coreflect_tui.core.state import Recipient, SessionState
from coreflect_tui.core.text import clean_line
from coreflect_tui.exports.attendee_list import (
    FULL,
    attendee_csv,
    facilitated_by,
    session_day,
)
from coreflect_tui.exports.words import day_in_words, people_in_words

ATTACHED_AS = "attendees.csv"

# What an address may be without quoting; other ones are typed into the mail program by hand.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)


def mail_draft(state: SessionState, now: datetime | None = None) -> bytes:
    """The draft as RFC 5322 with CRLF; the same session gives the same bytes. Without an address
    that can be written to it has no To. An open session is read as of `now`, else of its last fact.
    """
    at = now or last_recorded(state)
    attached = attendee_csv(state, at)
    words = _body(state, at)
    draft = EmailMessage(policy=SMTP)
    draft["X-Unsent"] = "1"
    if to := _address(state.options.recipient):
        draft["To"] = to
    title, day = _one_line(state.format.title), day_in_words(session_day(state))
    draft["Subject"] = f"Attendee list: {title}, {day}"
    draft.set_content(words, cte="quoted-printable")
    draft.add_attachment(
        attached,
        maintype="text",
        subtype="csv",
        filename=ATTACHED_AS,
        params={"charset": "utf-8"},
    )
    # Drawn by chance it would differ each time. "=_" stands neither in base64 nor in quoted text.
    draft.set_boundary(f"=_{sha256(words.encode() + attached).hexdigest()[:32]}")
    return draft.as_bytes()


def _body(state: SessionState, at: datetime) -> str:
    """Who, which session, how many; nothing of who passed, or why."""
    title, day = _one_line(state.format.title), day_in_words(session_day(state))
    called = _one_line(state.options.recipient.name)
    leading = [_one_line(name) for name in facilitated_by(state)]
    count = len(attended(state))
    lines = [
        f"Hello {called}," if called else "Hello,",
        "",
        f"Here is the attendee list of {title} on {day}. {_people(count)}"
        f"{f' {_listed(leading)} facilitated.' if leading else ''}",
        "",
        f"It is attached as {ATTACHED_AS} and opens in any spreadsheet program.",
    ]
    words = full_participation_of_all(state, at).values()
    if any(word.verdict is Verdict.YOU_DECIDE for word in words):
        lines.append(f'Where "{FULL}" is empty, it is still open.')
    lines += ["", "Thank you, and warm regards"]
    if leading:
        lines.append(_listed(leading))
    return "\n".join(lines) + "\n"


def _people(count: int) -> str:
    was = "was" if count == 1 else "were"
    return f"{people_in_words(count)} {was} there." if count else "Nobody was noted as there."


def _listed(names: list[str]) -> str:
    """As in "Ana, Bo and Cy"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _address(recipient: Recipient) -> Address | None:
    """Name and address of the recipient; None without an address that every program can read."""
    local, _, domain = recipient.email.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        return None
    return Address(_one_line(recipient.name), local, domain)


def _one_line(text: str) -> str:
    """Words that cannot begin another header, nor be read as encoded ones."""
    return clean_line(text).replace("=?", "= ?")
