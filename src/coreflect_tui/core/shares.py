"""Sharing time out: whole units among items, a topic item among its topics, a round among people.

A divisor method (Sainte-Laguë) hands out one unit after the other, so that more time never
shortens anybody's share.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from heapq import heapify, heapreplace

MINUTE = 60
HALF_MINUTE = 30
TURN_STEP = 10
SHORTEST = 60
"""No item is shorter than a minute, by hand neither."""
LONGEST = 24 * 3600
"""Nor longer than a day: a slip of the keyboard is not to push the end beyond the calendar."""


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


def spread(total: int, lows: Sequence[int], highs: Sequence[int]) -> tuple[int, ...]:
    """Share `total` seconds, each between its low and its high, in proportion to the room between.

    Everyone stands at a full minute, at their low or at their high, but for the one who has the
    remainder. The shares add up to `total`; with less than the lows or more than the highs, to
    those. The order in which seconds are handed out does not depend on `total`, so that more of
    them never shorten a share. Ties go to the earlier one.
    """
    shares = list(lows)
    rooms = [max(high - low, 0) for low, high in zip(lows, highs, strict=True)]
    rest = min(total - sum(lows), sum(rooms))
    # Sainte-Laguë, with what was given so far counted in minutes.
    queue = [(-Fraction(room), index) for index, room in enumerate(rooms) if room]
    heapify(queue)
    while rest > 0:
        index = queue[0][1]
        given = min(MINUTE - shares[index] % MINUTE, lows[index] + rooms[index] - shares[index])
        given = min(given, rest)
        shares[index] += given
        rest -= given
        above = shares[index] - lows[index]
        full = above == rooms[index]
        # A weight of 0 comes last: that one may not grow further.
        weight = 0 if full else rooms[index]
        heapreplace(queue, (-Fraction(weight * MINUTE, 2 * above + MINUTE), index))
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
    leasts = [_to_half_minutes(least) // HALF_MINUTE for _, least in topics]
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


def share_with_pins(total: int, topics: Sequence[tuple[int, int, int | None]]) -> tuple[int, ...]:
    """Share `total` seconds among topics, each a (weight, least seconds, pinned seconds or None).

    Pinned topics have what they are pinned to and the others share the rest as in `share_topics`.
    When that leaves the others less than their least, the pinned ones give way, each towards its
    own least. The shares add up to `total` rounded down to 30 s, or to less when all are pinned.
    """
    whole = max(total, 0) // HALF_MINUTE * HALF_MINUTE
    leasts = [_to_half_minutes(least) for _, least, _ in topics]
    if sum(leasts) > whole or all(pinned is None for _, _, pinned in topics):
        return share_topics(whole, [(weight, least) for weight, least, _ in topics])
    free = [index for index, (_, _, pinned) in enumerate(topics) if pinned is None]
    held = [index for index, (_, _, pinned) in enumerate(topics) if pinned is not None]
    kept = spread(
        whole - sum(leasts[index] for index in free),
        [leasts[index] for index in held],
        [_to_half_minutes(topics[index][2] or 0) for index in held],
    )
    rest = share_topics(whole - sum(kept), [topics[index][:2] for index in free])
    shares = dict(zip([*held, *free], [*kept, *rest], strict=True))
    return tuple(shares[index] for index in range(len(topics)))


def turn_length(left: int, people: int) -> int | None:
    """Seconds for each of the `people` still to share of the `left` seconds, to the nearest 10 s.

    0 when the time is gone, None when nobody is waiting.
    """
    if people <= 0:
        return None
    return (2 * max(left, 0) + people * TURN_STEP) // (2 * people * TURN_STEP) * TURN_STEP


def _to_half_minutes(seconds: int) -> int:
    """Rounded up."""
    return -(-seconds // HALF_MINUTE) * HALF_MINUTE


def _first_highest(count: int, priority: Callable[[int], Fraction | None]) -> int | None:
    """The earliest index with the highest priority; None when nothing may grow."""
    chosen, highest = None, Fraction(0)
    for index in range(count):
        value = priority(index)
        if value is not None and value > highest:
            chosen, highest = index, value
    return chosen
