"""Session time counts sleep, ignores a wall clock that is set, and never goes back."""

import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreflect_tui.clock import (
    BootClock,
    FastClock,
    OpenClock,
    SystemClock,
    boot_clock,
    local_offset,
)
from coreflect_tui.core.decision import Moment

SEVEN = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


@dataclass
class Machine:
    """A machine whose clocks a test sets: `run` and `sleep` move both, `set_wall` one."""

    wall: datetime = SEVEN
    count: float = 1000.0
    boot_id: str = "boot-1"
    process: SystemClock = field(init=False)

    def __post_init__(self) -> None:
        self.process = self.clock()

    def clock(self) -> SystemClock:
        boot = BootClock(self.boot_id, lambda: self.count)
        return SystemClock(boot, lambda: self.wall, lambda _: 3600)

    def run(self, seconds: float) -> None:
        self.count += seconds
        self.wall += timedelta(seconds=seconds)

    def set_wall(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)

    def restart(self, seconds: float) -> None:
        # Up for longer than before: the size of the count does not tell two starts apart.
        self.wall += timedelta(seconds=seconds)
        self.count, self.boot_id = self.count + 5000, f"{self.boot_id}+"


def after(seconds: float) -> datetime:
    return SEVEN + timedelta(seconds=seconds)


def test_a_moment_carries_every_part() -> None:
    machine = Machine()
    machine.run(90)
    assert machine.process.now() == Moment(after(90), after(90), 3600, 1090.0, "boot-1")


@pytest.mark.parametrize("step", [3600, -3600])
def test_setting_the_wall_clock_changes_nothing(step: int) -> None:
    machine = Machine()
    machine.run(60)
    machine.set_wall(step)
    machine.run(60)
    now = machine.process.now()
    assert now.session == after(120)
    assert now.wall == after(120 + step)


def test_going_on_in_the_same_boot_counts_the_time_between() -> None:
    machine = Machine()
    machine.run(60)
    last = machine.process.now()
    machine.set_wall(-7200)
    machine.run(240)
    again = machine.clock()
    again.anchor(last)
    assert again.now().session == after(300)
    machine.run(10)
    assert again.now().session == after(310)


def test_after_a_restart_the_wall_clock_says_how_long_it_was() -> None:
    machine = Machine()
    machine.run(60)
    last = machine.process.now()
    machine.restart(600)
    again = machine.clock()
    again.anchor(last)
    assert again.now().session == after(660)
    machine.run(5)
    assert again.now().session == after(665)


def test_after_a_restart_a_wall_clock_in_the_past_is_not_believed() -> None:
    machine = Machine()
    machine.run(60)
    last = machine.process.now()
    machine.restart(-86400)
    again = machine.clock()
    again.anchor(last)
    assert again.now().session == last.session
    machine.run(5)
    assert again.now().session == last.session + timedelta(seconds=5)


def test_a_count_that_lies_before_the_last_moment_is_another_boot() -> None:
    machine = Machine()
    machine.run(600)
    last = machine.process.now()
    machine.count = 900.0
    machine.set_wall(30)
    machine.process.anchor(last)
    assert machine.process.now().session == after(630)


def test_a_new_session_begins_at_the_wall_clock() -> None:
    machine = Machine()
    machine.run(60)
    machine.set_wall(-3600)
    machine.process.anchor(None)
    assert machine.process.now().session == after(60 - 3600)


@given(
    st.lists(st.tuples(st.sampled_from(["run", "wall", "count", "restart"]), st.integers(-99, 99)))
)
def test_session_time_never_goes_back(acts: list[tuple[str, int]]) -> None:
    machine = Machine()
    clock, last = machine.process, machine.process.now()
    for act, seconds in acts:
        if act == "run":
            machine.run(abs(seconds))
        elif act == "wall":
            machine.set_wall(seconds)
        elif act == "count":
            machine.count += seconds
        else:
            machine.restart(seconds)
            clock = machine.clock()
            clock.anchor(last)
        now = clock.now()
        assert now.session >= last.session
        last = now


