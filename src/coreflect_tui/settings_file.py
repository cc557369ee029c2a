"""settings.toml as the program writes it: one key at a time, and all else in it as it was.

What the user wrote there, comments and keys that we do not know included, is theirs.
"""

import os
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from coreflect_tui.core.text import one_line
from coreflect_tui.disk import make_folder, replace_file, write_new
from coreflect_tui.library.lines import key_lines, value_spans
from coreflect_tui.library.toml_file import LARGEST, NO_FILE, LibraryFileError, parse, read_text
from coreflect_tui.lock import one_at_a_time

Value = str | int | bool
Key = tuple[str, ...]
"""One of the settings, as in ("theme",), or an action's key, as in ("keys", "live.pass_turn")."""
SAMPLES: dict[str, str] = {
    "documents": '# documents = "~/Co-reflection"',
    "theme": '# theme = "dark"',
    "facilitator": '# facilitator = "Ana"',
    "pronouns": '# pronouns = "she/her"',
    "keep_months": "# keep_months = 12",
    "reduce_motion": "# reduce_motion = false",
}
"""The line that stands in the template for a key that is not set."""
TEMPLATE = f"""\
# Settings of coreflect; save the file as UTF-8. A line that begins with # is not in force: take
# its # away and put your own value in. The program writes here too, from its settings (s on the
# start screen), one line at a time; whatever else stands here stays.

# The folder for what sessions leave: text in quotes. Without it: Co-reflection in your documents.
{SAMPLES["documents"]}

# The colours: "dark", "light", "high contrast", "high contrast light", "terminal", or another name
# that Ctrl+P, Theme, shows. Without it: what suits the terminal.
{SAMPLES["theme"]}

# What you are called, in setup and in a rehearsal: text in quotes. Without it: nobody is named.
{SAMPLES["facilitator"]}
{SAMPLES["pronouns"]}

# Sessions older than so many months are pointed out, and stay: a number from 1 to 1200. Without it:
# none is.
{SAMPLES["keep_months"]}

# Whether lists and pages jump instead of gliding: true or false. Without it: false.
{SAMPLES["reduce_motion"]}

# Keys of your own: the screen and what it does there, then the key, as in
# "live.pass_turn" = "ctrl+y"
# `coreflect settings --keys` lists them all. Without it: the keys that the program comes with.
[keys]
"""
_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


class SettingsError(Exception):
    """The settings cannot be written, with a sentence for the user; the file is as it was."""


def write_setting(path: Path, key: Key, value: Value | None) -> None:
    """Give a setting this value in the file at `path`, or none; a file that is not there yet is
    made of the template. What another window or the user wrote meanwhile stays. Raises
    SettingsError; the file is as it was then."""
    shown = one_line(str(path))
    with one_at_a_time(path.parent):
        before = _text(path, shown)
        text = changed(TEMPLATE if before is None else before, key, value, shown)
        if text == before:
            return
        try:
            make_folder(path.parent)
            # A link stays one; what it leads to is replaced.
            replace_file(path.resolve(), _bytes(text, shown))
        except OSError as error:
            raise _refused(shown, error) from None


def write_template(path: Path) -> bool:
    """Write the commented template to `path`; False where there is a file already, which stays.
    Raises SettingsError."""
    try:
        make_folder(path.parent)
        if not os.path.lexists(path):
            write_new(path, TEMPLATE.encode())
            return True
    except OSError as error:
        raise _refused(one_line(str(path)), error) from None
    return False


def changed(text: str, key: Key, value: Value | None, name: str = "settings.toml") -> str:
    """The TOML `text` with `key` set to `value`, None for not set, and nothing else changed; `name`
    is what errors call it. Raises SettingsError where it is broken, or cannot be changed so."""
    old = _values(text, name)
    path = next((one for one in _ways(key) if _found(old, one) is not None), key)
    known = _found(old, path)
    if known == value and type(known) is type(value):
        return text
    for new in _attempts(text, path, value):
        if _is_only(new, old, path, value):
            return new
    line = key_lines(text).get(path, key_lines(text).get(path[:1]))
    where = f"{name}, line {line}" if line else name
    raise SettingsError(
        f"{where}: {'.'.join(key)} cannot be changed without touching what stands beside it; please"
        " change it there by hand."
    )


def _attempts(text: str, path: Key, value: Value | None) -> Iterator[str]:
    """Texts in which it may have been done, the nicest first."""
    if span := value_spans(text).get(path):
        start, begin, end = span
        if value is None:
            yield from _without(text, path, start, end)
        else:
            yield text[:begin] + _toml(value) + text[end:]
    elif value is not None:
        name = _toml(path[-1]) if len(path) > 1 else path[0]
        yield from _with_line(text, path, f"{name} = {_toml(value)}")


