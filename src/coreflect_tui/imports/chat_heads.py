"""How chats mark who wrote a message and when: patterns, and what a line of a chat begins with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coreflect_tui.core.names import is_common_word, split_called
from coreflect_tui.core.text import fold

_TIME = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?!\d)(?:\s?[ap]\.?\s?m\b\.?)?"
_DIGITS = r"\d{1,4}[./-]\s?\d{1,2}(?:[./-]\s?\d{2,4})?\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|heute|gestern)"
_MONTH = r"\d{1,2}\.? [^\W\d_]{3,9}\.?(?: \d{4})?|[^\W\d_]{3,9}\.? \d{1,2}(?!\d)(?:,? \d{4})?"
_DAY = rf"(?:{_DIGITS}|{_WEEKDAY}|{_MONTH})"
_STAMP = rf"(?:(?:{_DAY},?\s?(?:at |um |à )?)?{_TIME}(?:\s?[•·,]\s?{_DIGITS})?)"
# What stands before and after the sender in the languages of the calls, and whom it is for.
_FROM = "from|von|de|da|van|od|från|fra|от|від"
_TO = "to|an|à|a|para|aan|naar|do|till|til|кому|до"
_EVERYONE = (
    r"(?:everyone(?: in (?:the )?meeting)?|all(?: panelists| attendees)*|hosts? and panelists"
    r"|meeting group chat|alle[nr]?|tout le monde|todos|tutti|wszys(?:cy|tkich)|iedereen|всем?|всі)"
)
_FLAGS = re.IGNORECASE
_FROM_TO = re.compile(
    rf"(?P<stamp>[\[(]?{_STAMP}[\])]?\s?[-–]?\s?)?(?:{_FROM})\s(?P<name>.{{1,80}}?)\s(?:{_TO})\s"
    rf"(?P<whom>[^:：]{{1,80}}?)\s?(?P<direct>\([^()]{{1,40}}\))?\s?[:：]\s?(?P<rest>.*)",
    _FLAGS,
)
_FROM_ALONE = re.compile(
    rf"[\[(]?{_STAMP}[\])]?\s(?:{_FROM})\s(?P<name>[^:：]{{1,80}}?)\s?[:：]\s?(?P<rest>.*)", _FLAGS
)
# In two parts, since who writes ends at the first "to": every other end of it would be tried with
# every end of what follows.
_WRITES_TO = re.compile(rf"(?:{_STAMP}\s)?(?P<name>.{{1,80}}?)\s(?:{_TO})\s", _FLAGS)
_WHOM = re.compile(
    rf"(?P<whom>.{{1,60}}?)\s?(?P<early>\([^()\d]{{1,40}}\))?[\s:]{{0,4}}(?P<stamp>\({_STAMP}\)|{_STAMP})\s?"
    rf"(?P<direct>\([^()]{{1,40}}\))?:?",
    _FLAGS,
)
_WHOM_ALONE = re.compile(r"(?P<whom>(?-i:[^\W\d_a-zà-ÿ]).{1,60}?):?", _FLAGS)
_STAMPED = re.compile(
    rf"(?P<open>[\[(])?(?P<stamp>{_STAMP})[\])]?\s?(?P<dash>[-–—]\s)?"
    r"(?P<name>[^:：]{1,80}?)\s?[:：](?!//)\s?(?P<rest>.*)",
    _FLAGS,
)
_IN_ANGLES = re.compile(
    rf"(?:[\[(]?{_STAMP}[\])]?\s)?<\s?[@+%&~]?(?P<name>[^<>]{{1,60}})>\s(?P<rest>.*)", _FLAGS
)
_BRACKETED = re.compile(rf"\[{_STAMP}\]\s?(?P<name>.{{1,80}}?):?", _FLAGS)
_NAME_STAMP = re.compile(
    rf"(?P<name>.{{1,80}}?)[\s,—–|•·-]{{0,8}}[\[(]?(?:{_STAMP}|\d{{1,2}}\s?min\.?(?: ago)?)"
    r"[\])]?:?(?:\s\(?edited\)?)?",
    _FLAGS,
)
_STAMP_NAME = re.compile(rf"[\[(]?{_STAMP}[\])]?\s?(?P<name>.{{1,80}})", _FLAGS)
_STAMP_ALONE = re.compile(
    rf"[\[(]?{_STAMP}[\])]?(?:\s\(?edited\)?)?|{_DIGITS}|"
    r"\d{1,2}:\d{2}:\d{2}[.,]\d{3}(?:,|\s-->\s)\d{1,2}:\d{2}:\d{2}[.,]\d{3}",
    _FLAGS,
)
_STRICT_TIME = re.compile(r"\[.{1,40}\]\s|\d{1,2}:\d{2}:\d{2}\s")
_CALLED = re.compile(r"(?P<name>[^:：]{1,80}?)\s?[:：](?!//)\s?(?P<rest>.*)")
_IS_EVERYONE = re.compile(_EVERYONE, _FLAGS)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SELF = frozenset({"me", "you", "ich", "du", "sie", "moi", "vous", "yo", "tú"})
# Words before a time in a sentence: "until 7:30" is nobody's name.
_SENTENCE = "about after and around at before by from in is it on or since the till to um until was"
_NOT_IN_NAMES = frozenset(_SENTENCE.split())
_PARTICLES = "al bin da de del der di dos du el la le the van von y"
_IN_NAMES = frozenset(_PARTICLES.split())


@dataclass(frozen=True, slots=True)
class Head:
    """What a message begins with: its sender, the words on the same line, and whether it was for
    one person alone. `sure` is False where the same line might be somebody's words."""

    name: str
    rest: str = ""
    direct: bool = False
    sure: bool = True


