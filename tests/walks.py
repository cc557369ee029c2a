"""Places from which every action of the table can be tried: real states, a name each.

A place says how a program comes to begin there, what is done until it is reached, and for which
actions it is there. Whoever adds an action adds its id to a place, or a place.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from builders import START, at
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import ClockStyle, Format, NoteKind
from coreflect_tui.core.group import Group, Member
from coreflect_tui.core.intents import (
    AddMinutes,
    CloseSession,
    GiveTurn,
    GoToItem,
    Intent,
    KeepAgreement,
    NextItem,
    NoticeGap,
    PauseClock,
    RecordOutcomes,
    SetPresence,
    StartTopic,
    WriteNote,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.state import Options, WrittenFile
from coreflect_tui.library.format_file import read_format
from coreflect_tui.library.groups import save_group
from coreflect_tui.library.shipped import shipped_folder
from coreflect_tui.locations import locations
from coreflect_tui.preparation import invited, prepare_session
from coreflect_tui.rehearsal.cast import cast_for
from coreflect_tui.taking_over import ANSWERS_IN
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.fit import FitScreen
from coreflect_tui.tui.screens.home import HomeScreen
from coreflect_tui.tui.screens.setup import SetupScreen
from coreflect_tui.tui.two_windows import TwoWindows
from coreflect_tui.tui.view.home import SESSION
from coreflect_tui.tui.widgets.choices import Choices
from coreflect_tui.workplace import Workplace
from protocol import cases
from stage import (
    FACILITATOR,
    INVITED,
    IPS_ROW,
    OFFSET,
    Stage,
    Story,
    a_workplace,
    begin,
    ips,
    options,
    play,
    play_home,
    still_clock,
)
from windows import Window

HERE = SetPresence(("p1", "p2", "p3", "p4"), Presence.PRESENT)
NOTES = (
    WriteNote(NoteKind.TOPIC, "Power"),
    WriteNote(NoteKind.TAKEAWAY, "Bo said so"),
    KeepAgreement("Silence is fine\nRoom for tears", None),
)
STATES: dict[str, tuple[Intent, ...]] = {
    "before": (),
    "baton": (HERE, NextItem(), GoToItem("check-in"), GiveTurn("p2"), GiveTurn("p3"), *NOTES),
    "listed": (HERE, NextItem(), GoToItem("closing"), AddMinutes("closing", 60)),
    "topics": (HERE, NextItem(), *NOTES, GoToItem("topics"), StartTopic("t1")),
    "paused": (HERE, NextItem(), NextItem(), PauseClock(), *NOTES),
    "closed": (HERE, NextItem(), *NOTES, CloseSession()),
}
OPENED_BY = {
    "live": "",
    "people": "open('people')",
    "notes": "open('notes')",
    "agenda": "open('agenda')",
    "topics": "open('topics')",
    "agreement": "open('agreement')",
    "cover": "open('cover')",
    "log": "open('log')",
    "fit": "fit",
    "closing": "open('closing')",
}
REPORT = """\
Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room
Ana,,11/22/2026 06:50:10 PM,11/22/2026 08:33:00 PM,103,No,No
Cy Blum,,11/22/2026 07:05:00 PM,11/22/2026 08:33:00 PM,88,Yes,No
"""
TUESDAY = Group(
    "Tuesday",
    "ips-co-reflection",
    members=(Member("a1", "Ana", facilitates=True), Member("b2", "Bo")),
    id="g1",
)
Begins = Callable[[Story], None]


@dataclass(frozen=True)
class Place:
    """`begins` plays a story at its beginning, `reach` goes on from there to the screen, `shows`
    are the ids of actions that it is there for; with `only` no others are tried there."""

    screen: str
    name: str
    shows: str
    reach: Story
    begins: Begins = play
    only: bool = False


async def open_above(stage: Stage, screen: str) -> None:
    """From the live screen to another one; the fit opens by its key only when it is worth it."""
    if screen == "fit":
        stage.app.push_screen(FitScreen())
    elif OPENED_BY[screen]:
        await stage.screen.run_action(OPENED_BY[screen])
    await stage.settle()


def _in(screen: str, state: str, shows: str, *keys: str, begins: Begins = play) -> Place:
    """A place in a session of eight people, in one of STATES; `keys` are pressed last."""

    async def reach(stage: Stage) -> None:
        await stage.does(*STATES[state])
        await open_above(stage, screen)
        await stage.press(*keys)

    return Place(screen, state, shows, reach, begins)


def _doing(screen: str, name: str, shows: str, *intents: Intent, begins: Begins = play) -> Place:
    async def reach(stage: Stage) -> None:
        await stage.does(*intents)
        await open_above(stage, screen)

    return Place(screen, name, shows, reach, begins, only=True)


# --- how a program comes to begin there ----------------------------------------------------------


def _of(fmt: Format, group: str = "", columns: tuple[str, ...] = ()) -> Workplace:
    workplace = a_workplace()
    opts = Options(START, fmt.minutes.usual, fmt.places[0], OFFSET)
    opts = replace(opts, group=group, columns=columns)
    prepared = prepare_session(fmt, opts, [FACILITATOR], INVITED, workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    workplace.begin(*prepared)
    return workplace


def informal() -> Format:
    """A format that leaves nothing."""
    return read_format(shipped_folder("formats") / "informal.toml")


def _in_format(fmt: Format) -> Begins:
    return lambda story: play(story, workplace=_of(fmt))


def _of_a_group(story: Story) -> None:
    workplace = a_workplace()
    save_group(workplace.locations.user_groups, TUESDAY)
    opts = replace(options(), group=TUESDAY.id, columns=("email",))
    prepared = prepare_session(ips(), opts, *invited(TUESDAY), workplace.random)
    assert not isinstance(prepared, Refusal), prepared.sentence
    workplace.begin(*prepared)
    play(story, workplace=workplace)


def _rehearsing(story: Story) -> None:
    clock = still_clock(0)
    workplace = a_workplace(clock)
    people = begin(workplace).state.people
    play(story, workplace=workplace, coach=Coach(cast_for(people, 3), clock, 0))


def _read_along(story: Story) -> None:
    """In the window that reads along what another one holds."""
    other = Window(still_clock())
    session = begin(other.workplace)
    session.dispatch(NextItem())

    async def opened(stage: Stage) -> None:
        stage.app.windows.tick = lambda: None  # type: ignore[method-assign]
        stage.screen.query_one(Choices).choose(f"{SESSION}{session.state.id}")
        await stage.press("enter")
        await story(stage)

    try:
        play(opened, HomeScreen, workplace=a_workplace(other.clock))
    finally:
        other.workplace.close()


def _outrun(story: Story) -> None:
    """In a window that was stopped while another one took the session, and acted after that."""
    clock = still_clock(0)
    workplace = a_workplace(clock)
    session = begin(workplace)
    session.dispatch(NextItem())

    async def opened(stage: Stage) -> None:
        stage.app.windows.tick = lambda: None  # type: ignore[method-assign]
        other = Window(clock).opens(session.state.id)
        try:
            other.other.ask()
            for _ in range(round(ANSWERS_IN) + 1):
                stage.clock.advance(1)
                other.other.tick()
            other.other.ask()
            other.writes("meanwhile")
            await stage.press("full_stop")
            stage.clock.advance(1)
            TwoWindows.tick(stage.app.windows)
            stage.app.show()
            await stage.settle()
            await story(stage)
        finally:
            other.other.leave()
            other.workplace.close()

    play(opened, workplace=workplace)


def _at_home(minutes: float, *intents: Intent) -> Begins:
    """The start screen, so many minutes after a session was left in which these were done."""

    def begins(story: Story) -> None:
        clock = still_clock(0)
        workplace = a_workplace(clock)
        session = begin(workplace)
        for intent in intents:
            assert session.dispatch(intent) is None
        workplace.leave()
        clock.advance(minutes * 60)
        play(story, HomeScreen, workplace=workplace)

    return begins


def _setting_up(story: Story) -> None:
    fmt = replace(ips(), plain_title="Co-reflection")
    usual = {fmt.steps[0].id: 600}
    play(story, lambda: SetupScreen(fmt, None, usual))


# --- what is done until it is reached ------------------------------------------------------------


async def _nothing(_: Stage) -> None:
    """The place is where the program begins."""


async def _a_format_chosen(stage: Stage) -> None:
    stage.screen.query_one(Choices).choose(IPS_ROW)
    await stage.settle()


async def _a_session_chosen(stage: Stage) -> None:
    choices = stage.screen.query_one(Choices)
    sessions = [one for one, _ in choices.choices if one and one.startswith(SESSION)]
    choices.choose(sessions[0])
    await stage.settle()


async def _undone(stage: Stage) -> None:
    await stage.does(NextItem())
    await stage.press("u")


async def _gap(stage: Stage) -> None:
    stage.at(0)
    await stage.does(NextItem())
    stage.at(10)
    await stage.does(NoticeGap(at(2), at(9)))


async def _late(stage: Stage) -> None:
    await stage.does(HERE, NextItem())
    stage.at(20)
    await stage.does()


async def _late_agenda(stage: Stage) -> None:
    await _late(stage)
    await open_above(stage, "agenda")


async def _changed_fit(stage: Stage) -> None:
    await _late(stage)
    await stage.press("f")


async def _report(stage: Stage) -> None:
    path = Path(locations().data).parent / "participants.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.replace("\n", "\r\n"), encoding="utf-8-sig")
    stage.at(0)
    await stage.does(HERE, NextItem())
    stage.at(90)
    await stage.press("a", "i")
    await stage.paste(str(path))
    await stage.press("enter")


async def _copied(stage: Stage) -> None:
    await stage.does(*STATES["baton"])
    await stage.press("y", "q")


async def _help(stage: Stage) -> None:
    await stage.press("question_mark")


async def _page(stage: Stage) -> None:
    await stage.does(*STATES["baton"])
    await stage.press("x", "p")


async def _words(stage: Stage) -> None:
    await stage.does(NextItem())
    await stage.press("e")


async def _written(stage: Stage) -> None:
    await stage.does(*STATES["closed"])
    gone = locations().documents
    files = tuple(
        WrittenFile(outcome, str(gone / name), "0" * 64)
        for outcome, name in (("attendees", "attendee list.eml"), ("harvest", "harvest.html"))
    )
    await stage.does(RecordOutcomes(files))
    stage.app.closed(files)
    await stage.settle()


async def _a_setting_chosen(stage: Stage, name: str) -> None:
    await stage.press("s")
    stage.screen.query_one(Choices).choose(name)
    await stage.press("enter")


async def _a_setting_changed(stage: Stage) -> None:
    await _a_setting_chosen(stage, "facilitator")
    await stage.type("Ana")
    await stage.press("enter")


async def _colours(stage: Stage) -> None:
    await _a_setting_chosen(stage, "theme")


async def _an_own_key(stage: Stage) -> None:
    await _a_setting_chosen(stage, "keys")
    await stage.press("enter", "ctrl+y")


def _closing_row(begins: str) -> Story:
    """Before closing, with the first line chosen whose id begins so."""

    async def reach(stage: Stage) -> None:
        await stage.does(*STATES["baton"])
        stage.at(30)
        await open_above(stage, "closing")
        choices = stage.screen.query_one(Choices)
        choices.choose(next(one for one, _ in choices.choices if one and one.startswith(begins)))
        await stage.settle()

    return reach


PLACES = (
    _in("live", "before",
        "write keep_quote people next_item say agenda room copy notes agreement topics "
        "end cover log close leave help"),
    _in("live", "baton",
        "digit end_turn pass_turn back_turn put_off by_name hand order undo more_time "
        "less_time minutes started pause hold"),
    _doing("live", "listed", "next_turn", *STATES["listed"]),
    _doing("live", "topics", "digit topics", *STATES["topics"]),
    _doing("live", "paused", "next_item more_time pause hold", *STATES["paused"]),
    _in("live", "closed", ""),
    Place("live", "undone", "redo", _undone, only=True),
    Place("live", "late", "fit", _late, only=True),
    Place("live", "gap", "count_gap gap_break", _gap, only=True),
    _doing("live", "choosing", "ways roles cards", NextItem(), begins=_in_format(cases())),
    _doing("live", "telling", "extend once_more end_repeat", NextItem(), GoToItem("tell"),
           begins=_in_format(cases())),
    _doing("live", "pairs", "small_groups", NextItem(), GoToItem("pairs"),
           begins=_in_format(cases())),
    _doing("live", "quiet time", "clock", NextItem(),
           begins=_in_format(replace(cases(), clock=ClockStyle.QUIET))),
    Place("live", "rehearsal", "do_it", _nothing, _rehearsing, only=True),
    Place("live", "along", "take_over", _nothing, _read_along, only=True),
    Place("live", "outrun", "not_saved", _nothing, _outrun, only=True),
    _in("people", "baton",
        "digit here all_here away left not_admitted no_show expected shared shared_chat "
        "all_shared all_shared_chat mark find trained all_trained add rename "
        "listed_name facilitates room copy earlier later arrange call report group "
        "remove undo cover leave help"),
    _in("people", "closed", ""),
    _doing("people", "a group", "record address", begins=_of_a_group),
    _in("notes", "baton",
        "change leave_out someone keep_name remove strike undo cover leave help"),
    _in("agenda", "baton",
        "go more_time less_time minutes leave_out insert pin undo cover leave help"),
    Place("agenda", "late", "fit", _late_agenda, only=True),
    _in("topics", "baton",
        "begin add more_weight less_weight minutes unpin rename remove undo cover leave "
        "help"),
    _doing("topics", "topics", "begin more_weight unpin", *STATES["topics"]),
    _in("agreement", "baton",
        "change add remove earlier later looked undo cover leave help",
        "c"),
    _in("cover", "before", "leave next_item"),
    _in("log", "before", "cover leave help"),
    Place("help", "of the live screen", "leave log cover", _help),
    Place("page", "what will be written", "leave cover", _page),
    Place("words", "with quotes", "leave digit cover", _words),
    Place("copied", "the question", "again file cover leave help", _copied),
    Place("fit", "late",
          "take more_time less_time pin leave_out end cover leave help", _changed_fit),
    Place("report", "rows",
          "take same who new out reset order shift cover leave help", _report),
    _in("closing", "baton", "write notes preview people folder undo cover leave help"),
    Place("closing", "someone", "full_yes full_no all_full full_yes_why full_no_why mend",
          _closing_row("person:"), only=True),
    Place("closing", "not recorded", "shared shared_chat", _closing_row("shared "), only=True),
    _doing("closing", "leaves nothing", "keep", NextItem(), begins=_in_format(informal())),
    _doing("closing", "closed", "write preview", *STATES["closed"]),
    Place("closed", "written", "mail harvest save_format cover leave help", _written),
    Place("home", "a format", "open rehearse edit tour cover log leave help", _a_format_chosen,
          play_home),
    Place("home", "left off", "open set_aside look", _a_session_chosen,
          _at_home(4, NextItem()), only=True),
    Place("home", "prepared", "open remove", _a_session_chosen, _at_home(4), only=True),
    Place("home", "left for days", "open close", _a_session_chosen,
          _at_home(3 * 24 * 60, NextItem()), only=True),
    Place("home", "closed", "open reopen", _a_session_chosen,
          _at_home(4, NextItem(), CloseSession()), only=True),
    Place("home", "at first", "settings", _nothing, play_home, only=True),
    Place("settings", "changed", "change reset undo cover leave help", _a_setting_changed,
          play_home),
    Place("colours", "shown", "take cover leave help", _colours, play_home),
    Place("keys", "an own one", "change reset undo find cover leave help", _an_own_key,
          play_home),
    Place("setup", "usual times",
          "start next_field add_from_file usual_times call cover leave help", _nothing,
          _setting_up),
)  # fmt: skip
"""An action is walked at each place where it applies."""
