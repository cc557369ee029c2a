"""What is said to a user when something cannot be done."""

from coreflect_tui.core.text import clean_line

LONGEST_SENTENCE = 2_000


def is_said(error: Exception | str) -> None:
    """Every line is a sentence that a terminal can show."""
    lines = str(error).splitlines()
    assert lines
    for line in lines:
        assert 0 < len(line) <= LONGEST_SENTENCE, line
        assert clean_line(line, LONGEST_SENTENCE) == " ".join(line.split()), line
