"""Every format there is can be rehearsed without a screen, at every limit that it names."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coreflect_tui.core.agenda import plan
from coreflect_tui.core.formats import Format
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from held import Size, hold_and_look, sizes

SHIPPED = shipped_folder("formats")
PUBLISHED = Path(__file__).parent / "protocols"
"""Protocols as they were published by others, each written in the language of formats."""
PATHS = {
    path.stem: path for folder in (SHIPPED, PUBLISHED) for path in sorted(folder.glob("*.toml"))
}


def rehearsals() -> Iterator[object]:
    for name, path in PATHS.items():
        for size in sizes(read_format(path)):
            yield pytest.param(path, size, id=f"{name}: {size}")


@pytest.mark.parametrize(("path", "size"), [*rehearsals()])
def test_it_is_held_to_its_end(path: Path, size: Size, tmp_path: Path) -> None:
    hold_and_look(read_format(path), size, size.minutes + size.people, tmp_path / "out")


def other_places() -> Iterator[object]:
    for name, path in PATHS.items():
        fmt = read_format(path)
        for place in fmt.places[1:]:
            yield pytest.param(replace(fmt, places=(place, fmt.places[0])), id=f"{name} {place}")


@pytest.mark.parametrize("fmt", [*other_places()])
def test_it_is_held_in_the_other_place_as_well(fmt: Format, tmp_path: Path) -> None:
    size = Size(fmt.minutes.usual, min(fmt.people.usual, 20))
    hold_and_look(fmt, size, 3, tmp_path / "out")


def test_what_does_not_fit_is_named_beforehand(tmp_path: Path) -> None:
    """A format that has too little time is held all the same, and late."""
    fmt = read_format(PATHS["ips-co-reflection"])
    assert not plan(fmt, 40, fmt.places[0], 20).fits
    state = hold_and_look(fmt, Size(40, 20), 1, tmp_path / "out")
    assert state.closed
    assert (state.closed - state.hard_end).total_seconds() > 600
