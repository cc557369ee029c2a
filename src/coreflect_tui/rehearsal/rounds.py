"""Turns in the room: who speaks for how long, who is named next, who passes, who drops off."""

from collections.abc import Iterator
from datetime import datetime

from coreflect_tui.core.formats import FacilitatorsIn, Order, RoundRule
from coreflect_tui.core.intents import (
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    Intent,
    NextTurn,
    PassTurn,
    RaiseHand,
    SetPresence,
)
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.rounds import BY_PLACE, STILL_TO_SHARE, next_in_order, seconds_each
from coreflect_tui.core.state import ItemState, Round, Turn, TurnStatus
from coreflect_tui.rehearsal.scene import Happening, Scene, later

BREATH = 8
"""Seconds between one thing and the next."""
TO_PASS = 12
TO_RAISE = 5
BEFORE_DROPPING = 15
BEFORE_WALK_IN = 2
"""So many have shared when somebody names a person who is not on the list."""


def turns(scene: Scene, item: ItemState, held: Round) -> Iterator[Happening]:
    """What may come next in a running round; nothing once it is over."""
    rule = item.item.step.round
    if rule is None:
        return
    yield from _hand(scene, item, held, rule)
    if held.speaker:
        yield _end_of_turn(scene, item, held, rule)
        yield from _drop_off(scene, held, held.speaker)
    elif not is_over(scene, item, held):
        yield from _invitation(scene, item, held, rule)


def is_over(scene: Scene, item: ItemState, held: Round) -> bool:
    """Whether the group is done with a round: all here have shared, those away are not awaited."""
    if held.speaker:
        return False
    rule = item.item.step.round
    if rule and not rule.everyone_once and scene.until(item, scene.wanted(item)) <= scene.now:
        return True
    return not scene.invitable(held) and not _awaited(scene, held)


def last_in(item: ItemState, held: Round) -> datetime:
    """When something last changed in a round: a turn ended, or the item began."""
    ends = [span.end for turn in held.turns for span in turn.spans if span.end]
    return max([*ends, item.visits[-1].start])


def _awaited(scene: Scene, held: Round) -> bool:
    waiting = {turn.person for turn in held.turns if turn.status in STILL_TO_SHARE}
    return any(one.id in waiting and one.presence is Presence.AWAY for one in scene.state.people)


def _hand(scene: Scene, item: ItemState, held: Round, rule: RoundRule) -> Iterator[Happening]:
    """Where hands are raised: somebody would like to speak, while another does or before."""
    if held.order is not Order.QUEUE or next_in_order(scene.state, held):
        return
    speaker = held.speaker
    person = _choose(scene, held, rule, speaker.person if speaker else "")
    if person is None:
        return
    if speaker is None and is_over(scene, item, held):
        return
    at = later(speaker.spans[-1].start if speaker else last_in(item, held), TO_RAISE)
    you = scene.is_user(person.id)
    words = "You would like to speak, and raise a hand." if you else f"{person.name} raises a hand."
    hint = f"raise-hand:{person.id}"
    yield Happening(at, words, (RaiseHand(person.id),), hint, optional=True)


def _invitation(scene: Scene, item: ItemState, held: Round, rule: RoundRule) -> Iterator[Happening]:
    """Nobody has the floor: the facilitator invites someone, or whoever passed named them."""
    person = _choose(scene, held, rule, held.ended[-1] if held.ended else "")
    if person is None:
        return
    at = later(last_in(item, held), BREATH)
    named_by = _passed_last(held) if held.order is Order.BATON else None
    if named_by:
        name = "you" if scene.is_user(person.id) else person.name
        words = f"{scene.name(named_by.person)} has named {name}."
        yield Happening(at, words, (_give(scene, held, person),), _hint(scene, held, person))
        return
    you = scene.is_user(person.id)
    begins = " to begin" if not held.ended else ""
    words = "You speak yourself." if you else f"You invite {person.name}{begins}."
    if held.order is Order.POPCORN and not you:
        words = f"{person.name} would like to speak."
    yield Happening(at, words, (_give(scene, held, person),), _hint(scene, held, person))


def _passed_last(held: Round) -> Turn | None:
    """The turn that ended last, where it was passed."""
    turn = held.turn(held.ended[-1]) if held.ended else None
    return turn if turn and turn.status is TurnStatus.PASSED else None


