"""What a person can ask for, a file a subject. Words are as typed; `decide` cleans them."""

from coreflect_tui.core.intents.agenda import (
    BringBack,
    InsertItem,
    LeaveOut,
)
from coreflect_tui.core.intents.base import (
    Intent,
)
from coreflect_tui.core.intents.ends import (
    CorrectStart,
    SetHardEnd,
)
from coreflect_tui.core.intents.fit import (
    AcceptFit,
    PinItem,
)
from coreflect_tui.core.intents.gaps import (
    AnswerClockChange,
    CountGap,
    NoticeClockChange,
    NoticeGap,
)
from coreflect_tui.core.intents.notes import (
    ChangeNote,
    RemoveNote,
    ReviewNote,
    WriteNote,
)
from coreflect_tui.core.intents.people import (
    AddAttendee,
    CloseRoom,
    DescribeAttendee,
    MarkFullParticipation,
    OpenRoom,
    RecordCoreTraining,
    RemoveAttendee,
    SetPresence,
)
from coreflect_tui.core.intents.rounds import (
    BackTurn,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    MarkShared,
    NextTurn,
    PassTurn,
    PutOffTurn,
)
from coreflect_tui.core.intents.session import (
    CloseSession,
    RecordOutcomes,
    ReopenSession,
)
from coreflect_tui.core.intents.time import (
    AddMinutes,
    GoToItem,
    NextItem,
    PauseClock,
    ResumeClock,
    SetGapAside,
    TickPoint,
)
from coreflect_tui.core.intents.topics import (
    AddTopic,
    PinTopic,
    RemoveTopic,
    RenameTopic,
    StartTopic,
    WeighTopic,
)

__all__ = [
    "AcceptFit",
    "AddAttendee",
    "AddMinutes",
    "AddTopic",
    "AnswerClockChange",
    "BackTurn",
    "BringBack",
    "ChangeNote",
    "CloseRoom",
    "CloseSession",
    "CorrectStart",
    "CountGap",
    "DescribeAttendee",
    "EndTurn",
    "GiveTurn",
    "GiveTurnToName",
    "GoToItem",
    "InsertItem",
    "Intent",
    "LeaveOut",
    "MarkFullParticipation",
    "MarkShared",
    "NextItem",
    "NextTurn",
    "NoticeClockChange",
    "NoticeGap",
    "OpenRoom",
    "PassTurn",
    "PauseClock",
    "PinItem",
    "PinTopic",
    "PutOffTurn",
    "RecordCoreTraining",
    "RecordOutcomes",
    "RemoveAttendee",
    "RemoveNote",
    "RemoveTopic",
    "RenameTopic",
    "ReopenSession",
    "ResumeClock",
    "ReviewNote",
    "SetGapAside",
    "SetHardEnd",
    "SetPresence",
    "StartTopic",
    "TickPoint",
    "WeighTopic",
    "WriteNote",
]
