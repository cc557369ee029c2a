"""Durations in words: "90m", "1h30" or "0:50" read as seconds, and seconds said again."""

import re

_LONGEST = 24 * 3600
# Longer times, in seconds, and from how many on they are said; a month and a year are about that.
_LONG = (("year", 31_556_952, 2), ("month", 2_629_746, 2), ("day", 86_400, 1))
_MINUTE_WORDS = "m|min|mins|minute|minutes"
# Patterns, compiled when a duration is first read: saying one needs none.
_NUMBER = r"[0-9]{1,6}"
_CLOCK = r"(?:(?P<h>[0-9]{1,2}):(?=[0-5][0-9]:))?(?P<m>[0-9]{1,4}):(?P<s>[0-5][0-9])"
_UNITS = (
    r"(?:(?P<h>[0-9]{1,6})\s*(?:h|hr|hrs|hour|hours))?"
    rf"\s*(?:(?P<m>[0-9]{{1,6}})\s*(?:{_MINUTE_WORDS}))?"
    r"\s*(?:(?P<s>[0-9]{1,6})\s*(?:s|sec|secs|second|seconds))?"
)
# "1h30" and "5m20": the last number counts in the next smaller unit.
_TAIL = rf"(?P<n>[0-9]{{1,6}})\s*(?P<unit>h|{_MINUTE_WORDS})\s*(?P<tail>[0-9]{{1,2}})"


def read_duration(text: str) -> int:
    """Seconds meant by `text`; a bare number is minutes, "1:20" is minutes and seconds.

    Raises ValueError with a sentence for anything else, below zero, or longer than a day.
    """
    words = " ".join(text.casefold().split())
    if words.startswith(("-", "\N{MINUS SIGN}")):
        raise ValueError("A duration cannot be below zero; write it like 90m, 1h30 or 0:50.")
    seconds = _seconds(words)
    if seconds is None:
        raise ValueError("That is not a duration; write it like 90m, 1h30, 45s or 0:50.")
    if seconds > _LONGEST:
        raise ValueError("A duration cannot be longer than a day; write it like 90m or 1h30.")
    return seconds


def clock_face(seconds: float) -> str:
    """As a clock counts, whole seconds begun: "4:00", "1:02:05". Below zero only the size is
    said, since what it means (left, over, behind) is a word that stands beside it."""
    minutes, rest = divmod(int(abs(seconds)), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def in_words(seconds: float) -> str:
    """To the nearest minute, below a minute to the second: "3 min", "1 h 5 min", "50 s"."""
    size = _nearest(abs(seconds), 1)
    if size < 60:
        return f"{size} s"
    hours, minutes = divmod(_nearest(abs(seconds), 60) // 60, 60)
    parts = (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")
    return " ".join(part for part in parts if part)


def roughly(seconds: float) -> str:
    """As people say long times: from a day on "3 days", "5 months", below it `in_words`."""
    size = abs(seconds)
    for one, long, least in _LONG:
        if size >= least * long:
            count = _nearest(size, long) // long
            return f"{count} {one}{'' if count == 1 else 's'}"
    return in_words(size)


def about(seconds: float) -> str:
    """In round figures, "about 1:10": to 10 s, and to 5 s where it is half a minute or less."""
    size = abs(seconds)
    return f"about {clock_face(_nearest(size, 10 if size > 30 else 5))}"


def _seconds(words: str) -> int | None:
    if re.fullmatch(_NUMBER, words):
        return int(words) * 60
    if tail := re.fullmatch(_TAIL, words):
        small = 60 if tail["unit"] == "h" else 1
        if int(tail["tail"]) > 59:
            return None
        return (int(tail["n"]) * 60 + int(tail["tail"])) * small
    parts = re.fullmatch(_CLOCK, words) or (re.fullmatch(_UNITS, words) if words else None)
    if parts is None:
        return None
    hours, minutes, seconds = (int(parts[unit] or 0) for unit in "hms")
    return hours * 3600 + minutes * 60 + seconds


def _nearest(seconds: float, step: int) -> int:
    """The multiple of `step` nearest to `seconds`; halves go up."""
    return int(seconds / step + 0.5) * step
