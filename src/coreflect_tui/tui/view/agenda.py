"""The agenda as a list: when each item began or is expected, its minutes, and what it took."""

from datetime import datetime, timedelta

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import expected_end, item_left, item_seconds, items_to_come
from coreflect_tui.tui.view.pieces import Line, Lines, Look, Piece, fill
from coreflect_tui.tui.view.time_words import clock_time, end_time, minutes_of


def agenda_choices(
    state: SessionState, now: datetime, offset: int, width: int
) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each item, and the expected end as the last line."""
    starts = expected_starts(state, now)
    rows: list[tuple[str | None, Lines]] = [
        (item.id, (_row(state, item, starts.get(item.id), now, offset, width),))
        for item in state.items
    ]
    end = end_time(expected_end(state, now), offset)
    rows.append((None, ((Piece(f"   {end}  end", Look.MUTED),),)))
    return tuple(rows)


def expected_starts(state: SessionState, now: datetime) -> dict[str, datetime]:
    """When each item began, or is going to if all goes by its allotment."""
    starts = {item.id: item.visits[0].start for item in state.items if item.visits}
    at = now if state.began else max(now, state.options.starts_at)
    if state.running:
        at += timedelta(seconds=max(item_left(state, state.running, now), 0.0))
    for item in items_to_come(state):
        starts[item.id] = at
        at += timedelta(seconds=item.allotment)
    return starts


def _row(
    state: SessionState,
    item: ItemState,
    starts: datetime | None,
    now: datetime,
    offset: int,
    width: int,
) -> Line:
    sign = "▸" if item.running else "✓" if item.finished else "○" if item.left_out else "·"
    past = item.finished or item.left_out
    look = Look.NOW if item.running else Look.MUTED if past else Look.PLAIN
    at = clock_time(starts, offset) if starts else "     "
    real = clock_face(int(item_seconds(state, item, now))) if item.visits else ""
    marks = "◆ protected" if item.item.step.protected else "* pinned" if item.pinned else ""
    if item.left_out:
        marks = "left out"
    title = fill(item.item.step.title, max(min(width - 41, 40), 15))
    return (
        Piece(f" {sign} {at}  ", look),
        Piece(title, look),
        Piece(f"{minutes_of(item.allotment):>5} min {real:>8}  {marks}", Look.MUTED),
    )
