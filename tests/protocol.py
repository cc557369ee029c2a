"""A small format with everything that a step can ask for: a choice, laps, a role, small groups."""

from dataclasses import replace

from builders import a_format, sharing, talk
from coreflect_tui.core.formats import Format, NoteKind, Order
from coreflect_tui.core.repeating import (
    Card,
    Choice,
    ForEach,
    Option,
    Repeat,
    RoleRule,
    Times,
)
from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech

CHOICE = Choice(
    "way", "Which way?", "choosing", (Option("long", "The long way", ("walk",)),
                                      Option("short", "The short way", ("run",)),)
)  # fmt: skip
PRESENTERS = Repeat(("tell", "ask", "listen"), 2, ForEach.PRESENTER)


def cases() -> Format:
    """Choosing a way, two cases, each told, asked about in a round and listened to, then pairs and
    fours, and an end that is open."""
    tell = replace(
        talk("tell", 5), speaks=Speaks.PRESENTER, presenter=PresenterPart.SPEAKS,
        extend=(300, 120), warn=(60,), not_written="stories",
    )  # fmt: skip
    ask = sharing("ask", 4, Order.LISTED)
    assert ask.round
    ask = replace(
        ask, speaks=Speaks.OTHERS, presenter=PresenterPart.ANSWERS, speech=(Speech.CLARIFYING,),
        round=replace(ask.round, presenter=False),
    )  # fmt: skip
    listen = replace(
        talk("listen", 6), speaks=Speaks.OTHERS, presenter=PresenterPart.CAMERA_OFF,
        speech=(Speech.NO_ADVICE, Speech.THIRD_PERSON),
    )  # fmt: skip
    fmt = a_format(
        talk("choosing", 2),
        talk("walk", 6),
        talk("run", 3),
        tell,
        ask,
        listen,
        replace(talk("pairs", 4), speaks=Speaks.PAIRS, each=120),
        replace(talk("fours", 8), speaks=Speaks.FOURS),
        replace(talk("end", 5), ends=Ends.WHEN_DONE),
    )
    return replace(
        fmt,
        minutes=replace(fmt.minutes, usual=55),
        choices=(CHOICE,),
        repeats=(PRESENTERS,),
        roles=(RoleRule("time-keeper", "Time-keeper", rotates=True, words="Says when."),),
        cards=(Card("Curiosity", "What would we like to know?\n\nAnd what else?", "Deck"),),
    )


def coffee() -> Format:
    """Topics are gathered and voted for, and each has a lap of its own until time is up."""
    gather = replace(talk("gather", 5), writes=(NoteKind.TOPIC,))
    lap = replace(talk("talk-it", 8), extend=(300, 120))
    fmt = a_format(gather, lap, talk("close", 5))
    laps = Repeat(("talk-it",), Times.UNTIL_TIME, ForEach.TOPIC)
    return replace(fmt, minutes=replace(fmt.minutes, usual=30), repeats=(laps,))
