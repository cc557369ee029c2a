"""A whole rehearsal without a screen: the same core, store and exports, in one go."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from coreflect_tui.clock import FastClock
from coreflect_tui.core.agenda import plan
from coreflect_tui.core.attendance import session_end
from coreflect_tui.core.decide.answer import Events, Refusal
from coreflect_tui.core.decide.steps import running_repeat
from coreflect_tui.core.fit import propose
from coreflect_tui.core.formats import Format
from coreflect_tui.core.intents import (
    AcceptFit,
    EndRepeat,
    GiveTurn,
    Intent,
    NextItem,
    NextTurn,
    PauseClock,
    PutOffTurn,
    RecordOutcomes,
)
from coreflect_tui.core.person import Presence
from coreflect_tui.core.rounds import to_invite
from coreflect_tui.core.state import Options, SessionState, WrittenFile
from coreflect_tui.core.timing import ON_TIME, items_to_come, local_time, over
from coreflect_tui.exports.folder import ExportError, write_outcomes
from coreflect_tui.leaving_nothing import NotRemovedError
from coreflect_tui.preparation import Invited, prepare_session
from coreflect_tui.rehearsal.cast import Cast, cast_for
from coreflect_tui.rehearsal.home import RehearsalError, mark_session, rehearsal_home
from coreflect_tui.rehearsal.scene import Happening
from coreflect_tui.rehearsal.story import what_next
from coreflect_tui.rehearsal.time_in_hand import may_go, shortest_of
from coreflect_tui.session import Session
from coreflect_tui.store import StoreError
from coreflect_tui.workplace import HeldElsewhereError, Workplace

STARTS_AT = datetime(2026, 1, 15, 19, 0, tzinfo=UTC)
"""A rehearsal without a screen has its own evening, so that its files do not change by the day."""
FIT_FROM = 120
"""Seconds over the hard end from which the facilitator fits the rest."""
OPENS_BEFORE = 360
"""Seconds from opening the session to its planned start."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a rehearsal left: the session as closed, its files, planned and real minutes."""

    state: SessionState
    files: tuple[WrittenFile, ...]
    planned_minutes: int
    real_minutes: int


def hold(
    fmt: Format,
    minutes: int,
    facilitators: Sequence[Invited],
    roster: Sequence[Invited],
    seed: int,
    out: Path,
    say: Say,
    starts_at: datetime = STARTS_AT,
    behind_minutes: int = 0,
) -> Result:
    """Hold a session of `minutes` with these people from arrival to closing.

    Store and documents are under `out`; `say` receives a line for each thing that happens. The
    same seed and people give the same lines and documents. `behind_minutes` make the longest talk
    that much longer. Raises RehearsalError.
    """
    places = rehearsal_home(out)
    options = Options(starts_at, minutes, fmt.places[0], utc_offset=0)
    clock = FastClock(starts_at - timedelta(seconds=OPENS_BEFORE), speed=0)
    workplace = Workplace(places, clock, random.Random(seed))
    try:
        people = len(facilitators) + len(roster)
        for sentence in plan(fmt, minutes, options.place, people, len(facilitators)).problems:
            say(sentence)
        prepared = _prepare(workplace, fmt, options, facilitators, roster, seed)
        mark_session(places, prepared[0])
        session = workplace.begin(*prepared)
        cast = replace(cast_for(session.state.people, seed), behind_minutes=behind_minutes)
        _hold_to_the_end(session, clock, cast, say)
        files = _write(session, workplace, say)
        if session.state.leaves_nothing:
            workplace.close_for_good()
    except HeldElsewhereError:
        raise _unwritten("another window is rehearsing there") from None
    except (StoreError, NotRemovedError) as error:
        raise _unwritten(str(error)) from error
    finally:
        workplace.close()
    return _result(session.state, files, say)


def _prepare(
    workplace: Workplace,
    fmt: Format,
    options: Options,
    facilitators: Sequence[Invited],
    roster: Sequence[Invited],
    seed: int,
) -> tuple[str, Events]:
    """The session's first events, and the ids that follow; others than those of an earlier
    rehearsal of the same seed in the same folder."""
    for attempt in count():
        workplace.random.seed(f"{seed} {attempt}")
        prepared = prepare_session(fmt, options, facilitators, roster, workplace.random)
        if isinstance(prepared, Refusal):
            raise RehearsalError(prepared.sentence)
        if not workplace.store.journal.last_seq(prepared[0]):
            return prepared
    raise AssertionError("there are always more ids")


