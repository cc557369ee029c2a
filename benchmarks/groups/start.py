"""From the start of the program to its first frame, and to the list that can be used."""

from collections.abc import Iterator

from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import Timed, reference

FIRST = Measure("start", "start to the first frame, title and keys", "smallest Textual app", 1.25)
LIST = Measure("formats", "start to the list of formats, usable", "smallest Textual app", 1.5)


def first_frame(screen: str) -> bool:
    """The title at the top, and keys at the foot."""
    return screen.startswith(" coreflect") and " help" in screen.splitlines()[-1]


def formats(screen: str) -> bool:
    """The list, one of it chosen, and what a key does with that."""
    return "▌  IPS co-reflection  " in screen and "enter open" in screen.splitlines()[-1]


def _runs(options: Options) -> Iterator[Run]:
    home = options.folder / "start"
    while True:
        with Timed(home=home) as terminal:
            first, listed = terminal.times_until(first_frame, formats)
        with reference("smallest", home=home) as terminal:
            (smallest,) = terminal.times_until("ready")
        yield {FIRST.name: (first, smallest), LIST.name: (listed, smallest)}


GROUP = Group((FIRST, LIST), _runs)
