"""The forms in which the words of a name may stand in a note: any case, declined, with a slip.

A form that may as well be another word counts with a capital only, or only as "maybe".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from coreflect_tui.core.text import PLAIN_LETTERS, fold

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
# German, Polish, Czech and their like, without accents: what hangs on a name, by how it ends.
_ENDINGS = "n en ns es ens a u e i y em om ou ovi owi ie iem ze uv ova ovo ovy"
_AFTER_THREE = "a em iem owi ovi uv ova ovo ovy"
_FOR_A = "y e i u ou o ie in ina ino iny an om"
_CHANGED = {"ka": "ce", "ga": "dze ze", "da": "dzie", "ta": "cie", "ra": "rze", "cha": "sze se"}
_FOR_I = "ego emu ym im iho imu ho mu m"
_FLEETING = re.compile(r"(?P<stem>.+[^aeiouy])e(?P<last>[^aeiouy])")
# From this length on an ending does not turn a name into another common word with a capital, and
# from the next on in lower case; what is one letter off, or has more behind it, may be the name.
_LONG = 4
_LONGER = 5
_LONGEST = 7
_MOST_BEHIND = 3
APOSTROPHES = "'’ʼ‘`"
_SPLIT = re.compile(f"[{APOSTROPHES}]")
_HUMP = re.compile("(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")

People = frozenset[str]
_NOBODY: People = frozenset()


def is_common_word(word: str) -> bool:
    """Whether a name is a word of every day as well, such as "Rose"."""
    return name_key(word) in _ALSO_WORDS


def name_key(word: str) -> str:
    """What the same word has in common however it was typed."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    return fold("".join(char for char in word if char not in APOSTROPHES)).translate(PLAIN_LETTERS)


def is_little(word: str) -> bool:
    """A particle, an initial or a number: no name by itself."""
    key = name_key(word)
    return key in _PARTICLES or key.isdecimal() or len(word) < 2


def capitalised(word: str) -> bool:
    """In scripts without capitals every word counts."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


@dataclass(frozen=True, slots=True)
class Found:
    """Of whom a word may be, whether it says "whose", and whether it is likely another word."""

    people: People = _NOBODY
    possessive: bool = False
    maybe: bool = False


@dataclass(slots=True)
class NameForms:
    """The words of names and whom they belong to (ids), found in any of their forms."""

    _plain: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _declined: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _with_capital: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _slips: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, word: str, person: str) -> None:
        """A word by which a person is known."""
        key = name_key(word)
        if not key or person in self._plain.get(key, ()):
            return
        self._plain[key].add(person)
        for form, low_too in _forms(key):
            (self._declined if low_too else self._with_capital)[form].add(person)
        if len(key) >= _LONGER:
            for slip in _cuts(key):
                self._slips[slip].add(key)

    def exact(self, word: str) -> People:
        """Whose the very word is, in any case where it is no other word."""
        key = name_key(word)
        found = self._plain.get(key)
        if not found or ((key in _ALSO_WORDS or len(key) < 2) and not capitalised(word)):
            return _NOBODY
        return frozenset(found)

    def named(self, word: str) -> People:
        """Whose the word is even where it is another word too, as after "@"."""
        return frozenset(self._plain.get(name_key(word), _NOBODY))

    def whose(self, word: str) -> Found:
        """Whose name `word` is, in the form that fits best."""
        if found := self.exact(word):
            return Found(found)
        if len(word) > 2 and word[-2] in APOSTROPHES and word[-1] in "sS":
            bare = word[:-2]
            if found := self.named(bare) or self._in_other_form(bare):
                return Found(found, possessive=True)
            if found := self._nearly(bare):
                return Found(found, possessive=True, maybe=True)
        if found := self._in_other_form(word):
            return Found(found)
        for piece in _pieces(word):
            if found := self.exact(piece):
                return Found(found)
        near = self._nearly(word)
        return Found(near, maybe=bool(near))

    def _in_other_form(self, word: str) -> People:
        key = name_key(word)
        found = set(self._declined.get(key, ()))
        if key not in _ALSO_WORDS and (capitalised(word) or not word.isascii()):
            found |= self._with_capital.get(key, set())
        return frozenset(found)

    def _nearly(self, word: str) -> People:
        """One letter off, or with an ending of a language that has many."""
        key = name_key(word)
        upper = capitalised(word)
        if len(key) < _LONGER or not (upper or len(key) >= _LONGEST) or key in _ALSO_WORDS:
            return _NOBODY
        names = {one for cut in _cuts(key) for one in self._slips.get(cut, ()) if _near(one, key)}
        if upper:
            least = _LONGER if word.isascii() else _LONG
            shortest = max(len(key) - _MOST_BEHIND, least)
            names.update(key[:end] for end in range(shortest, len(key)) if key[:end] in self._plain)
        return frozenset(person for one in names for person in self._plain[one])


def _forms(key: str) -> Iterator[tuple[str, bool]]:
    """The declined forms of a word, and whether they count in lower case."""
    word = key in _ALSO_WORDS
    yield f"{key}s", len(key) >= _LONG and not word
    low_too = len(key) >= _LONGER and not word
    for form in _declined(key):
        yield form, low_too


def _declined(key: str) -> Iterator[str]:
    if len(key) >= _LONG:
        yield from _with(key, _ENDINGS)
    elif len(key) == _LONG - 1:
        yield from _with(key, _AFTER_THREE)
    if key.endswith("a") and len(key) >= _LONG - 1:
        yield from _with(key[:-1], _FOR_A)
        for end, others in _CHANGED.items():
            if key.endswith(end):
                yield from _with(key.removesuffix(end), others)
    if key.endswith(("i", "y")) and len(key) >= _LONG:
        yield from _with(key[:-1], _FOR_I)
        yield from _with(key, _FOR_I)
    if key.endswith("ie") and len(key) >= _LONG:
        yield from _with(key[:-1], "i im")
    if len(key) >= _LONG and (found := _FLEETING.fullmatch(key)):
        yield from _with(found["stem"] + found["last"], _ENDINGS)


def _with(stem: str, endings: str) -> Iterator[str]:
    return (stem + ending for ending in endings.split())


def _pieces(word: str) -> Iterator[str]:
    """Parts that are a name in something longer: "Ana'll", "d'Ana", "BoCarr", "ana22"."""
    if any(char in APOSTROPHES for char in word):
        yield from (piece for piece in _SPLIT.split(word) if piece)
    elif word[0].isdecimal() or word[-1].isdecimal():
        yield word.strip("0123456789") or word
    humps = _HUMP.split(word)
    if len(humps) > 1:
        yield from (hump for hump in humps if len(hump) > 1)


def _cuts(key: str) -> Iterator[str]:
    """The word, and the word without one of its inner letters: what one slip leaves alike."""
    yield key
    for cut in range(1, len(key) - 1):
        yield key[:cut] + key[cut + 1 :]


def _near(one: str, other: str) -> bool:
    """Whether two words differ by one letter (another, one more, two turned round) inside."""
    short, long = sorted((one, other), key=len)
    if (short[0], short[-1]) != (long[0], long[-1]) or short == long:
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(long) > len(short):
        return long[same + 1 :] == short[same:]
    turned = short[same : same + 2] == long[same : same + 2][::-1]
    rest = same + (2 if turned else 1)
    return short[rest:] == long[rest:]
