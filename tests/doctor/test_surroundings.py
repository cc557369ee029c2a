"""Versions, clocks, room on the disk, and what kind of folder it is."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from coreflect_tui.doctor.finding import Need
from coreflect_tui.doctor.surroundings import look
from coreflect_tui.locations import locations

Usage = namedtuple("Usage", "total used free")


def found(home: Path) -> dict[str, Need]:
    return {one.kind: one.need for one in look(locations({"COREFLECT_HOME": str(home)}))}


def test_nothing_unusual(tmp_path: Path) -> None:
    assert found(tmp_path) == dict.fromkeys(("versions", "clock", "room"), Need.NOTHING)


@pytest.mark.parametrize(
    ("free", "need"), [(1 << 40, Need.NOTHING), (20 << 20, Need.LOOK), (1 << 20, Need.ACT)]
)
def test_room_on_the_disk(
    free: int, need: Need, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1 << 41, 0, free))
    assert found(tmp_path)["room"] is need


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Office", "Nextcloud", "Google Drive"])
def test_a_synced_folder_by_its_name(name: str, tmp_path: Path) -> None:
    assert found(tmp_path / name / "coreflect")["synced"] is Need.LOOK


def test_a_synced_folder_by_what_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert found(tmp_path / "shared" / "coreflect")["synced"] is Need.LOOK


def test_a_folder_that_only_sounds_so(tmp_path: Path) -> None:
    assert "synced" not in found(tmp_path / "Dropboxes" / "my OneDrive")
