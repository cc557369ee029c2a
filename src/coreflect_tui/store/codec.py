"""Events to JSON and back, with people's free words kept apart. Loads the core of pydantic."""

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pydantic_core

from coreflect_tui.core import events
from coreflect_tui.core.events import Event
from coreflect_tui.store.errors import StoreError
from coreflect_tui.store.event_schemas import TYPE, reader_of_events
from coreflect_tui.value_schemas import writer

if TYPE_CHECKING:
    from pydantic_core import SchemaSerializer, SchemaValidator

DIGEST: Final = "hmac"
_payload: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_STANDS_APART: Final = f'"{DIGEST}"'
LOST_WORDS: Final = "(these words are damaged)"
"""What stands in the place of words that are not what was written."""
Place = tuple[int, str]
"""Where words of a decision belong: the event's place in it, and the field's name."""


@dataclass(frozen=True, slots=True)
class Words:
    """The free words of one field of one event; both parts are None once they are struck."""

    nonce: bytes | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Encoded:
    """`payload` is JSON in which a digest stands for each entry of `words`, which are keyed by
    where they belong."""

    payload: str
    words: Mapping[Place, Words]


class UnreadableError(ValueError):
    """A payload does not hold what this version writes; holds nothing of the payload."""


def to_json(event: Event) -> dict[str, Any]:
    """The event as plain JSON values, words included. Raises StoreError if that cannot be done."""
    kind = type(event)
    try:
        values = _writer(kind.__name__).to_python(event, mode="json", warnings="error")
        _payload(values).encode()
    except ValueError:
        # Without its cause, which quotes the values.
        raise StoreError(f"an entry ({kind.__name__}) cannot be stored as it is") from None
    return {TYPE: kind.__name__, **values}


def from_json(values: Mapping[str, Any]) -> Event:
    """The event that `to_json` gave. Raises UnreadableError."""
    return _read(json.dumps([values]))[0]


def encode(decided: tuple[Event, ...]) -> Encoded:
    """The payload of a decision and the words taken out of it. Raises StoreError."""
    written = []
    words: dict[Place, Words] = {}
    for index, event in enumerate(decided):
        values = to_json(event)
        for name in event.words:
            nonce, text = os.urandom(16), values[name]
            words[index, name] = Words(nonce, text)
            values[name] = {DIGEST: _digest(nonce, text)}
        written.append(values)
    return Encoded(_payload(written), words)


def decode(payload: str, words: Mapping[Place, Words]) -> tuple[Event, ...]:
    """The events of a decision; struck words come back as "", and LOST_WORDS in the place of those
    that are damaged or missing. Raises UnreadableError."""
    return decoded(payload, words)[0]


def decoded(
    payload: str, words: Mapping[Place, Words]
) -> tuple[tuple[Event, ...], tuple[Place, ...]]:
    """The events that `decode` gives, and which of their words are damaged or missing."""
    if not _has_words(payload):
        events = _read(payload)
        for event in events:
            if event.words:
                raise UnreadableError("words that do not stand apart")
        return events, ()
    lost = []
    try:
        written = pydantic_core.from_json(payload)
        for index, values in enumerate(written):
            for name in event_types()[values[TYPE]].words:
                found = words.get((index, name))
                if found and hold(found, values[name][DIGEST]):
                    values[name] = found.text or ""
                else:
                    values[name] = LOST_WORDS
                    lost.append((index, name))
        return _read(pydantic_core.to_json(written)), tuple(lost)
    except UnreadableError:
        raise
    except (KeyError, TypeError, ValueError, RecursionError):
        raise UnreadableError("a payload of another shape") from None


def digests(payload: str) -> dict[Place, str]:
    """What stands for the words of a decision that `decode` reads, by where they belong."""
    if not _has_words(payload):
        return {}
    return {
        (index, name): values[name][DIGEST]
        for index, values in enumerate(json.loads(payload))
        for name in event_types()[values[TYPE]].words
    }


def hold(words: Words, digest: str) -> bool:
    """Whether these are the words that were written, or were struck."""
    if words.nonce is None or words.text is None:
        return words.nonce is None and words.text is None
    try:
        return hmac.compare_digest(_digest(words.nonce, words.text), digest)
    except (TypeError, AttributeError):
        # A turned bit makes bytes of a text, or a number.
        return False


def _has_words(payload: str) -> bool:
    """Whether words stand apart from it; quotation marks in what a person wrote are escaped."""
    return _STANDS_APART in payload


@cache
def event_types() -> dict[str, type[Event]]:
    """Every kind of event by its name in the store."""
    # Not by __subclasses__, which also knows the classes that slots=True has replaced.
    found = (one for one in vars(events).values() if isinstance(one, type))
    return {one.__name__: one for one in found if issubclass(one, Event) and one is not Event}


def _read(payload: str | bytes) -> tuple[Event, ...]:
    try:
        # JSON text, since only there strict means "exactly what was written".
        decided: tuple[Event, ...] = _reader().validate_json(payload, strict=True)
    except ValueError:
        # Without its cause, which quotes the values.
        raise UnreadableError("an event that this version does not write") from None
    return decided


@cache
def _reader() -> "SchemaValidator":
    return reader_of_events(event_types())


@cache
def _writer(name: str) -> "SchemaSerializer":
    return writer(event_types()[name])


def _digest(nonce: bytes, text: str) -> str:
    return hmac.digest(nonce, text.encode(), "sha256").hex()
