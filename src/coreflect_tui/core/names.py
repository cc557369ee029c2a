"""Where the name of someone here stands in a note, so that the harvest can go without names.

It errs on showing: a name that is missed harms, one shown too often costs a key.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import category

from coreflect_tui.core.state import Attendee
from coreflect_tui.core.text import fold

# Names that are common words too: in lower case they are nearly always the word.
_COMMON_WORDS = """
all an angel any april art as ash at august autumn be bear bill bishop black blue bless brown
can case chance change charity chase clay cliff constance cook dawn day dean do dream drew
early east ever faith field fisher flow forest fox frank free glory go good grace grant gray
green grey guy harmony hart he heart heath hill his honest honor honour hope hunter i in is it
jack joy judge june just justice keen king lake lane lark law light little long love low main
major mark mason may me mercy merry miles mine moon moss more much my new noble north now on one
open page pat patience peace pearl penny per power price quick quiet ray real rich rise river
rob rock rose sage sandy say sea see serenity sharp short singer skip sky small so song south
spring star stark still stone storm strong sue summer sunny swift they to trip true up us
violet walker ward way we west white wild will winter wise wolf wood work wright young
"""
_ALSO_WORDS = frozenset(_COMMON_WORDS.split())
_LITTLE_WORDS = """
al and bin binti da de del der di dos dr du el from ibn la le mr mrs ms mx of prof st the und van
von y
"""
_PARTICLES = frozenset(_LITTLE_WORDS.split())
_PRONOUN_WORDS = """
all any ask el ella elle er he her hers him hir his iel ihr it its my name no only pronouns she sie
their theirs them they use xe xem ze zir
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_ENDINGS = ("n", "en", "ns", "es", "a", "u", "e", "i", "y", "em", "om", "ou", "ovi", "owi", "ie")
_AFTER_A = ("y", "e", "i", "u", "ou", "o", "ie", "in", "an")
# From this length on an ending does not turn a name into another common word.
_LONG = 4
_APOSTROPHES = "'’ʼ‘`"
_BETWEEN = re.compile(r"[ \t\u00a0]*[-‐.,]?[ \t\u00a0]*")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AT_THE_END = (
    re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]"),
    re.compile(r"(.*\S)\s*[,;|–—-]\s*(\w+(?:\s*/\s*\w+)+)"),
)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# Scripts that write words without blanks, or hang particles on them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in a text: text[start:end], of whom it may be (ids), and whether it says "whose"."""

    start: int
    end: int
    people: tuple[str, ...]
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Index:
    """The parts of the names here, by key. Weak ones (a particle, an initial) only go along."""

    strong: dict[str, set[str]] = field(default_factory=dict)
    weak: dict[str, set[str]] = field(default_factory=dict)
    unspaced: dict[str, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Run:
    """Neighbouring words that may all belong to one person."""

    start: int
    end: int
    people: set[str]
    possessive: bool = False


def names_in(text: str, people: Iterable[Attendee]) -> tuple[Occurrence, ...]:
    """Where a name of these people stands in `text`, from the front, without overlaps.

    Found are the full name, each part of it, a nickname in brackets, with or without accents, in
    any case, with a possessive or a simple ending.
    """
    listed = tuple(people)
    index = _index(listed)
    order = {person.id: place for place, person in enumerate(listed)}
    runs = [*_runs(text, index), *_unspaced_runs(text, index)]
    runs.sort(key=lambda run: (run.start, -run.end))
    found: list[Occurrence] = []
    for run in runs:
        if not found or run.start >= found[-1].end:
            whose = tuple(sorted(run.people, key=order.__getitem__))
            found.append(Occurrence(run.start, run.end, whose, run.possessive))
    return tuple(found)


def replace_name(text: str, occurrence: Occurrence) -> str:
    """`text` with "someone" where the name stood."""
    someone = "someone's" if occurrence.possessive else "someone"
    return text[: occurrence.start] + someone + text[occurrence.end :]


def without_names(text: str, people: Iterable[Attendee]) -> str:
    """`text` with "someone" wherever a name of these people stood."""
    for occurrence in reversed(names_in(text, people)):
        text = replace_name(text, occurrence)
    return text


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


def _index(people: tuple[Attendee, ...]) -> _Index:
    index = _Index()
    for person in people:
        for name in {person.name, person.listed_name}:
            bare = _BRACKETS.sub(lambda m: " " if is_pronouns(m[1]) else f" {m[1]} ", name)
            words = [token.text for token in _tokens(bare)]
            strong = [word for word in words if not _is_weak(word)] or words
            for word in words:
                into = index.strong if word in strong else index.weak
                into.setdefault(_key(word), set()).add(person.id)
            for word in {*strong, "".join(words)}:
                if _UNSPACED.search(word):
                    index.unspaced.setdefault(word.lower(), set()).add(person.id)
    return index


def _is_weak(word: str) -> bool:
    key = _key(word)
    return key in _PARTICLES or key.isdecimal() or len(word) < 2


def _tokens(text: str) -> Iterator[_Token]:
    """The words: letters, marks and digits, with apostrophes in between."""
    start = None
    for place, char in enumerate(f"{text} "):
        inside = start is not None and place < len(text) - 1
        if _in_word(char) or (
            inside and char in _APOSTROPHES and text[place + 1 : place + 2].isalpha()
        ):
            start = place if start is None else start
        elif start is not None:
            yield _Token(start, place, text[start:place])
            start = None


def _in_word(char: str) -> bool:
    return category(char)[0] in "LMN" or char in "\u200c\u200d"


def _key(word: str) -> str:
    return fold("".join(char for char in word if char not in _APOSTROPHES)).translate(_LETTERS)


def _runs(text: str, index: _Index) -> Iterator[_Run]:
    run: _Run | None = None
    reach = 0  # how far the words that go along with the run extend
    for token in _tokens(text):
        whose, possessive = _whose(token.text, index.strong)
        end = token.end
        if whose and text[end : end + 1] in tuple(_APOSTROPHES) and _key(token.text)[-1] == "s":
            end, possessive = end + 1, True
        joined = run is not None and _BETWEEN.fullmatch(text, reach, token.start) is not None
        if run and joined and not run.possessive and whose & run.people:
            run.people &= whose
            run.end = reach = end
            run.possessive = possessive
            continue
        if run and joined and not run.possessive:
            going_along = index.weak.get(_key(token.text), set()) & run.people
            if going_along:
                run.people, reach = going_along, token.end
                if token.text.isupper():
                    run.end = token.end
                continue
        if run:
            yield run
        run = _Run(token.start, end, set(whose), possessive) if whose else None
        reach = end
    if run:
        yield run


def _whose(word: str, names: dict[str, set[str]]) -> tuple[set[str], bool]:
    """The people whose name `word` may be, and whether it stands in the possessive."""
    if found := _exact(word, names):
        return found, False
    if len(word) > 2 and word[-2] in _APOSTROPHES and word[-1] in "sS":
        found = _exact(word[:-2], names) or _inflected(word[:-2], names)
        if found:
            return found, True
    if found := _inflected(word, names):
        return found, False
    # What hangs on a name by an apostrophe: "Ana'll", "d'Ana".
    for piece in re.split(f"[{_APOSTROPHES}]", word):
        if found := _exact(piece, names):
            return found, False
    return set(), False


def _exact(word: str, names: dict[str, set[str]]) -> set[str]:
    key = _key(word)
    if (key in _ALSO_WORDS or len(key) < 2) and not _capitalised(word):
        return set()
    return names.get(key, set())


def _inflected(word: str, names: dict[str, set[str]]) -> set[str]:
    key = _key(word)
    if key.endswith("s") and key[:-1] in names:
        lower_is_word = key[:-1] in _ALSO_WORDS or len(key) < _LONG
        return names[key[:-1]] if _capitalised(word) or not lower_is_word else set()
    if not _capitalised(word):
        return set()
    for ending in _ENDINGS:
        stem = key.removesuffix(ending)
        if _LONG <= len(stem) < len(key) and stem in names:
            return names[stem]
    for ending in _AFTER_A:
        stem = key.removesuffix(ending) + "a"
        if key.endswith(ending) and len(stem) >= _LONG and stem in names:
            return names[stem]
    return set()


def _capitalised(word: str) -> bool:
    """In scripts without capitals every word counts."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


def _unspaced_runs(text: str, index: _Index) -> Iterator[_Run]:
    lowered = text.lower() if len(text.lower()) == len(text) else text
    for name, whose in index.unspaced.items():
        for match in re.finditer(re.escape(name), lowered):
            yield _Run(match.start(), match.end(), set(whose))
