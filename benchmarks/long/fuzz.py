"""A coverage-guided fuzzer on every reader of what comes from elsewhere.

Run `python benchmarks/long/fuzz.py TARGET SECONDS [FOLDER]` on Linux with the extras `test` and
`fuzz` installed; without arguments it says which targets there are. It begins with the files that
come with the program and those of the tests, and keeps in FOLDER (fuzzed/ by default) what it
found: TARGET/ has the inputs that reached new code, and where it went on is where the next run
begins; TARGET-crash-… and TARGET-timeout-… are findings. `--again FILE` reads one file by a target
once more, `--seeds` only writes what a run begins with.
"""

import argparse
import importlib
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

SLOW = 5
"""Seconds of one input that are a finding; code that is watched runs several times slower."""
MEMORY = 1_000
"""MB."""


def main(arguments: list[str]) -> int:
    """Fuzz one target; 0, or what the fuzzer ends with where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?")
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("fuzzed"))
    parser.add_argument("--again", type=Path, metavar="FILE")
    parser.add_argument("--seeds", action="store_true")
    args = parser.parse_args(arguments)
    if args.target is None or args.again is not None:
        return _without_watching(args.target, args.again)
    # It has wheels for Linux alone, so nothing but this may need it.
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["coreflect_tui", "tomllib"]):
        readers = _readers()
    reader = readers[args.target]
    corpus = args.folder / args.target
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in reader.seeds():
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    if args.seeds:
        return 0
    words = args.folder / f"{args.target}.words"
    words.write_text(_dictionary(), encoding="ascii")
    scratch = Path(tempfile.mkdtemp(prefix="coreflect-fuzz-"))
    watched = _Watched(lambda content: reader.read(content, _emptied(scratch)), args.seconds)
    options = (
        f"-max_total_time={args.seconds}",
        f"-max_len={reader.longest}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={MEMORY}",
        f"-dict={words}",
        f"-artifact_prefix={args.folder}/{args.target}-",
        "-print_final_stats=1",
        "-reload=0",
    )
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)],
        watched.read,
        custom_mutator=_mutator(atheris, [one.read_bytes() for one in sorted(corpus.iterdir())]),
    )
    atheris.Fuzz()
    return 0


class _Watched:
    """A target that is timed: the slowest input is told at the end of a run."""

    def __init__(self, read: Callable[[bytes], None], seconds: int) -> None:
        self._read = read
        self._until = time.monotonic() + seconds
        self._slowest = 0.0

    def read(self, content: bytes) -> None:
        began = time.process_time()
        self._read(content)
        took = time.process_time() - began
        if took > self._slowest:
            self._slowest = took
            print(f"slowest so far: {took:.3f} s, {len(content)} bytes", file=sys.stderr)


def _readers() -> Mapping[str, Any]:
    foreign = importlib.import_module("foreign")
    return {one.name: one for one in foreign.READERS}


def _emptied(folder: Path) -> Path:
    emptied: Path = importlib.import_module("foreign").emptied(folder)
    return emptied


def _mutator(atheris: Any, seeds: list[bytes]) -> Callable[[bytes, int, int], bytes]:
    """By bytes, as the fuzzer does itself, or by words and lines, which gets deeper."""
    mutated = importlib.import_module("mutated")

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.3:
            changed: bytes = atheris.Mutate(content, most)
            return changed
        changed = mutated.mutated(content, random.choice(seeds), random)
        return changed[:most]

    return mutate


def _dictionary() -> str:
    odd = importlib.import_module("mutated").ODD
    words = ("".join(f"\\x{byte:02x}" for byte in one) for one in odd if 0 < len(one) <= 40)
    return "".join(f'"{word}"\n' for word in words)


def _without_watching(target: str | None, again: Path | None) -> int:
    readers = _readers()
    if target is None or again is None:
        print(" ".join(readers))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        readers[target].read(again.read_bytes(), Path(folder))
    print("nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
