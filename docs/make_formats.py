"""Writes formats/format.schema.json anew, what docs/formats.md lists (keys and placeholders), and
what the shipped formats are read as.

Run `python docs/make_formats.py` after a change of a format, of library/format_tables.py,
step_tables.py, core/formats.py or core/placeholders.py. A key is explained in the code alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coreflect_tui.core.placeholders import PLACEHOLDERS
from coreflect_tui.core.text import LINE_LIMIT
from coreflect_tui.library.format_tables import TABLES
from coreflect_tui.library.ready_formats import ready_file, ready_text
from coreflect_tui.library.schema import DURATION_REF, SCHEMA_FILE, format_schema, schema_text

DOCS = Path(__file__).parent
PAGE = DOCS / "formats.md"
SCHEMA = DOCS.parent / "formats" / SCHEMA_FILE
MARKS = {
    name: (f"<!-- {name}: made by docs/make_formats.py -->", f"<!-- {name} end -->")
    for name in ("keys", "placeholders")
}
Schema = dict[str, Any]


def with_lists(page: str) -> str:
    """The text of the page with the lists between their marks written anew."""
    for name, rows in (("keys", keys()), ("placeholders", placeholders())):
        begin, end = MARKS[name]
        before, _, rest = page.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"the page has no place for the {name}: {begin} … {end}")
        page = "\n".join((f"{before}{begin}", "", *rows, "", f"{end}{after}"))
    return page


def placeholders() -> Iterator[str]:
    """A row for each placeholder."""
    yield from ("| in the words | what stands there in a session |", "|---|---|")
    yield from (f"| `{{{name}}}` | {meaning} |" for name, meaning in PLACEHOLDERS.items())


def keys() -> Iterator[str]:
    """A row for each key of each table: its name, value, default, and what it is for."""
    schema = format_schema()
    for path, table in TABLES.items():
        if path:
            yield from ("", f"### {'.'.join(path)}", "")
        yield from ("| key | value | if not said | |", "|---|---|---|---|")
        of_table = schema if not path else schema["$defs"][table.__name__]
        needed = of_table.get("required", ())
        for key, said in of_table["properties"].items():
            name = ".".join((*path, key))
            unsaid = "needed" if key in needed else _default(said.get("default"))
            yield f"| `{name}` | {_value(said, schema)} | {unsaid} | {said['description']} |"


def _value(said: Schema, schema: Schema) -> str:
    """What stands after a key in TOML."""
    if said.get("type") == "object":
        return "table"
    if "anyOf" in said:
        return " or ".join(_value(one, schema) for one in said["anyOf"])
    if "$ref" in said:
        if said["$ref"] == DURATION_REF["$ref"]:
            return "duration"
        return _value(schema["$defs"][said["$ref"].rpartition("/")[2]], schema)
    if "enum" in said or "const" in said:
        return ", ".join(f'`"{one}"`' for one in said.get("enum", [said.get("const")]))
    kind = said["type"]
    if kind == "string":
        return _text(said)
    if kind == "integer":
        return f"{said['minimum']} to {said['maximum']}"
    if kind == "array":
        entry = _value(said["items"], schema)
        return "tables" if entry == "table" else f"list of {entry}"
    return "true or false"


def _text(said: Schema) -> str:
    if "pattern" in said:
        return "id"
    return "line" if said["maxLength"] == LINE_LIMIT else "words"


def _default(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    return f'`"{value}"`' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), "utf-8")
    for path in sorted(SCHEMA.parent.glob("*.toml")):
        ready_file(path).parent.mkdir(exist_ok=True)
        ready_file(path).write_text(ready_text(path), "utf-8")
    PAGE.write_text(with_lists(PAGE.read_text("utf-8")), "utf-8")
