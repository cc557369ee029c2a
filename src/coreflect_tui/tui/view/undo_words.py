"""What a decision did, in a few words, for undo and redo."""

from collections.abc import Sequence

from coreflect_tui.core import events
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import Event
from coreflect_tui.core.state import SessionState

NAMED = 3
"""People that are named; of more it is said how many."""
_WORDS: tuple[tuple[type[Event], str], ...] = (
    (events.SessionClosed, "closing the session"),
    (events.SessionReopened, "re-opening the session"),
    (events.SessionKept, "whether the session is kept"),
    (events.ItemStarted, "going on to {item}"),
    (events.PresenceReported, "an attendance report"),
    (events.AttendeeAdded, "adding {who}"),
    (events.TurnStarted, "giving {who} the floor"),
    (events.TurnPassed, "{who}’s pass"),
    (events.TurnPutOff, "later for {who}"),
    (events.TurnEnded, "the end of {who}’s turn"),
    (events.HandRaised, "{who}’s hand"),
    (events.HandLowered, "taking {who}’s hand down"),
    (events.SharedMarked, "who has shared: {who}"),
    (events.PresenceChanged, "who is here: {who}"),
    (events.AttendeeDescribed, "what {who} is called"),
    (events.AddressRecorded, "the address of {who}"),
    (events.AttendeeRemoved, "removing {who}"),
    (events.PeopleArranged, "the order of the call"),
    (events.RoundOrdered, "the order of the round"),
    (events.TitleChanged, "what the session is called"),
    (events.CoreTrainingRecorded, "core training: {who}"),
    (events.FullParticipationMarked, "your word on taking part: {who}"),
    (events.RoomClosed, "closing the room"),
    (events.RoomOpened, "opening the room"),
    (events.TopicAdded, "a topic"),
    (events.TopicStarted, "going to a topic"),
    (events.TopicRemoved, "removing a topic"),
    (events.TopicRenamed, "a topic's words"),
    (events.TopicPinned, "a topic's minutes"),
    (events.TopicWeighed, "a topic's weight"),
    (events.NoteWritten, "a note"),
    (events.NoteChanged, "a change of a note"),
    (events.NoteRemoved, "removing a note"),
    (events.NoteReviewed, "what was settled for a note"),
    (events.FitAccepted, "the fit"),
    (events.AllotmentSet, "minutes by hand"),
    (events.HardEndSet, "another end"),
    (events.StartCorrected, "an earlier start"),
    (events.OptionTaken, "what was chosen"),
    (events.ItemInserted, "a new item"),
    (events.ItemLeftOut, "what is left out"),
    (events.ItemPinned, "a pin"),
    (events.ClockChangeAnswered, "which clock is right"),
    (events.PauseStarted, "a pause of the clock"),
    (events.PauseEnded, "going on"),
    (events.PointTicked, "a tick"),
    (events.RoleGiven, "who has a role: {who}"),
    (events.ItemExtended, "a vote for longer"),
    (events.SmallGroupsDrawn, "who is with whom"),
)


def what_was_done(decision: Decision, state: SessionState | None) -> str:
    """The act behind a decision, with the people and the item that it was about; the most telling
    of its events names it. `state` is how the session is after it was taken back, or brought
    back."""
    for kind, words in _WORDS:
        events_of_kind = tuple(event for event in decision.events if isinstance(event, kind))
        if events_of_kind:
            who = _people_of(events_of_kind, decision, state) if "{who}" in words else ""
            item = _item_title(events_of_kind[0], state)
            return words.format(item=item, who=who)
    return "the last act"


def _people_of(said: Sequence[Event], decision: Decision, state: SessionState | None) -> str:
    """Whom these events are about; someone who was only added is known by that alone."""
    names = {one.id: one.name for one in state.people} if state else {}
    added = (one for one in decision.events if isinstance(one, events.AttendeeAdded))
    names |= {one.attendee.id: one.attendee.name for one in added}
    found = dict.fromkeys(person for event in said for person in _persons(event))
    known = [names[one] for one in found if one in names]
    if len(known) > NAMED:
        return f"{len(known)} people"
    return ", ".join(known) or "someone"


def _persons(event: Event) -> tuple[str, ...]:
    if isinstance(event, events.AttendeeAdded):
        return (event.attendee.id,)
    one: str | None = getattr(event, "person", None)
    several: tuple[str, ...] = getattr(event, "people", ())
    return (one,) if one else several


def _item_title(event: Event, state: SessionState | None) -> str:
    if state is None or not isinstance(event, events.ItemStarted):
        return ""
    item = state.item(event.item)
    return item.item.step.title if item else ""
