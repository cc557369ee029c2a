"""Quotes carry their source, and none is taken without."""

from pathlib import Path

import pytest

from coreflect_tui.library.quotes import QuotesError, read_quotes, shipped_quotes

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
