"""A session that is read along while another window holds it: what is said of that."""

from coreflect_tui.core.state import SessionState
from coreflect_tui.taking_over import Along, Ask, Lost
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.view.pieces import BLANK, Lines, Look, Piece, fill, line, looking
from coreflect_tui.tui.view.time_words import clock_time
from coreflect_tui.tui.view.undo_words import what_was_done

GONE = "This session was removed, and nothing of it is kept. {leave} leaves."

_ASKED = {
    Ask.WAITING: "Asking the other window for it …",
    Ask.UNSAVED: "It stays there: acts of the other window are not saved yet. {take} asks again.",
    Ask.CLOSED: "It stays there: the other window has closed it. {leave} leaves.",
    Ask.BUSY: "It stays there: the other window is in the middle of something. {take} asks again.",
    Ask.ANOTHER: "A third window is asking for it just now. {take} asks again.",
    Ask.SILENT: "The other window does not answer. {take} takes the session all the same.",
}
"""What became of what this window asked for."""


def nothing_here(screen: str) -> str:
    """What is said on the screens above the live one, where a key leads back to it."""
    return _keyed(
        " Reading along: nothing can be changed here."
        f" {key_of(f'{screen}.leave')}, then {{take}} takes the session over."
    )


def _keyed(words: str) -> str:
    """Words of ours with the keys in their places."""
    return words.format(take=key_of("live.take_over"), leave=key_of("live.leave"))


def along_words(along: Along, state: SessionState | None, offset: int, lost: Lost | None) -> str:
    """Who holds the session, and what can be done about it; `state` is None once it is gone."""
    said = _stands(along, state, offset) if state else _keyed(GONE)
    if along.problem and along.ask is not Ask.FAILED:
        said = f"What you see may be behind: {along.problem}. {said}"
    return f"{said} {lost_words(lost)}" if lost else said


def _stands(along: Along, state: SessionState, offset: int) -> str:
    if state.closed:
        return (
            f"Closed at {clock_time(state.closed, offset)} in the other window."
            f" {key_of('live.leave')} leaves."
        )
    if along.ask is Ask.FAILED:
        return (
            f"It could not be taken over: {along.problem}. {key_of('live.take_over')} tries again."
        )
    if along.ask in _ASKED:
        return _keyed(_ASKED[along.ask])
    if not along.held:
        return _keyed("No other window has this session any more. {take} goes on with it here.")
    if along.given:
        at = clock_time(along.given, offset)
        return (
            f"Another window took this session over at {at}. {key_of('live.take_over')} takes it"
            " back."
        )
    return _keyed("Another window has this session. {take} takes it over.")


def holds_words(lost: Lost | None) -> str:
    """This window holds the session, which another one had."""
    said = "This window has the session now; the other one reads along."
    return f"{said} {lost_words(lost)}" if lost else said


def lost_words(lost: Lost) -> str:
    """What this window did that is not in the session."""
    count = len(lost.decisions)
    acts = "1 act" if count == 1 else f"{count} acts"
    return (
        f"{acts} of this window {'is' if count == 1 else 'are'} not in it:"
        f" {key_of('live.not_saved')} shows."
    )


def lost_lines(lost: Lost, state: SessionState | None, offset: int) -> Lines:
    """Act by act, to be done again by hand where it matters."""
    told = (
        "Another window had the session when this one did it. What of it matters can be done again."
    )
    acts = [
        line(
            Piece(fill(clock_time(one.moment.session, offset), 8), Look.MUTED),
            what_was_done(one, state),
        )
        for one in lost.decisions
    ]
    return (looking(Look.MUTED, told), BLANK, *acts, BLANK, looking(Look.MUTED, lost.told))


def not_kept_words(lost: Lost) -> str:
    """What would be gone with this window."""
    return f"{lost_words(lost)} They could not be kept in a file ({lost.told})."


def asked_words(unsaved: bool) -> str:
    """Another window asked for the session, which stays here."""
    if unsaved:
        return "Another window asked for this session; it stays here while acts are not saved."
    return "Another window asked for this session; it stays here for now."
