"""A format in the user's editor, in a real terminal: opened, saved, read again, shown as it is."""

import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from coreflect_tui.library.catalogue import Listing, list_formats
from coreflect_tui.library.new_format import new_format, template
from terminal import Terminal

CTRL_C, ENTER, QUIT = "\x03", "\r", "\x11"
Start = Callable[..., Terminal]

SCRIPT = """\
#!/bin/sh
trap : INT
printf 'THE EDITOR HAS %s' "$(basename "$1")"
until read -r line; do :; done
. "{does}"
"""


@pytest.fixture
def does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the editor does to the file "$1" once it has read a line from the terminal."""
    program, script = tmp_path / "our editor", tmp_path / "does"
    program.write_text(SCRIPT.format(does=script), "utf-8")
    program.chmod(stat.S_IRWXU)
    script.write_text("", "utf-8")
    monkeypatch.setenv("VISUAL", f"'{program}'")
    return script


@pytest.fixture
def own(home: Path) -> Path:
    """The folder of the user's formats."""
    return home / "formats"


@pytest.fixture
def first() -> Listing:
    """The shipped format that stands first, and is chosen when the screen opens."""
    return list_formats()[0]


def edit(terminal: Terminal, name: str) -> None:
    """Open the chosen format in the editor, and let it do what it does."""
    # What an editor before it wrote may stand there until the whole screen is drawn again.
    terminal.wait_for(lambda screen: "THE EDITOR" not in screen)
    terminal.press("e", f"THE EDITOR HAS {name}")
    terminal.send(ENTER)


def test_of_one_that_came_along_a_copy_is_edited_and_comes_first(
    start: Start, does: Path, own: Path, first: Listing
) -> None:
    shipped = first.path.read_bytes()
    does.write_text("""sed -i 's/^title = .*/title = "Ours"/' "$1"\n""", "utf-8")
    terminal = start()
    terminal.wait_for(first.title)
    edit(terminal, first.path.name)
    screen = terminal.wait_for("Ours is in order.")
    assert "Ours yours" in screen
    assert f"   {first.title} " not in screen
    assert (own / first.path.name).read_text("utf-8").count('title = "Ours"\n')
    assert first.path.read_bytes() == shipped
    terminal.press(ENTER, "ctrl+s next screen")
    assert "Ours" in terminal.screen(), "it was chosen"


@pytest.mark.usefixtures("does")
def test_a_copy_that_was_left_as_it_was_goes_again(start: Start, own: Path, first: Listing) -> None:
    terminal = start()
    terminal.wait_for(first.title)
    edit(terminal, first.path.name)
    assert "yours" not in terminal.wait_for(f"{first.title} is as it was.")
    assert list(own.glob("*.toml")) == []


def test_what_was_broken_is_said_by_its_line_and_mended_the_same_way(
    start: Start, does: Path, own: Path
) -> None:
    path = new_format(own, "Our circle", template())
    text = path.read_text("utf-8")
    line = text[: text.index("protected")].count("\n") + 1
    does.write_text("""sed -i 's/^protected/protectd/' "$1"\n""", "utf-8")
    terminal = start()
    terminal.wait_for("Our circle yours")
    edit(terminal, path.name)
    terminal.wait_for(f"our-circle.toml, line {line}: 'protectd' is not a key")
    assert f"Our circle cannot be used: line {line}: 'protectd'" in terminal.screen()
    does.write_text("""sed -i 's/^protectd/protected/' "$1"\n""", "utf-8")
    edit(terminal, path.name)
    assert "cannot be used" not in terminal.wait_for("Our circle is in order.")
    assert path.read_text("utf-8") == text
    terminal.send(QUIT)
    assert terminal.exit_status() == 0


def test_a_file_that_is_gone_is_no_harm(start: Start, does: Path, own: Path) -> None:
    path = new_format(own, "Our circle", template())
    does.write_text('rm "$1"\n', "utf-8")
    terminal = start()
    terminal.wait_for("Our circle yours")
    edit(terminal, path.name)
    assert "Our circle" not in terminal.wait_for("there is no such file")
    terminal.send(QUIT)
    assert terminal.exit_status() == 0


@pytest.mark.usefixtures("does")
def test_ctrl_c_is_the_editors(start: Start, own: Path) -> None:
    path = new_format(own, "Our circle", template())
    terminal = start()
    terminal.wait_for("Our circle yours")
    terminal.press("e", f"THE EDITOR HAS {path.name}")
    terminal.send(CTRL_C)
    terminal.send(ENTER)
    terminal.wait_for("Our circle is as it was.")
    terminal.send(QUIT)
    assert terminal.exit_status() == 0


@pytest.mark.usefixtures("does")
def test_a_terminal_that_goes_meanwhile_ends_the_program(start: Start, own: Path) -> None:
    path = new_format(own, "Our circle", template())
    terminal = start()
    terminal.wait_for("Our circle yours")
    terminal.press("e", f"THE EDITOR HAS {path.name}")
    terminal.hang_up()
    assert terminal.exit_status() == 128 + signal.SIGHUP
