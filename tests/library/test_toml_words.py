"""What is wrong with a text as TOML is said plainly, in the line in which it is to be mended."""

import pytest

from coreflect_tui.library.bounds import TOO_DEEP
from coreflect_tui.library.toml_file import LibraryFileError, parse

DEEP = 33


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a = "b', 1, "a quote opens and is not closed"),
        ('\na = "b\nc = 1\n', 2, "a quote opens and is not closed"),
        ("a = 'b\n", 1, "a quote opens and is not closed"),
        ('a = 1\nb = [\n  """c\n\n  d\n]\n\ne = 1\n', 3, "a quote opens and is not closed"),
        ("a = '''b\n\nc = 1\n", 1, "a quote opens and is not closed"),
        ('a = "b\x01"\n', 1, "a character in it that cannot be seen"),
        ("a = 1\na = 2\n", 2, "stands above already"),
        ("a = [\n  1,\n]\n\na = [\n  1,\n  2,\n]\n", 5, "stands above already"),
        ("[a]\nb = 1\n[a]\nb = 2\n", 3, "[a] stands above already"),
        ("[[a]]\n[a.b]\nc = 1\n[a.b]\nc = 1\n", 4, "[a.b] stands above already; each [[a]] has"),
        ("[a]\nb = 1\n[[a]]\nb = 1\n", 3, "stands above already"),
        ("a = { b = 1, b = 2 }\n", 1, "'b' stands twice in the same braces"),
        ("a = { b = 1 }\na.c = 2\n", 2, "something above has that name"),
        ("a\nb = 1\n", 1, "a key, then =, then its value"),
        ("a b = 1\n", 1, "a key, then =, then its value"),
        ("a = 2m\n", 1, "text is to be in straight quotes"),
        ('a = "say "hi""\n', 1, "text is to be in straight quotes"),
        ("a = \N{LEFT DOUBLE QUOTATION MARK}b\N{RIGHT DOUBLE QUOTATION MARK}\n", 1, "straight"),
        ("a =\n", 1, "no value is here"),
        ("\na = True # b\n", 2, "true and false are written in small letters"),
        ("= 1\n", 1, "a line begins with a key, a [table] or #"),
        ("!a = 1\n", 1, "a line begins with a key, a [table] or #"),
        ("[a\nb = 1\n", 1, "the brackets of a table"),
        ("[[a]\nb = 1\n", 1, "the brackets of a table"),
        ('a = ["b"\n  "c"]\n', 2, "a comma or the ] that closes the list is missing"),
        ("a = { b = 1 c = 2 }\n", 1, "a comma or the } that closes the braces is missing"),
        ('a = "C:\\quotes"\n', 1, r"between quotes a plain \ is written \\"),
        ('a = "\\u12"\n', 1, r"between quotes a plain \ is written \\"),
        ("a = 1\nb = 2026-02-30\n", 2, "there is no such date"),
    ],
)
def test_a_text_that_is_not_toml(text: str, line: int, words: str) -> None:
    with pytest.raises(LibraryFileError) as caught:
        parse(text, "odd.toml")
    (problem,) = caught.value.problems
    assert problem.line == line
    assert problem.sentence.startswith("this line is not TOML: ")
    assert words in problem.sentence


def test_a_name_that_stands_twice_cannot_steer_the_terminal() -> None:
    with pytest.raises(LibraryFileError) as caught:
        parse('["a\\u001b[31m"]\nb = 1\n["a\\u001b[31m"]\n', "odd.toml")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "number", ["9" * 5000, "9_" * 4400 + "9", "0x" + "f" * 5000, "9223372036854775808"]
)
def test_a_number_beyond_measure_is_said_with_its_line(number: str) -> None:
    with pytest.raises(LibraryFileError) as caught:
        parse(f"a = 1\nb = [\n  2,\n  {number},\n]\n", "odd.toml")
    (problem,) = caught.value.problems
    assert str(problem) == "line 4: the number here is far too long"


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * DEEP + "]" * DEEP,
        "a = " + "{ a = " * DEEP + "1" + " }" * DEEP,
        ".".join("a" * 1000) + " = 1",
        "[" + ".".join("a" * 1000) + "]",
        "a = " + "[" * 100_000,
    ],
)
def test_what_is_nested_too_deep_is_said_as_a_whole(text: str) -> None:
    with pytest.raises(LibraryFileError) as caught:
        parse(text, "odd.toml")
    (problem,) = caught.value.problems
    assert problem.sentence == TOO_DEEP


def test_what_is_nested_as_deep_as_it_may_be_is_read() -> None:
    deep = DEEP - 1
    assert parse("a = " + "[" * deep + "]" * deep, "odd.toml")
