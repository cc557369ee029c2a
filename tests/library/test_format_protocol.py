"""Repeats, choices, roles and cards of a format: each mistake in its line, at its key, in words."""

from pathlib import Path

import pytest

from coreflect_tui.library.format_file import FormatError, read_format_text
from coreflect_tui.library.lines import KeyPath
from small_format import marked, problems, small, told_at_its_mark

# --- repeats -------------------------------------------------------------------------------------

REPEATS = [
    ("[[repeat]]\nsteps = [] # here", ("repeat", 0, "steps"), "a repeat names the steps that come"),
    ("[[repeat]] # here\ntimes = 1", ("repeat", 0, "steps"), "[[repeat]] needs 'steps'"),
    ('[[repeat]]\nsteps = "talk" # here', ("repeat", 0, "steps"), "'steps' is to be a list"),
    (
        '[[repeat]]\ntimes = 1\nsteps = ["tell", "tlak"] # here',
        ("repeat", 0, "steps", 1),
        "there is no step with the id 'tlak'; did you mean 'talk'?",
    ),
    (
        '[[repeat]]\ntimes = 1\nsteps = ["welcome"] # here',
        ("repeat", 0, "steps", 0),
        "there is no step with the id 'welcome'; the ids are hello, tell, talk, bye",
    ),
    (
        '[[repeat]]\ntimes = 1\nsteps = ["tell", "bye"] # here',
        ("repeat", 0, "steps"),
        "the steps of a repeat follow one another in the format, in this order",
    ),
    (
        '[[repeat]]\ntimes = 1\nsteps = ["talk", "tell"] # here',
        ("repeat", 0, "steps"),
        "the steps of a repeat follow one another in the format, in this order",
    ),
    (
        '[[repeat]]\ntimes = 1\nsteps = ["tell", "tell"] # here',
        ("repeat", 0, "steps"),
        "the steps of a repeat follow one another in the format, in this order",
    ),
    (
        '[[repeat]]\ntimes = 1\nsteps = ["tell"]\n[[repeat]]\ntimes = 1\nsteps = [\n'
        '  "hello",\n  "tell", # here\n]',
        ("repeat", 1, "steps", 1),
        "'tell' is in another repeat already",
    ),
    (
        '[[repeat]]\nsteps = ["tell"]\n[[repeat]]\nsteps = ["bye"]\n'
        'times = "until time is up" # here',
        ("repeat", 1, "times"),
        "another repeat goes on until time is up already; say how often this one comes",
    ),
    (
        '[[repeat]]\nsteps = ["tell"]\ntimes = 0 # here',
        ("repeat", 0, "times"),
        "'times' is to be f",
    ),
    ('[[repeat]]\nsteps = ["tell"]\ntimes = 21 # here', ("repeat", 0, "times"), "'times' is to be"),
    (
        '[[repeat]]\nsteps = ["tell"]\ntimes = "twice" # here',
        ("repeat", 0, "times"),
        '\'times\' is to be a whole number, "everyone" or "until time is up"',
    ),
    (
        '[[repeat]]\nsteps = ["tell"]\ntimes = 1\nfor_each = "person" # here',
        ("repeat", 0, "for_each"),
        "'for_each' does not know \"person\"",
    ),
    (
        '[[repeat]]\nsteps = ["tell"]\ntimes = 1\nfor_ech = "presenter" # here',
        ("repeat", 0, "for_ech"),
        "'for_ech' is not a key of [[repeat]]; did you mean 'for_each'?",
    ),
    (
        '[[repeat]]\nsteps = ["tell"]\ntimes = 1\nfor_each = "topic" # here',
        ("repeat", 0, "for_each"),
        'topics are gathered before: a step ahead of it needs writes = ["topic"]',
    ),
]


@pytest.mark.parametrize(("lines", "key", "sentence"), REPEATS)
def test_a_mistake_in_a_repeat(lines: str, key: KeyPath, sentence: str) -> None:
    told_at_its_mark(small(TABLES=lines), key, sentence)


def test_topics_are_gone_through_in_one_way() -> None:
    each = '[[repeat]]\nsteps = ["talk"]\ntimes = 1\nfor_each = "topic" # here'
    told_at_its_mark(
        small(TABLES=each, HELLO='writes = ["topic"]\nkind = "topics"'),
        ("repeat", 0, "for_each"),
        "a step of kind topics shares them out already; have one or the other",
    )
    two = '[[repeat]]\nsteps = ["tell"]\ntimes = 1\nfor_each = "topic" # here\n'
    text = small(TABLES=two + each, HELLO='writes = ["topic"]')
    assert [(line, said) for line, _, said in problems(text)] == [
        (line, "only one repeat can go through the topics") for line in marked(text)
    ]


