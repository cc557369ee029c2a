"""The coach of a rehearsal: every hint of a whole session is answered by keys that exist."""

from dataclasses import replace

import pytest

from builders import Play, at, sharing, talk, topic_time
from coreflect_tui.core.intents import (
    AddAttendee,
    AddTopic,
    GiveRole,
    GiveTurnToName,
    GoToItem,
    NextItem,
)
from coreflect_tui.core.rounds import next_in_order
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.rehearsal.story import what_next
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.view.coach_words import DO_IT, DO_THE_REST
from coreflect_tui.tui.view.coaching import answering_keys, coach_lines
from coreflect_tui.tui.view.kinds import LETTERS
from coreflect_tui.tui.view.pieces import Piece, plain, width_of
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
        ("give-turn:p3", "2"),
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


def said(
    happening: Happening, play: Play, table: str = "live", opened: str = "", enter: str = DO_IT
) -> list[str]:
    """The rows of the coach on 60 columns, without the blanks at their edges."""
    lines = coach_lines(happening, play.state, table, opened, 60, enter)
    return [plain([one]).strip() for one in lines]


def test_the_lines_say_what_happens_what_to_press_and_what_for() -> None:
    play = Play(talk("opening", 3))
    happening = Happening(at(0), "Everyone is here.", (NextItem(),), "next-item")
    assert said(happening, play) == [
        "In the room: Everyone is here.",
        "→ . begins the session · enter: do it",
    ]
    play.does(NextItem())
    assert said(happening, play)[1] == "→ . goes on to it · enter: do it"
    assert said(happening, play, enter=DO_THE_REST)[1].endswith(" · enter: do the rest")
    unknown = Happening(at(0), "Something.", (), "something-new")
    assert said(unknown, play)[1] == "→ enter: do it"


@pytest.mark.parametrize(
    ("hint", "table", "opened", "words"),
    [
        ("write:intention", "live", "", "w writes, i for an intention, then a few words"),
        ("write:topic", "live", "kind", "t for a topic"),
        ("write:topic", "live", "note:topic", "in these words or your own, then enter"),
        ("write:topic", "people", "", "q leads back to the session"),
        ("write:topic", "live", "minutes", ""),
        ("pass", "live", "", "p for a pass, which is fine"),
        ("presence:present:p2", "live", "", "a opens the people: choose Bo there, then h"),
        ("presence:present:p2", "people", "", "choose Bo with ↑ ↓, then h: here"),
        ("presence:no-show:p2", "people", "", "choose Bo with ↑ ↓, then x: did not come"),
        ("presence:present:p2", "people", "add", ""),
        ("core-training", "people", "", "T notes it for all who are here"),
        ("give-turn:p2", "live", "", "1 gives Bo the floor"),
        ("close-session", "live", "", "x looks everything through, then closes"),
        ("close-session", "closing", "", "ctrl+s writes the files and closes"),
        ("full:p2", "closing", "", "choose Bo with ↑ ↓, then y: in full"),
        ("full:p2", "closing", "full:p2", "why, for you alone, then enter"),
        ("change-note:n1", "notes", "", "choose that note with ↑ ↓, then o: it says “someone”"),
    ],
)
def test_what_to_press_is_said_where_one_is(hint: str, table: str, opened: str, words: str) -> None:
    play = Play(sharing("round", 8), here=True).does(NextItem())
    happening = Happening(at(0), "Bo looks at you.", (), hint)
    rows = " ".join(said(happening, play, table, opened)[1:])
    does = " · enter: do it" if table == "live" and not opened else ""
    assert rows == (f"→ {words}{does}" if words else "")


def test_somebody_new_is_named_with_the_key_that_adds_them() -> None:
    play = Play(sharing("round", 8), here=True).does(NextItem())
    comes = Happening(at(0), "Zoe comes in.", (AddAttendee("Zoe"),), "add-person")
    assert said(comes, play)[1] == "→ a opens the people: a there adds Zoe · enter: do it"
    assert said(comes, play, "people")[1] == "→ a adds a name to the list: Zoe"
    assert said(comes, play, "people", "add")[1] == "→ Zoe, then enter"
    asks = Happening(at(0), "Zoe asks to come in.", (AddAttendee("Zoe"),), "not-admitted")
    words = "→ a opens the people: a there notes Zoe as not admitted"
    assert " ".join(said(asks, play)[1:]) == f"{words} · enter: do it"
    words = "→ a notes Zoe as not admitted; y copies words to send"
    assert said(asks, play, "people")[1] == words
    named = Happening(at(0), "Bo names Zoe.", (GiveTurnToName("Zoe"),), "name-next")
    words = "→ /, then the name; it goes on the list, too · enter: do it"
    assert said(named, play)[1] == words
    assert said(named, play, "live", "name")[1] == "→ Zoe, then enter"


def test_every_hint_of_a_whole_rehearsal_has_keys() -> None:
    """The keys are shown in order; each is a key of some screen, or the letter of a kind."""
    shown = {key for one in ACTIONS for key in (one.shows, *one.key.split(","))}
    shown |= {*"123456789", "+", *LETTERS.values()}
    clock = still_clock(-5)
    session = begin(a_workplace(clock))
    cast = cast_for(session.state.people, 5)
    ended = 0
    for _ in range(2000):
        happening = what_next(session.state, cast, clock.now().session)
        if happening is None or session.state.closed:
            break
        clock.advance(max((happening.at - clock.now().session).total_seconds(), 0.0))
        keys = answering_keys(happening.hint, session.state)
        assert set(keys.split()) <= shown, happening.hint
        rows = [
            plain([one]) for one in coach_lines(happening, session.state, "live", "", 60, DO_IT)
        ]
        assert any(one.lstrip().startswith("→ ") for one in rows), happening.hint
        assert all(width_of((Piece(one),)) <= 60 for one in rows)
        held = session.state.round
        if happening.hint == "end-turn" and held:
            # Else there is a key for the next person, which ends the turn before.
            assert next_in_order(session.state, held) is None
            assert "→ d ends the turn · enter: do it" in rows[-1]
            ended += 1
        for intent in happening.intents:
            session.dispatch(intent)
    assert ended
    assert session.state.closed
