"""The report of an error of the program: where it happened, and nobody's words."""

import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coreflect_tui.crash import NAME, report_words, write_report

SAID = "Ingeborg hid the pills"


class NamelessError(Exception):
    """What went wrong at the end."""


def an_error() -> NamelessError:
    her_words = SAID
    try:
        try:
            int(her_words)
        except ValueError as error:
            raise KeyError(her_words) from error
    except KeyError:
        try:
            raise NamelessError(her_words)
        except NamelessError as error:
            return error
    raise AssertionError("it did not go wrong")


def test_it_names_each_error_and_place_and_quotes_nothing(tmp_path: Path) -> None:
    path = write_report(tmp_path / "new", an_error())
    assert path == tmp_path / "new" / NAME
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    report = path.read_text("utf-8")
    kinds = [line.rpartition(".")[2] for line in report.splitlines()[1:] if line[0] != " "]
    assert kinds == ["NamelessError", "KeyError", "ValueError"]
    assert report.count(" in an_error") == 3
    assert not set(SAID.split()) & set(report.split())
    assert str(path) in report_words(path)


def test_one_without_end_has_a_report_of_some_length(tmp_path: Path) -> None:
    def again() -> None:
        again()

    with pytest.raises(RecursionError) as caught:
        again()
    path = write_report(tmp_path, caught.value)
    assert path
    assert 100 < len(path.read_text("utf-8").splitlines()) < 300


def test_where_the_folder_takes_nothing_it_is_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    no_folder = tmp_path / "file"
    no_folder.write_text("", "utf-8")
    path = write_report(no_folder, an_error())
    assert path
    assert path.parent == tmp_path
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    monkeypatch.setattr(tempfile, "tempdir", str(no_folder))
    assert write_report(no_folder, an_error()) is None
    assert report_words(None) == "No report could be written."


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (f"raise ValueError({SAID!r})", "coreflect stopped"),
        (f"import warnings; warnings.warn({SAID!r})", ""),
        ("raise KeyboardInterrupt", ""),
        ("import threading, sys; threading.Thread(target=sys.exit).start()", ""),
    ],
)
def test_python_itself_prints_nothing(code: str, says: str, tmp_path: Path) -> None:
    quiet = (
        "import sys; from pathlib import Path; from coreflect_tui.crash import keep_quiet;"
        " keep_quiet(lambda: Path(sys.argv[1]), lambda said: print(said, file=sys.stderr));"
    )
    done = subprocess.run(
        [sys.executable, "-c", quiet + code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.startswith(says)
    assert (done.returncode == 0) is not code.startswith("raise")
    assert (tmp_path / NAME).exists() is bool(says)
    assert bool(done.stderr) is bool(says)
    assert SAID not in done.stderr
