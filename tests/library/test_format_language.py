"""How strictly the language of formats is read: each mistake in its line, at its key, in words.

A mistake ends in "# here" in the text; the problem is to be told in that line.
"""

import pytest

from coreflect_tui.core.speaking import Ends, PresenterPart, Speaks, Speech
from coreflect_tui.library.format_file import format_warnings, read_format_text
from coreflect_tui.library.lines import KeyPath
from small_format import SMALL, marked, problems, small, told_at_its_mark


def test_the_small_format_is_in_order() -> None:
    fmt = read_format_text(SMALL, "small.toml")
    assert format_warnings(fmt, SMALL) == ()


@pytest.mark.parametrize("language", ["en", "ja", "pt-BR", "zh-Hans", "yue"])
def test_a_language_is_said_by_its_code(language: str) -> None:
    text = SMALL.replace('language = "en"', f'language = "{language}"')
    assert read_format_text(text, "small.toml").language == language


@pytest.mark.parametrize("language", ["English", "e", "en_GB", "日本語", "en-"])
def test_a_language_that_is_no_code(language: str) -> None:
    told_at_its_mark(
        SMALL.replace('language = "en"', f'language = "{language}" # here'),
        ("language",),
        f"'{language}' is no code of a language; write \"en\" for English",
    )


# --- who speaks, and how -------------------------------------------------------------------------

IN_A_STEP = [
    ('speaks = "nobody" # here', "speaks", "'speaks' does not know \"nobody\"; choose one of"),
    ('speaks = "pair" # here', "speaks", 'did you mean "pairs"?'),
    ("speaks = 2 # here", "speaks", "'speaks' is to be one of"),
    ('presenter = "silence" # here', "presenter", 'did you mean "silent"?'),
    ("presenter = true # here", "presenter", "'presenter' is to be one of"),
    ('speech = "no advice" # here', "speech", "'speech' is to be a list in square brackets"),
    ('ends = "on itme" # here', "ends", 'did you mean "on time"?'),
    ("not_written = true # here", "not_written", "'not_written' is to be text in quotes"),
    ('not_written = "" # here', "not_written", "'not_written' says nothing"),
    ('agreement = "yes" # here', "agreement", "'agreement' is to be true or false"),
    ('extend = "5m" # here', "extend", "'extend' is to be a list in square brackets"),
    ("each = 2 # here", "each", "'each' is to be a duration in quotes"),
    ('each = "0:00" # here', "each", "'each' is to be longer than nothing"),
    ('warn = "1m" # here', "warn", "'warn' is to be a list in square brackets"),
    ("spekas = 1 # here", "spekas", "did you mean 'speaks'?"),
    ('presnter = "silent" # here', "presnter", "did you mean 'presenter'?"),
    ("not_writen = 'names' # here", "not_writen", "did you mean 'not_written'?"),
    ("agreemnt = true # here", "agreemnt", "did you mean 'agreement'?"),
    # What contradicts the rest of the step.
    (
        'speaks = "presenter"\npresenter = "silent" # here',
        "presenter",
        "the presenter cannot be silent and have the word",
    ),
    (
        'presenter = "silent, camera off" # here\nspeaks = "presenter"',
        "presenter",
        "the presenter cannot be silent and have the word",
    ),
    (
        'speaks = "everyone but the presenter"\npresenter = "speaks" # here',
        "presenter",
        "everyone but the presenter has the word, and the presenter speaks",
    ),
    (
        'speech = ["open", "no advice"] # here',
        "speech",
        "'speech' cannot be open and something else; take one of the two away",
    ),
    (
        'speaks = "silence"\nspeech = ["one sentence"] # here',
        "speech",
        "in \"silence\" nobody has the word; take 'speech' away",
    ),
    (
        'speaks = "writing"\nspeech = ["no advice"] # here',
        "speech",
        "in \"writing\" nobody has the word; take 'speech' away",
    ),
    (
        'ends = "when done"\nextend = ["5m", "2m"] # here',
        "extend",
        "a step that ends when the group is done needs no votes to extend it",
    ),
    (
        'ends = "when done"\nwarn = ["2m"] # here',
        "warn",
        "a step that ends when the group is done has no end to warn of",
    ),
    ('each = "1m" # here', "each", "'each' is for pairs, threes and fours; say who speaks"),
    (
        'speaks = "everyone"\neach = "1m" # here',
        "each",
        "'each' is for pairs, threes and fours; say who speaks",
    ),
    (
        'speaks = "fours"\neach = "1:30"\nleast = 5 # here',
        "least",
        "4 people one after the other need 6 min, and least is 5",
    ),
]


