"""What is typed as a quote is taken apart as it is meant, in the ways of many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.core.quotation import Quotation, read_quotation, same_words, without_marks
from coreflect_tui.core.text import LINE_LIMIT, NOTE_LIMIT, clean_line, clean_note

WORDS = "Fall seven times, stand up eight"
EIGHT = Quotation(WORDS, "Japanese proverb")


@pytest.mark.parametrize(
    "typed",
    [
        f"{WORDS} — Japanese proverb",
        f"{WORDS} – Japanese proverb",
        f"{WORDS} ― Japanese proverb",
        f"{WORDS} - Japanese proverb",
        f"{WORDS} -- Japanese proverb",
        f"{WORDS} --- Japanese proverb",
        f"{WORDS} ~ Japanese proverb",
        f"{WORDS} ~Japanese proverb",
        f"{WORDS} —Japanese proverb",
        f"{WORDS} -Japanese proverb",
        f"{WORDS}— Japanese proverb",
        f"{WORDS}—Japanese proverb",
        f"{WORDS}--Japanese proverb",
        f"  {WORDS}\t—  Japanese proverb  ",
        f"- {WORDS} — Japanese proverb",
        f"• {WORDS} — Japanese proverb",
        f"{WORDS} — (Japanese proverb)",
        f"{WORDS}\n— Japanese proverb",
        f"{WORDS} / — Japanese proverb",
        f"\x1b[31m{WORDS}\x1b[0m — Japanese\u202e proverb",
    ],
)
def test_a_dash_and_its_stand_ins_come_before_who(typed: str) -> None:
    assert read_quotation(typed) == EIGHT


@pytest.mark.parametrize(
    "marks",
    [
        '""',
        "“”",
        "„“",
        "„”",
        "””",
        "«»",
        "»«",
        "»»",
        "‹›",
        "›‹",
        "‘’",
        "‚‘",
        "''",
        "「」",
        "『』",
        "《》",
    ],
)
@pytest.mark.parametrize("then", [" — {}", " - {}", "—{}", " ({})", ", {}", " ~ {}", ": {}"])
def test_quotation_marks_of_many_languages_go(marks: str, then: str) -> None:
    assert read_quotation(f"{marks[0]}{WORDS}{marks[1]}{then.format('Japanese proverb')}") == EIGHT


def test_french_marks_stand_off() -> None:
    typed = "« L’attention est la forme la plus rare de la générosité » — Simone Weil, lettre"
    quotation = read_quotation(typed)
    assert quotation.words == "L’attention est la forme la plus rare de la générosité"
    assert (quotation.who, quotation.where) == ("Simone Weil", "lettre")


@pytest.mark.parametrize(
    ("typed", "who", "where"),
    [
        ("W — bell hooks, All About Love, 2000", "bell hooks", "All About Love, 2000"),
        ("W — Brené Brown (The Gifts)", "Brené Brown", "The Gifts"),
        ("W — Brené Brown [The Gifts]", "Brené Brown", "The Gifts"),
        ("W — Emily Dickinson; Poems", "Emily Dickinson", "Poems"),
        ("W — Emily Dickinson / Poems", "Emily Dickinson", "Poems"),
        ("W — Emily Dickinson / Poems, 1891", "Emily Dickinson", "Poems, 1891"),
        ("「W」— 松尾芭蕉、奥の細道", "松尾芭蕉", "奥の細道"),
        ("W — AC/DC, a song", "AC/DC", "a song"),
        ("W — John Donne,", "John Donne", ""),
        ("W — Bo", "Bo", ""),
    ],
)
def test_the_place_comes_after_who(typed: str, who: str, where: str) -> None:
    assert read_quotation(typed) == Quotation("W", who, where)


@pytest.mark.parametrize(
    ("typed", "words", "who"),
    [
        ("Hope – that thing—with feathers — E. D.", "Hope – that thing—with feathers", "E. D."),
        ("A well-known thing - Bo", "A well-known thing", "Bo"),
        ("“Hope” is a thing with feathers — E. D.", "“Hope” is a thing with feathers", "E. D."),
        ("“Hope” and “fear” — Bo", "“Hope” and “fear”", "Bo"),
        ("“He said “go” — and I went” — Bo", "He said “go” — and I went", "Bo"),
        ("„Er sagte „geh“ – und ich ging“ – Bo", "Er sagte „geh“ – und ich ging", "Bo"),
        ("‘It’s a dog’s life’ - Bo", "It’s a dog’s life", "Bo"),
        ("’Tis the gift to be simple — Shaker song", "’Tis the gift to be simple", "Shaker song"),
        ("“Not closed — Bo", "Not closed", "Bo"),
        ("From 1819 – 1880 she wrote — Bo", "From 1819 – 1880 she wrote", "Bo"),
        ('"It\'s "fine" now" - Bo', 'It\'s "fine" now', "Bo"),
        ("one / two / — Bo", "one / two", "Bo"),
        ("one\ntwo\n— Bo", "one\ntwo", "Bo"),
    ],
)
def test_dashes_and_marks_within_the_words_stay(typed: str, words: str, who: str) -> None:
    assert read_quotation(typed) == Quotation(words, who)


@pytest.mark.parametrize(
    "typed",
    [
        WORDS,
        f"“{WORDS}”",
        f"- {WORDS}",
        "Hope—that thing",
        "pre- and post-war",
        "born 1819 – 1880",
        "I am large (I contain multitudes)",
        "Because I could not stop for Death –",
        "words — ?",
        "words — …",
        "words — ()",
        "words — " + "x" * (LINE_LIMIT + 1),
        "“words” — " + "x" * (LINE_LIMIT + 1),
        "x — ",
        "—",
        "",
    ],
)
def test_where_nobody_is_named_nobody_is_made_up(typed: str) -> None:
    quotation = read_quotation(typed)
    assert (quotation.who, quotation.where) == ("", "")


def test_without_anybody_all_that_was_typed_is_words() -> None:
    assert read_quotation("Hope — ?").words == "Hope — ?"
    assert read_quotation(f"“{WORDS}”").words == WORDS


@pytest.mark.parametrize("typed", ["“” — Bo", '"" - Bo, Book'])
def test_there_may_be_no_words(typed: str) -> None:
    quotation = read_quotation(typed)
    assert (quotation.words, quotation.who) == ("", "Bo")


def test_it_is_said_whole() -> None:
    assert str(Quotation("W", "Bo", "a book, 1901")) == "“W” — Bo, a book, 1901"
    assert str(Quotation("W", "Bo")) == "“W” — Bo"
    assert str(Quotation("W")) == "“W”"


def test_the_same_words_are_alike_however_they_are_written() -> None:
    assert same_words("“Imperfections are not… it’s all”") == same_words(
        "imperfections  are NOT ... it's\nall"
    )
    assert same_words("नमस्ते") != same_words("नमसत")
    assert same_words("...") == "..."
    assert same_words("one / two") == same_words("One\ntwo")


ANY = st.text(st.characters() | st.sampled_from("“”„\"'«»—–-~,()[]/\n \x1b\u202e"), max_size=300)


@given(ANY)
def test_nothing_crashes_and_all_is_clean(typed: str) -> None:
    quotation = read_quotation(typed)
    assert quotation.words == clean_note(quotation.words)
    assert len(quotation.words) <= NOTE_LIMIT
    for part in (quotation.who, quotation.where):
        assert part == clean_line(part)
    assert quotation.who or not quotation.where
    without_marks(typed)
    same_words(typed)


PLAIN = st.from_regex(r"[A-Za-zÄé日][A-Za-z éü0-9]{0,30}[a-z]", fullmatch=True).map(clean_line)


@given(PLAIN, PLAIN, PLAIN | st.just(""))
def test_what_is_said_whole_is_read_as_it_was(words: str, who: str, where: str) -> None:
    quotation = Quotation(words, who, where)
    assert read_quotation(str(quotation)) == quotation


@pytest.mark.parametrize("part", ["a - ", "a — ", "“", "“a”", "(", "“a” — (", "'a' - ", "- ", "— "])
def test_a_long_text_of_marks_is_read_at_once(part: str) -> None:
    read_quotation(part * (NOTE_LIMIT // len(part)))
