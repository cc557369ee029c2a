"""The discomfort agreement in the file of a group: read strictly, written pleasantly."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.agreement import MOST_LINES, agreement_of
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.state import Agreement
from coreflect_tui.library.group_file import HEAD, group_text, read_group_text
from coreflect_tui.library.groups import GroupError, change_group, read_group, save_group

DAY = date(2026, 11, 22)
AGREED = Agreement("Stories stay here, learnings travel\nSilence is fine", DAY)
TUESDAY = Group("Tuesday", members=(Member("a1", "Ana"),), id="g1", agreement=AGREED)
WHOLE = """\
id = "g1"
name = "Tuesday"

[agreement]
lines = [
    "Stories stay here, learnings travel",
    "Silence is fine",
]
checked = 2026-11-22

[[person]]
id = "a1"
name = "Ana"
"""


def test_it_stands_between_the_group_and_its_people() -> None:
    written = group_text(TUESDAY).removeprefix(HEAD)
    assert written == WHOLE.replace('"Tuesday"\n', '"Tuesday"\nrecord = false\n', 1)
    assert read_group_text(WHOLE, "any") == TUESDAY


def test_without_a_day_it_was_never_looked_at() -> None:
    text = WHOLE.replace("checked = 2026-11-22\n", "")
    group = replace(TUESDAY, agreement=replace(AGREED, checked=None))
    assert read_group_text(text, "any") == group
    assert "checked" not in group_text(group)


def test_no_lines_are_no_agreement() -> None:
    assert read_group_text('id = "g"\nname = "T"\n[agreement]\nlines = []\n', "any") == Group(
        "T", id="g"
    )
    assert "[agreement]" not in group_text(replace(TUESDAY, agreement=None))


words = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(words, max_size=MOST_LINES), st.none() | st.dates())
def test_any_words_and_days_get_through(lines: list[str], checked: date | None) -> None:
    group = replace(TUESDAY, agreement=agreement_of(lines, checked))
    assert read_group_text(group_text(group), "any") == group


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2026-11-22", '"2026-11-22"', "line 9: 'checked' is to be a date without quotes, such as"
         " 2026-11-22"),
        ("2026-11-22", "2026-11-22T19:00:00", "line 9: 'checked' is to be a date without quotes,"
         " such as 2026-11-22"),
        ("2026-11-22", "22", "line 9: 'checked' is to be a date without quotes, such as"
         " 2026-11-22"),
        ('"Silence is fine"', '""', "line 7: 'lines' says nothing"),
        ('"Silence is fine"', "3", "line 7: 'lines' is to be text in quotes"),
        ('"Silence is fine"', f'"{"x" * 201}"', "line 7: 'lines' is longer than 200 characters"),
        (
            '"Silence is fine"',
            ", ".join(['"x"'] * MOST_LINES),
            "line 5: 'lines' has more than 20 lines",
        ),
        ("checked", "check", "line 9: 'check' is not a key of an agreement; did you mean"
         " 'checked'?"),
        ("lines", "line", "line 5: 'line' is not a key of an agreement; did you mean 'lines'?"),
        ("[agreement]", "[agrement]", "line 4: 'agrement' is not a key of a group; did you mean"
         " 'agreement'?"),
        ("[agreement]", "[[agreement]]", "line 4: 'agreement' is to be a table of keys"),
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
    assert "Stories" not in str(caught.value)


def test_own_writing_in_it_is_kept_beside_the_new_file(tmp_path: Path) -> None:
    path = save_group(tmp_path, TUESDAY)
    own = path.read_text("utf-8").replace("lines = [", "lines = [ # Bo's words")
    path.write_text(own, "utf-8")
    after = Agreement("Silence is fine", DAY)
    change_group(tmp_path, "g1", lambda one: replace(one, agreement=after))
    assert read_group(path).agreement == after
    assert (tmp_path / "tuesday.toml.before").read_text("utf-8") == own
