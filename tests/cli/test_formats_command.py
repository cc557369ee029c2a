"""`coreflect formats`: what it prints, what it says on standard error, and its exit status."""

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from coreflect_tui.cli import formats
from coreflect_tui.core.attendance import attended
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold

IPS = shipped_folder("formats") / "ips-co-reflection.toml"


CASE_TALK = """\
id = "case-talk"
title = "Case talk"
summary = "Somebody tells, the others reflect."
source = "Our own."
language = "en"
notice = "Nothing is noted."
places = ["in person"]
attendance = false
warn = ["2m", "0:30"]
minutes = { usual = 40, least = 20, most = 60 }
people = { usual = 6, least = 4, most = 9 }
[[card]]
title = "Fixing"
words = "Whose wish is it?"
[[role]]
id = "time-keeper"
title = "Time-keeper"
rotates = true
words = "Says when a minute is left."
[[role]]
id = "inner-ring"
title = "Inner ring"
people = 4
[[choice]]
id = "beginning"
ask = "How do we begin?"
at = "opening"
[[choice.option]]
id = "silence"
title = "In silence"
steps = ["silence"]
[[choice.option]]
id = "at-once"
title = "At once"
[[repeat]]
steps = ["telling", "reflecting"]
times = 2
for_each = "presenter"
[[step]]
id = "opening"
title = "Opening"
speaks = "pairs"
each = "1:30"
[[step]]
id = "silence"
title = "Silence"
minutes = 9
speaks = "silence"
warn = []
[[step]]
id = "telling"
title = "Telling"
minutes = 5
speaks = "presenter"
not_written = "what was told"
extend = ["5m", "1:30"]
[[step]]
id = "reflecting"
title = "Reflecting"
minutes = 6
ends = "when done"
speaks = "everyone but the presenter"
presenter = "silent, camera off"
speech = ["no advice", "third person"]
[[step]]
id = "closing"
title = "Closing"
minutes = "rest"
agreement = true
"""


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect formats WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    formats.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = formats.run(parser.parse_args(["formats", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def own() -> Path:
    """The folder of the user's formats."""
    folder = locations().user_formats
    folder.mkdir(parents=True)
    return folder


def test_the_list_names_each_format_in_a_line() -> None:
    status, out, err = command("list")
    header, *lines = out.splitlines()
    assert (status, err) == (0, "")
    assert header.split() == ["id", "title", "people", "minutes", "where"]
    ips = next(line for line in lines if line.startswith("ips-co-reflection"))
    cells = [cell for cell in ips.split("  ") if cell]
    assert [cell.strip() for cell in cells] == [
        "ips-co-reflection",
        "IPS co-reflection",
        "4–20",
        "90",
        "online, in person",
    ]


def test_columns_stand_under_each_other_in_any_writing() -> None:
    assert command("new", "対話の会")[0] == 0
    rows = command("list")[1].splitlines()
    places = {cell_len(row[: row.rindex("  ")]) for row in rows}
    assert len(places) == 1


def test_the_list_as_json() -> None:
    status, out, _ = command("list", "--json")
    document = json.loads(out)
    assert (status, document["schema"]) == (0, 1)
    ips = next(one for one in document["formats"] if one["id"] == "ips-co-reflection")
    assert ips["minutes"] == {"usual": 90, "least": 60, "most": 180}
    assert ips["people"] == {"usual": 9, "least": 4, "most": 20}
    assert ips["places"] == ["online", "in person"]
    assert (ips["own"], ips["problem"]) == (False, None)


def test_broken_and_own_formats_are_told_apart(own: Path) -> None:
    (own / "broken.toml").write_text("id = \n", "utf-8")
    (own / "half.toml").write_text('id = "half"\ntitle = "Half"\n', "utf-8")
    (own / "mine.toml").write_text(CASE_TALK, "utf-8")
    status, out, err = command("list")
    assert (status, err) == (0, "")
    assert "Case talk (yours)" in out
    assert "broken.toml cannot be used: line 1: this line is not TOML" in out
    assert "half.toml cannot be used: a format needs 'summary'" in out
    assert "Half" not in out
    assert "IPS co-reflection" in out
    listed = json.loads(command("list", "--json")[1])["formats"]
    broken = {one["id"]: one["problem"] for one in listed if one["problem"]}
    assert list(broken) == ["broken", "half"]
    assert broken["half"] == "a format needs 'summary'"
    assert [one["id"] for one in listed if one["own"] and not one["problem"]] == ["case-talk"]


def test_own_formats_are_read_in_full_and_without_any_pydantic_stays_away(own: Path) -> None:
    code = (
        "import sys; from coreflect_tui.cli.main import main\n"
        "assert main(['formats', 'list', *sys.argv[1:]]) == 0\n"
        "print('pydantic' in sys.modules)"
    )

    def loads_pydantic(*words: str) -> bool:
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()[-1] == "True"

    assert not loads_pydantic()
    assert not loads_pydantic("--json")
    (own / "mine.toml").write_text(CASE_TALK, "utf-8")
    assert loads_pydantic()


def test_show_describes_the_steps() -> None:
    status, out, err = command("show", "ips-co")
    assert (status, err) == (0, "")
    assert "  12  Check-in round (baton round)\n" in out
    assert "   9  Closing round (listed round, protected)\n" in out
    assert "  10  Break (from 120 min)\n" in out
    assert "info@intentionalpeersupport.org" not in out.splitlines()[0]


def test_show_says_who_speaks_and_how_and_what_comes_again(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(CASE_TALK, "utf-8")
    status, out, err = command("show", str(path))
    assert (status, err) == (0, "")
    assert "\nLeaves nothing behind\n" in out
    assert "\nSays the time when there is left: 2 min, then 0:30\n" in out
    assert "\nRole: Time-keeper (rotates): Says when a minute is left.\n" in out
    assert "\nRole: Inner ring (4 people)\n" in out
    assert "\nChoice: How do we begin? In silence (Silence) or At once; decided at Opening\n" in out
    assert "\nRepeats: Telling, Reflecting: 2 times, each with another presenter\n" in out
    assert "\nCards: Fixing\n" in out
    assert "\n   6  Reflecting (ends when done)\n" in out
    assert (
        "      speaks: everyone but the presenter; presenter: silent, camera off;"
        " speech: no advice, third person\n" in out
    )
    assert "      speaks: pairs; 1:30 each\n" in out
    assert "      not written: what was told\n" in out
    assert "      a vote may add: 5 min, then 1:30\n" in out
    assert "      says the time when there is left: never\n" in out
    assert "\n   6  Closing (takes the rest, discomfort agreement)\n" in out


def test_an_unknown_name_is_one_sentence_on_standard_error() -> None:
    status, out, err = command("show", "ips-co-reflektion")
    assert (status, out) == (1, "")
    assert err.startswith("There is no format 'ips-co-reflektion'; did you mean '")
    assert err.count("\n") == 1


def test_check_says_that_a_file_is_in_order() -> None:
    status, out, err = command("check", str(IPS))
    assert (status, err) == (0, "")
    assert out == f"{IPS}: IPS co-reflection is in order\n"


def test_check_says_every_problem_of_every_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = IPS.read_text("utf-8").replace("protected = true", "protectd = true\nkolour = 1")
    path.write_text(text, "utf-8")
    line = text[: text.index("protectd")].count("\n") + 1
    status, out, err = command("check", str(path), str(IPS), str(tmp_path / "none.toml"))
    assert status == 1
    assert out.splitlines()[:2] == [
        f"{path}, line {line}, step.protectd: 'protectd' is not a key of a step; "
        "did you mean 'protected'?",
        next(row for row in out.splitlines() if f"line {line + 1}, step.kolour: 'kolour'" in row),
    ]
    assert f"{IPS}: IPS co-reflection is in order\n" in out
    assert "none.toml: there is no such file" in out
    assert err == "2 of 3 files need a change before use; nothing was altered.\n"


def test_check_shows_what_is_worth_a_look(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(IPS.read_text("utf-8").replace('tone = "works"', 'tone = "open"'), "utf-8")
    status, out, err = command("check", str(path))
    assert (status, err) == (0, "")
    line = path.read_text("utf-8").split('tone = "challenge"')[0].count("\n") + 1
    assert f"{path}, worth a look, line {line}, step.questions: a question about what" in out


def test_check_finds_the_cards_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(CASE_TALK.replace("places", 'decks = ["ours"]\nplaces', 1), "utf-8")
    status, out, _ = command("check", str(path))
    assert status == 1
    assert "decks: there are no cards called 'ours'" in out
    (tmp_path / "cards").mkdir()
    deck = 'title = "Ours"\nsource = "Us"\n[[card]]\ntitle = "One"\nwords = "Some."\n'
    (tmp_path / "cards" / "ours.toml").write_text(deck, "utf-8")
    assert command("check", str(path))[0] == 0


def test_the_schema_is_that_of_the_shipped_file() -> None:
    status, out, err = command("schema")
    assert (status, err) == (0, "")
    assert out == (IPS.parent / "format.schema.json").read_text("utf-8")


def test_new_begins_with_a_small_one_and_says_what_to_do_next() -> None:
    status, out, err = command("new", "Our circle")
    path = locations().user_formats / "our-circle.toml"
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"Written: {path}"
    check, run = (line.split("   ")[0].split() for line in out.splitlines()[2:])
    assert check == ["coreflect", "formats", "check", str(path)]
    assert command(*check[2:])[1] == f"{path}: Our circle is in order\n"
    assert run == ["coreflect", "run", "our-circle"]
    assert "Our circle (yours)" in command("list")[1]


def test_new_without_a_name_is_called_my_format() -> None:
    status, out, err = command("new", "--from", "intervision")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"Written: {locations().user_formats / 'my-format.toml'}"
    assert "My format (yours)" in command("list")[1]


def test_new_from_another_says_what_that_says(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(f"# ours\n{CASE_TALK}", "utf-8")
    assert command("new", "Mine", "--from", str(tmp_path / "case.toml"))[0] == 0
    mine = (locations().user_formats / "mine.toml").read_text("utf-8")
    assert "# ours\n" in mine
    assert command("new", "Yours", "--from", "mine")[0] == 0
    shown = command("show", "yours")[1].splitlines()
    assert shown[0] == "Yours"
    assert shown[1:] == command("show", str(tmp_path / "case.toml"))[1].splitlines()[1:]


def test_new_never_overwrites_and_takes_nothing_broken(tmp_path: Path) -> None:
    assert command("new", "Our circle")[0] == 0
    status, out, err = command("new", "Our circle", "--from", "ips-co-reflection")
    assert (status, out) == (1, "")
    assert err.startswith("There is a format 'our-circle' already")
    (tmp_path / "broken.toml").write_text(CASE_TALK.replace("title", "titel", 1), "utf-8")
    status, out, err = command("new", "Mine", "--from", str(tmp_path / "broken.toml"))
    assert (status, out) == (1, "")
    assert "broken.toml, line 2: 'titel' is not a key of a format; did you mean 'title'?" in err
    assert command("new", "Mine", "--from", "nothing")[0] == 1
    assert not (locations().user_formats / "mine.toml").exists()


def test_new_from_a_session_takes_the_times_that_it_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [Invited(name) for name in invent_names(5, 1)]
    home = tmp_path / "held"
    result = hold(find_format("team"), 60, people[:1], people[1:], 1, home, lambda _: None)
    assert command("new", "As last time", "--from-session", "last")[0] == 1, "none is here"
    monkeypatch.setenv("COREFLECT_HOME", str(home))
    status, out, err = command("new", "As last time", "--from-session", "last")
    assert (status, err) == (0, "")
    assert "coreflect run as-last-time" in out
    fmt = find_format("as-last-time", locations().user_formats)
    assert fmt.minutes.usual == pytest.approx(result.real_minutes, abs=3)
    assert fmt.people.usual == len(attended(result.state))
    assert command("new", "Another", "--from-session", "2001")[0] == 1


def test_new_takes_one_beginning() -> None:
    with pytest.raises(SystemExit) as left:
        command("new", "Mine", "--from", "team", "--from-session", "last")
    assert left.value.code == 2


@pytest.mark.parametrize("words", [[], ["list"], ["show"], ["new"], ["check"], ["schema"]])
def test_help_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command(*words, "--help")
    assert left.value.code == 0
    assert "coreflect formats " in capsys.readouterr().out.partition("example")[2]


@pytest.mark.parametrize("words", [[], ["check"], ["show"], ["paint"]])
def test_usage_errors_exit_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command(*words)
    assert left.value.code == 2
