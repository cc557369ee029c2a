"""Every mistake of the mutation test in every format and deck of cards, and what came of them.

Run `python benchmarks/long/mutate_formats.py [FILE ...]` with the project and its tests' needs
installed; without files it takes all that come with the program and the protocols of the tests,
which is a quarter of an hour and more. Every key is misspelt in every way of one slip, every value
is of another type and beyond its limits, every line is missing and stands twice, the file is cut
off at every byte, and bytes are turned.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from coreflect_tui.library.decks import FOLDER
from toml_mistakes import Mistake, cut, flipped, mistakes
from toml_verdict import DECK, FORMAT, Kind, complaints, library_files

FLIPPED = 2000
"""Bytes of each file that are turned, each in two ways."""


def every(content: bytes, kind: Kind) -> Iterator[Mistake]:
    """All mistakes in a file."""
    yield from mistakes(content.decode(), kind.known)
    yield from cut(content)
    yield from flipped(content, Random(len(content)), FLIPPED)


def outcome(mistake: Mistake, kind: Kind, path: Path) -> list[str]:
    """What is to be complained of; an exception that is no answer to a file is one thing more."""
    try:
        return complaints(mistake, kind, path)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def main(names: list[str]) -> int:
    """Print a row for each file and the figure of all; 1 when anything is to be complained of."""
    given = [Path(name) for name in names]
    chosen = [(path, DECK if path.parent.name == FOLDER else FORMAT) for path in given]
    total: Counter[str] = Counter()
    began = time.perf_counter()
    print(
        f"{'file':24}{'key':>8}{'type':>8}{'value':>8}{'line':>8}{'cut':>8}{'byte':>8}{'wrong':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for path, kind in chosen or library_files():
            row: Counter[str] = Counter()
            for mistake in every(path.read_bytes(), kind):
                row[mistake.kind] += 1
                for said in outcome(mistake, kind, Path(folder) / path.name):
                    row["wrong"] += 1
                    print(f"{path.name}: {mistake.what}: {said}", file=sys.stderr)
            columns = ("key", "type", "value", "line", "cut", "byte", "wrong")
            print(f"{path.stem:24}" + "".join(f"{row[name]:8}" for name in columns), flush=True)
            total += row
    wrong = total.pop("wrong", 0)
    seconds = time.perf_counter() - began
    print(f"{total.total()} mistakes in {seconds:.0f} s; {wrong} not said as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
