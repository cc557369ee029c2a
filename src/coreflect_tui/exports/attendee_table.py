"""The attendee list as a Markdown table for pasting; its columns stand in line as plain text."""

import re
from datetime import datetime

from coreflect_tui.core.state import SessionState
from coreflect_tui.exports.attendee_list import attendee_list, guarded
from coreflect_tui.exports.markdown_words import columns_of, literal, padded

# Nothing in it that Markdown would take for markup: it stays an address that can be copied.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9]+([.+-][A-Za-z0-9]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# A row of dashes needs three of them for some readers.
_LEAST = 3


def attendee_table(state: SessionState, now: datetime | None = None) -> str:
    """The same columns and rows as the CSV, with LF line ends. An open session is read as of
    `now`, else of its last fact."""
    header, *rows = ([_cell(text) for text in row] for row in attendee_list(state, now))
    widths = [max(_LEAST, *map(columns_of, column)) for column in zip(header, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    return "".join(_row(cells, widths) for cells in (header, rule, *rows))


def _cell(text: str) -> str:
    """What may be pasted on into a spreadsheet is guarded as the CSV is."""
    return text if _PLAIN_ADDRESS.fullmatch(text) else literal(guarded(text))


def _row(cells: list[str], widths: list[int]) -> str:
    return f"| {' | '.join(map(padded, cells, widths))} |\n"
