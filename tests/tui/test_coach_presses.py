"""A whole rehearsal on enter: how often it is pressed, what is asked singly, and what is said."""

from collections import Counter
from dataclasses import replace
from random import Random

from builders import START, at
from coreflect_tui.clock import FastClock
from coreflect_tui.core.intents import CloseSession, Intent
from coreflect_tui.core.state import Options
from coreflect_tui.core.timing import over
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal.cast import BEHIND, cast_for, invent_names
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.session import Session
from coreflect_tui.tui.coach import SINGLY, Coach
from coreflect_tui.tui.view.coach_words import DO_IT, DO_THE_REST, GO_ON
from coreflect_tui.workplace import Workplace
from stage import OFFSET, ips

MOST = 60
"""Presses for a whole session, its files written."""
TO_CLOSE = 2
"""One opens the look-through, another writes and closes."""


def rehearsing(seed: int = 1) -> tuple[Workplace, Session, Coach]:
    """The rehearsal that stands in the README, before its first key."""
    clock = FastClock(at(-6), 0, real=lambda: 0.0, offset=OFFSET)
    workplace = Workplace(locations(), clock, Random(seed))
    names = [Invited(name) for name in invent_names(ips().people.usual, seed)]
    options = Options(START, ips().minutes.usual, ips().places[0], OFFSET)
    prepared = prepare_session(ips(), options, names[:1], names[1:], workplace.random)
    assert isinstance(prepared, tuple)
    session = workplace.begin(*prepared)
    cast = replace(cast_for(session.state.people, seed), behind_minutes=BEHIND, re_times=True)
    return workplace, session, Coach(cast, clock, 60)


def on_enter(session: Session, coach: Coach) -> list[tuple[str, str, tuple[Happening, ...]]]:
    """Until the look-through opens: of each press the item, the word for it, and what it did."""

    def do(intent: Intent) -> bool:
        return not isinstance(intent, CloseSession) and session.dispatch(intent) is None

    presses: list[tuple[str, str, tuple[Happening, ...]]] = []
    while len(presses) < 3 * MOST:
        coach.look(session)
        due = coach.due(session.now().session)
        if due and isinstance(due.intents[0], CloseSession):
            return presses
        running = session.state.running
        word = coach.word(session.now().session)
        presses.append((running.id if running else "", word, coach.enter(session, do)))
    raise AssertionError(presses)


def test_a_whole_session_takes_few_presses() -> None:
    for seed in (1, 2, 3):
        workplace, session, coach = rehearsing(seed)
        assert len(on_enter(session, coach)) + TO_CLOSE <= MOST, seed
        items = {one.id: one for one in session.state.items}
        assert len(items["framing"].ticked) == len(items["framing"].item.step.points)
        assert all(one.finished or one.running for one in items.values() if not one.left_out)
        workplace.close()


def test_points_are_asked_for_twice_and_the_rest_by_one_press() -> None:
    workplace, session, coach = rehearsing()
    presses = on_enter(session, coach)
    ticks = [
        (word, len(done))
        for item, word, done in presses
        if item == "framing" and done and done[0].hint.startswith("tick")
    ]
    assert ticks == [(DO_IT, 1), (DO_IT, 1), (DO_THE_REST, 7)]
    workplace.close()


def test_each_press_leads_to_what_is_asked_next() -> None:
    workplace, session, coach = rehearsing()
    presses = on_enter(session, coach)
    words = Counter(word for _, word, _ in presses)
    # The first leads past what a rehearsal is; a long talk has a reminder to be read.
    assert words[GO_ON] <= 4
    assert all(done for _, word, done in presses if word != GO_ON)
    workplace.close()


def test_people_who_come_back_are_never_among_the_rest() -> None:
    workplace, session, coach = rehearsing()
    for _, word, done in on_enter(session, coach):
        asked = Counter(one.hint.partition(":")[0] for one in done)
        assert word == DO_THE_REST or sum(asked.values()) <= 1
        assert SINGLY == 2
        assert not any(one.words.endswith("is back.") for one in done[1:])
    workplace.close()


def test_a_pass_is_said_to_be_fine_where_the_facilitator_is_asked_for_their_word() -> None:
    workplace, session, coach = rehearsing()
    asked = [
        one.words for *_, done in on_enter(session, coach) for one in done if "full:" in one.hint
    ]
    assert len(asked) == 1
    assert "The word is yours (passed in “Check-in round”, which is fine)" in asked[0]
    workplace.close()


def test_re_timing_is_asked_for_once_and_may_be_left() -> None:
    for seed in (1, 2, 3):
        workplace, session, coach = rehearsing(seed)
        done = [one for *_, done in on_enter(session, coach) for one in done]
        (fit,) = [one for one in done if one.hint == "fit"]
        assert "Somebody asks about the end: it would be" in fit.words
        assert over(session.state, session.now().session) < 120
        workplace.close()


def test_what_the_coach_says_is_told_once_as_it_appears() -> None:
    workplace, session, coach = rehearsing()
    coach.look(session)
    ((greeting, _),) = coach.tells()
    assert greeting.startswith("This is a rehearsal")
    done = [one.words for _, _, all_of_it in on_enter(session, coach) for one in all_of_it]
    told = [words for words, _ in coach.tells()]
    assert [one for one in told if one in done] == done
    coach.look(session)
    assert coach.tells() == ()
    workplace.close()