def test_this_machine_counts() -> None:
    boot = boot_clock()
    first, then = boot.seconds(), boot.seconds()
    assert boot.id
    assert 0 < first <= then
    now = SystemClock().now()
    assert now.session.tzinfo is UTC
    assert now.wall.tzinfo is UTC
    assert abs(now.wall - now.session) < timedelta(seconds=2)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux names its boot")
def test_two_processes_of_one_boot_share_its_id() -> None:
    assert boot_clock().id == boot_clock().id


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
def test_the_local_offset_is_that_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XST-10XDT,M10.1.0,M4.1.0/3")
    time.tzset()
    try:
        assert local_offset(SEVEN) == 11 * 3600
        assert local_offset(datetime(2026, 6, 1, tzinfo=UTC)) == 10 * 3600
    finally:
        monkeypatch.undo()
        time.tzset()


class Seconds:
    """A source of real seconds that a test moves."""

    def __init__(self) -> None:
        self.value = 50.0

    def __call__(self) -> float:
        return self.value


def test_a_rehearsal_runs_at_its_speed() -> None:
    real = Seconds()
    clock = FastClock(SEVEN, 60, real, offset=7200)
    real.value += 2
    assert clock.now() == Moment(after(120), after(120), 7200, 120.0, "rehearsal")


def test_a_change_of_speed_does_not_jump() -> None:
    real = Seconds()
    clock = FastClock(SEVEN, 60, real)
    real.value += 2
    clock.speed = 1
    assert clock.now().session == after(120)
    real.value += 2
    assert clock.now().session == after(122)
    clock.speed = 0
    real.value += 100
    assert clock.now().session == after(122)


def test_without_speed_only_advancing_moves() -> None:
    real = Seconds()
    clock = FastClock(SEVEN.astimezone(timezone(timedelta(hours=10))), 0, real)
    real.value += 1000
    clock.advance(30)
    now = clock.now()
    assert now.session == after(30)
    assert now.session.tzinfo is UTC


def test_a_rehearsal_never_goes_back() -> None:
    real = Seconds()
    clock = FastClock(SEVEN, 10, real)
    real.value += 5
    first = clock.now()
    real.value -= 3
    assert clock.now() == first
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(-1)
    with pytest.raises(ValueError, match="backwards"):
        clock.speed = -1
    with pytest.raises(ValueError, match="time zone"):
        FastClock(SEVEN.replace(tzinfo=None), 1, real)


# --- what time it is in a session that is not held ------------------------------------------------


def test_what_time_it_is_by_now_in_a_session_is_said_without_going_there() -> None:
    machine = Machine()
    machine.run(60)
    last = machine.process.now()
    machine.set_wall(7200)
    machine.run(240)
    assert machine.process.time_since(last, last.session) == after(300)
    assert machine.process.now().session == after(300)
    machine.restart(60)
    assert machine.clock().time_since(last, last.session) == after(60 + 7200 + 240 + 60)


def test_it_is_never_before_the_last_sign_of_life() -> None:
    machine = Machine()
    machine.run(60)
    last = machine.process.now()
    machine.run(200)
    machine.restart(-86400)
    again = machine.clock()
    assert again.time_since(last, after(255)) == after(255)
    again.anchor(last, after(255))
    machine.run(5)
    assert again.now().session == after(260)


def still(clock: OpenClock) -> None:
    clock.stand_still(after(90.25), 7200)


def test_session_time_can_stand_still_while_the_machine_goes_on() -> None:
    machine = Machine()
    machine.run(60)
    last = machine.process.now()
    still(machine.process)
    machine.run(500)
    assert machine.process.now() == Moment(after(91), after(560), 7200, 1560.0, "afterwards")
    machine.process.anchor(last, after(91))
    assert machine.process.now().session == after(560)


def test_a_rehearsal_can_stand_still_too() -> None:
    clock = FastClock(SEVEN, 0, lambda: 0.0, offset=3600)
    still(clock)
    clock.advance(30)
    assert clock.now() == Moment(after(91), after(30), 7200, 30.0, "afterwards")
    clock.anchor(None)
    assert clock.now().session == after(30)
    clock.anchor(Moment(after(10), after(10), 0, 10, "rehearsal"), after(40))
    assert clock.now().session == after(40)
