"""A paste comes whole and as text, however the terminal cuts it, and whatever is in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.tui.pasting import BEGINS, ENDS, PasteDecoder
from hostile import CASES, steers

KEYS = "ab\x1b[A\x1b"


def decoded(data: bytes, cuts: tuple[int, ...] = ()) -> str:
    """What comes of the bytes when they are read in parts."""
    decoder = PasteDecoder("utf-8", "replace")
    places = (0, *sorted(cuts), len(data))
    parts = [data[one:other] for one, other in pairwise(places)]
    return "".join(decoder.decode(part) for part in parts) + decoder.decode(b"", True)


@pytest.mark.parametrize("cut", range(40))
def test_what_is_not_pasted_goes_on_as_it_is(cut: int) -> None:
    sent = f"{KEYS}{BEGINS}A\x1b[5mn{ENDS}{KEYS}é".encode()
    assert decoded(sent, (min(cut, len(sent)),)) == f"{KEYS}{BEGINS}An{ENDS}{KEYS}é"


def test_keys_do_not_wait_for_what_may_become_a_paste() -> None:
    decoder = PasteDecoder("utf-8", "replace")
    assert [decoder.decode(bytes([one])) for one in b"\x1b[200~"] == list("\x1b[200~")
    assert decoder.decode(b"x\x1b") == ""
    assert decoder.decode(b"[201~q") == f"x{ENDS}q"
    assert decoder.decode(b"q") == "q"


def test_a_byte_that_is_no_text_ends_nothing() -> None:
    assert decoded(b"\xffa" + BEGINS.encode() + b"\xe2\x80\x1b" + ENDS.encode()) == (
        f"\ufffda{BEGINS}\ufffd{ENDS}"
    )


def test_a_paste_that_never_ends_is_there_at_the_end() -> None:
    assert decoded(f"{BEGINS}\x1b[5mAnn".encode()) == f"{BEGINS}Ann"


@given(
    st.sampled_from([one.typed[:300] for one in CASES]), st.sets(st.integers(0, 400), max_size=4)
)
def test_nothing_in_a_paste_steers(text: str, cuts: set[int]) -> None:
    sent = f"{BEGINS}{text.replace(ENDS, '')}{ENDS}".encode("utf-8", "surrogatepass")
    came = decoded(sent, tuple(cuts))
    assert came.startswith(BEGINS)
    assert came.endswith(ENDS)
    assert steers(came.removeprefix(BEGINS).removesuffix(ENDS)) <= {"\n", "\t"}
