"""The session's folder with real files: whole, private, and never over someone's change."""

import os
import stat
import sys
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from coreflect_tui.core.formats import Outcome
from coreflect_tui.core.state import SessionState, WrittenFile
from coreflect_tui.exports.folder import (
    ExportError,
    folder_name,
    newest_draft,
    session_folder,
    write_file,
    write_outcomes,
)

NAME = "2026-11-22 1900 IPS co-reflection"


def files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_both_outcomes_apart_and_as_recorded(closed: SessionState, tmp_path: Path) -> None:
    written = write_outcomes(closed, tmp_path)
    assert files(tmp_path) == [
        f"{NAME}/group/harvest.html",
        f"{NAME}/group/harvest.md",
        f"{NAME}/send/attendee list.eml",
        f"{NAME}/send/attendees.csv",
        f"{NAME}/send/attendees.md",
    ]
    assert [(one.outcome, Path(one.path).name) for one in written] == [
        ("attendees", "attendees.csv"),
        ("attendees", "attendees.md"),
        ("attendees", "attendee list.eml"),
        ("harvest", "harvest.md"),
        ("harvest", "harvest.html"),
    ]
    for one in written:
        assert Path(one.path).is_absolute()
        assert sha256(Path(one.path).read_bytes()).hexdigest() == one.sha256


@pytest.mark.parametrize(
    ("outcome", "folder"), [(Outcome.ATTENDEES, "send"), (Outcome.HARVEST, "group")]
)
def test_a_format_with_one_outcome_leaves_that_alone(
    closed: SessionState, tmp_path: Path, outcome: Outcome, folder: str
) -> None:
    write_outcomes(replace(closed, format=replace(closed.format, outcomes=(outcome,))), tmp_path)
    assert {path.parent.name for path in tmp_path.rglob("*") if path.is_file()} == {folder}


def test_the_newest_draft_is_the_one_to_open(closed: SessionState, tmp_path: Path) -> None:
    assert newest_draft(()) is None
    first = write_outcomes(closed, tmp_path)
    Path(first[2].path).write_text("my own words")
    second = write_outcomes(replace(closed, written=first), tmp_path)
    found = newest_draft((*first, *second))
    assert found
    assert Path(found.path).name == "attendee list 2.eml"


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are of POSIX")
def test_only_this_user_can_read_them(closed: SessionState, tmp_path: Path) -> None:
    for one in write_outcomes(closed, tmp_path / "new" / "documents"):
        path = Path(one.path)
        assert mode(path) == 0o600
        assert mode(path.parent) == 0o700
        assert mode(path.parent.parent) == 0o700


def test_a_format_without_outcomes_leaves_nothing(closed: SessionState, tmp_path: Path) -> None:
    quiet = replace(closed, format=replace(closed.format, outcomes=()))
    assert write_outcomes(quiet, tmp_path / "documents") == ()
    assert list(tmp_path.iterdir()) == []


def test_written_again_unchanged_they_stay_as_they_are(
    closed: SessionState, tmp_path: Path
) -> None:
    first = write_outcomes(closed, tmp_path)
    before = [Path(one.path).stat().st_mtime_ns for one in first]
    again = write_outcomes(replace(closed, written=first), tmp_path)
    assert again == first
    assert [Path(one.path).stat().st_mtime_ns for one in again] == before


def test_our_own_file_is_brought_up_to_date(closed: SessionState, tmp_path: Path) -> None:
    first = write_outcomes(closed, tmp_path)
    fewer = replace(closed, written=first, people=closed.people[:2])
    again = write_outcomes(fewer, tmp_path)
    assert [one.path for one in again] == [one.path for one in first]
    assert again[0].sha256 != first[0].sha256
    assert len(files(tmp_path)) == 5


def test_a_file_changed_by_hand_is_never_overwritten(closed: SessionState, tmp_path: Path) -> None:
    first = write_outcomes(closed, tmp_path)
    mine = Path(first[0].path)
    mine.write_text("my own words")
    second = write_outcomes(replace(closed, written=first), tmp_path)
    assert mine.read_text() == "my own words"
    assert Path(second[0].path).name == "attendees 2.csv"
    fewer = replace(closed, written=(*first, *second), people=closed.people[:2])
    third = write_outcomes(fewer, tmp_path)
    assert Path(third[0].path).name == "attendees 2.csv"
    assert mine.read_text() == "my own words"


def test_a_file_nobody_recorded_is_not_ours_to_overwrite(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"someone's")
    (tmp_path / "a 2.csv").mkdir()
    written = write_file(tmp_path / "a.csv", b"new", "attendees")
    assert Path(written.path).name == "a 3.csv"
    assert (tmp_path / "a.csv").read_bytes() == b"someone's"


