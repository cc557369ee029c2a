"""The coach of a rehearsal: every hint of a whole session is answered by keys that exist."""

from dataclasses import replace

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.intents import AddTopic, GiveRole, GoToItem, NextItem
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.rehearsal.story import what_next
from coreflect_tui.tui.actions import ACTIONS
from coreflect_tui.tui.view.coaching import answering_keys, coach_line
from coreflect_tui.tui.view.kinds import LETTERS
from coreflect_tui.tui.view.pieces import plain
from protocol import cases
from stage import a_workplace, begin, still_clock


@pytest.mark.parametrize(
    ("hint", "keys"),
    [
        ("next-item", "."),
        ("end-turn", "d"),
        ("pass", "p"),
        ("close-room", "o"),
        ("close-session", "x"),
        ("write:intention", "w i"),
        ("write:topic", "w t"),
        ("give-turn:p3", "3"),
        ("give-turn:p9", "/"),
        ("tick:1", "2"),
        ("extend", "E"),
        ("small-groups", "G"),
        ("once-more", "A"),
        ("end-repeat", "N"),
        ("something-new", ""),
    ],
)
def test_the_keys_that_answer(hint: str, keys: str) -> None:
    play = Play(talk("opening", 3, points=3), sharing("round", 8), here=True).does(NextItem())
    if hint.startswith("give-turn"):
        play.does(NextItem())
    assert answering_keys(hint, play.state) == keys


def test_a_topic_is_begun_by_its_number() -> None:
    play = Play(topic_time(20)).does(NextItem(), AddTopic("Power"), AddTopic("Fear"))
    assert answering_keys("start-topic:t2", play.state) == "2"


def test_a_number_says_who_presents_only_where_it_is_asked() -> None:
    play = Play(people=5, here=True, fmt=cases()).does(NextItem())
    assert answering_keys("give-role:time-keeper:p3", play.state) == "R"
    assert answering_keys("take-option:way:short", play.state) == "2"
    play.does(GoToItem("tell"))
    assert answering_keys("give-role:presenter:p3", play.state) == "2"
    assert answering_keys("take-option:way:short", play.state) == ""
    play.does(GoToItem("ask"))
    assert answering_keys("give-role:presenter:p3", play.state) == "R", "numbers give the floor"


def test_points_have_numbers_once_nothing_else_has() -> None:
    fmt = cases()
    steps = tuple(
        replace(step, points=talk("any", 3, points=2).points) if step.id == "tell" else step
        for step in fmt.steps
    )
    play = Play(people=5, here=True, fmt=replace(fmt, steps=steps)).does(NextItem())
    play.does(GoToItem("tell"))
    assert answering_keys("tick:1", play.state) == ""
    play.does(GiveRole("presenter", ("p2",)))
    assert answering_keys("tick:1", play.state) == "2"


def test_the_line_says_what_happens_and_what_to_press() -> None:
    play = Play(talk("opening", 3))
    happening = Happening(at(0), "Everyone is here.", (NextItem(),), "next-item")
    assert plain([coach_line(happening, play.state)]) == (" In the room: Everyone is here.  → .")
    said = Happening(at(0), "Someone says: Stay.", (), "write:intention")
    assert plain([coach_line(said, play.state)]).endswith("→ w, then i")
    unknown = Happening(at(0), "Something.", (), "something-new")
    assert plain([coach_line(unknown, play.state)]).endswith("→ enter")


def test_every_hint_of_a_whole_rehearsal_has_keys() -> None:
    """The keys are shown in order; each is a key of some screen, or the letter of a kind."""
    shown = {key for one in ACTIONS for key in (one.shows, *one.key.split(","))}
    shown |= {*"123456789", "+", *LETTERS.values()}
    clock = still_clock(-5)
    session = begin(a_workplace(clock))
    cast = cast_for(session.state.people, 5)
    for _ in range(2000):
        happening = what_next(session.state, cast, clock.now().session)
        if happening is None or session.state.closed:
            break
        clock.advance(max((happening.at - clock.now().session).total_seconds(), 0.0))
        keys = answering_keys(happening.hint, session.state)
        assert set(keys.split()) <= shown, happening.hint
        assert happening.words
        for intent in happening.intents:
            session.dispatch(intent)
    assert session.state.closed
