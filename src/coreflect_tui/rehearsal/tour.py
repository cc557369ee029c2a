"""The session of the two-minute tour: a short format, and invented people around whoever learns.

Nothing of it is in a file, so that nobody's own formats can be in its way.
"""

from coreflect_tui.core.formats import (
    Extent,
    FacilitatorsIn,
    Format,
    Order,
    Outcome,
    Place,
    RoundRule,
    Step,
    StepKind,
)
from coreflect_tui.preparation import Invited

YOU = Invited("You")
NAMES = ("Bo", "Cy", "Dee", "Eli", "Fay", "Hal")
LATE = "Hal"
"""Comes when the session has begun."""
BEHIND = 900
"""Seconds that pass at once, so that there is something to fit."""


def tour_format() -> Format:
    """Half an hour in four steps."""
    return Format(
        id="tour",
        title="Two-minute tour",
        summary="A session with invented people, to learn the keys.",
        source="coreflect",
        language="en",
        notice="Nothing of this is kept.",
        places=(Place.ONLINE,),
        minutes=Extent(30, 30, 30),
        people=Extent(7, 2, 12),
        outcomes=(Outcome.ATTENDEES, Outcome.HARVEST),
        steps=(
            _talk("welcome", "Welcome", 3, "Everyone is greeted."),
            Step(
                id="check-in",
                title="Check-in",
                minutes=7,
                least=4,
                most=12,
                kind=StepKind.ROUND,
                ask="How are you here today?",
                round=RoundRule(
                    Order.BATON, 60, 30, everyone_once=False, facilitators=FacilitatorsIn.NOT
                ),
            ),
            _talk("reflection", "Reflection", 15, "What has worked well in your peer support?"),
            _talk("closing", "Closing", 5, "One thing to take along.", protected=True),
        ),
    )


def _talk(name: str, title: str, minutes: int, words: str, *, protected: bool = False) -> Step:
    return Step(
        id=name,
        title=title,
        minutes=minutes,
        least=minutes if protected else 2,
        most=2 * minutes,
        ask=words,
        protected=protected,
    )
