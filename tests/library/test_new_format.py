"""A format of one's own is begun: in order from the first, nothing overwritten, comments kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from builders import Play, talk
from coreflect_tui.core.agenda import plan
from coreflect_tui.core.format_of_session import format_of_session
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import NextItem
from coreflect_tui.core.state import ItemState, SessionState
from coreflect_tui.core.timing import item_seconds
from coreflect_tui.library.catalogue import find_format, list_formats
from coreflect_tui.library.format_file import FormatError, format_warnings, read_format
from coreflect_tui.library.new_format import (
    NewFormatError,
    copy_format,
    new_format,
    renamed,
    template,
    text_of_session,
    usual_name,
)
from coreflect_tui.library.schema import SCHEMA_FILE, schema_text
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import Result, hold

SHIPPED = sorted(shipped_folder("formats").glob("*.toml"))
IPS = shipped_folder("formats") / "ips-co-reflection.toml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the user's formats, which is not there yet."""
    return tmp_path / "config" / "formats"


def test_the_small_one_is_in_order_and_has_nothing_worth_a_second_look(own: Path) -> None:
    path = new_format(own, "Our circle", template())
    fmt = read_format(path)
    assert (path.name, fmt.id, fmt.title) == ("our-circle.toml", "our-circle", "Our circle")
    assert format_warnings(fmt, path.read_text("utf-8")) == ()
    assert find_format("our-c", own) == fmt


def test_the_schema_for_editors_stands_beside_it(own: Path) -> None:
    path = new_format(own, "Our circle", template())
    assert path.read_text("utf-8").splitlines()[0] == f"#:schema ./{SCHEMA_FILE}"
    assert (own / SCHEMA_FILE).read_text("utf-8") == schema_text()
    (own / SCHEMA_FILE).write_text("an older one", "utf-8")
    new_format(own, "Another", template())
    assert (own / SCHEMA_FILE).read_text("utf-8") == schema_text()
    assert [one.id for one in list_formats(own) if one.own] == ["another", "our-circle"]


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_any_shipped_one_is_copied_with_its_comments(source: Path, own: Path) -> None:
    text = source.read_text("utf-8")
    path = new_format(own, "Zoë's “own” \\ one", text)
    before, after = text.splitlines(), path.read_text("utf-8").splitlines()
    changed = [line for line, was in zip(after, before, strict=True) if line != was]
    assert len(changed) == 2, "its id and its title"
    fmt = read_format(path)
    assert (fmt.id, fmt.title) == ("zoe-s-own-one", "Zoë's “own” \\ one")
    assert fmt.steps == read_format(source).steps


@pytest.mark.parametrize("name", ["Our circle", "our  CIRCLE!", "ips co-reflection"])
def test_nothing_is_overwritten_or_hidden(name: str, own: Path) -> None:
    first = new_format(own, "Our circle", template())
    first.write_text(first.read_text("utf-8") + "# mine\n", "utf-8")
    before = first.read_bytes()
    with pytest.raises(NewFormatError, match=r"already .*; please give yours another name"):
        new_format(own, name, template())
    assert first.read_bytes() == before
    assert len(list(own.glob("*.toml"))) == 1


def test_names_in_other_letters_do_not_stand_in_each_other_s_way(own: Path) -> None:
    paths = [new_format(own, name, template()) for name in ("対話の会", "حلقة", "対話の会")]
    assert [path.name for path in paths] == ["format.toml", "format-2.toml", "format-3.toml"]
    assert read_format(paths[1]).title == "حلقة"


def test_without_a_name_it_gets_one_that_is_free(own: Path) -> None:
    made = [new_format(own, usual_name(own), template()) for _ in range(3)]
    assert [path.name for path in made] == [
        "my-format.toml",
        "my-format-2.toml",
        "my-format-3.toml",
    ]
    assert [read_format(path).title for path in made] == [
        "My format", "My format 2", "My format 3",
    ]  # fmt: skip


def test_a_broken_file_of_that_name_stays_as_it_is(own: Path) -> None:
    own.mkdir(parents=True)
    (own / "our-circle.toml").write_text("id = [", "utf-8")
    with pytest.raises(NewFormatError, match="already"):
        new_format(own, "Our circle", template())
    assert (own / "our-circle.toml").read_text("utf-8") == "id = ["


