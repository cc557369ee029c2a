"""What files made to be slow cost the real program, each in a process of its own.

Run `python benchmarks/long/bombs.py [TARGET ...]` on Linux with the extra `test` installed. A row
for each bomb: the exit code, seconds of one processor and MB of memory above a file in order of its
kind, how much was said, and its first words. It ends with 1 where one took more than a second or
200 MB more, or ended in anything but sentences.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from bomb_program import MEGABYTES, SECONDS, Outcome, Program, prepare, put
from bombs import TARGETS, Target


def once(target: Target, content: bytes, folder: Path) -> Outcome:
    """One file, read by a program that was just started."""
    prepare(folder)
    put(folder, target.path, content)
    program = Program(folder)
    try:
        return program.run(target.arguments)
    finally:
        program.close()


def main(names: list[str]) -> int:
    """Print the table; 1 when a bomb went off."""
    wrong = 0
    for target in (one for one in TARGETS if not names or one.name in names):
        with tempfile.TemporaryDirectory() as folder:
            usual = once(target, target.usual.encode(), Path(folder))
        print(f"\n{target.name}: {usual.seconds:.2f} s, {usual.memory:.0f} MB for a file in order")
        for bomb in target.bombs:
            with tempfile.TemporaryDirectory() as folder:
                done = once(target, bomb.bytes(), Path(folder))
            seconds, memory = done.seconds - usual.seconds, done.memory - usual.memory
            said = (done.err or done.out).split("\n")[0]
            bad = seconds > SECONDS or memory > MEGABYTES or "Traceback" in done.err
            wrong += bad
            print(
                f"{'!' if bad else ' '} {bomb.name:36}{done.code:4}{seconds:8.2f} s{memory:7.0f} MB"
                f"{len(done.out) + len(done.err):9,}  {said[-90:]}",
                flush=True,
            )
    print(f"\n{wrong} took too much")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
