"""Short formats for parts of the language, as their files would say it."""

from coreflect_tui.core.formats import Format
from coreflect_tui.library.format_file import read_format_text

HEAD = """\
id = "small"
title = "Small"
summary = "A short one."
source = "Made up."
language = "en"
notice = "Nothing is kept."
places = ["online", "in person"]
outcomes = [{outcomes}]
attendance = {attendance}
[minutes]
usual = {minutes}
least = {least}
most = {most}
[people]
usual = {people}
least = 2
most = 30
"""


def small(
    steps: str,
    minutes: int,
    people: int = 8,
    outcomes: str = '"attendees", "harvest"',
    attendance: bool = True,
) -> Format:
    head = HEAD.format(
        outcomes=outcomes,
        attendance=str(attendance).lower(),
        minutes=minutes,
        least=max(minutes // 2, 1),
        most=2 * minutes,
        people=people,
    )
    return read_format_text(head + steps, "small.toml")


TOPICS_IN_LAPS = small(
    """
[[repeat]]
steps = ["talk", "learning"]
for_each = "topic"
[[step]]
id = "gather"
title = "Topics"
minutes = 5
least = 3
writes = ["topic"]
[[step]]
id = "talk"
title = "Talking"
minutes = 6
speaks = "everyone"
extend = ["2m", "1m"]
[[step]]
id = "learning"
title = "Learning"
minutes = 2
writes = ["takeaway"]
[[step]]
id = "close"
title = "Closing"
minutes = 5
protected = true
""",
    minutes=50,
)

EVERYONE_PRESENTS = small(
    """
[[role]]
id = "time-keeper"
title = "Time-keeper"
rotates = true
[[role]]
id = "host"
title = "Host"
[[repeat]]
steps = ["tell", "wonder", "back"]
for_each = "presenter"
[[step]]
id = "arrive"
title = "Arriving"
minutes = 4
least = 2
[[step]]
id = "tell"
title = "Telling"
minutes = 4
least = 2
speaks = "presenter"
[[step]]
id = "wonder"
title = "Wondering"
least = 2
speaks = "everyone but the presenter"
presenter = "silent, camera off"
speech = ["third person", "no advice"]
not_written = "Anything of this case."
[step.round]
order = "listed"
each = "0:30"
each_least = "0:15"
[[step]]
id = "back"
title = "Back"
minutes = 2
least = 1
presenter = "returns"
ends = "when done"
""",
    minutes=58,
    people=6,
    outcomes="",
    attendance=False,
)

RINGS = small(
    """
[[role]]
id = "inner-ring"
title = "Inner ring"
people = 4
[[step]]
id = "ring"
title = "Fishbowl"
speaks = "inner ring"
writes = ["takeaway"]
[step.round]
order = "baton"
each = "2m"
each_least = "1m"
[[step]]
id = "panel"
title = "Panel"
minutes = 10
speaks = "panel"
[[step]]
id = "all"
title = "All"
minutes = 10
speaks = "everyone"
""",
    minutes=28,
    people=12,
)

GROUPS = small(
    """
[[step]]
id = "alone"
title = "Alone"
minutes = 2
speaks = "writing"
[[step]]
id = "pairs"
title = "Pairs"
speaks = "pairs"
each = "2m"
[[step]]
id = "fours"
title = "Fours"
speaks = "fours"
each = "1m"
[[step]]
id = "threes"
title = "Threes"
speaks = "threes"
each = "2m"
[[step]]
id = "all"
title = "All"
minutes = 10
speaks = "everyone"
writes = ["harvest"]
""",
    minutes=26,
    people=9,
    outcomes='"harvest"',
    attendance=False,
)

CHOICE = small(
    """
[[choice]]
id = "way"
ask = "How shall we go on?"
at = "begin"
[[choice.option]]
id = "talk"
title = "All together"
steps = ["together"]
[[choice.option]]
id = "small"
title = "In pairs"
steps = ["pairs", "report"]
[[step]]
id = "begin"
title = "Beginning"
minutes = 5
[[step]]
id = "together"
title = "Together"
minutes = 20
least = 10
[[step]]
id = "pairs"
title = "Pairs"
minutes = 10
speaks = "pairs"
[[step]]
id = "report"
title = "Report"
minutes = 10
least = 5
[[step]]
id = "end"
title = "End"
minutes = 5
""",
    minutes=30,
)

THREE_ROUNDS = small(
    """
[[repeat]]
steps = ["round"]
times = 3
[[step]]
id = "read"
title = "Reading"
minutes = 5
[[step]]
id = "round"
title = "Round"
minutes = 10
least = 4
ends = "when done"
[step.round]
order = "listed"
each = "0:30"
each_least = "0:10"
[[step]]
id = "close"
title = "Close"
minutes = 5
""",
    minutes=40,
    outcomes="",
)

THREES = small(
    """
[[repeat]]
steps = ["tell"]
times = 3
for_each = "presenter"
[[step]]
id = "tell"
title = "Telling"
minutes = 3
speaks = "threes"
presenter = "speaks"
[[step]]
id = "end"
title = "End"
minutes = 4
""",
    minutes=13,
    people=9,
    outcomes="",
    attendance=False,
)

SMALL = {
    "topics in laps": TOPICS_IN_LAPS,
    "everyone presents": EVERYONE_PRESENTS,
    "rings": RINGS,
    "small groups": GROUPS,
    "a choice": CHOICE,
    "three rounds": THREE_ROUNDS,
    "threes": THREES,
}
