"""Copied: words for the chat, for a terminal that copies and for one that does not."""

import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from coreflect_tui.tui.screens.base import bindings_of
from coreflect_tui.tui.screens.reading import PageScreen
from coreflect_tui.tui.view.copied import AGAIN, copied_lines, written_words

NAME = "for-the-chat.txt"


class CopiedScreen(PageScreen):
    """A terminal never says whether it copied (OSC 52), so there is a way by the mouse and one by
    a file as well. The file is there as long as the page."""

    table = "copied"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("copied")

    def __init__(self, title: str, words: str) -> None:
        super().__init__(title, copied_lines(words))
        self._words = words
        self._folder: Path | None = None

    def action_again(self) -> None:
        self.app.copy_to_clipboard(self._words)
        self.say(AGAIN)

    def action_file(self) -> None:
        from coreflect_tui.desktop import DesktopError, open_file

        try:
            # For this user alone, and not among what is kept.
            self._folder = self._folder or Path(tempfile.mkdtemp(prefix="coreflect-chat-"))
            path = self._folder / NAME
            path.write_text(f"{self._words}\n", encoding="utf-8")
        except OSError:
            self.warn("The file could not be written; the words can be marked with the mouse.")
            return
        try:
            open_file(path)
        except DesktopError as error:
            self.warn(written_words(path, str(error)))
        else:
            self.say(written_words(path, ""))

    def on_unmount(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
