"""A fit before it is taken: what each item has now and would have then."""

from datetime import datetime

from coreflect_tui.core.durations import in_words, roughly
from coreflect_tui.core.fit import Fit, FitRow, Mark
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.timing import ON_TIME, over
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import BLANK, Line, Lines, Look, Piece, fill, line, looking
from coreflect_tui.tui.view.time_words import end_time, minutes_of, minutes_words


def fit_head(fit: Fit, offset: int, width: int) -> Lines:
    """When it ends as it is, and what the columns say."""
    ends, goal = end_time(fit.as_is, offset), end_time(fit.hard_end, offset)
    if abs((fit.as_is - fit.hard_end).total_seconds()) <= ON_TIME:
        words = f" Ends {ends} as it is; that is on time."
    else:
        words = f" Ends {ends} as it is. To end at {goal}:"
    columns = f"{'now':>6}   {'then':>6}{'at least':>11}"
    title = fill("", _title_width(width) + 2)
    return (line(words), BLANK, looking(Look.MUTED, f"{title}{columns}"))


def fit_choices(fit: Fit, width: int) -> tuple[tuple[str | None, Lines], ...]:
    """A choice for each item still to come."""
    return tuple((row.id, (_row(row, width),)) for row in fit.rows)


def _row(row: FitRow, width: int) -> Line:
    changed = row.then != row.now
    # Words that are longer than their column leave the next one where it is.
    then = "left out" if row.then == 0 else f"{minutes_of(row.then):>6}"
    arrow = "→" if changed else " "
    look = Look.NOW if changed else Look.PLAIN
    mark = {Mark.PROTECTED: "◆ protected", Mark.PINNED: "* pinned", Mark.BACK: "back again"}
    now = "–" if row.now == 0 else minutes_of(row.now)
    return (
        Piece(f"  {fill(row.title, _title_width(width))}", look),
        Piece(f"{now:>6} {arrow} ", Look.MUTED),
        Piece(then, look),
        Piece(f"{minutes_of(row.least):>{17 - len(then)}}  {mark.get(row.mark, '')}", Look.MUTED),
    )


def _title_width(width: int) -> int:
    return max(min(width - 42, 34), 14)


def fit_foot(fit: Fit, offset: int) -> Line:
    """What is over or left with the fit."""
    if fit.deficit:
        rows = {row.id: row.title for row in fit.rows}
        names = ", ".join(rows.get(one, one) for one in fit.in_the_way)
        named = f": {names}" if names else ""
        later = (
            f"; {key_of('fit.end')} moves the end to {end_time(fit.later_end, offset)}"
            if fit.later_end
            else ""
        )
        short = f" Does not fit by {roughly(fit.deficit)}{named}{later}."
        return looking(Look.WARN, short)
    ends = end_time(fit.ends_at, offset)
    if not fit.changes:
        return looking(Look.MUTED, " Nothing has to change.")
    seconds = (fit.hard_end - fit.ends_at).total_seconds()
    if abs(seconds) > ON_TIME:
        more = "in hand" if seconds > 0 else "over"
        return line(f" Ends {ends} then, {minutes_words(seconds)} {more}.")
    if fit.in_hand:
        return line(f" Ends {ends} then, {in_words(fit.in_hand)} in hand.")
    return line(f" Ends {ends} then.")


def nothing_to_fit(state: SessionState, now: datetime) -> str:
    """Why there is no fit to look at."""
    if state.closed:
        return "This session is closed."
    if state.began is None:
        return (
            f"The session has not begun; once it has, {key_of('live.fit')} fits it into the time"
            " there is."
        )
    if over(state, now) < -ON_TIME:
        left = in_words(-over(state, now))
        return f"{left} in hand, and nothing to come that could take it."
    return "It ends on time as it is; there is nothing to fit."