class KnownNames:
    """The people whose name may stand before their words, however it is written."""

    def __init__(self, people: Iterable[str]) -> None:
        self._keys: set[str] = set()
        for person in people:
            self.add(person)
            words = _bare(person).split()
            inside = [found[1:-1] for found in _BRACKETS.findall(person)]
            for word in (*words[:1], *inside):
                if len(word) > 1 and not is_common_word(word):
                    self._keys.add(fold(word))
            if len(words) > 1:
                self._keys |= {fold(f"{words[0]} {words[-1][0]}{point}") for point in ("", ".")}

    def add(self, name: str) -> None:
        """A name as a chat shows it."""
        self._keys |= {fold(_bare(name)), fold(name)} - {""}

    def __contains__(self, name: str) -> bool:
        return fold(_bare(name)) in self._keys


def read_head(line: str, known: KnownNames) -> Head | None:
    """What `line` (blanks evened) begins with, or None when it is words alone."""
    return (
        _from_to(line)
        or _to_whom(line, known)
        or _stamped(line, known)
        or _name_and_stamp(line, known)
        or _called(line, known)
    )


def is_stamp(line: str) -> bool:
    """Whether a line is nothing but a time or a day."""
    return bool(_STAMP_ALONE.fullmatch(line))


def called(line: str) -> Head | None:
    """ "Bo: text" where a name is to be expected, whoever that is."""
    found = _CALLED.fullmatch(line)
    return Head(found["name"], found["rest"]) if found and like_a_name(found["name"]) else None


def like_a_name(text: str) -> bool:
    """Whether words look like a display name: few, no sentence, each with a capital."""
    words = _bare(text).replace(",", " ").split()
    if not 1 <= len(words) <= 5 or (text[-1:] in ".!?…;" and len(words[-1]) > 2):
        return fold(text) in _SELF
    return fold(text) in _SELF or all(
        _begins_like_one(word) or word.casefold() in _IN_NAMES for word in words
    )


def _begins_like_one(word: str) -> bool:
    """A capital, or a letter of a script that has none."""
    return word[0].isupper() or (word[0].isalpha() and word[0].lower() == word[0].upper())


def _bare(name: str) -> str:
    return " ".join(_BRACKETS.sub(" ", split_called(name)[0]).split())


def _from_to(line: str) -> Head | None:
    """Zoom saved, Webex, and Zoom's older window."""
    if found := _FROM_TO.fullmatch(line):
        rest = found["rest"]
        timed = is_stamp(rest)
        if found["stamp"] or timed or _IS_EVERYONE.fullmatch(found["whom"]):
            return Head(found["name"], "" if timed else rest, bool(found["direct"]))
    if found := _FROM_ALONE.fullmatch(line):
        return Head(found["name"], found["rest"])
    return None


def _to_whom(line: str, known: KnownNames) -> Head | None:
    """Zoom, copied from the window."""
    writes = _WRITES_TO.match(line)
    if writes is None:
        return None
    name, ends = writes["name"], writes.end()
    if found := _WHOM.fullmatch(line, ends):
        whom, direct = found["whom"], bool(found["direct"] or found["early"])
        if _IS_EVERYONE.fullmatch(whom) or (_is_name(name, known) and _is_name(whom, known)):
            return Head(name, direct=direct)
    found = _WHOM_ALONE.fullmatch(line, ends)
    if found and _IS_EVERYONE.fullmatch(found["whom"]) and _is_name(name, known):
        return Head(name)
    return None


def _stamped(line: str, known: KnownNames) -> Head | None:
    """A time, then a name and a colon: WhatsApp, Signal, BigBlueButton, recordings of Zoom."""
    if found := _IN_ANGLES.fullmatch(line):
        return Head(found["name"], found["rest"])
    if found := _STAMPED.fullmatch(line):
        name, strict = found["name"], found["open"] or found["dash"] or _STRICT_TIME.match(line)
        few = len(name.split()) <= 6 and name.casefold() not in ("http", "https")
        if few and (strict or _is_name(name, known)):
            return Head(name, found["rest"])
    if found := _BRACKETED.fullmatch(line):
        name = found["name"]
        if _is_name(name, known):
            return Head(name, sure=name in known or len(name.split()) > 1)
        return Head("", name)
    return None


def _name_and_stamp(line: str, known: KnownNames) -> Head | None:
    """A line with a name and a time, and the words on the next: Teams, Meet, Slack, Discord."""
    if found := _NAME_STAMP.fullmatch(line):
        name = found["name"].strip()
        words = name.casefold().split()
        if name in known:
            return Head(name)
        if like_a_name(name):
            return Head(name, sure=len(words) > 1)
        if 0 < len(words) <= 2 and not _NOT_IN_NAMES.intersection(words) and name.isalpha():
            return Head(name, sure=False)
    if found := _STAMP_NAME.fullmatch(line):
        if found["name"] in known:
            return Head(found["name"])
        if _STRICT_TIME.match(line):
            return Head("", found["name"])
    return None


def _called(line: str, known: KnownNames) -> Head | None:
    """ "Bo: text", or the name alone, of people who are known."""
    found = _CALLED.fullmatch(line)
    if found and found["name"].lstrip("@") in known:
        return Head(found["name"], found["rest"])
    return Head(line) if line in known else None


def _is_name(text: str, known: KnownNames) -> bool:
    return text in known or like_a_name(text)
