"""README and first session are true: commands run, keys and pictures are the program's."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from shlex import quote
from types import ModuleType

import pytest

from coreflect_tui.cli.main import COMMANDS
from coreflect_tui.core.apply import prepared
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.events import SessionPrepared
from coreflect_tui.core.group import Group
from coreflect_tui.core.history import fold
from coreflect_tui.core.intents import CloseSession, NextItem
from coreflect_tui.core.state import Options, SessionState, Span
from coreflect_tui.library.catalogue import find_format
from coreflect_tui.library.groups import save_group
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.tui.all_actions import ACTIONS
from coreflect_tui.tui.view.ends import gap_words, late_start_words
from coreflect_tui.workplace import Workplace
from terminal import PROGRAM, Terminal

CHECKOUT = Path(__file__).parents[2]
README = (CHECKOUT / "README.md").read_text("utf-8")
FIRST_SESSION = (CHECKOUT / "docs/first-session.md").read_text("utf-8")
PAGES = (
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("docs/architecture.md", "docs/first-session.md", "docs/formats.md", "docs/privacy.md"),
)
QUIT = "\x11"
GATE = os.environ.get("COREFLECT_REQUIRE_TOOLS") == "1"

REPORT = """\
Name (original name),Email,Join time,Leave time,Duration (minutes),Guest
Ana,,11/22/2026 06:58:00 PM,11/22/2026 08:33:00 PM,95,No
"""

# What a command that opens a screen shows there; the others end by themselves.
SCREENS = {
    r"coreflect$": "IPS co-reflection",
    r"coreflect run ": "Facilitator",
    r"coreflect resume ": "OPENING QUOTES",
    r"coreflect display": "Nothing is running yet",
    r"coreflect rehearse(?!.*--headless)": "BEFORE THE START",
    r"coreflect attendance (?!.*--preview)": "Attendance report",
}


def after(mark: str) -> str:
    """The one line in the block after a mark."""
    block = re.search(rf"<!-- {mark} -->\n```sh\n([^\n]*)\n```\n", README)
    assert block, mark
    return block[1]


START, TEST = after("start-command"), after("test-command")
_LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", README + FIRST_SESSION, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if line not in (START, TEST)
]
COMMAND_LINES = list(dict.fromkeys(_LINES))


def shown_by(line: str) -> str | None:
    """What stands on the screen that a command opens; None when it opens none."""
    words = line.replace(".venv/bin/", "")
    return next((shown for start, shown in SCREENS.items() if re.match(start, words)), None)


def script(name: str) -> ModuleType:
    """A script of docs as a module."""
    spec = spec_from_file_location(name, CHECKOUT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout after its set-up, as far as the commands can tell, with a session that runs."""
    programs = tmp_path / "checkout" / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "coreflect").symlink_to(PROGRAM)
    shutil.copy(
        shipped_folder("formats") / "ips-co-reflection.toml", tmp_path / "checkout/my-format.toml"
    )
    (tmp_path / "checkout/participants.csv").write_text(REPORT, "utf-8")
    shutil.copy(
        shipped_folder("quotes") / "seeds.toml", tmp_path / "checkout/quotes-of-a-friend.toml"
    )
    save_group(locations().user_groups, Group("Tuesday group", id="k3x9ap"))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    _begin_a_session()
    return tmp_path / "checkout"


def _begin_a_session() -> None:
    workplace = Workplace(locations())
    try:
        now = workplace.clock.now()
        fmt = find_format("ips-co-reflection")
        options = Options(now.session, 90, fmt.places[0], now.offset)
        people = [Invited(name) for name in ("Ana", "Bo", "Cy", "Dee")]
        first = prepare_session(fmt, options, people[:1], people[1:], workplace.random)
        assert not isinstance(first, Refusal)
        workplace.begin(*first).dispatch(NextItem())
    finally:
        workplace.close()


def _close_the_session() -> None:
    workplace = Workplace(locations())
    try:
        workplace.resume(workplace.store.summaries.find("last")).session.dispatch(CloseSession())
    finally:
        workplace.close()


def opens(line: str, folder: Path, shown: str, seconds: float = 20) -> None:
    """The line, typed into a shell in `folder`, opens a screen that can be left with Ctrl+Q."""
    home, shell = Path(os.environ["COREFLECT_HOME"]), shutil.which("bash")
    assert shell
    typed = f"cd {quote(str(folder))} && {line}"
    with Terminal("-c", typed, home=home, program=Path(shell)) as t:
        t.wait_for(shown, seconds)
        t.send(QUIT)
        assert t.exit_status() == 0


# --- the commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("line", [line for line in COMMAND_LINES if not shown_by(line)])
def test_a_command_runs(line: str, folder: Path) -> None:
    if "sessions forget" in line:
        _close_the_session()
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("line", [line for line in COMMAND_LINES if shown_by(line)])
def test_a_command_opens_its_screen(line: str, folder: Path) -> None:
    opens(line, folder, shown_by(line) or "")


def test_the_start_command_ends_in_the_main_job(folder: Path) -> None:
    opens(START.rpartition(" && ")[2], folder, "Facilitator")


