"""Every event comes back from the store exactly as it went in."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from builders import a_format, attendees, preparation, sharing, talk, topic_time
from coreflect_tui.core.events import Event, ItemStarted, NoteWritten, TopicRemoved
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.store import StoreError, codec
from coreflect_tui.store.codec import UnreadableError, Words
from coreflect_tui.store.event_schemas import TYPE

AT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as the events use them, every field of every dataclass filled."""
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return st.builds(hint, **{one.name: values_of(hints[one.name]) for one in fields(hint)})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return st.one_of([values_of(one) for one in inner])
    if origin is frozenset:
        return st.frozensets(values_of(inner[0]), max_size=3)
    if origin is tuple and inner[1:] == (...,):
        return st.lists(values_of(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(one) for one in inner))
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(max_size=12),
        int: st.integers(-(2**40), 2**40),
        bool: st.booleans(),
        NoneType: st.none(),
        datetime: st.datetimes(timezones=st.just(UTC)),
        date: st.dates(),
    }
    return simple[hint]


def every_event() -> list[type[Event]]:
    return list(codec.event_types().values())


def test_all_events_are_known_once() -> None:
    names = codec.event_types()
    assert {"SessionPrepared", "NoteWritten", "Redone"} <= names.keys()
    assert "Event" not in names
    # The slotted class, not the one that the decorator replaced.
    assert names["NoteWritten"] is NoteWritten


