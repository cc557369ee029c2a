"""Settings are read when they are good, and never stop the program when they are not."""

from pathlib import Path

import pytest

from coreflect_tui.settings import MOST_SENTENCES, OwnKey, Settings, read_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_no_file_is_no_settings(file: Path) -> None:
    assert read_settings(file) == (Settings(), ())
    assert not file.exists()


def test_all_settings_are_read(file: Path) -> None:
    file.write_text(
        '\ufeffdocuments = "~/My  sessions"\ntheme = "nord"\n'
        'facilitator = " Ana \\u001b[31mLee"\npronouns = "she/her"\nkeep_months = 12\n',
        encoding="utf-8",
    )
    assert read_settings(file) == (
        Settings("~/My  sessions", "nord", "Ana Lee", "she/her", 12),
        (),
    )


def test_an_empty_value_is_not_set(file: Path) -> None:
    file.write_text('facilitator = "  "\n', encoding="utf-8")
    assert read_settings(file) == (Settings(), ())


def test_an_unknown_key_is_named_with_its_line_and_neighbour(file: Path) -> None:
    file.write_text('theme = "nord"\n\nfacilitater = "Ana"\n[kees]\nnext = "n"\n', encoding="utf-8")
    settings, sentences = read_settings(file)
    assert settings == Settings(theme="nord")
    assert len(sentences) == 2
    assert f"{file}, line 3: facilitater is not a setting" in sentences[0]
    assert "did you mean facilitator?" in sentences[0]
    assert f"{file}, line 4: kees is not a setting" in sentences[1]
    assert "Ana" not in "".join(sentences)


def test_a_wrong_kind_of_value_costs_only_that_key(file: Path) -> None:
    file.write_text('pronouns = "they/them"\ntheme = 3\n', encoding="utf-8")
    settings, sentences = read_settings(file)
    assert settings == Settings(pronouns="they/them")
    assert len(sentences) == 1
    assert 'line 2: theme wants text in quotes, as in theme = "..."' in sentences[0]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'theme = "nord"\nfacilitator = Ana\n', 2),
        (b'theme = "nord"\nfacilitator = "Ana', 2),
        (b'theme = "a"\ntheme = "b"\n', 2),
        (b'theme = "nord"\n\nfacilitator = "Jos\xe9"\n', 3),
        (b"\x00\x01", 1),
    ],
)
def test_a_broken_file_leaves_the_defaults(file: Path, content: bytes, line: int) -> None:
    file.write_bytes(content)
    settings, sentences = read_settings(file)
    assert settings == Settings()
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{file}, line {line}: ")
    assert sentences[0].endswith("; the defaults are used until it is mended.")
    assert "Ana" not in sentences[0]


def test_a_folder_in_its_place_is_said(file: Path) -> None:
    file.mkdir()
    settings, sentences = read_settings(file)
    assert settings == Settings()
    assert f"{file}: the file cannot be read" in sentences[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a = " + b"[" * 2_000, "nested more than 32 deep"),
        (b"a = " + b"1" * 5_000, "line 1: the number here is far too long"),
        (b"#" * 300_000, "larger than 256 kB"),
    ],
)
def test_what_no_parser_reads_leaves_the_defaults(file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    settings, (sentence,) = read_settings(file)
    assert settings == Settings()
    assert words in sentence


def test_a_folder_of_a_name_that_none_can_have_is_not_used(file: Path) -> None:
    file.write_text('documents = "a\\u0000b"\n', encoding="utf-8")
    settings, (sentence,) = read_settings(file)
    assert settings == Settings()
    assert sentence.startswith(f"{file}, line 1: documents is no name that a folder can have")


def test_of_very_many_keys_the_first_are_said(file: Path) -> None:
    file.write_text("".join(f"k{number} = 1\n" for number in range(1_000)) + 'theme = "nord"\n')
    settings, sentences = read_settings(file)
    assert settings == Settings(theme="nord")
    assert len(sentences) == MOST_SENTENCES + 1
    assert sentences[-1] == "980 more of its keys are not used."


@pytest.mark.parametrize("value", ['"12"', "12.0", "true", "0", "-3", "1201", "[12]", "2026-11-22"])
def test_months_are_a_whole_number(file: Path, value: str) -> None:
    file.write_text(f'theme = "nord"\nkeep_months = {value}\n', encoding="utf-8")
    settings, sentences = read_settings(file)
    assert settings == Settings(theme="nord")
    assert sentences == (
        f"{file}, line 2: keep_months wants a whole number of months from 1 to 1200, as in"
        " keep_months = 12; not used.",
    )


def test_motion_is_reduced_by_true_alone(file: Path) -> None:
    file.write_text("reduce_motion = true\n", encoding="utf-8")
    assert read_settings(file) == (Settings(reduce_motion=True), ())
    for value in ("1", '"true"', "[true]"):
        file.write_text(f"reduce_motion = {value}\n", encoding="utf-8")
        settings, (sentence,) = read_settings(file)
        assert settings == Settings()
        assert "line 1: reduce_motion is true or false, as in reduce_motion = true" in sentence


def test_keys_of_one_s_own_are_read_however_they_are_written(file: Path) -> None:
    file.write_text(
        '[keys]\n"live.pass_turn" = "ctrl+y"\nlive.hold = " "\n[keys.people]\nhere = "j"\n',
        encoding="utf-8",
    )
    assert read_settings(file) == (
        Settings(
            keys=(
                OwnKey("live.pass_turn", "ctrl+y", 2),
                OwnKey("live.hold", " ", 3),
                OwnKey("people.here", "j", 5),
            )
        ),
        (),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('keys = "j"', 'line 1: keys wants a key in quotes, as in [keys] and then "live'),
        ("[keys]\nlive.hold = 3", "line 2: live.hold wants a key in quotes, as in [keys]"),
        ('[keys]\nlive.hold = ""', "line 2: live.hold wants a key in quotes"),
        ('[keys]\nlive.hold = ["j"]', "line 2: live.hold wants a key in quotes"),
    ],
)
def test_what_is_no_key_is_said_with_its_line(file: Path, content: str, said: str) -> None:
    file.write_text(content, encoding="utf-8")
    settings, (sentence,) = read_settings(file)
    assert settings == Settings()
    assert said in sentence
