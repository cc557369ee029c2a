"""What the parser of TOML says about a text, as a sentence that a facilitator can act on."""

import re
from collections.abc import Sequence

from coreflect_tui.core.text import clean_line
from coreflect_tui.library.lines import begins, key_lines

_OPEN_QUOTE = "a quote opens and is not closed"
_SAID: Sequence[tuple[str, str]] = (
    (r"Illegal character '\\n'|Found invalid character '\\n'", _OPEN_QUOTE),
    (r"(Illegal|Found invalid) character", "it has a character in it that cannot be seen"),
    (r"Unterminated string|Expected [\"']{3}", _OPEN_QUOTE),
    (r"Cannot overwrite a value", "what it says stands above already; each may be said once"),
    (
        r"Duplicate inline table key '(?P<key>.*)'",
        "'{key}' stands twice in the same braces; each may be said once",
    ),
    (
        r"Cannot declare \('(?P<table>.*?)', (?P<way>.*)\) twice",
        "[{table}.{way}] stands above already; each [[{table}]] has one at most",
    ),
    (
        r"Cannot declare \((?P<way>.*)\) twice",
        "[{way}] stands above already; each may be there once",
    ),
    (
        r"Cannot (mutate immutable|redefine) namespace",
        "something above has that name already and cannot be added to",
    ),
    (r"Expected '='", "a key, then =, then its value in the same line, is what is read here"),
    (
        r"Expected newline or end of document",
        "more stands here than one key with its value; text is to be in straight quotes",
    ),
    (r"Invalid statement|Invalid initial character", "a line begins with a key, a [table] or #"),
    (r"Expected '\]\]?'", "the brackets of a table are to be closed as they were opened"),
    (r"Unclosed array", "a comma or the ] that closes the list is missing before this"),
    (r"Unclosed inline table", "a comma or the }} that closes the braces is missing before this"),
    (r"Unescaped '\\'|Invalid hex|Escaped character", r"between quotes a plain \ is written \\"),
    (
        r"Invalid value",
        "no value is here; text is to be in straight quotes, and what is opened is to be closed",
    ),
    (r"Invalid date", "there is no such date"),
)
"""Beginnings of what tomllib says, and the words for each."""

_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_CAPITAL = re.compile(r"=\s*(True|TRUE|False|FALSE)\b")
_LONG_NUMBER = re.compile(r"[0-9_]{600,}")


def plainly(message: str, text: str) -> tuple[int, str]:
    """The line of `text` that a message of tomllib is about, and what is wrong there."""
    where = _WHERE.search(message)
    line = int(where["line"]) if where and where["line"] else text.rstrip("\n").count("\n") + 1
    said = message[: where.start()] if where else message
    if said.startswith(("Unterminated", "Expected \"'''")):
        # tomllib names where the text ends; to be mended is where the quote began.
        line = max(key_lines(text).values(), default=line)
    elif said.startswith("Cannot overwrite"):
        # And here where the value ends.
        line = begins(text, line)
    if said.startswith("Invalid value") and _CAPITAL.search(text.splitlines()[line - 1]):
        return line, "true and false are written in small letters"
    for pattern, words in _SAID:
        if found := re.match(pattern, said):
            names = {name: _name(part) for name, part in found.groupdict().items()}
            return line, words.format(**names)
    return line, f"{said[:1].lower()}{said[1:]}"


def _name(shown: str) -> str:
    """A name of the file, out of how the parser shows it: "a" or "'a', 'b'"."""
    return clean_line(".".join(re.findall(r"'([^']*)'", shown)) or shown, 40)


def line_of_long_number(text: str) -> int | None:
    """Where a number stands that is longer than the parser reads."""
    found = _LONG_NUMBER.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None
