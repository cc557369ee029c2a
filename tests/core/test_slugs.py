"""Ids are made of titles, and are ids whatever the title is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.protocol_checks import ID_SHAPE
from coreflect_tui.core.slugs import free_slug, slug


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Our circle", "our-circle"),
        ("  Café  –  Łódź & co. ", "cafe-lodz-co"),
        ("90 minutes", "90-minutes"),
        ("Intervision/2", "intervision-2"),
        ("Круг", "format"),
        ("", "format"),
        ("x" * 50, "x" * 40),
        (f"{'x' * 39} y", "x" * 39),
    ],
)
def test_a_title_becomes_an_id(title: str, made: str) -> None:
    assert slug(title, "format") == made


@given(st.text(max_size=60))
def test_whatever_the_title_is_it_is_an_id(title: str) -> None:
    assert ID_SHAPE.fullmatch(slug(title, "format"))


def test_what_is_taken_gets_a_number() -> None:
    assert free_slug("talk", {"break"}) == "talk"
    assert free_slug("talk", {"talk", "talk-2"}) == "talk-3"