@pytest.mark.parametrize(("lines", "key", "sentence"), IN_A_STEP)
def test_a_mistake_in_a_step(lines: str, key: str, sentence: str) -> None:
    text = small(TELL=lines)
    (line,) = marked(text)
    (told,) = problems(text)
    assert told[:2] == (line, ("step", 1, key))
    assert sentence in told[2]


@pytest.mark.parametrize(
    "speaks", ["pairs", "threes", "fours", "silence", "writing", "facilitator"]
)
def test_a_round_is_for_one_after_the_other(speaks: str) -> None:
    each_round = '[step.round]\norder = "listed"\neach = "1m"'
    told_at_its_mark(
        small(TELL=f'speaks = "{speaks}" # here\n{each_round}'),
        ("step", 1, "speaks"),
        f'a round gives the floor to one person after the other, and "{speaks}" does not; '
        "take 'speaks' or [step.round] away",
    )


@pytest.mark.parametrize("speaks", ["everyone", "everyone but the presenter", "inner ring", "chat"])
def test_a_round_may_be_of_some_of_them(speaks: str) -> None:
    lines = f'speaks = "{speaks}"\n[step.round]\norder = "listed"\neach = "1m"'
    assert read_format_text(small(TELL=lines), "small.toml").steps[1].speaks == speaks


def test_small_groups_need_time_for_each() -> None:
    text = small(TELL='speaks = "threes"\neach = "2:01"').replace(
        "minutes = 6", "minutes = 6 # here"
    )
    told_at_its_mark(
        text, ("step", 1, "minutes"), "3 people one after the other need 7 min, and the step has 6"
    )


def test_each_in_a_round_has_its_own_place() -> None:
    text = small(TELL='each = "1m" # here\n[step.round]\norder = "listed"\neach = "1m"')
    told_at_its_mark(
        text,
        ("step", 1, "each"),
        "'each' is for pairs, threes and fours; for a round it stands in [step.round]",
    )


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('"no advise"', '\'speech\' does not know "no advise"; did you mean "no advice"?'),
        ("3", "'speech' is to be one of"),
    ],
)
def test_an_entry_of_a_list_has_its_own_line(entry: str, sentence: str) -> None:
    text = small(TELL=f'speech = [\n  "one sentence",\n  {entry}, # here\n]')
    told_at_its_mark(text, ("step", 1, "speech", 1), sentence)


@pytest.mark.parametrize("key", ["extend", "warn"])
@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('"soon"', ": That is not a duration"),
        ('"0m"', " is to be longer than nothing"),
        ("5", " is to be a duration in quotes"),
        ('"25h"', ": A duration cannot be longer than a day"),
    ],
)
def test_a_duration_in_a_list(key: str, entry: str, sentence: str) -> None:
    text = small(TELL=f'{key} = [\n  "5m",\n  {entry}, # here\n]')
    told_at_its_mark(text, ("step", 1, key, 1), f"'{key}'{sentence}")


@pytest.mark.parametrize(("key", "kind"), [("speaks", Speaks), ("presenter", PresenterPart)])
def test_every_word_that_there_is_can_be_said(
    key: str, kind: type[Speaks] | type[PresenterPart]
) -> None:
    for word in kind:
        step = read_format_text(small(TELL=f'{key} = "{word}"'), "small.toml").steps[1]
        assert getattr(step, key) is word


def test_what_is_said_of_a_step_arrives() -> None:
    lines = """\
speaks = "threes"
presenter = "only answers"
speech = ["questions only", "one sentence"]
each = "1:30"
extend = ["5m", "2m", "0:30"]
warn = []
not_written = "what the case is about"
agreement = true"""
    step = read_format_text(small(TELL=lines), "small.toml").steps[1]
    assert (step.speaks, step.presenter) == (Speaks.THREES, PresenterPart.ANSWERS)
    assert step.speech == (Speech.QUESTIONS, Speech.ONE_SENTENCE)
    assert (step.each, step.extend, step.warn) == (90, (300, 120, 30), ())
    assert (step.not_written, step.agreement) == ("what the case is about", True)
    assert step.ends is Ends.ON_TIME
    silent = read_format_text(small(TELL='ends = "when done"'), "small.toml").steps[1]
    assert (silent.ends, silent.warn, silent.agreement) == (Ends.WHEN_DONE, None, False)


