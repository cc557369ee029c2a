"""coreflect: the command line. Each command's module is loaded only when it is asked for."""

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from coreflect_tui import VERSION
from coreflect_tui.cli.printed import printed
from coreflect_tui.crash import STOPPED, keep_quiet, report_words, write_report

COMMANDS = {
    "run": "set up a session of a format",
    "resume": "go on with a session",
    "display": "a window for the group to see, to share in a call",
    "rehearse": "learn the program with simulated people",
    "plan": "the agenda of a format, with times and what does not fit",
    "attendance": "when people came and went, out of a report of the call",
    "formats": "list, show and check formats",
    "quotes": "quotes to open or close with: list, pick one, add your own",
    "groups": "people who meet again, and how often each came",
    "sessions": "list, show, export and forget sessions",
    "settings": "where your settings are, and what is set",
    "doctor": "look whether all is well, and mend what is not",
}
REFUSED = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a pipe or a disk says that takes no more of what is printed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names; the exit code: 0, 1 for a failure, 2 for usage. Without
    `argv` this process is the program, and nothing that Python prints by itself reaches anybody."""
    if argv is None:
        keep_quiet(_reports, _say)
    args = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        # Where a terminal knows few letters, a "?" in a name is better than no answer.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run(args, printed(sys.stdout), printed(sys.stderr))
        # Not left to the end of Python, which has its own words for what goes wrong with it.
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _failed(error)
    return code


def _failed(error: Exception) -> int:
    """A sentence on what went wrong, where anybody reads it; 1."""
    if isinstance(error, OSError) and error.errno in REFUSED:
        _give_up(sys.stdout)
        # Whoever read our output has seen enough, as `head` does.
        if error.errno != errno.EPIPE:
            _say(f"Not all of it could be written: {error.strerror}.")
    else:
        report = write_report(_reports(), error)
        _say(f"{STOPPED} Nothing that was saved is lost. {report_words(report)}")
    return 1


def _give_up(stream: TextIO | None) -> None:
    """Nothing more is written to `stream`, by the end of Python either."""
    if stream:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _reports() -> Path:
    """The folder for reports of what is wrong with the program."""
    from coreflect_tui.locations import locations

    return locations().data


def _say(sentence: str) -> None:
    """A sentence on standard error; where nobody listens, that is no failure of its own."""
    try:
        print(sentence, file=printed(sys.stderr), flush=True)
    except OSError:
        _give_up(sys.stderr)


def _run(args: list[str], out: TextIO, err: TextIO) -> int:
    if args in (["--version"], ["-V"]):
        print(f"coreflect {VERSION}", file=out)
        return 0
    if not args:
        return _home(err)
    from coreflect_tui.cli.parsing import parsed

    asked, module = parsed(args, COMMANDS)
    if isinstance(asked, int):
        return asked
    if module is None:
        return _home(err)
    return int(module.run(asked, out, err))


def _home(err: TextIO) -> int:
    from coreflect_tui.cli.screens import on_screen
    from coreflect_tui.locations import locations

    return on_screen(lambda start: start.home(locations()), err)


if __name__ == "__main__":
    sys.exit(main())
