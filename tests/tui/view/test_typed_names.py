"""Finding a person by letters: accents and case do not matter, the very name comes first."""

from dataclasses import replace

import pytest

from builders import Play, talk
from coreflect_tui.core.state import SessionState
from coreflect_tui.tui.view.typed_names import find_by_name, matches, name_hint


def state(*names: str) -> SessionState:
    play = Play(talk("one", 3), people=len(names))
    people = zip(play.state.people, names, strict=True)
    return replace(play.state, people=tuple(replace(one, name=name) for one, name in people))


PEOPLE = state("Ana", "Anabel", "Bo Ahlgren", "Zoë", "Émile", "李小龍")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ana", ["Ana", "Anabel"]),
        ("anab", ["Anabel"]),
        ("a", ["Ana", "Anabel", "Bo Ahlgren"]),
        ("AHL", ["Bo Ahlgren"]),
        ("zoe", ["Zoë"]),
        ("emi", ["Émile"]),
        ("小", []),
        ("李", ["李小龍"]),
        ("x", []),
        ("", []),
        ("  ", []),
    ],
)
def test_letters_find_people(typed: str, found: list[str]) -> None:
    assert [one.name for one in matches(PEOPLE, typed)] == found


@pytest.mark.parametrize(
    ("typed", "name"),
    [("ana", "Ana"), ("anab", "Anabel"), ("bo", "Bo Ahlgren"), ("an", None), ("x", None)],
)
def test_the_one_person_meant(typed: str, name: str | None) -> None:
    found = find_by_name(PEOPLE, typed)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "Letters find a person; a new name is someone who is here. Esc leaves."),
        ("zo", "Enter: Zoë has the floor."),
        ("an", "Ana, Anabel? Type on; +an adds someone new."),
        ("Rowan", "Enter adds Rowan, who is here, and gives them the floor."),
        ("\x1b[31mRowan", "Enter adds Rowan, who is here, and gives them the floor."),
    ],
)
def test_the_hint_says_what_enter_would_do(typed: str, hint: str) -> None:
    assert name_hint(PEOPLE, typed) == hint
