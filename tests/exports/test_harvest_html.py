"""The harvest as a page: one file without script or address, and people's words stay words."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.harvest import HarvestSummary, ItemTime, harvest_summary
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_note
from coreflect_tui.exports.harvest_html import harvest_html
from harvests import EMPTY_SUMMARY, everywhere
from hostile import NAMED, Hostile

TAGS = """
html head meta title style body main header footer section article div h1 h2 h3 p br span dl dt dd
ul li blockquote figure figcaption table caption thead tbody tr th td time svg rect circle
"""
ATTRIBUTES = """
lang charset http-equiv content name class dir role datetime scope aria-hidden viewbox
preserveaspectratio x y width height cx cy r
"""
EMPTY = {"meta", "br", "rect", "circle"}
# What would be fetched, run or opened, wherever it stood.
REACHES_OUT = re.compile(r"url\(|@import|@font-face|expression\(|javascript:|binding")


@dataclass
class Read:
    """A page as a reader takes it: elements in order, and the text of each kind."""

    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    text: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def words(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for path, text in self.text if tag in path and text.strip()]

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.tags.append(tag)
        self.read.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.tags.append(tag)
        self.read.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "elements end in the order in which they began"

    def handle_data(self, data: str) -> None:
        self.read.text.append((tuple(self.open), data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a page has no comments: {data}")


def read(page: str) -> Read:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.read


def assert_closed_in_itself(page: str) -> Read:
    """Only elements and attributes that fetch, run and open nothing."""
    found = read(page)
    assert set(found.tags) <= set(TAGS.split())
    assert {name for _, name, _ in found.attributes} <= set(ATTRIBUTES.split())
    assert found.values("http-equiv") == ["Content-Security-Policy"]
    [style] = found.words("style")
    assert not REACHES_OUT.search(style)
    return found


@pytest.fixture
def summary(closed: SessionState) -> HarvestSummary:
    now = closed.closed
    assert isinstance(now, datetime)
    return harvest_summary(closed, now, "seed")


def test_nothing_is_fetched_and_nothing_runs(summary: HarvestSummary) -> None:
    found = assert_closed_in_itself(harvest_html(summary))
    policy = found.values("content")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert ("meta", "content", "light dark") in found.attributes


def test_where_nobody_was_named_it_does_not_say_how_many(summary: HarvestSummary) -> None:
    found = assert_closed_in_itself(harvest_html(replace(summary, people=0)))
    assert found.words("dl")[:2] == ["Place", summary.place]


def test_what_is_in_it(summary: HarvestSummary) -> None:
    full = replace(summary, quotes=("“a quote”",), also_raised=("waiting",))
    found = read(harvest_html(full))
    assert found.words("title") == ["IPS co-reflection, 22 November 2026"]
    assert found.words("h1") == ["IPS co-reflection"]
    assert found.words("h2") == [
        "What was asked",
        "What we wanted from today",
        "What we reflected on",
        "Also raised",
        "What we take with us",
        "Harvest",
        "Compost",
        "Quotes",
        "Topics we did not reach",
        "How our time went",
    ]
    assert found.words("h3") == ["Endings"]
    assert found.words("dl")[:6] == [
        "Together",
        "6 people",
        "Place",
        "online",
        "Time",
        "88 minutes, 90 planned",
    ]
    assert "36:00 min with this topic, of 13:00 min set aside" in found.words("article")
    assert found.words("blockquote") == ["“a quote”"]
    text = " ".join(found.words("body"))
    promise = text.index(summary.confidentiality)
    assert promise < text.index("What was asked"), "confidentiality stands at the head"
    for note in (*summary.intentions, *summary.takeaways, *summary.harvest, *summary.compost):
        assert note in text
    places = [text.index(note) for note in summary.takeaways]
    assert places == sorted(places), "shuffled as the summary has them"


def test_headings_come_in_order_and_the_table_can_be_read_aloud(summary: HarvestSummary) -> None:
    found = read(harvest_html(summary))
    levels = [int(tag[1]) for tag in found.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert found.words("caption") == [
        "88 minutes together, 90 planned; below in minutes and seconds."
    ]
    assert found.words("thead") == ["Step", "Planned", "Agreed", "Real"]
    assert found.words("tbody")[8:12] == ["Topics", "30:00", "26:00", "36:00"]
    scopes = [value for tag, name, value in found.attributes if (tag, name) == ("th", "scope")]
    assert scopes == ["col"] * 4 + ["row"] * 4
    hidden = [
        value for tag, name, value in found.attributes if (tag, name) == ("svg", "aria-hidden")
    ]
    assert len(hidden) == found.tags.count("svg")


def test_without_a_change_of_plan_there_is_no_such_column(summary: HarvestSummary) -> None:
    as_planned = tuple(replace(one, accepted=one.planned) for one in summary.times)
    found = read(harvest_html(replace(summary, times=as_planned)))
    assert found.words("thead") == ["Step", "Planned", "Real"]
    assert "as agreed on the way" not in found.words("figcaption")


def test_what_was_not_held_is_said_in_words(summary: HarvestSummary) -> None:
    times = (*summary.times, ItemTime("Closing", 600, 600, 0))
    assert read(harvest_html(replace(summary, times=times))).words("tbody")[-2:] == [
        "–",
        "not held",
    ]


def test_bars_stay_within_their_picture(summary: HarvestSummary) -> None:
    for page in (harvest_html(summary), harvest_html(replace(summary, times=EXTREME))):
        rects = re.findall(r'<rect class="\w+" x="(\d+)" y="\d+" width="(\d+)"', page)
        assert rects
        assert all(int(x) >= 0 and int(x) + int(width) <= 1000 for x, width in rects)


EXTREME = (ItemTime("a", 0, 0, 1), ItemTime("b", 1, 90_000, 0), ItemTime("c", 1, 1, 90_000))


def test_a_session_in_which_nothing_was_written_down(closed: SessionState) -> None:
    bare = replace(closed, notes=(), topics=(), items=(), people=closed.people[:1])
    found = read(harvest_html(harvest_summary(bare, bare.hard_end, "")))
    assert "Nothing was written down this time, and that is fine." in found.words("section")
    assert found.words("h2") == []
    assert "1 person" in found.words("dl")
    assert found.words("footer") == ["Learnings, without names."]


@pytest.mark.parametrize(
    ("language", "page", "headings"),
    [("en", "en", None), ("en-AU", "en-AU", None), ("de", "de", "en"), ('"><script>', None, None)],
)
def test_the_language_of_the_format_and_of_our_words(
    summary: HarvestSummary, language: str, page: str | None, headings: str | None
) -> None:
    found = assert_closed_in_itself(harvest_html(replace(summary, language=language)))
    spoken = {(tag, value) for tag, name, value in found.attributes if name == "lang"}
    assert ("html", page) in spoken or page is None
    assert (("h2", "en") in spoken) is (headings == "en")


WORDS = (
    "</li></ul><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "<img src=x onerror=alert(1)>",
    "</style><style>@import 'https://example.org'</style>",
    "https://example.org & <3",
    "&lt;b&gt;",
    "a\nb\n\n\nc",
    "\0\x1b[31m\x9b\ufffe",
    "<!-- -->",
)


@pytest.mark.parametrize("words", WORDS)
def test_no_words_become_markup(summary: HarvestSummary, words: str) -> None:
    page = harvest_html(everywhere(summary, words))
    found = assert_closed_in_itself(page)
    shown = "".join(text for path, text in found.text if "h3" in path)
    assert shown.split() == re.sub("[\0\x1b\x9b\ufffe]", "", words).split()


@pytest.mark.parametrize("case", NAMED, ids=lambda one: one.kind.replace(" ", "-"))
def test_a_strangers_words_are_shown_as_they_were_cleaned(case: Hostile) -> None:
    note = clean_note(case.typed[:600])
    raw = assert_closed_in_itself(harvest_html(everywhere(EMPTY_SUMMARY, case.typed[:600])))
    found = assert_closed_in_itself(harvest_html(everywhere(EMPTY_SUMMARY, note)))
    assert found.tags.count("li") == raw.tags.count("li")
    shown = "".join(text for path, text in found.text if "h3" in path)
    assert shown.split() == note.split()


@given(st.text(alphabet="ab<>\"'&/=!-\n\0;#x{}()@\u202e\ud800", max_size=40))
def test_any_words_stay_words(words: str) -> None:
    assert_closed_in_itself(harvest_html(everywhere(EMPTY_SUMMARY, words)))


def test_what_people_need_from_each_other(summary: HarvestSummary) -> None:
    page = read(harvest_html(replace(summary, needs=("Silence is <fine>",))))
    assert "What we need from each other" in page.words("h2")
    assert "Silence is <fine>" in page.words("li")
    assert "What we need from each other" not in read(harvest_html(summary)).words("h2")
    alone = harvest_html(replace(EMPTY_SUMMARY, needs=("Tea",)))
    assert "Nothing was written down" not in alone


def test_people_are_dots_and_a_crowd_still_fits(summary: HarvestSummary) -> None:
    for people, dots in ((0, 0), (1, 1), (9, 9), (60, 30)):
        page = harvest_html(replace(summary, people=people))
        assert page.count("<circle") == dots + 1
