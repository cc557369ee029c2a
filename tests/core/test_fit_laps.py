"""A fit treats every lap of a repeat like the others: nobody's turn is shorter for coming late."""

from dataclasses import replace

import pytest

from builders import Play, a_format, at, talk
from coreflect_tui.core.fit import Fit, propose
from coreflect_tui.core.formats import Step
from coreflect_tui.core.intents import NextItem, SetHardEnd
from coreflect_tui.core.repeating import ForEach, Repeat

HELLO, BYE = talk("hello", 5), replace(talk("bye", 5), protected=True)
TELL, ASK = talk("tell", 4), replace(talk("ask", 6), least=3)


def three_cases(*steps: Step) -> Play:
    """A session in which three people present, one after the other, in the opening."""
    fmt = a_format(HELLO, *steps, BYE)
    usual = 10 + 3 * sum(one.minutes for one in steps)
    ids = tuple(one.id for one in steps)
    fmt = replace(
        fmt,
        minutes=replace(fmt.minutes, usual=usual),
        repeats=(Repeat(ids, 3, ForEach.PRESENTER),),
    )
    return Play(people=4, here=True, fmt=fmt).does(NextItem())


def laps(fit: Fit) -> list[int]:
    """Seconds that each lap comes to."""
    first = sum(row.then for row in fit.rows if "." not in row.id and row.id != "bye")
    later = [sum(row.then for row in fit.rows if row.id.endswith(f".{lap}")) for lap in (2, 3)]
    return [first, *later]


@pytest.mark.parametrize("minutes", [*range(24, 40), *range(41, 56)])
def test_laps_differ_by_a_minute_at_most(minutes: int) -> None:
    play = three_cases(TELL, ASK).does(SetHardEnd(at(minutes)))
    fit = propose(play.state, play.now)
    assert fit.fits
    shares = laps(fit)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 60


def test_of_an_optional_step_the_last_lap_goes_first() -> None:
    play = three_cases(TELL, replace(ASK, drop=1)).does(SetHardEnd(at(19)))
    # 5 min and 5 min stand, and at their least the laps take 1 and 3 min each.
    fit = propose(play.state, play.now)
    assert [row.id for row in fit.rows if not row.then] == ["ask.3"]
    assert fit.fits
