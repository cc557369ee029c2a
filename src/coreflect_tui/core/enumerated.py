"""Names in a sentence, one after the other; of very many the first few."""

from collections.abc import Sequence

_MOST = 30


def enumerated(names: Sequence[str]) -> str:
    """ "a, b, c", at most thirty of them, with a sign that there are more."""
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