def _end_of_turn(scene: Scene, item: ItemState, held: Round, rule: RoundRule) -> Happening:
    assert held.speaker is not None
    turn = held.speaker
    start = turn.spans[-1].start
    passes = rule.may_pass and scene.in_first_round() and turn.person == scene.cast.passes
    if passes and len(turn.spans) == 1:
        return _passing(scene, held, rule, turn)
    each = seconds_each(scene.state, item, scene.now) or rule.each
    usual = min(max(each, rule.each_least), 2 * rule.each)
    length = usual * scene.varied(0.2, "turn", item.id, turn.person, len(turn.spans))
    # Where there is only the least for everyone, nobody takes more.
    at = later(start, min(length, usual) if each <= rule.each_least else length)
    you = scene.is_user(turn.person)
    done = "You have finished" if you else f"{scene.name(turn.person)} has finished"
    if _names_walk_in(scene, held, rule):
        named = GiveTurnToName(scene.walk_in)
        words = f"{done} and name{'' if you else 's'} {scene.walk_in}, who is not on the list."
        return Happening(at, words, (named,), "name-next")
    person = _choose(scene, held, rule, turn.person)
    if person is None:
        return Happening(at, f"{done}; everyone here was invited.", (EndTurn(),), "end-turn")
    following = _following(scene, held.order, person, you)
    return Happening(
        at, done + following, (_give(scene, held, person),), _hint(scene, held, person)
    )


def _following(scene: Scene, order: Order, person: Attendee, you: bool) -> str:
    """The end of the sentence that says who is next."""
    name = "you" if scene.is_user(person.id) else person.name
    if order is Order.BATON:
        return f" and name{'' if you else 's'} {name}."
    if order is Order.POPCORN:
        return "; you speak next." if name == "you" else f"; {name} would like to speak."
    return "; you are next." if name == "you" else f"; {name} is next."


def _passing(scene: Scene, held: Round, rule: RoundRule, turn: Turn) -> Happening:
    at = later(turn.spans[-1].start, TO_PASS)
    name = scene.name(turn.person)
    person = _choose(scene, held, rule, turn.person)
    if person is None:
        return Happening(at, f"{name} passes this time.", (PassTurn(),), "pass")
    if held.order is Order.BATON:
        other = "you" if scene.is_user(person.id) else person.name
        words = f"{name} passes this time and names {other}."
    else:
        words = f"{name} passes this time."
    return Happening(at, words, (PassTurn(), _give(scene, held, person)), "pass")


def _choose(scene: Scene, held: Round, rule: RoundRule, speaker: str) -> Attendee | None:
    """Who is next: by the order, by a raised hand, or by whoever spoke."""
    following = next_in_order(scene.state, held)
    if held.order is Order.QUEUE and following:
        return following
    here = [one for one in scene.invitable(held) if one.id != speaker]
    if not here:
        return None
    if held.order in BY_PLACE:
        places = {turn.person: place for place, turn in enumerate(held.turns)}
        return min(here, key=lambda one: places[one.id])
    return min(here, key=lambda one: (_stands(rule, one), scene.draw(held.item, speaker, one.id)))


def _stands(rule: RoundRule, person: Attendee) -> int:
    """Facilitators before or after the others, where the step says so."""
    if person.role is not Role.FACILITATOR:
        return 0
    return {FacilitatorsIn.FIRST: -1, FacilitatorsIn.LAST: 1}.get(rule.facilitators, 0)


def _give(scene: Scene, held: Round, person: Attendee) -> Intent:
    return NextTurn() if _in_order(scene, held, person) else GiveTurn(person.id)


def _hint(scene: Scene, held: Round, person: Attendee) -> str:
    return "next-turn" if _in_order(scene, held, person) else f"give-turn:{person.id}"


def _in_order(scene: Scene, held: Round, person: Attendee) -> bool:
    following = next_in_order(scene.state, held)
    return following is not None and following.id == person.id


def _names_walk_in(scene: Scene, held: Round, rule: RoundRule) -> bool:
    return (
        held.order is Order.BATON
        and not rule.only
        and scene.in_first_round()
        and len(held.ended) + 1 >= BEFORE_WALK_IN
        and bool(scene.walk_in)
    )


def _drop_off(scene: Scene, held: Round, turn: Turn) -> Iterator[Happening]:
    person = scene.state.person(scene.cast.drops_off)
    if person is None or person.presence is not Presence.PRESENT or turn.person == person.id:
        return
    if not (scene.in_first_round() and held.ended):
        return
    if any(change.presence is Presence.AWAY for change in person.history):
        return
    online = "’s connection drops." if scene.state.options.place == "online" else " steps out."
    yield Happening(
        later(turn.spans[-1].start, BEFORE_DROPPING),
        person.name + online,
        (SetPresence((person.id,), Presence.AWAY),),
        f"presence:away:{person.id}",
        optional=True,
    )
