"""What a running timer takes of the processor and of memory while nobody touches a key. Linux."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.groups.keys import a_minute, allotted
from benchmarks.measuring import Group, Measure, Options, Run
from benchmarks.screens import Timed, reference
from benchmarks.sessions import leave_running

CLOCK = "Digits clock and ProgressBar at 1 Hz, ten widgets"
PROCESSOR = Measure("processor", "processor time with a running timer", CLOCK, 0.7)
MEMORY = Measure("memory", "memory at its peak, after some acts: gone on with", CLOCK, 1.6, "MiB")
MEMORY_NEW = Measure(
    "memory-new", "memory at its peak, after some acts: set up and begun", CLOCK, 1.6, "MiB"
)


def processor_time(pid: int) -> float:
    """Milliseconds that all threads of a process have had of the processor."""
    # The number of that clock is made of the process, as clock_getcpuclockid(3) does it.
    return time.clock_gettime((~pid << 3) | 2) * 1000


def peak_memory(pid: int) -> float:
    """The most MiB that a process has had in memory."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert found
    return int(found[1]) / 1024


def _processor(options: Options) -> Iterator[Run]:
    """Both run side by side, so that whatever else the machine does weighs on both."""
    home = options.folder / "processor"
    leave_running(home)
    with Timed("resume", home=home) as ours, reference("clock", home=home / "clock") as other:
        ours.wait_for(allotted)
        other.wait_for("A step of the session")
        while True:
            before = processor_time(ours.pid), processor_time(other.pid)
            until = time.monotonic() + options.seconds
            while time.monotonic() < until:
                ours.read_for(0.1)
                other.read_for(0.1)
            after = processor_time(ours.pid), processor_time(other.pid)
            yield {PROCESSOR.name: (after[0] - before[0], after[1] - before[1])}


def _memory(options: Options) -> Iterator[Run]:
    home = options.folder / "memory"
    leave_running(home)
    while True:
        with Timed("resume", home=home) as ours, reference("clock", home=home / "clock") as other:
            ours.wait_for(allotted)
            other.wait_for("A step of the session")
            yield {MEMORY.name: _after_some_acts(ours, other)}


def _memory_of_a_new_one(options: Options) -> Iterator[Run]:
    home = options.folder / "memory-new"
    while True:
        with (
            Timed("run", "ips-co-reflection", home=home) as ours,
            reference("clock", home=home / "clock") as other,
        ):
            ours.wait_for("Your name")
            ours.press("Fenna", "Fenna")
            ours.press("\x13", "BEFORE THE START")
            ours.press(".", allotted)
            other.wait_for("A step of the session")
            yield {MEMORY_NEW.name: _after_some_acts(ours, other)}


def _after_some_acts(ours: Timed, other: Timed) -> tuple[float, float]:
    for turn in range(4):
        a_minute(ours, turn)
    ours.press("a", "here of")
    ours.press("\x1b", allotted)
    ours.press("w", "or enter ")
    for terminal in (ours, other):
        terminal.read_for(1.1)
    return peak_memory(ours.pid), peak_memory(other.pid)


GROUPS = (
    Group((PROCESSOR,), _processor),
    Group((MEMORY,), _memory),
    Group((MEMORY_NEW,), _memory_of_a_new_one),
)
