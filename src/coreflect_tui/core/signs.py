"""Signs that show nothing, steer a terminal, or mean nothing where they stand, as patterns.

None of them is made before it is needed: together they take longer than to draw the first frame.
"""

import re
from functools import cache

from coreflect_tui.core.pictures import AS_PICTURE, PICTURES, TONES, ZWJ, ZWNJ

JOINERS = ZWNJ + ZWJ
BESIDE_PICTURES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff" + AS_PICTURE
"""What means nothing but behind a picture: the tones, and the wish for one."""
SILENT = "\u034f\u17b4\u17b5"
"""Of what is dropped, those that Python takes for printable: one joins letters, two are vowels."""


@cache
def sequences() -> re.Pattern[str]:
    """Whole ones go first, so that no "[31m" stays behind: CSI, then OSC and its like if ended."""
    return re.compile(
        r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
        r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"
    )


@cache
def dropped() -> re.Pattern[str]:
    """Controls, surrogates, direction overrides, what is no character, and what shows nothing: two
    names that look alike are to be alike (so U+200B too, which only says where a line may break).
    """
    return re.compile(
        f"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad{SILENT}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
        "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3"
        "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
        + "".join(
            f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
        )
        + "]"
    )


@cache
def blank_letters() -> re.Pattern[str]:
    """Letters that look like a blank: a name of these alone would be nobody's."""
    return re.compile("[\u115f\u1160\u2800\u3164\uffa0]")


@cache
def variants() -> re.Pattern[str]:
    """Signs that say which form of the sign before is meant; most screens know no other."""
    return re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@cache
def joiners_at_work() -> re.Pattern[str]:
    """Joiners do something between two pictures, and in scripts whose letters look at their
    neighbours. Elsewhere they show nothing, and screens count what stands behind one as no cell at
    all."""
    shaped = "\u0600-\u109f\u1780-\u18af\ua800-\uabff\U00010a00-\U00011fff"
    before = rf"(?:(?<=[{PICTURES}{TONES}])|(?<=[{PICTURES}]{AS_PICTURE}))"
    return re.compile(rf"{before}{ZWJ}(?=[{PICTURES}])|(?<=[{shaped}])[{JOINERS}](?=\S)")


@cache
def lone() -> re.Pattern[str]:
    """A tone, or a wish for a picture, that stands behind none."""
    return re.compile(
        rf"(?<![{PICTURES}])(?<![{PICTURES}]{AS_PICTURE})[{TONES}]"
        rf"|(?<![0-9#*{PICTURES}]){AS_PICTURE}"
    )


@cache
def long_chain() -> re.Pattern[str]:
    """A family of four is the longest picture that is made of pictures."""
    picture = rf"[{PICTURES}]{AS_PICTURE}?[{TONES}]?"
    return re.compile(rf"((?:{picture}{ZWJ}){{3}}{picture}){ZWJ}")
