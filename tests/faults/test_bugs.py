"""Whatever is wrong in the program: a sentence, no traceback, and nobody's words anywhere."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bugs import HANDLER
from ending import (
    LINUX_ONLY,
    PEOPLE,
    SAID,
    assert_in_order,
    assert_nobody,
    end,
    go_on,
    speaks,
)
from terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(LINUX_ONLY[0], reason=LINUX_ONLY[1])

Start = Callable[..., Terminal]
Bug = Callable[[str], dict[str, str]]
STOPPED = "coreflect stopped because of an error in the program."
KEPT = "The session is kept up to the last act. To go on: coreflect resume"


def report_of(home: Path, kind: str = "RuntimeError") -> str:
    """The report, which names the error and quotes nobody."""
    path = home / "data" / "crash-report.txt"
    assert path.stat().st_mode & 0o077 == 0
    report = path.read_text("utf-8")
    assert kind in report
    assert ".py:" in report
    assert_nobody(report)
    return report


def told_of(home: Path) -> str:
    return f"A report without anybody's words is in {home / 'data' / 'crash-report.txt'}"


def assert_told(words: str, home: Path, kept: str = KEPT) -> None:
    """One sentence on what is so, and one on where the report is."""
    lines = words.strip().splitlines()
    assert [line.strip() for line in lines] == [f"{STOPPED} {kept}".strip(), told_of(home)]


# --- on the screen -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("boom", "sqlite3.IntegrityError"),
        ("invalid", "ValidationError"),
        ("lambda screen: screen.run_worker(boom, thread=True)", "RuntimeError"),
    ],
)
def test_in_what_a_key_does(act: str, kind: str, bug: Bug, start: Start, home: Path) -> None:
    live = go_on(start("resume", environment=bug(HANDLER.format(act))))
    ending = end(live, lambda: live.send("/"))
    assert ending.status == 1
    assert_in_order(live)
    assert_told(ending.words, home)
    report_of(home, kind)
    assert SAID.encode() not in live.raw
    assert speaks(home) == PEOPLE[2]


def test_in_a_tick_and_while_the_terminal_is_gone(bug: Bug, start: Start, home: Path) -> None:
    code = """
    from coreflect_tui.tui import tty
    from coreflect_tui.tui.app import CoreflectApp
    tick = CoreflectApp.tick
    CoreflectApp.tick = lambda app: boom() if tty.hung_up() else tick(app)
    CoreflectApp.terminal_lost = lambda _: None
    """
    live = go_on(start("resume", controlling=False, environment=bug(code)))
    assert end(live, live.hang_up).status == 1
    report_of(home)
    assert speaks(home) == PEOPLE[2]


def test_in_reading_keys(bug: Bug, start: Start, home: Path) -> None:
    code = """
    from textual._xterm_parser import XTermParser
    feed = XTermParser.feed
    XTermParser.feed = lambda parser, data: boom() if "~" in data else feed(parser, data)
    """
    live = go_on(start("resume", environment=bug(code)))
    ending = end(live, lambda: live.send("~"))
    assert ending.status == 1
    assert_in_order(live)
    assert_told(ending.words, home)
    report_of(home)


def test_what_goes_wrong_aside_says_nothing_until_the_end(
    bug: Bug, start: Start, home: Path
) -> None:
    """In a thread, in a task that nobody waits for, while something is thrown away; and words that
    are meant for whoever writes programs. Some of it after the screen has gone."""
    code = """
    import asyncio, atexit, logging, warnings
    from coreflect_tui.tui.screens.live import LiveScreen

    class Thrown:
        __del__ = boom

    kept = []

    async def task(seconds):
        try:
            await asyncio.sleep(seconds)
        finally:
            boom()

    def tell(end=""):
        warnings.warn(SAID + end)
        logging.getLogger("asyncio").error(SAID)

    def after_the_end():
        threading.main_thread().join()
        boom()

    def aside(screen):
        for act in (boom, after_the_end):
            threading.Thread(target=act).start()
        asyncio.ensure_future(task(0))
        kept.append(asyncio.ensure_future(task(99)))
        Thrown()
        kept.append(Thrown())
        tell()
        atexit.register(tell, ".")
        atexit.register(kept.clear)
        screen.say("All of it is done.")

    LiveScreen.action_by_name = aside
    """
    live = go_on(start("resume", environment=bug(code)))
    live.press("/", "All of it is done.")
    live.press("?", "q back")
    ending = end(live, lambda: live.kill(signal.SIGTERM))
    assert ending.status == 128 + signal.SIGTERM
    assert_in_order(live)
    assert ending.words.split("\r\n") == [KEPT, told_of(home), ""]
    assert SAID.encode() not in live.raw
    report_of(home)


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("from coreflect_tui.tui.app import CoreflectApp as X; X.on_mount = boom", KEPT),
        ("from coreflect_tui.tui.app import CoreflectApp as X; X._get_default_css = boom", KEPT),
        ("from coreflect_tui.tui.terminal import SteadyApp as X; X.__init__ = boom", ""),
    ],
)
def test_before_the_first_frame(where: str, kept: str, bug: Bug, start: Start, home: Path) -> None:
    terminal = start("resume", environment=bug(where))
    ending = end(terminal, lambda: None, within=10)
    assert ending.status == 1
    if kept:
        assert_told(ending.words, home)
    else:
        assert STOPPED in ending.words
        assert terminal.attributes == terminal.attributes_before
    report_of(home)
    assert SAID.encode() not in terminal.raw
    assert speaks(home) == PEOPLE[1]


def test_in_saying_the_last_words(bug: Bug, start: Start, home: Path) -> None:
    code = """
    from coreflect_tui.tui.app import CoreflectApp
    CoreflectApp.last_words = CoreflectApp.keep_unsaved = boom
    """
    live = go_on(start("resume", environment=bug(code)))
    ending = end(live, lambda: live.kill(signal.SIGHUP))
    assert ending.status == 128 + signal.SIGHUP
    assert_in_order(live)
    assert_nobody(ending.words)
    report_of(home)


def test_in_a_rehearsal_nobody_is_sent_anywhere(bug: Bug, start: Start, home: Path) -> None:
    # Before the start there is nobody to be found by name.
    writing = HANDLER.replace("by_name", "write").format("boom")
    rehearsal = start("rehearse", "ips-co", environment=bug(writing))
    rehearsal.wait_for("BEFORE THE START")
    ending = end(rehearsal, lambda: rehearsal.send("w"))
    assert ending.status == 1
    assert_told(ending.words, home, "It was a rehearsal; no real session is touched.")
    report_of(home)


# --- in a command without a screen ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("sessions", "list"), "from coreflect_tui.store import Summaries as X; X.newest = boom"),
        (("sessions", "list"), "from coreflect_tui.cli import main as X; X._run = invalid"),
        (
            ("sessions", "export", "last"),
            "import coreflect_tui.exports.folder as X; X.write_outcomes = invalid",
        ),
        (
            ("sessions", "show", "last"),
            "from coreflect_tui.store import Journal as X; X.load = boom",
        ),
    ],
)
def test_a_command_says_one_sentence(
    words: tuple[str, ...], where: str, bug: Bug, home: Path
) -> None:
    done = subprocess.run(
        [PROGRAM, *words],
        env={**os.environ, "COREFLECT_HOME": str(home), **bug(where)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 1
    path = home / "data" / "crash-report.txt"
    assert done.stderr == (
        f"{STOPPED} Nothing that was saved is lost. A report without anybody's words is in {path}\n"
    )
    assert_nobody(done.stdout)
    report_of(home, "ValidationError" if "invalid" in where else "RuntimeError")
