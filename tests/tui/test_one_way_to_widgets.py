"""The way of people's words to the screen is one function, shown in the source of the screens.

A name with markup in it can crash a widget, hide text or run an action (see widgets/pane.py). So
whatever draws is known by name, and is fed with lines of pieces, with words that are written in
the source, or by the one function that makes text of pieces.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import coreflect_tui.tui

ROOT = Path(coreflect_tui.tui.__file__).parent
SOURCES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}
sources = pytest.mark.parametrize("name", SOURCES)

PANE, CHOICES, ONE_LINE = "widgets/pane.py", "widgets/choices.py", "widgets/one_line.py"
DRAWS = {
    # Measuring, and looks without words.
    ("view/pieces.py", "rich.cells"),
    (CHOICES, "rich.segment"),
    (CHOICES, "rich.style"),
    (CHOICES, "textual.strip"),
    (PANE, "rich.style"),
    (PANE, "textual.strip"),
    # What was drawn, to be given again.
    ("widgets/drawn_once.py", "textual.strip"),
    # Text, and what shows it.
    (PANE, "rich.text"),
    (PANE, "rich.segment"),
    (CHOICES, "textual.widgets.OptionList"),
    (CHOICES, "textual.widgets.option_list"),
    # Fields; what stands in one is cleaned by `OneLine`, and at its making.
    (ONE_LINE, "textual.widgets.Input"),
    ("widgets/names_field.py", "textual.widgets.TextArea"),
    # The palette, whose words are those of the table of actions, and the names of themes.
    ("app.py", "textual.app.SystemCommand"),
    ("display_app.py", "textual.app.SystemCommand"),
    ("tour.py", "textual.app.SystemCommand"),
    ("screens/palette.py", "textual.command"),
    ("screens/palette.py", "textual.widgets.LoadingIndicator"),
}
"""Every part of Rich, and every widget of Textual, by the only place that makes one."""
ONLY_EVENTS = {"Input", "OptionList", "TextArea"}
"""Widgets that other places name to hear of what is done in them."""
_DRAWN = """
border_title border_subtitle tooltip title sub_title label placeholder text value renderable content
prompt icon TITLE SUB_TITLE BORDER_TITLE BORDER_SUBTITLE HELP
"""
SHOWN_AS_MARKUP = frozenset(_DRAWN.split())
"""What of a widget or a screen is drawn, or read as markup, when it is set."""
ASSIGNED = {
    ("app.py", "TITLE = 'coreflect'"),
    ("screens/palette.py", "self.query_one(SearchIcon).icon = '/'"),
    ("terminal.py", "event.text = harmless(event.text)"),
    ("widgets/entry.py", "line.value = text"),
    ("widgets/entry.py", "line.value = ''"),
    ("widgets/entry.py", "self.query_one(Input).value = ''"),
    (
        "widgets/names_field.py",
        "self.text = harmless('\\n'.join([*([before] if before else []), lines.strip()]) + '\\n')",
    ),
}
_OTHER_WAYS = """
notify from_markup from_ansi markup render_str bell print panic log write set_title open_url
deliver_text load_text insert_text_at_cursor add_option add_options add_column add_columns add_row
add_rows update_cell set_label set_content clear_panes add_pane
"""
NEVER_CALLED = frozenset(_OTHER_WAYS.split())
WRITES = {
    # The terminal's own commands, and last words after the screen is gone.
    "driver.py",
    "tty.py",
}


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(SOURCES[name].read_text("utf-8"))))


def calls(name: str) -> Iterator[ast.Call]:
    yield from (node for node in nodes(name) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last part of what a call names, such as "update" of `self.pane.update`."""
    return ast.unparse(call.func).rpartition(".")[2]


def where(name: str, node: ast.expr | ast.stmt) -> str:
    return f"{name}:{node.lineno} {ast.unparse(node)}"


def literal(node: ast.expr | None) -> bool:
    """Whether these are words that are written in the source, or none."""
    return node is None or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def drawing(name: str) -> set[tuple[str, str]]:
    """What of Rich and of Textual's widgets a module imports that could draw a string."""
    found: set[tuple[str, str]] = set()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found |= {(name, one.name) for one in node.names if one.name.startswith("rich")}
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        module, names = node.module, [one.name for one in node.names]
        if module.split(".")[0] == "rich" or module in KINDS:
            found.add((name, module))
        elif module == "textual.widgets":
            found |= {(name, f"{module}.{one}") for one in names}
        elif module == "textual.app" and "SystemCommand" in names:
            found.add((name, "textual.app.SystemCommand"))
    return found


_KINDS = "widgets.option_list command strip content markup visual notifications style"
KINDS = frozenset(f"textual.{one}" for one in _KINDS.split())


def test_whatever_draws_is_made_in_one_place() -> None:
    found = set().union(*map(drawing, SOURCES))
    hears = {one for one in found - DRAWS if one[1].rpartition(".")[2] in ONLY_EVENTS}
    assert found - hears == DRAWS
    for name, widget in hears:
        kind = widget.rpartition(".")[2]
        for call in calls(name):
            assert ast.unparse(call.func) != kind, where(name, call)


