"""Emoji: which signs are pictures, and what belongs to one of them."""

TONES = "\U0001f3fb-\U0001f3ff"
"""Skin tones, as a class of signs for patterns."""
PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2934\u2935\u2b00-\u2bff\u3030"
    "\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
)
"""What may be shown as a picture, as a class of signs for patterns; letters of flags are none."""
AS_PICTURE = "\ufe0f"
"""Behind a sign it asks for the picture rather than for the letter or figure."""
ZWNJ, ZWJ = "\u200c", "\u200d"
"""Keeps two signs apart, or makes one of them."""
