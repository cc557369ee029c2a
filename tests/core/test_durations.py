"""Durations are read as people write them and said as people say them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.durations import about, clock_face, in_words, read_duration, roughly

a_day = st.integers(0, 24 * 3600)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 5400),
        ("90m", 5400),
        ("90 min", 5400),
        ("1h30", 5400),
        ("1h 30m", 5400),
        ("1H30M", 5400),
        (" 1 h 30 ", 5400),
        ("1 hour 30 minutes", 5400),
        ("2 h", 7200),
        ("2 hrs", 7200),
        ("0:50", 50),
        ("1:20", 80),
        ("90:00", 5400),
        ("1:30:00", 5400),
        ("45s", 45),
        ("90s", 90),
        ("5m30", 330),
        ("1h 2m 3s", 3723),
        ("1 h 5 s", 3605),
        ("0", 0),
        ("24h", 86400),
    ],
)
def test_a_duration_is_read(text: str, seconds: int) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a duration"),
        ("  ", "not a duration"),
        ("soon", "not a duration"),
        ("h", "not a duration"),
        (":30", "not a duration"),
        ("1:75", "not a duration"),
        ("1:5", "not a duration"),
        ("1.30", "not a duration"),
        ("1h75", "not a duration"),
        ("30m 1h", "not a duration"),
        ("5 days", "not a duration"),
        ("9" * 5000, "not a duration"),
        ("-5", "below zero"),
        ("\N{MINUS SIGN}1:20", "below zero"),
        ("25h", "longer than a day"),
        ("999999", "longer than a day"),
    ],
)
def test_nonsense_is_refused_in_a_plain_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as refused:
        read_duration(text)
    assert str(refused.value).endswith(".")


@given(st.one_of(st.text(max_size=12), st.text("0123456789:hms -", max_size=8)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert 0 <= read_duration(text) <= 24 * 3600


@given(a_day)
def test_what_a_clock_says_reads_back(seconds: int) -> None:
    assert read_duration(clock_face(seconds)) == seconds


@given(a_day)
def test_what_words_say_reads_back_to_the_minute(seconds: int) -> None:
    read = read_duration(in_words(seconds))
    assert abs(read - seconds) <= (0 if seconds < 60 or seconds % 60 == 0 else 30)


@pytest.mark.parametrize(
    ("seconds", "face"),
    [
        (0, "0:00"),
        (59.9, "0:59"),
        (240, "4:00"),
        (-80, "1:20"),
        (-80.9, "1:20"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3725, "1:02:05"),
    ],
)
def test_a_clock_face(seconds: float, face: str) -> None:
    assert clock_face(seconds) == face


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (50, "50 s"),
        (59.7, "1 min"),
        (-180, "3 min"),
        (149, "2 min"),
        (150, "3 min"),
        (3570, "1 h"),
        (3900, "1 h 5 min"),
        (7200, "2 h"),
    ],
)
def test_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "about 0:00"),
        (13, "about 0:15"),
        (30, "about 0:30"),
        (31, "about 0:30"),
        (48.5, "about 0:50"),
        (72, "about 1:10"),
        (75, "about 1:20"),
        (3598, "about 1:00:00"),
    ],
)
def test_round_figures(seconds: float, said: str) -> None:
    assert about(seconds) == said


@given(a_day)
def test_a_round_figure_is_near(seconds: int) -> None:
    said = read_duration(about(seconds).removeprefix("about "))
    assert abs(said - seconds) <= 5
    assert said % 5 == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "59 s"),
        (5400, "1 h 30 min"),
        (86_399, "24 h"),
        (86_400, "1 day"),
        (-60 * 3600, "3 days"),
        (59 * 86_400, "59 days"),
        (61 * 86_400, "2 months"),
        (400 * 86_400, "13 months"),
        (56.4 * 365.25 * 86_400, "56 years"),
    ],
)
def test_long_times_are_said_roughly(seconds: float, words: str) -> None:
    assert roughly(seconds) == words