def test_another_session_of_the_same_minute_gets_a_folder_of_its_own(
    closed: SessionState, tmp_path: Path
) -> None:
    first = write_outcomes(closed, tmp_path)
    other = replace(closed, id="2026-11-22-zzz", people=closed.people[:1])
    second = write_outcomes(other, tmp_path)
    assert Path(second[0].path).parent.parent.name == f"{NAME} 2"
    assert session_folder(tmp_path, replace(other, written=second)).name == f"{NAME} 2"
    assert session_folder(tmp_path, replace(closed, written=first)).name == NAME


def test_files_written_before_an_interruption_are_known_again(
    closed: SessionState, tmp_path: Path
) -> None:
    first = write_outcomes(closed, tmp_path)
    for one in first[1:]:
        Path(one.path).unlink()
    assert write_outcomes(closed, tmp_path) == first


def test_what_a_kill_left_of_a_file_makes_no_folder_someone_elses(
    closed: SessionState, tmp_path: Path
) -> None:
    first = write_outcomes(closed, tmp_path)
    for one in first[1:]:
        Path(one.path).unlink()
    part = tmp_path / NAME / "send" / ".attendees.csv.part"
    part.write_text("half a na")
    assert write_outcomes(closed, tmp_path) == first
    assert not part.exists()


def test_what_is_cut_short_stays_in_the_folder_of_another_session(
    closed: SessionState, tmp_path: Path
) -> None:
    write_outcomes(closed, tmp_path)
    part = tmp_path / NAME / "send" / ".attendees.csv.part"
    mine = tmp_path / f"{NAME} 2" / ".my own.part"
    mine.parent.mkdir()
    for path in (part, mine):
        path.write_text("half a na")
    other = replace(closed, id="2026-11-22-zzz", people=closed.people[:1])
    assert Path(write_outcomes(other, tmp_path)[0].path).parent.parent.name == f"{NAME} 3"
    assert part.exists()
    assert mine.exists()


def test_the_folder_of_a_session_stays_its_own_in_other_documents(
    closed: SessionState, tmp_path: Path
) -> None:
    written = write_outcomes(closed, tmp_path / "one")
    moved = session_folder(tmp_path / "two", replace(closed, written=written))
    assert moved == tmp_path / "two" / NAME


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('a<b>c:d"e/f\\g|h?i*j\x00k', "2026-11-22 1900 a b c d e f g h i j k"),
        ("ends with dots. . .", "2026-11-22 1900 ends with dots"),
        ("..", "2026-11-22 1900"),
        ("", "2026-11-22 1900"),
        ("あ" * 80, "2026-11-22 1900 " + "あ" * 40),
        ("Caf\u0065\u0301", "2026-11-22 1900 Café"),
    ],
)
def test_the_title_is_safe_for_every_system(closed: SessionState, title: str, name: str) -> None:
    assert folder_name(replace(closed, format=replace(closed.format, title=title))) == name


def test_the_name_has_the_time_of_the_place(closed: SessionState) -> None:
    options = replace(closed.options, starts_at=closed.options.starts_at + timedelta(hours=6))
    assert folder_name(replace(closed, options=options)).startswith("2026-11-23 0100 ")


def test_one_that_was_held_on_another_day_has_the_time_of_its_real_start(
    closed: SessionState,
) -> None:
    began = closed.options.starts_at
    week_before = replace(closed.options, starts_at=began - timedelta(days=7))
    assert closed.began
    assert folder_name(replace(closed, options=week_before)).startswith("2026-11-22 19")
    hour_before = replace(closed.options, starts_at=began - timedelta(hours=1))
    assert folder_name(replace(closed, options=hour_before)).startswith("2026-11-22 1800 ")


def test_documents_that_are_a_file_are_said_in_one_sentence(
    closed: SessionState, tmp_path: Path
) -> None:
    blocked = tmp_path / "documents"
    blocked.write_text("a file")
    with pytest.raises(ExportError) as raised:
        write_outcomes(closed, blocked)
    sentence = str(raised.value)
    assert str(blocked) in sentence
    assert "choose another folder" in sentence
    assert "the session itself is not lost" in sentence
    assert not any(person.name in sentence for person in closed.people)


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are of POSIX")
def test_an_error_on_the_way_leaves_no_half_file_and_tells_what_was_written(
    closed: SessionState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    calls: list[int] = []

    def full_disk(handle: int) -> None:
        calls.append(handle)
        if stat.S_ISREG(os.fstat(handle).st_mode) and len(calls) > 4:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(ExportError, match="The disk is full") as raised:
        write_outcomes(closed, tmp_path)
    assert files(tmp_path) == [f"{NAME}/send/attendees.csv"]
    assert [one.outcome for one in raised.value.written] == ["attendees"]


def test_write_file_says_what_it_wrote(tmp_path: Path) -> None:
    target = tmp_path / "send" / "a.csv"
    digest = sha256(b"x").hexdigest()
    assert write_file(target, b"x", "attendees") == WrittenFile("attendees", str(target), digest)
