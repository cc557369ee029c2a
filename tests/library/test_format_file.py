"""A format's file becomes a Format, or every problem in it is said with its line."""

from pathlib import Path

import pytest

from coreflect_tui.core.formats import (
    FacilitatorsIn,
    NoteKind,
    Order,
    Outcome,
    Place,
    Point,
    Question,
    Reminder,
    StepKind,
    Tone,
)
from coreflect_tui.library.bounds import TOO_DEEP
from coreflect_tui.library.format_file import (
    FormatError,
    format_warnings,
    read_format,
    read_format_text,
)

SMALL = """\
id = "small"
title = "Small"
summary = "A small one."
source = "Our own."
language = "en"
notice = "Nothing is noted."
places = ["online"]
[minutes]
usual = 20
least = 10
most = 30
[people]
usual = 5
least = 2
most = 9
[[step]]
id = "hello"
title = "Hello"
[step.round]
order = "popcorn"
each = "1:30"
[[step]]
id = "talk"
title = "Talk"
minutes = 12
"""

TURNED_ROUND = """\
[[step]]
id = "bye"
title = "Bye"
[step.round]
order = "reversed"
each = "1:30"
"""


def sentences(text: str) -> list[str]:
    """What is wrong with `text`, each with its line."""
    with pytest.raises(FormatError) as caught:
        read_format_text(text, "small.toml")
    return [str(problem) for problem in caught.value.problems]


def test_what_is_not_said_has_a_sensible_value() -> None:
    fmt = read_format_text(SMALL, "small.toml")
    hello, talk = fmt.steps
    # 5 people x 1:30, a minute begun counts; without each_least a turn does not shrink.
    assert (hello.kind, hello.minutes, hello.least, hello.most) == (StepKind.ROUND, 8, 8, 16)
    assert hello.round is not None
    assert (hello.round.each, hello.round.each_least) == (90, 90)
    assert hello.round.facilitators is FacilitatorsIn.LISTED
    assert (talk.kind, talk.minutes, talk.least, talk.most) == (StepKind.TALK, 12, 12, 24)
    assert fmt.outcomes == ()
    assert fmt.attendance
    assert fmt.certificates is None
    assert fmt.room is None


def test_a_break_and_a_protected_step_do_not_grow_unless_it_is_said() -> None:
    steady = read_format_text(SMALL + 'kind = "break"\n', "small.toml").steps[1]
    assert (steady.least, steady.most) == (12, 12)
    kept = read_format_text(SMALL + "protected = true\n", "small.toml").steps[1]
    assert (kept.least, kept.most) == (12, 12)
    said = read_format_text(SMALL + "protected = true\nmost = 15\nleast = 6\n", "x").steps[1]
    assert (said.least, said.most) == (6, 15)


