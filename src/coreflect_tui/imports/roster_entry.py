"""One person of a list, out of the words that stand on their line or in their row."""

import re
from dataclasses import dataclass

from coreflect_tui.core.names import split_called
from coreflect_tui.core.text import clean_line, clean_name

# A line of a list that is longer than this is no person's.
_LONGEST = 300

_BULLET = re.compile(r"^(?:[-*+•‣◦▪·–—#]\s*|\[[ xX]?\]\s*|\(?\d{1,3}[.):]\s*|\d{1,3}\s+(?=\D))+")
_EMAIL = re.compile(
    r"[<(\[]?\s*(?:mailto:)?([^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+\.\w+)\s*[>)\]]?"
)
_BREAKS = ("\t", "\r", "\n", "\0")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class RosterError(Exception):
    """A list cannot be read; one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person as the list has them; cleaned, `pronouns` and `email` may be empty."""

    name: str
    pronouns: str = ""
    email: str = ""


def person(words: str, pronouns: str = "", email: str = "") -> RosterEntry:
    """The person that `words` name, without numbering, address or pronouns around the name.

    `pronouns` and `email` come from columns of their own and go before what stands in `words`.
    """
    line = _BULLET.sub("", clean_line(words, _LONGEST))
    if match := _EMAIL.search(line):
        email = email or match[1]
        line = f"{line[: match.start()]} {line[match.end() :]}"
    name = _unquoted(line.strip(" ,;:|-–"))
    name, found = split_called(name)
    pronouns = pronouns or found
    return RosterEntry(clean_name(name), clean_line(pronouns, 40), clean_line(email))


def unguarded(cell: str) -> str:
    """`cell` without the one mark by which a list of ours guards what looks like a formula."""
    guarded = cell[:1] == "'" and (
        cell[1:].lstrip().startswith(_FORMULA) or cell[1:].startswith(_BREAKS)
    )
    return cell[1:] if guarded else cell


def _unquoted(name: str) -> str:
    """Without quotes around it, and without the mark of a guarded cell."""
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        return name[1:-1].strip()
    return unguarded(name)
