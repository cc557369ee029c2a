"""What strangers wrote, as commands print it: none of it steers a terminal, none forges a line."""

import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import hostile_files as files
from coreflect_tui.cli.main import main
from coreflect_tui.cli.printed import printed
from coreflect_tui.core.quotation import same_words
from coreflect_tui.core.text import clean_note
from coreflect_tui.locations import locations
from hostile import CASES, ESC, in_a_file, steers
from hostile_sessions import held, tampered_with
from stage import a_workplace, still_clock
from terminal import PROGRAM

PLACES = ("formats", "quotes", "groups")


@pytest.fixture
def home() -> Path:
    """The folder of a person to whom such files were handed on, who held a session with such
    people, and whose database holds another that came in by no border."""
    places = locations()
    files.fill(places)
    clock = still_clock(0)
    workplace = a_workplace(clock)
    held(workplace, clock)
    tampered_with(workplace)
    workplace.close()
    return places.settings_file.parent


def commands(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every command that says something of what it is given."""
    words = f"{ESC}[5;31mevil\u202e\x9b5m\udcff"
    evil = f"{words}\n{files.FORGED}: evil"
    roster = files.written(folder, f"r\n{files.FORGED}: {ESC}]0;evil\x07.csv", files.a_roster())
    report = files.written(folder, f"p\n{files.FORGED}: {ESC}]0;evil\x07.csv", files.a_report())
    for kind in PLACES:
        yield kind, "list"
        yield kind, "list", "--json"
    for fmt in files.FORMATS:
        yield "formats", "show", f"evil-{fmt}"
        yield "formats", "check", str(locations().user_formats / f"{fmt}.toml")
        yield "plan", f"evil-{fmt}"
        yield "plan", f"evil-{fmt}", "--minutes", "2", "--people", "99", "--json"
    yield "formats", "check", *map(str, sorted(locations().user_formats.iterdir()))
    yield "formats", "new", evil, "--from", "evil-team"
    yield "groups", "show", "evil"
    yield "groups", "show", "evil", "--json"
    yield "groups", "new", evil, str(roster)
    yield "groups", "record", "evil", "off"
    yield "quotes", "pick"
    yield "quotes", "pick", "--tag", evil
    yield "quotes", "add", "--from", str(roster)
    yield "quotes", "add", words, "--who", evil, "--where", evil, "--tag", evil
    few = files.written(folder, f"f\n{files.FORGED}: {ESC}]0;evil\x07.csv", files.a_roster(9))
    rehearsal = "rehearse", "evil-team", "--headless", "--out", str(folder / evil)
    yield *rehearsal, "--roster", str(few)
    yield "sessions", "list"
    yield "sessions", "list", "--json"
    for session in (one.name.removesuffix(".lock") for one in locations().data.glob("*.lock")):
        yield "sessions", "show", session
        yield "sessions", "show", session, "--json"
        yield "sessions", "export", session, "--json"
        yield "sessions", "export", session, "--out", str(folder / evil)
        yield "attendance", session, str(report), "--preview"
        yield "attendance", session, str(report), "--take"
        yield "sessions", "forget", session
        yield "sessions", "forget", session, "--notes"
    for person in (f"Red{ESC}[0m", "[@click=app.quit]Zed[/]", evil):
        yield "sessions", "forget", "--person", person
    # What is not understood is said back.
    for asked in (
        ("formats", "show"), ("formats", "check"), ("formats", "new", "--from"), ("groups", "show"),
        ("plan",), ("run",), ("run", "--group"), ("rehearse",), ("sessions", "show"), ("resume",),
        ("attendance", "last"), ("groups", "new", "Tuesday"), ("quotes", "add", "--from"), (),
        ("quotes", "list", "--tag"), ("plan", "--start"), ("plan", "--minutes"), ("--",),
        ("sessions",), ("formats", "list"), ("rehearse", "evil-team", "--headless", "--out"),
    ):  # fmt: skip
        yield *asked, evil
        yield *asked, f"{evil}.toml"
        yield *asked, f"--{evil}"


def harmless(said: str) -> str:
    """What was printed, once it was looked at."""
    assert steers(said) <= {"\n"}, steers(said)
    assert not [one for one in said.splitlines() if one.startswith(files.FORGED)], said
    return said


def test_whatever_is_printed_is_looked_at_once_more() -> None:
    paper = io.StringIO()
    for one in CASES:
        print(one.typed, file=printed(paper))
    assert steers(paper.getvalue()) <= {"\n", "\t"}
    assert printed(paper).getvalue() == paper.getvalue()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("home")
def test_no_command_prints_what_steers_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = list(commands(tmp_path))
    assert len(asked) > 100
    monkeypatch.chdir(tmp_path)
    # Each of them is clean by itself; the last look is for what nobody thought of.
    monkeypatch.setattr("coreflect_tui.cli.main.printed", lambda stream: stream)
    for words in asked:
        main(words)
        said = capsys.readouterr()
        harmless(said.out + said.err)
        assert "Traceback" not in said.err
        if "--json" in words and said.out:
            assert said.out.isascii()
            assert json.loads(said.out)["schema"] == 1


def test_names_are_printed_as_they_were_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    files.fill(locations())
    main(("groups", "show", "evil"))
    shown = capsys.readouterr().out
    rows = shown.partition("sessions held")[2].partition("The discomfort")[0]
    assert [row.strip() for row in rows.splitlines() if row] == [
        one.name for one in files.of_one_name()
    ]
    main(("quotes", "list"))
    shown = capsys.readouterr().out
    typed = {same_words(one.typed): in_a_file(one.typed) for one in reversed(files.of_one_line())}
    for name in typed.values():
        assert f"“{clean_note(name)[:60]}" in shown


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX alone")
def test_the_bytes_that_the_program_itself_prints(home: Path, tmp_path: Path) -> None:
    broken = tmp_path / os.fsdecode(b"\x1b[5m\xff\x9b31m\nForged: x.toml")
    broken.write_text("id = 1")
    for words in (("formats", "list"), ("formats", "check", broken), ("formats", "show", broken)):
        done = subprocess.run(
            [PROGRAM, *words],
            env={**os.environ, "COREFLECT_HOME": str(home), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
        harmless((done.stdout + done.stderr).decode("utf-8"))
