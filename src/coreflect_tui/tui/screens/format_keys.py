"""Formats on the home screen: opened for a session, or in the user's editor."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from coreflect_tui.disk import read_file
from coreflect_tui.library.bounds import LARGEST
from coreflect_tui.library.catalogue import Listing
from coreflect_tui.library.toml_file import LibraryFileError
from coreflect_tui.tui.view.home import broken_words, edited_words

if TYPE_CHECKING:
    from coreflect_tui.tui.screens.home import HomeScreen

NO_SUSPENDING = "No editor can have this terminal for a while; please open the file in one yourself"


class FormatKeys:
    """What the keys about a format do. Reading one in full loads pydantic, so nothing here is done
    before the first frame."""

    def __init__(self, screen: "HomeScreen") -> None:
        self._screen = screen

    def set_up(self, path: Path) -> None:
        """Setup of the format at `path`."""
        if self.can_be_used(path):
            self._screen.program.opening.set_up(str(path))

    def can_be_used(self, path: Path) -> bool:
        """Whether the format at `path` is in order; of a broken one it is said why it is not, and
        how to mend it."""
        from coreflect_tui.library.ready_formats import format_at

        try:
            format_at(path)
        except LibraryFileError as error:
            self._screen.warn(broken_words(path.name, error.problems))
            return False
        return True

    def edit(self, listing: Listing) -> None:
        """Open a format in the user's editor, and read it again afterwards. A shipped one is copied
        to the user's before; a copy that was left as it was goes again."""
        from coreflect_tui.library.new_format import copy_format
        from coreflect_tui.library.schema import put_schema

        folder, copied = self._screen.program.workplace.locations.user_formats, ""
        path = listing.path
        try:
            if listing.own:
                with suppress(OSError):
                    put_schema(folder)
            else:
                path, copied = copy_format(path, folder)
        except LibraryFileError as error:
            self._screen.warn(str(error))
            return
        before = _content(path)
        refused = self._hand_over(path)
        changed = _content(path) != before
        if copied and not changed:
            path.unlink(missing_ok=True)
            path = listing.path
        self._screen.read_formats(path)
        self._screen.say(f"{refused}: {listing.path}" if refused else _came_of(path, changed))

    def _hand_over(self, path: Path) -> str:
        """Let the editor have the terminal; why it could not, else ""."""
        from coreflect_tui.editor import EditorError, edit, find_editor

        try:
            command = find_editor()
        except EditorError as error:
            return str(error)
        try:
            with self._screen.app.suspend():
                # Whatever is raised in here would leave the screen away.
                return _tried(lambda: edit(command, path))
        except SuspendNotSupported:
            return NO_SUSPENDING


def _tried(act: Callable[[], None]) -> str:
    from coreflect_tui.editor import EditorError

    try:
        act()
    except EditorError as error:
        return str(error)
    return ""


def _content(path: Path) -> bytes:
    """What is in the file; nothing where it cannot be read."""
    try:
        return read_file(path, LARGEST) or b""
    except OSError:
        return b""


def _came_of(path: Path, changed: bool) -> str:
    """What to say of a file that was in the editor."""
    from coreflect_tui.library.format_file import format_warnings, read_format_text
    from coreflect_tui.library.toml_file import read_text

    try:
        text = read_text(path)
        fmt = read_format_text(text, str(path), path.parent)
    except LibraryFileError as error:
        return broken_words(path.name, error.problems)
    return edited_words(fmt.title, format_warnings(fmt, text), changed=changed)
