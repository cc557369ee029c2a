"""Names pasted from anywhere: what stands around them goes, and nobody is lost."""

import pytest

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
    ],
)
def test_pasted_names_are_these_people(pasted: str, people: list[tuple[str, str, str]]) -> None:
    read = parse_roster(pasted)
    assert [(one.name, one.pronouns, one.email) for one in read.names] == people
    assert not read.problems
