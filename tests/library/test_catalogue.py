"""Formats are listed and found: the user's before the shipped, broken ones named as broken."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import coreflect_tui
from coreflect_tui.library import shipped
from coreflect_tui.library.catalogue import (
    MADE_FOR,
    UnknownFormatError,
    find_format,
    find_path,
    list_formats,
    listing_of,
)
from coreflect_tui.library.format_file import FormatError
from coreflect_tui.library.shipped import PACKAGE, shipped_folder

IPS = shipped_folder("formats") / "ips-co-reflection.toml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with formats of the user."""
    text = IPS.read_text("utf-8")
    for format_id, title in (("circle", "Circle"), ("circle-small", "Small circle")):
        changed = text.replace('id = "ips-co-reflection"', f'id = "{format_id}"')
        changed = changed.replace('title = "IPS co-reflection"', f'title = "{title}"')
        (tmp_path / f"{format_id}.toml").write_text(changed, "utf-8")
    return tmp_path


def test_the_shipped_folder_is_at_the_top_of_a_checkout() -> None:
    assert IPS.is_file()
    assert shipped_folder("quotes").parent == shipped_folder("formats").parent
    if not (PACKAGE / "shipped").exists():
        assert shipped_folder("formats") == Path(coreflect_tui.__file__).parents[2] / "formats"


def test_what_a_list_shows_of_a_shipped_format_stands_above_its_steps() -> None:
    """No more of it is read for a list."""
    for path in shipped_folder("formats").glob("*.toml"):
        whole = listing_of(path, own=True)
        assert listing_of(path, own=False) == whole._replace(own=False)
        assert whole.title
        assert not whole.problem


def test_an_installed_copy_reads_what_the_wheel_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "lib" / "coreflect_tui")
    assert shipped_folder("quotes") == tmp_path / "quotes"
    (tmp_path / "lib" / "coreflect_tui" / "shipped" / "quotes").mkdir(parents=True)
    assert shipped_folder("quotes") == shipped.PACKAGE / "shipped" / "quotes"


def test_a_listing_says_what_a_list_shows() -> None:
    ips = next(one for one in list_formats() if one.id == "ips-co-reflection")
    assert (ips.title, ips.minutes, ips.people) == ("IPS co-reflection", (90, 60, 180), (9, 4, 20))
    assert ips.places == ("online", "in person")
    assert (ips.own, ips.problem) == (False, "")
    assert ips.summary


def test_those_of_the_user_stand_first(own: Path) -> None:
    listed = list_formats(own)
    assert [(one.id, one.own) for one in listed[:2]] == [("circle", True), ("circle-small", True)]
    assert not any(one.own for one in listed[2:])


def test_one_of_the_user_hides_the_shipped_one_of_its_id(tmp_path: Path) -> None:
    text = IPS.read_text("utf-8").replace('title = "IPS co', 'title = "Our IPS co')
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    same = [one for one in list_formats(tmp_path) if one.id == "ips-co-reflection"]
    assert [one.title for one in same] == ["Our IPS co-reflection"]
    assert find_format("ips-co-reflection", tmp_path).title == "Our IPS co-reflection"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id = ", "line 1: this line is not TOML"),
        ('title = "Without"', "this format has no 'id'"),
        ('id = "without"\ntitle = 3', "this format has no 'title'"),
    ],
)
def test_a_broken_file_is_listed_as_broken_and_hides_nothing(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "ips-co-reflection.toml").write_text(text, "utf-8")
    broken, *others = list_formats(tmp_path)
    assert broken.problem.startswith(problem)
    assert "ips-co-reflection" in [one.id for one in others if not one.problem]


def test_checking_finds_what_only_the_whole_file_shows_and_then_it_hides_nothing(
    own: Path,
) -> None:
    text = IPS.read_text("utf-8").replace("protected = true", "protectd = true")
    (own / "ips.toml").write_text(text, "utf-8")
    line = text[: text.index("protectd")].count("\n") + 1
    unchecked = [one for one in list_formats(own) if one.id == "ips-co-reflection"]
    assert [(one.own, one.problem) for one in unchecked] == [(True, "")]
    listed = list_formats(own, checked=True)
    assert [one.id for one in listed[:3]] == ["circle", "circle-small", "ips-co-reflection"]
    assert [one.problem for one in listed[:2]] == ["", ""]
    assert listed[2].title == "IPS co-reflection", "it says what it is all the same"
    assert listed[2].problem == (
        f"line {line}: 'protectd' is not a key of a step; did you mean 'protected'?"
    )
    shipped = [one for one in listed if one.id == "ips-co-reflection" and not one.own]
    assert [one.path for one in shipped] == [IPS]


def test_odd_values_in_a_list_do_no_harm(tmp_path: Path) -> None:
    odd = 'id = "odd"\ntitle = "Odd \\u001b[1m"\nminutes = 3\nplaces = [1]\n[people]\nleast = "x"\n'
    (tmp_path / "odd.toml").write_text(odd, "utf-8")
    listing = list_formats(tmp_path)[0]
    assert (listing.title, listing.minutes, listing.people) == ("Odd", (0, 0, 0), (0, 0, 0))
    assert listing.places == ("1",)


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert list_formats(tmp_path / "none") == list_formats()


def test_a_format_is_found_by_id_beginning_and_path(own: Path) -> None:
    assert find_format("ips-co-reflection").id == "ips-co-reflection"
    assert find_format("circle", own).title == "Circle"
    assert find_format("circle-s", own).title == "Small circle"
    assert find_format(str(own / "circle.toml")).title == "Circle"


def test_an_ambiguous_beginning_names_the_choices(own: Path) -> None:
    with pytest.raises(UnknownFormatError, match="'circ': circle, circle-small; please say which"):
        find_path("circ", own)


def test_an_unknown_name_gets_the_nearest(own: Path) -> None:
    with pytest.raises(UnknownFormatError, match="no format 'cirlce'; did you mean 'circle'"):
        find_path("cirlce", own)
    with pytest.raises(UnknownFormatError, match="coreflect formats list"):
        find_path("zzzzzz", own)
    with pytest.raises(UnknownFormatError):
        find_path("", own)


def test_a_format_with_problems_says_them_when_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "half.toml").write_text('id = "half"\ntitle = "Half"\n', "utf-8")
    with pytest.raises(FormatError, match="a format needs 'notice'"):
        find_format("half", tmp_path)


def test_listing_loads_no_pydantic() -> None:
    code = (
        "import json, sys\n"
        "from coreflect_tui.library.catalogue import list_formats\n"
        "assert list_formats()\n"
        "print(json.dumps([m for m in ('pydantic', 'textual', 'rich') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == []


def test_what_the_program_is_made_for_stands_first_and_the_rest_follows_by_title() -> None:
    listed = list_formats()
    assert tuple(one.id for one in listed[: len(MADE_FOR)]) == MADE_FOR
    rest = [one.title.casefold() for one in listed[len(MADE_FOR) :]]
    assert rest == sorted(rest)
    assert len(rest) >= 4