# --- minutes and the rest ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ('"some"', "'minutes' is to be a whole number of minutes, or \"rest\""),
        ('"6"', "'minutes' is to be a whole number of minutes, or \"rest\""),
        ('"5m"', "'minutes' is to be a whole number of minutes, or \"rest\""),
        ("0", "'minutes' is to be 1 or more"),
        ("1441", "'minutes' is to be 1440 or less"),
        ("true", "'minutes' is to be a whole number"),
    ],
)
def test_minutes_that_are_none(minutes: str, sentence: str) -> None:
    text = SMALL.replace("minutes = 6", f"minutes = {minutes} # here")
    told_at_its_mark(text, ("step", 1, "minutes"), sentence)


REST = 'minutes = "rest" # here'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            SMALL.replace("minutes = 6", 'minutes = "rest"').replace("minutes = 14", REST),
            'only one step can take the "rest"; give this one minutes',
        ),
        (
            small(TABLES='[[repeat]]\nsteps = ["talk"]\ntimes = 1').replace("minutes = 14", REST),
            "a step that may come several times, or not at all, needs minutes",
        ),
        (
            small(
                TABLES='[[choice]]\nid = "way"\nask = "Which?"\nat = "hello"\n'
                '[[choice.option]]\nid = "a"\ntitle = "A"\nsteps = ["talk"]\n'
                '[[choice.option]]\nid = "b"\ntitle = "B"\n'
            ).replace("minutes = 14", REST),
            "a step that may come several times, or not at all, needs minutes",
        ),
        (
            small(TALK="protected = true").replace("minutes = 14", REST),
            "a protected step keeps its time, so it cannot take the rest",
        ),
        (
            small(TALK='[step.round]\norder = "listed"\neach = "1m"').replace("minutes = 14", REST),
            "a round follows the number of people; give it minutes",
        ),
        (
            SMALL.replace("minutes = 14", REST).replace("minutes = 6", "minutes = 20"),
            "the other steps leave nothing of 30 min",
        ),
        (
            SMALL.replace("minutes = 14", REST).replace("minutes = 6", "minutes = 25"),
            "the other steps leave nothing of 30 min",
        ),
    ],
)
def test_the_rest_has_its_place(text: str, sentence: str) -> None:
    (line,) = marked(text)
    told = [one for one in problems(text) if one[1][-1:] == ("minutes",)]
    assert [one[0] for one in told] == [line]
    assert told[0][2] == sentence


def test_the_rest_in_pairs_has_time_for_both() -> None:
    text = small(TALK='speaks = "pairs"\neach = "4m"').replace("minutes = 14", 'minutes = "rest"')
    talk = read_format_text(text, "small.toml").steps[2]
    assert (talk.minutes, talk.least, talk.rest) == (14, 8, True)


def test_the_rest_is_kept_within_its_limits() -> None:
    rest = SMALL.replace("minutes = 14", 'minutes = "rest"')
    assert read_format_text(rest, "small.toml").steps[2].most == 1440
    told_at_its_mark(
        rest.replace("# TALK", "most = 13 # here"),
        ("step", 2, "most"),
        "most (13) is less than minutes (14)",
    )
    told_at_its_mark(
        rest.replace("# TALK", "least = 15 # here"),
        ("step", 2, "least"),
        "the other steps leave 14 min, and this one needs 15",
    )


# --- lists, agreement, words ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            SMALL.replace('["online", "in person"]', '[\n "online",\n "online", # here\n]'),
            ("places", 1),
        ),
        (small(TOP='outcomes = [\n "harvest",\n "harvest", # here\n]'), ("outcomes", 1)),
        (small(TALK='writes = [\n "topic",\n "topic", # here\n]'), ("step", 2, "writes", 1)),
        (
            small(TALK='speech = [\n "no advice",\n "no advice", # here\n]'),
            ("step", 2, "speech", 1),
        ),
    ],
)
def test_nothing_stands_twice_in_a_list(text: str, key: KeyPath) -> None:
    (line,) = marked(text)
    (told,) = problems(text)
    assert told[:2] == (line, key)
    assert told[2].endswith("stands in this list already")


