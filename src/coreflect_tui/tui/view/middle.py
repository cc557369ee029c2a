"""The middle of the live screen: what is asked, and one quiet line of a reminder."""

from datetime import datetime

from coreflect_tui.core.doors import door_of
from coreflect_tui.core.formats import NoteKind, Reminder, Step, StepKind, Tone
from coreflect_tui.core.rounds import round_outlook, to_invite
from coreflect_tui.core.state import (
    ItemState,
    PauseKind,
    SessionState,
)
from coreflect_tui.core.timing import (
    item_left,
    item_seconds,
    items_to_come,
)
from coreflect_tui.tui.view.ends import clock_change_words, gap_words, late_start_words
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    clip_text,
    fill,
    line,
    looking,
    spread,
)
from coreflect_tui.tui.view.time_words import minutes_of

DIGITS = 9
LABEL = 9
NOTES_SHOWN = 6
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


def shown_points(state: SessionState, item: ItemState) -> tuple[int, ...]:
    """Which points of an item belong to this place, as indexes into its points."""
    points = enumerate(item.item.step.points)
    return tuple(i for i, point in points if point.place in (None, state.options.place))


def word_lines(state: SessionState, width: int, roomy: bool = False) -> Lines:
    """What is asked and what there is to say, short; the words in full are one key away.

    A roomy screen has the words to say as well, and what was written down in this item.
    """
    running = state.running
    if running is None:
        return _opening_words(state)
    step = running.item.step
    lines: list[Line] = []
    if step.ask:
        lines += [looking(Look.STRONG, step.ask), BLANK]
    lines += _point_lines(state, running, width)
    if step.kind is StepKind.TOPICS:
        lines += _topic_lines(state, width)
    lines += _question_lines(step)
    if roomy:
        for words in step.say:
            lines += [BLANK, line(words)]
        lines += _note_lines(state, running)
    elif not lines and step.say:
        lines.append(line(step.say[0]))
    return tuple(lines)


def _note_lines(state: SessionState, item: ItemState) -> Lines:
    notes = [note for note in state.notes if note.item == item.id][-NOTES_SHOWN:]
    if not notes:
        return ()
    rows = (
        line(Piece(fill(note.kind, LABEL + 2), Look.MUTED), " / ".join(note.text.splitlines()))
        for note in notes
    )
    return (BLANK, looking(Look.TITLE, "Written down"), *rows)


def _opening_words(state: SessionState) -> Lines:
    if state.closed:
        return (line("This session is closed."),)
    if state.began:
        return (line("Choose an item in the agenda to go on, or close the session."),)
    first = state.items[0].item.step.title if state.items else ""
    return (
        line("Everything is ready."),
        BLANK,
        line(state.format.notice),
        BLANK,
        line(Piece(f"The first item is {first}.", Look.MUTED)),
    )


def _point_lines(state: SessionState, item: ItemState, width: int) -> Lines:
    lines = []
    for number, index in enumerate(shown_points(state, item), 1):
        ticked = index in item.ticked
        sign = "✓" if ticked else str(number)
        look = Look.MUTED if ticked else Look.PLAIN
        # One line each, so that all are in sight; the words in full have their own key.
        text = clip_text(item.item.step.points[index].text, width - 2)
        lines.append(
            line(
                Piece(f"{sign} ", Look.GOOD if ticked else Look.KEY, f"screen.digit({number})"),
                Piece(text, look, f"screen.digit({number})"),
            )
        )
    return tuple(lines)


def _topic_lines(state: SessionState, width: int) -> Lines:
    if not state.topics:
        return (line(Piece("No topic yet: w t writes one down.", Look.MUTED)), BLANK)
    lines = []
    for number, topic in enumerate(state.topics, 1):
        look = Look.NOW if topic.running else Look.MUTED if topic.visits else Look.PLAIN
        sign = "▸" if topic.running else "✓" if topic.visits else " "
        pinned = " *" if topic.pinned is not None else ""
        title = line(
            Piece(sign, look),
            Piece(f"{number} ", Look.KEY),
            Piece(topic.title, look, f"screen.digit({number})"),
        )
        minutes = Piece(f"{minutes_of(topic.allotment)} min{pinned}", Look.MUTED)
        lines.append(spread(title, line(minutes), width))
    return (*lines, BLANK)


def _question_lines(step: Step) -> Lines:
    lines: list[Line] = []
    for question in step.questions:
        look = Look.MUTED if question.tone is Tone.CHALLENGE else Look.PLAIN
        lines.append(line(Piece("– ", Look.MUTED), Piece(question.text, look)))
    return tuple(lines)


def hint_line(state: SessionState, now: datetime, offset: int) -> Line:
    """One quiet line: a question or reminder that is due, or what comes next. It can be left."""
    if state.closed:
        return BLANK
    if state.paused:
        held = state.paused.kind is PauseKind.HOLD
        words = (
            " Held: nothing counts. h goes on." if held else " The clock stands still. z goes on."
        )
        return looking(Look.STRONG, words)
    words = (
        gap_words(state)
        or clock_change_words(state)
        or late_start_words(state, now, offset)
        or _door_words(state, now)
        or _outlook(state, now)
        or _room_words(state, now)
        or _due_reminder(state, now)
    )
    if words:
        return line(Piece(" ⚑ ", Look.KEY), Piece(words, Look.PLAIN))
    upcoming = items_to_come(state)
    if state.began and upcoming:
        then = upcoming[0]
        return line(
            Piece(f" then {then.item.step.title}, {minutes_of(then.allotment)} min", Look.MUTED)
        )
    return BLANK


def _door_words(state: SessionState, now: datetime) -> str:
    """At the door of an item whose step asks for a line."""
    kind = door_of(state, now)
    return f"{DOORS[kind]} w and enter writes it." if kind else ""


def _outlook(state: SessionState, now: datetime) -> str:
    """At the beginning of a round: whether it has the wished time for the people who are here."""
    item = state.running
    if item is None or item_seconds(state, item, now) > OUTLOOK_SHOWN:
        return ""
    return round_outlook(state, now)


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
        return "The round is through: o closes the room to newcomers."
    if held is None and (now - state.began).total_seconds() >= room.minutes * 60:
        return f"{room.minutes} minutes in: o closes the room to newcomers when it suits."
    return ""


def _follows(state: SessionState, item: ItemState) -> bool:
    """Whether the running item is the next after that one; a hint left alone goes away then."""
    place = state.items.index(item) + 1
    return place < len(state.items) and state.items[place].running


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
    return due[-1].text if due else ""


def _is_due(reminder: Reminder, elapsed: float, left: float) -> bool:
    if reminder.left is not None:
        return left <= reminder.left
    return elapsed >= (reminder.after or 0)
