"""Names and notes of strangers come out safe, whole and the same when cleaned again."""

import time
from unicodedata import category, is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.text import (
    LINE_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    clean_line,
    clean_name,
    clean_note,
    fold,
    similar,
)

# Letters that meet each other badly: marks, joiners, composing letters, controls, blanks.
HOSTILE = (
    "aZ \t\n\r\x00\x07\x1b[]31m;\\\x7f\x85\x9b\x9c\x9d"
    "\u0301\u0323\u0308\u05b4\u05bc\u064e\u0e34\u093f\u094d\u09c7\u09be\ufb2c\u0344"
    "\u1100\u1161\u11a8\u1160\u200b\u200c\u200d\u200e\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"
    "\u00a0\u3000\u3164\U0001f44b\U0001f3fd\U0001f469\ufe0f\U000e0041\u212b"
)
strangers = st.one_of(
    st.text(st.sampled_from(HOSTILE), max_size=120),
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from(HOSTILE), max_size=12).map(lambda text: text * 60),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ana   Lee\t(she/her) \n", "Ana Lee (she/her)"),
        ("Ann\r\nLee", "Ann Lee"),
        ("Ann [/]", "Ann [/]"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("A\u202enn\u2066\u2069\ufeff", "Ann"),
        ("A\u200bnn", "Ann"),
        ("Ann\u2028Lee\u2029", "AnnLee"),
        ("A\ud800nn", "Ann"),
        ("\x1b[31mAnn\x1b[0m", "Ann"),
        ("\x9b2JAnn", "Ann"),
        ("\x1b]0;title\x07Ann", "Ann"),
        ("\x1b]52;c;aGk=\x1b\\Ann", "Ann"),
        ("\x9d0;title\x9cAnn", "Ann"),
        ("\x1b]0;Ann", "]0;Ann"),
        ("A\x00\x08n\x7fn\x85\x9f", "Ann"),
        ("\u00a0Ann\u3000Lee", "Ann Lee"),
        ("\u3164\u2800", ""),
        ("\u200d\u200c \u0301", ""),
        ("\u0301Ann", "Ann"),
        (" \u200d \u0301 Ann", "Ann"),
        ("", ""),
    ],
)
def test_a_name_comes_out_clean(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    "name",
    [
        "Nguy\u1ec5n Th\u1ecb Ph\u01b0\u01a1ng",
        "\u05e9\u05c1\u05b0\u05dc\u05b9\u05de\u05b9\u05d4",
        "\u0e19\u0e49\u0e33\u0e1d\u0e19",
        "\u0915\u094d\u0937\u093f\u0924\u093f\u091c",
        "\u1000\u103c\u103d\u1031\u1038",
        "\u0646\u0631\u06af\u0633\u200c\u062c\u0627\u0646",
        "\U0001f469\U0001f3fd\u200d\U0001f4bb Kim",
        "\U0001f3f3\ufe0f\u200d\U0001f308 Sam",
        "O'Neil-\u0141ukasz \u00c5ngstr\u00f6m",
    ],
)
def test_names_of_all_scripts_stay_as_they_are(name: str) -> None:
    composed = normalize("NFC", name)
    assert clean_name(name) == composed
    assert clean_note(name) == composed


@given(strangers)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    for clean in (clean_name, clean_line, clean_note):
        once = clean(text)
        assert clean(once) == once


