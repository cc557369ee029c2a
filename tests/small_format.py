"""A small format with one mistake or several, and what is told of them.

A mistake ends in "# here" in the text; the problem is to be told in that line.
"""

import pytest

from coreflect_tui.library.format_file import FormatError, read_format_text
from coreflect_tui.library.lines import KeyPath

TOP = """\
id = "small"
title = "Small"
summary = "A small one."
source = "Our own."
language = "en"
notice = "Nothing is noted."
places = ["online", "in person"]
# TOP
[minutes]
usual = 30
least = 30
most = 60
[people]
usual = 4
least = 2
most = 9
# TABLES
"""
STEPS = """\
[[step]]
id = "hello"
title = "Hello"
minutes = 5
# HELLO
[[step]]
id = "tell"
title = "Tell"
minutes = 6
# TELL
[[step]]
id = "talk"
title = "Talk"
minutes = 14
# TALK
[[step]]
id = "bye"
title = "Bye"
minutes = 5
# BYE
"""
SMALL = TOP + STEPS


def small(**added: str) -> str:
    """The small format with lines added at its marks: TOP, TABLES, HELLO, TELL, TALK, BYE."""
    text = SMALL
    for mark, lines in added.items():
        assert text.count(f"# {mark}\n") == 1
        text = text.replace(f"# {mark}\n", f"{lines}\n")
    return text


def problems(text: str) -> list[tuple[int | None, KeyPath, str]]:
    with pytest.raises(FormatError) as caught:
        read_format_text(text, "small.toml")
    return [(one.line, one.key, one.sentence) for one in caught.value.problems]


def marked(text: str) -> list[int]:
    """The lines that end in "# here"."""
    return [at for at, line in enumerate(text.splitlines(), 1) if line.endswith("# here")]


def told_at_its_mark(text: str, key: KeyPath, sentence: str) -> None:
    """The one problem of `text` stands where it is marked, at its key, and begins so."""
    (line,) = marked(text)
    (told,) = problems(text)
    assert told[:2] == (line, key)
    assert told[2].startswith(sentence), told[2]


def all_told(text: str, *beginnings: str) -> None:
    """The problems of `text` stand where it is marked, one each, and begin so."""
    told = problems(text)
    assert [(line, said[: len(said_so)]) for (line, _, said), said_so in zip(
        told, beginnings, strict=True
    )] == list(zip(marked(text), beginnings, strict=True))  # fmt: skip
