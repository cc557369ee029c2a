"""The tables of docs/architecture.md say what is in the code."""

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from coreflect_tui.cli.main import main
from coreflect_tui.core import intents
from coreflect_tui.core.decide import DECISIONS
from coreflect_tui.core.group import Group, Member
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.library.groups import save_group
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold
from coreflect_tui.settings import Settings
from coreflect_tui.store import Store
from coreflect_tui.store.codec import event_types

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")

Row = tuple[str, ...]


def section(heading: str) -> str:
    """The page from `heading` to the next of its rank."""
    marks, _, _ = heading.partition(" ")
    rest = PAGE.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"^#{{2,{len(marks)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(heading: str) -> list[Row]:
    """The rows of all tables of a section, without their heads; marks of code are left out."""
    found: list[Row] = []
    lines = section(heading).splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("|") and not line.startswith("|--") and not after.startswith("|--"):
            found.append(tuple(cell.strip().replace("`", "") for cell in line.split("|")[1:-1]))
    return found


def assert_same(code: Sequence[Row], page: Sequence[Row]) -> None:
    """Both have the same rows, each once; the message is the rows to add and to take away."""
    add, take_away = sorted(set(code) - set(page)), sorted(set(page) - set(code))
    assert (add, take_away) == ([], [])
    assert len(page) == len(code)


def named(hint: object) -> str:
    """A type as the tables write it: no module names, "or" for a bar."""
    words = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    return re.sub(r"\b\w+\.(?=\w)", "", words).replace(" | ", " or ")


def payload(kind: type[Any]) -> str:
    return ", ".join(f"{field.name}: {named(field.type)}" for field in fields(kind))


def intent_types() -> list[type[intents.Intent]]:
    kinds = (one for one in vars(intents).values() if isinstance(one, type))
    return [one for one in kinds if issubclass(one, intents.Intent) and one is not intents.Intent]


# --- the tables ----------------------------------------------------------------------------------


def test_every_event_stands_there_with_its_payload() -> None:
    wanted = [
        (name, payload(kind), "yes" if kind.undoable else "no", ", ".join(kind.words) or "–")
        for name, kind in event_types().items()
    ]
    assert_same(wanted, [row[:4] for row in rows("### Events")])


def test_every_intent_stands_there() -> None:
    wanted = [(kind.__name__, payload(kind) or "–") for kind in intent_types()]
    assert_same(wanted, [row[:2] for row in rows("### Intents")])


def test_every_intent_is_decided() -> None:
    assert set(intent_types()) == set(DECISIONS)


def test_every_setting_stands_there_and_in_the_readme() -> None:
    wanted = set(Settings._fields)
    assert {row[0] for row in rows("### Settings")} == wanted
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    assert {name for name in wanted if f"| `{name}`" in readme or f", `{name}` |" in readme} == (
        wanted
    )


def test_every_table_of_the_store_stands_there_with_its_columns(tmp_path: Path) -> None:
    with closing(Store(tmp_path)) as store:
        store.summaries.newest()
        path = store.path
    conn = sqlite3.connect(path)
    try:
        names = [
            row[0]
            for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row[0].startswith("sqlite_")
        ]
        wanted = {
            name: ", ".join(row[1] for row in conn.execute(f"PRAGMA table_info({name})"))
            for name in names
        }
    finally:
        conn.close()
    assert {row[0]: row[1] for row in rows("### The store's tables")} == wanted


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a session and a group in it."""
    folder = tmp_path_factory.mktemp("held")
    group = Group("Tuesday", members=(Member("m1", "Ana"),), id="g1")
    save_group(folder / "groups", group)
    people = [Invited(name) for name in invent_names(5, 1)]
    hold(find_format("ips-co-reflection"), 60, people[:1], people[1:], 1, folder, lambda _: None)
    return folder


@pytest.mark.parametrize("row", rows("### JSON outputs"), ids=lambda row: row[0])
def test_json_has_the_keys_that_stand_there(
    row: Row, held: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COREFLECT_HOME", str(held))
    command, _, inside = re.sub(r" (each of|in) ", " / ", row[0]).partition(" / ")
    assert main(command.split()[1:]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == 1
    shown = document[inside] if inside else document
    assert list(shown[0] if isinstance(shown, list) else shown) == row[1].split(", ")


@pytest.mark.parametrize("line", rows("### Import ranks"), ids=lambda row: row[0])
def test_every_part_that_is_named_is_there(line: Row) -> None:
    package = CHECKOUT / "src" / "coreflect_tui"
    for name in line[1].split(", "):
        assert (package / name).is_dir() or (package / f"{name}.py").is_file(), name


def test_every_part_has_its_rank() -> None:
    package = CHECKOUT / "src" / "coreflect_tui"
    parts = {path.stem for path in package.iterdir() if path.suffix == ".py" or path.is_dir()}
    parts = {name for name in parts if not name.startswith(("_", "."))}
    assert {name for row in rows("### Import ranks") for name in row[1].split(", ")} == parts


def test_the_limits_are_those_of_the_code() -> None:
    known = rows("### Limits")
    assert len(known) > 20
    for what, most, constant, beyond in known:
        module, _, name = constant.rpartition(".")
        assert getattr(import_module(f"coreflect_tui.{module}"), name) == int(most.replace(",", ""))
        assert what
        assert beyond
