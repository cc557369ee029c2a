"""Once more or no more: what a group decides at the end of a lap."""

from collections.abc import Iterator
from datetime import datetime

from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.intents import EndRepeat, OnceMore
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.repeating import ForEach, Repeat, Times
from coreflect_tui.core.small_groups import size_of
from coreflect_tui.core.speaking import PRESENTER
from coreflect_tui.core.state import ItemState
from coreflect_tui.core.timing import ON_TIME, item_seconds, items_to_come
from coreflect_tui.rehearsal.scene import Happening, Scene, later
from coreflect_tui.rehearsal.time_in_hand import shortest_of

ONCE_MORE = 0.5
"""So many groups go round again where there is time and nobody waits for it."""


def laps(scene: Scene, item: ItemState, at: datetime) -> Iterator[Happening]:
    """Whether the group goes round again, when an item is over `at` that is the last of a lap."""
    state, lap = scene.state, item.item.lap
    repeat = state.format.repeat_of(item.item.step.id)
    if repeat is None or not lap:
        return
    to_come = items_to_come(state)
    ahead = [one for one in to_come if one.item.step.id in repeat.steps]
    others = [one for one in to_come if one not in ahead]
    if ahead and ahead[0].item.lap > lap:
        following = [one for one in ahead if one.item.lap == ahead[0].item.lap]
        # What is late can be made good by a fit, as far as the items can be shortened.
        shortest = sum(shortest_of(state, one) for one in (*following, *others))
        words = _no_more(scene, repeat, lap)
        if not words and repeat.times is Times.UNTIL_TIME and not _fits(scene, at, shortest):
            words = "There is no time to go round once more."
        if words:
            yield Happening(at, words, (EndRepeat(),), "end-repeat", optional=True)
    elif not ahead:
        yield from _again(scene, repeat, lap, at, sum(one.allotment for one in others))


def _again(
    scene: Scene, repeat: Repeat, lap: int, at: datetime, afterwards: int
) -> Iterator[Happening]:
    """Once more after the last lap, where that leaves time for what comes afterwards."""
    inside = [one for one in scene.state.items if one.item.step.id in repeat.steps]
    if any(one.item.lap > lap for one in inside):
        # The group has said already that it does not go round again.
        return
    words = _more(scene, repeat, lap)
    took = sum(item_seconds(scene.state, one, at) for one in inside if one.item.lap == lap)
    if words and _fits(scene, at, took + afterwards) and _possible(scene):
        yield Happening(at, words, (OnceMore(),), "once-more", optional=True)


def _possible(scene: Scene) -> bool:
    return not isinstance(decide(scene.state, OnceMore(), scene.now), Refusal)


def _fits(scene: Scene, at: datetime, seconds: float) -> bool:
    """Whether what takes so long is over before the hard end when it begins `at`."""
    return later(max(at, scene.now), seconds) <= later(scene.state.hard_end, ON_TIME)


def _no_more(scene: Scene, repeat: Repeat, held: int) -> str:
    """Why a lap that is planned is not begun, were there all the time in the world."""
    if repeat.for_each is ForEach.TOPIC:
        topics = scene.state.topics
        return "All topics have had their time." if topics and not _waiting(scene) else ""
    if repeat.for_each is ForEach.PRESENTER:
        return "Everyone here has presented." if not _to_present(scene) else ""
    if repeat.times is Times.EVERYONE and held >= len(_here(scene)):
        return "Everyone here has had their turn."
    return ""


def _more(scene: Scene, repeat: Repeat, held: int) -> str:
    """Why the group would go round once more than was planned."""
    if repeat.for_each is ForEach.TOPIC:
        return "There is a topic left, and time for it." if _waiting(scene) else ""
    inclined = scene.draw("once more", repeat.id, held) < ONCE_MORE
    if repeat.for_each is ForEach.PRESENTER:
        if _in_small_groups(scene, repeat):
            return ""
        asking = [one for one in _to_present(scene) if one.role is not Role.FACILITATOR]
        wish = asking and (inclined or repeat.times is Times.EVERYONE)
        return f"{asking[0].name} would like to present as well." if wish else ""
    if repeat.times is Times.EVERYONE:
        return "Somebody has not had a turn yet." if held < len(_here(scene)) else ""
    return "There is time, and the group would like to go round once more." if inclined else ""


def _in_small_groups(scene: Scene, repeat: Repeat) -> bool:
    """Whether somebody presents in every small group, and nobody to all."""
    steps = (scene.state.format.step(one) for one in repeat.steps)
    return all(one and size_of(one) for one in steps)


def _waiting(scene: Scene) -> bool:
    return any(not topic.visits for topic in scene.state.topics)


def _to_present(scene: Scene) -> list[Attendee]:
    """Who is here and has not presented."""
    had = {one for held in scene.state.roles if held.role == PRESENTER for one in held.people}
    return [one for one in _here(scene) if one.id not in had]


def _here(scene: Scene) -> list[Attendee]:
    """Those in the session; whoever dropped off comes back."""
    inside = (Presence.PRESENT, Presence.AWAY)
    return [one for one in scene.state.people if one.presence in inside]
