"""What a program writes to its terminal, taken apart: its own commands, and the text between them.

Nearly all that Textual 8.2 writes are looks and places. What else it writes is known by heart, and
how often, so that not one command more can hide in it.
"""

import base64
import re
from collections import Counter
from dataclasses import dataclass

from hostile import steers

_COMMAND = re.compile(
    rb"\x1b(?:\[(?P<csi>[0-?]*[ -/]*[@-~])|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)|(?P<other>.?))"
)
_LOOK = re.compile(rb"(0|([123479];)*[34]8;5;\d{1,3}(;48;5;\d{1,3})?|[123479](;[123479])*)m")
"""Off, bold and the like, colours out of 256; never one that blinks."""
_PLACE = re.compile(rb"(\d+);(\d+)H")
ONCE = Counter(
    {
        b"?1049h": 1, b"?1049l": 1, b"?25l": 1, b"?25h": 1, b"?7l": 1, b"?7h": 1, b"?1004h": 1,
        b"?1004l": 1, b"?2004h": 1, b"?2004l": 1, b"?2026$p": 1, b"?2048$p": 1, b">25u": 1,
        b"<u": 1, b"?1000h": 2, b"?1003h": 2, b"?1015h": 2, b"?1006h": 2, b"?1000l": 2,
        b"?1003l": 2, b"?1015l": 2, b"?1006l": 2, b"?1016l": 1,
    }
)  # fmt: skip
"""The other screen, the cursor, the mouse, the keyboard: set when a screen opens, and set back."""
_FRAMES = (b"?2026h", b"?2026l")
_POINTER, _CLIPBOARD = b"22;default", b"52;c;"


@dataclass(frozen=True, slots=True)
class Stream:
    """`copied` is what went to the clipboard, `text` all between the commands."""

    text: str
    copied: tuple[str, ...]


def taken_apart(raw: bytes, columns: int, rows: int, *, screens: int = 1) -> Stream:
    """Fails at any command that the program would not write by itself, with `screens` begun and
    ended in it, and at a sign in the text that steers a terminal or turns a line."""
    seen: Counter[bytes] = Counter()
    copied = []
    for found in _COMMAND.finditer(raw):
        command, osc = found["csi"], found["osc"]
        assert found["other"] is None, found[0]
        if osc is not None:
            if osc.startswith(_CLIPBOARD):
                copied.append(base64.b64decode(osc.removeprefix(_CLIPBOARD), validate=True))
            else:
                assert osc == _POINTER, osc
        elif place := _PLACE.fullmatch(command):
            assert int(place[1]) <= rows, command
            assert int(place[2]) <= columns, command
        elif not _LOOK.fullmatch(command):
            seen[command] += 1
    assert seen.pop(_FRAMES[0], 0) == seen.pop(_FRAMES[1], 0)
    once = Counter({command: count * screens for command, count in ONCE.items() if screens})
    assert seen == once, (seen - once, once - seen)
    text = _COMMAND.sub(b"", raw).decode("utf-8")
    assert steers(text.replace("\r\n", "")) == set(), steers(text)
    return Stream(text, tuple(one.decode("utf-8") for one in copied))
