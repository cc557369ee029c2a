"""What a session makes of its steps: who has a role, which option, once more, a vote for longer."""

from dataclasses import replace
from datetime import datetime

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.agreement import MOST_LINES, agreement_of
from coreflect_tui.core.course import laps_let_go, own_lap
from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.events import (
    AgreementKept,
    Event,
    ItemExtended,
    ItemInserted,
    ItemLeftOut,
    OptionTaken,
    RoleGiven,
    SmallGroupsDrawn,
)
from coreflect_tui.core.intents import (
    DrawSmallGroups,
    EndRepeat,
    ExtendItem,
    GiveRole,
    KeepAgreement,
    OnceMore,
    TakeOption,
)
from coreflect_tui.core.laps import MOST_ITEMS, item_id, lap_step
from coreflect_tui.core.options import not_taken
from coreflect_tui.core.repeating import Repeat
from coreflect_tui.core.roles import holders, lap_of, role_rule
from coreflect_tui.core.shares import LONGEST
from coreflect_tui.core.small_groups import drawn, size_of
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import place_on_agenda

NOTHING_CHANGED = Refusal("Nothing changed.")
NO_REPEAT = Refusal("Nothing comes several times here.")


def _role(state: SessionState, intent: GiveRole, _: datetime) -> Answer:
    rule = role_rule(state.format, intent.role)
    if rule is None:
        return Refusal("This format has no such role.")
    known = {one.id for one in state.people}
    people = tuple(dict.fromkeys(intent.people))
    if not known.issuperset(people):
        return Refusal("That person is not on the list.")
    if tuple(one.id for one in holders(state, rule.id)) == people:
        return NOTHING_CHANGED
    item = state.running.item if state.running else None
    return (RoleGiven(rule.id, people, lap_of(state.format, rule.id, item)),)


def _take(state: SessionState, intent: TakeOption, _: datetime) -> Answer:
    """What is not needed any more is left out, what is needed now comes back, save in times round
    that were let go; what was held already stays as it is."""
    choice = next((one for one in state.format.choices if one.id == intent.choice), None)
    option = choice.option(intent.option) if choice else None
    if choice is None or option is None:
        return Refusal("There is no such way to choose.")
    taken = dict(state.taken).get(choice.id)
    if taken == option.id:
        return Refusal(f"{option.title} is chosen already.")
    about = {step for one in choice.options for step in one.steps}
    others = tuple(one for one in state.taken if one[0] != choice.id)
    untaken = not_taken(replace(state, taken=(*others, (choice.id, option.id))))
    here, gone = place_on_agenda(state), laps_let_go(state)
    events: list[Event] = [OptionTaken(choice.id, option.id)]
    for item in state.items[here + 1 :]:
        step = item.item.step.id
        if step not in about or item.visits or own_lap(state, item) in gone:
            continue
        if item.left_out is not (step in untaken):
            events.append(ItemLeftOut(item.id, left_out=step in untaken))
    return tuple(events)


def next_extension(item: ItemState) -> int | None:
    """The seconds that the next vote would add to an item; None when there is none."""
    steps = item.item.step.extend
    return steps[item.extended] if item.extended < len(steps) else None


def _extend(state: SessionState, _: ExtendItem, __: datetime) -> Answer:
    item = state.running
    if item is None or not item.item.step.extend:
        return Refusal("There is no vote about this item's time.")
    seconds = next_extension(item)
    if seconds is None:
        return Refusal(
            "The group has voted as often as this format has it; minutes can be given by hand."
        )
    if item.allotment + seconds > LONGEST:
        return Refusal(f"{item.item.step.title} cannot be longer than a day.")
    return (ItemExtended(item.id, seconds),)


def running_repeat(state: SessionState) -> Repeat | None:
    """The repeat of the running item, or of the last one held."""
    here = place_on_agenda(state)
    return state.format.repeat_of(state.items[here].item.step.id) if here >= 0 else None


def _laps(state: SessionState, repeat: Repeat) -> tuple[ItemState, ...]:
    return tuple(one for one in state.items if one.item.step.id in repeat.steps)


def _once_more(state: SessionState, _: OnceMore, __: datetime) -> Answer:
    """A time round that was let go comes back; else one as they were planned the last time, with
    what the group has left out of it still left out."""
    repeat = running_repeat(state)
    if repeat is None:
        return NO_REPEAT
    laps = _laps(state, repeat)
    let_go = _let_go(state, laps)
    if let_go:
        return tuple(ItemLeftOut(one.id, left_out=False) for one in let_go)
    last = max(one.item.lap for one in laps)
    events: list[Event] = []
    after = laps[-1].id
    for item in (one for one in laps if one.item.lap == last):
        step = item.item.step
        original = state.format.step(step.id) or step
        called = lap_step(original, last + 1, last + 1)
        again = Item(
            item_id(step.id, last + 1),
            replace(called, title=""),
            item.item.planned,
            item.item.least,
            lap=last + 1,
        )
        events.append(ItemInserted(again, called.title, after))
        if item.left_out and not item.visits:
            events.append(ItemLeftOut(again.id, left_out=True))
        after = again.id
    if len(state.items) + len(events) > MOST_ITEMS:
        return Refusal("There are as many items on the agenda as it holds.")
    return tuple(events)


def _let_go(state: SessionState, laps: tuple[ItemState, ...]) -> tuple[ItemState, ...]:
    """What comes back of the next time round that was let go."""
    rest = [one for one in state.items[place_on_agenda(state) + 1 :] if one in laps]
    kept = {one.item.lap for one in laps if one.visits or not one.left_out}
    gone = [one for one in rest if one.item.lap not in kept]
    untaken = not_taken(state)
    return tuple(
        one for one in gone if one.item.lap == gone[0].item.lap and one.item.step.id not in untaken
    )


def _end_repeat(state: SessionState, _: EndRepeat, __: datetime) -> Answer:
    repeat = running_repeat(state)
    here = place_on_agenda(state)
    if repeat is None:
        return NO_REPEAT
    lap = state.items[here].item.lap
    rest = [one for one in state.items[here + 1 :] if one in _laps(state, repeat)]
    gone = [one for one in rest if one.item.lap > lap and not one.visits and not one.left_out]
    if not gone:
        return Refusal("This is the last time round already.")
    return tuple(ItemLeftOut(one.id, left_out=True) for one in gone)


def _draw(state: SessionState, _: DrawSmallGroups, __: datetime) -> Answer:
    item = state.running
    if item is None or not size_of(item.item.step):
        return Refusal("There are no small groups in this item.")
    groups = drawn(state, item)
    if not groups:
        return Refusal("Nobody is marked as here yet; a marks or adds people.")
    return (SmallGroupsDrawn(item.id, groups),)


def _agreement(state: SessionState, intent: KeepAgreement, _: datetime) -> Answer:
    wanted, kept = agreement_of(intent.text.splitlines(), intent.checked), state.agreement
    if wanted is None and kept is None:
        return Refusal("Nothing is written yet that could be looked at.")
    if wanted == kept:
        return NOTHING_CHANGED
    if wanted is None:
        return (AgreementKept("", None),)
    if len(wanted.lines) > MOST_LINES:
        return Refusal(f"An agreement has {MOST_LINES} lines at most; please join or drop some.")
    return (AgreementKept(wanted.text, wanted.checked),)


DECISIONS: Decisions = {
    GiveRole: _role,
    TakeOption: _take,
    ExtendItem: _extend,
    OnceMore: _once_more,
    EndRepeat: _end_repeat,
    DrawSmallGroups: _draw,
    KeepAgreement: _agreement,
}
