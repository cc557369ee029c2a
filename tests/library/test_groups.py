"""Groups in files: read strictly, written pleasantly, found by name, and nothing in them lost."""

import errno
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coreflect_tui
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.text import clean_line, clean_name, fold
from coreflect_tui.library import groups
from coreflect_tui.library.group_file import HEAD, group_text, read_group_text
from coreflect_tui.library.groups import (
    GroupError,
    change_group,
    find_group,
    group_with_id,
    list_groups,
    read_group,
    save_group,
)

ANA = Member("a1", "Ana", facilitates=True)
BO = Member(
    "b2",
    "Bo",
    pronouns="they/them",
    listed_name="Bo Lind",
    email="bo@example.org",
    organisation="Circle House",
    core_trained=False,
    aliases=("Bo's iPad", 'B "o" \\'),
)
TUESDAY = Group("Tuesday circle", "ips-co-reflection", True, (ANA, BO), "g1")

WHOLE = """\
id = "g1"
name = "Tuesday"

[[person]]
id = "a1"
name = "Ana"

[[person]]
id = "b2"
name = "Bo"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config" / "groups"


# --- reading and writing -------------------------------------------------------------------------


def test_what_is_written_is_read_again(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    assert path == folder / "tuesday-circle.toml"
    assert read_group(path) == TUESDAY
    assert group_with_id(folder, "g1") == TUESDAY
    assert [one.name for one in folder.iterdir()] == [path.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_is_pleasant_to_read() -> None:
    members = (ANA, replace(BO, aliases=("Bo's iPad",), organisation="", core_trained=True))
    group = Group("Tuesday", members=members, id="g1")
    assert group_text(group).removeprefix(HEAD) == (
        'id = "g1"\n'
        'name = "Tuesday"\n'
        "record = false\n"
        "\n"
        "[[person]]\n"
        'id = "a1"\n'
        'name = "Ana"\n'
        "facilitates = true\n"
        "\n"
        "[[person]]\n"
        'id = "b2"\n'
        'name = "Bo"\n'
        'pronouns = "they/them"\n'
        'listed_name = "Bo Lind"\n'
        'email = "bo@example.org"\n'
        "core_trained = true\n"
        "aliases = [\n"
        '    "Bo\'s iPad",\n'
        "]\n"
    )


words = st.text(st.characters(codec="utf-8"), max_size=60)


@given(
    words.map(clean_name).filter(fold),
    st.lists(
        st.tuples(words.map(clean_name).filter(fold), words.map(clean_name), words.map(clean_line)),
        unique_by=lambda one: fold(one[0]),
        max_size=4,
    ),
    st.sampled_from([None, True, False]),
)
def test_any_words_get_through(
    name: str, people: list[tuple[str, str, str]], trained: bool | None
) -> None:
    members = tuple(
        Member(f"m{number}", name, pronouns, email=email, core_trained=trained)
        for number, (name, pronouns, email) in enumerate(people)
    )
    group = Group(name, members=members, id="g1")
    assert read_group_text(group_text(group), "any") == group


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id = "a1"\n', "", "line 4: a person needs 'id'"),
        ('name = "Bo"\n', "", "line 8: a person needs 'name'"),
        ('id = "g1"\n', "", "a group needs 'id'"),
        ('"b2"', '"a1"', "line 9: 'id' is that of the person in line 5 too; each has their own"),
        (
            '"Bo"',
            '"Aná"',
            "line 10: 'name' is that of the person in line 6 too; an initial tells two people"
            " apart",
        ),
        ('"Bo"', '"Bo"\npronoun = "x"', "line 11: 'pronoun' is not a key of a person; did you mean"
         " 'pronouns'?"),
        ('"Bo"', '"Bo"\ncore_trained = "yes"', "line 11: 'core_trained' is to be true or false,"
         " without quotes"),
        ('"Bo"', '"Bo"\naliases = "B"', "line 11: 'aliases' is to be a list in square brackets"),
        ('"Bo"', '"\\u202e"', "line 10: 'name' says nothing"),
        ('"b2"', '"b 2"', "line 9: 'id' is to be up to 40 plain letters and digits, such as"
         ' "k3x9ap"'),
        ("[[person]]\nid = \"b2\"", "[[persons]]\nid = \"b2\"", "line 8: 'persons' is not a key of"
         " a group; did you mean 'person'?"),
        ('"Tuesday"', '"Tuesday', "line 2: this line is not TOML: a quote opens and is not closed"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    path = tmp_path / "tuesday.toml"
    path.write_text(WHOLE.replace(old, new, 1), "utf-8")
    with pytest.raises(GroupError) as caught:
        read_group(path)
    assert sentence in [str(problem) for problem in caught.value.problems]
    assert str(path) in str(caught.value)


def test_all_that_is_wrong_is_said_at_once_and_nobody_named(tmp_path: Path) -> None:
    path = tmp_path / "tuesday.toml"
    text = WHOLE.replace('"b2"', '"a1"').replace("[[person]]", "recrod = 1\n[[person]]", 1)
    path.write_text(text + 'email = 3\n[[person]]\nname = "ANA"\n', "utf-8")
    with pytest.raises(GroupError) as caught:
        read_group(path)
    assert [problem.line for problem in caught.value.problems] == [4, 10, 12, 13, 14]
    assert not {"Ana", "ANA", "Bo"} & set(str(caught.value).replace("'", " ").split())


def test_a_roster_longer_than_a_list_holds(tmp_path: Path) -> None:
    path = tmp_path / "crowd.toml"
    people = "".join(f'[[person]]\nid = "m{n}"\nname = "N {n}"\n' for n in range(501))
    path.write_text(f'id = "g1"\nname = "Crowd"\n{people}', "utf-8")
    with pytest.raises(GroupError, match="line 1503: a group holds 500 people at most"):
        read_group(path)


# --- lists, and finding --------------------------------------------------------------------------


def test_the_list_is_by_name_with_what_cannot_be_read_at_its_end(folder: Path) -> None:
    assert list_groups(folder) == ()
    save_group(folder, TUESDAY)
    save_group(folder, Group("álbion", id="g2"))
    (folder / "broken.toml").write_text('name = "\n', "utf-8")
    (folder / "nameless.toml").write_text('id = "g3"\n', "utf-8")
    (folder / "notes.txt").write_text("not a group", "utf-8")
    album, tuesday, broken, nameless = list_groups(folder)
    assert (album.name, album.people, album.record, album.format) == ("álbion", 0, False, "")
    assert (tuesday.name, tuesday.people, tuesday.record) == ("Tuesday circle", 2, True)
    assert (tuesday.format, tuesday.id) == ("ips-co-reflection", "g1")
    assert (broken.name, broken.problem[:7]) == ("broken", "line 1:")
    assert nameless.problem == "this group has no 'name'"


def test_listing_loads_no_pydantic(folder: Path) -> None:
    save_group(folder, TUESDAY)
    code = (
        "import sys; from pathlib import Path; from coreflect_tui.library.groups import list_groups"
        "\nprint(len(list_groups(Path(sys.argv[1]))), 'pydantic' in sys.modules)"
    )
    child = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(coreflect_tui.__file__).parents[1])},
        check=True,
    )
    assert child.stdout.split() == ["1", "False"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Tuesday circle", "g1"),
        ("TUESDAY CÍRCLE ", "g1"),
        ("tuesday-circle", "g1"),
        ("tuesday", "g2"),
        ("tue", None),
        ("thur", "g3"),
    ],
)
def test_a_group_is_found_by_name_or_its_beginning(
    folder: Path, asked: str, found: str | None
) -> None:
    for group in (TUESDAY, Group("Tuesday", id="g2"), Group("Thursday", id="g3")):
        save_group(folder, group)
    if found:
        assert find_group(folder, asked).id == found
        return
    with pytest.raises(GroupError) as caught:
        find_group(folder, asked)
    assert str(caught.value) == (
        "Several groups begin with “tue”: Tuesday, Tuesday circle; please say which."
    )


def test_a_group_that_is_not_there_is_a_sentence(folder: Path) -> None:
    with pytest.raises(GroupError, match="There is no group yet; `coreflect groups new NAME`"):
        find_group(folder, "any")
    save_group(folder, TUESDAY)
    with pytest.raises(GroupError, match="no group “Tusday circle”; did you mean “Tuesday circle”"):
        find_group(folder, "Tusday circle")
    with pytest.raises(GroupError, match="coreflect groups list"):
        find_group(folder, "")
    assert group_with_id(folder, "") is None
    assert group_with_id(folder, "g9") is None


def test_a_copy_that_kept_the_id_is_said_and_neither_is_written(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    copy = folder / "thursday.toml"
    copy.write_text(path.read_text("utf-8").replace("Tuesday circle", "Thursday"), "utf-8")
    assert all(
        "thursday.toml and tuesday-circle.toml" in one.problem for one in list_groups(folder)
    )
    before = path.read_bytes(), copy.read_bytes()
    with pytest.raises(GroupError, match="have the same 'id'"):
        find_group(folder, "thursday")
    with pytest.raises(GroupError, match="have the same 'id'"):
        change_group(folder, "g1", lambda one: replace(one, record=False))
    assert (path.read_bytes(), copy.read_bytes()) == before


HOSTILE = [
    "\x1b[31mred.toml",
    "a\u202etxt.toml",
    pytest.param(
        os.fsdecode(b"\xff\xfe.toml") if sys.platform == "linux" else "",
        marks=pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode"),
    ),
]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("content", ["[[[", "name = 3", WHOLE.replace("b2", "a1"), WHOLE])
@pytest.mark.parametrize("file", HOSTILE)
def test_the_name_of_a_file_steers_no_terminal(folder: Path, file: str, content: str) -> None:
    save_group(folder, TUESDAY)
    path = folder / file
    path.write_text(content, "utf-8")
    listings = list_groups(folder)
    said = [one.name for one in listings] + [one.problem for one in listings]
    for asked in ("rad", "red", "tuesday", "txt", "Tuesday"):
        try:
            find_group(folder, asked)
        except GroupError as error:
            said += [str(error), error.name, *error.args]
    try:
        read_group(path)
    except GroupError as error:
        said += [str(error), error.name]
    try:
        group_with_id(folder, "g1")
    except GroupError as error:
        said.append(str(error))
    assert all(word.isprintable() for text in said for word in text.split("\n"))
    assert all(one.name for one in listings)


# --- files that stand there already --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Tuesday", "tuesday.toml"),
        ("Köln / Bonn: früh", "koln-bonn-fruh.toml"),
        ("../../etc", "etc.toml"),
        ("CON", "con-group.toml"),
        ("com1", "com1-group.toml"),
        ("...", "group.toml"),
        ("हिन्दी मंडल", "हिन्दी-मंडल.toml"),
        ("a" * 80, "a" * 40 + ".toml"),
    ],
)
def test_the_file_has_a_name_that_every_system_takes(folder: Path, name: str, file: str) -> None:
    assert save_group(folder, Group(name, id="g1")) == folder / file


def test_two_groups_never_share_a_file_or_a_name(folder: Path) -> None:
    first = save_group(folder, Group("Früh!", id="g1"))
    second = save_group(folder, Group("Früh?", id="g2"))
    assert (first.name, second.name) == ("fruh.toml", "fruh-2.toml")
    with pytest.raises(GroupError, match="already"):
        save_group(folder, Group("früh?", id="g3"))
    assert [one.id for one in list_groups(folder)] == ["g1", "g2"]


def test_a_group_that_is_renamed_keeps_its_file_and_its_id(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    path.write_text(path.read_text("utf-8").replace("Tuesday circle", "Wednesday"), "utf-8")
    group = change_group(folder, "g1", lambda one: replace(one, record=False))
    assert (group.name, group.record) == ("Wednesday", False)
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_a_file_in_somebodys_own_writing_is_kept_beside_the_new_one(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    own = path.read_text("utf-8") + "# Bo asked for breaks\n"
    path.write_text(own, "utf-8")
    change_group(folder, "g1", lambda one: replace(one, record=False))
    before = folder / "tuesday-circle.toml.before"
    assert before.read_text("utf-8") == own
    if sys.platform != "win32":
        assert stat.S_IMODE(before.stat().st_mode) == 0o600
    assert not read_group(path).record
    # Written by us and changed again, it needs no copy; another comment gets one of its own.
    change_group(folder, "g1", lambda one: replace(one, record=True))
    assert len(list(folder.iterdir())) == 2
    path.write_text(path.read_text("utf-8") + "# and for tea\n", "utf-8")
    change_group(folder, "g1", lambda one: replace(one, record=False))
    assert "tea" in (folder / "tuesday-circle.toml.before-2").read_text("utf-8")
    assert before.read_text("utf-8") == own


def test_lines_as_windows_ends_them_need_no_copy(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    change_group(folder, "g1", lambda one: replace(one, record=False))
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_what_was_written_there_since_it_was_read_stays(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    read = read_group(path)
    path.write_text(path.read_text("utf-8").replace('"Bo"', '"Bobbie"'), "utf-8")
    edited = path.read_bytes()
    with pytest.raises(GroupError, match="changed meanwhile, and nothing was written"):
        save_group(folder, replace(read, record=False), read)
    assert path.read_bytes() == edited
    # A change is made of what stands there now.
    after = change_group(folder, "g1", lambda one: replace(one, record=False))
    assert (after.members[1].name, after.record) == ("Bobbie", False)
    assert read_group(path) == after


def test_a_file_that_cannot_be_read_is_not_written_over(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    path.write_text(path.read_text("utf-8").replace("pronouns", "pronuons"), "utf-8")
    edited = path.read_bytes()
    with pytest.raises(GroupError, match="did you mean 'pronouns'"):
        save_group(folder, TUESDAY)
    with pytest.raises(GroupError, match="did you mean 'pronouns'"):
        change_group(folder, "g1", lambda one: replace(one, record=False))
    assert path.read_bytes() == edited


def test_nothing_is_written_that_could_not_be_read_again(folder: Path) -> None:
    with pytest.raises(GroupError, match="an initial tells two people apart"):
        save_group(folder, replace(TUESDAY, members=(ANA, replace(ANA, id="x"))))
    assert not folder.exists()


def test_a_change_that_changes_nothing_leaves_the_file_alone(folder: Path) -> None:
    path = save_group(folder, TUESDAY)
    path.write_text("# mine\n" + path.read_text("utf-8"), "utf-8")
    before = path.read_bytes()
    assert change_group(folder, "g1", lambda one: one) == TUESDAY
    assert path.read_bytes() == before
    with pytest.raises(GroupError, match="not there any more"):
        change_group(folder, "g7", lambda one: one)


def test_a_disk_that_refuses_is_a_sentence_and_the_file_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_group(folder, TUESDAY)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(groups, "replace_file", full)
    with pytest.raises(GroupError, match="no space left on device") as caught:
        change_group(folder, "g1", lambda one: replace(one, record=False))
    assert str(caught.value).count("\n") == 0
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(GroupError, match="could not be written"):
        save_group(tmp_path / "file" / "groups", TUESDAY)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_a_file_elsewhere_stays_one(folder: Path, tmp_path: Path) -> None:
    path = save_group(folder, TUESDAY)
    elsewhere = tmp_path / "elsewhere.toml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    change_group(folder, "g1", lambda one: replace(one, record=False))
    assert path.is_symlink()
    assert not read_group(elsewhere).record
