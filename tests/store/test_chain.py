"""What is sealed is the JSON of a row, however it is put together."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.store.chain import as_json

TEXTS = st.text(max_size=8) | st.sampled_from(['"', "\\", "\x00\x1f\x7f", "é😀", "\ud83d", "</"])
NUMBERS = st.integers(-(2**63), 2**63 - 1)
FLOATS = st.floats(allow_nan=True, allow_infinity=True)
ROW = st.tuples(TEXTS, NUMBERS, TEXTS, TEXTS, TEXTS, NUMBERS, FLOATS, TEXTS, TEXTS)
ANY = st.one_of(TEXTS, NUMBERS, FLOATS, st.none(), st.booleans())


@given(ROW | st.tuples(*[ANY] * 9) | st.lists(ANY, max_size=11).map(tuple))
def test_a_row_is_sealed_as_the_json_that_it_is(row: tuple[Any, ...]) -> None:
    assert as_json(row) == json.dumps(row, ensure_ascii=True, separators=(",", ":"))
