"""Where the name of someone here stands in a note, so that the harvest can go without names.

It errs on showing: a name that is missed harms, one shown too often costs a key.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from coreflect_tui.core.forgotten import is_forgotten
from coreflect_tui.core.name_forms import (
    APOSTROPHES,
    NameForms,
    is_common_word,
    is_little,
    name_key,
)
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.text import DEVICE_WORDS, fold

__all__ = [
    "NameFinder",
    "Occurrence",
    "is_common_word",
    "is_pronouns",
    "names_in",
    "replace_name",
    "split_called",
    "without_names",
]

_PRONOUN_WORDS = """
all any ask el ella elle er he her hers him hir his iel ihr it its my name no only pronouns she sie
their theirs them they use xe xem ze zir
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_OPENING = " \t\u00a0-–—•*>\"'“„‘«(["
"""What may stand before the first word of a sentence."""
_BETWEEN = re.compile(r"[ \t\u00a0]*+[-‐.,]?[ \t\u00a0]*+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AT_THE_END = (
    re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]"),
    re.compile(r"(.*\S)\s*[,;|–—-]\s*(\w+(?:\s*/\s*\w+)+)"),
)
_ASCII_WORD = re.compile("[A-Za-z0-9]+(?:['`](?=[A-Za-z])[A-Za-z0-9]+)*")
_WHOLE = r"(?<![\w.+'-]){}(?![\w-]|\.\w)"
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TWO_INITIALS = re.compile(r"(?<!\w)([^\W\d_])\.[ ]?([^\W\d_])\.(?!\w)")
# Capitals that are words: "Bo, I heard", "A. Blum" all the same.
_LONE_WORDS = frozenset("AEIOUY")
# Scripts that write words without blanks, or hang particles on them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in a text: text[start:end], of whom it may be (ids), and whether it says "whose".

    `maybe` says that it is likely a slip or a form of the name, and may as well be another word.
    """

    start: int
    end: int
    people: tuple[str, ...]
    possessive: bool = False
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Run:
    """Neighbouring words that may all belong to one person."""

    start: int
    end: int
    people: frozenset[str]
    possessive: bool = False
    maybe: bool = False


class NameFinder:
    """Finds the names of these people in many texts.

    Found are the full name, the name on the list, those in reports, each part of them, a nickname
    in brackets, initials beside a name, addresses; with or without accents, in any case, in a
    mention, with a possessive or declined. Where one letter is off it is a "maybe".
    """

    def __init__(self, people: Iterable[Attendee]) -> None:
        listed = tuple(people)
        self._order = {person.id: place for place, person in enumerate(listed)}
        self._forms = NameForms()
        self._little: dict[str, set[str]] = {}
        self._initials: dict[str, set[str]] = {}
        self._both: dict[str, set[str]] = {}
        self._unspaced: dict[str, set[str]] = {}
        self._addresses: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        for person in listed:
            if is_forgotten(person.name):
                continue
            called = tuple(filter(None, dict.fromkeys((person.name, person.listed_name))))
            for name in called:
                _put(self._names, person.id, name)
                self._take(name, person.id)
            for name in person.aliases:
                self._take(_no_device(name), person.id)
            if "@" in person.email:
                _put(self._addresses, person.email.strip().casefold(), person.id)

    def _take(self, name: str, person: str) -> None:
        bare = _BRACKETS.sub(lambda m: " " if is_pronouns(m[1]) else f" {m[1]} ", name)
        words = [token.text for token in _tokens(bare)]
        strong = [word for word in words if not is_little(word)] or words
        for word in words:
            _put(self._initials, word[0].upper(), person)
            if word in strong:
                self._forms.add(word, person)
            else:
                _put(self._little, name_key(word), person)
        if len(words) > 1:
            _put(self._both, (words[0][0] + words[-1][0]).upper(), person)
            self._forms.add("".join(words), person)
        for word in {*strong, "".join(words)}:
            if _UNSPACED.search(word):
                _put(self._unspaced, word.lower(), person)

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """Where a name stands in `text`, from the front, without overlaps."""
        runs = [*self._in_addresses(text), *self._runs(text), *self._without_blanks(text)]
        runs += self._two_initials(text)
        runs.sort(key=lambda run: (run.start, -run.end))
        found: list[Occurrence] = []
        for run in runs:
            if not found or run.start >= found[-1].end:
                whose = tuple(sorted(run.people, key=self._order.__getitem__))
                end = max(run.end, self._written_out(text, run))
                found.append(Occurrence(run.start, end, whose, run.possessive, run.maybe))
        return tuple(found)

    def without(self, text: str) -> str:
        """`text` with "someone" wherever a name of these people stood, or maybe stood."""
        for occurrence in reversed(self.find(text)):
            text = replace_name(text, occurrence)
        return text

    def _written_out(self, text: str, run: _Run) -> int:
        """Where a whole name ends that begins here: signs in it, as in "Ann [/]", are no words and
        belong to it all the same."""
        names = (name for person in run.people for name in self._names.get(person, ()))
        whole = (name for name in names if _stands_at(text, run.start, name))
        return run.start + max(map(len, whole), default=0)

    def _runs(self, text: str) -> Iterator[_Run]:
        run: _Run | None = None
        reach = 0  # how far the words that go along with the run extend
        tokens = list(_tokens(text))
        for place, token in enumerate(tokens):
            found = self._forms.whose(token.text)
            whose, possessive, end = found.people, found.possessive, token.end
            if not whose and text[token.start - 1 : token.start] in ("@", "#"):
                whose = self._forms.named(token.text)
            if whose and text[end : end + 1] in tuple(APOSTROPHES) and token.text[-1] in "sSxXzZß":
                end, possessive = end + 1, True
            joined = run is not None and _BETWEEN.fullmatch(text, reach, token.start) is not None
            if run and joined and not run.possessive and whose & run.people:
                run.people &= whose
                run.end = reach = end
                run.possessive, run.maybe = possessive, run.maybe and found.maybe
                continue
            if run and joined and not run.possessive:
                along = run.people & self._going_along(token, text)
                if along:
                    run.people, reach = along, token.end
                    if token.text.isupper():
                        run.end = reach = _with_point(token, text)
                    continue
            if run:
                yield run
            run = _Run(token.start, end, whose, possessive, found.maybe) if whose else None
            if run:
                self._take_initials_before(run, text, tokens[:place][-2:])
            reach = end
        if run:
            yield run

    def _going_along(self, token: _Token, text: str) -> frozenset[str]:
        """Whose a particle or an initial behind a name may be: "Bo van", "Bo C."."""
        people = self._little.get(name_key(token.text), set())
        if _is_initial(token, text):
            people = people | self._initials.get(token.text, set())
        return frozenset(people)

    def _take_initials_before(self, run: _Run, text: str, before: Sequence[_Token]) -> None:
        """ "B. Carr" is one name, not an initial and a name."""
        for token in reversed(before):
            people = run.people & self._initials.get(token.text, set())
            joined = _BETWEEN.fullmatch(text, token.end, run.start)
            if not (people and joined and _is_initial(token, text)):
                return
            run.start, run.people = token.start, people

    def _in_addresses(self, text: str) -> Iterator[_Run]:
        if "@" not in text:
            return
        for address, whose in self._addresses.items():
            # Also one of an unusual form; never a part of somebody else's that is longer.
            for match in re.finditer(_WHOLE.format(re.escape(address)), text, re.IGNORECASE):
                yield _Run(match.start(), match.end(), frozenset(whose))
        for match in _ADDRESS.finditer(text):
            people = set(self._addresses.get(match[0].casefold(), ()))
            local = match[0].partition("@")[0]
            for token in () if people else _tokens(local):
                people |= self._forms.named(token.text)
            if people:
                yield _Run(match.start(), match.end(), frozenset(people))

    def _two_initials(self, text: str) -> Iterator[_Run]:
        for match in _TWO_INITIALS.finditer(text) if "." in text else ():
            people = self._both.get(match[1] + match[2])
            if people:
                yield _Run(match.start(), match.end(), frozenset(people), maybe=True)

    def _without_blanks(self, text: str) -> Iterator[_Run]:
        lowered = text.lower() if len(text.lower()) == len(text) else text
        for name, whose in self._unspaced.items():
            for match in re.finditer(re.escape(name), lowered):
                yield _Run(match.start(), match.end(), frozenset(whose))


def names_in(text: str, people: Iterable[Attendee]) -> tuple[Occurrence, ...]:
    """Where a name of these people stands in one text; for many make a NameFinder once."""
    return NameFinder(people).find(text)


def replace_name(text: str, occurrence: Occurrence) -> str:
    """`text` with "someone" where the name stood, with a capital where that began a sentence."""
    before, name = text[: occurrence.start], text[occurrence.start : occurrence.end]
    someone = "someone's" if occurrence.possessive else "someone"
    if name[:1].isupper() and _begins_sentence(before):
        someone = someone.capitalize()
    return before + someone + text[occurrence.end :]


def _begins_sentence(before: str) -> bool:
    """Whether a sentence begins after `before`."""
    row = before.rpartition("\n")[2]
    words = row.rstrip(_OPENING)
    return not words or (words[-1] in ".!?…" and words != row)


def without_names(text: str, people: Iterable[Attendee]) -> str:
    """`NameFinder.without` for one text."""
    return NameFinder(people).without(text)


def is_pronouns(text: str) -> bool:
    """Whether what stands in brackets after a name is pronouns ("they/them") and not a name."""
    words = re.split(r"[\s/,|]+", text.strip())
    if all(fold(word) in _PRONOUNS for word in words):
        return True
    return len(words) > 1 and "/" in text and all(0 < len(word) <= 6 for word in words)


def split_called(text: str) -> tuple[str, str]:
    """A name with pronouns after it, in brackets or after a comma or dash, as name and pronouns.

    "Rowan (they/them)" is ("Rowan", "they/them"); without pronouns the second is empty.
    """
    name, pronouns = " ".join(text.split()), ""
    for pattern in _AT_THE_END:
        found = pattern.fullmatch(name)
        if found and is_pronouns(found[2]):
            name, pronouns = found[1].rstrip(" ,;"), pronouns or found[2].strip()
    return name, pronouns


def _stands_at(text: str, start: int, name: str) -> bool:
    return text[start : start + len(name)].casefold() == name.casefold()


def _no_device(alias: str) -> str:
    return " ".join(word for word in alias.split() if name_key(word) not in DEVICE_WORDS)


def _put(into: dict[str, set[str]], key: str, person: str) -> None:
    into.setdefault(key, set()).add(person)


def _is_initial(token: _Token, text: str) -> bool:
    """One capital; a vowel may be a word, so it needs its point."""
    if len(token.text) != 1 or not token.text.isupper():
        return False
    return token.text not in _LONE_WORDS or text[token.end : token.end + 1] == "."


def _with_point(token: _Token, text: str) -> int:
    """Where an initial ends: its point belongs to it where the sentence goes on."""
    goes_on = (
        text[token.end : token.end + 1] == "." and text[token.end + 1 :].lstrip()[:1].islower()
    )
    return token.end + 1 if goes_on else token.end


def _tokens(text: str) -> Iterator[_Token]:
    """The words: letters, marks and digits, with apostrophes in between."""
    if text.isascii():
        for match in _ASCII_WORD.finditer(text):
            yield _Token(match.start(), match.end(), match[0])
        return
    start = None
    for place, char in enumerate(f"{text} "):
        inside = start is not None and place < len(text) - 1
        if _in_word(char) or (
            inside and char in APOSTROPHES and text[place + 1 : place + 2].isalpha()
        ):
            start = place if start is None else start
        elif start is not None:
            yield _Token(start, place, text[start:place])
            start = None


def _in_word(char: str) -> bool:
    return char.isalnum() or category(char)[0] in "LMN" or char in "\u200c\u200d"
