"""Roles: who presents, who sits in the inner ring, who keeps the time; and whom to ask next.

A role in a repeat may go to another person with each lap: then it is looked up by the lap.
"""

from collections.abc import Iterable

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import Format, Step
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.repeating import ForEach, RoleRule
from coreflect_tui.core.speaking import GROUP_SIZES, PRESENTER, RINGS, Speaks
from coreflect_tui.core.state import ItemState, SessionState

_RING_TITLES = {"inner-ring": "Inner ring", "panel": "Panel"}


def roles_in(fmt: Format) -> tuple[RoleRule, ...]:
    """Every role of a format: the presenter, the rings that speak in it, those that it names."""
    named = {one.id: one for one in fmt.roles}
    presenter = [RoleRule(PRESENTER, "Presenter")] if _presents(fmt) else []
    speaking = {_ring(step) for step in fmt.steps} - named.keys()
    # How many sit there is the session's to say.
    rings = [
        RoleRule(role, _RING_TITLES[role], people=0) for role in RINGS.values() if role in speaking
    ]
    return (*presenter, *rings, *fmt.roles)


def role_rule(fmt: Format, role: str) -> RoleRule | None:
    return next((one for one in roles_in(fmt) if one.id == role), None)


def wanted_role(state: SessionState, item: ItemState | None) -> RoleRule | None:
    """The role that the step itself needs and nobody has yet: who presents, or who sits inside."""
    if item is None:
        return None
    step = item.item.step
    ring = _ring(step)
    needed = [PRESENTER] if _needs_presenter(state.format, step) else []
    needed += [ring] if ring else []
    for role in needed:
        rule = role_rule(state.format, role)
        if rule and not _filled(state, rule, item):
            return rule
    return None


def holders(state: SessionState, role: str, item: ItemState | None = None) -> tuple[Attendee, ...]:
    """Who has a role now, or at `item`."""
    at = item or state.running
    lap = lap_of(state.format, role, at.item if at else None)
    held = next((one for one in reversed(state.roles) if (one.role, one.lap) == (role, lap)), None)
    people = (state.person(one) for one in held.people) if held else ()
    return tuple(one for one in people if one)


def lap_of(fmt: Format, role: str, item: Item | None) -> str:
    """The lap that a role is given for at an item: "" where it is for the whole session."""
    repeat = fmt.repeat_of(item.step.id) if item and item.lap else None
    if item is None or repeat is None:
        return ""
    rule = role_rule(fmt, role)
    with_laps = repeat.for_each is ForEach.PRESENTER if role == PRESENTER else rule and rule.rotates
    return f"{repeat.id}.{item.lap}" if with_laps else ""


def may_have(state: SessionState, role: str) -> tuple[Attendee, ...]:
    """Whom to ask for a role, those first who have not had it, then those who had it longest ago in
    earlier sessions: the people here, before the start all who are expected. Whoever facilitates
    comes last of those alike."""
    presence = (Presence.PRESENT,) if state.began else (Presence.PRESENT, Presence.EXPECTED)
    had = [person for one in state.roles if one.role == role for person in one.people]
    now = {one.id for one in holders(state, role)}
    here = [one for one in state.people if one.presence in presence and one.id not in now]
    before = dict(state.options.had_roles).get(role, ())
    # The latest stands first there.
    lately = {person: len(before) - place for place, person in enumerate(before)}

    def turn(one: Attendee) -> tuple[int, int, bool]:
        return had.count(one.id), lately.get(one.id, 0), one.role is Role.FACILITATOR

    return tuple(sorted(here, key=turn))


def suggested(state: SessionState, rule: RoleRule) -> Attendee | None:
    """Who has not had a rotating role for longest; only somebody to ask."""
    return next(iter(may_have(state, rule.id)), None) if rule.rotates else None


def sits_out(state: SessionState, item: str, person: str) -> bool:
    """Whether somebody has no turn in the round of that item."""
    return person in sitting_out(state, item)


def sitting_out(state: SessionState, item: str) -> frozenset[str]:
    """Who has no turn in the round of that item, by id: it is not the presenter's part, or for
    people who sit inside only. As long as nobody has the role everybody may speak."""
    at = state.item(item)
    rule = at.item.step.round if at else None
    if at is None or rule is None:
        return frozenset()
    out = frozenset[str]() if rule.presenter else _ids(holders(state, PRESENTER, at))
    inside = _ids(holders(state, rule.only, at)) if rule.only else frozenset[str]()
    return out | (_ids(state.people) - inside) if inside else out


def _ids(people: Iterable[Attendee]) -> frozenset[str]:
    return frozenset(one.id for one in people)


def _filled(state: SessionState, rule: RoleRule, item: ItemState) -> bool:
    """Whether nobody is missing in a role, or nobody is left who could be asked."""
    held = holders(state, rule.id, item)
    return len(held) >= max(rule.people, 1) or bool(held and not may_have(state, rule.id))


def _presents(fmt: Format) -> bool:
    return any(_needs_presenter(fmt, step) for step in fmt.steps)


def _needs_presenter(fmt: Format, step: Step) -> bool:
    """Whether somebody is to be asked; in small groups each settles it for itself."""
    if step.speaks in GROUP_SIZES:
        return False
    repeat = fmt.repeat_of(step.id)
    return (
        step.presenter is not None
        or step.speaks in (Speaks.PRESENTER, Speaks.OTHERS)
        or (repeat is not None and repeat.for_each is ForEach.PRESENTER)
    )


def _ring(step: Step) -> str:
    return RINGS.get(step.speaks, "") if step.speaks else ""
