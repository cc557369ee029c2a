"""Who presents, who sits inside, who keeps the time: somebody is asked when a step needs them."""

from collections.abc import Iterator

from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import GiveRole
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.repeating import RoleRule
from coreflect_tui.core.roles import holders, lap_of, may_have, role_rule, wanted_role
from coreflect_tui.core.rounds import DIGITS
from coreflect_tui.core.speaking import PRESENTER, RINGS
from coreflect_tui.core.state import ItemState
from coreflect_tui.rehearsal.scene import Happening, Scene, later

AT_ONCE = 4
"""Seconds into a step that cannot go on without somebody."""
SOON = 10
SEATS = 4
"""So many sit inside where the format leaves it open, and no more than half of the people."""


def roles(scene: Scene, item: ItemState) -> Iterator[Happening]:
    """The next person to be asked for a role: one that the step needs before all others."""
    state = scene.state
    wanted = wanted_role(state, item)
    rule = wanted or next((one for one in _known(scene, item) if _open(scene, item, one)), None)
    if rule is None:
        return
    person = _asked(scene, item, rule)
    if person is None:
        return
    kept = tuple(one.id for one in holders(state, rule.id, item))
    at = later(scene.until(item, 0), AT_ONCE if wanted else SOON)
    intent = GiveRole(rule.id, (*kept, person.id))
    hint = f"give-role:{rule.id}:{person.id}"
    yield Happening(at, _words(scene, rule, person), (intent,), hint, optional=True)


def _known(scene: Scene, item: ItemState) -> Iterator[RoleRule]:
    """Roles that may be given in a step besides what it waits for: the other seats of its ring, and
    those that the format names."""
    fmt, speaks = scene.state.format, item.item.step.speaks
    ring = role_rule(fmt, RINGS.get(speaks, "")) if speaks else None
    if ring:
        yield ring
    for rule in fmt.roles:
        with_laps = rule.rotates and fmt.repeats
        if rule.id in RINGS.values() or (with_laps and not lap_of(fmt, rule.id, item.item)):
            continue
        yield rule


def _open(scene: Scene, item: ItemState, rule: RoleRule) -> bool:
    return len(holders(scene.state, rule.id, item)) < _seats(scene, rule)


def _seats(scene: Scene, rule: RoleRule) -> int:
    here = sum(one.presence is Presence.PRESENT for one in scene.state.people)
    return rule.people or max(min(SEATS, here // 2), 1)


def _asked(scene: Scene, item: ItemState, rule: RoleRule) -> Attendee | None:
    """One of those whom the screen numbers, not the presenter of this lap for another role. A role
    that rotates goes to the first who has none, any other to one of those who had it least."""
    state = scene.state
    people = may_have(state, rule.id)[:DIGITS]
    presents = {one.id for one in holders(state, PRESENTER, item)} if rule.id != PRESENTER else ()
    others = [one for one in _all_roles(state.format) if one not in (rule.id, PRESENTER)]
    busy = {one.id for role in others for one in holders(state, role, item)}
    free = [one for one in people if one.id not in presents] or list(people)
    if rule.rotates:
        return next((one for one in free if one.id not in busy), next(iter(free), None))

    def key(person: Attendee) -> tuple[int, bool, bool, float]:
        had = sum(person.id in one.people for one in state.roles if one.role == rule.id)
        by_chance = scene.draw("role", rule.id, item.id, person.id)
        return had, person.role is Role.FACILITATOR, person.id in busy, by_chance

    return min(free, key=key, default=None)


def _all_roles(fmt: Format) -> tuple[str, ...]:
    return (PRESENTER, *RINGS.values(), *(one.id for one in fmt.roles))


def _words(scene: Scene, rule: RoleRule, person: Attendee) -> str:
    you = scene.is_user(person.id)
    if rule.id == PRESENTER:
        return "You bring something yourself." if you else f"{person.name} brings something."
    if rule.id in RINGS.values():
        seat = "takes a seat" if not you else "take a seat"
        return f"{'You' if you else person.name} {seat} in the {rule.title.lower()}."
    takes = f"You take the role of “{rule.title}” yourself."
    return takes if you else f"{person.name} takes the role of “{rule.title}”."
