"""What can be asked about turns."""

from dataclasses import dataclass

from coreflect_tui.core.formats import Order
from coreflect_tui.core.intents.base import Intent
from coreflect_tui.core.state import Shared


@dataclass(frozen=True, slots=True)
class GiveTurn(Intent):
    """Give someone the floor; whoever had it has shared."""

    person: str


@dataclass(frozen=True, slots=True)
class GiveTurnToName(Intent):
    """Give the floor by name; an unknown name is a person who is here and not on the roster."""

    name: str
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class NextTurn(Intent):
    """End the running turn and, where the order knows who is next, start theirs."""


@dataclass(frozen=True, slots=True)
class EndTurn(Intent):
    """The running turn is over and nobody has the floor yet."""


@dataclass(frozen=True, slots=True)
class PassTurn(Intent):
    """Whoever has the floor passes, or the person named."""

    person: str | None = None


@dataclass(frozen=True, slots=True)
class BackTurn(Intent):
    """The last speaker has the floor again, with their time."""


@dataclass(frozen=True, slots=True)
class PutOffTurn(Intent):
    """Someone goes later: the person named, or whoever has the floor."""

    person: str | None = None


@dataclass(frozen=True, slots=True)
class MarkShared(Intent):
    """Catch up: these people have shared in that item, aloud or in the chat; None takes it back."""

    item: str
    people: tuple[str, ...]
    how: Shared | None = Shared.ALOUD


@dataclass(frozen=True, slots=True)
class RaiseHand(Intent):
    """Someone asks to speak."""

    person: str


@dataclass(frozen=True, slots=True)
class LowerHand(Intent):
    """Someone does not ask to speak any more."""

    person: str


@dataclass(frozen=True, slots=True)
class OrderRound(Intent):
    """The running round goes on in this order; a shuffled one is shuffled anew."""

    order: Order
