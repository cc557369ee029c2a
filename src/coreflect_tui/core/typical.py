"""How long the steps of a format really take, out of past sessions, and what setup says of it."""

from collections.abc import Iterable, Mapping, Sequence

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.shares import MINUTE

FEWEST_SESSIONS = 3
FAR_OUT = 1.5
"""So many interquartile ranges beyond the quartiles a duration is an outlier."""
WORTH_SAYING = 5
"""A difference of less than one part in this many of the plan is not worth a sentence."""


def typical_seconds(samples: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, int]:
    """The usual duration of each step in seconds, out of its real ones: for each session those of
    every time it was held there.

    It is the median without outliers. A step with fewer than three sessions is not in the answer.
    """
    return {
        step: round(_usual([one for times in sessions for one in times]))
        for step, sessions in samples.items()
        if len(sessions) >= FEWEST_SESSIONS
    }


def typical_minutes(typical: Mapping[str, int]) -> dict[str, int]:
    """Typical seconds as what `core.agenda.plan` takes as `minutes_by_step`."""
    return {step: _minutes(seconds) for step, seconds in typical.items()}


def typical_advice(items: Iterable[Item], typical: Mapping[str, int]) -> tuple[str, ...]:
    """A sentence for each item whose plan is off what it usually takes, by a minute at least:
    "Framing usually takes 11 min here; planned are 8." A step that comes several times is spoken of
    once."""
    by_step: dict[str, list[Item]] = {}
    for item in items:
        if item.step.id in typical:
            by_step.setdefault(item.step.id, []).append(item)
    said = []
    for step, laps in by_step.items():
        usual, planned = _minutes(typical[step]), _minutes(laps[0].planned)
        if abs(usual - planned) * WORTH_SAYING >= max(planned, WORTH_SAYING):
            title = laps[0].step.title
            if len(laps) > 1:
                title = title.removesuffix(f" {laps[0].lap}")
            said.append(f"{title} usually takes {usual} min here; planned are {planned}.")
    return tuple(said)


def _usual(seconds: Sequence[float]) -> float:
    # Setup of a first session asks for nothing of it, and it brings decimal and random along.
    from statistics import median, quantiles

    low, _, high = quantiles(seconds, n=4, method="inclusive")
    reach = FAR_OUT * (high - low)
    return median(one for one in seconds if low - reach <= one <= high + reach)


def _minutes(seconds: float) -> int:
    """To the nearest whole minute, a minute at least; halves go up."""
    return max(int(seconds / MINUTE + 0.5), 1)
