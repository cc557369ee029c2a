"""Ends and minutes as typed during a session, and the choices after a late start."""

import re
from datetime import datetime, timedelta

from coreflect_tui.core.durations import in_words, read_duration, roughly
from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.noticing import LONGEST_TICK
from coreflect_tui.core.standing import LONG_PAST
from coreflect_tui.core.state import ItemState, SessionState, Span
from coreflect_tui.core.timing import ON_TIME, expected_end, over
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.time_words import clock_time, day_words, whole_minutes

PAST_SHOWN = 5 * 60
"""Seconds for which it is said that the end is long past, once it goes on."""
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})")


def read_end(text: str, state: SessionState, now: datetime, offset: int) -> datetime | None:
    """An end as typed: "20:45" is the one nearest to the hard end, "+10" is minutes more. Where the
    hard end is long past, both go by now."""
    words = text.strip()
    base = now if long_past(state, now) else state.hard_end
    if words[:1] in ("+", "-", "−"):
        seconds = _duration(words[1:])
        if seconds is None:
            return None
        return base + timedelta(seconds=seconds if words[0] == "+" else -seconds)
    found = _CLOCK.fullmatch(words)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    local = base + timedelta(seconds=offset)
    same_day = local.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    days = (same_day + timedelta(days=step) for step in (-1, 0, 1))
    return min(days, key=lambda day: abs(day - local)) - timedelta(seconds=offset)


def said_end(end: datetime, offset: int) -> str:
    """An end as it would be typed; what is past a whole minute goes up, so that taking it never
    moves the end to before."""
    return clock_time(end + timedelta(seconds=60, microseconds=-1), offset)


def read_minutes(text: str, item: ItemState) -> int | None:
    """Minutes for an item as typed, as seconds more or less: "+5", "-3", or "12" in all."""
    words = text.strip()
    signed = words[:1] in ("+", "-", "−")
    seconds = _duration(words[1:] if signed else words)
    if seconds is None:
        return None
    if not signed:
        return seconds - item.allotment
    return seconds if words[0] == "+" else -seconds


def read_ago(text: str) -> int | None:
    """How long ago, as typed, in seconds."""
    return _duration(text.strip())


def read_insertion(text: str) -> tuple[str, int, StepKind] | None:
    """A new item as typed, "break 10": its title, its seconds, and whether it is a break."""
    title, _, minutes = text.strip().rpartition(" ")
    seconds = _duration(minutes)
    if not title.strip() or not seconds:
        return None
    kind = StepKind.BREAK if "break" in title.casefold() else StepKind.TALK
    title = title.strip()
    return title[:1].upper() + title[1:], seconds, kind


def _duration(text: str) -> int | None:
    try:
        return read_duration(text)
    except ValueError:
        return None


def end_offered(state: SessionState, now: datetime) -> datetime:
    """The end that is offered first: the expected one in whole minutes when it is going to be
    late, otherwise the hard end."""
    if over(state, now) <= ON_TIME:
        return state.hard_end
    late = expected_end(state, now)
    return (late + timedelta(seconds=30)).replace(second=0, microsecond=0)


def long_past(state: SessionState, now: datetime) -> bool:
    """Whether the hard end is long past: a session that was left for days goes on, or begins."""
    return now >= state.hard_end + LONG_PAST


def past_end_words(state: SessionState, now: datetime, offset: int) -> str:
    """Where the hard end is long past: how to set another; "" elsewhere. While it goes on that is
    said for a while, until it is left alone."""
    if not long_past(state, now):
        return ""
    when = f"{day_words(state.hard_end, now, offset)}{clock_time(state.hard_end, offset)}"
    if state.began is None:
        return (
            f"It was to end {when}. {key_of('live.end')} sets when it ends now;"
            f" {key_of('live.next_item')} begins."
        )
    since = max((one.end for one in state.pauses if one.end), default=state.began)
    if (now - since).total_seconds() > PAST_SHOWN or over(state, now) <= ON_TIME:
        return ""
    offered = clock_time(end_offered(state, now), offset)
    return (
        f"Its end, {when}, is long past. {key_of('live.end')} sets another: {offered} as it goes."
    )


def late_start_words(state: SessionState, now: datetime, offset: int) -> str:
    """After a late start, both ways out of it; "" when there is nothing to choose."""
    if long_past(state, now):
        return ""
    if state.began is None or state.end_settled or sum(bool(one.visits) for one in state.items) > 1:
        return ""
    late = (state.began - state.options.starts_at).total_seconds()
    if late <= ON_TIME or over(state, now) <= ON_TIME:
        return ""
    rest = in_words((state.hard_end - state.began).total_seconds())
    return (
        f"Began {whole_minutes(late)} min late: {key_of('live.fit')} fits it into {rest},"
        f" {key_of('live.end')} keeps the length and ends"
        f" {clock_time(end_offered(state, now), offset)}."
    )


def gap_words(state: SessionState) -> str:
    """The question about time in which the program did not run."""
    gap = state.gap
    if gap is None or gap.end is None:
        return ""
    length = roughly((gap.end - gap.start).total_seconds())
    return (
        f"The laptop slept for {length}. {key_of('live.count_gap')} counts that time,"
        f" {key_of('live.gap_break')} takes it as a break."
    )


def gone_on_words(state: SessionState, between: Span, offset: int, *, aside: bool) -> str:
    """What became of the time in which nobody held the session, once it goes on; "" where none of
    it would have counted, and where a question is open, which goes before."""
    if state.gap or state.clock_change or state.paused or not state.running or not between.end:
        return ""
    seconds = (between.end - between.start).total_seconds()
    if seconds <= LONGEST_TICK:
        return ""
    since = f"{day_words(between.start, between.end, offset)}{clock_time(between.start, offset)}"
    between_words = f"Going on. The {roughly(seconds)} since {since}"
    if aside:
        end = f" {key_of('live.end')} sets another end." if long_past(state, between.end) else ""
        return f"{between_words} are a break.{end}"
    return f"{between_words} count; {key_of('live.gap_break')} takes them as a break."


def clock_change_words(state: SessionState) -> str:
    """The question after the wall clock was set: which of the two times is the group's."""
    if not state.clock_change:
        return ""
    way = "ahead" if state.clock_change > 0 else "back"
    size = roughly(state.clock_change)
    return (
        f"The laptop’s clock was set {size} {way}; the running time is untouched."
        f" {key_of('live.gap_break')}: the clock is right now,"
        f" {key_of('live.count_gap')}: go on as it was."
    )
