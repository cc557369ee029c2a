"""The harvest summary as a page for the group: one file without script, nothing to be fetched."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from math import cos, pi, sin

from coreflect_tui.core.harvest import HarvestSummary, TopicHarvest
from coreflect_tui.exports import words
from coreflect_tui.exports.harvest_bars import time_figure
from coreflect_tui.exports.html_words import own_words, said
from coreflect_tui.exports.words import (
    day_in_words,
    minutes_in_words,
    people_in_words,
    topic_time,
)

# The page needs a style of its own and nothing else; what a note may say is no exception.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# BCP 47 in the forms that formats use; anything else is worse than saying nothing.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MOST_DOTS = 30


def harvest_html(summary: HarvestSummary) -> str:
    """The page as text with LF line ends, to be kept as UTF-8. It names nobody; sections without
    words are left out."""
    language = summary.language if _LANGUAGE.fullmatch(summary.language) else ""
    summary = replace(summary, language=language)
    ours = "" if not language or language.lower().split("-")[0] == "en" else ' lang="en"'
    body = [_header(summary, ours), *_learnings(summary, ours), *_time(summary, ours)]
    return "\n".join([*_head(summary), "<body>", "<main>", *body, _footer(summary, ours), _END])


_END = "</main>\n</body>\n</html>\n"


def _head(summary: HarvestSummary) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="{summary.language}">' if summary.language else "<html>"
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>{said(summary.title)}, {day_in_words(summary.date)}</title>"
    style = files("coreflect_tui.exports").joinpath("harvest.css").read_text("utf-8")
    yield f"<style>\n{style}</style>"
    yield "</head>"


def _header(summary: HarvestSummary, ours: str) -> str:
    lasted = minutes_in_words(summary.real_minutes)
    if summary.real_minutes != summary.planned_minutes:
        lasted += f", {summary.planned_minutes} planned"
    people = (("Together", people_in_words(summary.people)),) if summary.people else ()
    facts = (
        *people,
        ("Place", said(summary.place)),
        ("Time", lasted),
    )
    day = f'<time datetime="{summary.date.isoformat()}">{day_in_words(summary.date)}</time>'
    lines = [
        "<header>",
        "<div>",
        own_words("h1", summary.title),
        f'<p class="day"{ours}>{day}</p>',
        "</div>",
        _circle(summary.people),
    ]
    if summary.confidentiality:
        lines.append(own_words("p", summary.confidentiality, "promise"))
    entries = "".join(f"<div><dt>{term}</dt><dd>{fact}</dd></div>" for term, fact in facts)
    lines += [f'<dl class="facts"{ours}>{entries}</dl>', "</header>"]
    return "\n".join(lines)


def _circle(people: int) -> str:
    """A circle with a dot for each person: everyone is there, and nobody is named."""
    count = min(people, _MOST_DOTS)
    radius = 5.5 if count <= 12 else 66 / count
    dots = []
    for number in range(count):
        angle = 2 * pi * number / count - pi / 2
        x, y = 60 + 48 * cos(angle), 60 + 48 * sin(angle)
        kind = "abc"[number % 3] if count % 3 != 1 or number < count - 1 else "b"
        dots.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')
    ring = '<circle class="ring" cx="60" cy="60" r="48"/>'
    return (
        f'<svg class="circle" aria-hidden="true" viewBox="0 0 120 120">{ring}{"".join(dots)}</svg>'
    )


def _learnings(summary: HarvestSummary, ours: str) -> Iterator[str]:
    if summary.asked:
        entries = "\n".join(
            f"<div>{own_words('dt', one.title)}{own_words('dd', one.ask)}</div>"
            for one in summary.asked
        )
        yield _section(words.ASKED, f'<dl class="asked">\n{entries}\n</dl>', ours)
    yield from _notes(words.NEEDS, summary.needs, ours)
    yield from _notes(words.INTENTIONS, summary.intentions, ours)
    if summary.topics:
        yield _section(words.TOPICS, "\n".join(_topic(one, ours) for one in summary.topics), ours)
    yield from _notes(words.ALSO_RAISED, summary.also_raised, ours)
    yield from _notes(words.TAKEAWAYS, summary.takeaways, ours, "takeaways")
    yield from _pair(summary, ours)
    if summary.quotes:
        quoted = (f"<blockquote>{own_words('p', one)}</blockquote>" for one in summary.quotes)
        yield _section(words.QUOTES, "\n".join(quoted), ours)
    yield from _notes(words.NOT_REACHED, summary.not_reached, ours)
    if words.nothing_noted(summary):
        yield f"<section{ours}><p>{words.NOTHING}</p></section>"


def _topic(topic: TopicHarvest, ours: str) -> str:
    lines = [
        "<article>",
        own_words("h3", topic.title),
        f'<p class="spent"{ours}>{topic_time(topic)}</p>',
    ]
    if topic.notes:
        lines.append(_list(topic.notes))
    return "\n".join([*lines, "</article>"])


def _pair(summary: HarvestSummary, ours: str) -> Iterator[str]:
    """Harvest and compost side by side where there is room."""
    both = ((words.HARVEST, summary.harvest, "leaf"), (words.COMPOST, summary.compost, "earth"))
    made = []
    for title, notes, kind in both:
        name, _, meaning = title.partition(": ")
        if notes:
            made.append(
                f'<section class="{kind}">\n<h2{ours}>{name}</h2>\n'
                f'<p class="label"{ours}>{meaning}</p>\n{_list(notes)}\n</section>'
            )
    if made:
        yield "\n".join(['<div class="pair">', *made, "</div>"])


def _time(summary: HarvestSummary, ours: str) -> Iterator[str]:
    if figure := time_figure(summary, ours):
        yield _section(words.TIME, figure, ours, "time")


def _notes(title: str, notes: tuple[str, ...], ours: str, kind: str = "notes") -> Iterator[str]:
    if notes:
        yield _section(title, _list(notes, kind), ours)


def _list(notes: Iterable[str], kind: str = "notes") -> str:
    # The role is said again: without bullets Safari does not take it for a list.
    entries = "\n".join(own_words("li", note) for note in notes)
    return f'<ul class="{kind}" role="list">\n{entries}\n</ul>'


def _section(title: str, inner: str, ours: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<section{named}>\n<h2{ours}>{title}</h2>\n{inner}\n</section>"


def _footer(summary: HarvestSummary, ours: str) -> str:
    shuffled = " What we take with us stands in no particular order." if summary.takeaways else ""
    return f"<footer{ours}>Learnings, without names.{shuffled}</footer>"
