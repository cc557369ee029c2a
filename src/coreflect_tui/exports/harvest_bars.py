"""The time picture of the page: a table that can be read aloud, with a bar under each title."""

from collections.abc import Iterator

from coreflect_tui.core.durations import clock_face
from coreflect_tui.core.harvest import HarvestSummary, ItemTime
from coreflect_tui.exports.html_words import own_words

_WIDTH, _HEIGHT, _TICK = 1000, 12, 8


def time_figure(summary: HarvestSummary, ours: str = "") -> str:
    """Planned, agreed (where that differs anywhere) and real time of each item; "" where nothing
    was held. `ours` is the attribute that words which are not the format's carry."""
    times = summary.times
    if not any(one.real for one in times):
        return ""
    changed = any(one.accepted != one.planned for one in times)
    longest = max(max(one.planned, one.accepted, one.real) for one in times)
    heads = ["Planned", *(["Agreed"] if changed else []), "Real"]
    lines = [
        f"<figure{ours}>",
        "<table>",
        f"<caption>{_together(summary)}</caption>",
        '<thead><tr><th scope="col">Step</th>'
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + "</tr></thead>",
        "<tbody>",
        *(_row(one, changed, longest, summary.language) for one in times),
        "</tbody>",
        "</table>",
        f'<figcaption class="legend">{"".join(_legend(changed))}</figcaption>',
        "</figure>",
    ]
    return "\n".join(lines)


def _together(summary: HarvestSummary) -> str:
    planned = (
        "as planned"
        if summary.real_minutes == summary.planned_minutes
        else f"{summary.planned_minutes} planned"
    )
    together = f"{summary.real_minutes} minutes together, {planned}"
    return f"{together}; below in minutes and seconds."


def _row(one: ItemTime, changed: bool, longest: int, language: str) -> str:
    figures = [clock_face(one.planned), *([clock_face(one.accepted)] if changed else [])]
    cells = "".join(f"<td>{figure}</td>" for figure in [*figures, _real(one)])
    title = own_words("div", one.title, language=language)
    return f'<tr><th scope="row">{title}{_bar(one, longest)}</th>{cells}</tr>'


def _real(one: ItemTime) -> str:
    if one.real:
        return clock_face(one.real)
    return '<span aria-hidden="true">–</span><span class="unseen">not held</span>'


def _bar(one: ItemTime, longest: int) -> str:
    """What was used of the plan, what came on top, what was left; a stroke at another time that was
    agreed."""

    def place(seconds: int) -> int:
        return round(seconds / longest * _WIDTH)

    planned, real = place(one.planned), place(one.real)
    used = min(planned, real)
    parts = [_part("held", 0, used), _part("over", planned, real), _part("unused", real, planned)]
    if one.accepted != one.planned:
        start = min(max(place(one.accepted) - _TICK // 2, 0), _WIDTH - _TICK)
        parts.append(_part("agreed", start, start + _TICK))
    return (
        f'<svg class="bar" aria-hidden="true" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' preserveAspectRatio="none">{"".join(parts)}</svg>'
    )


def _part(kind: str, start: int, end: int) -> str:
    if end <= start:
        return ""
    # Longer than planned is higher too, for those who do not tell the colours apart.
    top = 0 if kind in ("over", "agreed") else 2
    return (
        f'<rect class="{kind}" x="{start}" y="{top}" width="{end - start}"'
        f' height="{_HEIGHT - 2 * top}"/>'
    )


def _legend(changed: bool) -> Iterator[str]:
    entries = [("held", "as planned"), ("over", "longer than planned"), ("unused", "not used")]
    for kind, meaning in entries:
        top = 0 if kind == "over" else 2
        sign = f'<rect class="{kind}" y="{top}" width="16" height="{_HEIGHT - 2 * top}"/>'
        yield _entry(sign, meaning)
    if changed:
        yield _entry('<rect class="agreed" x="6" width="4" height="12"/>', "as agreed on the way")


def _entry(sign: str, meaning: str) -> str:
    return (
        f'<span><svg aria-hidden="true" viewBox="0 0 16 {_HEIGHT}"'
        f' preserveAspectRatio="none">{sign}</svg>{meaning}</span>'
    )
