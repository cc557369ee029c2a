"""Spoiled files of the library: every mistake is said in its line, and nothing else happens.

A fixed sample of each kind of mistake in every file; `benchmarks/long/mutate_formats.py` makes
all of them.
"""

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from toml_mistakes import Mistake, cut, flipped, mistakes
from toml_verdict import DECK, FORMAT, Kind, complaints, library_files

SAMPLE = {"key": 10, "type": 8, "value": 8, "line": 6, "cut": 6, "byte": 4}
"""How many of each kind, in every file."""
FILES = library_files()
WITHIN = "name = \N{HIRAGANA LETTER A}"


def sampled(path: Path, kind: Kind) -> list[Mistake]:
    """The same mistakes in every run, of every kind."""
    content = path.read_bytes()
    random = Random(path.name)
    of_kind: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in (*mistakes(content.decode(), kind.known), *cut(content)):
        of_kind[mistake.kind].append(mistake)
    of_kind["byte"] += flipped(content, random, SAMPLE["byte"])
    return [
        mistake
        for name, count in SAMPLE.items()
        for mistake in random.sample(of_kind[name], min(count, len(of_kind[name])))
    ]


@pytest.mark.parametrize(("path", "kind"), FILES, ids=[path.stem for path, _ in FILES])
def test_a_spoiled_file_is_refused_with_a_sentence_or_is_still_in_order(
    path: Path, kind: Kind, tmp_path: Path
) -> None:
    kind.read(path)
    tried = sampled(path, kind)
    assert {one.kind for one in tried} == set(SAMPLE)
    wrong = {one.what: complaints(one, kind, tmp_path / path.name) for one in tried}
    assert {what: said for what, said in wrong.items() if said} == {}


@pytest.mark.parametrize(("path", "kind"), FILES, ids=[path.stem for path, _ in FILES])
def test_a_file_that_is_cut_in_the_middle_of_a_letter_is_said_so(
    path: Path, kind: Kind, tmp_path: Path
) -> None:
    content = path.read_bytes() + WITHIN.encode()
    (tmp_path / path.name).write_bytes(content[:-1])
    mistake = Mistake("cut", "the last letter", content[:-1], True, content.count(b"\n") + 1)
    assert complaints(mistake, kind, tmp_path / path.name) == []


def test_both_kinds_of_file_are_tried() -> None:
    assert {kind.read for _, kind in FILES} == {FORMAT.read, DECK.read}
