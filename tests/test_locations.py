"""All places can be one folder, none is created, and none is another program's."""

import sys
from pathlib import Path

import pytest

from coreflect_tui.locations import Locations, locations, typed_path


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    home = tmp_path / "one place"
    assert locations({"COREFLECT_HOME": str(home)}) == Locations(
        data=home / "data",
        settings_file=home / "settings.toml",
        documents=home / "documents",
        user_formats=home / "formats",
        user_quotes=home / "quotes",
        user_groups=home / "groups",
    )
    assert not home.exists()


def test_tests_are_kept_apart(tmp_path: Path) -> None:
    assert locations().data == tmp_path / "home" / "data"


def test_a_relative_folder_stays_the_same_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = locations({"COREFLECT_HOME": "home"})
    monkeypatch.chdir("/")
    assert here.data == tmp_path / "home" / "data"


def test_a_tilde_is_the_users_folder() -> None:
    assert locations({"COREFLECT_HOME": "~/co"}).data == Path.home() / "co" / "data"


@pytest.mark.parametrize("environ", [{}, {"COREFLECT_HOME": ""}])
@pytest.mark.skipif(sys.platform != "linux", reason="the XDG folders are those of Linux")
def test_otherwise_the_system_says_where(environ: dict[str, str], tmp_path: Path) -> None:
    found = locations(environ)
    config = tmp_path / "XDG_CONFIG_HOME" / "coreflect"
    assert found == Locations(
        data=tmp_path / "XDG_DATA_HOME" / "coreflect",
        settings_file=config / "settings.toml",
        documents=tmp_path / "XDG_DOCUMENTS_DIR" / "Co-reflection",
        user_formats=config / "formats",
        user_quotes=config / "quotes",
        user_groups=config / "groups",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_path_as_it_was_typed() -> None:
    assert typed_path(" ~/notes \n") == Path.home() / "notes"
    assert typed_path("here") == Path("here")
    # No account of that name: it is taken as it stands, here and wherever people write paths.
    assert typed_path("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")
    assert locations({"COREFLECT_HOME": "~nobody-of-that-name"}).data.is_absolute()
