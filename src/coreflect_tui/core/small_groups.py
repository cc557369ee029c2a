"""Pairs, threes and fours that talk at the same time, on one clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from coreflect_tui.core.formats import Step
from coreflect_tui.core.person import Presence, Role
from coreflect_tui.core.speaking import GROUP_SIZES
from coreflect_tui.core.state import ItemState, SessionState, SmallGroups

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Whose turn it is in every small group: the `number`th of `size`, with seconds left."""

    number: int
    size: int
    left: float


def size_of(step: Step) -> int:
    """How many people a small group of the step has; 0 where there are none."""
    return GROUP_SIZES.get(step.speaks, 0) if step.speaks else 0


def part_at(step: Step, elapsed: float) -> Part | None:
    """Whose part of a small group's time it is; None where the step does not share it out. Once
    everybody has had theirs, the last one's stays, with 0 left."""
    size = size_of(step)
    if not size or not step.each:
        return None
    number = min(int(elapsed // step.each) + 1, size)
    return Part(number, size, max(number * step.each - elapsed, 0.0))


def groups_at(state: SessionState, item: ItemState) -> SmallGroups | None:
    """The small groups of an item: its own, else those of the step before that is for as many.

    Who sits together stays together until groups of another size are asked for, or the same step
    comes again at once, for others to meet.
    """
    size, after = size_of(item.item.step), ""
    for one in reversed(state.items[: state.items.index(item) + 1]):
        if one is not item and not one.visits:
            continue
        step = one.item.step
        if not size or size_of(step) != size or step.id == after:
            return None
        held = next((groups for groups in state.small_groups if groups.item == one.id), None)
        if held:
            return held
        after = step.id
    return None


def drawn(state: SessionState, item: ItemState) -> Groups:
    """Small groups of the people here, drawn by chance, others each time that it is asked; the same
    in every replay.

    Whoever facilitates is in one where there are too few without them, the numbers come out even
    only so, or somebody was paired with them before. Whoever is over makes a group larger by one;
    where more are over than there are groups, some are smaller. Groups of half the size that were
    drawn before stay together.
    """
    size = size_of(item.item.step)
    held = next((one for one in state.small_groups if one.item == item.id), None)
    seed = f"{state.id} {item.id} {len(held.groups) if held else 0} {held.groups if held else ''}"
    halves = _halves(state, item, size)
    together = {one for group in halves for one in group}
    people = sorted(_taking_part(state, size, together), key=lambda one: _lot(seed, one))
    kept = (tuple(one for one in group if one in people) for group in halves)
    earlier = tuple(group for group in kept if group)
    return _joined(earlier, people, size) if earlier else _split(people, size)


def counts(groups: Groups) -> str:
    """What the groups come to, in words: "3 pairs and a three"."""
    names = {2: "pair", 3: "three", 4: "four", 5: "five"}
    sizes = [len(one) for one in groups]
    said = []
    for size in sorted(set(sizes), key=lambda one: (-sizes.count(one), one)):
        count, name = sizes.count(size), names.get(size, f"group of {size}")
        if size == 1:
            said.append("one alone" if count == 1 else f"{count} alone")
        else:
            said.append(f"a {name}" if count == 1 else f"{count} {name}s")
    return " and ".join(said)


def _taking_part(state: SessionState, size: int, together: Collection[str]) -> list[str]:
    """The people here; whoever facilitates where they are needed, or sat with somebody before."""
    here = [one for one in state.people if one.presence is Presence.PRESENT]
    others = [one.id for one in here if one.role is not Role.FACILITATOR]
    facilitators = [one.id for one in here if one.role is Role.FACILITATOR]
    uneven = bool(size and len(others) % size)
    even_so = uneven and (len(others) + len(facilitators)) % size == 0
    if even_so or len(others) < size:
        return others + facilitators
    return others + [one for one in facilitators if one in together]


def _how_many(people: int, size: int) -> int:
    """How many groups there are, one at least."""
    count, over = divmod(people, size)
    return count + 1 if over > count else max(count, 1)


def _split(people: Sequence[str], size: int) -> Groups:
    if not people:
        return ()
    count = _how_many(len(people), size)
    return tuple(tuple(people[at::count]) for at in range(count))


def _halves(state: SessionState, item: ItemState, size: int) -> Groups:
    """The groups of half the size that were drawn last."""
    for held in reversed(state.small_groups):
        before = state.item(held.item)
        if held.item != item.id and before and 2 * size_of(before.item.step) == size:
            return held.groups
    return ()


def _joined(halves: Groups, people: Sequence[str], size: int) -> Groups:
    """Two and two together; who is in none yet goes where fewest are."""
    order = sorted(halves, key=lambda group: people.index(group[0]))
    count = _how_many(len(people), size)
    groups: list[list[str]] = [[] for _ in range(count)]
    for group in sorted(order, key=len, reverse=True):
        min(groups, key=len).extend(group)
    placed = {one for group in groups for one in group}
    for person in people:
        if person not in placed:
            min(groups, key=len).append(person)
    return tuple(tuple(one) for one in groups if one)


def _lot(seed: str, person: str) -> bytes:
    return blake2b(f"{seed} {person}".encode(), digest_size=8).digest()
