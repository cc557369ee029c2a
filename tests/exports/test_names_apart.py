"""Names and learnings apart: whatever a session holds, the list has no notes and the harvest no
names but those that were kept on purpose."""

import re
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreflect_tui.core.agenda import Item
from coreflect_tui.core.formats import NoteKind, Step
from coreflect_tui.core.person import Attendee, Presence, Role
from coreflect_tui.core.state import Agreement, ItemState, Note, SessionState, Span, Topic
from coreflect_tui.exports.attendee_list import EXTRA_COLUMNS
from coreflect_tui.exports.folder import write_outcomes

NAMES = (
    "Priya",
    "Zoë Quill",
    "Jean-Luc Okafor",
    "O'Malley",
    "<b>Tamsin</b>",
    "=Yusuf",
    "Wren (xe/xyr)",
    "山田花子",
    "Grace",
    "Bartholomew III",
    "*Odalys* | Fenn",
)
LISTED = ("", "Nair-Adeyemi", "Marguerite de Witt", "“Sunny” Sorensen")
SHAPES = (
    "{mark} what {name} said stays with me",
    "{mark} {name}",
    "{mark} {name}'s silence",
    "{mark} <i>{name}</i> & [more](x)\nand {name} again",
    "{mark} write to {email}",
    "{mark} WRITE TO {email_upper}",
    "{mark} nobody in particular",
)
# The session that the fixture gives is frozen, so one serves all examples.
ANY_SESSION = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
WORD = re.compile(r"[^\W\d_]{2,}")


@st.composite
def people(draw: st.DrawFn) -> tuple[Attendee, ...]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    return tuple(
        Attendee(
            id=f"p{place}",
            name=name,
            role=Role.PARTICIPANT if place else Role.FACILITATOR,
            pronouns=f"xem{place}/xyr{place}",
            listed_name=draw(st.sampled_from(LISTED)),
            email=f"person{place}.odd@mail.example",
            organisation=f"Workplace{place}",
            presence=draw(st.sampled_from([Presence.PRESENT, Presence.LEFT, Presence.NO_SHOW])),
        )
        for place, name in enumerate(names)
    )


@st.composite
def notes(draw: st.DrawFn, here: tuple[Attendee, ...], at: datetime) -> tuple[Note, ...]:
    made = []
    for place in range(draw(st.integers(0, 6))):
        person = draw(st.sampled_from(here))
        text = draw(st.sampled_from(SHAPES)).format(
            mark=f"note{place}mark",
            name=draw(st.sampled_from([person.name, person.listed_name or person.name])),
            email=person.email,
            email_upper=person.email.upper(),
        )
        made.append(
            Note(
                f"n{place}",
                draw(st.sampled_from(list(NoteKind))),
                text,
                at,
                topic=draw(st.sampled_from([None, "t1", "t2"])),
                left_out=draw(st.booleans()),
                name_kept=draw(st.booleans()),
            )
        )
    return tuple(made)


@st.composite
def sessions(draw: st.DrawFn, base: SessionState) -> SessionState:
    """The session `base` with other people, notes and topics, names wherever a person writes."""
    here = draw(people())
    at = base.hard_end
    named = here[0].name
    added = Step("x1", f"Time for {named}", 5, 5, 5)
    return replace(
        base,
        people=here,
        notes=draw(notes(here, at)),
        agreement=Agreement(f"Need1 of {named}\nNeed2 write to {here[-1].email}"),
        topics=(
            Topic("t1", f"What {named} brought", allotment=300, visits=(Span(at, at),)),
            Topic("t2", f"{here[-1].email} and after", allotment=300),
        ),
        items=(*base.items, ItemState(Item("x1", added, 300, 300), 300, visits=(Span(at, at),))),
        rounds=(),
        options=replace(base.options, columns=draw(st.sampled_from([(), EXTRA_COLUMNS]))),
    )


def documents(state: SessionState) -> dict[str, str]:
    """The text of each file by name, the mail's parts as they are read."""
    with TemporaryDirectory() as folder:
        files = [Path(one.path) for one in write_outcomes(state, Path(folder))]
        texts = {path.name: path.read_text("utf-8") for path in files if path.suffix != ".eml"}
        draft = next(path for path in files if path.suffix == ".eml").read_bytes()
    parts = message_from_bytes(draft, policy=default).walk()
    texts["mail"] = "\n".join(str(part.get_content()) for part in parts if not part.is_multipart())
    return texts


def naming(person: Attendee) -> set[str]:
    """What names someone: each longer word of their names, and their address and pronouns."""
    bare = re.sub(r"\(.*?\)", "", f"{person.name} {person.listed_name}")
    parts = {word for word in WORD.findall(bare) if word not in ("de", "III")}
    return {*parts, person.email, person.pronouns, person.organisation}


@ANY_SESSION
@given(st.data())
def test_no_names_in_the_harvest_and_no_notes_in_the_list(
    closed: SessionState, data: st.DataObject
) -> None:
    state = data.draw(sessions(closed))
    texts = documents(state)
    group = [texts["harvest.md"], texts["harvest.html"]]
    send = [texts["attendees.csv"], texts["attendees.md"], texts["mail"]]
    for note in state.notes:
        mark = note.text.split()[0]
        assert not any(mark in text for text in send)
        shown = note.kind is not NoteKind.REMINDER and not note.left_out
        assert all((mark in text) is shown for text in group)
    assert all("Need1 of" in text and "Need2 write to" in text for text in group)
    assert not any("Need" in text for text in send)
    kept = " ".join(note.text for note in state.notes if note.name_kept and not note.left_out)
    for person in state.people:
        for word in naming(person):
            if word.casefold() not in kept.casefold():
                found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
                assert not any(found.search(text) for text in group), word


@ANY_SESSION
@given(st.data())
def test_a_name_that_was_kept_stays(closed: SessionState, data: st.DataObject) -> None:
    state = data.draw(sessions(closed))
    name = state.people[0].name
    note = Note("k", NoteKind.HARVEST, f"thanks to {name}", state.hard_end, name_kept=True)
    text = documents(replace(state, notes=(note,)))["harvest.md"]
    assert all(word in text for word in WORD.findall(name))


@ANY_SESSION
@given(st.data())
def test_only_what_the_recipient_asks_for_is_on_the_list(
    closed: SessionState, data: st.DataObject
) -> None:
    state = data.draw(sessions(closed))
    quiet = replace(state, options=replace(state.options, columns=()))
    texts = documents(quiet)
    for person in quiet.people:
        for word in (person.email, person.pronouns, person.organisation):
            assert not any(
                word in texts[name] for name in ("attendees.csv", "attendees.md", "mail")
            )
