"""One person of a list, out of the words that stand on their line or in their row."""

import re
from dataclasses import dataclass

from coreflect_tui.core.names import is_pronouns
from coreflect_tui.core.text import clean_line, clean_name

# A line of a list that is longer than this is no person's.
_LONGEST = 300

_BULLET = re.compile(r"^(?:[-*+•‣◦▪·–—#]\s*|\[[ xX]?\]\s*|\(?\d{1,3}[.):]\s*|\d{1,3}\s+(?=\D))+")
_EMAIL = re.compile(
    r"[<(\[]?\s*(?:mailto:)?([^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.\w+)\s*[>)\]]?"
)
_IN_BRACKETS = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]*)[)\]]$")
_AFTER_MARK = re.compile(r"^(.*\S)\s*[,;|–—-]\s*(\w+(?:\s*/\s*\w+)+)$")
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
    for pattern in (_IN_BRACKETS, _AFTER_MARK):
        if (match := pattern.match(name)) and is_pronouns(match[2]):
            name, pronouns = match[1].rstrip(" ,;"), pronouns or match[2]
    return RosterEntry(clean_name(name), clean_line(pronouns, 40), clean_line(email))


def _unquoted(name: str) -> str:
    """Without quotes around it, and without the mark by which a list of ours guards a cell."""
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        return name[1:-1].strip()
    return name[1:] if name[:1] == "'" and name[1:].startswith(_FORMULA) else name
