"""Windows that hand a session about, over many seeds: nothing that was said to be saved is lost.

python benchmarks/long/handing_about.py 200
"""

import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from coreflect_tui.locations import locations
from handing import Story
from stage import a_workplace, begin

ROUNDS = 60


def handed_about(seed: int) -> Counter[str]:
    """One session in a folder of its own; what happened, counted. Raises AssertionError."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COREFLECT_HOME"] = home
        workplace = a_workplace()
        session = begin(workplace).state.id
        workplace.close()
        story = Story(session, locations().data, random.Random(seed))
        with story.told(windows=3):
            for _ in range(ROUNDS):
                story.round()
            story.check()
        return Counter(story.counts)


def main() -> None:
    seeds = int(sys.argv[1]) if sys.argv[1:] else 100
    total: Counter[str] = Counter()
    for seed in range(seeds):
        try:
            total += handed_about(seed)
        except AssertionError:
            print(f"seed {seed}")
            raise
    told = ", ".join(f"{count} {what}" for what, count in total.items())
    print(f"{seeds} sessions in 3 windows each: {told}; nothing lost")


if __name__ == "__main__":
    main()