@pytest.mark.parametrize("kind", every_event(), ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_round_trip(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(values_of(kind))
    encoded = codec.encode((event,))
    (back,) = codec.decode(encoded.payload, encoded.words)
    assert back == event
    assert type(back) is kind
    assert codec.from_json(json.loads(json.dumps(codec.to_json(event)))) == event


OTHERS: list[object] = [
    None,
    "",
    "here",
    7,
    1.0,
    True,
    [],
    {},
    "2026-11-22",
    "2026-11-22T19:00:00Z",
]


def places_in(stored: Any) -> Iterator[tuple[Any, Any]]:
    """Each list and object in a stored value with each of its keys, and one that it has not."""
    keys = range(len(stored)) if isinstance(stored, list) else (*stored, "mood")
    for key in keys:
        yield stored, key
        inner = None if key == "mood" else stored[key]
        if isinstance(inner, list | dict):
            yield from places_in(inner)


@pytest.mark.parametrize("kind", every_event(), ids=lambda kind: kind.__name__)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_events_are_written_and_read_as_pydantic_has_them(
    kind: type[Event], data: st.DataObject
) -> None:
    """What our own schemas say is what all of pydantic makes of the class: also of values that are
    none of ours, of keys that are missing, and of others."""
    pydantic = TypeAdapter(kind)
    event = data.draw(values_of(kind))
    written = codec.to_json(event)
    whole = {TYPE: kind.__name__, **pydantic.dump_python(event, mode="json")}
    assert json.dumps(written) == json.dumps(whole)
    holder, key = data.draw(st.sampled_from(list(places_in(written))))
    holder[key] = data.draw(st.sampled_from(OTHERS))
    if data.draw(st.booleans()):
        del holder[key]
    found: object = None
    with suppress(UnreadableError):
        found = codec.from_json(written)
    expected: object = None
    name = written.pop(TYPE, "")
    if name == kind.__name__ and written.keys() <= {one.name for one in fields(kind)}:
        with suppress(ValueError):
            expected = pydantic.validate_json(json.dumps(written), strict=True)
    # As text, since a word of a choice is the same as its text otherwise.
    assert repr(found) == repr(expected)


SINCE_0_1_0 = {
    *("repeats", "choices", "roles", "cards", "warn", "instead", "had_roles", "lap", "left_out"),
    *("presenter", "only", "seats", "speaks", "speech", "rest", "ends", "extend"),
    *("not_written", "agreement"),
}
"""What a format, an item or the options of a session had no word for in the first version."""


def test_a_session_that_the_first_version_stored_is_read() -> None:
    def as_it_was(stored: Any) -> Any:
        if isinstance(stored, list):
            return [as_it_was(one) for one in stored]
        if not isinstance(stored, dict):
            return stored
        later = SINCE_0_1_0 | ({"each"} if "protected" in stored else set())
        return {key: as_it_was(one) for key, one in stored.items() if key not in later}

    steps = (talk("framing", 3, points=2), sharing("check-in", 8), topic_time(9))
    for event in preparation(a_format(*steps, certificates=True), attendees(3)):
        assert codec.from_json(as_it_was(codec.to_json(event))) == event


@pytest.mark.parametrize("kind", every_event(), ids=lambda kind: kind.__name__)
def test_words_name_text_fields_and_no_field_hides_the_type(kind: type[Event]) -> None:
    hints = get_type_hints(kind)
    names = {one.name for one in fields(kind)}
    assert TYPE not in names
    assert all(name in names and hints[name] is str for name in kind.words)


def note(text: str) -> NoteWritten:
    return NoteWritten("n1", NoteKind.HARVEST, text, AT, None, None)


def test_words_are_not_in_the_payload() -> None:
    encoded = codec.encode((TopicRemoved("t"), note("something private")))
    assert "private" not in encoded.payload
    assert encoded.words[1, "text"].text == "something private"
    again = codec.encode((TopicRemoved("t"), note("something private")))
    # A nonce each time: the same words cannot be recognised by their digest.
    assert again.payload != encoded.payload


def test_struck_words_come_back_empty() -> None:
    encoded = codec.encode((note("something private"),))
    assert codec.decode(encoded.payload, {(0, "text"): Words(None, None)}) == (note(""),)


@pytest.mark.parametrize(
    "words",
    [
        {},
        {(0, "text"): Words(b"nonce", "other")},
        {(0, "text"): Words(None, "kept")},
        {(0, "text"): Words(b"nonce", None)},
        {(0, "text"): Words(b"nonce", cast("str", b"kept"))},
        {(0, "text"): Words(cast("bytes", 7), "kept")},
    ],
    ids=["missing", "changed", "without nonce", "without words", "bytes", "a number"],
)
def test_words_that_were_not_written_are_named(words: dict[tuple[int, str], Words]) -> None:
    """The rest of the decision is proven by the chain, and is as it was."""
    payload = codec.encode((ItemStarted("a", AT), note("kept"))).payload
    moved = {(1, name): one for (_, name), one in words.items()}
    events = (ItemStarted("a", AT), note(codec.LOST_WORDS))
    assert codec.decode(payload, moved) == events
    assert codec.decoded(payload, moved) == (events, ((1, "text"),))


def test_words_that_hold_are_not_lost() -> None:
    encoded = codec.encode((note("kept"), note("struck")))
    struck = {(1, "text"): Words(None, None)}
    found = codec.decoded(encoded.payload, {**encoded.words, **struck})
    assert found == ((note("kept"), note("")), ())


@pytest.mark.parametrize(
    "payload",
    [
        "{",
        "[1]",
        '[{"type":"NoSuchEvent"}]',
        '[{"item":"a"}]',
        '[{"type":"ItemStarted","item":"a"}]',
        '[{"type":"ItemStarted","item":7,"at":"2026-11-22T19:00:00Z"}]',
        '[{"type":"ItemStarted","item":"a","at":"2026-11-22T19:00:00Z","mood":"b"}]',
        '[{"type":"NoteWritten","text":"plain"}]',
        '[{"type":"AllotmentSet","item":"a","seconds":"60"}]',
    ],
)
def test_other_payloads_are_unreadable(payload: str) -> None:
    with pytest.raises(UnreadableError):
        codec.decode(payload, {})


@pytest.mark.parametrize("event", [note("half \ud83d"), ItemStarted("half \ud83d", AT)])
def test_lone_surrogates_are_refused_in_words(event: Event) -> None:
    with pytest.raises(StoreError, match="cannot be stored"):
        codec.encode((event,))


def test_a_value_of_the_wrong_type_is_refused_without_being_quoted() -> None:
    with pytest.raises(StoreError) as caught:
        codec.encode((ItemStarted("Ana", "Ana said so"),))  # type: ignore[arg-type]
    assert "Ana" not in str(caught.value)
    assert caught.value.__cause__ is None
