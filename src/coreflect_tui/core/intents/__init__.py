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
from coreflect_tui.core.intents.groups import (
    LinkRoster,
)
from coreflect_tui.core.intents.notes import (
    ChangeNote,
    RemoveNote,
    ReviewNote,
    WriteNote,
    WriteNotes,
)
from coreflect_tui.core.intents.people import (
    AddAttendee,
    ArrangePeople,
    CloseRoom,
    DescribeAttendee,
    MarkFullParticipation,
    OpenRoom,
    RecordAddress,
    RecordCoreTraining,
    RemoveAttendee,
    ReportRow,
    SetPresence,
    TakeReport,
)
from coreflect_tui.core.intents.rounds import (
    BackTurn,
    EndTurn,
    GiveTurn,
    GiveTurnToName,
    LowerHand,
    MarkShared,
    NextTurn,
    OrderRound,
    PassTurn,
    PutOffTurn,
    RaiseHand,
)
from coreflect_tui.core.intents.session import (
    CallSession,
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
    "ArrangePeople",
    "BackTurn",
    "BringBack",
    "CallSession",
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
    "LinkRoster",
    "LowerHand",
    "MarkFullParticipation",
    "MarkShared",
    "NextItem",
    "NextTurn",
    "NoticeClockChange",
    "NoticeGap",
    "OpenRoom",
    "OrderRound",
    "PassTurn",
    "PauseClock",
    "PinItem",
    "PinTopic",
    "PutOffTurn",
    "RaiseHand",
    "RecordAddress",
    "RecordCoreTraining",
    "RecordOutcomes",
    "RemoveAttendee",
    "RemoveNote",
    "RemoveTopic",
    "RenameTopic",
    "ReopenSession",
    "ReportRow",
    "ResumeClock",
    "ReviewNote",
    "SetGapAside",
    "SetHardEnd",
    "SetPresence",
    "StartTopic",
    "TakeReport",
    "TickPoint",
    "WeighTopic",
    "WriteNote",
    "WriteNotes",
]
