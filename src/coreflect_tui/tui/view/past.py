"""A session to look at: what is kept of it, without going on."""

from datetime import datetime

from coreflect_tui.core.attendance import attended
from coreflect_tui.core.course import course
from coreflect_tui.core.durations import clock_face, in_words
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import item_seconds, session_seconds
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, Piece, fill, line, looking
from coreflect_tui.tui.view.time_words import clock_time
from coreflect_tui.tui.view.turns import called


def past_lines(state: SessionState, now: datetime, offset: int) -> Lines:
    """Its times, the people who were there, and where its files are."""
    began = clock_time(state.began, offset) if state.began else "not begun"
    ended = clock_time(state.closed, offset) if state.closed else "not closed"
    took = f", {in_words(session_seconds(state, now))}" if state.began else ""
    lines: list[Line] = [
        line(Piece(fill("id", 12), Look.MUTED), state.id),
        line(Piece(fill("time", 12), Look.MUTED), f"{began} – {ended}{took}"),
        BLANK,
        looking(Look.TITLE, "Agenda"),
    ]
    for item in course(state):
        real = clock_face(int(item_seconds(state, item, now))) if item.visits else "not reached"
        title = fill(item.item.step.title, 30)
        minutes = f"{item.item.planned / 60:>4g} min  {real:>8}"
        lines.append(line(f"  {title}", Piece(minutes, Look.MUTED)))
    if came := attended(state):
        lines += [BLANK, looking(Look.TITLE, "People")]
        lines += [line(f"  {called(person)}") for person in came]
    if state.written:
        lines += [BLANK, looking(Look.TITLE, "Files")]
        lines += [line(f"  {file.path}") for file in state.written]
    return tuple(lines)