@pytest.mark.skipif(not GATE, reason="downloads; COREFLECT_REQUIRE_TOOLS=1 asks for it")
def test_the_start_command_does_all_the_set_up(tmp_path: Path) -> None:
    left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "dist")
    shutil.copytree(CHECKOUT, tmp_path / "clone", ignore=left_out)
    opens(START, tmp_path / "clone", "Facilitator", seconds=300)


def test_the_gate_runs_the_test_command() -> None:
    """It is not run here, since these tests are what it runs."""
    gate = (CHECKOUT / ".ci" / "run").read_text("utf-8")
    reading = re.search(r"^tests=\$\(awk .*?README\.md\)$", gate, re.MULTILINE | re.DOTALL)
    assert reading
    done = subprocess.run(
        ["bash", "-euc", f'{reading[0]}\nprintf %s "$tests"'],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert done.stdout == TEST
    assert TEST.endswith("-m pytest -q -n auto")


def test_the_line_for_windows_is_the_start_command_there() -> None:
    there = START.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\")
    for page in (README, FIRST_SESSION):
        assert f"```bat\n{there}\n```" in page
        assert f"```sh\n{START}\n```" in page


def test_every_command_stands_there() -> None:
    named = {words[1] for line in COMMAND_LINES if len(words := line.split()) > 1}
    assert set(COMMANDS) <= named


# --- keys, pictures, links -----------------------------------------------------------------------


def test_the_keys_are_those_of_the_program() -> None:
    assert script("make_keys").with_tables(README) == README, "run: python docs/make_keys.py"


def test_every_screen_has_its_keys() -> None:
    assert {one.screen for one in ACTIONS} == set(script("make_keys").SCREENS)


def test_the_pictures_show_the_program(tmp_path: Path) -> None:
    script("make_pictures").main(tmp_path)
    drawn = {path.name: _words(path) for path in tmp_path.glob("*.svg")}
    kept = {path.name: _words(path) for path in (CHECKOUT / "docs" / "pictures").glob("*.svg")}
    assert drawn == kept, "run: python docs/make_pictures.py"
    assert all(f"pictures/{name}" in README + FIRST_SESSION for name in kept)


def _words(picture: Path) -> list[str]:
    return [
        unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)", picture.read_text("utf-8"))
    ]


def test_a_picture_does_not_say_where_it_was_drawn() -> None:
    for path in (CHECKOUT / "docs" / "pictures").glob("*.svg"):
        shown = "".join(_words(path)).replace("\xa0", " ")
        assert not re.search(r"(?:^|\s)(?:/|[A-Z]:\\)\w", shown), path.name


def test_a_picture_opens_no_connection() -> None:
    for path in (CHECKOUT / "docs" / "pictures").glob("*.svg"):
        links = set(re.findall(r"https?://[^\"' )]+", path.read_text("utf-8")))
        assert links == {"http://www.w3.org/2000/svg"}, path.name


# --- words of the screen that the README quotes --------------------------------------------------

SEVEN = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def begun_late(minutes: int) -> tuple[SessionState, datetime]:
    """A session for seven o'clock that began so many minutes later, and that instant."""
    fmt, now = find_format("ips-co-reflection"), SEVEN + timedelta(minutes=minutes)
    options = Options(SEVEN, 90, fmt.places[0], utc_offset=0)
    roster = [Invited(f"Person {number}") for number in range(8)]
    first = prepare_session(fmt, options, [Invited("Ana")], roster, Random(1))
    assert not isinstance(first, Refusal)
    _, (preparation, *others) = first
    assert isinstance(preparation, SessionPrepared)
    state = fold(prepared(preparation), others)
    events = decide(state, NextItem(), now)
    assert not isinstance(events, Refusal)
    return fold(state, events), now


def test_it_says_what_the_screen_says_after_a_late_start() -> None:
    said = late_start_words(*begun_late(9), 0)
    assert said
    assert f'"{said}"' in README


def test_it_says_what_the_screen_says_after_a_sleep() -> None:
    state, now = begun_late(0)
    said = gap_words(replace(state, gaps=(Span(now, now + timedelta(minutes=12)),)))
    assert said
    assert f'"{said}"' in README


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (CHECKOUT / page).read_text("utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (CHECKOUT / page).parent / name if name else CHECKOUT / page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target.read_text("utf-8")), link


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of Unix")
def test_files_are_where_the_readme_says(folder: Path) -> None:
    home = Path(os.environ["COREFLECT_HOME"])
    subprocess.run(
        [folder / ".venv/bin/coreflect", "sessions", "export", "last"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    made = {path.relative_to(home).parts for path in home.rglob("*") if path.is_file()}
    tree = re.search(r"```text\n(\S+ \d{4} IPS co-reflection)/\n(.*?)```", README, re.DOTALL)
    assert tree
    files = {Path(name).parts for name in re.findall(r"─ (.+?)  ", tree[2])}
    assert {parts[2:] for parts in made if parts[0] == "documents"} == files
    assert ("data", "coreflect.db") in made
    assert not [path for path in home.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
