"""Text out of any of the encodings in which lists come."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.imports.decoding import NotTextError, decode

WORDS = "Zoë Müller\r\nBo Carr\r\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (WORDS.encode(), WORDS),
        (WORDS.encode("utf-8-sig"), WORDS),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), WORDS),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), WORDS),
        (WORDS.encode("utf-16-le"), WORDS),
        (WORDS.encode("utf-16-be"), WORDS),
        (WORDS.encode("cp1252"), WORDS),
        ("“Ana” – 5 €".encode("cp1252"), "“Ana” – 5 €"),
        ("\ufeff\ufeffName".encode(), "Name"),
        (b"", ""),
        (b"a list of names, one of them with \x1b[31m in it", None),
    ],
)
def test_decoded(raw: bytes, text: str | None) -> None:
    assert decode(raw) == (raw.decode() if text is None else text)


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04 a workbook",
        b"%PDF-1.7\nnames",
        b"{\\rtf1 names}",
        b"\x89PNG\r\n\x1a\n",
        b"\x81\x8d\x8f\x90 no cp1252",
        b"\xff\xfea",
        b"Ana\0",
        bytes(range(1, 32)),
    ],
)
def test_what_is_no_text(raw: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    with suppress(NotTextError):
        assert "\0" not in decode(raw)
