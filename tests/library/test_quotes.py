"""Quotes carry their source, and none is taken without."""

import re
from pathlib import Path

import pytest

from coreflect_tui.core.quotation import same_words
from coreflect_tui.library.own_quotes import add_quotes, own_text
from coreflect_tui.library.quotes import (
    Quote,
    QuotesError,
    list_quotes,
    quote_of,
    quotes_at_hand,
    quotes_in,
    read_quotes,
    shipped_quotes,
)
from coreflect_tui.library.shipped import shipped_folder

HOPE = Quote("Hope is the thing", "Emily Dickinson", "Poems", "1891", ("hope", "closing"))
THESE = tuple(Quote(f"These are words {letter}", "Somebody", "A book") for letter in "abc")
A, B, C = THESE
WHOLE = '[[quote]]\nwords = "So."\nwho = "Somebody"\nwhere = "A book"\n'


def test_the_shipped_quotes_have_their_words_and_sources() -> None:
    quotes = {quote.who: quote for quote in shipped_quotes()}
    assert quotes["Japanese proverb"].words == "Fall seven times, stand up eight"
    assert quotes["Brené Brown"].words.endswith("we're all in this together.")
    mead = quotes["Shery Mead"]
    assert mead.source == "Shery Mead, SAMHSA webcast, 2010"
    rights = quotes["Aboriginal rights activists"]
    assert rights.source == "Aboriginal rights activists, Queensland, Australia, 1970s"
    assert all(quote.who and quote.where for quote in shipped_quotes())


def test_the_other_shipped_quotes_are_old_and_say_when() -> None:
    seeds = read_quotes(shipped_folder("quotes") / "seeds.toml")
    assert shipped_quotes()[:4] == seeds, "they come first"
    for quote in shipped_quotes()[4:]:
        years = [int(year) for year in re.findall(r"\b1[5-9]\d\d\b", quote.when)]
        assert years, quote.who
        assert max(years) < 1929, "nobody's any more"


def test_every_shipped_quote_has_tags_and_words_of_its_own() -> None:
    words = [same_words(quote.words) for quote in shipped_quotes()]
    assert len(set(words)) == len(words)
    for quote in shipped_quotes():
        assert {"opening", "closing"} & set(quote.tags)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('who = "Somebody"\n', "", "line 1: a quote needs 'who'"),
        ('where = "A book"\n', "", "line 1: a quote needs 'where'"),
        ('"A book"', '""', "line 4: 'where' says nothing"),
        ("who", "whom", "line 3: 'whom' is not a key of a quote; did you mean 'who'?"),
        ('"So."', '"So', "line 2: this line is not TOML: a quote opens and is not closed"),
    ],
)
def test_a_quote_without_a_source_is_refused(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    path = tmp_path / "quotes.toml"
    path.write_text(WHOLE.replace(old, new), "utf-8")
    with pytest.raises(QuotesError) as caught:
        read_quotes(path)
    assert sentence in [str(problem) for problem in caught.value.problems]


def test_a_quote_is_read(tmp_path: Path) -> None:
    path = tmp_path / "quotes.toml"
    path.write_text(WHOLE + 'when = "1901"\ntags = ["hope"]\n', "utf-8")
    (quote,) = read_quotes(path)
    assert (quote.words, quote.source, quote.tags) == ("So.", "Somebody, A book, 1901", ("hope",))


@pytest.mark.parametrize(
    ("who", "where", "problem"),
    [
        ("", "A talk", "'who' says nothing"),
        ("Bo", " \x1b[0m ", "'where' says nothing"),
        ("B" * 201, "A talk", "'who' is longer than 200 characters"),
    ],
)
def test_no_quote_without_a_source(who: str, where: str, problem: str) -> None:
    with pytest.raises(QuotesError) as caught:
        quote_of("So.", who, where)
    assert str(caught.value) == f"This quote: {problem}"


def test_strangers_words_are_cleaned() -> None:
    quote = quote_of("So\x1b[31m.\u202e", "B\x07o", "A\ntalk", tags=["ho\x00pe"])
    assert quote == Quote("So.", "Bo", "A talk", "", ("hope",))


# --- the list ------------------------------------------------------------------------------------


def test_the_list_has_the_user_s_own_first_and_the_same_words_once(tmp_path: Path) -> None:
    folder = tmp_path / "quotes"
    seed = shipped_quotes()[0]
    add_quotes(folder, (HOPE,))
    mine = Quote(seed.words.upper(), seed.who, seed.where, tags=("mine",))
    (folder / "zz.toml").write_text(own_text((mine,)), "utf-8")
    listed, problems = list_quotes(folder)
    assert problems == ()
    assert [(one.quote, one.path.name, one.own) for one in listed[:2]] == [
        (HOPE, "own.toml", True),
        (mine, "zz.toml", True),
    ]
    assert not any(one.own for one in listed[2:])
    words = [same_words(one.quote.words) for one in listed]
    assert len(words) == len(set(words))
    assert {same_words(one.words) for one in shipped_quotes()} < set(words)


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_there(tmp_path: Path) -> None:
    folder = tmp_path / "quotes"
    add_quotes(folder, (HOPE,))
    (folder / "bad.toml").write_text('[[quote]]\nwords = "So."\n', "utf-8")
    quotes, problems = quotes_at_hand(folder)
    assert quotes[0] == HOPE
    assert len(problems) == 2
    assert all("bad.toml, line 1: a quote needs" in problem for problem in problems)


# --- a quote in a note ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“These are words b” — Somebody", (B,)),
        ("Bo read: THESE ARE WORDS b, and sat down", (B,)),
        ("these / are\nwords a; these are words c", (A, C)),
        ("These are words", ()),
        ("", ()),
    ],
)
def test_quotes_are_found_in_what_is_written(text: str, found: tuple[Quote, ...]) -> None:
    assert quotes_in(text, THESE) == found


def test_a_quote_of_a_few_letters_is_found_at_the_front_only() -> None:
    so = Quote("So.", "Somebody", "A book")
    assert quotes_in("“So.” — Somebody", (so,)) == (so,)
    assert quotes_in("We sat there, also in the sofa corner", (so,)) == ()
