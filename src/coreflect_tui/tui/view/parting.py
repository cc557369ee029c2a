"""The one line that stays in the terminal after an end: what is kept, and how to go on."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from coreflect_tui.tui.actions import key_of

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState
    from coreflect_tui.saving import Unsaved

REHEARSED = "It was a rehearsal; no real session is touched."
READ_ALONG = "Nothing was changed here: the session was only read along."
NOTHING_OPEN = "No session was open."
PUTS_BACK = "coreflect doctor --fix puts back what is in it"
CLOSED = "The session is closed and kept; coreflect sessions list shows it."


def leaving_words(unsaved: Unsaved) -> str:
    """What leaving would mean where not all is saved."""
    offers = f"{key_of('live.leave')} in the session offers another folder"
    if not unsaved.acts:
        return (
            f"What is being typed is not saved ({unsaved.reason}) and would be lost; {offers},"
            " ctrl+q again leaves all the same."
        )
    acts = "act is" if unsaved.acts == 1 else f"{unsaved.acts} acts are"
    them = "it in a file of its" if unsaved.acts == 1 else "them in a file of their"
    return (
        f"The last {acts} not saved ({unsaved.reason}); {offers}, ctrl+q again leaves, with"
        f" {them} own."
    )


def typed_words(unsaved: Unsaved | None) -> str:
    """A sentence, to stand before others, where words that were being typed are lost; else ""."""
    return f"What was being typed could not be kept ({unsaved.reason}). " if unsaved else ""


def going_on_words(elsewhere: Path | None) -> str:
    """The command that goes on with a session, to be copied into a shell; `elsewhere` is the folder
    that it was moved to."""
    home = f"COREFLECT_HOME={shlex.quote(str(elsewhere))} " if elsewhere else ""
    return f"{home}coreflect resume"


def parting_words(
    state: SessionState,
    unsaved: Unsaved | None,
    aside: Path | None,
    elsewhere: Path | None,
    *,
    gone: bool = False,
) -> str:
    """Of a session that was open when the program ended. `aside` is the file that has what is
    unsaved, None where no disk took it; `elsewhere` the folder that the session was moved to.
    `gone` says that what was saved before is there no more, so that all of it is unsaved."""
    if state.closed and not unsaved:
        return CLOSED
    go_on = f"To go on: {going_on_words(elsewhere)}"
    if unsaved is None:
        return f"The session is kept up to the last act. {go_on}"
    if gone:
        taken = f"all of it is in {aside}; {PUTS_BACK}." if aside else "no other folder took it."
        return f"What was saved of the session is gone ({unsaved.reason}); {taken}"
    acts = "the last act" if unsaved.acts == 1 else f"the last {unsaved.acts} acts"
    kept = f"The session is kept, but not {acts} ({unsaved.reason})"
    if aside:
        these = "that is" if unsaved.acts == 1 else "those are"
        return f"{kept}; {these} in {aside}, and {PUTS_BACK}. {go_on}"
    return f"{kept}, which no folder took. {go_on}"
