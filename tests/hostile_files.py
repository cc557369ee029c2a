"""Files out of a stranger's hand: formats, groups, quotes, lists and reports in the words of
tests/hostile.py, and files that are called so."""

import csv
import io
import os
import tomllib
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import tomli_w

from coreflect_tui.core.text import LINE_LIMIT, NAME_LIMIT, fold
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import Locations
from hostile import NAMED, Hostile, in_a_file

FORMATS = ("ips-co-reflection", "case-group", "workplace-gathering", "one-two-four-all", "team")
"""Those that are handed on with other words: rounds, roles, choices, cards, small groups."""
LONG = ("Long" * 48, "\u9577\u3044" * 90, "long words " * 17, "\U0001f469\u200d\U0001f4bb" * 60)
"""As long as a line may be: without a blank, of wide signs, with blanks, of pictures."""
FORGED = "Forged"
"""Begins no line of any output: it stands behind a line break in the name of a file."""
HEADER = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"

_WORDS = frozenset(
    ("title", "plain_title", "summary", "source", "notice", "confidentiality", "ask", "say", "text",
     "words", "not_written", "issuer", "contact", "facilitator", "topic", "list_to", "deck",
     "points", "questions")
)  # fmt: skip


def of_one_line() -> tuple[Hostile, ...]:
    """Those that fit into a line of a file, each with a name that nobody else has."""
    fitting = (one for one in NAMED if len(in_a_file(one.typed)) <= LINE_LIMIT)
    return tuple({fold(one.name): one for one in fitting if fold(one.name)}.values())


def of_one_name() -> tuple[Hostile, ...]:
    """Those that a person of a group may be called in its file."""
    return tuple(one for one in of_one_line() if len(in_a_file(one.typed)) <= NAME_LIMIT)


def a_format(like: str = "ips-co-reflection") -> str:
    """The text of a format that is like a shipped one, in a stranger's words."""
    values = tomllib.loads((shipped_folder("formats") / f"{like}.toml").read_text("utf-8"))
    # Braces are for placeholders, and said to be none where they are.
    typed = [in_a_file(one.typed) for one in of_one_line() if "{" not in one.typed]
    parts = zip(*[iter(typed)] * 7, cycle(LONG), strict=False)
    words = cycle(chain.from_iterable(parts))
    return tomli_w.dumps(_replaced(values, words) | {"id": f"evil-{like}"})


def _replaced(values: dict[str, Any], words: Iterator[str]) -> dict[str, Any]:
    return {key: _other(key, value, words) for key, value in values.items()}


def _other(key: str, value: Any, words: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return _replaced(value, words)
    if isinstance(value, list):
        return [_other(key, one, words) for one in value]
    return next(words) if key in _WORDS and isinstance(value, str) else value


def a_group() -> str:
    """The text of a group of such people, with what they agreed."""
    people = [
        {"id": f"m{number}", "name": in_a_file(one.typed), "pronouns": in_a_file(other.typed)}
        for number, (one, other) in enumerate(
            zip(of_one_name(), reversed(of_one_name()), strict=True)
        )
    ]
    lines = [in_a_file(one.typed) for one in of_one_line()[:20]]
    group = {"id": "evil", "name": in_a_file(of_one_name()[2].typed), "agreement": {"lines": lines}}
    return tomli_w.dumps(group | {"record": True, "person": people})


def some_quotes() -> str:
    """The text of a file of such quotes."""
    quotes = [
        {"words": word, "who": f"who {word}", "where": f"where {word}", "tags": [word]}
        for one in of_one_line()
        if (word := in_a_file(one.typed)[: LINE_LIMIT - 10])
    ]
    return tomli_w.dumps({"quote": quotes})


def a_roster(most: int | None = None) -> str:
    """A table of such people, that many at most."""
    rows = ((one, one, "a@b.example") for one in islice(_typed(), most))
    return _table("Name,Pronouns,E-mail", rows)


def a_report(start: str = "11/22/2026 07:01:00 PM", end: str = "11/22/2026 08:29:00 PM") -> str:
    """The attendance report of a call with such people in it, by the clock of its place."""
    return _table(HEADER, ((one, one, start, end, "88", "Yes") for one in _typed()))


def _typed() -> Iterator[str]:
    return (in_a_file(one.typed) for one in NAMED if len(one.typed) < 1000)


def _table(header: str, rows: Any) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return f"{header}\r\n{written.getvalue()}"


def file_names(ending: str) -> Iterator[str]:
    """Such names as a file can have here, one with a second line and one that is no text."""
    yield f"a\n{FORGED}: b{ending}"
    yield os.fsdecode(b"\xff\x9b5;31m" + ending.encode())
    for one in (one for one in NAMED if one.typed != one.name):
        # Not every letter of every one can stand in the name of a file.
        name = in_a_file(one.typed).replace("/", "_")[:50].strip(".") + ending
        if len(os.fsencode(name)) < 250:
            yield name


def fill(places: Locations, broken: int = 1000) -> None:
    """Put such files where the program looks for formats, quotes and groups: in order, and at most
    so many broken ones of each kind under such names."""
    for folder, texts in (
        (places.user_formats, {f"{one}.toml": a_format(one) for one in FORMATS}),
        (places.user_groups, {"evil.toml": a_group()}),
        (places.user_quotes, {"evil.toml": some_quotes()}),
    ):
        folder.mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
    for number, name in enumerate(islice(file_names(".toml"), broken)):
        key = tomli_w.dumps({in_a_file(NAMED[number % len(NAMED)].typed): 1})
        for folder in (places.user_formats, places.user_quotes, places.user_groups):
            (folder / name).write_text(key, "utf-8")
    wrong = {in_a_file(one.typed): in_a_file(one.typed) for one in NAMED if len(one.typed) < 1000}
    settings = {"facilitator": "\x1b[5;31mFaci\u202e[/]", "theme": "\x1b]0;evil\x07", **wrong}
    places.settings_file.write_text(tomli_w.dumps(settings), "utf-8")


def written(folder: Path, name: str, text: str) -> Path:
    """A file of that name in `folder`, in UTF-8."""
    path = folder / name
    path.write_bytes(text.encode())
    return path
