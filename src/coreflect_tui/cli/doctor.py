"""coreflect doctor: whether all that is kept is as it should be, and mending what is not."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coreflect_tui.cli.progress import progress
from coreflect_tui.cli.said import recovering
from coreflect_tui.locations import Locations, locations, typed_path
from coreflect_tui.settings import read_settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from coreflect_tui.doctor.finding import Finding

LOOKING = "Looking through sessions"
_HEADS = {
    "mending": "To be mended; coreflect doctor --fix does it:",
    "act": "For you to do:",
    "look": "Worth knowing:",
    "nothing": "As it should be:",
}


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of `coreflect`."""
    parser = subparsers.add_parser(
        "doctor",
        help="look whether all is well, and mend what is not",
        description="Looks whether all that is kept on this laptop is as it should be, and changes"
        " nothing. Its status is 0 when all is well, and 1 when something is to be mended or to be"
        " done by you. Nobody's name and no note stands in what it prints.",
        epilog="Example: coreflect doctor --fix",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend what can be: keep a copy, recover a damaged database, put back acts that could"
        " not be saved, erase what was to be erased, close files to others; each thing is said",
    )
    parser.add_argument("--json", action="store_true", help="for programs, with schema 1")


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Look, and mend if asked; 0 when all is well, else 1."""
    from coreflect_tui.doctor.examining import examine
    from coreflect_tui.doctor.finding import Need

    places = locations()
    settings, _ = read_settings(places.settings_file)
    documents = typed_path(settings.documents) if settings.documents else places.documents
    done = _mend(places, documents, err) if args.fix else []
    findings = list(examine(places, documents, progress(err, LOOKING)))
    well = not any(one.need in (Need.MENDING, Need.ACT) for one in findings)
    if args.json:
        print(json.dumps(_document(places, documents, well, done, findings), indent=2), file=out)
    else:
        for line in _lines(places, documents, well, done, findings):
            print(line, file=out)
    return 0 if well else 1


def _mend(places: Locations, documents: Path, err: TextIO) -> list[str]:
    from random import SystemRandom

    from coreflect_tui.clock import SystemClock
    from coreflect_tui.doctor.mending import mend

    looking = progress(err, "Looking for what is to be mended")
    return mend(places, documents, SystemClock(), SystemRandom(), looking, recovering(err))


def _lines(
    places: Locations, documents: Path, well: bool, done: list[str], findings: "list[Finding]"
) -> Iterable[str]:
    for what, where in _places(places, documents).items():
        yield f"{what:11}{where}"
    if done:
        yield from _listed("Done:", done)
    for need, head in _HEADS.items():
        said = [one.sentence for one in findings if one.need == need]
        if said:
            yield from _listed(head, said)
    yield ""
    yield "All is well." if well else "Not all is well yet; see above."


def _listed(head: str, sentences: Iterable[str]) -> Iterable[str]:
    yield ""
    yield head
    yield from (f"  · {one}" for one in sentences)


def _places(places: Locations, documents: Path) -> dict[str, str]:
    return {
        "sessions": str(places.data),
        "settings": str(places.settings_file),
        "formats": str(places.user_formats),
        "quotes": str(places.user_quotes),
        "groups": str(places.user_groups),
        "documents": str(documents),
    }


def _document(
    places: Locations, documents: Path, well: bool, done: list[str], findings: "list[Finding]"
) -> dict[str, object]:
    return {
        "schema": 1,
        "well": well,
        "places": _places(places, documents),
        "done": done,
        "findings": [
            {
                "kind": one.kind,
                "need": str(one.need),
                "about": one.about,
                "sentence": one.sentence,
            }
            for one in findings
        ],
    }
