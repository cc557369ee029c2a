"""People's words in HTML: each is escaped, in a direction of its own, and none is markup."""

import re
from html import escape

# What HTML gives no meaning to: controls, halves of characters, and those that are none.
_NO_CHARACTER = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def said(text: str) -> str:
    """Someone's words as one line, for text and attributes."""
    return escape(" ".join(_NO_CHARACTER.sub("", text).split()))


def said_in_lines(text: str) -> str:
    """Someone's words with their line breaks; empty lines go."""
    return "<br>\n".join(said(line) for line in text.splitlines() if line.strip())


def own_words(tag: str, text: str, kind: str = "", language: str = "") -> str:
    """An element with someone's words, which say themselves in which direction they are read."""
    named = f' class="{kind}"' if kind else ""
    named += f' lang="{language}"' if language else ""
    return f'<{tag}{named} dir="auto">{said_in_lines(text)}</{tag}>'
