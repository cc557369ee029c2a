"""settings.toml is written one key at a time, and whatever else stands in it stays as it was."""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as some

from coreflect_tui.settings import OwnKey, Settings, read_settings
from coreflect_tui.settings_file import (
    SAMPLES,
    TEMPLATE,
    Key,
    SettingsError,
    Value,
    changed,
    write_setting,
    write_template,
)

OURS = """\
# my own words, which stay

theme = "nord"   # looks well at night
documents = '''
~/Sessions'''

[keys] # mine
live.pass_turn = "y" # under the thumb
# and a last word

[from.elsewhere]
theme = "not this one"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


# --- the template -----------------------------------------------------------------------------


def test_the_template_sets_nothing_and_has_a_line_for_each_setting(file: Path) -> None:
    assert write_template(file)
    assert file.read_text("utf-8") == TEMPLATE
    assert read_settings(file) == (Settings(), ())
    assert set(SAMPLES) | {"keys"} == set(Settings._fields)


def test_each_line_of_the_template_counts_once_its_sign_is_away(file: Path) -> None:
    text = TEMPLATE
    for sample in SAMPLES.values():
        text = text.replace(sample, sample.removeprefix("# "))
    write_template(file)
    file.write_text(text + '"live.pass_turn" = "ctrl+y"\n', "utf-8")
    settings, sentences = read_settings(file)
    assert sentences == ()
    assert settings.facilitator == "Ana"
    assert settings.keep_months == 12
    assert settings.keys == (OwnKey("live.pass_turn", "ctrl+y", len(text.splitlines()) + 1),)


def test_a_file_that_is_there_is_not_replaced_by_the_template(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("# mine\n", "utf-8")
    assert not write_template(file)
    assert file.read_text("utf-8") == "# mine\n"


def test_a_setting_takes_the_place_of_its_line_and_leaves_it_again(file: Path) -> None:
    values: dict[str, Value] = {"theme": "nord", "keep_months": 6, "reduce_motion": True}
    for key, value in values.items():
        write_setting(file, (key,), value)
    settings, _ = read_settings(file)
    assert (settings.theme, settings.keep_months, settings.reduce_motion) == ("nord", 6, True)
    assert len(file.read_text("utf-8").splitlines()) == len(TEMPLATE.splitlines())
    for key in values:
        write_setting(file, (key,), None)
    assert file.read_text("utf-8") == TEMPLATE


# --- a file of one's own ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "before", "after"),
    [
        (("theme",), "dark", '"nord"   #', '"dark"   #'),
        (("theme",), None, 'theme = "nord"   # looks', f"{SAMPLES['theme']}   # looks"),
        (("documents",), "~/Elsewhere", "'''\n~/Sessions'''", '"~/Elsewhere"'),
        (("keys", "live.pass_turn"), "ctrl+y", '"y" # under', '"ctrl+y" # under'),
        (("keys", "live.pass_turn"), None, 'live.pass_turn = "y" # under', "# under"),
        (
            ("keys", "people.here"),
            "j",
            "# under the thumb\n",
            '# under the thumb\n"people.here" = "j"\n',
        ),
        (
            ("facilitator",),
            'An "A" \\',
            "\n[keys] # mine",
            '\nfacilitator = "An \\"A\\" \\\\"\n\n[keys] # mine',
        ),
    ],
)  # fmt: skip
def test_only_the_line_of_what_changed_is_another(
    key: Key, value: Value | None, before: str, after: str
) -> None:
    assert before in OURS
    assert changed(OURS, key, value) == OURS.replace(before, after, 1)
    windows = OURS.replace("\n", "\r\n")
    assert changed(windows, key, value).replace("\r\n", "\n") == OURS.replace(before, after, 1)
    assert "\n" not in changed(windows, key, value).replace("\r\n", "")


def test_a_line_that_was_commented_out_stays_above_the_new_one() -> None:
    text = 'x = 1\n# theme = "nord" was too blue\n# end'
    assert changed(text, ("theme",), "dark") == (
        'x = 1\n# theme = "nord" was too blue\ntheme = "dark"\n# end'
    )


@pytest.mark.parametrize(
    ("text", "key", "after"),
    [
        ("", ("theme",), 'theme = "dark"\n'),
        ("", ("keys", "a.b"), '[keys]\n"a.b" = "dark"\n'),
        ("x = 1", ("keys", "a.b"), 'x = 1\n\n[keys]\n"a.b" = "dark"\n'),
        ("[keys.a]\nc = 'j'", ("keys", "a.b"), None),
        ('text = """\n[keys]\n# theme = 1\n"""\n[t]', ("theme",), None),
        ('text = """\n[keys]\n"""', ("keys", "a.b"), None),
        ("keys = {x.y = 'j'}", ("keys", "x.y"), 'keys = {x.y = "dark"}'),
    ],
)
def test_a_key_finds_a_place_wherever_it_may_stand(text: str, key: Key, after: str | None) -> None:
    new = changed(text, key, "dark")
    assert after is None or new == after
    assert all(line in new.splitlines() for line in text.splitlines() if "=" not in line)
    values = tomllib.loads(new)
    for name in key[:-1]:
        values = values[name]
    if key[-1] in values:
        values = {"found": values[key[-1]]}
    assert "dark" in str(values)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("keys = {x.y = 'j', z = 'k'}", ("keys", "x.y"), None),
        ("keys = 5", ("keys", "a.b"), "j"),
        ("[theme]\nx = 1", ("theme",), "dark"),
    ],
)
def test_what_cannot_be_changed_alone_is_left_to_the_user(
    text: str, key: Key, value: Value | None
) -> None:
    with pytest.raises(SettingsError, match=r"line 1: .* cannot be changed .* by hand"):
        changed(text, key, value)


