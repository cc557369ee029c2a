"""What commands print on: whatever it is made of, nothing that steers a terminal goes out."""

from typing import Any, TextIO, cast

from coreflect_tui.core.text import harmless


class _Printed:
    """A stream whose text is harmless. Words were cleaned when they came in; names of files and
    arguments, and what was tampered with, were not."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(harmless(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def printed(stream: TextIO) -> TextIO:
    """`stream`, with all that is written to it made harmless before."""
    return cast(TextIO, _Printed(stream))