def test_a_repeat_makes_the_format_longer() -> None:
    text = small(TABLES='[[repeat]]\nsteps = ["tell"]\ntimes = 3')
    told_at_its_mark(
        text.replace("usual = 30", "usual = 30 # here"),
        ("minutes", "usual"),
        "the steps add up to 42 min, 12 min more than the usual 30; make the two agree",
    )


def test_until_time_is_up_may_leave_less_than_once_more_takes() -> None:
    for usual, fits in ((29, False), (30, True), (35, True), (36, True), (41, True), (42, True)):
        text = small(TABLES='[[repeat]]\nsteps = ["tell"]').replace(
            "usual = 30", f"usual = {usual}"
        )
        if fits:
            assert read_format_text(text, "small.toml").minutes.usual == usual
        else:
            assert {key for _, key, _ in problems(text)} == {("minutes", "usual")}


# --- choices, roles, cards -----------------------------------------------------------------------


def choice(**changed: str) -> str:
    """A choice with two options, with lines of it changed."""
    lines = {
        "id": 'id = "way"',
        "ask": 'ask = "Which?"',
        "at": 'at = "hello"',
        "option": "[[choice.option]]",
        "first": 'id = "a"',
        "title": 'title = "A"',
        "steps": 'steps = ["tell"]',
        "second": '[[choice.option]]\nid = "b"',
        "end": 'title = "B"\nsteps = ["talk"]',
    } | changed
    return "[[choice]]\n" + "\n".join(line for line in lines.values() if line)


def chosen(lines: str) -> str:
    """The small format with that choice; the second option's step is not held."""
    return (
        small(TABLES=lines).replace("usual = 30", "usual = 16").replace("least = 30", "least = 9")
    )


CHOICES = [
    ({"id": 'id = "Which way" # here'}, ("id",), "'Which way' is no id; use small letters"),
    ({"ask": 'ask = "" # here'}, ("ask",), "'ask' says nothing"),
    ({"ask": "aks = 'Which?' # here"}, ("aks",), "'aks' is not a key of [[choice]]; did you mean"),
    ({"at": 'at = "hullo" # here'}, ("at",), "there is no step with the id 'hullo'; did you mean"),
    ({"at": 'at = "tell"', "steps": 'steps = ["tell"] # here'}, ("option", 0, "steps", 0),
     "'tell' comes before the choice is made"),
    ({"steps": 'steps = ["tel"] # here'}, ("option", 0, "steps", 0),
     "there is no step with the id 'tel'; did you mean 'tell'?"),
    ({"second": '[[choice.option]]\nid = "a" # here'}, ("option", 1, "id"),
     "the id 'a' stands here already; each needs its own"),
    ({"first": 'id = "A or B" # here'}, ("option", 0, "id"), "'A or B' is no id"),
    ({"title": "title = 3 # here"}, ("option", 0, "title"), "'title' is to be text in quotes"),
    ({"steps": 'setps = ["tell"] # here'}, ("option", 0, "setps"), "'setps' is not a key of [["),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "key", "sentence"), CHOICES)
def test_a_mistake_in_a_choice(changed: dict[str, str], key: KeyPath, sentence: str) -> None:
    text = chosen(choice(**changed))
    (line,) = marked(text)
    told = [one for one in problems(text) if one[1] != ("minutes", "usual")]
    assert [one[:2] for one in told] == [(line, ("choice", 0, *key))]
    assert told[0][2].startswith(sentence), told[0][2]


def test_a_choice_is_between_two_at_least_and_nine_at_most() -> None:
    alone = '[[choice]]\nid = "way"\nask = "?"\nat = "hello"\n[[choice.option]] # here\n'
    one = 'id = "o1"\ntitle = "One"'
    told_at_its_mark(
        small(TABLES=alone + one),
        ("choice", 0, "option"),
        "a choice has two [[choice.option]] or more",
    )
    more = "".join(f'\n[[choice.option]]\nid = "o{n}"\ntitle = "O"' for n in range(2, 11))
    told_at_its_mark(
        small(TABLES=alone + one + more),
        ("choice", 0, "option"),
        "there are digits for nine options",
    )


