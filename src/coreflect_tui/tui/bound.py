"""Which keys the user put in the place of the table's.

One answer for the whole program, as with a language: words in every corner of it name keys, and all
must name those that work.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from coreflect_tui.tui.action import Action


class Bound(NamedTuple):
    """`key` is Textual's name of it, or several with commas; `shows` is what a person reads."""

    key: str
    shows: str


class _InForce:
    own: Mapping[str, Bound] = MappingProxyType({})


_in_force = _InForce()


def use_keys(own: Mapping[str, Bound]) -> None:
    """Take these keys from now on; actions are named as in "live.pass_turn"."""
    _in_force.own = own


def name_of(action: Action) -> str:
    """What the settings call it."""
    return f"{action.screen}.{action.id}"


def as_bound(action: Action) -> Action:
    """The action with the key that does it now."""
    own = _in_force.own.get(name_of(action))
    return action._replace(key=own.key, shows=own.shows) if own else action


def all_as_bound(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Each action with the key that does it now; nothing is looked up for whoever has no key of
    their own."""
    return tuple(map(as_bound, actions)) if _in_force.own else actions
