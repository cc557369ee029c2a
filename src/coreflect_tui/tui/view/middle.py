"""The middle of the live screen: who speaks, what is asked, what there is to say."""

import re
from dataclasses import replace
from datetime import datetime

from coreflect_tui.core.formats import Tone
from coreflect_tui.core.said import said
from coreflect_tui.core.state import ItemState, SessionState, Topic
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.agreement import rows_of, with_agreement
from coreflect_tui.tui.view.numbers import Numbered, numbered_here
from coreflect_tui.tui.view.pieces import (
    BLANK,
    Line,
    Lines,
    Look,
    Piece,
    fill,
    hang,
    line,
    looking,
    spread,
    width_of,
    wrapped,
)
from coreflect_tui.tui.view.points import point_lines, ticked
from coreflect_tui.tui.view.step_words import (
    choice_lines,
    gone_line,
    not_written_line,
    role_line,
    small_group_lines,
    speaking_line,
)
from coreflect_tui.tui.view.time_words import minutes_of
from coreflect_tui.tui.view.topics import topics_wanted

DIGITS = 9
LABEL = 9
NOTES_SHOWN = 6
LEAST = 3


def word_lines(
    state: SessionState, now: datetime, width: int, roomy: bool = False, rows: int = 0
) -> Lines:
    """Who speaks, what is asked and what there is to say, short; the words in full are one key
    away. There are `rows` for it.

    A roomy screen has the words to say as well, and what was written down in this item.
    """
    return _cut(_words(state, now, width, roomy, rows), width, rows)


def _words(state: SessionState, now: datetime, width: int, roomy: bool, rows: int) -> Lines:
    running = state.running
    if running is None:
        opening = _opening_words(state)
        # What comes first stands in the agenda too.
        return opening if rows <= 0 or rows_of(opening, width) <= rows else opening[:-1]
    step = running.item.step
    lines = [*_speaking_lines(state, running, now)]
    asked = bool(step.ask)
    if asked:
        lines += [looking(Look.STRONG, said(state, step.ask)), BLANK]
    lines += choice_lines(state, width)
    points, questions = point_lines(state, running, width), _question_lines(state, running)
    room = rows - rows_of((*lines, *questions), width)
    if not step.agreement and not topics_wanted(state):
        points = _unclipped(points, point_lines(state, running), width, room)
    shown = with_agreement(state, now, points, width, room)
    lines += _in_sight(shown, width, room, ticked(state, running, points))
    if topics_wanted(state):
        lines += _topic_lines(state, width)
    lines += questions
    if roomy:
        for words in step.say:
            lines += [BLANK, line(said(state, words))]
        lines += _note_lines(state, running)
    elif not asked and not lines[-1:] and step.say:
        lines.append(line(said(state, step.say[0])))
    return tuple(lines)


def _speaking_lines(state: SessionState, item: ItemState, now: datetime) -> Lines:
    """What the step says of speaking, above what is asked."""
    found = (
        speaking_line(state, item),
        gone_line(state, item),
        *small_group_lines(state, item, now),
        not_written_line(state, item.item.step),
        role_line(state, item),
    )
    return tuple(one for one in found if one)


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
        agenda, close = key_of("live.agenda"), key_of("live.close")
        return (line(f"{agenda} shows the agenda, to go on from; {close} closes the session."),)
    first = state.items[0].item.step.title if state.items else ""
    return (
        line("Everything is ready."),
        BLANK,
        line(said(state, state.format.notice)),
        BLANK,
        line(Piece(f"The first item is {first}{'' if first[-1:] in '.?!' else '.'}", Look.MUTED)),
    )


def _cut(lines: Lines, width: int, rows: int) -> Lines:
    """What has no room is not left away without a word; with 0 `rows` all is there, and fewer than
    `LEAST` are too dear for that word."""
    while lines and lines[-1] == BLANK:
        lines = lines[:-1]
    if rows < LEAST or rows_of(lines, width) <= rows:
        return lines
    shown: list[Line] = []
    left = rows - 1
    for one in lines:
        wants = rows_of((one,), width)
        shown += (one,) if wants <= left else _folded(one, width)[: max(left, 0)]
        left -= wants
    click = "screen.say"
    key = Piece(key_of("live.say"), Look.KEY, click)
    more = line(Piece("… ", Look.MUTED, click), key, Piece(" shows all", Look.MUTED, click))
    return (*shown, more)


def _folded(one: Line, width: int) -> Lines:
    if width_of(one) <= width:
        return (one,)
    if len(one) == 1:
        return tuple((replace(one[0], text=row),) for row in wrapped(one[0].text, width))
    units = [
        (replace(piece, text=word),)
        for piece in one
        for word in re.findall(r"\S+\s*|\s+", piece.text)
    ]
    return hang(Piece(""), units, width, most=99)


def _in_sight(lines: Lines, width: int, room: int, done: Lines) -> Lines:
    """As many as there are rows for, and then how many more there are, and where. What is done
    gives way first, so that what is open stays in sight."""
    if room <= 0 or rows_of(lines, width) <= room:
        return lines
    kept = list(lines)
    for one in (*done, *reversed(lines)):
        if rows_of(tuple(kept), width) < room:
            break
        if one in kept:
            kept.remove(one)
    click = "screen.say"
    more = Piece(f"+{len(lines) - len(kept)} more: ", Look.MUTED, click)
    key = Piece(key_of("live.say"), Look.KEY, click)
    return (*kept, line(more, key, Piece(" shows all", Look.MUTED, click)))


def _unclipped(clipped: Lines, in_full: Lines, width: int, room: int) -> Lines:
    """As many points in full as there is room for, and all in sight; the words in full have their
    own key."""
    points = clipped
    for place, whole in enumerate(in_full):
        longer = (*points[:place], whole, *points[place + 1 :])
        points = longer if rows_of(longer, width) <= room else points
    return points


def _topic_lines(state: SessionState, width: int) -> Lines:
    if not state.topics:
        return (
            line(Piece(f"No topic yet: {key_of('live.write')} t writes one down.", Look.MUTED)),
            BLANK,
        )
    lines, numbered = [], numbered_here(state) is Numbered.TOPICS
    for number, topic in enumerate(state.topics, 1):
        look = Look.NOW if topic.running else Look.MUTED if topic.visits else Look.PLAIN
        sign = "▸" if topic.running else "✓" if topic.visits else " "
        title = line(
            Piece(sign, look),
            Piece(f"{number} " if numbered else "", Look.KEY),
            Piece(topic.title, look, f"screen.digit({number})" if numbered else ""),
        )
        lines.append(spread(title, line(Piece(_share_words(state, topic), Look.MUTED)), width))
    return (*lines, BLANK)


def _share_words(state: SessionState, topic: Topic) -> str:
    """What a topic has of the time, or the votes that it has where a lap goes with each."""
    if state.topic_laps:
        votes = topic.weight - 1
        return f"{votes} vote{'' if votes == 1 else 's'}" if votes else ""
    return f"{minutes_of(topic.allotment)} min{' *' if topic.pinned is not None else ''}"


def _question_lines(state: SessionState, item: ItemState) -> Lines:
    lines: list[Line] = []
    for question in item.item.step.questions:
        look = Look.MUTED if question.tone is Tone.CHALLENGE else Look.PLAIN
        lines.append(line(Piece("– ", Look.MUTED), Piece(said(state, question.text), look)))
    return tuple(lines)