def test_two_choices_have_two_ids() -> None:
    other = choice(id='id = "way" # here', steps="", end='title = "B"')
    text = chosen(f"{choice()}\n{other}")
    told_at_its_mark(text, ("choice", 1, "id"), "another choice has the id 'way' already")


ROLES = [
    ('id = "Time keeper" # here\ntitle = "T"', "id", "'Time keeper' is no id"),
    ('id = "presenter" # here\ntitle = "T"', "id", "the presenter needs no role; every format"),
    ('id = "facilitator" # here\ntitle = "T"', "id", "the facilitator needs no role; every format"),
    ('id = "keeper"\ntitle = "" # here', "title", "'title' says nothing"),
    ('id = "keeper"\ntitle = "T"\npeople = 0 # here', "people", "'people' is to be 1 or more"),
    ('id = "keeper"\ntitle = "T"\npeople = 501 # here', "people", "'people' is to be 500 or less"),
    ('id = "keeper"\ntitle = "T"\nrotates = 1 # here', "rotates", "'rotates' is to be true or"),
    ('id = "keeper"\ntitle = "T"\nrotate = true # here', "rotate", "'rotate' is not a key of [[ro"),
    ('id = "keeper"\ntitle = "T"\nwords = [] # here', "words", "'words' is to be text in quotes"),
]


@pytest.mark.parametrize(("lines", "key", "sentence"), ROLES)
def test_a_mistake_in_a_role(lines: str, key: str, sentence: str) -> None:
    told_at_its_mark(small(TABLES=f"[[role]]\n{lines}"), ("role", 0, key), sentence)


def test_two_roles_have_two_ids() -> None:
    text = small(
        TABLES='[[role]]\nid = "keeper"\ntitle = "A"\n[[role]]\nid = "keeper" # here\ntitle = "B"'
    )
    told_at_its_mark(text, ("role", 1, "id"), "the id 'keeper' stands here already; each needs")


@pytest.mark.parametrize(
    ("lines", "key", "sentence"),
    [
        ('[[card]] # here\ntitle = "A"', ("card", 0, "words"), "[[card]] needs 'words'"),
        ('[[card]]\ntitle = "" # here\nwords = "B"', ("card", 0, "title"), "'title' says nothing"),
        ('[[card]]\ntitle = "A"\nwords = 3 # here', ("card", 0, "words"), "'words' is to be text"),
        (
            '[[card]]\ntitle = "A"\nwords = "B"\ncolour = "C" # here',
            ("card", 0, "colour"),
            "'colour' is not a key of [[card]]",
        ),
    ],
)
def test_a_mistake_in_a_card(lines: str, key: KeyPath, sentence: str) -> None:
    told_at_its_mark(small(TABLES=lines), key, sentence)


@pytest.mark.parametrize(
    ("line", "key", "sentence"),
    [
        ('presenter = "" # here', "presenter", "'presenter' says nothing"),
        ("topic = 3 # here", "topic", "'topic' is to be text in quotes"),
        (
            'list_two = "us" # here',
            "list_two",
            "'list_two' is not a key of [instead]; did you mean",
        ),
        ('people = "us" # here', "people", "'people' is not a key of [instead]; the keys are"),
    ],
)
def test_a_mistake_in_what_stands_instead_of_names(line: str, key: str, sentence: str) -> None:
    told_at_its_mark(small(TABLES=f"[instead]\n{line}"), ("instead", key), sentence)


@pytest.mark.parametrize(
    ("decks", "sentence"),
    [
        ('"isp"', "there are no cards called 'isp'; did you mean 'ips'?"),
        ('"zzqxy"', "there are no cards called 'zzqxy'; there are "),
        ('"../ips"', "there are no cards called '../ips'; did you mean 'ips'?"),
        ("3", "'decks' is to be text in quotes"),
        ('"ips"', "these cards are here already"),
    ],
)
def test_a_deck_that_cannot_be_had(decks: str, sentence: str) -> None:
    text = small(TOP=f'decks = [\n  "ips",\n  {decks}, # here\n]')
    told_at_its_mark(text, ("decks", 1), sentence)


def test_a_deck_with_a_mistake_is_said_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "ours.toml").write_text('title = "A"\nsource = "B"\ncrad = []\n', "utf-8")
    with pytest.raises(FormatError) as caught:
        read_format_text(small(TOP='decks = ["ours"]'), "small.toml", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.line, problem.key) == (8, ("decks", 0))
    assert problem.sentence.startswith("these cards cannot be used: line 3: 'crad' is not")
