"""Files made to be slow or large end in sentences, soon, and in little memory; so does what is no
file at all.

The real program reads them in a process of its own; `benchmarks/long/bombs.py` tries all of them,
each in one that was just started.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bomb_program import MEGABYTES, SECONDS, Outcome, Program, many_files, prepare, put
from bombs import GROUP, QUOTE, TARGETS, Target
from coreflect_tui.library.bounds import MOST_FILES
from said import is_said

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="memory is measured by what Linux says of a process"
)
SLACK = 2
"""A processor that others use as well is slower; what is measured by itself is below SECONDS."""
MOST_SAID = 20_000
"""Characters that are said of a file; more is no help."""
MANY = 1_500
"""Files of one folder."""
SMALL_FORMAT = 'id = "f%"\ntitle = "Format %"\n'


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """With an end of its address space, so that no bomb harms the machine."""
    running = Program(tmp_path / "home", most_memory=2**31)
    prepare(running.home)
    yield running
    running.close()


def ends_in_sentences(done: Outcome) -> None:
    """It was refused with a few sentences, or it was done."""
    assert done.code in (0, 1)
    if done.err:
        is_said(done.err)
    if done.code:
        assert done.err
        assert len(done.out) + len(done.err) < MOST_SAID


@pytest.mark.parametrize("target", TARGETS, ids=[one.name for one in TARGETS])
def test_a_file_made_to_be_slow_ends_in_sentences_soon(target: Target, program: Program) -> None:
    put(program.home, target.path, target.usual.encode())
    program.run(target.arguments)  # loads what is needed
    usual = program.run(target.arguments)
    for bomb in target.bombs:
        if bomb.sampled:
            put(program.home, target.path, bomb.bytes())
            done = program.run(target.arguments)
            ends_in_sentences(done)
            assert done.seconds - usual.seconds < SLACK * SECONDS, bomb.name
            assert done.memory - usual.memory < MEGABYTES, bomb.name


@pytest.mark.parametrize("target", TARGETS, ids=[one.name for one in TARGETS])
def test_what_is_no_file_is_said_and_not_waited_for(target: Target, program: Program) -> None:
    path = program.home / target.path
    path.parent.mkdir(parents=True, exist_ok=True)
    for kind in ("folder", "pipe", "/dev/zero", path.name, "nowhere"):
        if kind == "folder":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(kind)
        done = program.run(target.arguments)
        ends_in_sentences(done)
        assert done.seconds < SLACK * SECONDS
        if kind == "folder":
            path.rmdir()
        else:
            path.unlink()


@pytest.mark.parametrize(
    ("folder", "content", "arguments", "shown"),
    [
        ("formats", SMALL_FORMAT, ("formats", "list"), "f00000"),
        ("quotes", QUOTE, ("quotes", "list"), "a0"),
        ("groups", GROUP.replace("'a'", "'a%'"), ("groups", "list"), "Tuesday"),
    ],
)
def test_of_a_folder_with_very_many_files_the_first_are_read(
    folder: str, content: str, arguments: tuple[str, ...], shown: str, program: Program
) -> None:
    program.run(arguments)
    usual = program.run(arguments)
    many_files(program.home / folder, content, MANY)
    done = program.run(arguments)
    said = done.out + done.err
    assert shown in said
    assert f"{MANY - MOST_FILES:,} files are not looked at" in said
    assert f"please keep {MOST_FILES} at most in this folder" in said
    assert done.seconds - usual.seconds < 2 * SLACK * SECONDS


def test_names_of_files_that_are_no_text_are_said_as_far_as_they_are(program: Program) -> None:
    for folder, arguments in (("formats", ("formats", "list")), ("groups", ("groups", "list"))):
        place = program.home / folder
        place.mkdir(exist_ok=True)
        with open(os.fsencode(place) + b"/caf\xe9\x1b[31m.toml", "wb") as file:  # noqa: PTH123 - no text
            file.write(b"a = [")
        done = program.run(arguments)
        ends_in_sentences(done)
        assert "caf" in done.out
        assert "\x1b" not in done.out
