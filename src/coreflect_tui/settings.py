"""The user's settings.toml: every key may be missing, and a broken file never stops the start.

Read before the first frame, so by tomllib and a plain check: pydantic alone takes 100 ms.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from coreflect_tui.core.text import clean_line, similar


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user settled once; None is not set.

    `documents` is the folder that sessions are written to, `theme` the colours, `facilitator` and
    `pronouns` how the person at the keyboard is called, `keep_months` after how long the lists
    remind of a session that is still kept.
    """

    documents: str | None = None
    theme: str | None = None
    facilitator: str | None = None
    pronouns: str | None = None
    keep_months: int | None = None


MOST_MONTHS = 1200
_NUMBERS = ("keep_months",)


def read_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in the file at `path`, and a sentence for each thing in it that is not used."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path} cannot be read ({error.strerror}); the defaults are used.",)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Settings(), (_unread(path, line, "is not UTF-8 text"),)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_unread(path, _line_of_error(error, text), "cannot be understood"),)
    return _checked(values, text, path)


def _checked(values: dict[str, object], text: str, path: Path) -> tuple[Settings, tuple[str, ...]]:
    known = [field.name for field in fields(Settings)]
    good: dict[str, Any] = {}
    sentences = []
    for key, value in values.items():
        where = f"{path}, line {_line_of_key(key, text)}:"
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
        elif not isinstance(value, str):
            sentences.append(
                f'{where} {name} wants text in quotes, as in {name} = "..."; not used.'
            )
        elif cleaned := _cleaned(key, value):
            good[key] = cleaned
    return Settings(**good), tuple(sentences)


def _cleaned(key: str, value: str) -> str:
    """A path stays as it is, letter by letter; cleaning could name another folder."""
    return value.strip() if key == "documents" else clean_line(value)


def _unread(path: Path, line: int, what: str) -> str:
    return f"{path} {what} at line {line}; the defaults are used until it is mended."


def _line_of_error(error: tomllib.TOMLDecodeError, text: str) -> int:
    """tomllib names the line in its message, save at the end of the file."""
    named = re.search(r"at line (\d+)", str(error))
    return int(named[1]) if named else text.count("\n") + 1


def _line_of_key(key: str, text: str) -> int:
    start = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[\].=]""")
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if start.match(line)), 1)
