"""What the project's files promise: declared dependencies, a command, words for every module."""

import ast
import importlib
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import coreflect_tui

CHECKOUT = Path(__file__).parents[1]
SOURCES = sorted(Path(coreflect_tui.__file__).parent.rglob("*.py"))

# What a module is called says what is in it; these say nothing.
EMPTY_WORDS = {"manager", "helper", "helpers", "util", "utils", "common", "misc", "data", "info"}


@pytest.fixture
def project() -> dict[str, Any]:
    with (CHECKOUT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]  # type: ignore[no-any-return]


def _third_parties() -> set[str]:
    names = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    # pydantic brings its core along, in the version that it needs.
    return names - sys.stdlib_module_names - {"coreflect_tui", "pydantic_core"}


def test_what_is_imported_is_declared(project: dict[str, Any]) -> None:
    declared = {re.split(r"[^\w-]", name)[0].replace("-", "_") for name in project["dependencies"]}
    assert _third_parties() <= declared


def test_the_command_leads_to_a_function(project: dict[str, Any]) -> None:
    module, _, function = project["scripts"]["coreflect"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_the_files_that_the_package_names_are_there(project: dict[str, Any]) -> None:
    assert [
        name
        for name in (project["readme"], *project["license-files"])
        if not (CHECKOUT / name).is_file()
    ] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_module_says_in_a_few_lines_what_it_is(path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert words
    assert not set(path.stem.split("_")) & EMPTY_WORDS
