"""Programs in real terminals, with the time at which something stood on the screen.

A moment is when the bytes that made it so were read; what drawing them here takes is left out.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from terminal import GUARD, PROGRAM, Shows, Terminal, shown_in

__all__ = ["GUARD", "PROGRAM", "Timed", "reference"]

STILL = 0.25
"""Seconds without a byte after which what came is looked at."""
AT_REST = 0.03
"""Seconds that a program rests before a key: Textual draws every sixtieth of one at most."""


class Timed(Terminal):
    """Knows when its program began: when the process that becomes it is about to."""

    def __init__(
        self, *arguments: str, home: Path, program: Path = PROGRAM, large: bool = False
    ) -> None:
        """With `large` the terminal has 120 columns and 40 rows, otherwise 80 and 24."""
        home.mkdir(parents=True, exist_ok=True)
        self._clock = home / "began"
        stamps = f"import time; open({str(self._clock)!r}, 'w').write(str(time.monotonic()))"
        columns, rows = (120, 40) if large else (80, 24)
        super().__init__(
            *arguments, home=home, program=program, columns=columns, rows=rows, first=stamps
        )

    def times_until(self, *all_shown: Shows, seconds: float = 60) -> list[float]:
        """Milliseconds from the beginning until each of these was first on the screen. Raises
        AssertionError."""
        found: dict[int, float] = {}
        until = time.monotonic() + seconds
        while len(found) < len(all_shown):
            if time.monotonic() > until:
                missing = [shows for n, shows in enumerate(all_shown) if n not in found]
                raise AssertionError(f"{missing} did not come.\n{self.screen()}")
            self._read_until_still()
            for came, screen in self.frames():
                for number, shows in enumerate(all_shown):
                    if number not in found and shown_in(screen, shows):
                        found[number] = came
        began = float(self._clock.read_text())
        return [(found[number] - began) * 1000 for number in range(len(all_shown))]

    def _read_until_still(self) -> None:
        """Reading alone, so that nothing waits to be read while it is drawn here."""
        read = -1
        while read < len(self.raw):
            read = len(self.raw)
            self.read_for(STILL)

    def time_of(self, key: str, shows: Shows) -> float:
        """Milliseconds from a key to the screen that shows what follows from it. Both programs are
        at rest before, as between the keys of a person: sooner than a sixtieth of a second after
        the last frame Textual holds the next one back, and whoever is quicker waits longer."""
        self.read_for(AT_REST)
        began = time.monotonic()
        self.press(key, shows)
        return (self.came - began) * 1000


def reference(name: str, *arguments: str, home: Path, large: bool = False) -> Timed:
    """A small program of benchmarks/references in a terminal of its own."""
    script = Path(__file__).parent / "references" / f"{name}.py"
    program = Path(sys.executable)
    return Timed(str(script), *arguments, home=home, program=program, large=large)
