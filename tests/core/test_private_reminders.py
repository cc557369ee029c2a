"""A private reminder goes to nobody: nothing that the harvest gives out carries one."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import START, Play, at, talk, topic_time
from coreflect_tui.core import harvest
from coreflect_tui.core.formats import NoteKind
from coreflect_tui.core.state import Note, SessionState, Span, Topic

SECRET = "between me and me"
TOPICS = (None, "t1", "t2", "t9")

notes = st.builds(
    Note,
    id=st.integers(1, 99).map("n{}".format),
    kind=st.sampled_from(NoteKind),
    text=st.just(""),
    at=st.integers(0, 40).map(at),
    item=st.sampled_from([None, "opening", "topics"]),
    topic=st.sampled_from(TOPICS),
    left_out=st.booleans(),
    name_kept=st.booleans(),
).map(
    lambda note: replace(note, text=SECRET if note.kind is NoteKind.REMINDER else "for the group")
)


def states() -> st.SearchStrategy[SessionState]:
    bare = Play(talk("opening", 10), topic_time(20)).state
    topics = (Topic("t1", "Power", visits=(Span(at(10), at(20)),)), Topic("t2", "Endings"))
    return st.builds(
        lambda written, some: replace(bare, began=START, notes=tuple(written), topics=some),
        st.lists(notes, max_size=9),
        st.sampled_from([(), topics[:1], topics]),
    )


@given(states(), st.text(max_size=3))
def test_no_reminder_is_given_out(state: SessionState, seed: str) -> None:
    now = START + timedelta(hours=1)
    assert SECRET not in repr(harvest.harvest_summary(state, now, seed))
    assert all(note.kind is not NoteKind.REMINDER for note in harvest.for_the_group(state))


@given(states())
def test_a_reminder_leaves_no_trace(state: SessionState) -> None:
    """With and without the reminders the summary is the same."""
    now = START + timedelta(hours=1)
    kept = tuple(note for note in state.notes if note.kind is not NoteKind.REMINDER)
    without = harvest.harvest_summary(replace(state, notes=kept), now, "seed")
    assert harvest.harvest_summary(state, now, "seed") == without