@sources
def test_only_pane_makes_text_and_lists_take_only_what_it_painted(name: str) -> None:
    for call in calls(name):
        if called(call) in ("Text", "Style.parse"):
            assert name == PANE, where(name, call)
        if called(call) == "append" and name == PANE:
            assert ast.unparse(call) in (
                "text.append('\\n')",
                "text.append(drawn_text(piece), _style_of(widget, piece))",
            )
        if called(call) == "Segment" and name == PANE:
            assert ast.unparse(call.args[0]) == "drawn_text(piece)", where(name, call)
        if called(call) == "Option":
            assert ast.unparse(call.args[0]).startswith("painted("), where(name, call)
        if called(call) == "set_options":
            assert name == CHOICES, where(name, call)


@sources
def test_widgets_are_fed_lines_and_no_strings(name: str) -> None:
    for call in calls(name):
        if called(call) == "update" and isinstance(call.func, ast.Attribute):
            raise AssertionError(where(name, call))
        if called(call) == "show" and call.args:
            strings = (ast.JoinedStr, ast.Constant, ast.BinOp)
            assert not isinstance(call.args[0], strings), where(name, call)
        if called(call) in NEVER_CALLED and call.args:
            assert name in WRITES, where(name, call)


@sources
def test_nothing_that_is_read_as_markup_is_set(name: str) -> None:
    """Neither on a widget or a screen, nor for all of a kind."""
    classes = [node for node in nodes(name) if isinstance(node, ast.ClassDef)]
    of_a_kind = [] if name.startswith("view/") else [one for kind in classes for one in kind.body]
    for node in (*nodes(name), *of_a_kind):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign) and node.value:
            targets = [node.target]
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Attribute) or node in of_a_kind:
                drawn = target.attr if isinstance(target, ast.Attribute) else ast.unparse(target)
                known = (name, ast.unparse(node)) in ASSIGNED
                assert drawn not in SHOWN_AS_MARKUP or known, where(name, node)


@sources
def test_markup_is_off_wherever_it_can_be(name: str) -> None:
    for node in nodes(name):
        if isinstance(node, ast.keyword) and node.arg == "markup":
            assert ast.unparse(node.value) == "False", f"{name}:{node.value.lineno}"


def test_a_widget_is_made_without_words_but_for_fields() -> None:
    """Subclasses hand nothing on to Textual's own but ids and switches."""
    for name in (PANE, CHOICES, ONE_LINE):
        for call in calls(name):
            if ast.unparse(call.func) == "super().__init__":
                assert not call.args, where(name, call)
                given = {one.arg for one in call.keywords}
                assert given <= {"id", "classes", "markup", "compact"}, where(name, call)
    for name in SOURCES:
        for call in calls(name):
            if called(call) in ("Pane", "RoomyPane", "Choices", "LetterMenu", "Entry"):
                assert not call.args, where(name, call)
                assert {one.arg for one in call.keywords} <= {"id", "classes"}, where(name, call)
            if called(call) == "TextArea":
                assert ast.unparse(call.args[0]) == "harmless(first.people)", where(name, call)
            for one in call.keywords:
                if one.arg == "placeholder":
                    assert literal(one.value) or ast.unparse(one.value) == "placeholder"
            if called(call) == "_line" and name == "screens/setup.py":
                assert all(literal(one) for one in call.args[2:]), where(name, call)


def test_what_the_table_of_actions_says_is_written_there() -> None:
    """Bindings, key line, help and palette are made of it."""
    tables = [name for name in SOURCES if name.startswith("tables/") and "__init__" not in name]
    assert tables
    for name in tables:
        for call in calls(name):
            if called(call) == "Action":
                assert len(call.args) >= 6, where(name, call)
                assert all(literal(one) for one in call.args[:6]), where(name, call)


@sources
def test_a_binding_has_words_of_the_source_or_of_the_table(name: str) -> None:
    for call in calls(name):
        if called(call) != "Binding":
            continue
        key, does, *words = call.args
        assert ast.unparse(key) in ("key", "letter", "str(number)", "ENDS") or literal(key)
        made = {
            "does",
            "f\"letter('{letter}')\"",
            "f'take({number})'",
        }
        assert ast.unparse(does) in made or literal(does), where(name, call)
        for one in (*words, *(one.value for one in call.keywords if one.arg == "tooltip")):
            known = ast.unparse(one) in ("action.title", "action.tooltip", "letter")
            assert known or literal(one), where(name, call)


def test_the_palette_reads_no_brackets_of_anybody() -> None:
    """It takes its titles for markup, and one may hold the words of a format."""
    for name in SOURCES:
        for call in calls(name):
            if called(call) == "SystemCommand":
                title, words, _ = call.args
                assert literal(title) or ast.unparse(title) == "title", where(name, call)
                assert literal(words) or ast.unparse(words) == "action.tooltip", where(name, call)
            if called(call) in ("Hit", "DiscoveryHit"):
                assert name == "screens/palette.py", where(name, call)
                assert "name" in ast.unparse(call), where(name, call)
    titles = [
        ast.unparse(node.value)
        for node in nodes("app.py")
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "title"
    ]
    assert titles == ["harmless(screen.title_of(action)).translate(_NO_MARKUP)"]


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
        "one.key",
    }
    for name in SOURCES:
        for node in nodes(name):
            if not isinstance(node, ast.JoinedStr):
                continue
            first = node.values[0]
            said = first.value if isinstance(first, ast.Constant) else ""
            if not (isinstance(said, str) and said.startswith(("screen.", "app.", "letter("))):
                assert "'screen." not in ast.unparse(node), where(name, node)
                continue
            parts = [one for one in node.values if isinstance(one, ast.FormattedValue)]
            assert {ast.unparse(one.value) for one in parts} <= inside | {"letter"}, where(
                name, node
            )
