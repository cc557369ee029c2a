"""What is left when the program itself is wrong: a sentence, and a report that quotes nobody.

Messages and values of exceptions may hold names and notes, so neither reaches the terminal or the
report: it has the kinds of the errors and the places in the code, and no more.
"""

import os
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from coreflect_tui import VERSION

NAME = "crash-report.txt"
STOPPED = "coreflect stopped because of an error in the program."
_DEEP = 200
"""Places that one error may name: enough for any but one that called itself without end."""


def write_report(folder: Path, error: BaseException) -> Path | None:
    """Write down where in the program it happened: in `folder`, or else in a new temporary file.
    Answers the file, for this user alone; None where the disk refuses both."""
    content = "\n".join((_where_it_runs(), *_lines(error))) + "\n"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / NAME
        return _written(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), path, content)
    with suppress(OSError):
        import tempfile

        return _written(*tempfile.mkstemp(suffix=f"-coreflect-{NAME}"), content)
    return None


def _written(handle: int, path: Path | str, content: str) -> Path:
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(content)
    return Path(path)


def report_words(report: Path | None) -> str:
    """Where the report is, for whoever may hand it on."""
    if report is None:
        return "No report could be written."
    return f"A report without anybody's words is in {report}"


def keep_quiet(folder: Callable[[], Path], err: Callable[[str], None]) -> None:
    """What Python prints of errors that nobody caught goes to a report in `folder`, for as long as
    this process lives; `err` says the sentence on one that ended the program.

    Warnings are for those who write programs, and quote values too; asked for, they come.
    """

    def ended(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        # Whoever pressed Ctrl+C knows.
        if not isinstance(error, KeyboardInterrupt):
            err(f"{STOPPED} {report_words(write_report(folder(), error))}")

    sys.excepthook = ended
    hear_aside(lambda error: write_report(folder(), error))
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def hear_aside(note: Callable[[BaseException], object]) -> None:
    """`note` hears of errors that end nothing: in a thread, or while something is thrown away. They
    are not printed any more."""

    def in_thread(about: threading.ExceptHookArgs) -> None:
        if about.exc_value and about.exc_type is not SystemExit:
            note(about.exc_value)

    def thrown_away(about: "sys.UnraisableHookArgs") -> None:
        # While Python itself ends there may be no file to open any more.
        with suppress(Exception):
            if about.exc_value:
                note(about.exc_value)

    threading.excepthook = in_thread
    sys.unraisablehook = thrown_away


def _where_it_runs() -> str:
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"coreflect-tui {VERSION}, Python {python}, {sys.platform}"


def _lines(error: BaseException) -> Iterator[str]:
    """The error and those that led to it, the last one first."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one and id(one) not in seen:
        seen.add(id(one))
        yield f"{type(one).__module__}.{type(one).__qualname__}"
        # What Python has for this reads lines of source, and the values in them.
        places: deque[str] = deque(maxlen=_DEEP)
        trace = one.__traceback__
        while trace:
            code = trace.tb_frame.f_code
            places.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}")
            trace = trace.tb_next
        yield from places
        one = one.__cause__ or one.__context__
