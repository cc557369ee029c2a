"""`coreflect quotes`: what it prints, the sentences of its errors, its exit status."""

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from coreflect_tui.cli import quotes
from coreflect_tui.cli.main import main
from coreflect_tui.disk import part_of
from coreflect_tui.library.own_quotes import own_text
from coreflect_tui.library.quotes import Quote, read_quotes, shipped_quotes
from coreflect_tui.locations import locations

LARGE = ("I am large, I contain multitudes", "--who", "Walt Whitman", "--where", "Song of Myself")
HOPE = Quote("Hope is the thing", "Emily Dickinson", "Poems", "1891", ("hope",))


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect quotes WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    quotes.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = quotes.run(parser.parse_args(["quotes", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


def own() -> Path:
    return locations().user_quotes / "own.toml"


def shared(tmp_path: Path, *those: Quote) -> str:
    path = tmp_path / "shared.toml"
    path.write_text(own_text(those), "utf-8")
    return str(path)


# --- list ----------------------------------------------------------------------------------------


def test_the_list_has_every_quote_with_its_source() -> None:
    status, out, err = command("list")
    assert (status, err) == (0, "")
    assert out.strip().count("\n\n") == len(shipped_quotes()) - 1
    assert "“Fall seven times, stand up eight”\n  Japanese proverb, Among the ideas" in out
    assert "Queensland, Australia, 1970s · opening, mutuality" in out


def test_one_s_own_come_first_and_used_ones_say_when() -> None:
    command("add", *LARGE, "--when", "1855", "--tag", "closing", "--tag", "many")
    assert command("pick", "--tag", "many")[0] == 0
    first = command("list")[1].split("\n\n")[0]
    assert first.startswith(
        "“I am large, I contain multitudes”\n"
        "  Walt Whitman, Song of Myself, 1855 · closing, many · yours · used 20"
    )


def test_the_list_of_a_tag() -> None:
    status, out, err = command("list", "--tag", "SOCIAL  change")
    assert (status, err) == (0, "")
    assert out.startswith("“As peer support")
    assert "Fall seven" not in out


@pytest.mark.parametrize("words", ["list", "pick"])
def test_a_tag_that_no_quote_has_is_said_with_those_there_are(words: str) -> None:
    status, out, err = command(words, "--tag", "ho\x1b[31mpes")
    assert status == (0 if words == "list" else 1)
    assert (out or err).startswith("No quote has the tag “hopes”; there are ")
    assert "hope, " in (out or err)
    assert (out and err) == ""


def test_the_list_as_json(tmp_path: Path) -> None:
    command("add", "--from", shared(tmp_path, HOPE))
    (locations().user_quotes / "bad.toml").write_text("quote", "utf-8")
    status, out, err = command("list", "--tag", "hope", "--json")
    document = json.loads(out)
    assert (status, err, document["schema"]) == (0, "", 1)
    assert document["quotes"][0] == {
        "words": "Hope is the thing",
        "who": "Emily Dickinson",
        "where": "Poems",
        "when": "1891",
        "tags": ["hope"],
        "own": True,
        "file": str(own()),
        "used": None,
    }
    assert not any(one["own"] for one in document["quotes"][1:])
    (problem,) = document["problems"]
    assert "bad.toml, line 1" in problem


def test_a_file_that_cannot_be_used_is_said_beside_the_list() -> None:
    locations().user_quotes.mkdir(parents=True)
    (locations().user_quotes / "bad.toml").write_text('[[quote]]\nwords = "So."\n', "utf-8")
    status, out, err = command("list")
    assert status == 0
    assert "Fall seven times" in out
    assert "bad.toml, line 1: a quote needs 'who'" in err


# --- pick ----------------------------------------------------------------------------------------


def test_picked_is_one_with_its_source() -> None:
    command("add", *LARGE, "--when", "1855", "--tag", "many")
    assert command("pick", "--tag", "Many") == (
        0,
        "“I am large, I contain multitudes”\n  Walt Whitman, Song of Myself, 1855\n",
        "",
    )


def test_none_is_picked_twice_before_all_were_and_then_the_first_again() -> None:
    many = len(shipped_quotes())
    picked = [command("pick")[1] for _ in range(many + 2)]
    assert len(set(picked[:many])) == many
    assert picked[many:] == picked[:2]


def test_the_picked_one_as_json_says_when_it_was_used_before() -> None:
    command("add", *LARGE, "--tag", "many")
    first, second = (json.loads(command("pick", "--tag", "many", "--json")[1]) for _ in range(2))
    assert (first["schema"], first["quote"]["who"]) == (1, "Walt Whitman")
    assert first["quote"]["used"] is None
    assert second["quote"]["used"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of Unix")
def test_the_memory_is_a_small_file_for_this_user_alone() -> None:
    command("pick")
    (file,) = locations().data.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_quote_is_picked_though_the_memory_cannot_be_written() -> None:
    locations().data.mkdir(parents=True)
    part_of(locations().data / "used-quotes.json").mkdir()
    status, out, err = command("pick")
    assert status == 0
    assert out.startswith("“")
    assert err.startswith("That it was picked could not be noted (")
    assert len(err.splitlines()) == 1


# --- add -----------------------------------------------------------------------------------------


def test_a_quote_is_kept_with_its_source() -> None:
    status, out, err = command("add", *LARGE, "--when", "1855", "--tag", "closing", "--tag", "all")
    assert (status, err) == (0, "")
    assert str(own()) in out
    assert "“I am large, I contain multitudes”\n  Walt Whitman, Song of Myself, 1855\n" in out
    assert read_quotes(own()) == (
        Quote(LARGE[0], "Walt Whitman", "Song of Myself", "1855", ("closing", "all")),
    )


def test_quotation_marks_around_the_words_go_and_strangers_text_is_cleaned() -> None:
    command("add", "“So it\x1b[2J goes\u202e”", "--who", "B\x07o", "--where", "A\ttalk")
    assert read_quotes(own()) == (Quote("So it goes", "Bo", "A talk"),)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("So.",), "--who and --where"),
        (("So.", "--who", "Bo"), "--where"),
        (("So.", "--where", "A talk"), "--who"),
        (("So.", "--who", " ", "--where", "…"), "--who and --where"),
        (("--who", "Bo", "--where", "A talk"), "WORDS"),
        (("“ ”", "--who", "Bo", "--where", "A talk"), "WORDS"),
    ],
)
def test_without_a_source_nothing_is_kept(words: tuple[str, ...], missing: str) -> None:
    assert command("add", *words) == (
        2,
        "",
        "A quote needs its words, who said them and where that can be found; please add"
        f" {missing}. Nothing was kept.\n",
    )
    assert not own().exists()


@pytest.mark.parametrize("words", [(), ("So.", "--from", "x.toml"), ("--who", "B", "--from", "x")])
def test_it_is_either_words_or_a_file(words: tuple[str, ...]) -> None:
    status, out, err = command("add", *words)
    assert (status, out) == (2, "")
    assert "either words with --who and --where, or --from FILE" in err


def test_the_same_words_are_said_and_not_doubled() -> None:
    command("add", *LARGE)
    status, out, err = command("add", "i am LARGE; I contain multitudes!", *LARGE[1:])
    assert (status, err) == (0, "")
    assert out == "These words are among your quotes already; nothing was added.\n"
    assert len(read_quotes(own())) == 1


def test_what_is_too_long_is_a_sentence() -> None:
    status, out, err = command("add", "So.", "--who", "B" * 300, "--where", "A talk")
    assert (status, out) == (1, "")
    assert err == "This quote: 'who' is longer than 200 characters\n"


def test_a_shared_file_is_taken_in_and_counted(tmp_path: Path) -> None:
    command("add", *LARGE)
    whitman = Quote(LARGE[0].lower(), "W. W.", "elsewhere")
    file = shared(tmp_path, HOPE, whitman, shipped_quotes()[0])
    status, out, err = command("add", "--from", file)
    assert (status, err) == (0, "")
    assert out == f"1 new, 2 known; the new are in {own()}.\n"
    assert [one.who for one in read_quotes(own())] == ["Walt Whitman", "Emily Dickinson"]
    assert command("add", "--from", file)[1] == "0 new, 3 known.\n"


def test_one_s_own_file_can_be_shared_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("add", *LARGE)
    mine = own()
    monkeypatch.setenv("COREFLECT_HOME", str(tmp_path / "somebody else"))
    assert command("add", "--from", str(mine))[0] == 0
    assert read_quotes(own()) == read_quotes(mine)


def test_a_shared_file_that_is_not_in_order_is_not_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "shared.toml"
    path.write_text('[[quote]]\nwords = "So."\nwho = "Bo"\nplace = "x"\n', "utf-8")
    status, out, err = command("add", "--from", str(path))
    assert (status, out) == (1, "")
    assert "line 1: a quote needs 'where'" in err
    assert "line 4: 'place' is not a key of a quote" in err
    assert not own().exists()
    assert command("add", "--from", str(tmp_path / "none.toml"))[2].endswith("no such file\n")


def test_comments_in_one_s_own_file_are_kept_beside() -> None:
    own().parent.mkdir(parents=True)
    own().write_text(f"# from the summer\n{own_text((HOPE,))}", "utf-8")
    command("add", *LARGE)
    assert len(read_quotes(own())) == 2
    assert own().with_name("own.toml.before").read_text("utf-8").startswith("# from the summer")


# --- help ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["list"], ["pick"], ["add"]])
def test_help_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", *words, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"coreflect quotes {' '.join(words)}".strip() in said.partition("xample")[2]
