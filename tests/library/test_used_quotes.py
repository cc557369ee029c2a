"""A quote that was used of late comes later; what was forgotten of it harms nobody."""

import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.disk import part_of
from coreflect_tui.library.quotes import Quote
from coreflect_tui.library.used_quotes import (
    RECENT,
    choose_quote,
    digest_of,
    fresh_first,
    last_used,
    mark_used,
    used_quotes,
)

TODAY = date(2026, 11, 22)
QUOTES = tuple(Quote(f"These are words {letter}", "Somebody", "A book") for letter in "abcd")
A, B, C, D = QUOTES


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_what_was_used_is_remembered_with_its_day(tmp_path: Path) -> None:
    mark_used(tmp_path, (A,), TODAY - days(3))
    mark_used(tmp_path, (B,), TODAY)
    used = used_quotes(tmp_path, TODAY)
    assert (last_used(A, used), last_used(B, used)) == (TODAY - days(3), TODAY)
    assert last_used(C, used) is None
    assert list(used) == [digest_of(A), digest_of(B)]
    mark_used(tmp_path, (A,), TODAY)
    assert list(used_quotes(tmp_path, TODAY)) == [digest_of(B), digest_of(A)], "used again, later"


def test_the_file_holds_no_words(tmp_path: Path) -> None:
    mark_used(tmp_path, QUOTES, TODAY)
    (file,) = tmp_path.iterdir()
    assert "words a" not in file.read_text("utf-8")
    assert "Somebody" not in file.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of Unix")
def test_it_is_for_this_user_alone(tmp_path: Path) -> None:
    mark_used(tmp_path / "data", (A,), TODAY)
    (file,) = (tmp_path / "data").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_words_are_the_same_quote_however_written() -> None:
    assert digest_of(A) == digest_of(Quote("“these are  words A!”", "Another", "Elsewhere"))


def test_what_is_long_ago_is_let_go(tmp_path: Path) -> None:
    mark_used(tmp_path, (A,), TODAY - days(RECENT))
    mark_used(tmp_path, (B,), TODAY - days(RECENT - 1))
    assert list(used_quotes(tmp_path, TODAY)) == [digest_of(B)]
    mark_used(tmp_path, (C,), TODAY)
    (file,) = tmp_path.iterdir()
    assert digest_of(A) not in file.read_text("utf-8")


def test_a_clock_that_was_set_wrong_does_not_hold_a_quote_back_for_years(tmp_path: Path) -> None:
    mark_used(tmp_path, (A,), TODAY + days(4000))
    mark_used(tmp_path, (B,), TODAY + days(1))
    assert list(used_quotes(tmp_path, TODAY)) == [digest_of(B)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"used": []}',
        b'{"used": {"a": 3}}',
        b'{"used": {"a": "yesterday"}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"used": {"a": "2026-11-20"}' + b" " * 2_000_000 + b"}",
    ],
)
def test_a_file_that_cannot_be_read_is_no_memory(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "used-quotes.json").write_bytes(content)
    assert used_quotes(tmp_path, TODAY) == {}
    mark_used(tmp_path, (A,), TODAY)
    assert list(used_quotes(tmp_path, TODAY)) == [digest_of(A)]


def test_a_disk_that_refuses_raises(tmp_path: Path) -> None:
    part_of(tmp_path / "used-quotes.json").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one is the system's matter
        mark_used(tmp_path, (A,), TODAY)


# --- choosing ------------------------------------------------------------------------------------


def test_the_drawn_one_was_not_used_of_late() -> None:
    used = {digest_of(A): TODAY - days(5), digest_of(C): TODAY}
    drawn = {choose_quote(QUOTES, used, Random(seed)) for seed in range(40)}
    assert drawn == {B, D}


def test_when_all_were_used_the_one_longest_ago_comes() -> None:
    used = {digest_of(one): TODAY for one in (C, A, D, B)}
    assert choose_quote(QUOTES, used, Random(1)) == C
    assert choose_quote((A, B), used, Random(1)) == A, "of those that come into question"


def test_of_none_none_is_chosen() -> None:
    assert choose_quote((), {}, Random(1)) is None


def test_the_others_come_first_and_then_the_one_used_longest_ago() -> None:
    used = {digest_of(C): TODAY - days(1), digest_of(A): TODAY}
    assert fresh_first(QUOTES, used) == (B, D, C, A)


@given(st.integers(), st.integers(1, 6), st.integers(0, 20))
def test_none_comes_twice_before_all_came_once(seed: int, many: int, more: int) -> None:
    quotes = tuple(Quote(f"Words {number}", "Somebody", "A book") for number in range(many))
    chance, came = Random(seed), []
    used: dict[str, date] = {}
    for _ in range(many + more):
        chosen = choose_quote(quotes, used, chance)
        assert chosen
        came.append(chosen)
        used.pop(digest_of(chosen), None)
        used[digest_of(chosen)] = TODAY
    assert set(came[:many]) == set(quotes)
    assert came[many:] == came[: len(came) - many], "and then in the same order again"
