"""One quiet line of the live screen: a question, a reminder that is due, or what comes next."""

from datetime import datetime

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.decide.steps import next_extension, running_repeat
from coreflect_tui.core.doors import door_of
from coreflect_tui.core.durations import in_words
from coreflect_tui.core.formats import NoteKind, Reminder
from coreflect_tui.core.repeating import Times
from coreflect_tui.core.rounds import round_outlook, to_invite
from coreflect_tui.core.said import said
from coreflect_tui.core.state import ItemState, PauseKind, SessionState
from coreflect_tui.core.timing import item_left, item_seconds, items_to_come
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.chat_words import CERTIFICATES
from coreflect_tui.tui.view.ends import (
    clock_change_words,
    gap_words,
    late_start_words,
    past_end_words,
)
from coreflect_tui.tui.view.pieces import BLANK, Line, Look, Piece, line, looking
from coreflect_tui.tui.view.time_words import minutes_of

DOORS = {
    NoteKind.INTENTION: "An intention to keep?",
    NoteKind.TOPIC: "A topic to note?",
    NoteKind.TAKEAWAY: "A takeaway to keep?",
    NoteKind.HARVEST: "What worked well, in a line?",
    NoteKind.COMPOST: "What else would be possible, in a line?",
    NoteKind.QUOTE: "A quote to keep?",
    NoteKind.REMINDER: "A line for yourself?",
}
"""What is asked at the door of an item, by the kind of note that its step asks for."""
OUTLOOK_SHOWN = 45
"""Seconds into an item in which it is said that a round is short for so many people."""
WARNED_FOR = 20
"""Seconds for which it is said how much time is left."""
LAP_SHOWN = 60
"""Seconds before the end of a lap from which it is said whether there is time for another."""


def hint_line(state: SessionState, now: datetime, offset: int) -> Line:
    """One quiet line: a question or reminder that is due, or what comes next. It can be left."""
    if state.closed:
        return BLANK
    if state.paused:
        held = state.paused.kind is PauseKind.HOLD
        words = (
            f" Held: nothing counts. {key_of('live.hold')} goes on."
            if held
            else f" The clock stands still. {key_of('live.pause')} goes on."
        )
        return looking(Look.STRONG, words)
    words = due_words(state, now, offset)
    if words:
        return line(Piece(" ⚑ ", Look.KEY), Piece(words, Look.PLAIN))
    upcoming = items_to_come(state)
    if state.began and upcoming:
        then = upcoming[0]
        return line(
            Piece(f" then {then.item.step.title}, {minutes_of(then.allotment)} min", Look.MUTED)
        )
    return BLANK


def due_words(state: SessionState, now: datetime, offset: int) -> str:
    """The question or reminder that is due, "" where none is."""
    return (
        gap_words(state)
        or clock_change_words(state)
        or past_end_words(state, now, offset)
        or late_start_words(state, now, offset)
        or _door_words(state, now)
        or _outlook(state, now)
        or _room_words(state, now)
        or _vote_words(state, now)
        or _warning(state, now)
        or _lap_words(state, now)
        or _due_reminder(state, now)
    )


def _door_words(state: SessionState, now: datetime) -> str:
    """At the door of an item whose step asks for a line."""
    kind = door_of(state, now)
    return f"{DOORS[kind]} {key_of('live.write')} and enter writes it." if kind else ""


def _outlook(state: SessionState, now: datetime) -> str:
    """At the beginning of a round: whether it has the wished time for the people who are here."""
    item = state.running
    if item is None or item_seconds(state, item, now) > OUTLOOK_SHOWN:
        return ""
    outlook = round_outlook(state, now)
    return f"{outlook} {key_of('live.agenda')} changes times." if outlook else ""


def _room_words(state: SessionState, now: datetime) -> str:
    """The prompt to close the room: when its round is through, or at the format's minute."""
    room = state.format.room
    if room is None or state.room_closed or state.began is None:
        return ""
    held = state.round_of(room.closes_after)
    item = state.item(room.closes_after)
    shared = bool(held and held.turns and not held.speaker and not to_invite(state, held))
    through = bool(item and item.finished and _follows(state, item))
    if through or (shared and item and item.running):
        all_invited = held is None or not to_invite(state, held)
        return (
            f"The round is {'through' if all_invited else 'over'}: {key_of('live.room')} closes the"
            " room to newcomers."
        )
    if held is None and (now - state.began).total_seconds() >= room.minutes * 60:
        return (
            f"{room.minutes} minutes in: {key_of('live.room')} closes the room to newcomers when it"
            " suits."
        )
    return ""


def _follows(state: SessionState, item: ItemState) -> bool:
    """Whether the running item is the next after that one; a hint left alone goes away then."""
    place = state.items.index(item) + 1
    return place < len(state.items) and state.items[place].running


def _vote_words(state: SessionState, now: datetime) -> str:
    """When the time is over and the group may vote for more of it."""
    item = state.running
    seconds = next_extension(item) if item else None
    if item is None or seconds is None or item_left(state, item, now) > 0:
        return ""
    return (
        f"The time is over. Go on with it? {key_of('live.extend')} adds {in_words(seconds)} when"
        " the group votes so."
    )


def _warning(state: SessionState, now: datetime) -> str:
    """At the moments that the step, or the format, names."""
    item = state.running
    if item is None:
        return ""
    step = item.item.step
    left = item_left(state, item, now)
    for seconds in state.format.warn if step.warn is None else step.warn:
        if 0 <= seconds - left < WARNED_FOR and seconds < item.allotment:
            return f"{in_words(seconds)} left: {step.title}."
    return ""


def _lap_words(state: SessionState, now: datetime) -> str:
    """At the end of a lap that goes on until time is up: whether another would still fit in."""
    item, repeat = state.running, running_repeat(state)
    if item is None or repeat is None or repeat.times is not Times.UNTIL_TIME:
        return ""
    if item.item.step.id != repeat.steps[-1] or item_left(state, item, now) > LAP_SHOWN:
        return ""
    laps = [one for one in state.items if one.item.lap == item.item.lap]
    takes = sum(one.item.planned for one in laps if one.item.step.id in repeat.steps)
    others = sum(
        one.allotment for one in items_to_come(state) if one.item.step.id not in repeat.steps
    )
    room = (state.hard_end - now).total_seconds() - others
    more = any(_later_lap(one.item, item.item) for one in items_to_come(state))
    if room < takes and more:
        left = in_words(max(room, 0))
        return (
            f"Another time takes {in_words(takes)}, and {left} are left:"
            f" {key_of('live.end_repeat')} ends it."
        )
    if room >= takes and not more:
        return f"There is time for another one: {key_of('live.once_more')} adds {in_words(takes)}."
    return ""


def _later_lap(item: Item, than: Item) -> bool:
    return item.lap > than.lap


def _due_reminder(state: SessionState, now: datetime) -> str:
    item = state.running
    if item is None:
        return ""
    elapsed, left = item_seconds(state, item, now), item_left(state, item, now)
    due = [
        reminder
        for reminder in item.item.step.reminders
        if reminder.place in (None, state.options.place) and _is_due(reminder, elapsed, left)
    ]
    words = said(state, due[-1].text) if due else ""
    rule = state.format.certificates
    if rule and rule.words and rule.contact and rule.contact in words:
        return f"{words} {key_of('live.copy')} {CERTIFICATES} copies words with it."
    return words


def _is_due(reminder: Reminder, elapsed: float, left: float) -> bool:
    if reminder.left is not None:
        return left <= reminder.left
    return elapsed >= (reminder.after or 0)
