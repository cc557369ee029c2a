"""The text of a file that came from anywhere: by its byte order mark, else by its bytes."""

import codecs

# Formats that people take for a list and that hold no plain text; most others show by their bytes.
_SIGNATURES = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = "\t\n\r\x0b\x0c\x1a"


class NotTextError(Exception):
    """The bytes are no text in an encoding that is known here."""


def decode(raw: bytes) -> str:
    """The text of `raw`: UTF-8 or UTF-16 with a mark, UTF-16 by its many NULs, UTF-8, else cp1252.

    Raises NotTextError.
    """
    if raw.startswith(_SIGNATURES):
        raise NotTextError
    try:
        text = _decoded(raw)
    except UnicodeDecodeError:
        raise NotTextError from None
    # A stray control in one person's name does not make the whole list unreadable.
    controls = sum(char < " " and char not in _TEXT_CONTROLS for char in text)
    if "\0" in text or controls * 20 > len(text):
        raise NotTextError
    return text.replace("\ufeff", "").replace("\x1a", "")


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding)
    # Latin letters in UTF-16 have a NUL for every second byte, first or last as the order goes.
    if raw.count(0) * 10 > len(raw) * 3:
        return raw.decode("utf-16-be" if raw[0::2].count(0) > raw[1::2].count(0) else "utf-16-le")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")
