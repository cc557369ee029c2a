"""What a measure is, and what its runs say: ratios, their median and their spread."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
REFERENCES = Path(__file__).parent / "references"


@dataclass(frozen=True)
class Measure:
    """One line of the table: `ours` and `reference` say what is measured, in `unit`."""

    name: str
    ours: str
    reference: str
    aim: float
    unit: str = "ms"


@dataclass(frozen=True)
class Options:
    """How often, for how long, and in which folder of its own."""

    runs: int
    keys: int
    seconds: float
    folder: Path


Run = Mapping[str, tuple[float, float]]
"""Of one run, by the name of a measure: ours, and the reference right after or beside it."""
Runs = Callable[[Options], Iterator[Run]]


@dataclass(frozen=True)
class Group:
    """Measures that one run gives together. The first run of `runs` is for warming up."""

    measures: tuple[Measure, ...]
    runs: Runs


@dataclass(frozen=True)
class Result:
    """All runs of one measure, at least two."""

    measure: Measure
    pairs: tuple[tuple[float, float], ...]

    @property
    def ratios(self) -> list[float]:
        return [ours / reference for ours, reference in self.pairs]

    @property
    def ratio(self) -> float:
        """The median of the ratios of the runs."""
        return median(self.ratios)

    @property
    def quartiles(self) -> tuple[float, float]:
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        return low, high

    @property
    def ours(self) -> float:
        return median(ours for ours, _ in self.pairs)

    @property
    def reference(self) -> float:
        return median(reference for _, reference in self.pairs)

    @property
    def met(self) -> bool:
        return self.ratio <= self.measure.aim


def measured(group: Group, options: Options) -> list[Result]:
    """Run all of a group, and throw the first run away."""
    runs = group.runs(options)
    next(runs)
    done = [next(runs) for _ in range(options.runs)]
    return [Result(one, tuple(run[one.name] for run in done)) for one in group.measures]
