"""coreflect settings: where they are, what is set, and a file to begin with."""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.core.text import one_line
from coreflect_tui.locations import locations
from coreflect_tui.settings import KEYS, Settings, read_settings
from coreflect_tui.settings_file import SettingsError, write_template

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.tui.bound import Bound


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "settings",
        help="where your settings are, and what is set",
        description="Says where settings.toml is and what is set in it. On the start screen s"
        " changes them; the file may be edited as well.",
        epilog="Example: coreflect settings --new",
    )
    parser.add_argument(
        "--new", action="store_true", help="write the file, with a word on each key, if it is none"
    )
    parser.add_argument(
        "--keys", action="store_true", help="every action by its name in [keys], with its key"
    )
    parser.add_argument("--json", action="store_true", help="for programs, with schema 1")


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Say it; 1 where the file cannot be written, or something in it is not used."""
    path = locations().settings_file
    if args.new:
        try:
            if not write_template(path):
                print(f"{path} is there already, and stays as it is.", file=err)
                return 1
        except SettingsError as error:
            print(error, file=err)
            return 1
    settings, remarks = read_settings(path)
    own, more = _keys(settings, path)
    remarks += more
    if args.keys:
        for line in _key_lines(own):
            print(line, file=out)
        return 0
    if args.json:
        print(json.dumps(_document(path, settings, remarks), indent=2), file=out)
    else:
        for line in _lines(path, settings):
            print(line, file=out)
        for remark in remarks:
            print(remark, file=err)
    return 1 if remarks else 0


def _keys(settings: Settings, path: Path) -> "tuple[Mapping[str, Bound], tuple[str, ...]]":
    """The keys that can be had, and what is said of the others."""
    if not settings.keys:
        return {}, ()
    from coreflect_tui.tui.own_keys import own_keys

    return own_keys(settings.keys, one_line(str(path)))


def _key_lines(own: "Mapping[str, Bound]") -> Iterable[str]:
    from coreflect_tui.tui.own_keys import NUMBERS, known

    for name, action in known().items():
        if action.id != NUMBERS:
            mine = f"  (yours, usually {action.shows})" if name in own else ""
            key = own[name].shows if name in own else action.shows
            yield f"{name:24} {key:8} {action.title}{mine}"


def _lines(path: Path, settings: Settings) -> Iterable[str]:
    yield f"{path}{'' if path.exists() else ' (not there yet; --new writes it)'}"
    for name, value in _values(settings).items():
        yield f"  {name:14} {'not set' if value is None else _said(value)}"
    if not settings.keys:
        yield f"  {KEYS:14} none of your own"
    for one in settings.keys:
        yield f"  {KEYS:14} {one.action} = {one.key}"


def _said(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(settings: Settings) -> dict[str, str | int | bool | None]:
    return {name: value for name, value in settings._asdict().items() if name != KEYS}


def _document(path: Path, settings: Settings, remarks: tuple[str, ...]) -> dict[str, object]:
    return {
        "schema": 1,
        "file": str(path),
        "is_there": path.exists(),
        "settings": _values(settings),
        "keys": {one.action: one.key for one in settings.keys},
        "not_used": list(remarks),
    }
