"""What is pasted is text, whatever is in it.

Textual 8.2 looks for keys in a paste too: an escape in it makes keys of what follows, and these do
something. Most terminals let none through, tmux and others do. So a paste is put together here, and
goes on to Textual without anything that steers.
"""

import codecs

from coreflect_tui.core.text import harmless

BEGINS, ENDS = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste (DEC mode 2004)."""
_PART = 1 - len(ENDS)
"""Where a text ends in which a mark may have begun."""


class PasteDecoder(codecs.IncrementalDecoder):
    """Turns what a terminal sends into text, a paste only once all of it is there."""

    def __init__(self, encoding: str, errors: str = "strict") -> None:
        super().__init__(errors)
        self._bytes = codecs.getincrementaldecoder(encoding)(errors)
        self._pasting = False
        self._pasted: list[str] = []
        # The end of what came before, since a mark may come in two parts.
        self._end = ""

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """The text of `data`; "" while a paste goes on."""
        text, passed = self._bytes.decode(data, final), ""
        while text:
            part, text = self._in_a_paste(text) if self._pasting else self._in_keys(text)
            passed += part
        if final and self._pasting:
            passed += self._whole_paste(self._end)
        return passed

    def _in_keys(self, text: str) -> tuple[str, str]:
        """What goes on at once, and what is pasted behind it."""
        seen = self._end + text
        at = seen.find(BEGINS)
        self._pasting = at >= 0
        if not self._pasting:
            self._end = seen[_PART:]
            return text, ""
        known, self._end = len(self._end), ""
        return seen[known : at + len(BEGINS)], seen[at + len(BEGINS) :]

    def _in_a_paste(self, text: str) -> tuple[str, str]:
        """The paste with its mark once it is over, and what comes behind it."""
        seen = self._end + text
        at = seen.find(ENDS)
        self._pasting = at < 0
        if self._pasting:
            self._pasted.append(seen[:_PART])
            self._end = seen[_PART:]
            return "", ""
        self._end = ""
        return self._whole_paste(seen[:at]) + ENDS, seen[at + len(ENDS) :]

    def _whole_paste(self, last: str) -> str:
        pasted, self._pasted = "".join((*self._pasted, last)), []
        return harmless(pasted)
