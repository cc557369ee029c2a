"""Quotes that a user keeps: nothing without a source, nothing twice, nothing of theirs lost."""

import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coreflect_tui.core.text import clean_line
from coreflect_tui.disk import part_of
from coreflect_tui.library.own_quotes import HEAD, add_quotes, files_that_quote, own_text
from coreflect_tui.library.quotes import (
    Quote,
    QuotesError,
    quote_of,
    read_quotes,
    read_quotes_text,
    shipped_quotes,
)

LARGE = Quote("I am large, I contain multitudes", "Walt Whitman", "Song of Myself, section 51")
HOPE = Quote("Hope is the thing", "Emily Dickinson", "Poems", "1891", ("hope", "closing"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "quotes"


def test_the_first_quote_makes_the_file(folder: Path) -> None:
    assert add_quotes(folder, (HOPE,)) == (HOPE,)
    assert (folder / "own.toml").read_text("utf-8") == (
        f"{HEAD}\n[[quote]]\n"
        'words = "Hope is the thing"\nwho = "Emily Dickinson"\nwhere = "Poems"\nwhen = "1891"\n'
        'tags = [\n    "hope",\n    "closing",\n]\n'
    )
    assert not list(folder.glob("*.before*"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of Unix")
def test_it_is_for_this_user_alone(folder: Path) -> None:
    add_quotes(folder, (HOPE,))
    assert (folder.stat().st_mode & 0o777, (folder / "own.toml").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


def test_more_quotes_stand_behind_the_first(folder: Path) -> None:
    add_quotes(folder, (HOPE,))
    add_quotes(folder, (LARGE,))
    assert read_quotes(folder / "own.toml") == (HOPE, LARGE)
    assert not list(folder.glob("*.before*")), "it was in our own writing"


def test_the_same_words_are_kept_once(folder: Path) -> None:
    again = Quote("i am  large – I contain MULTITUDES!", "Walt", "elsewhere")
    assert add_quotes(folder, (LARGE, again)) == (LARGE,)
    assert add_quotes(folder, (again,)) == ()
    assert read_quotes(folder / "own.toml") == (LARGE,)


def test_what_is_shipped_or_in_another_file_is_there_already(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "shared.toml").write_text(own_text((HOPE,)), "utf-8")
    assert add_quotes(folder, (*shipped_quotes(), HOPE)) == ()
    assert not (folder / "own.toml").exists()


def test_a_file_in_somebody_s_own_writing_is_kept_beside(folder: Path) -> None:
    folder.mkdir(parents=True)
    own = folder / "own.toml"
    written = '# from our summer\n[[quote]]\nwords = "So."\nwho = "Bo"\nwhere = "A talk"\n'
    own.write_text(written, "utf-8")
    add_quotes(folder, (HOPE,))
    assert read_quotes(own) == (Quote("So.", "Bo", "A talk"), HOPE)
    assert (folder / "own.toml.before").read_text("utf-8") == written
    own.write_text(f"# again\n{own_text((HOPE,))}", "utf-8")
    add_quotes(folder, (LARGE,))
    assert (folder / "own.toml.before-2").read_text("utf-8").startswith("# again")


def test_a_file_that_is_not_in_order_is_not_touched(folder: Path) -> None:
    folder.mkdir(parents=True)
    own = folder / "own.toml"
    own.write_text('[[quote]]\nwords = "So."\n', "utf-8")
    with pytest.raises(QuotesError, match="line 1: a quote needs 'who'"):
        add_quotes(folder, (HOPE,))
    assert own.read_text("utf-8") == '[[quote]]\nwords = "So."\n'
    assert list(folder.iterdir()) == [own]


def test_a_disk_that_refuses_is_told_and_the_file_is_as_it_was(folder: Path) -> None:
    add_quotes(folder, (HOPE,))
    part_of(folder / "own.toml").mkdir()
    with pytest.raises(QuotesError, match=r"own\.toml: it could not be written \(.+\), and is as"):
        add_quotes(folder, (LARGE,))
    assert read_quotes(folder / "own.toml") == (HOPE,)


def test_a_file_does_not_grow_until_it_cannot_be_read(folder: Path) -> None:
    many = [Quote(f"{number} " + "x" * 3900, "Bo", "A talk") for number in range(60)]
    add_quotes(folder, many)
    more = [Quote(f"{number} " + "y" * 3900, "Bo", "A talk") for number in range(60)]
    with pytest.raises(QuotesError, match="larger than 256 kB"):
        add_quotes(folder, more)
    assert len(read_quotes(folder / "own.toml")) == 60


def test_a_link_stays_one(folder: Path, tmp_path: Path) -> None:
    synced = tmp_path / "synced.toml"
    synced.write_text(own_text((HOPE,)), "utf-8")
    folder.mkdir(parents=True)
    (folder / "own.toml").symlink_to(synced)
    add_quotes(folder, (LARGE,))
    assert (folder / "own.toml").is_symlink()
    assert read_quotes(synced) == (HOPE, LARGE)


TEXT = st.text(st.characters() | st.sampled_from('"\\\n\r\t#[]='), min_size=1, max_size=60)


@given(TEXT, TEXT, TEXT, TEXT | st.just(""), st.lists(TEXT, max_size=3))
def test_whatever_is_kept_is_read_as_it_was(
    words: str, who: str, where: str, when: str, tags: list[str]
) -> None:
    assume(all(map(clean_line, (words, who, where, *tags))))
    quote = quote_of(words, who, where, when, tags)
    assert read_quotes_text(own_text((quote, HOPE)), "own.toml") == (quote, HOPE)


def test_files_in_which_words_stand_are_found(folder: Path) -> None:
    add_quotes(folder, (HOPE, LARGE))
    (folder / "bad.toml").write_text("no", "utf-8")
    (folder / "own.toml.before").write_text(f"# ours\n{own_text((LARGE,))}", "utf-8")
    assert files_that_quote(folder, "“i am large, I contain multitudes” — W. W.") == (
        folder / "own.toml",
        folder / "own.toml.before",
    )
    assert files_that_quote(folder, HOPE.words) == (folder / "own.toml",)
    assert files_that_quote(folder, "I am small") == ()
