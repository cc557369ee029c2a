"""The keys at the foot while a line is typed, a letter is chosen or a page is read; each can be
clicked."""

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
BACK: Key = ("q", "back", "screen.leave")
READING = keys_of(BACK, ("↑↓", "read on", ""))
HELP = keys_of(BACK, ("↑↓", "read on", ""), ("L", "what was said", "screen.open('log')"))