VALUES = some.one_of(
    some.text(max_size=12), some.integers(-5, 2000), some.booleans(), some.floats(), some.dates()
)
NAMES = some.one_of(
    some.sampled_from(("theme", "documents", "keep_months", "keys", "live", "x")),
    some.text(max_size=6),
)
FILES: some.SearchStrategy[dict[str, Any]] = some.dictionaries(
    NAMES,
    some.recursive(
        VALUES,
        lambda one: some.lists(one, max_size=3) | some.dictionaries(NAMES, one, max_size=4),
    ),
    max_size=6,
)  # fmt: skip
SET: some.SearchStrategy[tuple[Key, Value | None]] = some.one_of(
    some.tuples(
        some.sampled_from(("theme", "documents", "facilitator")).map(lambda name: (name,)),
        some.none() | some.text(),
    ),
    some.tuples(
        some.sampled_from(("live.pass_turn", "people.here")).map(lambda name: ("keys", name)),
        some.none() | some.text(),
    ),
    some.tuples(some.just(("keep_months",)), some.none() | some.integers(1, 1200)),
    some.tuples(some.just(("reduce_motion",)), some.none() | some.booleans()),
)
COMMENTS = some.lists(
    some.text(some.characters(exclude_categories=("Cc", "Cs")), max_size=20), max_size=4
)


@given(FILES, COMMENTS, some.lists(SET, min_size=1, max_size=5))
def test_whatever_stands_in_it_stays(
    values: dict[str, Any], comments: list[str], acts: list[tuple[Key, Value | None]]
) -> None:
    said = [f"# {index} {words}" for index, words in enumerate(comments)]
    try:
        own = tomli_w.dumps(values)
        tomllib.loads(own)
    except (ValueError, UnicodeError):
        own = "theme = 'nord' # mine\n"
    text = "\n".join((*said[:2], own, *said[2:]))
    for key, value in acts:
        before = tomllib.loads(text)
        try:
            text = changed(text, key, value)
        except SettingsError:
            continue
        after = tomllib.loads(text)
        found, rest = taken_out(after, key)
        assert found == value
        assert repr(rest) == repr(taken_out(before, key)[1])
    assert all(one in text for one in said)


def taken_out(values: dict[str, Any], key: Key) -> tuple[Any, dict[str, Any]]:
    """What `key` is, and what is left without it."""
    if len(key) == 1:
        return values.get(key[0]), {name: one for name, one in values.items() if name != key[0]}
    table = values.get("keys")
    if not isinstance(table, dict):
        return None, values
    screen, _, action = key[1].partition(".")
    found, left = table.get(key[1]), {name: one for name, one in table.items() if name != key[1]}
    if isinstance(below := left.get(screen), dict) and action in below:
        found = below[action] if found is None else found
        left[screen] = {name: one for name, one in below.items() if name != action}
        if not left[screen]:
            del left[screen]
    rest = {name: one for name, one in values.items() if name != "keys"}
    return found, rest | ({"keys": left} if left else {})


# --- on a real disk -----------------------------------------------------------------------------


def test_what_was_written_meanwhile_stays(file: Path) -> None:
    write_setting(file, ("theme",), "nord")
    file.write_text(file.read_text("utf-8") + '"people.here" = "j"\n', "utf-8")
    write_setting(file, ("pronouns",), "they/them")
    settings, _ = read_settings(file)
    assert (settings.theme, settings.pronouns) == ("nord", "they/them")
    assert [one.action for one in settings.keys] == ["people.here"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"theme = nord\n", "line 1: this line is not TOML"),
        (b"# \xff\n", "line 1: the file is not UTF-8"),
    ],
)
def test_a_broken_file_is_said_and_stays(file: Path, content: bytes, said: str) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=f"{said}.*nothing is written to it until"):
        write_setting(file, ("theme",), "dark")
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file", "utf-8")
    file = tmp_path / "config" / "settings.toml"
    for write in (lambda: write_template(file), lambda: write_setting(file, ("theme",), "x")):
        with pytest.raises(SettingsError, match=r"(could not be written to|cannot be read)"):
            write()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_closed_is_said_in_a_sentence(file: Path) -> None:
    file.parent.mkdir(mode=0o500)
    with pytest.raises(SettingsError, match=r"could not be written to .* permission denied"):
        write_setting(file, ("theme",), "dark")


def test_letters_that_no_file_holds_are_refused(file: Path) -> None:
    with pytest.raises(SettingsError, match="no such letters"):
        write_setting(file, ("documents",), "~/\udc80")
    assert not file.exists()


@pytest.mark.skipif(os.name == "nt", reason="links and modes as POSIX has them")
def test_a_link_stays_one_and_the_file_is_for_this_user_alone(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# mine\n", "utf-8")
    file.parent.mkdir()
    file.symlink_to(real)
    write_setting(file, ("theme",), "dark")
    assert file.is_symlink()
    assert real.read_text("utf-8") == '# mine\ntheme = "dark"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
