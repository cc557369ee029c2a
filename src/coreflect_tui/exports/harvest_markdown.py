"""The harvest summary as Markdown for the group: warm and plain, people's words as they are."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, east_asian_width

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.harvest import HarvestSummary, ItemTime, TopicHarvest

_MONTHS = "January February March April May June July August September October November December"
_ESCAPED = re.compile(r"[\\`*_\[\]{}|~$]")
# Only what can begin a tag or an entity: "<3" stays readable.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Addresses that a viewer would turn into links by itself.
_LINK = re.compile(r"(?<=\w)(:(?=//)|@(?=\w))|(?<=\bwww)\.", re.IGNORECASE)
_MARK_AT_START = re.compile(r"^([#>+=:-])")
_NUMBER_AT_START = re.compile(r"^(\d+)([.)])")

_TITLE_WIDTH = 28
_BAR_WIDTH = 30


def harvest_markdown(summary: HarvestSummary) -> str:
    """The document as text with LF line ends. It names nobody; sections without words are left
    out."""
    parts = [*_head(summary), *_learnings(summary), *_time(summary)]
    return "\n\n".join(parts) + "\n"


def literal(text: str) -> str:
    """One line of someone's words that Markdown shows as they were written."""
    line = _ESCAPED.sub(r"\\\g<0>", " ".join(text.split()))
    line = _ENTITY.sub("&amp;", line)
    line = _TAG.sub("&lt;", line)
    line = _LINK.sub(r"\\\g<0>", line)
    line = _MARK_AT_START.sub(r"\\\1", line)
    return _NUMBER_AT_START.sub(r"\1\\\2", line)


def _head(summary: HarvestSummary) -> Iterator[str]:
    yield f"# {literal(summary.title)}, {_day(summary)}"
    if summary.confidentiality:
        yield f"> {literal(summary.confidentiality)}"
    people = "1 person" if summary.people == 1 else f"{summary.people} people"
    lasted = f"{summary.real_minutes} minutes (planned {summary.planned_minutes})"
    yield f"{people} · {literal(summary.place)} · {lasted}"


def _learnings(summary: HarvestSummary) -> Iterator[str]:
    asked = [f"**{literal(one.title)}**: {literal(one.ask)}" for one in summary.asked]
    if asked:
        yield _section("What was asked", (f"- {line}" for line in asked))
    noted = [
        *_notes("What we wanted from today", summary.intentions),
        *_topics(summary.topics),
        *_notes("Also raised", summary.also_raised),
        *_notes("What we take with us", summary.takeaways),
        *_notes("Harvest: what worked well in this co-reflection", summary.harvest),
        *_notes("Compost: what else would be possible", summary.compost),
        *_notes("Quotes", summary.quotes),
        *_notes("Topics we did not reach", summary.not_reached),
    ]
    yield from noted or ["Nothing was written down this time, and that is fine."]


def _topics(topics: tuple[TopicHarvest, ...]) -> Iterator[str]:
    if not topics:
        return
    blocks = []
    for topic in topics:
        lines = [f"### {literal(topic.title)}", "", _topic_time(topic)]
        if topic.notes:
            lines += ["", *map(_entry, topic.notes)]
        blocks.append("\n".join(lines))
    yield "## What we reflected on\n\n" + "\n\n".join(blocks)


def _topic_time(topic: TopicHarvest) -> str:
    had = clock_face(topic.planned) if topic.planned else ""
    if topic.real is None:
        return f"*{had} set aside for it*" if had else "*no time set*"
    return f"*{clock_face(topic.real)} of {had}*" if had else f"*{clock_face(topic.real)}*"


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
    rows = [f"{_padded('', _TITLE_WIDTH)}  planned{agreed}    real"]
    rows += [_figures(one, changed) + _bar(one, longest) for one in summary.times]
    picture = "\n".join(f"    {row}".rstrip() for row in rows)
    yield f"## How our time went\n\n{picture}"
    yield "▓ as planned, ▒ longer than planned, ░ not used"


def _figures(one: ItemTime, changed: bool) -> str:
    agreed = f"  {clock_face(one.accepted):>6}" if changed else ""
    real = clock_face(one.real) if one.real else "–"
    title = _padded(one.title, _TITLE_WIDTH)
    return f"{title}  {clock_face(one.planned):>7}{agreed}  {real:>6}"


def _bar(one: ItemTime, longest: int) -> str:
    def width(seconds: int) -> int:
        return round(seconds / longest * _BAR_WIDTH)

    planned, real = width(one.planned), width(one.real)
    within = "▓" * min(planned, real)
    return f"  {within}{'▒' * (real - planned)}{'░' * (planned - real)}"


def _padded(text: str, width: int) -> str:
    """`text` in exactly `width` columns, cut with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if _columns(text) > width:
        while _columns(text) >= width:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    shown = (char for char in text if category(char) not in ("Mn", "Me", "Cf"))
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in shown)


def _day(summary: HarvestSummary) -> str:
    return f"{summary.date.day} {_MONTHS.split()[summary.date.month - 1]} {summary.date.year}"
