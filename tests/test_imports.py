"""Imports run one way, and the core is pure: shown in fresh interpreters and in the source."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import coreflect_tui

ROOT = Path(coreflect_tui.__file__).parent

# A part may load those of lower numbers and its own. A part that is not named here has to be
# given its place first.
RANKS = {
    "core": 0,
    "asking": 1,
    "clock": 1,
    "crash": 1,
    "desktop": 1,
    "editor": 1,
    "disk": 1,
    "value_schemas": 1,
    "locations": 1,
    "lock": 1,
    "settings": 1,
    "settings_file": 1,
    "store": 1,
    "library": 1,
    "imports": 1,
    "exports": 1,
    "session": 2,
    "preparation": 2,
    "drafting": 2,
    "followed_session": 2,
    "forgetting": 2,
    "held": 2,
    "hold": 2,
    "forgetting_people": 2,
    "forgetting_in_session": 2,
    "kept_sessions": 2,
    "leaving_nothing": 2,
    "looking_back": 2,
    "recovering": 2,
    "session_group": 2,
    "shown_session": 2,
    "taking_over": 3,
    "saving": 2,
    "unsaved": 2,
    "doctor": 3,
    "workplace": 3,
    "rehearsal": 4,
    "cli": 5,
    "tui": 5,
}
FIRST = {
    f"coreflect_tui.{module}"
    for module in ("cli.main", "tui.app", "tui.screens.home", "clock", "locations", "settings")
}
PYDANTIC = {"pydantic", "pydantic_core"}
HEAVY = {*PYDANTIC, "textual", "rich", "sqlite3"}


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _sources() -> dict[str, Path]:
    return {_module(path): path for path in sorted(ROOT.rglob("*.py"))}


def _part(module: str) -> str:
    """The part of the program that a module belongs to; "" is the bare package."""
    return [*module.split("."), ""][1]


PARTS = sorted({_part(module) for module in _sources()} - {""})


def _run(code: str, *args: str) -> list[str]:
    """What `code` prints as JSON in its last line, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        env={**os.environ, "PYTHONPATH": str(ROOT.parent)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(names, list)
    return names


def _loaded_by(modules: list[str]) -> set[str]:
    """Every module that importing these adds to a bare interpreter."""
    code = (
        "import sys; bare = set(sys.modules)\n"
        "import importlib\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "import json; print(json.dumps(sorted(set(sys.modules) - bare)))"
    )
    return set(_run(code, *modules))


def _modules_of(part: str) -> list[str]:
    return [module for module in _sources() if _part(module) == part]


def _tops(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_every_part_has_its_place() -> None:
    assert "core" in PARTS
    assert set(PARTS) <= set(RANKS)


def test_the_bare_package_loads_nothing() -> None:
    assert _tops(_loaded_by(["coreflect_tui"])) <= {"coreflect_tui"} | sys.stdlib_module_names
    assert not {m for m in _loaded_by(["coreflect_tui"]) if m.startswith("coreflect_tui.")}


def test_core_loads_the_standard_library_alone() -> None:
    loaded = _tops(_loaded_by(_modules_of("core")))
    assert loaded & HEAVY == set()
    assert loaded - sys.stdlib_module_names == {"coreflect_tui"}


@pytest.mark.parametrize("part", [part for part in PARTS if part != "tui"])
def test_only_the_screen_loads_textual(part: str) -> None:
    assert _tops(_loaded_by(_modules_of(part))) & {"textual", "rich"} == set()


@pytest.mark.parametrize("module", [module for module in _sources() if module in FIRST])
def test_the_way_to_the_first_frame_loads_no_pydantic(module: str) -> None:
    assert _tops(_loaded_by([module])) & PYDANTIC == set()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_loads_nothing_above_it(part: str) -> None:
    loaded = {_part(module) for module in _loaded_by(_modules_of(part)) if module in _sources()}
    above = {other for other in loaded - {""} if RANKS[other] > RANKS[part]}
    assert above == set()


@pytest.mark.parametrize("words", [["--version"], ["formats", "list"], ["--help"]])
@pytest.mark.skipif("cli" not in PARTS, reason="there is no command line yet")
def test_a_command_without_a_screen_loads_no_textual(words: list[str]) -> None:
    code = (
        "import json, sys\n"
        "from coreflect_tui.cli.main import main\n"
        "try: status = main(sys.argv[1:])\n"
        "except SystemExit as left: status = left.code\n"
        "assert not status, status\n"
        "print(); print(json.dumps(sorted({'textual', 'rich'} & set(sys.modules))))"
    )
    assert _run(code, *words) == []


# --- what the source says, also where an import waits inside a function --------------------------

IMPURE = {
    *("io", "os", "pathlib", "shutil", "tempfile", "socket", "subprocess", "sqlite3", "threading"),
    *("random", "secrets", "time", "logging", "asyncio"),
    *HEAVY,
}
CLOCK_CALLS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
IMPURE_CALLS = CLOCK_CALLS | {"uuid1", "uuid4", "uuid.uuid4", "open", "print", "input"}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            yield (node.module or "").partition(".")[0]


def _called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ".".join(ast.unparse(node.func).split(".")[-2:])


def test_core_names_no_clock_file_or_random_state() -> None:
    for module in _modules_of("core"):
        path = _sources()[module]
        assert set(_imported(path)) & IMPURE == set(), module
        assert set(_called(path)) & IMPURE_CALLS == set(), module


def test_textual_is_named_in_the_screen_alone() -> None:
    for module, path in _sources().items():
        if _part(module) != "tui":
            assert set(_imported(path)) & {"textual", "rich"} == set(), module


def test_only_the_clock_reads_a_clock() -> None:
    for module, path in _sources().items():
        if _part(module) != "clock":
            assert "time" not in set(_imported(path)), module
            assert set(_called(path)) & CLOCK_CALLS == set(), module
