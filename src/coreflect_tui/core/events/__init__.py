"""The events: one frozen dataclass for each fact of a session, a file a subject.

Facts come from a person's act, or from a gap or a clock change that was noticed; what follows from
time alone is never an event. `at` is session time in UTC. A stored event is read back for years:
changing a class here needs a migration of the store.
"""

from coreflect_tui.core.events.agenda import (
    ItemInserted,
    ItemLeftOut,
)
from coreflect_tui.core.events.base import (
    Event,
)
from coreflect_tui.core.events.ends import (
    HardEndSet,
    StartCorrected,
)
from coreflect_tui.core.events.fit import (
    FitAccepted,
    ItemPinned,
)
from coreflect_tui.core.events.gaps import (
    ClockChangeAnswered,
    ClockChanged,
    GapCounted,
    GapNoticed,
)
from coreflect_tui.core.events.groups import (
    GroupLinked,
)
from coreflect_tui.core.events.notes import (
    NoteChanged,
    NoteRemoved,
    NoteReviewed,
    NoteWritten,
)
from coreflect_tui.core.events.people import (
    AddressRecorded,
    AttendeeAdded,
    AttendeeDescribed,
    AttendeeRemoved,
    CoreTrainingRecorded,
    FullParticipationMarked,
    PeopleArranged,
    PresenceChanged,
    PresenceReported,
    RoomClosed,
    RoomOpened,
)
from coreflect_tui.core.events.rounds import (
    HandLowered,
    HandRaised,
    RoundJoined,
    RoundOpened,
    RoundOrdered,
    SharedMarked,
    TurnEnded,
    TurnPassed,
    TurnPaused,
    TurnPutOff,
    TurnStarted,
)
from coreflect_tui.core.events.session import (
    OutcomesWritten,
    SessionClosed,
    SessionKept,
    SessionPrepared,
    SessionReopened,
    TitleChanged,
)
from coreflect_tui.core.events.steps import (
    AgreementKept,
    ItemExtended,
    OptionTaken,
    RoleGiven,
    SmallGroupsDrawn,
)
from coreflect_tui.core.events.time import (
    AllotmentSet,
    GapSetAside,
    ItemFinished,
    ItemStarted,
    PauseEnded,
    PauseStarted,
    PointTicked,
)
from coreflect_tui.core.events.topics import (
    TopicAdded,
    TopicFinished,
    TopicPinned,
    TopicRemoved,
    TopicRenamed,
    TopicsShared,
    TopicStarted,
    TopicWeighed,
)
from coreflect_tui.core.events.undo import (
    Redone,
    Undone,
)

__all__ = [
    "AddressRecorded",
    "AgreementKept",
    "AllotmentSet",
    "AttendeeAdded",
    "AttendeeDescribed",
    "AttendeeRemoved",
    "ClockChangeAnswered",
    "ClockChanged",
    "CoreTrainingRecorded",
    "Event",
    "FitAccepted",
    "FullParticipationMarked",
    "GapCounted",
    "GapNoticed",
    "GapSetAside",
    "GroupLinked",
    "HandLowered",
    "HandRaised",
    "HardEndSet",
    "ItemExtended",
    "ItemFinished",
    "ItemInserted",
    "ItemLeftOut",
    "ItemPinned",
    "ItemStarted",
    "NoteChanged",
    "NoteRemoved",
    "NoteReviewed",
    "NoteWritten",
    "OptionTaken",
    "OutcomesWritten",
    "PauseEnded",
    "PauseStarted",
    "PeopleArranged",
    "PointTicked",
    "PresenceChanged",
    "PresenceReported",
    "Redone",
    "RoleGiven",
    "RoomClosed",
    "RoomOpened",
    "RoundJoined",
    "RoundOpened",
    "RoundOrdered",
    "SessionClosed",
    "SessionKept",
    "SessionPrepared",
    "SessionReopened",
    "SharedMarked",
    "SmallGroupsDrawn",
    "StartCorrected",
    "TitleChanged",
    "TopicAdded",
    "TopicFinished",
    "TopicPinned",
    "TopicRemoved",
    "TopicRenamed",
    "TopicStarted",
    "TopicWeighed",
    "TopicsShared",
    "TurnEnded",
    "TurnPassed",
    "TurnPaused",
    "TurnPutOff",
    "TurnStarted",
    "Undone",
]