@pytest.mark.parametrize("name", ["", "  ", "\x1b[31m"])
def test_it_needs_a_name(name: str, own: Path) -> None:
    with pytest.raises(NewFormatError, match="needs a name"):
        new_format(own, name, template())
    assert not own.exists()


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ('id = "a"  # what it is', 'id = "new"  # what it is'),
        ("  'id'='a'", "  'id'=\"new\""),
        ('"id" = "a\\"b"', '"id" = "new"'),
        ('id = """a"""', 'id = "new"'),
    ],
)
def test_however_the_id_is_written_only_its_value_changes(line: str, becomes: str) -> None:
    rest = 'title = "Old"\nsummary = "id and title"\n[x]\nid = "a"\ntitle = "Old"\n'
    assert renamed(f"#:schema elsewhere.json\n{line}\n{rest}", "new", "New") == (
        f"#:schema ./{SCHEMA_FILE}\n{becomes}\n{rest.replace('Old', 'New', 1)}"
    )


def test_a_title_of_several_lines_is_left_to_a_person() -> None:
    with pytest.raises(NewFormatError, match="copy the file by hand"):
        renamed('id = "a"\ntitle = """\nOld\none"""\n', "new", "New")


def test_what_is_no_format_in_order_is_not_begun(own: Path) -> None:
    text = template().replace('order = "popcorn"', 'order = "loud"')
    with pytest.raises(FormatError, match="'order' does not know \"loud\""):
        new_format(own, "Our circle", text)
    assert not own.exists()


def test_where_it_cannot_be_written_it_is_said(own: Path) -> None:
    own.parent.mkdir()
    own.write_text("no folder", "utf-8")
    with pytest.raises(NewFormatError, match=r"could not be written to .*our-circle.toml"):
        new_format(own, "Our circle", template())


def test_a_copy_has_the_name_of_the_first_or_a_number(own: Path) -> None:
    first, text = copy_format(IPS, own)
    assert first == own / "ips-co-reflection.toml"
    assert first.read_text("utf-8") == text == IPS.read_text("utf-8")
    assert find_format("ips-co-reflection", own) == read_format(IPS)
    assert next(one for one in list_formats(own) if one.id == "ips-co-reflection").own
    second, _ = copy_format(IPS, own)
    assert second == own / "ips-co-reflection-2.toml"


@pytest.mark.parametrize("source", SHIPPED, ids=lambda path: path.stem)
def test_a_session_becomes_a_format_that_takes_as_long(
    source: Path, own: Path, tmp_path: Path
) -> None:
    fmt = read_format(source)
    people = [Invited(name) for name in invent_names(fmt.people.usual, 3)]
    result = hold(
        fmt, fmt.minutes.usual, people[:1], people[1:], 3, tmp_path / "held", lambda _: None
    )
    path = new_format(own, "As last time", text_of_session(result.state))
    made = read_format(path)
    assert (made.id, made.title) == ("as-last-time", "As last time")
    assert made == replace(format_of(result.state), id="as-last-time", title="As last time"), (
        "the file says all of it"
    )
    assert result.state.closed
    real = sum(item_seconds(result.state, one, result.state.closed) for one in held(result))
    assert made.minutes.usual == pytest.approx(real / 60, abs=1 + len(made.steps))
    agenda = plan(made, made.minutes.usual, made.places[0], made.people.usual)
    assert (agenda.problems, agenda.dropped) == ((), ())
    words = path.read_text("utf-8")
    assert not [one.name for one in result.state.people if one.name in words]


def format_of(state: SessionState) -> Format:
    made = format_of_session(state)
    assert isinstance(made, Format)
    return made


def held(result: Result) -> list[ItemState]:
    return [one for one in result.state.items if one.visits]


def test_a_session_that_is_not_closed_is_said() -> None:
    state = Play(talk("one", 5)).does(NextItem()).state
    with pytest.raises(NewFormatError, match="not closed yet"):
        text_of_session(state)


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of Unix")
def test_only_the_user_may_read_them(own: Path) -> None:
    new_format(own, "Our circle", template())
    assert {path.stat().st_mode & 0o077 for path in (own, *own.iterdir())} == {0}
