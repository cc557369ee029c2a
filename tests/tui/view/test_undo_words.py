"""What undo says of the act that it took back: which, and about whom."""

import pytest

from builders import START, Play, talk
from coreflect_tui.core.decide import decide
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.decision import Decision, Moment
from coreflect_tui.core.intents import AddAttendee, Intent, NextItem, RemoveAttendee, SetPresence
from coreflect_tui.core.person import Presence
from coreflect_tui.tui.view.undo_words import what_was_done

MOMENT = Moment(START, START, 0, 0.0, "boot")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (NextItem(), "going on to One"),
        # Whoever was only added is not there any more once that is undone.
        (AddAttendee("Zoe"), "adding Zoe"),
        (RemoveAttendee("p2"), "removing Bo"),
        (SetPresence(("p2",), Presence.PRESENT), "who is here: Bo"),
        (SetPresence(("p1", "p2", "p3"), Presence.PRESENT), "who is here: Ana, Bo, Cy"),
        (SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT), "who is here: 4 people"),
    ],
)
def test_it_names_the_act_and_whom_it_was_about(act: Intent, words: str) -> None:
    play = Play(talk("one", 30))
    events = decide(play.state, act, play.now)
    assert not isinstance(events, Refusal)
    assert what_was_done(Decision("d1", MOMENT, events), play.state) == words
