"""A list of people that was copied from somewhere, as words for one person each: a mail's To: line,
the participants of a call, a column, bullets. What stands around the people goes."""

import re
from collections.abc import Iterator
from itertools import pairwise

# What calls put behind a name: "(Host, me)", "(Co-host)", "(You)".
_PART = r"(?:(?:co-)?host|me|you|guest|organi[sz]er|presenter)"
IN_CALLS = re.compile(rf"\s?\({_PART}(?:\s*,\s*{_PART})*\)", re.IGNORECASE)
# A line that calls have above or below a name, and nobody is called.
_NOBODY = re.compile(
    r"(?:participants|in (?:the )?(?:meeting|call)|contributors|waiting room|attendees|"
    r"(?:meeting )?(?:host|organi[sz]er)|co-host|presenter|attendee|(?:un)?muted)\s*(?:\(?\d+\)?)?",
    re.IGNORECASE,
)
_TO = re.compile(r"^\s*(?:to|cc|bcc|an|kopie|para|à)\s*:\s*(?=\S)", re.IGNORECASE)
_OF_A_MAIL = re.compile(
    r"\s*(?:from|sent|date|subject|reply-to|von|gesendet|datum|betreff)\s*:", re.IGNORECASE
)
_AND = re.compile(r"(?:^| )(?:and|und|&) ")
_BETWEEN = re.compile(r"\s+[·•|]\s+")
_PRONOUNS = re.compile(r"[^\W\d_]{1,6}(?:/[^\W\d_]{1,6}){1,3}")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")


def people_in(text: str) -> Iterator[tuple[int, str]]:
    """The number of a line, and words that name one person of it; of a text that is one line, the
    number of the person."""
    held = [(row, line) for row, line in enumerate(text.splitlines(), 1) if line.strip(" \t,;")]
    lines = [(row, _TO.sub("", line)) for row, line in held if not _OF_A_MAIL.match(line)]
    if len(lines) == 1:
        yield from enumerate(_all_of_one_line(IN_CALLS.sub("", lines[0][1])), 1)
        return
    initials = {row for (row, line), (_, below) in pairwise(lines) if _stands_for(line, below)}
    for row, line in lines:
        if row in initials or _NOBODY.fullmatch(line.strip()):
            continue
        words = _with_pronouns(IN_CALLS.sub("", line))
        yield from ((row, part) for part in _apart(words))


def _stands_for(initials: str, name: str) -> bool:
    """Whether a line is the letters that a call shows in place of a picture."""
    letters = initials.strip()
    words = IN_CALLS.sub("", name).split()
    return letters.isupper() and 1 < len(letters) < 4 and letters == "".join(w[0] for w in words)


def _with_pronouns(line: str) -> str:
    """Pronouns in a column of their own stand in brackets, as behind a name."""
    name, tab, other = line.strip().partition("\t")
    return f"{name} ({other.strip()})" if tab and _PRONOUNS.fullmatch(other.strip()) else line


def _all_of_one_line(line: str) -> list[str]:
    """The people of a text that is a single line, apart by tabs or dots, or as in any line."""
    if ";" not in line and not _PRONOUNS.search(line.partition("\t")[2]):
        for parts in (line.strip().split("\t"), _BETWEEN.split(line.strip())):
            if len(parts) > 2:
                return [part for part in parts if part.strip()]
    return _apart(_with_pronouns(line))


def _apart(line: str) -> list[str]:
    """The people of a line, apart by semicolons, and by commas where these are two or more. One
    comma alone belongs to a name ("Ash, Rowan"), unless addresses stand around it."""
    return [one for part in _people(line, ";") for one in _by_commas(part)]


def _by_commas(words: str) -> list[str]:
    before, comma, last = " ".join(words.split()).rpartition(",")
    people = _people(f"{before}{comma}{_AND.sub(', ', last)}", ",")
    addressed = sum("@" in one for one in people) > 1
    return people if len(people) > 2 or addressed else [words]


def _people(line: str, separator: str) -> list[str]:
    """What stands apart by `separator`. Pronouns and an address that stand alone are of the one
    before: "Bea, she/her, bea@example.org"."""
    people: list[str] = []
    for part in _split(line, separator):
        alone = _ADDRESS.fullmatch(part.strip()) and people and "@" not in people[-1]
        if people and (alone or _PRONOUNS.fullmatch(part.strip())):
            people[-1] += f", {part.strip()}"
        else:
            people.append(part)
    return people


def _split(line: str, separator: str) -> list[str]:
    """At each `separator` that stands outside of quotes and brackets."""
    cuts, depth, quoted = [-1], 0, False
    for place, char in enumerate(line):
        quoted ^= char == '"'
        depth = max(0, depth + (char in "(<[") - (char in ")>]"))
        if char == separator and not quoted and not depth:
            cuts.append(place)
    if quoted or depth:
        parts = line.split(separator)
    else:
        parts = [line[cut + 1 : end] for cut, end in pairwise([*cuts, len(line)])]
    return [part for part in parts if part.strip()]
