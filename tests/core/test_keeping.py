"""The reminder of old sessions: months of the calendar, and its sentence."""

from datetime import UTC, datetime

import pytest

from coreflect_tui.core.keeping import months_before, old_words


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ((2026, 11, 22), 1, (2026, 10, 22)),
        ((2026, 11, 22), 12, (2025, 11, 22)),
        ((2026, 1, 31), 1, (2025, 12, 31)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 11, 22), 23, (2024, 12, 22)),
        ((90, 1, 1), 1200, (1, 1, 1)),
    ],
)
def test_months_go_by_the_calendar(
    now: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*now, tzinfo=UTC), months) == datetime(*then, tzinfo=UTC)


def test_the_sentence_counts() -> None:
    assert old_words(0, 12) == ""
    assert old_words(1, 1).startswith("1 session is older than the 1 month in")
    assert old_words(3, 12) == (
        "3 sessions are older than the 12 months in settings.toml; coreflect sessions forget ID"
        " removes one."
    )
