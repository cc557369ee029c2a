"""Imports the modules that are named in a file, and commits as often as it is told to.

Run it with the file of names (one a line), the path of a database, how many commits and the bytes
of each.
"""

import contextlib
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.references.counter import keep, opened


def main() -> None:
    """Nothing but what nobody could leave out who does the same."""
    names, path, commits, size = sys.argv[1:]
    for name in Path(names).read_text("utf-8").split():
        with contextlib.suppress(ImportError):
            import_module(name)
    conn = opened(path)
    for _ in range(int(commits)):
        keep(conn, b"." * int(size))


if __name__ == "__main__":
    main()
