"""`coreflect rehearse`: what it prints and leaves, and its refusals."""

import argparse
import io
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from coreflect_tui.cli import rehearse
from coreflect_tui.locations import Locations
from coreflect_tui.store import Store


def command(*words: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of `coreflect rehearse WORDS`."""
    parser = argparse.ArgumentParser(prog="coreflect")
    rehearse.add_parser(parser.add_subparsers(dest="command"))
    out, err = io.StringIO(), io.StringIO()
    status = rehearse.run(parser.parse_args(["rehearse", *words]), out, err)
    return status, out.getvalue(), err.getvalue()


def headless(out: Path, *words: str) -> tuple[int, str, str]:
    return command("ips-co", "--headless", "--out", str(out), *words)


def test_a_session_without_a_screen_leaves_the_same_files(tmp_path: Path) -> None:
    status, out, err = headless(tmp_path / "try", "--people", "8", "--seed", "3")
    assert (status, err) == (0, "")
    files = [Path(line) for line in out.splitlines() if line.startswith(str(tmp_path))]
    assert sorted(file.name for file in files) == [
        "attendee list.eml", "attendees.csv", "attendees.md", "harvest.html", "harvest.md",
    ]  # fmt: skip
    assert all(file.is_file() for file in files)
    assert out.splitlines()[0].endswith(" arrives.")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("out", ["", "kept"])
def test_at_the_end_it_says_what_became_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    homes: list[Path] = []

    def held(*, home: Locations, kept: bool, **_: object) -> int:
        assert kept is bool(out)
        homes.append(home.data.parent)
        assert homes[0].is_dir()
        return 0

    screens = SimpleNamespace(rehearse=held)
    monkeypatch.setattr(rehearse, "on_screen", lambda show, _: show(screens))
    words = ["--out", str(tmp_path / out)] if out else []
    status, said, err = command("ips-co", *words)
    assert (status, err) == (0, "")
    assert homes[0].is_dir() is bool(out)
    assert ("Nothing of it is kept" in said) is not bool(out)
    assert said.startswith("Thank you for practising.")
    assert len(said.splitlines()) == 1


def test_the_length_can_be_chosen_and_the_format_left_out(tmp_path: Path) -> None:
    words = ("--headless", "--out", str(tmp_path / "try"), "--minutes", "1h15", "--people", "6")
    _, out, _ = command(*words)
    assert "Planned 75 min" in out
    assert "IPS co-reflection" in next((tmp_path / "try" / "documents").iterdir()).name


def test_real_names_around_the_facilitator_of_the_settings(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('facilitator = "Quinn"\n', encoding="utf-8")
    roster = tmp_path / "names.txt"
    roster.write_text("Will\nquinn\nMay\nZoë Ångström\nPat\nJo\n", encoding="utf-8")
    status, out, err = headless(tmp_path / "try", "--roster", str(roster))
    assert (status, err) == (0, "")
    (path,) = (tmp_path / "try").rglob("attendees.csv")
    rows = path.read_text("utf-8-sig").splitlines()
    assert rows[1].split(",")[2:4] == ["Quinn", "Quinn"]
    assert sum("Quinn,Quinn" in row for row in rows) == 1
    assert any("Zoë Ångström" in row for row in rows)
    (harvest,) = (tmp_path / "try").rglob("harvest.md")
    assert "Zoë" not in harvest.read_text("utf-8")
    assert "Zoë Ångström" in out


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("ips-co", "--headless"), 2, "--out DIR"),
        (("nothing-of-that-name", "--headless", "--out", "x"), 1, "no format"),
        (("ips-co", "--headless", "--out", "x", "--roster", "missing.csv"), 1, "cannot be read"),
    ],
)
def test_refusals_are_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    status: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done, out, err = command(*words)
    assert (done, out) == (status, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--people", "1"),
        ("--people", "101"),
        ("--people", "٣"),
        ("--speed", "nan"),
        ("--speed", "0"),
        ("--seed", "-1"),
        ("--minutes", "soon"),
        ("--people", "8", "--roster", "names.txt"),
    ],
)
def test_usage_errors_end_with_status_2(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        command("ips-co", *words)
    assert left.value.code == 2
    assert "error" in capsys.readouterr().err


def test_a_roster_without_names_or_with_doubles(tmp_path: Path) -> None:
    roster = tmp_path / "names.csv"
    roster.write_text("name,email\n", encoding="utf-8")
    status, _, err = headless(tmp_path / "try", "--roster", str(roster))
    assert status == 1
    assert "names.csv" in err
    roster.write_text("name,email\nAna,a@x.org\nBo,b@x.org\nAna,c@x.org\n", encoding="utf-8")
    status, _, err = headless(tmp_path / "try", "--roster", str(roster))
    assert status == 1
    assert "same name" in err
    assert "Ana" not in err


def test_a_folder_with_real_sessions_is_refused(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "mine" / "data")) as store:
        store.summaries.newest()
        path = store.path
    before = path.read_bytes()
    status, out, err = headless(tmp_path / "mine")
    assert (status, out) == (1, "")
    assert "empty folder" in err
    assert path.read_bytes() == before


def test_any_format_at_any_length(tmp_path: Path) -> None:
    words = ("--minutes", "30", "--people", "4", "--headless", "--out", str(tmp_path / "try"))
    status, out, err = command("gossip", *words)
    assert (status, err) == (0, "")
    assert "Planned 30 min" in out
    assert " brings something." in out
    assert not list(tmp_path.rglob("attendees.*"))
