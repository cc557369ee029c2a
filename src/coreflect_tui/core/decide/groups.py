"""Linking a session with a standing group."""

from datetime import datetime

from coreflect_tui.core.decide.answer import Answer, Decisions, Refusal
from coreflect_tui.core.events import GroupLinked
from coreflect_tui.core.intents import LinkRoster
from coreflect_tui.core.state import SessionState


def _link(state: SessionState, intent: LinkRoster, _: datetime) -> Answer:
    if not intent.group:
        return Refusal("A group is needed.")
    other = intent.group != state.options.group
    pairs = tuple(
        (person, roster)
        for person, roster in dict(intent.pairs).items()
        if (one := state.person(person)) and roster and (other or one.roster != roster)
    )
    kept = {one.id: "" if other else one.roster for one in state.people}
    linked = [roster for roster in (kept | dict(pairs)).values() if roster]
    if len(set(linked)) < len(linked):
        return Refusal("Two people here cannot be one person of the group.")
    if not (other or pairs or intent.record is not state.options.record):
        return Refusal("That is how it stands already.")
    return (GroupLinked(pairs, intent.group, intent.record),)


DECISIONS: Decisions = {LinkRoster: _link}
