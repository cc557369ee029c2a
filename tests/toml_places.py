"""Where keys and values stand in the text of a TOML file, for tests that spoil one of them.

It knows as much of TOML as the files of the project use, and shares nothing with the reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''|" r'"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'|#[^\n]*",
    re.DOTALL,
)
_TOKEN = re.compile(
    r"^\[\[?(?P<header>[\w.-]+)\]\]?"
    r'|(?P<key>[\w-]+)(?=[ \t]*=)|(?P<text>"[^"]*")|(?P<plain>[^\s=,\[\]{}]+)|[=,\[\]{}]',
    re.MULTILINE,
)

Names = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A key with its value, an entry of a list, or the header of a table.

    `names` are the keys that lead there, without numbers; `what` is "text", "number", "bool",
    "list", "table", "header" or, of several that make a list, "[[header]]". `key` is where its
    name stands, nowhere for an entry, and `value` where its value does. `entry` is one of a list.
    """

    names: Names
    what: str
    line: int
    key: tuple[int, int]
    value: tuple[int, int]
    entry: bool = False


def places(text: str) -> list[Place]:
    """Everything in `text` that has a name or a value, in its order."""
    return sorted(_places(text), key=lambda one: (one.key, one.value))


def _masked(text: str) -> str:
    """`text` with blanks for comments and lines for what is in quotes, of the same length."""

    def mask(found: re.Match[str]) -> str:
        size = len(found[0])
        return " " * size if found[0].startswith("#") else '"' + "_" * (size - 2) + '"'

    return _QUOTED.sub(mask, text)


def _places(text: str) -> Iterator[Place]:
    table: Names = ()
    key: re.Match[str] | None = None
    # What is open: the sign, its names, where its key and its value begin, and whether it is an
    # entry of a list.
    opened: list[tuple[str, Names, tuple[int, int], int, bool]] = []
    for token in _TOKEN.finditer(_masked(text)):
        around = opened[-1][1] if opened else table
        entry = key is None and bool(opened) and opened[-1][0] == "["
        names = (*around, key["key"]) if key else around
        span = key.span("key") if key else token.span()
        if token["header"] and not opened:
            table = tuple(token["header"].split("."))
            kind = "[[header]]" if token[0].startswith("[[") else "header"
            end = token.end("header")
            name = (end - len(table[-1]), end)
            yield Place(table, kind, _line(text, token.start()), name, token.span())
        elif token["key"]:
            key = token
        elif token[0] in ("[", "{"):
            opened.append((token[0], names, span, token.start(), entry))
            key = None
        elif token[0] in ("]", "}"):
            sign, names, span, start, entry = opened.pop()
            what = "list" if sign == "[" else "table"
            yield Place(names, what, _line(text, span[0]), span, (start, token.end()), entry)
        elif token["text"] or token["plain"]:
            plain = "bool" if token[0] in ("true", "false") else "number"
            what = "text" if token["text"] else plain
            yield Place(names, what, _line(text, span[0]), span, token.span(), entry)
            key = None


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
