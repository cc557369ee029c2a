"""Names pasted from anywhere: what stands around them goes, and nobody is lost."""

import time

import pytest

from coreflect_tui.imports.pasted_people import people_in
from coreflect_tui.imports.roster import parse_roster

ANA, BO, CY, DEE = ("Ana", "", ""), ("Bo", "", ""), ("Cy", "", ""), ("Dee", "", "")
ANA_AT, BO_AT = ("Ana Blum", "", "ana@example.org"), ("Bo Carr", "", "bo@example.org")


@pytest.mark.parametrize(
    ("pasted", "people"),
    [
        ("To: Ana Blum <ana@example.org>, Bo Carr <bo@example.org>", [ANA_AT, BO_AT]),
        (
            "From: Fenna <f@example.org>\nDate: Monday\nTo: Ana Blum <ana@example.org>,\n"
            '  "Bo Carr" <bo@example.org>, Cy <cy@example.org>\nSubject: Tonight',
            [ANA_AT, BO_AT, ("Cy", "", "cy@example.org")],
        ),
        ("Ana Blum <ana@example.org>; Bo Carr <bo@example.org>", [ANA_AT, BO_AT]),
        (
            "Participants (4)\nAna (Host, me)\nBo (she/her)\nCy (Guest)\nDee (Co-host)",
            [ANA, ("Bo", "she/her", ""), CY, DEE],
        ),
        (
            "AB\nAna Blum (You)\nMeeting host\nBC\nBo Carr\nMuted",
            [("Ana Blum", "", ""), ("Bo Carr", "", "")],
        ),
        ("Ana\tshe/her\nBo\the/him\nCy", [("Ana", "she/her", ""), ("Bo", "he/him", ""), CY]),
        ("Ana\tBo\tCy", [ANA, BO, CY]),
        ("Ana\tshe/her", [("Ana", "she/her", "")]),
        (
            "• Ana (she/her)\n- Bo - he/him\n1. Cy\n2) Dee [they/them]",
            [("Ana", "she/her", ""), ("Bo", "he/him", ""), CY, ("Dee", "they/them", "")],
        ),
        ("Ana, Bo, Cy and Dee", [ANA, BO, CY, DEE]),
        ("Ana, Bo & Cy", [ANA, BO, CY]),
        ("Ana · Bo · Cy", [ANA, BO, CY]),
        ("Ash, Rowan", [("Ash, Rowan", "", "")]),
        ("Rowan and Ash", [("Rowan and Ash", "", "")]),
        ("BO\nAna", [("BO", "", ""), ANA]),
        ("Ana, Bo, Cy; Dee (they, ze)", [ANA, BO, CY, ("Dee", "they, ze", "")]),
        ("Dee\nAna, Bo (she, they), and Cy", [DEE, ANA, ("Bo", "she, they", ""), CY]),
        ("Dee\nAna; Bo\nAsh, Rowan", [DEE, ANA, BO, ("Ash, Rowan", "", "")]),
        ("Ash, Rowan; Lee, Kim", [("Ash, Rowan", "", ""), ("Lee, Kim", "", "")]),
        (
            "Dee\nBo Carr, he/him, bo@example.org\nAna Blum; ana@example.org",
            [DEE, ("Bo Carr", "he/him", "bo@example.org"), ANA_AT],
        ),
        ("Dee\nAsh, Rowan, ze/zir", [DEE, ("Ash, Rowan", "ze/zir", "")]),
        ("Ana, Bo, Cy, cy@example.org", [ANA, BO, ("Cy", "", "cy@example.org")]),
    ],
)
def test_pasted_names_are_these_people(pasted: str, people: list[tuple[str, str, str]]) -> None:
    read = parse_roster(pasted)
    assert [(one.name, one.pronouns, one.email) for one in read.names] == people
    assert not read.problems


@pytest.mark.parametrize(
    "many", [" " * 900_000, "a and " * 150_000, "a/" * 450_000, "@ <" * 300_000]
)
def test_a_line_with_very_much_in_it_is_taken_apart_in_time(many: str) -> None:
    before = time.process_time()
    for _, words in people_in(f"Ana, Bo{many}, Cy\nDee"):
        assert words
    assert time.process_time() - before < 5
