"""What is said when a quote is kept in a session, and where it was shared."""

from datetime import date

from coreflect_tui.core.names import without_names
from coreflect_tui.core.quotation import Quotation
from coreflect_tui.core.state import SessionState
from coreflect_tui.core.text import clean_line
from coreflect_tui.exports.words import day_in_words
from coreflect_tui.tui.actions import key_of

_WHO = (
    "Who said it? Please add the name after the dash; a quote goes with its source, so nothing is"
    " written yet."
)
_WORDS = "Which words? Please put them before the dash; nothing is written yet."
_WHERE = (
    "Where can it be found? This session leaves nothing, so the quote cannot point to it; please"
    " add a place after the name."
)
_TITLE = 120
_DASHES = "—–-~"


def shared_here(state: SessionState, day: date) -> str:
    """The place of a quote that has no other: this session. Nobody is named who is here, also where
    the title that was typed does."""
    title = state.format.title
    if state.retitled:
        title = without_names(title, state.people)
    return f"shared in {clean_line(title, _TITLE)}, {day_in_words(day)}"


def missing_words(quotation: Quotation, *, leaves_nothing: bool) -> str:
    """What is still to be said of a quote that was typed, "" when it can be kept."""
    if not quotation.words:
        return _WORDS
    if not quotation.who:
        return _WHO
    return _WHERE if leaves_nothing and not quotation.where else ""


def with_room(text: str, quotation: Quotation) -> str:
    """What was typed, ready for what is missing: a dash for the name, a comma for the place."""
    typed = text.rstrip()
    if not quotation.words:
        return text
    if quotation.who:
        return f"{typed.rstrip(',')}, "
    return f"{typed} " if typed.endswith(tuple(_DASHES)) else f"{typed} — "


def kept_words(problem: str, *, new: bool, rehearsing: bool) -> str:
    """What came of it; `problem` is why the file could not be written, `new` whether the words
    were not at hand yet."""
    if problem:
        return f"The note is written; the quote is not kept among yours: {problem}"
    if not new:
        return "The note is written; these words are among the quotes already."
    if rehearsing:
        return "The note is written. In a rehearsal your own quotes stay as they are."
    return (
        "The note is written, and the quote kept in quotes/own.toml."
        f" {key_of('live.undo')} takes back the note; the file keeps the quote."
    )
