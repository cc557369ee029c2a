"""Why a key cannot do what it usually does, in a sentence: by the condition that does not hold.

What only asks the session for something has an answer of the session's own. Where a condition has
no sentence here, the screen itself says what there is to say.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from coreflect_tui.tui import conditions
from coreflect_tui.tui.action import Action
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.conditions import Situation

_REASONS: dict[Callable[[Situation], bool], str] = {
    conditions.is_open: "The session is closed; on the start screen it can be opened again.",
    conditions.in_round: "That is for rounds, and there is no round now.",
    conditions.has_digits: "Nothing has a number just now.",
    conditions.has_roles: "This format has no roles to give.",
    conditions.has_choice: "There is nothing to choose between here.",
    conditions.has_cards: "This format has no cards.",
    conditions.has_chat_words: "There is nothing to copy for the chat here.",
    conditions.has_topics: "This format has no time for topics.",
    conditions.some_topic: "There is no topic yet.",
    conditions.some_agreed: "Nothing is agreed yet.",
    conditions.has_agreement: "This format has no agreement to look at.",
    conditions.has_room: "In this format the room stays open.",
    conditions.has_quiet_clock: "The clock is shown in full already.",
    conditions.may_take_over: "This window has the session already.",
    conditions.acts_not_saved: "Everything that was done here is in the session.",
    conditions.some_names: "There is nobody on the list yet.",
    conditions.some_people: "There is nobody on the list yet.",
    conditions.looks_at_attendance: "This format keeps no list of who took part.",
    conditions.attendance_open: "This format keeps no list of who took part, or it is closed.",
    conditions.has_rounds: "There is nobody on the list yet, or no round in this format.",
    conditions.wants_addresses: "The list of this session asks for no addresses.",
    conditions.has_record: "That is for a session of a standing group.",
    conditions.has_room_words: "This format has no words for people who come late.",
    conditions.some_expected: "Nobody is expected any more.",
    conditions.began: "The session has not begun yet.",
    conditions.item_runs: "Nothing is running just now.",
    conditions.person_chosen: "Choose somebody in the list first.",
    conditions.some_undecided: "Nobody is undecided.",
    conditions.share_chosen: "Choose a line about who has shared first.",
    conditions.some_quotes: "No quote with a number stands here.",
    conditions.can_be_mended: "There is nothing to mend in that line.",
    conditions.to_close_chosen: "Choose a session that waits to be closed first.",
    conditions.not_begun_chosen: "Choose a session that was never begun first.",
    conditions.closed_chosen: "Choose a closed session first.",
    conditions.session_chosen: "Choose a session first.",
    conditions.format_chosen: "Choose a format first.",
    conditions.format_in_order_chosen: "Choose a format that can be used first.",
    conditions.usual_known: "Too few past sessions tell yet how long items usually take.",
    conditions.has_plain_title: "This format has no other title.",
    conditions.leaves_files: "This session leaves no files.",
    conditions.may_be_a_format: "A rehearsal, and a session that was removed, make no format.",
    conditions.wrote_draft: "No draft of a mail was written.",
    conditions.wrote_page: "No page was written.",
}


def why_not(actions: Iterable[Action], situation: Situation) -> str:
    """Why none of the actions that share a key can be done; "" where one of them can, or where it
    is not for us to say."""
    reason = ""
    for action in actions:
        if situation.held and (action.moves_on or action.when is conditions.not_held):
            return f"The session is held, and rests; {key_of('live.hold')} goes on."
        if action.when(situation):
            return ""
        closed = action.when(_reopened(situation))
        holds_back = conditions.is_open if closed else action.when
        reason = reason or _REASONS.get(holds_back, "")
    return reason


def _reopened(situation: Situation) -> Situation:
    """The same, were its session not closed."""
    if situation.state is None:
        return situation
    return replace(situation, state=replace(situation.state, closed=None))
