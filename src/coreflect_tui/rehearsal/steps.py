"""What a group does about its step: it chooses, meets in small groups, votes for longer."""

from collections.abc import Iterator

from coreflect_tui.core.decide.steps import next_extension
from coreflect_tui.core.fit import propose
from coreflect_tui.core.intents import AcceptFit, DrawSmallGroups, ExtendItem, TakeOption
from coreflect_tui.core.repeating import Choice, Option
from coreflect_tui.core.small_groups import drawn, groups_at, size_of
from coreflect_tui.core.state import ItemState
from coreflect_tui.core.timing import items_to_come, over
from coreflect_tui.rehearsal.scene import Happening, Scene
from coreflect_tui.rehearsal.time_in_hand import in_hand

TO_CHOOSE = 0.6
"""The group has made its choice after this part of the step."""
TO_GROUPS = 6
LATE = 120
"""Seconds beyond the hard end from which somebody asks about it."""
TO_ASK = 6
TO_VOTE = 3
"""Seconds after the time is over at which somebody asks for more of it."""


def choices(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """What the group decides for, in the step in which it is asked."""
    state = scene.state
    for choice in state.format.choices:
        if choice.at != item.item.step.id or choice.id in dict(state.taken):
            continue
        option = _option(scene, item, choice)
        at = scene.until(item, TO_CHOOSE * scene.wanted(item))
        words = f"The group decides for “{option.title}”."
        intent = TakeOption(choice.id, option.id)
        hint = f"take-option:{choice.id}:{option.id}"
        yield Happening(at, words, (intent,), hint, optional=True)


def _option(scene: Scene, item: ItemState, choice: Choice) -> Option:
    """One that there is time for; else the one that the agenda counts with."""
    there_is = in_hand(scene.state, item, scene.now)
    fitting = [one for one in choice.options if _longer(scene, choice, one) <= max(there_is, 0)]
    return min(
        fitting or choice.options[:1], key=lambda one: scene.draw("option", choice.id, one.id)
    )


def _longer(scene: Scene, choice: Choice, option: Option) -> int:
    """Seconds by which an option lengthens what is to come."""
    others = {step for one in choice.options for step in one.steps} - set(option.steps)
    gone = sum(one.allotment for one in items_to_come(scene.state) if one.item.step.id in others)
    again = (one for one in scene.state.items if one.left_out and not one.visits)
    return sum(one.allotment for one in again if one.item.step.id in option.steps) - gone


def small_groups(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """Pairs, threes or fours, where the step is for them and nobody is in one yet."""
    state = scene.state
    if not size_of(item.item.step) or groups_at(state, item):
        return
    if drawn(state, item):
        words = f"Who is with whom? You draw {item.item.step.speaks}."
        at = scene.until(item, TO_GROUPS)
        yield Happening(at, words, (DrawSmallGroups(),), "small-groups", optional=True)


def re_timing(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """In the step after the longest talk, where that ran over: how to end in time."""
    state, talk = scene.state, scene.longest_talk
    if not scene.cast.re_times or talk is None or not talk.finished:
        return
    after = state.items[state.items.index(talk) + 1 :][:1]
    late = over(state, scene.now)
    if item not in after or late < LATE or any(one.accepted is not None for one in state.items):
        return
    fit = propose(state, scene.now)
    if fit.changes:
        words = f"Somebody asks about the end: it would be {round(late / 60)} min late."
        at = scene.until(item, TO_ASK)
        yield Happening(at, words, (AcceptFit(fit),), "fit", optional=True)


def votes(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """A vote for more of a step whose time is over, sometimes and once."""
    if scene.will_vote(item):
        minutes = (next_extension(item) or 0) / 60
        words = f"The time is over, and the group votes for {minutes:g} min more."
        at = scene.until(item, item.allotment + TO_VOTE)
        yield Happening(at, words, (ExtendItem(),), "extend", optional=True)
