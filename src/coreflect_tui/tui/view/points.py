"""The points of an item: what is to be mentioned, and whether it was."""

from coreflect_tui.core.said import said
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.tui.view.numbers import Numbered, numbered_here, shown_points
from coreflect_tui.tui.view.pieces import Lines, Look, Piece, clip_text, line


def point_lines(state: SessionState, item: ItemState, width: int = 0) -> Lines:
    """The points of an item, in full, or each in one row of `width`. They have the digits that tick
    them, and once more take that back, unless these mean people, or ways to choose, just now."""
    lines = []
    numbered = numbered_here(state) is Numbered.POINTS
    for number, index in enumerate(shown_points(state, item), 1):
        ticked = index in item.ticked
        look = Look.MUTED if ticked else Look.PLAIN
        click = f"screen.digit({number})" if numbered else ""
        tick = "✓" if ticked else " " if numbered else "–"
        before = f"{tick}{number if numbered else ''} "
        text = said(state, item.item.step.points[index].text)
        words = clip_text(text, width - len(before)) if width else text
        lines.append(
            line(Piece(before, Look.GOOD if ticked else Look.KEY, click), Piece(words, look, click))
        )
    return tuple(lines)


def ticked(state: SessionState, item: ItemState, lines: Lines) -> Lines:
    """Those of the `lines` of its points that are ticked."""
    points = zip(shown_points(state, item), lines, strict=True)
    return tuple(one for index, one in points if index in item.ticked)
