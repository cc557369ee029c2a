"""Every file that one rehearsed session leaves, compared exactly with tests/exports/golden.

With COREFLECT_WRITE_GOLDEN=1 the files are written anew instead, and a look at the diff decides.
"""

import os
from dataclasses import replace
from pathlib import Path

from coreflect_tui.core.names import names_in
from coreflect_tui.core.state import SessionState
from coreflect_tui.exports.folder import write_outcomes

GOLDEN = Path(__file__).parent / "golden" / "rehearsed"


def test_the_files_of_a_rehearsed_session(rehearsed: SessionState, tmp_path: Path) -> None:
    written = write_outcomes(rehearsed, tmp_path / "documents")
    made = {Path(one.path).name: Path(one.path).read_bytes() for one in written}
    if os.environ.get("COREFLECT_WRITE_GOLDEN") == "1":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (GOLDEN / name).write_bytes(content)
    kept = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []


def test_a_second_export_is_the_same_bytes(rehearsed: SessionState, tmp_path: Path) -> None:
    first = write_outcomes(rehearsed, tmp_path / "one")
    again = write_outcomes(replace(rehearsed, written=first), tmp_path / "two")
    assert [one.sha256 for one in again] == [one.sha256 for one in first]


def test_it_has_something_of_everything(rehearsed: SessionState) -> None:
    """A golden file of a session in which nothing happened would show nothing."""
    harvest = (GOLDEN / "harvest.md").read_text("utf-8")
    for section in ("asked", "wanted", "reflected", "take", "Harvest", "Compost", "time"):
        assert f"{section}" in harvest
    assert "agreed" in harvest, "the time picture is to show an accepted fit"
    assert names_in(harvest, rehearsed.people) == ()
    assert all(
        one.email in (GOLDEN / "attendees.csv").read_text("utf-8") for one in rehearsed.people[:1]
    )
