"""The story of a rehearsal as a function of the state: it ends, repeats, and bears any learner."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreflect_tui.core.formats import (
    Extent,
    FacilitatorsIn,
    Format,
    NoteKind,
    Order,
    Outcome,
    Place,
    Point,
    RoomRule,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.core.intents import (
    AddMinutes,
    BackTurn,
    CloseRoom,
    DescribeAttendee,
    GoToItem,
    Intent,
    NextItem,
    OrderRound,
    PassTurn,
    PauseClock,
    RaiseHand,
    SetPresence,
    WriteNote,
)
from coreflect_tui.core.names import names_in
from coreflect_tui.core.person import Attendee, Presence
from coreflect_tui.core.state import TurnStatus
from coreflect_tui.core.timing import items_to_come
from coreflect_tui.rehearsal import Happening, invent_names, what_next
from coreflect_tui.rehearsal.lines import NAMED_END, NAMES, SAID
from learner import Learner, rehearse


def sharing(step_id: str, order: Order, **rule: object) -> Step:
    made = replace(RoundRule(order, 60, 30), **rule)  # type: ignore[arg-type]
    return Step(step_id, step_id, 10, 2, 40, kind=StepKind.ROUND, round=made)


def a_format(*steps: Step, room: RoomRule | None = None) -> Format:
    return Format(
        id="ours",
        title="Ours",
        summary="",
        source="",
        language="en",
        notice="",
        places=(Place.ONLINE,),
        minutes=Extent(60, 10, 240),
        people=Extent(8, 2, 30),
        steps=steps,
        outcomes=(Outcome.ATTENDEES, Outcome.HARVEST),
        room=room,
    )


OPENING = Step("opening", "Opening", 5, 2, 20, points=(Point("One."), Point("Two", Place.ONLINE)))
TOPICS = Step("topics", "Topics", 20, 8, 60, kind=StepKind.TOPICS, writes=(NoteKind.TOPIC,))
CLOSING = replace(
    sharing("closing", Order.LISTED, facilitators=FacilitatorsIn.LAST),
    writes=(NoteKind.TAKEAWAY,),
)
HARVEST = Step("harvest", "Harvest", 5, 2, 9, writes=(NoteKind.HARVEST, NoteKind.COMPOST))
FULL = a_format(
    OPENING,
    sharing("check-in", Order.BATON),
    TOPICS,
    CLOSING,
    HARVEST,
    room=RoomRule("check-in", 15, "Another time."),
)
FORMATS = {
    "full": FULL,
    "only talk": a_format(OPENING, HARVEST),
    "popcorn": a_format(sharing("free", Order.POPCORN, everyone_once=False), HARVEST),
    "popcorn once": a_format(OPENING, sharing("free", Order.POPCORN), CLOSING),
    "facilitators first": a_format(
        sharing("first", Order.BATON, facilitators=FacilitatorsIn.FIRST, may_pass=False)
    ),
    "facilitators last": a_format(
        sharing("last", Order.BATON, facilitators=FacilitatorsIn.LAST), HARVEST
    ),
    "facilitators not": a_format(
        sharing("not", Order.LISTED, facilitators=FacilitatorsIn.NOT), TOPICS
    ),
    "break": a_format(OPENING, Step("break", "Break", 5, 3, 9, kind=StepKind.BREAK), CLOSING),
    "room by the clock": a_format(OPENING, HARVEST, room=RoomRule("elsewhere", 5, "")),
    "all kinds": a_format(replace(OPENING, writes=tuple(NoteKind)), TOPICS),
    "queue again": a_format(sharing("free", Order.QUEUE, everyone_once=False), HARVEST),
}
FORMATS |= {
    f"{order} of all": a_format(
        sharing("first", order, may_pass=False), sharing("second", order, reverse_of="first")
    )
    for order in Order
}


def begin(fmt: Format = FULL, people: int = 8, minutes: int = 60, seed: int = 1) -> Learner:
    return rehearse(fmt, people, minutes, seed)


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=FORMATS.keys())
@pytest.mark.parametrize("people", [2, 4, 9, 20])
def test_every_kind_of_format_is_held_to_the_end(fmt: Format, people: int) -> None:
    held = begin(fmt, people).to_the_end()
    assert held.state.closed
    assert all(item.finished for item in held.state.items)
    for one in held.state.rounds:
        rule = next(item.item.step.round for item in held.state.items if item.id == one.item)
        waiting = [turn.person for turn in one.turns if turn.status is TurnStatus.WAITING]
        if rule and rule.everyone_once:
            assert {held.person(person).presence for person in waiting} <= {Presence.NO_SHOW}


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), people=st.integers(2, 16), minutes=st.integers(45, 120))
def test_any_seed_tells_a_story_that_ends_about_in_time(
    seed: int, people: int, minutes: int
) -> None:
    held = begin(people=people, minutes=minutes, seed=seed).to_the_end()
    assert held.state.closed
    assert held.state.began
    planned = sum(item.item.planned for item in held.state.items)
    real = (held.state.closed - held.state.began).total_seconds()
    assert 0.65 * planned < real < 1.3 * planned


def test_the_same_seed_tells_the_same_story_and_another_one_another() -> None:
    told = [begin(seed=seed).to_the_end().told for seed in (4, 4, 5)]
    assert told[0] == told[1]
    assert told[0] != told[2]


def test_what_is_next_stays_so_until_it_is_answered() -> None:
    learner = begin(seed=3)
    while happening := what_next(learner.state, learner.cast, learner.now):
        waited = happening.at + timedelta(seconds=20)
        early = learner.now + (happening.at - learner.now) / 2
        again = what_next(learner.state, learner.cast, early)
        assert again == happening
        still = what_next(learner.state, learner.cast, waited)
        assert still
        assert (still.words, still.intents) == (happening.words, happening.intents)
        assert still.at == waited
        learner.follow()


def test_everyone_with_a_part_plays_it() -> None:
    held = begin(people=9, seed=7).to_the_end()
    cast, state = held.cast, held.state
    names = {person.name: person for person in state.people}
    check_in = state.round_of("check-in")
    assert check_in
    began, closed = state.began, state.room_closed
    assert began
    assert closed
    assert held.person(cast.no_show).presence is Presence.NO_SHOW
    assert held.person(cast.late).history[0].at > began
    joined = held.person(cast.joins).history[0].at
    first = state.item("check-in")
    assert first
    assert first.visits[0].start < joined < closed
    changes = [change.presence for change in held.person(cast.drops_off).history]
    assert changes == [Presence.PRESENT, Presence.AWAY, Presence.PRESENT]
    passed = check_in.turn(cast.passes)
    assert passed
    assert passed.status is TurnStatus.PASSED
    walked_in = check_in.turn(names[cast.walk_in].id)
    assert walked_in
    assert walked_in.status is TurnStatus.DONE
    assert names[cast.knocks].presence is Presence.NOT_ADMITTED


def test_what_the_group_says_is_written_down() -> None:
    state = begin(people=9).to_the_end().state
    kinds = [note.kind for note in state.notes]
    assert len(state.topics) == 2
    assert all(topic.visits for topic in state.topics)
    assert {note.topic for note in state.notes if note.topic} == {"t1", "t2"}
    assert kinds.count(NoteKind.TAKEAWAY) > 4
    assert 2 <= kinds.count(NoteKind.HARVEST) <= 3
    assert 1 <= kinds.count(NoteKind.COMPOST) <= 2
    assert len({note.text for note in state.notes}) == len(state.notes)
    assert state.items[0].ticked == {0, 1}


def test_in_a_queue_hands_are_raised_and_bring_the_floor() -> None:
    learner = begin(FORMATS["queue of all"], people=9).to_the_end()
    raised = [one.removeprefix("raise-hand:") for one in learner.hints() if "raise-hand" in one]
    held = learner.state.round_of("second")
    assert held
    shared = [one for one in held.ended if one in raised]
    assert len(shared) >= 6
    assert learner.hints().count("next-turn") >= len(shared)


def test_a_round_that_the_learner_orders_otherwise_goes_on_so() -> None:
    learner = begin(FORMATS["baton of all"], people=9).until("give-turn")
    assert learner.do(OrderRound(Order.LISTED))
    learner.until("next-item")
    assert learner.hints().count("next-turn") >= 6
    assert any(one.words.endswith(" is next.") for one in learner.told)


def test_one_note_names_somebody_until_it_is_looked_through() -> None:
    learner = begin(people=9).until("change-note")
    named = [one for one in learner.state.notes if names_in(one.text, learner.state.people)]
    assert [note.text.endswith(NAMED_END) for note in named] == [True]
    learner.follow()
    assert not [one for one in learner.state.notes if names_in(one.text, learner.state.people)]


def test_only_a_line_that_is_said_word_for_word_may_keep_a_name_that_is_a_word() -> None:
    learner = begin().until("next-item")
    hope = next(line for line in SAID[NoteKind.TAKEAWAY] if line.startswith("Hope"))
    learner.follow()
    somebody = learner.state.people[2]
    assert learner.do(DescribeAttendee(somebody.id, "Hope"))
    for words in (hope, f"{hope} So says Hope.", "Hope told us of her sister."):
        assert learner.do(WriteNote(NoteKind.TAKEAWAY, words))
    learner.to_the_end()
    texts = [one.text for one in learner.state.notes]
    assert hope in texts
    assert "Someone told us of her sister." in texts
    assert [one.text for one in learner.state.notes if one.name_kept] == [hope]
    assert "“Hope” in a note is a word there, not the person: it can stay." in {
        one.words for one in learner.told
    }


# --- a learner who writes in their own words -----------------------------------------------------


def _answered(learner: Learner, kind_of_all: NoteKind | None = None) -> list[Happening]:
    """What is said to be written down, to the end; each is answered once, in other words and, with
    a kind, as a note of that one."""
    said: list[Happening] = []
    for _ in range(1000):
        happening = learner.next()
        if happening is None:
            return said
        what, _, kind = happening.hint.partition(":")
        if what != "write" or kind == NoteKind.TOPIC:
            learner.follow()
            continue
        learner.now = happening.at + timedelta(seconds=12)
        said.append(happening)
        words = f"My own words, {len(said)} times"
        assert learner.do(WriteNote(kind_of_all or NoteKind(kind), words))
    raise AssertionError("the story goes in a circle")


@pytest.mark.parametrize("kind", [None, NoteKind.COMPOST, NoteKind.REMINDER])
def test_a_note_in_any_words_is_what_was_asked_for(kind: NoteKind | None) -> None:
    steps = (replace(OPENING, writes=(NoteKind.INTENTION,)), *FULL.steps[1:])
    word_for_word = begin(replace(FULL, steps=steps), 9).to_the_end()
    written = [one for one in word_for_word.hints() if one.startswith("write:")]
    said = _answered(begin(replace(FULL, steps=steps), 9), kind)
    words = [one.words for one in said]
    assert len(set(words)) == len(words), "nothing is asked for twice"
    assert sum(one.endswith(NAMED_END) for one in words) == 1
    assert 8 <= len(said) <= len([one for one in written if one != "write:topic"])


def test_other_people_say_each_thing_and_no_quote_comes_twice() -> None:
    opening = replace(OPENING, writes=(NoteKind.INTENTION, NoteKind.QUOTE))
    ending = replace(HARVEST, id="ending", writes=(NoteKind.QUOTE,))
    for seed in range(5):
        fmt = replace(FULL, steps=(opening, *FULL.steps[1:], ending))
        said = _answered(begin(fmt, 9, seed=seed))
        intentions = [one.words.split()[0] for one in said if one.hint == "write:intention"]
        assert len(set(intentions)) >= min(len(intentions), 5)
        quotes = [one.words.partition(": ")[2] for one in said if one.hint == "write:quote"]
        assert len(quotes) >= 2
        assert len(set(quotes)) == min(len(quotes), 3)


def test_what_passed_unwritten_is_not_asked_for_again() -> None:
    learner = begin(people=9).until("write:takeaway")
    first = learner.next()
    assert first
    learner.now = first.at + timedelta(seconds=40)
    said = _answered(learner)
    assert first.words not in [one.words for one in said]
    assert len(said) >= 4


def test_nobody_is_told_what_they_say_themself_and_people_are_called_by_name() -> None:
    for seed in range(4):
        learner = begin(people=9, seed=seed).to_the_end()
        you = learner.state.people[0].name
        said = [one.words for one in learner.told if one.hint.startswith("write:")]
        assert said
        assert [one for one in said if one.startswith(("You say", "Someone", you))] == []
        assert [
            one for one in said if one.split()[0] == one.partition("What ")[2].split(" ")[0]
        ] == []


def test_whoever_passes_names_the_same_person_when_the_pass_is_marked_first() -> None:
    learner = begin(people=9).until("pass")
    passing = learner.next()
    assert passing
    learner.now = passing.at
    assert learner.do(PassTurn())
    following = learner.until("give-turn").next()
    assert following
    assert passing.intents[1:] == following.intents
    assert following.words == f"{passing.words.split()[0]} has named {passing.words.split()[-1]}"


def test_no_line_names_anybody_whom_a_rehearsal_invents() -> None:
    everyone = [Attendee(f"p{number}", name) for number, name in enumerate(NAMES)]
    spoken = [line for lines in SAID.values() for line in lines]
    assert [line for line in spoken if names_in(line, everyone)] == []


def test_hundreds_of_different_names() -> None:
    assert len(set(invent_names(300, 1))) == 300


# --- a learner who does otherwise ----------------------------------------------------------------


def test_a_pause_ends_when_the_group_is_ready() -> None:
    learner = begin().until("give-turn")
    assert learner.do(PauseClock())
    learner.follow()
    assert learner.hints()[-1] == "resume"
    assert learner.state.paused is None


def test_people_whom_the_learner_marks_away_come_back() -> None:
    learner = begin().until("end-turn")
    here = [one.id for one in learner.state.people if one.presence is Presence.PRESENT]
    assert learner.do(SetPresence(tuple(here[1:3]), Presence.AWAY))
    learner.until("next-item")
    assert {learner.person(one).presence for one in here[1:3]} == {Presence.PRESENT}


def test_who_comes_after_the_room_was_closed_early_is_not_let_in() -> None:
    learner = begin(people=9).until("next-item")
    learner.follow()
    assert learner.do(CloseRoom())
    learner.to_the_end()
    assert learner.person(learner.cast.joins).presence is Presence.NO_SHOW
    assert all(person.name != learner.cast.walk_in for person in learner.state.people)


def test_what_is_left_alone_does_not_hold_up_the_story() -> None:
    learner = begin(people=9)
    for _ in range(600):
        happening = what_next(learner.state, learner.cast, learner.now)
        if happening is None:
            break
        learner.now = max(learner.now, happening.at)
        if happening.optional:
            learner.now += timedelta(seconds=40)
            continue
        assert all(learner.do(intent) for intent in happening.intents), happening.hint
    assert learner.state.closed
    assert learner.state.notes == ()


@settings(max_examples=40)
@given(data=st.data(), seed=st.integers(0, 1000))
def test_any_acts_in_between_and_the_story_still_ends(data: st.DataObject, seed: int) -> None:
    learner = begin(people=6, seed=seed)
    items = [item.id for item in learner.state.items]
    people = [person.id for person in learner.state.people]
    acts: list[Intent] = [
        PauseClock(),
        BackTurn(),
        NextItem(leaving=True),
        CloseRoom(),
        *(GoToItem(item, leaving=True) for item in items),
        *(AddMinutes(item, seconds) for item in items for seconds in (-120, 180)),
        *(SetPresence((one,), kind) for one in people for kind in Presence),
    ]
    acts += [OrderRound(order) for order in Order]
    acts += [RaiseHand(one) for one in people]
    for _ in range(data.draw(st.integers(0, 12))):
        for _ in range(data.draw(st.integers(0, 8))):
            learner.follow()
        learner.do(data.draw(st.sampled_from(acts)))
        learner.now += timedelta(seconds=data.draw(st.integers(0, 400)))
    learner.to_the_end()
    assert learner.state.closed
    assert items_to_come(learner.state) == ()
