"""The user's settings.toml: every key may be missing, and a broken file never stops the start.

Read before the first frame, so by tomllib and a plain check: pydantic alone takes 100 ms.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coreflect_tui.core.text import clean_line, one_line, similar

if TYPE_CHECKING:
    from coreflect_tui.library.lines import KeyPath


class OwnKey(NamedTuple):
    """A key that the user chose: `action` as in "live.pass_turn", `key` as they wrote it, and the
    line it stands in. Whether there is such an action and such a key is for the screens to say."""

    action: str
    key: str
    line: int = 1


class Settings(NamedTuple):
    """What the user settled once; None is not set.

    `documents` is the folder that sessions are written to, `theme` the colours, `facilitator` and
    `pronouns` how the person at the keyboard is called, `keep_months` after how long the lists
    remind of a session that is still kept, `reduce_motion` lets lists and pages jump, not glide,
    `keys` are keys of the user's own.
    """

    documents: str | None = None
    theme: str | None = None
    facilitator: str | None = None
    pronouns: str | None = None
    keep_months: int | None = None
    reduce_motion: bool = False
    keys: tuple[OwnKey, ...] = ()


MOST_MONTHS = 1200
_NUMBERS = ("keep_months",)
_SWITCHES = ("reduce_motion",)
KEYS = "keys"
MOST_SENTENCES = 20
"""On what is not used; they are read on one screen."""


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in the file at `path`, and a sentence for each thing in it that is not used."""
    try:
        path.stat()
    except FileNotFoundError:
        # For most people: nothing is loaded that reads files then.
        return Settings(), ()
    except OSError:
        # Whoever reads it says so.
        pass
    from coreflect_tui.library.lines import key_lines
    from coreflect_tui.library.toml_file import NO_FILE, LibraryFileError, parse, read_text

    try:
        text = read_text(path)
        values = parse(text, str(path))
    except LibraryFileError as error:
        (problem,) = error.problems
        if problem.sentence == NO_FILE:
            return Settings(), ()
        said = problem.of(one_line(str(path)))
        return Settings(), (f"{said}; the defaults are used until it is mended.",)
    settings, sentences = _checked(values, key_lines(text), one_line(str(path)))
    more = len(sentences) - MOST_SENTENCES
    rest = (f"{more:,} more of its keys are not used.",) if more > 0 else ()
    return settings, (*sentences[:MOST_SENTENCES], *rest)


def _checked(
    values: dict[str, object], lines: Mapping[KeyPath, int], path: str
) -> tuple[Settings, tuple[str, ...]]:
    known = Settings._fields
    good: dict[str, Any] = {}
    sentences = []
    for key, value in values.items():
        where = f"{path}, line {lines.get((key,), 1)}:"
        name = clean_line(key)
        if key not in known:
            near = similar(key, known)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(known)}."
            sentences.append(f"{where} {name} is not a setting and is left alone; {hint}")
        elif key in _NUMBERS:
            if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MONTHS:
                good[key] = value
            else:
                sentences.append(
                    f"{where} {name} wants a whole number of months from 1 to {MOST_MONTHS},"
                    f" as in {name} = 12; not used."
                )
        elif key in _SWITCHES:
            if isinstance(value, bool):
                good[key] = value
            else:
                sentences.append(f"{where} {name} is true or false, as in {name} = true; not used.")
        elif key == KEYS:
            good[key], wrong = _own_keys(value, lines, path)
            sentences += wrong
        elif not isinstance(value, str):
            sentences.append(
                f'{where} {name} wants text in quotes, as in {name} = "..."; not used.'
            )
        elif key == "documents" and "\0" in value:
            sentences.append(f"{where} {name} is no name that a folder can have; not used.")
        elif cleaned := _cleaned(key, value):
            good[key] = cleaned
    return Settings(**good), tuple(sentences)


def _own_keys(
    value: object, lines: Mapping[KeyPath, int], path: str
) -> tuple[tuple[OwnKey, ...], list[str]]:
    """The keys of the table, by names with dots however deep they are written."""
    found: list[OwnKey] = []
    sentences = []
    waiting: list[tuple[tuple[str, ...], object]] = [((KEYS,), value)]
    while waiting:
        names, one = waiting.pop(0)
        line = lines.get(names, 1)
        action = clean_line(".".join(names[1:]))
        if isinstance(one, dict):
            waiting += [((*names, name), below) for name, below in one.items()]
        elif isinstance(one, str) and action and (key := " " if one == " " else clean_line(one)):
            found.append(OwnKey(action, key, line))
        else:
            named = action or KEYS
            sentences.append(
                f"{path}, line {line}: {named} wants a key in quotes, as in [keys] and then"
                ' "live.pass_turn" = "ctrl+y"; not used.'
            )
    return tuple(sorted(found, key=lambda one: one.line)), sentences


def _cleaned(key: str, value: str) -> str:
    """A path stays as it is, letter by letter; cleaning could name another folder."""
    return value.strip() if key == "documents" else clean_line(value)
