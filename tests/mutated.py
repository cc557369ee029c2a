"""Files as strangers, broken programs and ill will leave them: bytes, words and lines of a file
that is in order, exchanged for others."""

import re
from collections.abc import Callable
from random import Random

_WORD = re.compile(rb"[^\s,;\t=\[\]{}\"']+|\"[^\"\n]*\"|'[^'\n]*'")
# What readers are most likely to stumble over.
ODD = (
    *(b"", b" ", b"0", b"-1", b"1", b"2", b"13", b"60", b"99", b"1e999", b"-0.0", b"nan", b"inf"),
    *(b"4294967296", b"9223372036854775808", b"0x7f", b"true", b"false", b"True", b'""', b"''"),
    *(b'"x"', b'"""', b"'''", b'"\\u0000"', b'"\\ud800"', b'"\\U0010ffff"', b"[]", b"{}", b"[[]]"),
    *(b"[[", b"]]", b"{a = 1}", b"a.b.c", b'"".""', b"#", b"=", b"\\", b'"', b"'", b",", b";"),
    *(b"\t", b"\r", b"\r\n", b"\n\n", b"\x00", b"\x1a", b"\x1b[31m", b"\x9b", b"\x80", b"\xff"),
    *(b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF", b"sep=;", b"=1+1", b"-"),
    *(b"2026-11-22", b"2026-02-30", b"2026-11-22T25:00:00", b"00:00", b"24:00", b"99:99", b"12:5"),
    *(b"12/13/2026 6:00 PM", b"1h 70m", b"P1D", b"1:30", b"90m", b"0m", b"-5m", b"1h99"),
    *(one.encode() for one in ("é", "e\u0301", "\u202e", "\u200d", "\ufeff", "ß", "İ", "ﬁ", "½")),
    *(
        one.encode()
        for one in ("\u2028", "\x85", "٣", "😀", "👩\u200d👩", "한", "\u0300" * 40, "＝")
    ),
    *(b"(" * 20, b")", b"((", b"a" * 100, b"a" * 300, b"a" * 5_000, b"1" * 700, b"(she/her)", b"@"),
    *(
        b"a@b.c",
        b"mailto:",
        b"<",
        b">",
        b"everyone",
        b"usual",
        b"least",
        b"most",
        b"rest",
        b"steps",
    ),
)


def mutated(content: bytes, other: bytes, random: Random, most: int = 6) -> bytes:
    """`content` with one to `most` changes, some of them out of `other`."""
    for _ in range(random.randint(1, most)):
        content = random.choice(_CHANGES)(content, other, random)
    return content


def _bytes(content: bytes, other: bytes, random: Random) -> bytes:
    """Some bytes turned, taken away or put in."""
    at = random.randint(0, len(content))
    to = min(len(content), at + random.choice((0, 1, 1, 2, 8, 60)))
    start = random.randint(0, len(other))
    piece = random.choice(
        (b"", random.randbytes(random.randint(1, 4)), other[start : start + 20], random.choice(ODD))
    )
    return content[:at] + piece + content[to:]


def _word(content: bytes, other: bytes, random: Random) -> bytes:
    """A word in the place of another."""
    words = list(_WORD.finditer(content))
    if not words:
        return content + random.choice(ODD)
    old = random.choice(words)
    others = list(_WORD.finditer(other)) or words
    new = random.choice((random.choice(ODD), random.choice(others)[0], random.choice(words)[0]))
    return content[: old.start()] + new + content[old.end() :]


def _lines(content: bytes, other: bytes, random: Random) -> bytes:
    """A line taken away, doubled, moved, or put in from elsewhere; or the rest cut off."""
    lines = content.splitlines(keepends=True) or [b"\n"]
    theirs = other.splitlines(keepends=True) or lines
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(6)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at:at] = [lines[at]] * random.choice((1, 2, 30))
    elif way == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif way == 3:
        start = random.randrange(len(theirs))
        lines[at:at] = theirs[start : start + random.randint(1, 5)]
    elif way == 4:
        del lines[min(at, to) : max(at, to)]
    else:
        lines[at] = lines[at].rstrip(b"\r\n")
    return b"".join(lines)


_CHANGES: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (_bytes, _word, _word, _lines)
