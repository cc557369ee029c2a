"""In a rehearsal: the keys that the coach names do what the room waits for, to the end."""

from collections.abc import Iterable
from random import Random

import pytest
from textual.command import CommandList
from textual.events import Key

from builders import START
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import Intent
from coreflect_tui.core.state import Options, SessionState
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal.cast import cast_for, invent_names
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.closing import ClosingScreen
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.view.coach_words import DO_THE_REST
from coreflect_tui.tui.view.coaching import answering_keys
from coreflect_tui.workplace import Workplace
from small_protocols import SMALL
from stage import OFFSET, Stage, play, still_clock

PRESSED = (
    "next-item", "give-role", "take-option", "small-groups", "extend", "once-more", "end-repeat",
    "give-turn", "next-turn", "end-turn", "tick",
)  # fmt: skip
"""What is answered by its own key here; all else by enter."""
SEEDS = {"topics in laps": 3, "three rounds": 4}


def rehearsing(fmt: Format, seed: int) -> tuple[Workplace, Coach]:
    """A workplace in which that format is about to be rehearsed by five people."""
    clock = still_clock()
    workplace = Workplace(locations(), clock, Random(seed))
    names = [Invited(name) for name in invent_names(5, seed)]
    options = Options(START, fmt.minutes.usual, fmt.places[0], OFFSET)
    prepared = prepare_session(fmt, options, names[:1], names[1:], workplace.random)
    assert not isinstance(prepared, Refusal)
    session = workplace.begin(*prepared)
    coach = Coach(cast_for(session.state.people, seed), clock, 0)
    coach.goes_on(clock.now().session)
    return workplace, coach


def after(stage: Stage, intents: Iterable[Intent]) -> SessionState:
    """The state that these would lead to now."""
    state, now = stage.state, stage.session.now().session
    for intent in intents:
        answer = decide(state, intent, now)
        assert not isinstance(answer, Refusal), answer.sentence
        state = fold(state, answer)
    return state


async def answer(stage: Stage, coach: Coach, pressed: set[str]) -> None:
    """Let happen what is next, and press what the coach says of it."""
    coach.look(stage.session)
    happening = coach.next
    assert happening
    wait = (happening.at - stage.session.now().session).total_seconds()
    # The keys that move on rest for a moment after each other.
    stage.clock.advance(max(wait, 1))
    stage.app.show()
    await stage.settle()
    assert coach.next == happening
    what = happening.hint.partition(":")[0]
    keys = answering_keys(happening.hint, stage.state)
    expected = after(stage, happening.intents)
    if what in PRESSED and len(keys) == 1 and keys not in ("R", "/"):
        pressed.add(what)
        await stage.at_once(keys)
    elif coach.word(stage.session.now().session) == DO_THE_REST:
        await stage.does(*happening.intents)
    else:
        await stage.at_once("enter")
    if not stage.shows(ClosingScreen):
        assert stage.state == expected, (happening.hint, keys)


@pytest.mark.parametrize(
    ("name", "answered"),
    [
        ("topics in laps", {"next-item", "extend", "end-repeat"}),
        ("everyone presents", {"next-item", "give-role", "next-turn", "end-turn"}),
        ("rings", {"next-item", "give-role", "give-turn"}),
        ("small groups", {"next-item", "small-groups"}),
        ("a choice", {"next-item", "take-option"}),
        ("three rounds", {"next-item", "once-more", "next-turn"}),
    ],
)
def test_the_keys_that_are_named_do_what_happens(name: str, answered: set[str]) -> None:
    workplace, coach = rehearsing(SMALL[name], SEEDS.get(name, 1))
    pressed: set[str] = set()

    async def story(stage: Stage) -> None:
        for _ in range(400):
            if stage.shows(ClosingScreen):
                break
            await answer(stage, coach, pressed)
        assert stage.shows(ClosingScreen)

    play(story, workplace=workplace, coach=coach)
    assert pressed >= answered


def test_on_the_people_screen_stands_who_came_and_the_key_for_it() -> None:
    workplace, coach = rehearsing(SMALL["rings"], 1)

    async def story(stage: Stage) -> None:
        for _ in range(40):
            coach.look(stage.session)
            happening = coach.next
            assert happening
            if happening.hint.startswith("presence:present"):
                break
            await answer(stage, coach, set())
        assert happening
        stage.clock.advance(
            max((happening.at - stage.session.now().session).total_seconds(), 0) + 1
        )
        stage.app.show()
        await stage.settle()
        await stage.press("a")
        name = happening.words.split()[0]
        assert f"In the room: {happening.words} → choose {name} with ↑ ↓, then h" in stage.words
        await stage.does(*happening.intents)
        assert happening.words not in stage.words

    play(story, workplace=workplace, coach=coach)


@pytest.mark.parametrize("first", ["q", "palette"])
def test_leaving_by_the_palette_ends_it_the_second_time_too(first: str) -> None:
    async def leave(stage: Stage) -> None:
        await stage.at_once("ctrl+p")
        await stage.type("leave")
        for _ in range(500):
            await stage.settle()
            if stage.app.screen.query_one(CommandList).option_count == 1:
                break
        stage.app.post_message(Key("enter", None))
        for _ in range(500):
            await stage.pilot.pause(0)
            if stage.app.return_code is not None or isinstance(stage.app.screen, LiveScreen):
                break

    async def story(stage: Stage) -> None:
        await (stage.press("q") if first == "q" else leave(stage))
        asked = "q again ends the rehearsal; nothing of it is kept."
        for _ in range(500):
            await stage.settle()
            if asked in stage.words:
                break
        assert asked in stage.words
        assert stage.app.is_running
        await leave(stage)
        for _ in range(50):
            await stage.pilot.pause(0)
        assert stage.app.return_code == 0

    workplace, coach = rehearsing(SMALL["topics in laps"], 3)
    play(story, LiveScreen, workplace=workplace, coach=coach)


def test_a_key_too_many_does_not_end_a_rehearsal() -> None:
    async def story(stage: Stage) -> None:
        await stage.press("q")
        assert "q again ends the rehearsal; nothing of it is kept." in stage.words
        assert stage.app.is_running
        await stage.press("a", "q")
        await stage.press("q")
        assert "q again ends the rehearsal" in stage.words
        stage.app.post_message(Key("q", "q"))
        while stage.app.return_code is None:
            await stage.pilot.pause(0)
        assert stage.app.return_code == 0

    workplace, coach = rehearsing(SMALL["topics in laps"], 3)
    play(story, LiveScreen, workplace=workplace, coach=coach)
