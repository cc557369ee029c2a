"""What a decision did, in a few words, for undo and redo."""

from coreflect_tui.core import events
from coreflect_tui.core.decision import Decision
from coreflect_tui.core.events import Event
from coreflect_tui.core.state import SessionState

_WORDS: tuple[tuple[type[Event], str], ...] = (
    (events.SessionClosed, "closing the session"),
    (events.SessionReopened, "re-opening the session"),
    (events.SessionKept, "whether the session is kept"),
    (events.ItemStarted, "going on to {item}"),
    (events.PresenceReported, "an attendance report"),
    (events.AttendeeAdded, "adding a person"),
    (events.TurnStarted, "giving the floor"),
    (events.TurnPassed, "a pass"),
    (events.TurnPutOff, "later"),
    (events.TurnEnded, "the end of a turn"),
    (events.HandRaised, "a hand"),
    (events.HandLowered, "a hand that was taken down"),
    (events.SharedMarked, "who has shared"),
    (events.PresenceChanged, "who is here"),
    (events.AttendeeDescribed, "a name"),
    (events.AddressRecorded, "an address"),
    (events.AttendeeRemoved, "removing a person"),
    (events.PeopleArranged, "the order of the call"),
    (events.RoundOrdered, "the order of the round"),
    (events.TitleChanged, "what the session is called"),
    (events.CoreTrainingRecorded, "core training"),
    (events.FullParticipationMarked, "your word on taking part"),
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
    (events.RoleGiven, "who has a role"),
    (events.ItemExtended, "a vote for longer"),
    (events.SmallGroupsDrawn, "who is with whom"),
)


def what_was_done(decision: Decision, state: SessionState | None) -> str:
    """The act behind a decision; the most telling of its events names it."""
    kinds = {type(event): event for event in decision.events}
    for kind, words in _WORDS:
        if kind in kinds:
            return words.format(item=_item_title(kinds[kind], state))
    return "the last act"


def _item_title(event: Event, state: SessionState | None) -> str:
    if state is None or not isinstance(event, events.ItemStarted):
        return ""
    item = state.item(event.item)
    return item.item.step.title if item else ""