def test_the_agreement_has_one_place() -> None:
    text = small(HELLO="agreement = true", BYE="agreement = true # here")
    told_at_its_mark(text, ("step", 3, "agreement"), "the agreement is looked at in one step")


@pytest.mark.parametrize(
    ("lines", "key", "sentence"),
    [
        ('ask = "{peopel}" # here', ("ask",), "'{peopel}' is no placeholder; did you mean"),
        ('ask = "{zzqxy}" # here', ("ask",), "'{zzqxy}' is no placeholder; there are title, date,"),
        ('ask = "{}" # here', ("ask",), "'{}' is no placeholder; there are title, date,"),
        ('ask = "{people" # here', ("ask",), 'a lone brace; write "{{" or "}}" for a plain one'),
        ('ask = "people}" # here', ("ask",), 'a lone brace; write "{{" or "}}" for a plain one'),
        ('say = [\n "So.",\n "{nam}", # here\n]', ("say", 1), "'{nam}' is no placeholder;"),
        ('points = [\n "So.",\n "{nam}", # here\n]', ("points", 1), "'{nam}' is no placeholder;"),
        (
            'points = [\n { text = "{nam}", place = "online" }, # here\n]',
            ("points", 0),
            "'{nam}' is no placeholder;",
        ),
        ('questions = [{ text = "{nam}" }] # here', ("questions", 0), "'{nam}' is no placeholder;"),
        ('reminders = [{ text = "{nam}" }] # here', ("reminders", 0), "'{nam}' is no placeholder;"),
        ('not_written = "{nam}" # here', ("not_written",), "'{nam}' is no placeholder;"),
        (
            'ask = "{contact}" # here',
            ("ask",),
            "'{contact}' stands for nothing here: it is who writes certificates",
        ),
        (
            'ask = "{ presenter }" # here',
            ("ask",),
            "'{presenter}' stands for nothing here: nobody presents",
        ),
        ('ask = "{topic}" # here', ("ask",), "'{topic}' stands for nothing here: no step has"),
    ],
)
def test_what_stands_in_braces(lines: str, key: KeyPath, sentence: str) -> None:
    told_at_its_mark(small(TALK=lines), ("step", 2, *key), sentence)


def test_words_outside_of_steps_have_placeholders_too() -> None:
    told_at_its_mark(
        SMALL.replace('"Nothing is noted."', '"{list-to} gets it." # here'),
        ("notice",),
        "'{list-to}' is no placeholder; did you mean '{list_to}'?",
    )
    told_at_its_mark(
        small(TOP='confidentiality = "{contacts}" # here'),
        ("confidentiality",),
        "'{contacts}' is no placeholder; did you mean '{contact}'?",
    )
    room = '[room]\ncloses_after = "hello"\nminutes = 5\nwords = "{strat}" # here'
    told_at_its_mark(
        small(TABLES=room),
        ("room", "words"),
        "'{strat}' is no placeholder; did you mean '{start}'?",
    )


def test_plain_braces_and_known_placeholders_are_words() -> None:
    words = 'ask = "{{so}} {people} people at {start}, {presenter}?"\npresenter = "speaks"'
    assert read_format_text(small(TALK=words), "small.toml").steps[2].ask.startswith("{{so}}")


def test_notes_that_go_nowhere_are_worth_a_look() -> None:
    text = small(TALK='writes = [\n "takeaway",\n] # here')
    (warning,) = format_warnings(read_format_text(text, "small.toml"), text)
    assert warning.key == ("step", 2, "writes")
    assert warning.sentence.startswith("what is written here goes into no file;")
    for kept in (
        small(TALK='writes = ["topic", "reminder"]'),
        small(TALK='writes = ["takeaway"]', TOP='outcomes = ["harvest"]'),
    ):
        assert format_warnings(read_format_text(kept, "small.toml"), kept) == ()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('closes_after = "helo"', "there is no step with the id 'helo'; did you mean 'hello'?"),
        ('closes_after = "zzq"', "there is no step with the id 'zzq'; the ids are hello, tell, t"),
    ],
)
def test_the_room_closes_after_a_step(lines: str, sentence: str) -> None:
    text = small(TABLES=f'[room]\n{lines} # here\nminutes = 5\nwords = "Later."')
    told_at_its_mark(text, ("room", "closes_after"), sentence)
