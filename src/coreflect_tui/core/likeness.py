"""How near a name is to those of a list: the same words turned round, an initial, one letter off;
and names that are a device's or a note-taking program's."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from coreflect_tui.core.names import split_called
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.text import DEVICE_WORDS, PLAIN_LETTERS, fold

Words = tuple[str, ...]
_Key = TypeVar("_Key", bound=Hashable)
_Slip = tuple[int, Words, str]

# From these lengths on, one letter of difference is more likely a slip than another name, and only
# inside a word: "Maria" and "Mario", "Martin" and "Martina" differ at the end.
_LONG_NAME = 10
_LONG_WORD = 6

_APOSTROPHES = re.compile("['’ʼ‘`´]")
_BETWEEN = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
# These may be what somebody is called; with a number or a word behind them they are not.
_MAKES = frozenset({"lenovo", "moto", "nokia", "oppo", "pixel", "sm", "surface"})
_BESIDE_WORDS = """
a air call e edge fold g go i in lite max mini my note of plus pro s se the ultra x
"""
_BESIDE_DEVICES = frozenset(_BESIDE_WORDS.split())
_OWNED = re.compile(r"(?P<whose>.+?)['’ʼ‘`´]s?\s+(?P<what>.+)")
_BOT = re.compile(
    r"\w\.ai\b|\b(?:otter\s*pilot|otter\s+ai|fireflies|read\s+ai|meet\s?geek|fathom|tl;?dv|copilot)\b"
    r"|\bai\s+(?:companion|assistant|notes?)\b|\bmeeting\s+(?:notes|recorder|assistant)\b",
    re.IGNORECASE,
)
_NOTETAKER = re.compile(r"\bnote[\s-]?tak(?:er|ing)\b", re.IGNORECASE)
# "Bea (note-taker)" and "Bea - note-taker" are people with a part in the session.
_PART = re.compile(r"[(\[].*|\s[-–—|].*|,.*")


def name_words(name: str) -> Words:
    """The words of a name in the order in which it is said, for comparing: "Ash, Rowan (she/her)"
    is ("rowan", "ash"). Without case, accents, points and what stands in brackets."""
    bare = _BRACKETS.sub(" ", split_called(name)[0])
    last, comma, first = bare.partition(",")
    said = f"{first} {last}" if comma and first.strip() else bare
    parts = _BETWEEN.split(_APOSTROPHES.sub("", said))
    if said.isascii():
        return tuple(part.lower() for part in parts if part)
    return tuple(word for part in parts if (word := fold(part).translate(PLAIN_LETTERS)))


def name_key(name: str) -> str:
    """What the very same name has in common however it was typed."""
    return fold(split_called(name)[0])


def is_device(name: str) -> bool:
    """Whether a call shows a device or nothing ("iPhone", "Call-in User_2") in place of a name."""
    said = name_words(name)
    words = [bare for word in said if (bare := word.rstrip("0123456789"))]
    makes = len(said) > 1 and said[0] in _MAKES
    if not makes and not any(word in DEVICE_WORDS for word in words):
        return not words
    beside = words[1:] if makes else words
    # What has a digit inside is a model: "SM-G991B".
    return all(
        word in DEVICE_WORDS or word in _BESIDE_DEVICES or any(map(str.isdecimal, word))
        for word in beside
    )


def owner(name: str) -> str:
    """Whose device it is where a call shows "Bea's iPhone", else the name as it is."""
    found = _OWNED.fullmatch(name)
    return found["whose"] if found and is_device(found["what"]) else name


def is_bot(name: str) -> bool:
    """Whether a name is that of a program that takes notes."""
    return bool(_BOT.search(name) or _NOTETAKER.search(_PART.sub("", name)))


class Listed:
    """The people of a list, to be found (as ids) by e-mail, by name and by what is like it."""

    def __init__(self, people: Sequence[Attendee]) -> None:
        self.emails: dict[str, set[str]] = defaultdict(set)
        self.aliases: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        self._order = {person.id: place for place, person in enumerate(people)}
        self._turned: dict[Words, set[str]] = defaultdict(set)
        self._first: dict[str, set[str]] = defaultdict(set)
        self._initials: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._slips: dict[_Slip, set[str]] = defaultdict(set)
        self._words: dict[str, tuple[Words, ...]] = {}
        for person in people:
            self._take(person)

    def _take(self, person: Attendee) -> None:
        if person.email.strip():
            self.emails[person.email.strip().casefold()].add(person.id)
        for alias in person.aliases:
            self.aliases[fold(alias)].add(person.id)
        names = [name for name in (person.name, person.listed_name) if name]
        self._words[person.id] = tuple(words for name in names if (words := name_words(name)))
        for name in names:
            for key in {name_key(name), fold(name)} - {""}:
                self.names[key].add(person.id)
        for words in self._words[person.id]:
            self._turned[tuple(sorted(words))].add(person.id)
            self._first[words[0]].add(person.id)
            self._initials[ends(words)].add(person.id)
            for slip in _slips(words):
                self._slips[slip].add(person.id)

    def ordered(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids in the order of the list."""
        return tuple(sorted(ids, key=self._order.__getitem__))

    def called_first(self, word: str) -> set[str]:
        """Everyone of that first name."""
        return self._first.get(word, set())

    def same_words(self, words: Words) -> set[str]:
        """The same words in any order, however they are joined."""
        return self._turned.get(tuple(sorted(words)), set())

    def one_letter_off(self, words: Words) -> set[str]:
        near = any_of(self._slips, _slips(words))
        return {one for one in near if any(_one_slip(words, each) for each in self._words[one])}

    def initial(self, words: Words) -> set[str]:
        """Bea Okoro for "Bea O.", and the other way round."""
        return {
            one
            for one in self._initials.get(ends(words), ())
            for each in self._words[one]
            if len(words) > 1
            and each[0] == words[0]
            and len(each) > 1
            and 1 in (len(each[-1]), len(words[-1]))
        }

    def first_name(self, words: Words) -> set[str]:
        """Everyone of that first name, where the visitor or one of them has nothing else."""
        same = self.called_first(words[0])
        alone = len(words) == 1 or any({words[:1]} == {*self._words[one]} for one in same)
        return same if alone and len(words[0]) > 1 else set()

    def same_ends(self, words: Words) -> set[str]:
        """First and last name agree, and what is in between does not."""
        return {
            one
            for one in self._initials.get(ends(words), ())
            for each in self._words[one]
            if len(words) > 1 and (each[0], each[-1]) == (words[0], words[-1])
        }


