"""The harvest as Markdown: its text is the contract, and people's words stay words."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coreflect_tui.core.harvest import HarvestSummary, TopicHarvest, harvest_summary
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_note
from coreflect_tui.exports.harvest_markdown import harvest_markdown
from coreflect_tui.exports.markdown_words import literal
from harvests import EMPTY_SUMMARY, everywhere
from hostile import NAMED, Hostile

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def summary(closed: SessionState) -> HarvestSummary:
    now = closed.closed
    assert isinstance(now, datetime)
    return harvest_summary(closed, now, "seed")


def test_the_whole_document(summary: HarvestSummary) -> None:
    assert harvest_markdown(summary) == (GOLDEN / "harvest.md").read_text(encoding="utf-8")


def test_a_session_in_which_nothing_was_written_down(closed: SessionState) -> None:
    bare = replace(closed, notes=(), topics=(), items=(), people=closed.people[:1])
    made = harvest_markdown(harvest_summary(bare, bare.hard_end, ""))
    assert made == (GOLDEN / "harvest of nothing noted.md").read_text(encoding="utf-8")


def test_where_nobody_was_named_it_does_not_say_how_many(summary: HarvestSummary) -> None:
    made = harvest_markdown(replace(summary, people=0))
    assert "people" not in made.splitlines()[4]
    assert made.splitlines()[4].startswith(f"{summary.place} · ")


def test_it_names_nobody(summary: HarvestSummary, closed: SessionState) -> None:
    text = harvest_markdown(summary)
    assert not any(person.name in text for person in closed.people)
    assert "ring Kit" not in text


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("plain words, and more.", "plain words, and more."),
        ("a smile :) and a heart <3", "a smile :) and a heart <3"),
        ("# x", r"\# x"),
        ("a # x", "a # x"),
        ("- x", r"\- x"),
        ("+ x", r"\+ x"),
        ("> x", r"\> x"),
        ("===", r"\==="),
        ("12. x", r"12\. x"),
        ("3) x", r"3\) x"),
        ("* x", r"\* x"),
        ("    indented", "indented"),
        ("```", r"\`\`\`"),
        ("~~~", r"\~\~\~"),
        ("[a](b)", r"\[a\](b)"),
        ("![a](b)", r"!\[a\](b)"),
        ("[ ] x", r"\[ \] x"),
        ("snake_case", r"snake\_case"),
        ("a | b", r"a \| b"),
        ("<script>", "&lt;script>"),
        ("</p><!--", "&lt;/p>&lt;!--"),
        ("&lt;", "&amp;lt;"),
        ("this & that", "this & that"),
        ("https://example.org", r"https\://example.org"),
        ("www.example.org", r"www\.example.org"),
        ("ana@example.org", r"ana\@example.org"),
        ("\\*", r"\\\*"),
        ("$x$", r"\$x\$"),
    ],
)
def test_words_stay_literal(words: str, written: str) -> None:
    assert literal(words) == written


@given(st.text(alphabet="ab <>!/#-*_[](){}`~\\&;|=+.1:@$\n\t", max_size=60))
def test_no_words_open_a_tag_or_a_link(words: str) -> None:
    line = literal(words)
    assert "\n" not in line
    assert not any(f"<{char}" in line for char in "ab!/")
    plain = line.replace("\\\\", "")
    assert plain.count("[") == plain.count(r"\[")
    assert plain.count("`") == plain.count(r"\`")
    assert not line.startswith(("#", "- ", "+ ", "> ", "1. ", "1) "))


def test_a_note_of_several_lines_stays_one_entry(summary: HarvestSummary) -> None:
    text = harvest_markdown(replace(summary, harvest=("one\n\n# two\n  - three",)))
    assert "\n- one\\\n  \\# two\\\n  \\- three\n" in text


def test_what_people_need_from_each_other_stands_before_what_they_wanted(
    summary: HarvestSummary,
) -> None:
    text = harvest_markdown(replace(summary, needs=("Silence is fine", "# room for tears")))
    section = "## What we need from each other\n\n- Silence is fine\n- \\# room for tears\n\n"
    assert f"{section}## What we wanted from today" in text
    assert "need from each other" not in harvest_markdown(summary)


def test_what_people_need_is_something_that_was_written_down(closed: SessionState) -> None:
    bare = replace(closed, notes=(), topics=(), items=())
    summary = replace(harvest_summary(bare, bare.hard_end, ""), needs=("Tea",))
    assert "Nothing was written down" not in harvest_markdown(summary)


def test_a_topic_without_its_time(summary: HarvestSummary) -> None:
    topics = (TopicHarvest("Power", 600, None, ()), TopicHarvest("Ends", 0, 90, ()))
    text = harvest_markdown(replace(summary, topics=topics))
    assert (
        "### Power\n\n*10:00 min set aside for it*\n\n### Ends\n\n*1:30 min with this topic*\n"
        in text
    )


def test_the_columns_of_the_time_picture_stand_in_line(summary: HarvestSummary) -> None:
    wide = replace(summary.times[0], title="共同省察の始まりと自己紹介と今日の問いかけ")
    text = harvest_markdown(replace(summary, times=(wide, *summary.times[1:])))
    line = next(line for line in text.splitlines() if "共同" in line)
    cut = line.index("…")
    wide_ones = sum(char > "\u2fff" for char in line[:cut])
    assert 23 <= cut - 4 + wide_ones + 1 <= 24


OURS = frozenset(
    ("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
     "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "code_block",
     "blockquote_open", "blockquote_close", "strong_open", "strong_close", "em_open", "em_close",
     "hardbreak", "softbreak")
)  # fmt: skip
"""What our own words are made of: no link, no image, no HTML, no table, no code of theirs."""


def rendered(text: str) -> list[Token]:
    """What a viewer makes of it that knows what GitHub knows, HTML and addresses included."""
    reader = MarkdownIt("gfm-like", {"html": True})
    assert reader.linkify
    reader.linkify.set({"fuzzy_link": False})
    return reader.parse(text)


def shown(token: Token) -> str:
    """The text of a line as it is read."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(one.type, one.content) for one in token.children or ())


@pytest.mark.parametrize("case", NAMED, ids=lambda one: one.kind.replace(" ", "-"))
def test_a_strangers_words_are_shown_as_they_were_cleaned(case: Hostile) -> None:
    note = clean_note(case.typed[:600])
    tokens = rendered(harvest_markdown(everywhere(EMPTY_SUMMARY, note)))
    kinds = {one.type for token in tokens for one in (token, *(token.children or ()))}
    assert kinds <= OURS
    lines = [" ".join(line.split()) for line in note.splitlines()]
    texts = [shown(token) for token in tokens if token.type == "inline"]
    # Eight lists of two notes, and the two of the topic.
    assert texts.count("\n".join(lines)) >= 18
    assert f"{' '.join(lines)}, 22 November 2026" in texts
    assert f"{' '.join(lines)}: {' '.join(lines)}" in texts
    (topic,) = (
        place for place, token in enumerate(tokens) if token.tag == "h3" and token.nesting > 0
    )
    assert shown(tokens[topic + 1]) == " ".join(lines)


def test_no_row_of_the_time_picture_is_wrapped_on_eighty_columns(summary: HarvestSummary) -> None:
    for times in (summary.times, tuple(replace(one, accepted=1) for one in summary.times)):
        picture = harvest_markdown(replace(summary, times=times)).split("## How")[-1]
        rows = [one for one in picture.splitlines() if one.startswith("    ")]
        assert max(map(len, rows)) == 76, picture
