"""Rows out of the pages of an SQLite file, whatever the rest of it is like.

SQLite reads a table from its root down, so a page that is damaged hides all below it, and the first
page hides everything. Rows stand in leaf pages, which say by themselves what they are: each page is
looked at here, and whether a row is what was written is for others to prove. The format of the file
is documented and does not change (https://www.sqlite.org/fileformat.html).
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

Value = str | bytes | int | float | None
Row = tuple[Value, ...]

MOST_BYTES: Final = 1 << 28
"""No more of a file is looked at; a thousand sessions have a fifth of it."""
_USUAL_SIZE: Final = 4096
_TABLE_LEAF: Final = b"\x0d"
_FIRST_HEADER: Final = 100
_AT_ONCE: Final = 256
"""So many pages are read in one go."""
LONGEST: Final = 1 << 24
"""Bytes of a row; the longest of ours are a hundredth of it."""
_WHOLE: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""How many bytes an integer of each type has."""


def rows_in(path: Path) -> Iterator[Row]:
    """Every row of every table that still can be read, in the order of the pages. Raises OSError
    where the file cannot be opened."""
    with path.open("rb", buffering=0) as file:
        for size in _sizes(_read(file, 0, _FIRST_HEADER)):
            pages = _Pages(file, size)
            for first in range(0, pages.count, _AT_ONCE):
                yield from pages.rows(first)


def _sizes(header: bytes) -> tuple[int, ...]:
    """The page sizes to try: the usual one, and what the file says."""
    said = int.from_bytes(header[16:18], "big") if len(header) == _FIRST_HEADER else 0
    said = 1 << 16 if said == 1 else said
    known = {_USUAL_SIZE, said} & {1 << power for power in range(9, 17)}
    return tuple(sorted(known, key=lambda size: size != said))


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    """What is there of it; a place that the disk cannot read is empty."""
    try:
        file.seek(at)
        return file.read(length)
    except OSError:
        return b""


class _Pages:
    """A file as pages of one size."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        length = min(file.seek(0, 2), MOST_BYTES)
        # A last page that is cut off is one too.
        self.count = -(-length // size)
        # Each page belongs to one row; a file in which they seem to belong to many is not read for
        # ever.
        self._left = 2 * length

    def rows(self, first: int) -> Iterator[Row]:
        """The rows of the next pages after so many others; a page that is no leaf of a table has
        none."""
        size = self._size
        content = _read(self._file, first * size, _AT_ONCE * size)
        if not content:
            # One place that the disk cannot read hides no others.
            parts = (_read(self._file, (first + one) * size, size) for one in range(_AT_ONCE))
            content = b"".join(part.ljust(size, b"\0") for part in parts)
        for at in range(0, len(content), size):
            start = at + (0 if first or at else _FIRST_HEADER)
            if content[start : start + 1] == _TABLE_LEAF:
                yield from self._leaf(content[at : at + size], start - at)

    def _leaf(self, page: bytes, start: int) -> Iterator[Row]:
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        begin = start + 8
        for place in range(begin, min(begin + 2 * cells, len(page) - 1), 2):
            try:
                row = self._row(page, int.from_bytes(page[place : place + 2], "big"))
            except (ValueError, IndexError, struct.error):
                continue
            if row:
                yield row

    def _row(self, page: bytes, at: int) -> Row | None:
        """Raises ValueError, IndexError and struct.error where it is none."""
        length, at = _varint(page, at)
        _, at = _varint(page, at)
        if not 0 < length <= LONGEST:
            return None
        most = self._size - 35
        if length <= most:
            return _record(page[at : at + length], length)
        least = (self._size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._size - 4)
        here = here if here <= most else least
        content = bytearray(page[at : at + here])
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        while len(content) < length:
            self._left -= self._size
            if not 1 < following <= self.count or self._left < 0:
                return None
            more = _read(self._file, (following - 1) * self._size, self._size)
            if len(more) <= 4:
                return None
            content += more[4 : 4 + length - len(content)]
            following = int.from_bytes(more[:4], "big")
        return _record(bytes(content), length)


def _record(content: bytes, length: int) -> Row:
    """The values of a row. Raises ValueError, IndexError and struct.error."""
    if len(content) != length:
        raise ValueError("cut off")
    head, at = _varint(content, 0)
    kinds = []
    while at < head:
        kind, at = _varint(content, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(content, at, kind)
        values.append(value)
    return tuple(values)


def _value(content: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind >= 12:
        length = (kind - 12) // 2
        part = content[at : at + length]
        if len(part) != length:
            raise ValueError("cut off")
        return (part.decode("utf-8", "replace") if kind % 2 else part), at + length
    if kind in _WHOLE:
        length = _WHOLE[kind]
        if at + length > len(content):
            raise ValueError("cut off")
        return int.from_bytes(content[at : at + length], "big", signed=True), at + length
    if kind == 7:
        return float(struct.unpack_from(">d", content, at)[0]), at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind == 0:
        return None, at
    raise ValueError("no kind of value")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing stands. Raises IndexError."""
    number = 0
    for place in range(8):
        byte = content[at + place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + place + 1
    return number << 8 | content[at + 8], at + 9
