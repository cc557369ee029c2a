"""Writes formats/format.schema.json anew, out of the tables that read a format's file.

Run `python docs/make_formats.py` after a change of library/format_tables.py or step_tables.py.
"""

from pathlib import Path

from coreflect_tui.library.schema import SCHEMA_FILE, schema_text

SCHEMA = Path(__file__).parents[1] / "formats" / SCHEMA_FILE


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), "utf-8")
