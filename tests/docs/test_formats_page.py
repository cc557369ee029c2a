"""docs/formats.md is true: its stages are formats, its plans and lists are the program's."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from coreflect_tui.cli.main import main
from coreflect_tui.core.placeholders import PLACEHOLDERS
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.library.decks import read_deck
from coreflect_tui.library.format_file import format_warnings, read_format_text
from coreflect_tui.library.format_tables import TABLES
from coreflect_tui.preparation import Invited
from coreflect_tui.rehearsal import invent_names
from coreflect_tui.rehearsal.headless import hold

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "formats.md").read_text("utf-8")
NAME = "case-hour.toml"
"""What the page calls the format that it writes."""
BLOCKS = re.findall(
    r"<!-- (format|plan):? ?([^>]*?) ?-->\n```(?:toml|text)\n(.*?)\n```", PAGE, re.DOTALL
)
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


def put_in(kind: str, block: str, text: str) -> str:
    """The text of the format once a block of the page was put in, where the page says."""
    if kind == "whole":
        return f"{block}\n"
    first = re.search(r"^\[\[", text, re.MULTILINE)
    assert first
    if kind == "instead of the steps":
        return f"{text[: first.start()]}{block}\n"
    if kind == "above the steps":
        return f"{text[: first.start()]}{block}\n\n{text[first.start() :]}"
    step = re.fullmatch(r"after (.*)", kind)
    assert step, kind
    behind = text.index("\n[[step]]", text.index(f'id = "{step[1]}"'))
    return f"{text[:behind]}\n{block}\n{text[behind:]}"


def stages() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The format at each stage, and the plans that are shown of it: their options, their text."""
    text, plans = "", list[tuple[str, str]]()
    for sort, how, block in BLOCKS:
        if sort == "format":
            if plans:
                yield text, plans
            text, plans = put_in(how, block, text), []
        else:
            plans.append((how, block))
    yield text, plans


STAGES = list(stages())


def script() -> ModuleType:
    """docs/make_formats.py as a module."""
    spec = spec_from_file_location("make_formats", CHECKOUT / "docs" / "make_formats.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("stage", range(len(STAGES)))
def test_every_stage_is_in_order_and_its_plans_are_what_the_program_prints(
    stage: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text, plans = STAGES[stage]
    fmt = read_format_text(text, NAME)
    warned = format_warnings(fmt, text)
    assert bool(warned) is (stage == 0), "the page says so of the first one"
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_text(text, "utf-8")
    for options, shown in plans:
        assert main(["plan", NAME, *options.split()]) == 0
        assert capsys.readouterr().out.rstrip("\n") == shown


def test_there_is_a_plan_of_every_stage() -> None:
    assert len(STAGES) == 5
    assert all(plans for _, plans in STAGES)
    assert len([one for one in BLOCKS if one[0] == "plan"]) == 7


def test_the_last_stage_says_most_of_what_can_be_said() -> None:
    said = set(tomllib.loads(STAGES[-1][0]))
    assert {"repeat", "choice", "role", "card", "step"} <= said


def test_the_lists_are_those_of_the_program() -> None:
    assert script().with_lists(PAGE) == PAGE, "run: python docs/make_formats.py"


def test_the_lists_have_every_key_and_placeholder() -> None:
    listed = set(re.findall(r"^\| `([a-z_.]+)` \|", PAGE, re.MULTILINE))
    assert listed == {
        ".".join((*path, key)) for path, table in TABLES.items() for key in table.model_fields
    }
    filled = set(re.findall(r"^\| `\{([a-z_]+)\}` \|", PAGE, re.MULTILINE))
    assert filled == set(PLACEHOLDERS)


def test_the_deck_that_is_shown_is_one(tmp_path: Path) -> None:
    _, _, section = PAGE.partition("\n## Cards\n")
    deck = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert deck
    path = tmp_path / "gentle-warnings.toml"
    path.write_text(deck[1], "utf-8")
    assert read_deck(path)[0].deck == "Gentle warnings"


def test_its_commands_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [Invited(name) for name in invent_names(5, 1)]
    fmt = find_format("ips-co-reflection")
    hold(fmt, 60, people[:1], people[1:], 1, tmp_path / "held", lambda _: None)
    monkeypatch.setenv("COREFLECT_HOME", str(tmp_path / "held"))
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_text(STAGES[-1][0], "utf-8")
    assert len(COMMANDS) == 7
    for line in COMMANDS:
        program, *words = shlex.split(line)
        assert program == "coreflect"
        assert main(words) == 0, line
        assert capsys.readouterr().out
