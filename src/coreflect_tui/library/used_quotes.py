"""Which quotes were used of late, so that others come first: a small file of digests and days.

It is only a memory. One that is lost, or cannot be read, costs a quote that comes again sooner.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from coreflect_tui.core.quotation import same_words
from coreflect_tui.disk import make_folder, replace_file
from coreflect_tui.library.quotes import Quote
from coreflect_tui.lock import one_at_a_time

USED = "used-quotes.json"
RECENT = 90
"""Days; for a group that meets each week that is a dozen meetings."""
_LARGEST = 1024 * 1024

Used = Mapping[str, date]
"""The day of the last use by digest, the one used longest ago first."""


class Draw(Protocol):
    """What `choose_quote` needs of a source of chance."""

    def choice(self, seq: Sequence[Quote], /) -> Quote: ...


def used_quotes(data: Path, today: date) -> Used:
    """What was used recently, as the file in the folder `data` has it."""
    try:
        with (data / USED).open("rb") as file:
            kept = json.loads(file.read(_LARGEST))["used"]
        found = {str(digest): date.fromisoformat(day) for digest, day in kept.items()}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}
    # A day far ahead is from a clock that was set wrong.
    return {one: day for one, day in found.items() if abs((today - day).days) < RECENT}


def mark_used(data: Path, quotes: Iterable[Quote], today: date) -> None:
    """Remember that these were used today; older uses are let go. Raises OSError."""
    make_folder(data)
    with one_at_a_time(data):
        used = dict(used_quotes(data, today))
        for one in quotes:
            used.pop(digest_of(one), None)
            used[digest_of(one)] = today
        kept = {"schema": 1, "used": {digest: str(day) for digest, day in used.items()}}
        replace_file(data / USED, json.dumps(kept, indent=1).encode())


def last_used(quote: Quote, used: Used) -> date | None:
    """The day on which it was used, None where that is not recent."""
    return used.get(digest_of(quote))


def fresh_first(quotes: Iterable[Quote], used: Used) -> tuple[Quote, ...]:
    """Those not used recently in their order, then the others, longest ago first."""
    turn = {digest: place for place, digest in enumerate(used, start=1)}
    return tuple(sorted(quotes, key=lambda one: turn.get(digest_of(one), 0)))


def choose_quote(quotes: Sequence[Quote], used: Used, chance: Draw) -> Quote | None:
    """One that was not used recently, drawn by `chance`; when all were, the one used longest ago.
    None where there are none."""
    fresh = [one for one in quotes if last_used(one, used) is None]
    if fresh:
        return chance.choice(fresh)
    return next(iter(fresh_first(quotes, used)), None)


def digest_of(quote: Quote) -> str:
    """Stands for the words in the file, however they are written."""
    return sha256(same_words(quote.words).encode("utf-8", "surrogatepass")).hexdigest()