@given(strangers)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    for clean, allowed in ((clean_name, ""), (clean_note, "\n")):
        clean_text = clean(text)
        kinds = {char: category(char) for char in clean_text if char not in allowed}
        assert not {"Cc", "Cs", "Zl", "Zp"} & set(kinds.values())
        assert not set(kinds) & set("\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert is_normalized("NFC", clean_text)
        assert clean_text == clean_text.strip()


@given(strangers)
def test_lengths_are_capped(text: str) -> None:
    assert len(clean_name(text)) <= NAME_LIMIT
    assert len(clean_line(text)) <= LINE_LIMIT
    assert len(clean_line(text, 7)) <= 7
    assert len(clean_note(text)) <= NOTE_LIMIT


def test_a_run_of_marks_is_capped_even_with_joiners_between() -> None:
    marks = "\u0323\u0330\u0316"
    assert clean_name("Q" + marks * 40 + "al") == "Q" + marks * 2 + "al"
    assert len(clean_name("Z" + "\u0323\u200d" * 40)) < 15


def test_a_cut_keeps_clusters_whole() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert clean_line("abc" + family, 5) == "abc"
    assert clean_line("abc" + "x\u0323\u0331", 5) == "abc"
    assert clean_line("\U0001f44b\U0001f3fd\U0001f44b\U0001f3fd", 3) == "\U0001f44b\U0001f3fd"
    assert clean_line("abc def", 4) == "abc"


def test_one_endless_cluster_is_cut_all_the_same() -> None:
    assert len(clean_name("a\u200d" * 500)) > NAME_LIMIT - 5


def test_a_note_keeps_its_lines() -> None:
    assert clean_note("one\r\ntwo\rthree\u2028four\x85five") == "one\ntwo\nthree\nfour\nfive"
    assert clean_note("\n\none  \n\n\n\ntwo\n \t \n\n\nthree\n") == "one\n\ntwo\n\nthree"
    assert clean_note("why:\n\t- because\u00a0of") == "why:\n - because of"
    assert clean_note("a\n\u0301b") == "a\nb"


@pytest.mark.parametrize(
    "piece", ["\u200d", "\u0301\u0323", "\x9d", "\x1b]", "\x9b0", " \n", "\x1b["]
)
def test_a_huge_paste_is_cleaned_in_time(piece: str) -> None:
    before = time.process_time()
    clean_note("x" + piece * 200_000 + "y")
    clean_name("x" + piece * 200_000 + "y")
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jos\u00e9 \u00c1lvarez", "jose alvarez"),
        ("Nguy\u1ec5n", "NGUYEN"),
        ("Stra\u00dfe", "STRASSE"),
        ("Mary Ann", "maryann"),
        ("\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        (
            "\u0646\u0631\u06af\u0633\u200c\u062c\u0627\u0646",
            "\u0646\u0631\u06af\u0633\u062c\u0627\u0646",
        ),
        ("\uff21\uff4e\uff4e", "Ann"),
    ],
)
def test_matching_ignores_case_accents_and_blanks(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "Anna"),
        ("\u0915\u0941\u092e\u093e\u0930", "\u0915\u092e\u093e\u0930"),
        ("\u304b\u306a", "\u304c\u306a"),
        ("\u0e19\u0e34\u0e14", "\u0e19\u0e38\u0e14"),
    ],
)
def test_matching_keeps_different_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters(max_codepoint=127)))
def test_folding_plain_letters_is_the_same_the_short_way(text: str) -> None:
    assert fold(text) == "".join(char for char in fold(f"{text}\u0662") if char != "\u0662")


def test_an_endless_run_of_marks_is_folded_soon() -> None:
    began = time.process_time()
    assert fold("e" + "\u0316\u0301" * 100_000) == "e"
    assert time.process_time() - began < 5  # about 0.03 s; half a minute where it is quadratic


@given(strangers)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_nearest_known_word_is_found() -> None:
    keys = ("minutes", "least", "protected", "Reminders")
    assert similar("minuets", keys) == "minutes"
    assert similar("PROTECTED ", keys) == "protected"
    assert similar("reminder", keys) == "Reminders"
    assert similar("banana", keys) is None
    assert similar("x", ()) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aks", "ask"),
        ("sak", "ask"),
        ("doro", "door"),
        ("di", "id"),
        ("at", "at"),
        ("sepaks", "speaks"),
    ],
)
def test_a_slip_of_the_finger_is_nearer_than_a_word_that_looks_like_it(
    typed: str, meant: str
) -> None:
    assert similar(typed, ("speaks", "ask", "drop", "door", "id", "at", "say")) == meant


@given(st.sampled_from(("ask", "minutes", "ends", "id")), st.data())
def test_every_word_that_is_one_slip_away_is_found(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    dropped = word[:at] + word[at + 1 :]
    doubled = word[:at] + word[at] + word[at:]
    turned = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    for typed in (dropped, doubled, turned):
        assert similar(typed, ("title", word, "protected")) == word
