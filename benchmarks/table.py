"""The table of ratios, as people read it, as a document has it, and as programs do."""

from collections.abc import Iterable

from benchmarks.measuring import Measure, Result

_HEADS = ("measure", "ours", "reference", "ratio", "quartiles", "aim", "")
_FORM = "{:62}{:>10}{:>10}{:>8}{:>14}{:>6}  {}"


def head() -> str:
    """The names of the columns, and a rule."""
    line = _FORM.format(*_HEADS)
    return f"{line}\n{'─' * len(line.rstrip())}"


def row(result: Result) -> str:
    """One measure, and what it is held against below it."""
    measure, (low, high) = result.measure, result.quartiles
    line = _FORM.format(
        f"{measure.ours} ({measure.name})",
        _amount(result.ours, measure),
        _amount(result.reference, measure),
        f"{result.ratio:.2f}",
        f"{low:.2f}–{high:.2f}",
        f"{measure.aim:g}",
        "met" if result.met else "missed",
    )
    return f"{line}\n   against: {measure.reference}"


def document_row(result: Result) -> str:
    """The same as a row of a table in Markdown."""
    measure, (low, high) = result.measure, result.quartiles
    cells = (
        measure.ours,
        measure.reference,
        f"{_amount(result.ours, measure)} {measure.unit}",
        f"{_amount(result.reference, measure)} {measure.unit}",
        f"**{result.ratio:.2f}** ({low:.2f}–{high:.2f})",
        f"{measure.aim:g}",
        "met" if result.met else "missed",
    )
    return f"| {' | '.join(cells)} |"


def as_json(results: Iterable[Result]) -> dict[str, object]:
    """All of it, each run included."""
    return {
        "schema": 1,
        "measures": [
            {
                "name": one.measure.name,
                "measure": one.measure.ours,
                "reference": one.measure.reference,
                "unit": one.measure.unit,
                "ratio": round(one.ratio, 3),
                "quartiles": [round(ratio, 3) for ratio in one.quartiles],
                "aim": one.measure.aim,
                "met": one.met,
                "runs": [[round(ours, 3), round(other, 3)] for ours, other in one.pairs],
            }
            for one in results
        ],
    }


def _amount(value: float, measure: Measure) -> str:
    return f"{value:.0f}" if value >= 100 or measure.unit == "MiB" else f"{value:.1f}"
