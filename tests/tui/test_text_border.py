"""The way of people's words to the screen is one function, shown in the source of the screens.

A name with markup in it can crash a widget, hide text or run an action (see widgets/pane.py), so
no other module may make a text, a label or a notification.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import coreflect_tui.tui

ROOT = Path(coreflect_tui.tui.__file__).parent
SOURCES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}

DRAWING = "widgets/pane.py"
MAKERS = {"Text", "Content", "Label", "Static", "Markdown", "Rule", "Button", "Tooltip", "Panel"}
"""Whatever takes a string and draws it."""
METHODS = {"notify", "from_markup", "from_ansi", "markup", "bell"}
ALLOWED = {
    # A crash: our own words and a path, no state.
    ("terminal.py", "Text"),
    (DRAWING, "Text"),
}
UPDATES = {
    (DRAWING, "self.update"),
}


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text("utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """What a call names, such as "Text" or "self.update"."""
    return ast.unparse(call.func)


@pytest.mark.parametrize("name", SOURCES)
def test_only_pane_makes_text(name: str) -> None:
    for call in calls(SOURCES[name]):
        last = called(call).rpartition(".")[2]
        if last in MAKERS:
            assert (name, last) in ALLOWED, f"{name}:{call.lineno} {ast.unparse(call)}"
        assert last not in METHODS, f"{name}:{call.lineno} {ast.unparse(call)}"


@pytest.mark.parametrize("name", SOURCES)
def test_widgets_are_fed_lines_and_no_strings(name: str) -> None:
    for call in calls(SOURCES[name]):
        words = called(call)
        if words.endswith(".update"):
            assert (name, words) in UPDATES, f"{name}:{call.lineno} {ast.unparse(call)}"
        if words.endswith(".show") and call.args:
            strings = (ast.JoinedStr, ast.Constant)
            assert not isinstance(call.args[0], strings), f"{name}:{call.lineno}"


@pytest.mark.parametrize("name", SOURCES)
def test_lists_take_only_painted_options(name: str) -> None:
    for call in calls(SOURCES[name]):
        if called(call) == "Option":
            assert ast.unparse(call.args[0]).startswith("painted("), f"{name}:{call.lineno}"


@pytest.mark.parametrize("name", SOURCES)
def test_markup_is_off_wherever_it_can_be(name: str) -> None:
    for node in ast.walk(ast.parse(SOURCES[name].read_text("utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "markup":
            assert ast.unparse(node.value) == "False", f"{name}:{node.value.lineno}"


def test_clicks_run_only_actions_that_are_written_here() -> None:
    """An action in a piece is a literal of ours; what stands in it is an id, never a name."""
    inside = {
        "action.id",
        "call_of(action)",
        "item.item.step.id",
        "item.id",
        "number",
        "action",
        "one.id",
    }
    for name, path in SOURCES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.JoinedStr) or "screen." not in ast.unparse(node):
                continue
            parts = [one for one in node.values if isinstance(one, ast.FormattedValue)]
            assert {ast.unparse(one.value) for one in parts} <= inside, f"{name}:{node.lineno}"
            assert isinstance(node.values[0], ast.Constant), f"{name}:{node.lineno}"
