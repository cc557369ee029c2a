"""Where names stand in notes: nothing missed in its plain form, few common words taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.names import (
    is_pronouns,
    names_in,
    replace_name,
    split_called,
    without_names,
)
from coreflect_tui.core.state import Attendee

PEOPLE = (
    Attendee("p1", "Priya Nair (she/her)"),
    Attendee("p2", "Will Moss"),
    Attendee("p3", "Rose"),
    Attendee("p4", "Elisabeth (Betty) O'Shea"),
    Attendee("p5", "Zoë Łukasik"),
    Attendee("p6", "Bo", listed_name="Boris van der Berg"),
    Attendee("p7", "James"),
    Attendee("p8", "Anna B."),
    Attendee("p9", "林 太郎"),
    Attendee("p10", "प्रिया शर्मा"),
    Attendee("p11", "Anne-Marie"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what Priya said stays with me", "what someone said stays with me"),
        ("what PRIYA and priya said", "what someone and someone said"),
        ("Priya Nair asked", "someone asked"),
        ("Nair, Priya asked", "someone asked"),
        ("Priya's story", "someone's story"),
        ("Priya’s story", "someone's story"),
        ("James' story", "someone's story"),
        ("the two Priyas", "the two someone"),
        ("Priya'll come, said d'Anna", "someone come, said someone"),
        ("(Priya)!", "(someone)!"),
        ("Priya, Bo: thanks", "someone, someone: thanks"),
        ("Will asked, and I will try", "someone asked, and I will try"),
        ("a rose is a rose, Rose said", "a rose is a rose, someone said"),
        ("betty and Betty O’Shea", "someone and someone"),
        ("OShea was kind", "someone was kind"),
        ("Zoe and ZOË and Lukasik", "someone and someone and someone"),
        ("bo was here", "someone was here"),
        ("Boris van der Berg was here", "someone was here"),
        ("Anna B said to Anny", "someone said to someone"),
        ("Annas Frage", "someone Frage"),
        ("太郎さんの話、林太郎も", "someoneさんの話、someoneも"),
        ("प्रिया ने कहा", "someone ने कहा"),
        ("Anne-Marie and Marie", "someone and someone"),
    ],
)
def test_a_name_becomes_someone(text: str, expected: str) -> None:
    assert without_names(text, PEOPLE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "we will see what may come",
        "appriyanair",
        "the moss on the stones",
        "van and der",
        "analysis of a boy in a jamesian mood",
        "she/her",
        "elisabethan theatre",
    ],
)
def test_words_stay_words(text: str) -> None:
    assert names_in(text, PEOPLE) == ()


def test_an_occurrence_says_where_and_who() -> None:
    people = (Attendee("a", "Ana Blum"), Attendee("b", "Ana Carr"))
    text = "thanks to Ana, and to Ana Carr's patience"
    first, second = names_in(text, people)
    assert (text[first.start : first.end], first.people) == ("Ana", ("a", "b"))
    assert (text[second.start : second.end], second.people) == ("Ana Carr's", ("b",))
    assert second.possessive
    assert replace_name(text, second) == "thanks to Ana, and to someone's patience"


def test_pronouns_in_brackets_are_no_name_and_nicknames_are() -> None:
    assert is_pronouns("they/them")
    assert is_pronouns("She")
    assert is_pronouns("per/pers")
    assert not is_pronouns("Betty")
    assert not is_pronouns("Northside Hub")


@given(
    before=st.text(alphabet=' .,;:!?(\n"-', min_size=1),
    after=st.text(alphabet=' .,;:!?)\n"', min_size=1),
    name=st.sampled_from(["Priya", "Zoë", "Betty", "Bo", "James", "Will", "Rose", "O'Shea"]),
)
def test_a_name_as_a_whole_word_is_never_missed(before: str, after: str, name: str) -> None:
    assert name not in without_names(f"and{before}{name}{after}then", PEOPLE)


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_occurrences_lie_within_the_text_in_order(text: str, names: list[str]) -> None:
    people = [Attendee(f"p{place}", name) for place, name in enumerate(names)]
    ends = [0]
    for one in names_in(text, people):
        assert ends[-1] <= one.start < one.end <= len(text)
        assert one.people
        ends.append(one.end)


@pytest.mark.parametrize(
    ("typed", "name", "pronouns"),
    [
        ("Rowan (they/them)", "Rowan", "they/them"),
        ("Rowan  ( she / her )", "Rowan", "she / her"),
        ("Rowan", "Rowan", ""),
        ("Rowan (Berlin)", "Rowan (Berlin)", ""),
        ("(they/them)", "(they/them)", ""),
        ("", "", ""),
        ("Rowan [she/they]", "Rowan", "she/they"),
        ("Rowan, they/them", "Rowan", "they/them"),
        ("Ash, Rowan - ze / zir", "Ash, Rowan", "ze / zir"),
        ("Ash, Rowan", "Ash, Rowan", ""),
        ("Anne-Marie O'Shea", "Anne-Marie O'Shea", ""),
    ],
)
def test_a_name_with_pronouns(typed: str, name: str, pronouns: str) -> None:
    assert split_called(typed) == (name, pronouns)