def test_everything_that_can_be_said_arrives() -> None:
    text = SMALL.replace(
        'places = ["online"]', 'places = ["online", "in person"]\noutcomes = ["harvest"]'
    )
    text += """\
least = 5
most = 20
ask = "What now?"
say = ["First.", "Second."]
points = ["One", { text = "Two", place = "online" }]
questions = [{ tone = "works", text = "What works?" }, { text = "And?" }]
reminders = [{ text = "Late", after = "10m", place = "in person" }, { text = "Soon", left = "2m" }]
writes = ["intention", "harvest"]
door = "harvest"
drop = 1
place = "online"
"""
    fmt = read_format_text(text, "small.toml")
    talk = fmt.steps[1]
    assert fmt.places == (Place.ONLINE, Place.IN_PERSON)
    assert fmt.outcomes == (Outcome.HARVEST,)
    assert (talk.least, talk.most, talk.ask, talk.say) == (
        5,
        20,
        "What now?",
        ("First.", "Second."),
    )
    assert talk.points == (Point("One"), Point("Two", Place.ONLINE))
    assert talk.questions == (Question("What works?", Tone.WORKS), Question("And?", Tone.OPEN))
    assert talk.reminders == (
        Reminder("Late", after=600, place=Place.IN_PERSON),
        Reminder("Soon", left=120),
    )
    assert talk.writes == (NoteKind.INTENTION, NoteKind.HARVEST)
    assert (talk.door, fmt.steps[0].door) == (NoteKind.HARVEST, None)
    assert (talk.drop, talk.place) == (1, Place.ONLINE)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "minutes = 12",
            "minuts = 12\nminutes = 12",
            "line 25: 'minuts' is not a key of a step; did you mean 'minutes'?",
        ),
        (
            "each =",
            "eech =",
            "line 21: 'eech' is not a key of [step.round]; did you mean 'each'?",
        ),
        ("minutes = 12", "", "line 22: a step needs 'minutes'"),
        ('title = "Small"\n', "", "a format needs 'title'"),
        ('title = "Talk"\n', "", "line 22: a step needs 'title'"),
        ("minutes = 12", 'minutes = "12"', "line 25: 'minutes' is to be a whole number"),
        ("minutes = 12", "minutes = 12.0", "line 25: 'minutes' is to be a whole number"),
        ("minutes = 12", "minutes = true", "line 25: 'minutes' is to be a whole number"),
        ("minutes = 12", "minutes = 0", "line 25: 'minutes' is to be 1 or more"),
        ("minutes = 12", "minutes = 9999", "line 25: 'minutes' is to be 1440 or less"),
        ('title = "Talk"', "title = 3", "line 24: 'title' is to be text in quotes"),
        ('title = "Talk"', 'title = " "', "line 24: 'title' says nothing"),
        (
            'title = "Talk"',
            f'title = "{"long" * 60}"',
            "line 24: 'title' is longer than 200 characters",
        ),
        ("minutes = 12", 'minutes = 12\nsay = "Hi"', "line 26: 'say' is to be a list"),
        ("minutes = 12", "minutes = 12\npoints = [3]", "line 26: 'points' is to be a table"),
        (
            "minutes = 12",
            'minutes = 12\nprotected = "yes"',
            "line 26: 'protected' is to be true or false",
        ),
        (
            "popcorn",
            "popkorn",
            'line 20: \'order\' does not know "popkorn"; did you mean "popcorn"?',
        ),
        (
            "popcorn",
            "qqq",
            'line 20: \'order\' does not know "qqq"; choose one of "listed", "gallery", "baton"',
        ),
        ('"popcorn"', "7", "line 20: 'order' is to be one of"),
        ('"1:30"', '"soon"', "line 21: 'each': That is not a duration"),
        ('"1:30"', "90", "line 21: 'each' is to be a duration in quotes"),
        ('"1:30"', '"0:00"', "line 21: 'each' is to be longer than nothing"),
        ("[people]\nusual", "[people]\nusal", "line 13: 'usal' is not a key of [people]; did you"),
        ("minutes = 12", "minutes = 12\nmost = 11", "line 26: most (11) is less than minutes"),
        ("minutes = 12", "minutes = 13", "line 9: the steps add up to 21 min, 1 min more"),
        ("minutes = 12", "minutes = = 12", "line 25: this line is not TOML: no value is here"),
        ("minutes = 12", 'minutes = "12', "line 25: this line is not TOML: a quote opens"),
        ('id = "talk"', 'id = "hello"', "line 23: another step has the id 'hello'"),
        ('title = "Small"', 'title = "Small"\nplain_title = ""', "line 3: 'plain_title' says"),
        ('title = "Small"', 'title = "Small"\nplain_title = 3', "line 3: 'plain_title' is to be"),
        (
            '"popcorn"',
            '"popcorn"\nreverse_of = "talk"',
            'line 21: \'reverse_of\' is for order = "reversed", not "popcorn"',
        ),
        ('"popcorn"', '"reversed"', "line 20: no round comes before this one"),
        ('"popcorn"', '"popcorn"\nreverse_of = 3', "line 21: 'reverse_of' is to be text"),
        (
            "minutes = 12",
            'minutes = 12\ndoor = "takeaways"',
            'line 26: \'door\' does not know "takeaways"; did you mean "takeaway"?',
        ),
        (
            "minutes = 12",
            'minutes = 12\ndoor = "takeaway"',
            'line 26: a line for "takeaway" is offered when this step ends, and it writes nothing;',
        ),
        (
            "minutes = 12",
            'minutes = 12\nwrites = ["quote"]\ndoor = "takeaway"',
            'line 27: a line for "takeaway" is offered when this step ends, and it writes only "q',
        ),
        ('"popcorn"', '"popcorn"\nreverse = ""', "line 21: 'reverse' is not a key of [step.round]"),
    ],
)
def test_a_mistake_is_said_with_its_line(old: str, new: str, sentence: str) -> None:
    assert SMALL.count(old) == 1
    said = sentences(SMALL.replace(old, new))
    assert [line for line in said if line.startswith(sentence)] != [], said


