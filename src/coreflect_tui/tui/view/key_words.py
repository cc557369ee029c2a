"""Words that name keys in braces, with the keys that do it now."""

import re
from collections.abc import Mapping

from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import Line, Look, Piece

_BRACES = re.compile(r"\{([^}]+)\}")


def with_keys(words: str, about: Mapping[str, str], look: Look = Look.STRONG) -> Line:
    """The words as pieces. In braces stands an action, as in {live.undo}, for its key; a key by
    itself, as in {enter}; or a name of `about`: {#Bo} for a key of theirs, {@who} for plain words.
    """
    parts = _BRACES.split(words)
    pieces = (
        _piece(part, about, look) if index % 2 else Piece(part, look)
        for index, part in enumerate(parts)
    )
    return tuple(piece for piece in pieces if piece.text)


def _piece(name: str, about: Mapping[str, str], look: Look) -> Piece:
    if name[0] in "#@":
        return Piece(about.get(name, ""), Look.KEY if name[0] == "#" else look)
    return Piece(key_of(name) if "." in name else name, Look.KEY)
