"""Published protocols, and formats in other languages, are written in the language as it is.

They are no formats that ship: what a format can say is not cut to those that do.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from coreflect_tui.core.agenda import Agenda, plan
from coreflect_tui.core.formats import Format, Instead, Order, StepKind
from coreflect_tui.core.placeholders import used
from coreflect_tui.core.repeating import ForEach, Times
from coreflect_tui.core.roles import roles_in
from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech
from coreflect_tui.core.word_checks import all_words
from coreflect_tui.library.format_file import format_warnings, read_format

FOLDER = Path(__file__).parents[1] / "protocols"
PROTOCOLS = sorted(FOLDER.glob("*.toml"))
PUBLISHED = ("action-learning", "fishbowl", "lean-coffee", "troika")
_WORDLESS = """
id language places place outcomes clock times for_each steps at speaks presenter speech ends kind
tone writes door order facilitators each each_least extend warn left after minutes reverse_of
"""
WORDS_OF_THE_LANGUAGE = frozenset(_WORDLESS.split())
"""Keys whose values are words of the format language, ids or durations, and no words to read."""


def read(name: str) -> Format:
    return read_format(FOLDER / f"{name}.toml")


def minutes_of(agenda: Agenda) -> dict[str, int]:
    return {one.id: one.planned // 60 for one in agenda.items if not one.left_out}


def test_every_file_is_looked_at() -> None:
    assert {path.stem for path in PROTOCOLS} == {*PUBLISHED, "ar-taammul", "ja-furikaeri"}


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_it_is_read_without_problems_and_warnings(path: Path) -> None:
    fmt = read_format(path)
    assert fmt.id == path.stem
    assert format_warnings(fmt, path.read_text("utf-8")) == ()


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_it_is_as_written_at_its_usual_length(path: Path) -> None:
    fmt = read_format(path)
    agenda = plan(fmt, fmt.minutes.usual, fmt.places[0], fmt.people.usual)
    assert (agenda.problems, agenda.advice, agenda.dropped) == ((), (), ())
    to_come = [one for one in agenda.items if not one.left_out]
    assert [one.planned for one in to_come] == [one.step.minutes * 60 for one in to_come]


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_it_fits_and_adds_up_at_every_length_for_its_usual_number(path: Path) -> None:
    fmt = read_format(path)
    for place in fmt.places:
        for minutes in range(fmt.minutes.least, fmt.minutes.most + 1):
            agenda = plan(fmt, minutes, place, fmt.people.usual)
            assert agenda.problems == ()
            assert sum(minutes_of(agenda).values()) == minutes


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_it_fits_for_every_number_of_people_at_its_shortest_usual_and_longest(path: Path) -> None:
    fmt = read_format(path)
    for people in range(fmt.people.least, fmt.people.most + 1):
        for minutes in (fmt.minutes.least, fmt.minutes.usual, fmt.minutes.most):
            agenda = plan(fmt, minutes, fmt.places[0], people)
            assert agenda.problems == ()
            assert sum(minutes_of(agenda).values()) == minutes


TALKS = {f"talk.{lap}" if lap > 1 else "talk": 5 for lap in range(1, 15)}
FIRST_TURN = {"telling": 2, "clarifying": 2, "consulting": 4, "worth": 2}
SET_TURN = {"presenting": 5, "clarifying": 5, "opening": 15, "deciding": 5}


def lap(turn: dict[str, int], number: int) -> dict[str, int]:
    return {f"{step}.{number}" if number > 1 else step: takes for step, takes in turn.items()}


@pytest.mark.parametrize(
    ("name", "minutes", "people", "wanted"),
    [
        (
            "lean-coffee",
            60,
            6,
            {"hello": 3, "cards": 5, "introducing": 4, "dots": 2}
            | dict(list(TALKS.items())[:8])
            | {"takeaways": 6},
        ),
        (
            "lean-coffee",
            30,
            6,
            {"hello": 3, "cards": 5, "introducing": 4, "dots": 2}
            | dict(list(TALKS.items())[:2])
            | {"takeaways": 6},
        ),
        (
            "lean-coffee",
            90,
            6,
            {"hello": 3, "cards": 5, "introducing": 4, "dots": 2} | TALKS | {"takeaways": 6},
        ),
        (
            "troika",
            34,
            9,
            {"threes": 3, "question": 1}
            | lap(FIRST_TURN, 1)
            | lap(FIRST_TURN, 2)
            | lap(FIRST_TURN, 3),
        ),
        (
            "fishbowl",
            55,
            13,
            {
                "setting": 3,
                "ring": 18,
                "questions": 4,
                "answers": 15,
                "what": 5,
                "so-what": 5,
                "now-what": 5,
            },
        ),
        (
            "action-learning",
            90,
            6,
            {"catching-up": 9, "bids": 6}
            | lap(SET_TURN, 1)
            | lap(SET_TURN, 2)
            | {"how-we-were": 15},
        ),
        # In an hour there is time for one, and what is left does not become idle talk.
        (
            "action-learning",
            60,
            6,
            {"catching-up": 9, "bids": 6} | SET_TURN | {"how-we-were": 15},
        ),
        (
            "ja-furikaeri",
            45,
            5,
            {
                "hajime": 4,
                "hitokoto": 5,
                "negai": 3,
                "umaku": 9,
                "muzukashii": 14,
                "shizuka": 1,
                "owari": 5,
                "minori": 4,
            },
        ),
        (
            "ar-taammul",
            45,
            6,
            {
                "tarhib": 4,
                "jawla": 6,
                "hikaya": 5,
                "tafkir": 10,
                "awda": 4,
                "samt": 1,
                "khatima": 6,
                "hasad": 9,
            },
        ),
    ],
)
def test_times_are_those_of_the_protocol(
    name: str, minutes: int, people: int, wanted: dict[str, int]
) -> None:
    fmt = read(name)
    assert minutes_of(plan(fmt, minutes, fmt.places[0], people)) == wanted


def test_everyone_in_a_troika_has_the_same_time() -> None:
    fmt = read("troika")
    for minutes in range(fmt.minutes.least, fmt.minutes.most + 1):
        planned = plan(fmt, minutes, fmt.places[0], 9).items
        turns = [sum(one.planned for one in planned if one.lap == number) for number in (1, 2, 3)]
        assert turns[0] - turns[2] in (0, 60)


def test_a_long_set_has_a_break_and_more_who_present() -> None:
    planned = minutes_of(plan(read("action-learning"), 180, read("action-learning").places[0], 6))
    assert planned["break"] == 10
    assert [step for step in planned if step.startswith("presenting")] == [
        "presenting",
        *(f"presenting.{number}" for number in range(2, 6)),
    ]


# --- what of the protocol the language says ------------------------------------------------------


def test_lean_coffee_goes_through_topics_and_votes_on_going_on() -> None:
    fmt = read("lean-coffee")
    (repeat,) = fmt.repeats
    assert (repeat.times, repeat.for_each) == (Times.UNTIL_TIME, ForEach.TOPIC)
    talk = fmt.step("talk")
    assert talk is not None
    assert talk.extend == (300, 120, 60)
    assert "{topic}" in talk.ask
    assert all(step.kind is not StepKind.TOPICS for step in fmt.steps)


def test_troika_turns_away_whoever_asked_and_asks_for_no_single_presenter() -> None:
    fmt = read("troika")
    assert (fmt.repeats[0].times, fmt.repeats[0].for_each) == (3, ForEach.PRESENTER)
    parts = {step.id: step.presenter for step in fmt.steps if step.speaks is Speaks.THREES}
    assert parts == {
        "telling": PresenterPart.SPEAKS,
        "clarifying": PresenterPart.ANSWERS,
        "consulting": PresenterPart.SILENT,
        "worth": PresenterPart.RETURNS,
    }
    assert roles_in(fmt) == ()
    assert fmt.leaves_nothing


def test_the_fishbowl_has_an_inner_ring_an_open_end_and_a_choice_of_how_to_close() -> None:
    fmt = read("fishbowl")
    ring = fmt.step("ring")
    assert ring is not None
    assert (ring.speaks, ring.ends) == (Speaks.INNER_RING, Ends.WHEN_DONE)
    assert {role.id: role.people for role in roles_in(fmt)} == {"inner-ring": 4, "scribe": 2}
    agenda = plan(fmt, 55, fmt.places[0], 13)
    assert [one.id for one in agenda.items if one.left_out] == ["written"]


def test_a_set_asks_questions_only_and_whoever_presents_has_no_turn_in_them() -> None:
    fmt = read("action-learning")
    opening, clarifying = fmt.step("opening"), fmt.step("clarifying")
    assert opening is not None
    assert opening.round is not None
    assert clarifying is not None
    assert clarifying.round is not None
    assert Speech.QUESTIONS in opening.speech
    assert (opening.round.presenter, clarifying.round.presenter) == (False, False)
    assert (opening.round.order, clarifying.round.order) == (Order.LISTED, Order.QUEUE)
    assert [role.id for role in fmt.roles if role.rotates] == ["set-leader", "time-keeper"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_protocol_says_what_it_comes_from(name: str) -> None:
    text = (FOLDER / f"{name}.toml").read_text("utf-8")
    first = text.split("\n\n")[0]
    assert "Checked against what is published of it" in first
    assert "our own" in read(name).source


# --- in another language -------------------------------------------------------------------------


def words_of(value: object, key: str = "") -> Iterator[str]:
    """All that people read, without ids, durations and words of the format language."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from words_of(inner, key if key == "instead" else name)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner, key)
    elif isinstance(value, str) and key not in WORDS_OF_THE_LANGUAGE:
        yield value


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("ja-furikaeri", "[\N{HIRAGANA LETTER SMALL A}-\N{KATAKANA LETTER SMALL KE}\u4e00-\u9fff]"),
        ("ar-taammul", "[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]"),
    ],
)
def test_every_word_of_it_is_in_its_language(name: str, letters: str) -> None:
    text = (FOLDER / f"{name}.toml").read_text("utf-8")
    values = tomllib.loads(text)
    assert values["language"] == name[:2]
    words = list(words_of(values))
    assert {values["title"], values["notice"], values["confidentiality"]} <= set(words)
    assert len(words) > 30
    for said in words:
        plain = re.sub(r"\{\w+\}", "", said)
        assert re.search(letters, plain), said
        assert not re.search(r"[A-Za-z]", plain), said