def _without(text: str, path: Key, start: int, end: int) -> Iterator[str]:
    """The value gone: the line of the template in its place, or nothing where that stands there."""
    sample = SAMPLES.get(path[0], "") if len(path) == 1 else ""
    if sample and sample not in text:
        yield text[:start] + sample + text[end:]
    line, newline = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    after = len(text) if newline < 0 else newline
    if not text[line:start].strip():
        if text[end:after].strip():
            yield text[:line] + text[end:].lstrip(" \t")
        else:
            yield text[:line] + text[after + 1 :]


def _with_line(text: str, path: Key, said: str) -> Iterator[str]:
    """A new line: where the template has the key, beside what belongs together, or at the end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if len(path) == 1:
        sample = SAMPLES.get(path[0], "")
        for found in re.finditer(rf"^{re.escape(sample)}(?=[ \t\r]*$)", text, re.MULTILINE):
            yield text[: found.start()] + said + text[found.end() :]
        for found in re.finditer(rf"^[ \t]*#[ \t]*{path[0]}[ \t]*=.*\n", text, re.MULTILINE):
            yield text[: found.end()] + said + newline + text[found.end() :]
        first = _HEADER.search(text)
        if first is None:
            yield _ended(text, newline) + said + newline
        else:
            yield text[: first.start()] + said + newline + newline + text[first.start() :]
        yield said + newline + text
        return
    ends = [end for one, (_, _, end) in value_spans(text).items() if one[:1] == path[:1]]
    header = re.search(rf"^[ \t]*\[[ \t]*{path[0]}[ \t]*\]", text, re.MULTILINE)
    for at in (max(ends, default=None), header and header.end()):
        if at is not None:
            after = text.find("\n", at) + 1 or len(text)
            yield _ended(text[:after], newline) + said + newline + text[after:]
    gap = newline if text.strip() else ""
    yield f"{_ended(text, newline)}{gap}[{path[0]}]{newline}{said}{newline}"


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


def _is_only(new: str, old: dict[str, Any], path: Key, value: Value | None) -> bool:
    """Whether `new` says what was said before, and of this one key the new value."""
    try:
        values = parse(new, "")
    except LibraryFileError:
        return False
    found = _found(values, path)
    if found != value or type(found) is not type(value):
        return False
    # By their writing: a number that is none, `nan`, is not the same as itself.
    return repr(_rest(values, path)) == repr(_rest(old, path))


def _found(values: dict[str, Any], path: Key) -> Any:
    one: Any = values
    for name in path:
        one = one.get(name) if isinstance(one, dict) else None
    return one


def _rest(values: dict[str, Any], path: Key) -> dict[str, Any]:
    """All but the value at `path`, and tables that held nothing else."""
    rest = deepcopy(values)
    for length in range(len(path), 0, -1):
        *around, last = path[:length]
        table = _found(rest, tuple(around))
        if isinstance(table, dict) and (length == len(path) or table.get(last) == {}):
            table.pop(last, None)
    return rest


def _ways(key: Key) -> Iterator[Key]:
    """A name with a dot is written in quotes, or as a key of a key."""
    yield key
    *around, last = key
    yield (*around, *last.split("."))


def _toml(value: Value) -> str:
    """The value as TOML writes it."""
    import tomli_w

    return tomli_w.dumps({"it": value}).removeprefix("it = ").rstrip("\n")


def _text(path: Path, shown: str) -> str | None:
    """The text of the file, None where there is none. Raises SettingsError."""
    try:
        return read_text(path)
    except LibraryFileError as error:
        (problem,) = error.problems
        if problem.sentence == NO_FILE:
            return None
        raise _broken(problem.of(shown)) from None


def _values(text: str, name: str) -> dict[str, Any]:
    try:
        return parse(text, name)
    except LibraryFileError as error:
        raise _broken(error.problems[0].of(name)) from None


def _broken(said: str) -> SettingsError:
    return SettingsError(f"{said}; nothing is written to it until that is mended.")


def _bytes(text: str, shown: str) -> bytes:
    try:
        content = text.encode()
    except UnicodeEncodeError:
        raise SettingsError(f"{shown} can hold no such letters; nothing was written.") from None
    if len(content) > LARGEST:
        raise SettingsError(
            f"{shown} would be larger than {LARGEST // 1024} kB; nothing was written."
        )
    return content


def _refused(shown: str, error: OSError) -> SettingsError:
    why = (error.strerror or "the system refused").lower()
    return SettingsError(
        f"The settings could not be written to {shown} ({why}); see who may write there, and try"
        " again. What stood there before is as it was."
    )
