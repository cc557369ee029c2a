"""Sharing time out: whole units among items, a topic item among its topics, a round among people.

A divisor method (Sainte-Laguë) hands out one unit after the other, so that more time never
shortens anybody's share.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

MINUTE = 60
HALF_MINUTE = 30
TURN_STEP = 10


def apportion(
    total: int,
    leasts: Sequence[int],
    weights: Sequence[int],
    caps: Sequence[int | None] | None = None,
) -> tuple[int, ...]:
    """Share `total` units: everyone gets their least, what is above goes out by weight.

    A weight of 0 stays at its least; a cap of None is no limit. The shares add up to `total`, or to
    less when every share that may grow has reached its cap. Ties go to the earlier one.
    Raises ValueError when the leasts alone are more than `total`.
    """
    rest = total - sum(leasts)
    if rest < 0:
        raise ValueError(f"the minimums are {-rest} more than there is")
    limits = caps if caps is not None else [None] * len(leasts)
    shares = list(leasts)

    def priority(index: int) -> Fraction | None:
        limit = limits[index]
        if weights[index] <= 0 or (limit is not None and shares[index] >= limit):
            return None
        return Fraction(weights[index], 2 * (shares[index] - leasts[index]) + 1)

    for _ in range(rest):
        chosen = _first_highest(len(shares), priority)
        if chosen is None:
            break
        shares[chosen] += 1
    return tuple(shares)


def share_topics(total: int, topics: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Share `total` seconds among topics, each a (weight, least seconds).

    Shares follow the weights, and no topic gets less than its least; whole minutes are handed out,
    and 30 s where a least or the remainder needs it. They add up to `total` rounded down to 30 s.
    When the leasts do not fit together, each grows by weight towards its least.
    """
    if not topics:
        return ()
    units = max(total, 0) // HALF_MINUTE
    weights = [max(weight, 1) for weight, _ in topics]
    leasts = [-(-least // HALF_MINUTE) for _, least in topics]
    scarce = sum(leasts) > units
    shares = [0] * len(topics) if scarce else list(leasts)

    def priority(index: int) -> Fraction | None:
        if scarce and shares[index] >= leasts[index]:
            return None
        return Fraction(weights[index], shares[index] + 1)

    rest = units - sum(shares)
    while rest > 0 and (chosen := _first_highest(len(shares), priority)) is not None:
        given = min(rest, MINUTE // HALF_MINUTE)
        if scarce:
            given = min(given, leasts[chosen] - shares[chosen])
        shares[chosen] += given
        rest -= given
    return tuple(share * HALF_MINUTE for share in shares)


def turn_length(left: int, people: int) -> int | None:
    """Seconds for each of the `people` still to share of the `left` seconds, to the nearest 10 s.

    0 when the time is gone, None when nobody is waiting.
    """
    if people <= 0:
        return None
    return (2 * max(left, 0) + people * TURN_STEP) // (2 * people * TURN_STEP) * TURN_STEP


def _first_highest(count: int, priority: Callable[[int], Fraction | None]) -> int | None:
    """The earliest index with the highest priority; None when nothing may grow."""
    chosen, highest = None, Fraction(0)
    for index in range(count):
        value = priority(index)
        if value is not None and value > highest:
            chosen, highest = index, value
    return chosen