@pytest.mark.parametrize("order", [one for one in Order if one is not Order.REVERSED])
def test_every_order_can_be_said(order: Order) -> None:
    rule = read_format_text(SMALL.replace("popcorn", order), "small.toml").steps[0].round
    assert rule is not None
    assert (rule.order, rule.reverse_of) == (order, "")


@pytest.mark.parametrize("reverse_of", ["", "hello"])
def test_a_later_round_can_turn_an_earlier_one_round(reverse_of: str) -> None:
    said = f'reverse_of = "{reverse_of}"\n' if reverse_of else ""
    text = SMALL.replace("usual = 20", "usual = 28") + TURNED_ROUND + said
    rule = read_format_text(text, "small.toml").steps[2].round
    assert rule is not None
    assert (rule.order, rule.reverse_of) == (Order.REVERSED, reverse_of)


@pytest.mark.parametrize(
    ("reverse_of", "sentence"),
    [
        (
            "helo",
            "line 32: there is no step with the id 'helo'; the rounds before this one are hello",
        ),
        ("talk", "line 32: 'talk' is not a round; the rounds before this one are hello"),
        (
            "bye",
            "line 32: 'bye' comes no earlier than this one; the rounds before this one are hello",
        ),
        (" ", "line 32: 'reverse_of' says nothing"),
    ],
)
def test_what_a_round_turns_round_is_an_earlier_round(reverse_of: str, sentence: str) -> None:
    text = SMALL.replace("usual = 20", "usual = 28").replace("most = 30", "most = 40")
    assert sentences(text + TURNED_ROUND + f'reverse_of = "{reverse_of}"\n') == [sentence]


def test_a_format_may_say_what_it_is_called_when_people_have_not_done_the_training() -> None:
    assert read_format_text(SMALL, "small.toml").plain_title == ""
    text = SMALL.replace('title = "Small"', 'title = "Small"\nplain_title = "Plain  \\u0007words"')
    assert read_format_text(text, "small.toml").plain_title == "Plain words"


def test_all_mistakes_of_a_file_are_said_at_once_in_their_order() -> None:
    text = SMALL.replace("popcorn", "popkorn").replace("[minutes]", "[minuets]")
    text = text.replace('source = "Our own."\n', "")
    said = sentences(text + "prtected = true\n")
    assert [line.split(":")[0] for line in said] == [
        "a format needs 'source'",
        "line 7",
        "line 19",
        "line 25",
    ]
    with pytest.raises(FormatError, match=r"^small\.toml: a format needs 'source'\nsmall\.toml"):
        read_format_text(text, "small.toml")


def test_words_are_cleaned_on_their_way_in() -> None:
    text = SMALL.replace('"Talk"', '"\\u001b[31mTalk\\u202e\\u0007 now"')
    assert read_format_text(text, "small.toml").steps[1].title == "Talk now"


def test_a_key_cannot_smuggle_controls_into_a_sentence() -> None:
    (said,) = sentences('"\\u001b]0;x\\u0007zzz" = 1\n' + SMALL)
    assert said.startswith("line 1: 'zzz' is not a key of a format")


def test_a_file_is_read_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_format(path).title == "Small"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"id = 'x'\ntitle = 'caf\xe9'\n", "line 2: the file is not UTF-8 text; save it as UTF-8"),
        (SMALL.encode("utf-16"), "line 1: the file is not UTF-8 text; save it as UTF-8"),
        (b"#" * 300_000, "the file is larger than 256 kB, which none needs to be"),
        (b"a = " + b"[" * 100_000, TOO_DEEP),
        (b"", "a format needs 'id'"),
    ],
)
def test_a_file_that_is_no_format_is_said_in_a_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        read_format(path)
    assert str(caught.value.problems[0]) == sentence


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"none\.toml: there is no such file"):
        read_format(tmp_path / "none.toml")
    with pytest.raises(FormatError, match=r"the file cannot be read \(it is not a file\)"):
        read_format(tmp_path)


def test_warnings_have_lines_too() -> None:
    text = SMALL + 'questions = [\n  { tone = "challenge", text = "What is hard?" },\n]\n'
    text = text.replace("least = 10", "least = 20")
    (warning,) = format_warnings(read_format_text(text, "small.toml"), text)
    assert warning.line == 27
    assert "hard" in warning.sentence


def test_a_round_that_is_said_to_be_none_is_a_problem() -> None:
    text = SMALL.replace('title = "Hello"', 'title = "Hello"\nkind = "talk"')
    assert sentences(text) == [
        "line 19: a step with a [step.round] table is a round, not 'talk'; take 'kind' away"
    ]
