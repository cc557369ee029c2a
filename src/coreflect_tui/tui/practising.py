"""The tour and rehearsals from the start screen: a program of its own each, held to its end in a
folder that goes with it, while the workplace of one's own is put down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from coreflect_tui.clock import FastClock, SystemClock
from coreflect_tui.core.decide.answer import Refusal
from coreflect_tui.core.formats import Format
from coreflect_tui.core.state import Options, Recipient
from coreflect_tui.locations import Locations
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal.cast import BEHIND, cast_for
from coreflect_tui.rehearsal.home import RehearsalError, mark_session, passing_home, rehearsal_home
from coreflect_tui.settings import Settings
from coreflect_tui.tui.app import CoreflectApp
from coreflect_tui.tui.coach import Coach
from coreflect_tui.tui.screens.live import LiveScreen
from coreflect_tui.tui.terminal import run_app
from coreflect_tui.workplace import Workplace

OPENS_BEFORE = 300
"""Seconds from the opening of a rehearsal to its planned start."""


def rehearsal_in(
    home: Locations,
    mine: Settings,
    reports: Path,
    fmt: Format,
    minutes: int,
    people: tuple[list[Invited], list[Invited]],
    seed: int,
    speed: float,
    *,
    kept: bool = False,
) -> CoreflectApp:
    """A session with simulated people on a fast clock, kept under `home`, with one's own colours
    and keys; `people` are whoever facilitates, and the others. Raises RehearsalError and
    StoreError."""
    moment = SystemClock().now()
    clock = FastClock(moment.wall, 1, offset=moment.offset)
    # Learned is with one's own colours and keys; what is about real sessions stays away.
    looks = Settings(theme=mine.theme, reduce_motion=mine.reduce_motion, keys=mine.keys)
    workplace = Workplace(home, clock, settings=looks)
    starts = moment.wall + timedelta(seconds=OPENS_BEFORE)
    issuer = fmt.certificates.issuer if fmt.certificates else ""
    options = Options(starts, minutes, fmt.places[0], moment.offset, Recipient(issuer))
    prepared = prepare_session(fmt, options, *people, workplace.random)
    if isinstance(prepared, Refusal):
        raise RehearsalError(prepared.sentence)
    mark_session(home, prepared[0])
    session = workplace.begin(*prepared)
    cast = replace(cast_for(session.state.people, seed), behind_minutes=BEHIND, re_times=True)
    coach = Coach(cast, clock, speed, kept=kept)
    # The folder of a rehearsal may be gone with it, and a report is about the program.
    return CoreflectApp(workplace, LiveScreen, coach, looks.theme, reports)


def take_tour(mine: Workplace) -> tuple[int, str | None]:
    """The tour. Answers the exit code, and what keeps it from being taken, "" where nothing does;
    None where the program is to end with it."""
    from coreflect_tui.tui.tour import clock_from_now, tour_in

    return _held(lambda home: tour_in(home, mine.settings, mine.locations, clock_from_now()))


def rehearse_at(path: Path, mine: Workplace) -> tuple[int, str | None]:
    """The same with a rehearsal of the format at `path`, with invented people."""
    from coreflect_tui.library.ready_formats import format_at
    from coreflect_tui.library.toml_file import LibraryFileError
    from coreflect_tui.rehearsal.invited import SEED, SPEED, invented_people

    try:
        fmt = format_at(path)
    except LibraryFileError as error:
        return 0, str(error)
    people, minutes = invented_people(fmt), fmt.minutes.usual
    reports = mine.locations.data
    return _held(
        lambda home: rehearsal_in(home, mine.settings, reports, fmt, minutes, people, SEED, SPEED)
    )


def _held(begin: Callable[[Locations], CoreflectApp]) -> tuple[int, str | None]:
    from coreflect_tui.store import StoreError

    try:
        with passing_home() as folder:
            app = begin(rehearsal_home(folder))
            try:
                code = run_app(app)
            finally:
                app.workplace.close()
            return code, "" if app.goes_on else None
    except RehearsalError as error:
        return 0, str(error)
    except StoreError as error:
        return 0, error.sentence
