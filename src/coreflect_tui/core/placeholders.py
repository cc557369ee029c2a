"""{placeholders} in the words of a format: what they are called, and what stands in their place."""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "title": "what the session is called",
        "date": "its day",
        "start": "when it was to begin",
        "end": "when it is to be over",
        "minutes": "how long it is",
        "people": "how many are on the list",
        "place": "online or in person",
        "facilitator": "who facilitates",
        "list_to": "who receives the attendee list",
        "contact": "where to ask for a certificate",
        "presenter": "who brought the case",
        "topic": "what the group is reflecting on",
    }
)
"""The names that a format may use, and what each stands for."""

_SENTENCE_ENDS = ".!?"
_BRACES = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}\n]*)\}|[{}]")


def filled(text: str, values: Mapping[str, str], words: Collection[str] = ()) -> str:
    """`text` with `values` in the place of its placeholders; "{{" and "}}" are plain braces, and
    what is not known stays as it is written.

    `words` are placeholders for which words stand: these get a capital where a sentence begins. A
    name stays as its owner writes it.
    """

    def put(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0][:1]
        name = name.strip()
        value = values.get(name, match[0])
        before = text[: match.start()].rstrip()
        begins = name in words and (not before or before[-1] in _SENTENCE_ENDS)
        return value[:1].upper() + value[1:] if begins else value

    return _BRACES.sub(put, text) if "{" in text or "}" in text else text


def unknown(text: str) -> Iterator[str]:
    """What stands in braces in `text` and is no placeholder; a lone brace is itself."""
    for match in _BRACES.finditer(text):
        name = match["name"]
        if name is None and len(match[0]) == 1:
            yield match[0]
        elif name is not None and name.strip() not in PLACEHOLDERS:
            yield name.strip()


def used(text: str) -> Iterator[str]:
    """The placeholders in `text`, each as often as it stands there."""
    for match in _BRACES.finditer(text):
        name = match["name"]
        if name is not None and name.strip() in PLACEHOLDERS:
            yield name.strip()
