"""`coreflect` itself: what it loads, its version, usage errors, a reader that has seen enough."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import coreflect_tui
from coreflect_tui.cli.main import COMMANDS, main

SRC = Path(coreflect_tui.__file__).parents[1]
ENTRY = "import sys; from coreflect_tui.cli.main import main; sys.exit(main())"
LOADED = (
    "import json, sys; from coreflect_tui.cli.main import main; code = main();"
    "print(json.dumps([code, sorted(sys.modules)]))"
)


def run(
    code: str, *words: str, shell: str = "", encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run `code` with `words` as a command line, in an interpreter of its own."""
    command = [sys.executable, "-c", code, *words]
    if shell:
        command = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *command]
    return subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": encoding},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding=encoding,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [("--version",), ("--help",), ("formats", "list"), ("sessions", "list"), ("plan", "--help")],
)
def test_the_command_line_loads_no_screens(words: tuple[str, ...]) -> None:
    done = run(LOADED, *words)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    assert not {"textual", "rich"} & set(modules)
    assert "coreflect_tui.tui" not in modules


def test_the_version_loads_next_to_nothing() -> None:
    done = run(LOADED, "--version")
    modules = json.loads(done.stdout.splitlines()[-1])[1]
    assert not {"pydantic", "sqlite3", "platformdirs"} & set(modules)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"coreflect {version('coreflect-tui')}\n"


@pytest.mark.parametrize(
    "words", [("nonsense",), ("--nonsense",), ("formats", "nonsense"), ("run",)]
)
def test_what_is_not_understood_is_usage(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: coreflect")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert re.search(rf"Examples?:\s+coreflect {command} ", out, re.IGNORECASE)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in COMMANDS)


@pytest.mark.parametrize("words", [(), ("run", "ips-co-reflection"), ("resume",)])
def test_without_a_terminal_a_sentence_says_so(words: tuple[str, ...]) -> None:
    done = run(ENTRY, *words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "terminal" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
@pytest.mark.parametrize(
    "words", [("formats", "list"), ("formats", "show", "ips-co"), ("--help",), ("--version",)]
)
def test_a_reader_that_has_seen_enough_makes_no_noise(words: tuple[str, ...]) -> None:
    done = run(ENTRY, *words, shell="| head -c 0")
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's disk that is always full")
@pytest.mark.parametrize("words", [("formats", "list"), ("--version",)])
def test_what_cannot_be_written_is_said(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for unbuffered in ("", "1"):
        monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
        done = run(ENTRY, *words, shell="> /dev/full")
        assert done.returncode == 1
        assert done.stderr == "Not all of it could be written: No space left on device.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's disk that is always full")
def test_where_nobody_can_be_told_it_still_fails() -> None:
    done = run(ENTRY, "sessions", "show", "nothing", shell="2> /dev/full")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize(
    "words",
    [("formats", "list"), ("formats", "show", "ips-co"), ("plan", "ips-co", "--people", "12")],
)
def test_a_terminal_that_knows_few_letters_gets_an_answer(words: tuple[str, ...]) -> None:
    done = run(ENTRY, *words, encoding="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?" in done.stdout


def test_json_comes_whole_through_any_encoding(tmp_path: Path) -> None:
    formats = tmp_path / "home" / "formats"
    formats.mkdir(parents=True)
    (formats / "mine.toml").write_text('id = "mine"\ntitle = "Zoës Runde"\n', "utf-8")
    done = run(ENTRY, "formats", "list", "--json", encoding="ascii")
    titles = [one["title"] for one in json.loads(done.stdout)["formats"]]
    assert "Zoës Runde" in titles


@pytest.mark.parametrize("command", ["list", "show", "export"])
def test_examples_of_sessions_can_be_typed_as_they_stand(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sessions", command, "--help"]) == 0
    assert f"Example: coreflect sessions {command}" in " ".join(capsys.readouterr().out.split())


def test_a_checkout_that_is_not_installed_knows_its_version() -> None:
    # Without site-packages nothing is installed, and no library is there either.
    code = f"import sys; sys.path.insert(0, {str(SRC)!r}); {ENTRY}"
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", code, "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"coreflect {version('coreflect-tui')}\n"
