"""The harvest summary as Markdown for the group: warm and plain, people's words as they are."""

from collections.abc import Iterable, Iterator

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.harvest import HarvestSummary, ItemTime, TopicHarvest
from coreflect_tui.exports import words
from coreflect_tui.exports.markdown_words import columns_of, cut_to, literal
from coreflect_tui.exports.words import (
    day_in_words,
    minutes_in_words,
    people_in_words,
    topic_time,
)

_TITLE_WIDTH = 24
_WIDTH = 76
"""Cells of the picture of time, so that no bar is wrapped where text has eighty."""
_INDENT, _APART = "    ", "  "


def harvest_markdown(summary: HarvestSummary) -> str:
    """The document as text with LF line ends. It names nobody; sections without words are left
    out."""
    parts = [*_head(summary), *_learnings(summary), *_time(summary)]
    return "\n\n".join(parts) + "\n"


def _head(summary: HarvestSummary) -> Iterator[str]:
    yield f"# {literal(summary.title)}, {day_in_words(summary.date)}"
    if summary.confidentiality:
        yield f"> {literal(summary.confidentiality)}"
    lasted = f"{minutes_in_words(summary.real_minutes)} (planned {summary.planned_minutes})"
    # Nobody has to be named where attendance is not looked at: then it is not said how many.
    people = [people_in_words(summary.people)] if summary.people else []
    yield " · ".join([*people, literal(summary.place), lasted])


def _learnings(summary: HarvestSummary) -> Iterator[str]:
    asked = [f"**{literal(one.title)}**: {literal(one.ask)}" for one in summary.asked]
    if asked:
        yield _section(words.ASKED, (f"- {line}" for line in asked))
    noted = [
        *_notes(words.NEEDS, summary.needs),
        *_notes(words.INTENTIONS, summary.intentions),
        *_topics(summary.topics),
        *_notes(words.ALSO_RAISED, summary.also_raised),
        *_notes(words.TAKEAWAYS, summary.takeaways),
        *_notes(words.HARVEST, summary.harvest),
        *_notes(words.COMPOST, summary.compost),
        *_notes(words.QUOTES, summary.quotes),
        *_notes(words.NOT_REACHED, summary.not_reached),
    ]
    yield from noted or [words.NOTHING]


def _topics(topics: tuple[TopicHarvest, ...]) -> Iterator[str]:
    if not topics:
        return
    blocks = []
    for topic in topics:
        lines = [f"### {literal(topic.title)}", "", f"*{topic_time(topic)}*"]
        if topic.notes:
            lines += ["", *map(_entry, topic.notes)]
        blocks.append("\n".join(lines))
    yield f"## {words.TOPICS}\n\n" + "\n\n".join(blocks)


def _notes(title: str, notes: tuple[str, ...]) -> Iterator[str]:
    if notes:
        yield _section(title, map(_entry, notes))


def _section(title: str, lines: Iterable[str]) -> str:
    return f"## {title}\n\n" + "\n".join(lines)


def _entry(note: str) -> str:
    """A note as a list entry; its further lines stay within it."""
    lines = [literal(line) for line in note.splitlines() if line.strip()]
    return "- " + "\\\n  ".join(lines)


def _time(summary: HarvestSummary) -> Iterator[str]:
    """Planned against real time, a bar for each; indented, so that no title ends the block."""
    if not any(one.real for one in summary.times):
        return
    longest = max(max(one.planned, one.real) for one in summary.times)
    changed = any(one.accepted != one.planned for one in summary.times)
    agreed = "  agreed" if changed else ""
    rows = [f"{' ' * _TITLE_WIDTH}  planned{agreed}    real"]
    beside = columns_of(f"{_INDENT}{_figures(summary.times[0], changed)}{_APART}")
    room = _WIDTH - beside
    rows += [_figures(one, changed) + _bar(one, longest, room) for one in summary.times]
    picture = "\n".join(f"{_INDENT}{row}".rstrip() for row in rows)
    yield f"## {words.TIME}\n\n{picture}"
    yield "▓ as planned, ▒ longer than planned, ░ not used"


def _figures(one: ItemTime, changed: bool) -> str:
    agreed = f"  {clock_face(one.accepted):>6}" if changed else ""
    real = clock_face(one.real) if one.real else "–"
    title = cut_to(one.title, _TITLE_WIDTH)
    return f"{title}  {clock_face(one.planned):>7}{agreed}  {real:>6}"


def _bar(one: ItemTime, longest: int, room: int) -> str:
    def width(seconds: int) -> int:
        return round(seconds / longest * room)

    planned, real = width(one.planned), width(one.real)
    within = "▓" * min(planned, real)
    return f"{_APART}{within}{'▒' * (real - planned)}{'░' * (planned - real)}"
