"""Every format that ships, and protocols that are only data in the tests, held to its end on the
screen by invented people: nothing breaks out of its line, and each step says what it asks for."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from builders import START
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format, StepKind
from coreflect_tui.core.intents import CloseSession
from coreflect_tui.core.roles import holders
from coreflect_tui.core.speaking import PRESENTER, PresenterPart, Speaks, Speech
from coreflect_tui.core.state import ItemState, Options
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal import cast_for, invent_names, what_next
from coreflect_tui.workplace import Workplace
from stage import OFFSET, SIZES, Stage, a_workplace, play

PROTOCOLS = Path(__file__).parents[1] / "protocols"
FORMATS = sorted(shipped_folder("formats").glob("*.toml"))
NARROW, USUAL, WIDE = SIZES
MOST_ACTS = 2000


def a_session(fmt: Format, seed: int) -> Workplace:
    """A session of that format with as many invented people as it usually has."""
    workplace = a_workplace()
    options = Options(START, fmt.minutes.usual, fmt.places[0], OFFSET)
    names = [Invited(name) for name in invent_names(fmt.people.usual, seed)]
    prepared = prepare_session(fmt, options, names[:1], names[1:], workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    workplace.begin(*prepared)
    return workplace


async def held_to_the_end(stage: Stage, seed: int) -> dict[str, str]:
    """Let invented people hold the session; what the screen says as each item begins, by its id."""
    cast = replace(cast_for(stage.state.people, seed), behind_minutes=0)
    seen: dict[str, str] = {}
    for _ in range(MOST_ACTS):
        happening = what_next(stage.state, cast, stage.session.now().session)
        if happening is None:
            return seen
        stage.clock.advance((happening.at - stage.session.now().session).total_seconds())
        before = stage.state.running
        for intent in happening.intents:
            stage.session.dispatch(intent)
        running = stage.state.running
        asked = any(isinstance(intent, CloseSession) for intent in happening.intents)
        if running and not asked and (before is None or before.id != running.id):
            stage.app.show()
            await stage.settle()
            looks_whole(stage)
            says_what_it_asks(stage, running)
            seen[running.id] = middle(stage)
    raise AssertionError("The session does not come to its end.")


def looks_whole(stage: Stage) -> None:
    """Every line of the screen is as wide as the screen."""
    width = stage.app.size.width
    broken = [line for line in stage.lines if cell_len(line) != width]
    assert not broken, broken


def middle(stage: Stage) -> str:
    """The words of the screen without the agenda at its left."""
    return " ".join(" ".join(line.rpartition("│")[2] for line in stage.lines).split())


def says_what_it_asks(stage: Stage, item: ItemState) -> None:
    """The restrictions of the step stand on the screen, with its presenter by name."""
    shown = middle(stage)
    step = item.item.step
    people = holders(stage.state, PRESENTER, item)
    called = people[0].name if people else "the presenter"
    for speech in step.speech:
        if speech is not Speech.OPEN:
            assert str(speech) in shown
    if step.speaks is Speaks.OTHERS:
        assert f"everyone but {called} speaks" in shown
    if step.presenter is PresenterPart.CAMERA_OFF:
        assert f"{called} listens: muted, camera off" in shown
    if step.not_written:
        assert "not written down:" in shown
    if step.kind is StepKind.ROUND:
        assert "shared" in shown


def held(path: Path, size: tuple[int, int], seed: int = 3) -> dict[str, str]:
    fmt = read_format(path)
    seen: list[dict[str, str]] = []

    async def story(stage: Stage) -> None:
        seen.append(await held_to_the_end(stage, seed))

    play(story, size=size, workplace=a_session(fmt, seed))
    return seen[0]


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_a_format_that_ships_is_held_to_its_end_on_the_smallest_screen(path: Path) -> None:
    seen = held(path, NARROW)
    assert len(seen) >= 3


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("path", sorted(PROTOCOLS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_protocol_that_is_only_data_is_held_to_its_end(path: Path, size: tuple[int, int]) -> None:
    assert len(held(path, size)) >= 3


# What each of the published protocols asks for, where it is not the same in every one: what stands
# on the screen as the item begins. Times are those at the usual length and number of people.
ASKED = {
    "troika": {
        "question": ("left of 1 min", "in silence"),
        "telling": ("left of 2 min", "in threes"),
        "consulting": ("left of 4 min", "in threes", "silent"),
        "worth": ("left of 2 min", "comes back in"),
        "telling.3": ("TELLING 3", "left of 2 min"),
        "worth.3": ("WHAT WAS WORTH MOST 3",),
    },
    "lean-coffee": {
        "cards": ("left of 5 min", "everyone writes, nobody speaks"),
        "introducing": ("one sentence",),
        "dots": ("left of 2 min", "in silence"),
        "talk": ("left of 5 min", "all of us speak", "topic 1 of"),
        "talk.2": ("topic 2 of",),
        "takeaways": ("left of 6 min", "0 of 6 shared"),
    },
    "fishbowl": {
        "ring": ("until the group is done", "the inner ring speaks", "the others listen"),
        "questions": ("left of 4 min", "in fours"),
        "answers": ("left of 15 min", "the inner ring speaks", "no advice"),
        "now-what": ("left of 5 min", "all of us speak"),
    },
    "action-learning": {
        "presenting": ("left of 5 min", "not written down: the story, and who is in it"),
        "clarifying": ("clarifying questions only", "only answers"),
        "opening": ("questions only", "only answers"),
        "presenting.2": ("PRESENTING 2",),
    },
}


@pytest.mark.parametrize("name", ASKED)
def test_a_published_protocol_has_its_times_speakers_and_restrictions_on_screen(name: str) -> None:
    seen = held(PROTOCOLS / f"{name}.toml", USUAL)
    missing = {
        (item, words)
        for item, asked in ASKED[name].items()
        for words in asked
        if words not in seen.get(item, "")
    }
    assert not missing, {item: seen.get(item) for item, _ in missing}