@pytest.mark.parametrize("name", ["ja-furikaeri", "ar-taammul"])
def test_words_in_another_language_arrive_as_they_are_written(name: str) -> None:
    values = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    fmt = read(name)
    assert (fmt.title, fmt.notice) == (values["title"], values["notice"])
    assert [step.title for step in fmt.steps] == [one["title"] for one in values["step"]]
    assert [step.ask for step in fmt.steps] == [one.get("ask", "") for one in values["step"]]
    assert [card.words for card in fmt.cards] == [one["words"] for one in values["card"]]


@pytest.mark.parametrize("name", ["ja-furikaeri", "ar-taammul"])
def test_what_stands_in_place_of_a_name_is_said_in_the_language_too(name: str) -> None:
    values = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    fmt = read(name)
    english = asdict(Instead())
    said = {one for _, text in all_words(fmt) for one in used(text)} & english.keys()
    assert said
    assert said <= values["instead"].keys()
    assert asdict(fmt.instead) == english | values["instead"]


def test_a_step_in_another_language_that_comes_again_has_its_number() -> None:
    fmt = read("ar-taammul")
    titles = [one.step.title for one in plan(fmt, 90, fmt.places[0], 6).items if one.lap]
    assert titles[0] == f"{read('ar-taammul').steps[2].title} 1"
