"""All mistakes of a format are told at once, and none that only follows from another."""

from small_format import SMALL, all_told, marked, problems, small, told_at_its_mark


def test_a_misspelt_key_does_not_hide_what_contradicts_it() -> None:
    all_told(
        small(TELL='spekas = "presenter" # here\npresenter = "silent" # here'),
        "'spekas' is not a key of a step; did you mean 'speaks'?",
        "the presenter cannot be silent and have the word",
    )


def test_a_misspelt_table_does_not_hide_what_stands_in_it() -> None:
    text = small().replace("[minutes]", "[minuets]")
    line = text.splitlines().index("[minuets]") + 1
    wrong = text.replace("usual = 30", 'usual = "30"', 1)
    assert wrong != text
    at = wrong.splitlines().index('usual = "30"') + 1
    assert [one[0] for one in problems(wrong)] == [line, at]


def test_what_contradicts_is_said_where_the_misspelt_key_stands() -> None:
    text = small(TELL='speaks = "presenter"\npresnter = "silent" # here')
    (line,) = marked(text)
    assert [one[0] for one in problems(text)] == [line, line]


def test_a_misspelt_word_does_not_hide_what_contradicts_it() -> None:
    all_told(
        small(TELL='speaks = "presnter" # here\npresenter = "silent" # here'),
        '\'speaks\' does not know "presnter"; did you mean "presenter"?',
        "the presenter cannot be silent and have the word",
    )


def test_a_missing_key_does_not_hide_the_rest() -> None:
    text = small(TELL='each = "1m" # here').replace('title = "Bye"\n', "")
    assert [said for _, _, said in problems(text)] == [
        "'each' is for pairs, threes and fours; say who speaks",
        "a step needs 'title'",
    ]
    without = small(TELL='each = "1m"').replace("minutes = 14\n", "")
    assert [said for _, _, said in problems(without)] == [
        "'each' is for pairs, threes and fours; say who speaks",
        "a step needs 'minutes'",
    ]


def test_every_mistake_of_a_file_is_said_at_once() -> None:
    text = small(
        TOP='warn = ["soon"] # here\ndecks = ["isp"] # here',
        TABLES='[[role]]\nid = "presenter" # here\ntitle = "P"\n'
        '[[repeat]]\nsteps = ["tell"]\ntimes = 1\nfor_each = "topic" # here',
        HELLO='agreemnt = true # here\nask = "{peopel}" # here',
        TELL='speaks = "everyone but the presenter"\npresenter = "speaks" # here',
        TALK='ends = "when done"\nextend = ["5m"] # here\nspeech = ["open", "no advice"] # here',
        BYE='each = "2m" # here\nprotected = "yes" # here',
    )
    all_told(
        text,
        "'warn': That is not a duration",
        "there are no cards called 'isp'; did you mean 'ips'?",
        "the presenter needs no role",
        "topics are gathered before",
        "'agreemnt' is not a key of a step; did you mean 'agreement'?",
        "'{peopel}' is no placeholder; did you mean '{people}'?",
        "everyone but the presenter has the word",
        "a step that ends when the group is done needs no votes",
        "'speech' cannot be open and something else",
        "'each' is for pairs, threes and fours",
        "'protected' is to be true or false",
    )


def test_a_misspelt_step_is_not_followed_by_what_is_missing_without_it() -> None:
    text = SMALL.replace('[[step]]\nid = "talk"', '[[setp]] # here\nid = "talk"')
    told_at_its_mark(text, ("setp",), "'setp' is not a key of a format; did you mean 'step'?")
