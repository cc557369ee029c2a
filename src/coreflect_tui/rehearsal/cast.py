"""Cast: who does what in a rehearsal. All of it follows from a seed and the people invited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from coreflect_tui.core.person import Attendee, Role
from coreflect_tui.core.text import fold
from coreflect_tui.rehearsal.lines import NAMES

BEHIND = 6
"""Minutes by which the longest talk runs over where re-timing is to be learnt."""
NO_SHOW_FROM = 6
"""With fewer participants than this everyone comes, so that the circle stays a circle."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The story of a rehearsal. The first five are ids of attendees, "" where nobody has the part:
    `joins` comes during the first round, `late` after the start, `no_show` never. `walk_in` is the
    name of someone who is not on the list, `knocks` of someone who comes when the room is closed.
    The longest talk takes `behind_minutes` more than it has; with `re_times` somebody asks about
    the end then.
    """

    seed: int
    joins: str = ""
    passes: str = ""
    drops_off: str = ""
    late: str = ""
    no_show: str = ""
    walk_in: str = ""
    knocks: str = ""
    behind_minutes: int = 0
    re_times: bool = False


def cast_for(people: Sequence[Attendee], seed: int) -> Cast:
    """The parts for those `people` of a prepared session who do not facilitate."""
    ids = [one.id for one in people if one.role is not Role.FACILITATOR]
    drawn = sorted(ids, key=lambda one: draw(seed, "part", one))
    taken = drawn[: max(min(4, len(drawn) - 1), 0)]
    parts = taken + [""] * (4 - len(taken))
    strangers = _other_names([one.name for one in people], seed)
    return Cast(
        seed=seed,
        joins=parts[0],
        passes=parts[1],
        drops_off=parts[2],
        late=parts[3],
        no_show=drawn[4] if len(drawn) >= NO_SHOW_FROM else "",
        walk_in=strangers[0],
        knocks=strangers[1],
    )


def invent_names(count: int, seed: int) -> tuple[str, ...]:
    """`count` different names; beyond the first forty they carry an initial."""
    drawn = sorted(NAMES, key=lambda name: draw(seed, "name", name))
    names = list(drawn)
    for initial in "ABCDEFGHIKLMNOPRSTUVWZ":
        if len(names) >= count:
            break
        names += [f"{name} {initial}." for name in drawn]
    return tuple(names[:count])


def draw(seed: int, *about: object) -> float:
    """A number from 0 to below 1 that looks random and is always the same for the same question.

    Nothing is remembered between draws, so a rehearsal can be taken up at any point.
    """
    question = "\0".join([str(seed), *map(str, about)]).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(question, digest_size=8).digest()) / 2**64


def _other_names(known: Iterable[str], seed: int) -> tuple[str, str]:
    """Two names that nobody of `known` has."""
    taken = {fold(name) for name in known}
    more = invent_names(len(taken) + len(NAMES), seed)
    free = [name for name in more if fold(name) not in taken]
    return free[0], free[1]
