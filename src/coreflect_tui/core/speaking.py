"""Who speaks in a step, how, and what the presenter does meanwhile: the words of a format."""

from enum import StrEnum


class Speaks(StrEnum):
    """Who has the word in a step. In silence and writing nobody has."""

    FACILITATOR = "facilitator"
    PRESENTER = "presenter"
    OTHERS = "everyone but the presenter"
    EVERYONE = "everyone"
    PAIRS = "pairs"
    THREES = "threes"
    FOURS = "fours"
    INNER_RING = "inner ring"
    PANEL = "panel"
    SILENCE = "silence"
    WRITING = "writing"
    CHAT = "chat"


class PresenterPart(StrEnum):
    """What whoever brought the case does in a step."""

    SPEAKS = "speaks"
    ANSWERS = "only answers"
    SILENT = "silent"
    CAMERA_OFF = "silent, camera off"
    RETURNS = "returns"


class Speech(StrEnum):
    """What kind of speech a step asks for. Open is anything."""

    OPEN = "open"
    CLARIFYING = "clarifying questions only"
    QUESTIONS = "questions only"
    NO_ADVICE = "no advice"
    THIRD_PERSON = "third person"
    ONE_SENTENCE = "one sentence"


class Ends(StrEnum):
    """When a step is over: by the clock, or when the group is done and the minutes are a guess."""

    ON_TIME = "on time"
    WHEN_DONE = "when done"


PRESENTER = "presenter"
RINGS = {Speaks.INNER_RING: "inner-ring", Speaks.PANEL: "panel"}
"""Roles that a format has because of who speaks, without naming them."""
GROUP_SIZES = {Speaks.PAIRS: 2, Speaks.THREES: 3, Speaks.FOURS: 4}
"""How many people a small group has, by who speaks."""
EXCLUDES_PRESENTER = (PresenterPart.SILENT, PresenterPart.CAMERA_OFF, PresenterPart.ANSWERS)
"""Parts in which the presenter has no turn in a round."""