def _hold_to_the_end(session: Session, clock: FastClock, cast: Cast, say: Say) -> None:
    slipped = False
    looked: datetime | None = None
    while happening := what_next(session.state, cast, session.now().session):
        clock.advance((happening.at - session.now().session).total_seconds())
        if not slipped and (slip := _slip(session.state, happening)):
            slipped = True
            _do(session, slip)
            session.undo()
            _tell(session.state, happening.at, "A wrong key is pressed, and taken back.", say)
        moves_on = any(isinstance(intent, NextItem) for intent in happening.intents)
        if moves_on and looked != happening.at:
            looked = happening.at
            before = session.state
            _fit_the_rest(session, say)
            if session.state is not before:
                # What was next may have been left out.
                continue
        _tell(session.state, happening.at, happening.words, say)
        for intent in happening.intents:
            _do(session, intent)


def _fit_the_rest(session: Session, say: Say) -> None:
    """Before an item begins the facilitator looks at the time: fits the rest when late, and again
    when that was too much or too little."""
    if _laps_give_way(session, say):
        return
    state, now = session.state, session.now().session
    fit = propose(state, now)
    fitted = any(item.accepted is not None for item in state.items)
    late = over(state, now) > FIT_FROM or _last_chance(state, now)
    if not (fit.fits and fit.changes) or not (fitted or late):
        return
    _do(session, AcceptFit(fit))
    off = round(over(state, now) / 60)
    how = f"{off} min late" if off > 0 else f"{-off} min early"
    _tell(
        state,
        now,
        f"It is {how}; you fit the rest, to end at {local_time(state, fit.hard_end):%H:%M}.",
        say,
    )


def _last_chance(state: SessionState, now: datetime) -> bool:
    """Whether what comes after the next item cannot make good any more by how much it is late."""
    after = items_to_come(state)[1:]
    can_give = sum(one.allotment - shortest_of(state, one) for one in after)
    return over(state, now) > max(ON_TIME, can_give)


def _laps_give_way(session: Session, say: Say) -> bool:
    """Whether it is enough that laps are left out when their time comes. They are not shortened for
    one another: where that is not enough they are left out now."""
    state, now = session.state, session.now().session
    to_come = items_to_come(state)
    # The lap that begins now goes on.
    laps = [one for one in to_come if may_go(state, one) and one.item.lap != to_come[0].item.lap]
    late = over(state, now) - sum(one.allotment for one in laps)
    if not laps or late <= FIT_FROM:
        return bool(laps)
    repeat = running_repeat(state)
    if repeat and any(one.item.step.id in repeat.steps for one in laps):
        _do(session, EndRepeat())
        _tell(state, now, "There is no time to go round once more.", say)
    return False


def _slip(state: SessionState, happening: Happening) -> Intent | None:
    """The wrong key for what happens: someone else has the floor or goes later; the clock stops."""
    held, meant = state.round, happening.intents[0]
    if held and held.ended and isinstance(meant, GiveTurn | NextTurn):
        here = [one.id for one in to_invite(state, held) if one.presence is Presence.PRESENT]
        others = [one for one in here if meant != GiveTurn(one)]
        if isinstance(meant, GiveTurn) and others:
            return GiveTurn(others[0])
        return PutOffTurn() if held.speaker else None
    has_round = any(one.item.step.round for one in state.items)
    return PauseClock() if state.running and not has_round else None


def _do(session: Session, intent: Intent) -> None:
    refusal = session.dispatch(intent)
    if refusal:
        # A simulated facilitator asks only for what is possible: anything else is a bug here.
        raise AssertionError(f"{type(intent).__name__} was refused in a rehearsal")
    if session.unsaved:
        raise _unwritten(session.unsaved.reason)


def _unwritten(reason: str) -> RehearsalError:
    return RehearsalError(
        f"The rehearsal stopped, its folder could not be written ({reason.rstrip('.')}); please"
        " choose another folder."
    )


def _write(session: Session, workplace: Workplace, say: Say) -> tuple[WrittenFile, ...]:
    try:
        files = write_outcomes(session.state, workplace.documents, session.now().session)
    except ExportError as error:
        raise RehearsalError(str(error)) from error
    if files:
        _do(session, RecordOutcomes(files))
    _tell(session.state, session.now().session, "The session is closed.", say)
    return files


def _tell(state: SessionState, at: datetime, words: str, say: Say) -> None:
    say(f"{local_time(state, at):%H:%M}  {words}")


def _result(state: SessionState, files: tuple[WrittenFile, ...], say: Say) -> Result:
    began = state.began or state.options.starts_at
    ended = session_end(state, state.closed or began)
    real = round((ended - began).total_seconds() / 60)
    say("")
    say(f"Planned {state.options.minutes} min, took {real} min. Session {state.id}.")
    for file in files:
        say(file.path)
    if state.leaves_nothing:
        say("Nothing of it is kept, as this format has it.")
    elif not files:
        say("This format leaves no files.")
    return Result(state, files, state.options.minutes, real)
