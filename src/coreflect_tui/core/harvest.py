"""The harvest summary: what the group keeps of a session, learnings without names.

Where a name stands in a note is found in `names`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from coreflect_tui.core.agreement import agreement_of, needs
from coreflect_tui.core.attendance import attended, session_end, was_present
from coreflect_tui.core.course import course, laps_with
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.names import NameFinder
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.said import said
from coreflect_tui.core.state import ItemState, Note, PauseKind, SessionState, Span, Topic
from coreflect_tui.core.timing import active_seconds, item_seconds, local_time, topic_seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """What an item asked the group."""

    title: str
    ask: str


@dataclass(frozen=True, slots=True)
class TopicHarvest:
    """A topic that was reflected on; seconds, `real` None where its time was not recorded."""

    title: str
    planned: int
    real: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemTime:
    """An item in seconds: as the agenda had it, as it was agreed last, and as it went."""

    title: str
    planned: int
    accepted: int
    real: int


@dataclass(frozen=True, slots=True)
class HarvestSummary:
    """The document for the group: learnings, not stories. People are a number here; `language` is
    that of the format, and so of what was asked."""

    title: str
    language: str
    date: date
    place: str
    planned_minutes: int
    real_minutes: int
    people: int
    confidentiality: str
    asked: tuple[Asked, ...]
    needs: tuple[str, ...]
    intentions: tuple[str, ...]
    topics: tuple[TopicHarvest, ...]
    also_raised: tuple[str, ...]
    takeaways: tuple[str, ...]
    harvest: tuple[str, ...]
    compost: tuple[str, ...]
    quotes: tuple[str, ...]
    not_reached: tuple[str, ...]
    times: tuple[ItemTime, ...]


def harvest_summary(state: SessionState, now: datetime, seed: str) -> HarvestSummary:
    """The summary of a session as it is `now`; `seed` settles the order of the takeaways."""
    state = _without_names(state)
    began = state.began or state.options.starts_at
    gaps = [pause for pause in state.pauses if pause.kind is PauseKind.GAP]
    lasted = active_seconds(Span(began, session_end(state, now)), gaps, now) if state.began else 0
    notes = for_the_group(state)
    reached = [topic for topic in state.topics if topic_reached(state, topic)]
    takeaways = [note for note in notes if note.kind is NoteKind.TAKEAWAY]
    return HarvestSummary(
        title=state.format.title,
        language=state.format.language,
        date=local_time(state, began).date(),
        place=str(state.options.place),
        planned_minutes=state.options.minutes,
        real_minutes=round(lasted / 60),
        people=_how_many(state),
        confidentiality=said(state, state.format.confidentiality, names=False),
        asked=_asked(state),
        needs=needs(state, now),
        intentions=_texts(notes, NoteKind.INTENTION),
        topics=tuple(_topic(state, topic, notes, now) for topic in reached),
        also_raised=_texts(_without_topic(state, notes), NoteKind.TOPIC),
        takeaways=tuple(note.text for note in sorted(takeaways, key=lambda n: _lot(seed, n))),
        harvest=_texts(notes, NoteKind.HARVEST),
        compost=_texts(notes, NoteKind.COMPOST),
        quotes=_texts(notes, NoteKind.QUOTE),
        not_reached=tuple(topic.title for topic in state.topics if topic not in reached),
        times=tuple(
            ItemTime(
                item.item.step.title,
                item.item.planned,
                item.allotment,
                int(item_seconds(state, item, now)),
            )
            for item in course(state)
        ),
    )


def for_the_group(state: SessionState) -> tuple[Note, ...]:
    """The notes that the harvest summary shows: no private reminder, nothing left out."""
    return tuple(
        note
        for note in state.notes
        if note.kind is not NoteKind.REMINDER and not note.left_out and note.text.strip()
    )


def topic_reached(state: SessionState, topic: Topic) -> bool:
    """Whether the group came to a topic: it was begun, or something is noted on it, or it was the
    only one and there was time for it."""
    if topic.visits or any(note.topic == topic.id for note in for_the_group(state)):
        return True
    return len(state.topics) == 1 and any(one.visits for one in _time_of(state, topic))


def _time_of(state: SessionState, topic: Topic) -> tuple[ItemState, ...]:
    """The items whose time was the topic's, as far as it was the only one or had a time round."""
    if state.topic_item and len(state.topics) == 1:
        return (state.topic_item,)
    return laps_with(state, topic)


def _topic(
    state: SessionState, topic: Topic, notes: tuple[Note, ...], now: datetime
) -> TopicHarvest:
    real = int(topic_seconds(state, topic, now)) if topic.visits else None
    held = [one for one in _time_of(state, topic) if one.visits]
    if real is None and len(state.topics) == 1 and held:
        real = int(sum(item_seconds(state, one, now) for one in held))
    planned = topic.allotment or sum(one.allotment for one in laps_with(state, topic))
    on_it = [note for note in notes if note.topic == topic.id]
    return TopicHarvest(topic.title, planned, real, _texts(on_it, NoteKind.TOPIC))


def _asked(state: SessionState) -> tuple[Asked, ...]:
    """What was asked, each question once: a step may have come several times."""
    asked: dict[str, Asked] = {}
    for item in state.items:
        step = item.item.step
        if item.visits and step.ask:
            title = (state.format.step(step.id) or step).title
            question = Asked(title, said(state, step.ask, names=False))
            asked.setdefault(step.id, question)
    return tuple(asked.values())


def _how_many(state: SessionState) -> int:
    """How many were there. Where attendance is not looked at and nothing was noted of it, that is
    everybody on the list who did not say no."""
    others = (one for one in state.people if one.role is not Role.FACILITATOR)
    if state.format.attendance or any(map(was_present, others)):
        return len(attended(state))
    return sum(one.presence is not Presence.NO_SHOW for one in state.people)


def _without_topic(state: SessionState, notes: tuple[Note, ...]) -> list[Note]:
    known = {topic.id for topic in state.topics}
    return [note for note in notes if note.topic not in known]


def _texts(notes: Iterable[Note], kind: NoteKind) -> tuple[str, ...]:
    return tuple(note.text for note in notes if note.kind is kind)


def _without_names(state: SessionState) -> SessionState:
    """The session with "someone" in the place of people here, in all that was written by hand. Only
    what was kept on purpose names someone."""
    finder = NameFinder(state.people)
    fmt = state.format
    if state.retitled:
        fmt = replace(fmt, title=finder.without(fmt.title))
    agreed = state.agreement
    if agreed:
        agreed = agreement_of(map(finder.without, agreed.lines), agreed.checked)
    return replace(
        state,
        format=fmt,
        agreement=agreed,
        notes=tuple(
            one if one.name_kept else replace(one, text=finder.without(one.text))
            for one in state.notes
        ),
        topics=tuple(replace(one, title=finder.without(one.title)) for one in state.topics),
        items=tuple(
            one
            if fmt.step(one.item.step.id)
            else _retitled(one, finder.without(one.item.step.title))
            for one in state.items
        ),
    )


def _retitled(item: ItemState, title: str) -> ItemState:
    return replace(item, item=replace(item.item, step=replace(item.item.step, title=title)))


def _lot(seed: str, note: Note) -> str:
    return sha256(f"{seed}\0{note.id}".encode("utf-8", "surrogatepass")).hexdigest()
