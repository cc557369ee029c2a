"""When something can be done: asked of a situation, by the table of actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreflect_tui.core.state import SessionState

QUOTES = "quotes"
"""What is `chosen` where there are quotes to be written down by number."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What an action is asked about: the session (None outside one), and the time.

    `chosen` says what is highlighted: on the home screen how a session stands, or "format"; at
    closing "person" where the line is about one, "share" where it is about who shared in a round,
    "line" where it can be mended elsewhere, and `undecided` counts the first of these. In setup it
    is "usual" when usual times are known, and before a fit "change" when taking it would change
    something; once closed, the kinds of files there are. `plain` is in setup the format's plain
    title. `reading_along` says that another window holds the session, `not_saved` that acts of this
    one are not in it; `enter` is what it does in a rehearsal, in a word.
    """

    state: SessionState | None = None
    now: datetime | None = None
    can_undo: bool = False
    can_redo: bool = False
    rehearsing: bool = False
    touring: bool = False
    chosen: str = ""
    plain: str = ""
    reading_along: bool = False
    not_saved: bool = False
    undecided: int = 0
    enter: str = ""

    @property
    def held(self) -> bool:
        """Somebody needs the group, and nothing goes on."""
        if self.state is None or self.state.paused is None or self.state.closed:
            return False
        from coreflect_tui.core.state import PauseKind

        return self.state.paused.kind is PauseKind.HOLD


NAMES_OFF, NAMES_ON = "names off", "names on"
"""What is `chosen` in the window for the group."""


def always(_: Situation) -> bool:
    return True


def has_session(situation: Situation) -> bool:
    return situation.state is not None


def is_open(situation: Situation) -> bool:
    return situation.state is not None and situation.state.closed is None


def has_digits(situation: Situation) -> bool:
    from coreflect_tui.core.rounds import numbered
    from coreflect_tui.tui.view.numbers import numbered_here

    state = situation.state
    if state is None or state.running is None or state.closed:
        return False
    if state.round:
        return bool(numbered(state, state.round))
    return numbered_here(state) is not None


def in_round(situation: Situation) -> bool:
    return is_open(situation) and situation.state is not None and situation.state.round is not None


def knows_next(situation: Situation) -> bool:
    """The order itself says who comes next, and somebody does."""
    from coreflect_tui.core.rounds import next_in_order

    state = situation.state
    return bool(in_round(situation) and state and state.round and next_in_order(state, state.round))


def has_room(situation: Situation) -> bool:
    state = situation.state
    return is_open(situation) and state is not None and state.format.room is not None


def looks_at_attendance(situation: Situation) -> bool:
    """Whether it is noted who was there and took part."""
    return situation.state is not None and situation.state.format.attendance


def attendance_open(situation: Situation) -> bool:
    return is_open(situation) and looks_at_attendance(situation)


def some_people(situation: Situation) -> bool:
    return bool(is_open(situation) and situation.state and situation.state.people)


def some_names(situation: Situation) -> bool:
    """There are people to be found by name, or a round in which a name can be new."""
    return in_round(situation) or some_people(situation)


def some_expected(situation: Situation) -> bool:
    from coreflect_tui.core.person import Presence

    people = situation.state.people if situation.state else ()
    return is_open(situation) and any(one.presence is Presence.EXPECTED for one in people)


def has_rounds(situation: Situation) -> bool:
    """There are people, and rounds in which they may share."""
    state = situation.state
    return bool(
        some_people(situation) and state and any(one.item.step.round for one in state.items)
    )


def has_record(situation: Situation) -> bool:
    """The session is one of a standing group, and it may be counted who comes."""
    state = situation.state
    return bool(looks_at_attendance(situation) and state and state.options.group)


def has_room_words(situation: Situation) -> bool:
    """There are words for people who come when the room is closed."""
    state = situation.state
    return bool(state and state.format.room and state.format.room.words)


def has_chat_words(situation: Situation) -> bool:
    """There is something to copy for the chat of the call."""
    from coreflect_tui.tui.view.chat_words import chat_words

    return situation.state is not None and bool(chat_words(situation.state))


def has_topics(situation: Situation) -> bool:
    """The format has time for topics."""
    return bool(is_open(situation) and situation.state and situation.state.has_topics)


def some_topic(situation: Situation) -> bool:
    return bool(is_open(situation) and situation.state and situation.state.topics)


def leaves_files(situation: Situation) -> bool:
    """Closing writes something."""
    return bool(situation.state and situation.state.outcomes)


def some_agreed(situation: Situation) -> bool:
    return bool(is_open(situation) and situation.state and situation.state.agreement)


def has_agreement(situation: Situation) -> bool:
    """There is an agreement, or a step at which people look at one."""
    state = situation.state
    if state is None:
        return False
    return state.agreement is not None or any(one.item.step.agreement for one in state.items)


def person_chosen(situation: Situation) -> bool:
    return is_open(situation) and situation.chosen == "person"


def share_chosen(situation: Situation) -> bool:
    return is_open(situation) and situation.chosen == "share"


def some_undecided(situation: Situation) -> bool:
    """The facilitator is asked of somebody whether they took part in full."""
    return is_open(situation) and situation.undecided > 0


def can_be_mended(situation: Situation) -> bool:
    """Enter leads from the chosen line to where it can be mended."""
    return situation.chosen in ("person", "share", "line")


def not_held(situation: Situation) -> bool:
    return not situation.held


def item_runs(situation: Situation) -> bool:
    return (
        is_open(situation) and situation.state is not None and situation.state.running is not None
    )


def worth_a_fit(situation: Situation) -> bool:
    """It would end off the hard end by more than the dead band, and a fit has something to say."""
    from coreflect_tui.core.fit import is_worth_a_look

    state, now = situation.state, situation.now
    if state is None or now is None or state.began is None or state.closed:
        return False
    return is_worth_a_look(state, now)


def fit_in_sight(situation: Situation) -> bool:
    """A fit is worth a look, and the format does not keep quiet time."""
    from coreflect_tui.core.formats import ClockStyle

    state = situation.state
    quiet = state is not None and state.format.clock is ClockStyle.QUIET
    return not quiet and not situation.held and worth_a_fit(situation)


def has_choice(situation: Situation) -> bool:
    """The group chooses a way in the running item."""
    from coreflect_tui.tui.view.numbers import choice_here

    state = situation.state
    return is_open(situation) and state is not None and choice_here(state) is not None


def has_roles(situation: Situation) -> bool:
    """The format has roles besides the facilitator."""
    from coreflect_tui.core.roles import roles_in

    return bool(is_open(situation) and situation.state and roles_in(situation.state.format))


def has_cards(situation: Situation) -> bool:
    return bool(situation.state and situation.state.format.cards)


def has_quiet_clock(situation: Situation) -> bool:
    """The format keeps quiet time, which the facilitator may look behind."""
    from coreflect_tui.core.formats import ClockStyle

    state = situation.state
    return bool(is_open(situation) and state and state.format.clock is ClockStyle.QUIET)


def asks(situation: Situation) -> bool:
    """A gap was noticed, or a clock that was set, and nobody has said yet what it was."""
    state = situation.state
    return bool(is_open(situation) and state and (state.gap or state.clock_change))


def began(situation: Situation) -> bool:
    return is_open(situation) and situation.state is not None and situation.state.began is not None


def can_undo(situation: Situation) -> bool:
    return situation.can_undo


def can_redo(situation: Situation) -> bool:
    return situation.can_redo


def rehearsing(situation: Situation) -> bool:
    """People are simulated, and what they wait for can be done by itself."""
    return situation.rehearsing and not situation.touring


def at_rest(situation: Situation) -> bool:
    """No session is open here."""
    return situation.state is None


def may_take_over(situation: Situation) -> bool:
    """Another window holds the session, and it goes on."""
    return situation.reading_along and is_open(situation)


def acts_not_saved(situation: Situation) -> bool:
    """This window did something that is not in the session, since another one had taken it."""
    return situation.not_saved


def left_off_chosen(situation: Situation) -> bool:
    """One that ran when it was left, so that the time since may have been a break."""
    return situation.chosen == "left off"


def not_begun_chosen(situation: Situation) -> bool:
    return situation.chosen in ("prepared", "not begun")


def to_close_chosen(situation: Situation) -> bool:
    """One whose end is long past, or whose files were not written."""
    return situation.chosen in ("not closed", "unwritten")


def closed_chosen(situation: Situation) -> bool:
    return situation.chosen in ("closed", "unwritten")


def change_proposed(situation: Situation) -> bool:
    return is_open(situation) and situation.chosen == "change"


def session_chosen(situation: Situation) -> bool:
    return situation.chosen not in ("", "format", "broken format")


def format_chosen(situation: Situation) -> bool:
    return situation.chosen in ("format", "broken format")


def format_in_order_chosen(situation: Situation) -> bool:
    return situation.chosen == "format"


def usual_known(situation: Situation) -> bool:
    """In setup: there are past sessions enough to say what items usually take."""
    return situation.chosen == "usual"


def has_plain_title(situation: Situation) -> bool:
    """In setup: the session may be called otherwise."""
    return bool(situation.plain)


def wants_addresses(situation: Situation) -> bool:
    """The receiver of the list asks for e-mail or organisation."""
    state = situation.state
    asked = state.options.columns if state else ()
    return is_open(situation) and bool({"email", "organisation"} & set(asked))


def may_be_a_format(situation: Situation) -> bool:
    """The session is closed and still here; the folders of a rehearsal go with it."""
    state = situation.state
    return bool(state and state.closed and not situation.rehearsing)


def wrote_draft(situation: Situation) -> bool:
    """Closing wrote a draft mail."""
    return ".eml" in situation.chosen


def some_quotes(situation: Situation) -> bool:
    """Quotes stand on the page, each with a number."""
    return situation.chosen == QUOTES


def wrote_page(situation: Situation) -> bool:
    """Closing wrote the harvest as a page."""
    return ".html" in situation.chosen
