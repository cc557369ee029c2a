"""Line numbers of the keys in a TOML text; tomllib gives values and no positions."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from contextlib import suppress

from coreflect_tui.library.bounds import DEEPEST

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|(?!""")"(?:\\.|[^"\\\n])*"'
    r"|(?!''')'[^'\n]*'",
    re.DOTALL,
)
_PLAIN_VALUE = re.compile(r"""[^,\]}#\n"'][^,\]}#\n]*""")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every key, table and array entry of `text`, which tomllib accepted.

    A path names keys and indices, such as ("step", 2, "points", 0, "text"). Of a text that is not
    TOML it knows what stands before the first thing it cannot follow.
    """
    scanner = _Scanner(text)
    with suppress(_LostError, RecursionError, tomllib.TOMLDecodeError):
        scanner.document()
    return scanner.lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of `path`, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def value_spans(text: str) -> dict[KeyPath, tuple[int, int, int]]:
    """Where each key of `text` begins, and its value begins and ends, in characters from 0; for
    changing one of them and nothing else. What `key_lines` cannot follow is not in it."""
    scanner = _Scanner(text)
    with suppress(_LostError, RecursionError, tomllib.TOMLDecodeError):
        scanner.document()
    return {
        path: (start, begin, begin + len(text[begin:end].rstrip()))
        for path, (start, begin, end) in scanner.spans.items()
    }


def begins(text: str, line: int) -> int:
    """The line in which the key or table that reaches `line` begins."""
    scanner = _Scanner(text)
    with suppress(_LostError, RecursionError, tomllib.TOMLDecodeError):
        scanner.document()
    starts = (scanner.line(at) for at in scanner.starts)
    return max((one for one in starts if one <= line), default=line)


def line_of_deep_key(text: str) -> int | None:
    """The line of the first key of more than DEEPEST parts, None without one."""
    scanner = _Scanner(text)
    try:
        scanner.document()
    except _DeepError:
        return scanner.line(scanner.at)
    except (_LostError, RecursionError, tomllib.TOMLDecodeError):
        return None
    return None


class _LostError(Exception):
    """Something stands here that the scanner cannot follow."""


class _DeepError(_LostError):
    """A key has too many parts to be followed."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.entries: dict[KeyPath, int] = {}
        self.spans: dict[KeyPath, tuple[int, int, int]] = {}
        self.starts: list[int] = []
        self.breaks = [match.start() for match in re.finditer("\n", text)]

    def document(self) -> None:
        table: KeyPath = ()
        while self._skip(_BETWEEN) and self.at < len(self.text):
            self.starts.append(self.at)
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)

    def line(self, at: int) -> int:
        return bisect_left(self.breaks, at) + 1

    def _header(self) -> KeyPath:
        """Read [a.b] or [[a.b]]; answers the path that the keys below it stand in."""
        start = self.at
        doubled = self.text.startswith("[[", self.at)
        self._take("[[" if doubled else "[")
        *around, last = self._key()
        self._take("]]" if doubled else "]")
        path: KeyPath = ()
        for part in around:
            self._note((*path, part), start)
            path = self._latest((*path, part))
        path = (*path, last)
        if doubled:
            self.entries[path] = self.entries.get(path, -1) + 1
        self._note(path, start)
        path = self._latest(path)
        self._note(path, start)
        return path

    def _latest(self, path: KeyPath) -> KeyPath:
        """A name of an array of tables means its newest entry."""
        return (*path, self.entries[path]) if path in self.entries else path

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        path = table
        for part in self._key():
            path = (*path, part)
            self._note(path, start)
        self._take("=")
        self._skip(_BLANK)
        begin = self.at
        self._value(path)
        self.spans[path] = (start, begin, self.at)

    def _key(self) -> list[str]:
        parts = [self._key_part()]
        while self._follows("."):
            if len(parts) == DEEPEST:
                raise _DeepError
            parts.append(self._key_part())
        return parts

    def _key_part(self) -> str:
        self._skip(_BLANK)
        if quoted := _STRING.match(self.text, self.at):
            self.at = quoted.end()
            key: str = tomllib.loads(f"key = {quoted[0]}")["key"]
            return key
        bare = _BARE_KEY.match(self.text, self.at)
        if bare is None:
            raise _LostError
        self.at = bare.end()
        return bare[0]

    def _value(self, path: KeyPath) -> None:
        if self.text.startswith("[", self.at):
            self._array(path)
        elif self.text.startswith("{", self.at):
            self._inline_table(path)
        elif found := _STRING.match(self.text, self.at) or _PLAIN_VALUE.match(self.text, self.at):
            self.at = found.end()
        else:
            raise _LostError

    def _array(self, path: KeyPath) -> None:
        self._take("[")
        index = 0
        while self._skip(_BETWEEN) and not self._follows("]"):
            self._note((*path, index), self.at)
            self._value((*path, index))
            self._skip(_BETWEEN)
            self._follows(",")
            index += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._take("{")
        while self._skip(_BETWEEN) and not self._follows("}"):
            self._pair(path)
            self._skip(_BETWEEN)
            self._follows(",")

    def _note(self, path: KeyPath, at: int) -> None:
        self.lines.setdefault(path, self.line(at))

    def _skip(self, what: re.Pattern[str]) -> bool:
        match = what.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return True

    def _follows(self, sign: str) -> bool:
        self._skip(_BLANK)
        if not self.text.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True

    def _take(self, sign: str) -> None:
        if not self._follows(sign):
            raise _LostError
