"""How much a file of the library may hold, and what is said beyond it."""

from pathlib import Path

import pytest

from coreflect_tui.library.bounds import (
    DEEPEST,
    MOST_ENTRIES,
    MOST_FILES,
    MOST_VALUES,
    TOO_DEEP,
    TOO_MANY,
    files_in,
)
from coreflect_tui.library.catalogue import list_formats
from coreflect_tui.library.decks import MOST_DECKS
from coreflect_tui.library.format_file import FormatError, read_format_text
from coreflect_tui.library.groups import group_with_id, list_groups
from coreflect_tui.library.quotes import list_quotes
from coreflect_tui.library.shapes import MOST_LISTED
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.library.toml_file import MOST_PROBLEMS, LibraryFileError, parse

FORMAT = (shipped_folder("formats") / "ips-co-reflection.toml").read_text("utf-8")
STEP = "[[step]]\nid = 'z%'\ntitle = 'x'\nminutes = 1\n"


def refused(text: str) -> str:
    with pytest.raises(LibraryFileError) as caught:
        parse(text, "ours.toml")
    return str(caught.value)


def problems(text: str) -> list[str]:
    with pytest.raises(FormatError) as caught:
        read_format_text(text, "ours.toml")
    return [str(one) for one in caught.value.problems]


def with_more(key: str, entries: list[str]) -> str:
    lines = [one for one in FORMAT.splitlines() if not one.startswith(f"{key} =")]
    return f"{key} = {entries!r}\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"a = 1\n{'a.' * DEEPEST}b = 1\n", 2),
        (f"\n[{'a.' * DEEPEST}b]\n", 2),
        (f"\n\n[[{'a.' * DEEPEST}b]]\n", 3),
        (f"a = {{ {'b . ' * DEEPEST}c = 1 }}\n", 1),
        (f"""{"'a'." * DEEPEST}'b.c' = 1\n""", 1),
        (f"""{'"a.b".' * DEEPEST}c = "....."\n""", 1),
    ],
)
def test_a_key_of_too_many_parts_is_said_in_its_line(text: str, line: int) -> None:
    assert refused(text) == f"ours.toml, line {line}: {TOO_DEEP}"


@pytest.mark.parametrize(
    "text",
    [
        f"{'a.' * (DEEPEST - 1)}b = 1\n",
        f'a = "{"no. " * 200}"\n',
        f"a = '''\n{'a.' * 50}b = 1\n'''\n",
        f"a = 1  # {'a.' * 50}b = 1\n",
        f"a = '{'a.' * 50}'\n",
        f'"{"a." * 50}" = 1\n',
    ],
)
def test_dots_elsewhere_are_no_parts_of_a_key(text: str) -> None:
    assert parse(text, "ours.toml")


def test_as_many_values_and_lines_as_a_file_may_hold() -> None:
    tables = [f"[t{number}]\n" for number in range(MOST_VALUES)]
    assert len(parse("".join(tables), "ours.toml")) == MOST_VALUES
    assert refused("".join([*tables[1:], "[x]\na = 1\n"])) == f"ours.toml: {TOO_MANY}"
    assert refused("\n" * (MOST_VALUES + 1)) == f"ours.toml: {TOO_MANY}"


def test_a_list_of_too_many_entries_is_said_in_its_line() -> None:
    assert parse(f"\na = [{'1,' * MOST_ENTRIES}]\n", "ours.toml")
    said = f"ours.toml, line 2: this list has {MOST_ENTRIES + 1:,} entries; 2,000 at most"
    assert refused(f"\na = [{'1,' * (MOST_ENTRIES + 1)}]\n") == said


def test_of_very_many_mistakes_the_first_are_said() -> None:
    said = problems(FORMAT + "".join(STEP.replace("title", f"tit{n}") for n in range(90)))
    assert len(said) == MOST_PROBLEMS + 1
    assert said[-1] == "there are more mistakes than these; please mend these first"


def test_a_list_in_a_format_has_its_bound() -> None:
    places = ["online"] * (MOST_LISTED + 1)
    assert problems(with_more("places", places)) == [
        "line 1: 'places' has 201 entries; 200 at most"
    ]


def test_more_decks_than_anybody_looks_through() -> None:
    said = problems(with_more("decks", [f"d{number}" for number in range(MOST_DECKS + 5)]))
    assert f"line 1: a format takes {MOST_DECKS} decks at most" in said
    assert len(said) == MOST_DECKS + 1


def test_steps_that_come_too_often_are_said() -> None:
    steps = [STEP.replace("%", str(number)) for number in range(20)]
    names = ", ".join(f"'z{number}'" for number in range(20))
    said = problems(FORMAT + f"[[repeat]]\nsteps = [{names}]\ntimes = 20\n" + "".join(steps))
    assert any("with all repeats the steps are 412 items; 200 at most" in one for one in said)


# --- folders --------------------------------------------------------------------------------------


def test_the_first_files_of_a_folder_are_read(tmp_path: Path) -> None:
    assert files_in(tmp_path / "nowhere") == ([], None)
    names = [f"f{number:03}.toml" for number in range(MOST_FILES)]
    for name in names:
        (tmp_path / name).touch()
    files, rest = files_in(tmp_path)
    assert ([one.name for one in files], rest) == (names, None)
    (tmp_path / "f100a.toml").touch()
    files, rest = files_in(tmp_path)
    assert [one.name for one in files] == sorted([*names, "f100a.toml"])[:-1]
    assert rest
    assert rest.first.name == "f199.toml"
    assert rest.sentence == "1 file is not looked at; please keep 200 at most in this folder"


def test_lists_say_that_there_are_more_files(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 3):
        (tmp_path / f"f{number:03}.toml").write_text(f"id = 'g{number}'\nname = 'N{number}'\n")
    more = "3 files are not looked at; please keep 200 at most in this folder"
    assert [one.problem for one in list_groups(tmp_path) if one.problem] == [more]
    assert group_with_id(tmp_path, "g199")
    formats = [one for one in list_formats(tmp_path, checked=True) if one.own]
    assert len(formats) == MOST_FILES + 1
    assert [one.id for one in formats if one.problem == more] == ["f200"]
    _, said = list_quotes(tmp_path)
    assert said[-1] == f"{tmp_path}: {more}"
