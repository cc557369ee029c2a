"""Where the command line enters the screens; each function runs the program to its end.

What only one of them needs is imported by it, so that the first frame is not kept waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreflect_tui.core.telling import Told, untold
from coreflect_tui.core.text import one_line
from coreflect_tui.locations import Locations, locations
from coreflect_tui.settings import read_settings
from coreflect_tui.tui.actions import key_of
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.own_keys import own_keys
from coreflect_tui.tui.screens.base import CoreflectScreen
from coreflect_tui.tui.terminal import run_app
from coreflect_tui.tui.themes import theme_named, unknown_theme
from coreflect_tui.workplace import HeldElsewhereError, Resumed, Workplace

if TYPE_CHECKING:
    from coreflect_tui.core.formats import Format
    from coreflect_tui.core.group import Group
    from coreflect_tui.core.report import Report
    from coreflect_tui.preparation import Invited


def home(places: Locations) -> int:
    """The home screen. Answers the exit code."""
    from coreflect_tui.tui.screens.home import HomeScreen

    workplace, remarks = _workplace(places)
    return _run(workplace, lambda: HomeScreen(remarks))


def set_up(places: Locations, fmt: Format, group: Group | None, told: Told) -> int:
    """Setup of one format, for a standing group or for people to come; `told` hears of a recovery
    that holds it up, here and below."""
    from coreflect_tui.tui.screens.setup import SetupScreen

    workplace, remarks = _workplace(places, told)
    last, typical = workplace.kept.habits(fmt.id, group.id if group else "")
    remarks = " ".join(filter(None, (remarks, workplace.told_of_damage())))
    return _run(workplace, lambda: SetupScreen(fmt, last, typical, remarks, group))


def attendance(
    places: Locations, asked: str, path: Path, report: Report, told: Told
) -> tuple[int, str]:
    """Whom an attendance report means in a stored session, row by row, on the screen. Answers the
    exit code, and a sentence on what was done, "" when it was left.

    Raises HeldElsewhereError and StoreError before the screen opens.
    """
    from coreflect_tui.tui.screens.report import ReportScreen
    from coreflect_tui.tui.view.report import taken_words

    workplace, _ = _workplace(places, told)
    workplace.take_up(workplace.store.summaries.find(asked))
    taken: list[int] = []

    def leave(people: int | None) -> None:
        if people is not None:
            taken.append(people)
        unsaved = app.session.unsaved if app.session else None
        if unsaved and people is not None:
            app.warn(
                f"It is not saved ({unsaved.reason}); still trying. {key_of('report.leave')} leaves"
                " all the same."
            )
        else:
            app.exit(0)

    app = CoreflectApp(
        workplace, lambda: ReportScreen(path, report, leave), theme=workplace.settings.theme
    )
    try:
        code = run_app(app)
        unsaved = app.session.unsaved if app.session else None
        if not taken:
            return code, ""
        if unsaved:
            return code or 1, f"Nothing is taken over: it could not be saved ({unsaved.reason})."
        return code, " ".join(filter(None, (taken_words(taken[0]), app.leaving.remember_aliases())))
    finally:
        workplace.close()


def resume(places: Locations, asked: str, told: Told, *, gap_as_break: bool) -> int:
    """Go on with the session meant by `asked`, an id, the beginning of one, or "last", which is the
    last one that is not closed. One that another window holds is read along; of one whose end is
    long past the start screen offers what can be done, unless it was said already.

    Raises StoreError before the screen opens.
    """
    from coreflect_tui.tui.screens.home import HomeScreen
    from coreflect_tui.tui.screens.live import LiveScreen

    workplace, remarks = _workplace(places, told)
    session = workplace.store.summaries.find(asked, to_go_on=True)
    if workplace.kept.is_left_open(session) and not gap_as_break:
        return _run(workplace, lambda: HomeScreen(remarks, asked=session))
    resumed: Resumed | None = None
    try:
        resumed = workplace.resume(session, gap_as_break)
    except HeldElsewhereError:
        workplace.follow(session)
    return _run(workplace, lambda: LiveScreen(resumed))


def rehearse(
    fmt: Format,
    minutes: int,
    facilitators: list[Invited],
    roster: list[Invited],
    seed: int,
    speed: float,
    home: Locations,
    *,
    kept: bool,
) -> int:
    """A session with simulated people on a fast clock, under `home`, which is removed afterwards
    unless it is `kept`."""
    from coreflect_tui.tui.practising import rehearsal_in

    mine, reports = read_settings(locations().settings_file)[0], locations().data
    people = facilitators, roster
    app = rehearsal_in(home, mine, reports, fmt, minutes, people, seed, speed, kept=kept)
    try:
        return run_app(app)
    finally:
        app.workplace.close()


def display(places: Locations, *, names: bool) -> int:
    """The window for the group, with names or without. Answers the exit code."""
    from coreflect_tui.shown_session import ShownSession
    from coreflect_tui.tui.display_app import DisplayApp

    settings, _ = read_settings(places.settings_file)
    session = ShownSession(places.data)
    app = DisplayApp(
        session,
        places.data,
        names=names,
        theme=settings.theme,
        reduce_motion=settings.reduce_motion,
        keys=own_keys(settings.keys)[0],
    )
    try:
        return run_app(app)
    finally:
        session.close()


def _workplace(places: Locations, told: Told = untold) -> tuple[Workplace, str]:
    settings, remarks = read_settings(places.settings_file)
    if settings.theme and not theme_named(settings.theme):
        where = one_line(str(places.settings_file))
        remarks = (*remarks, f"{where}: {unknown_theme(settings.theme)}")
    if settings.keys:
        remarks = (*remarks, *own_keys(settings.keys, one_line(str(places.settings_file)))[1])
    return Workplace(places, settings=settings, told=told), " ".join(remarks)


def _run(workplace: Workplace, first: Callable[[], CoreflectScreen]) -> int:
    from coreflect_tui.tui.screens.home import REHEARSAL, TOUR

    app = CoreflectApp(workplace, first, theme=workplace.settings.theme)
    try:
        code = run_app(app)
        while app.return_value in (TOUR, REHEARSAL):
            code, back = _practised(workplace, app.to_rehearse)
            if back is None:
                break
            app = CoreflectApp(workplace, back, theme=workplace.settings.theme)
            app.toured = True
            code = run_app(app)
        return code
    finally:
        workplace.close()


def _practised(
    workplace: Workplace, to_rehearse: Path | None
) -> tuple[int, Callable[[], CoreflectScreen] | None]:
    """The tour, or a rehearsal of the format that is `to_rehearse`, to its end. Answers the exit
    code, and the home screen afterwards; None where the program is to end too."""
    from coreflect_tui.tui.practising import rehearse_at, take_tour
    from coreflect_tui.tui.screens.home import HomeScreen
    from coreflect_tui.tui.view.home import rehearsed_words, toured_words

    if to_rehearse:
        (code, words), done = rehearse_at(to_rehearse, workplace), rehearsed_words
    else:
        (code, words), done = take_tour(workplace), toured_words
    if code or words is None:
        return code, None
    return code, partial(HomeScreen, words or done(), chosen=to_rehearse)
