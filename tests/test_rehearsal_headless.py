"""A whole rehearsal without a screen: complete, repeatable, apart from real ones."""

import csv
import re
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from coreflect_tui.core.events import Undone
from coreflect_tui.core.formats import Format, Order, Place, Step
from coreflect_tui.core.history import replay
from coreflect_tui.core.names import names_in
from coreflect_tui.core.person import Presence
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import cast_for, invent_names
from coreflect_tui.rehearsal.headless import Result, hold
from coreflect_tui.rehearsal.home import MARK, RehearsalError, passing_home, rehearsal_home
from coreflect_tui.store import Store
from stage import a_workplace, begin

LATER = datetime.fromisoformat("2027-03-01T09:00:00+02:00")


def ips() -> Format:
    return find_format("ips-co-reflection")


def rehearse(
    out: Path, people: int = 8, minutes: int = 90, seed: int = 1, fmt: Format | None = None
) -> tuple[Result, list[str]]:
    names = [Invited(name) for name in invent_names(people, seed)]
    lines: list[str] = []
    result = hold(fmt or ips(), minutes, names[:1], names[1:], seed, out, lines.append)
    return result, lines


def documents(out: Path) -> dict[str, bytes]:
    folder = out / "documents"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def listed(out: Path) -> list[dict[str, str]]:
    (path,) = out.rglob("attendees.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_lines_and_files(tmp_path: Path) -> None:
    one, two, other = tmp_path / "one", tmp_path / "two", tmp_path / "other"
    first, lines = rehearse(one, seed=5)
    second, again = rehearse(two, seed=5)
    assert documents(one) == documents(two)
    assert len(documents(one)) == 5
    assert lines == [line.replace(str(two), str(one)) for line in again]
    with closing(Store(one / "data")) as store, closing(Store(two / "data")) as same:
        decisions = store.journal.load(first.state.id)
        repeated = same.journal.load(second.state.id)
    # All but the last agree; that one records the paths of the files.
    assert decisions[:-1] == repeated[:-1]
    assert len(decisions) == len(repeated) > 80
    rehearse(other, seed=6)
    assert documents(other) != documents(one)


def test_those_who_came_are_on_the_list_and_nobody_else(tmp_path: Path) -> None:
    result, _ = rehearse(tmp_path / "out", people=8, seed=3)
    state = result.state
    cast = cast_for(state.people[:8], 3)
    name = {person.id: person.name for person in state.people}
    on_list = [row["name"] for row in listed(tmp_path / "out")]
    assert sorted(on_list) == sorted([*set(name.values()) - {name[cast.no_show], cast.knocks}])
    assert {name[cast.late], name[cast.joins], name[cast.drops_off], cast.walk_in} <= set(on_list)
    assert {row["full participation"] for row in listed(tmp_path / "out")} == {"yes"}
    assert {row["facilitator"] for row in listed(tmp_path / "out")} == {state.people[0].name}


def test_the_harvest_has_what_was_said_and_no_names(tmp_path: Path) -> None:
    result, _ = rehearse(tmp_path / "out", seed=4)
    (path,) = (tmp_path / "out").rglob("harvest.md")
    text = path.read_text("utf-8")
    assert result.state.notes
    for note in result.state.notes:
        assert note.text in text
    for topic in result.state.topics:
        assert topic.title in text
    assert "someone said about waiting" in text
    assert names_in(text, result.state.people) == ()


def test_a_line_for_each_thing_that_happens_with_its_time(tmp_path: Path) -> None:
    result, lines = rehearse(tmp_path / "out", seed=2)
    end = lines.index("")
    times = [re.match(r"(\d\d:\d\d)  \S", line) for line in lines[:end]]
    clock = [match[1] for match in times if match]
    assert len(clock) == end > 60
    assert clock == sorted(clock)
    assert lines[end - 1].endswith("The session is closed.")
    assert any(line.endswith(" arrives.") for line in lines)
    assert f"Planned 90 min, took {result.real_minutes} min." in lines[end + 1]
    assert lines[end + 2 :] == [file.path for file in result.files]
    assert all(Path(path).is_file() for path in lines[end + 2 :])


def test_a_wrong_key_is_taken_back_once(tmp_path: Path) -> None:
    result, lines = rehearse(tmp_path / "out")
    with closing(Store(tmp_path / "out" / "data")) as store:
        decisions = store.journal.load(result.state.id)
    undone = [event for one in decisions for event in one.events if isinstance(event, Undone)]
    assert len(undone) == 1
    assert sum("wrong key" in line for line in lines) == 1
    assert replay(decisions).state.closed == result.state.closed


@pytest.mark.parametrize("people", [4, 8, 20])
@pytest.mark.parametrize("minutes", [60, 90, 180])
def test_any_size_and_length_is_held_to_the_end(tmp_path: Path, people: int, minutes: int) -> None:
    result, lines = rehearse(tmp_path / "out", people, minutes, seed=people + minutes)
    assert result.state.closed
    assert all(item.finished for item in result.state.items)
    assert len(result.files) == 5
    assert abs(result.real_minutes - minutes) <= 0.2 * minutes
    presences = {person.presence for person in result.state.people}
    assert presences <= {Presence.PRESENT, Presence.NO_SHOW, Presence.NOT_ADMITTED}
    assert lines


@pytest.mark.parametrize("may_pass", [True, False])
@pytest.mark.parametrize("order", list(Order))
def test_rounds_of_every_order_are_held_with_a_wrong_key_in_them(
    tmp_path: Path, order: Order, may_pass: bool
) -> None:
    fmt = ips()
    steps = tuple(
        replace(step, round=replace(step.round, order=order, may_pass=may_pass))
        if step.round
        else step
        for step in fmt.steps
    )
    result, lines = rehearse(tmp_path / "out", 9, 90, fmt=replace(fmt, steps=steps))
    assert result.state.closed
    assert sum("wrong key" in line for line in lines) == 1
    assert any("raises a hand" in line for line in lines) is (order is Order.QUEUE)
    for held in result.state.rounds:
        assert held.order is order
        people = [result.state.person(turn.person) for turn in held.turns if not turn.how]
        here = [one for one in people if one and one.presence is Presence.PRESENT]
        assert len(here) <= (1 if may_pass else 0), "all but one who passed have shared"


def test_a_format_that_leaves_nothing_leaves_nothing(tmp_path: Path) -> None:
    quiet = replace(
        ips(),
        outcomes=(),
        certificates=None,
        room=None,
        steps=(Step("talk", "Talk", 20, 10, 60),),
        places=(Place.IN_PERSON,),
    )
    result, lines = rehearse(tmp_path / "out", 3, 20, fmt=quiet)
    assert result.files == ()
    assert not (tmp_path / "out" / "documents").exists()
    assert lines[-1] == "This format leaves no files."


def test_real_sessions_are_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tmp_path / "real"
    monkeypatch.setenv("COREFLECT_HOME", str(real))
    before = set(tmp_path.iterdir())
    rehearse(tmp_path / "out")
    assert not real.exists()
    assert set(tmp_path.iterdir()) - before == {tmp_path / "out"}


def test_a_second_rehearsal_in_the_same_folder_stands_beside_the_first(tmp_path: Path) -> None:
    first, _ = rehearse(tmp_path / "out")
    before = documents(tmp_path / "out")
    second, _ = rehearse(tmp_path / "out")
    assert first.state.id != second.state.id
    assert before.items() <= documents(tmp_path / "out").items()
    with closing(Store(tmp_path / "out" / "data")) as store:
        assert store.journal.load(first.state.id)
        assert store.journal.load(second.state.id)


def test_folders_that_may_hold_real_sessions_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    with closing(Store(kept / "data")) as store:
        store.summaries.newest()
    real = tmp_path / "real"
    monkeypatch.setenv("COREFLECT_HOME", str(real))
    for folder in (kept, real, real / "data", real / "documents"):
        with pytest.raises(RehearsalError, match="empty folder"):
            rehearsal_home(folder)
    assert not real.exists()
    assert sorted(path.name for path in kept.iterdir()) == ["data"]


def test_a_real_session_held_later_in_the_folder_of_a_rehearsal_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearse(tmp_path / "out")
    rehearsal_home(tmp_path / "out")
    monkeypatch.setenv("COREFLECT_HOME", str(tmp_path / "out"))
    workplace = a_workplace()
    begin(workplace)
    workplace.close()
    monkeypatch.setenv("COREFLECT_HOME", str(tmp_path / "real"))
    with pytest.raises(RehearsalError, match="empty folder"):
        rehearsal_home(tmp_path / "out")


def test_a_passing_folder_goes_at_the_end_or_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed = tmp_path / "coreflect-rehearsal-killed"
    rehearsal_home(killed)
    (killed / "data").mkdir()
    (killed / "data" / "coreflect.db").write_text("names")
    others = [tmp_path / "coreflect-rehearsal-others", tmp_path / "else"]
    for folder in others:
        folder.mkdir()
    (others[1] / MARK).write_text("", "utf-8")
    with passing_home() as folder:
        assert not killed.exists()
        rehearsal_home(folder)
        with passing_home() as second:
            assert folder.is_dir(), "it is in use"
            assert second != folder
    assert sorted(tmp_path.glob("*")) == sorted(others)


def test_a_store_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    rehearsal_home(tmp_path / "out")
    (tmp_path / "out" / "data").write_text("")
    with pytest.raises(RehearsalError, match="choose another folder"):
        rehearse(tmp_path / "out")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(RehearsalError, match="choose another folder"):
        rehearse(tmp_path / "out")


def test_it_can_begin_at_another_time(tmp_path: Path) -> None:
    names = [Invited(name) for name in invent_names(4, 1)]
    lines: list[str] = []
    result = hold(ips(), 60, names[:1], names[1:], 1, tmp_path / "out", lines.append, LATER)
    assert result.state.began
    assert 0 <= (result.state.began - LATER).total_seconds() <= 60
