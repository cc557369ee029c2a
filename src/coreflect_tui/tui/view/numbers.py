"""What the digits mean on the live screen: one thing at a time."""

from enum import StrEnum

from coreflect_tui.core.formats import StepKind
from coreflect_tui.core.person import Attendee
from coreflect_tui.core.repeating import Choice
from coreflect_tui.core.roles import may_have, wanted_role
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.tui.view.topics import votes_here

DIGITS = 9


class Numbered(StrEnum):
    """What stands numbered on the screen. People are those of a round, a role is whom to ask."""

    PEOPLE = "people"
    TOPICS = "topics"
    WAYS = "ways"
    ROLE = "role"
    POINTS = "points"


def numbered_here(state: SessionState) -> Numbered | None:
    """What a digit means in the running item; what it does not mean has a key of its own. A choice
    that was made leaves the digits to a role that is still open."""
    running = state.running
    if running is None:
        return None
    if state.round:
        return Numbered.PEOPLE
    if state.topics and (
        running.item.step.kind is StepKind.TOPICS or state.in_topic_lap or votes_here(state)
    ):
        return Numbered.TOPICS
    choice, wanted = choice_here(state), bool(role_people(state))
    if choice and not (wanted and choice.id in dict(state.taken)):
        return Numbered.WAYS
    if wanted:
        return Numbered.ROLE
    return Numbered.POINTS if shown_points(state, running) else None


def choice_here(state: SessionState) -> Choice | None:
    """The choice that the group makes in the running item."""
    running = state.running
    if running is None:
        return None
    at = running.item.step.id
    return next((one for one in state.format.choices if one.at == at), None)


def role_people(state: SessionState) -> tuple[Attendee, ...]:
    """Whom a digit gives the role that the step needs."""
    rule = wanted_role(state, state.running)
    return may_have(state, rule.id)[:DIGITS] if rule else ()


def shown_points(state: SessionState, item: ItemState) -> tuple[int, ...]:
    """Which points of an item belong to this place, as indexes into its points."""
    points = enumerate(item.item.step.points)
    return tuple(i for i, point in points if point.place in (None, state.options.place))
