"""The keys at the foot while a line is typed or a letter is chosen, which can be clicked, and those
of a page beside its actions."""

from coreflect_tui.tui.view.pieces import Line, Look, Piece

Key = tuple[str, str, str]
"""What a person reads of it, what it does, and what a click calls."""


def keys_of(*keys: Key) -> Line:
    """The keys in a line."""
    parts = [Piece(" ")]
    for shows, does, click in keys:
        parts += [Piece(shows, Look.KEY, click), Piece(f" {does}", Look.MUTED, click), Piece("   ")]
    return tuple(parts[:-1])


COVER: Key = ("ctrl+l", "covers", "screen.open('cover')")
TYPING = keys_of(
    ("enter", "done", "screen.line('done')"),
    ("esc", "leaves the line", "screen.line('left')"),
    COVER,
)
CHOOSING = keys_of(("a letter", "chooses", ""), ("esc", "leaves it", "screen.line('left')"))
READ_ON = keys_of(("↑↓", "read on", ""))[1:]
"""What stands behind the keys of a page."""