def ends(words: Words) -> tuple[str, str]:
    """The first name and the initial of the last."""
    return words[0], words[-1][0]


def any_of(index: Mapping[_Key, set[str]], keys: Iterable[_Key]) -> set[str]:
    """All that stands under any of the keys."""
    return {one for key in keys for one in index.get(key, ())}


def _slips(words: Words) -> Iterator[_Slip]:
    """Keys that two names share whose words are the same but for one letter of a long word: the
    place of that word, the other words, and the word without one of its letters."""
    if len(words) < 2 or sum(map(len, words)) < _LONG_NAME:
        return
    for place, word in enumerate(words):
        if len(word) >= _LONG_WORD - 1:
            others = (*words[:place], *words[place + 1 :])
            yield place, others, word
            for cut in range(1, len(word)):
                yield place, others, word[:cut] + word[cut + 1 :]


def _one_slip(one: Words, other: Words) -> bool:
    """Whether two names differ by one letter (too many, missing, another, two turned round) inside
    one word, so that it is likely a slip."""
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(differing) != 1:
        return False
    short, long = sorted(differing[0], key=len)
    # The first and the last letter tell names apart.
    if len(long) < _LONG_WORD or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(long) - len(short) == 1:
        return long[start + 1 :] == short[start:]
    turned = short[start : start + 2] == long[start : start + 2][::-1]
    rest = start + 2 if turned else start + 1
    return len(long) == len(short) and short[rest:] == long[rest:]
