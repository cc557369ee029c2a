"""The JSON Schema of a format's file, made out of its tables, for editors that check TOML."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from coreflect_tui.disk import holds, replace_file
from coreflect_tui.library.format_tables import TABLES, FormatTable
from coreflect_tui.library.shapes import DURATION

if TYPE_CHECKING:
    from pydantic_core.core_schema import NullableSchema, WithDefaultSchema

SCHEMA_FILE = "format.schema.json"
"""What it is called beside the formats."""
DURATION_REF = {"$ref": "#/$defs/Duration"}
_HEAD = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A format of coreflect",
    "description": "One kind of session: its steps, and its rules.",
}
_DURATION = {
    "title": "a duration",
    "description": 'Text such as "1:30", "90s" or "2m"; a plain number in it is minutes.',
    "type": "string",
    "pattern": DURATION,
}


class _OfToml(GenerateJsonSchema):
    """TOML has no null: what may be missing is of its own kind, or not there."""

    def nullable_schema(self, schema: "NullableSchema") -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: "WithDefaultSchema") -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, "", []):
            made.pop("default", None)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """A key is called what it is called."""
        return False


def format_schema() -> dict[str, Any]:
    """The schema of a format's file. What only several keys together show, it does not say."""
    made = _with_duration(FormatTable.model_json_schema(schema_generator=_OfToml))
    del made["title"]
    called = {table.__name__: {"title": table.called} for table in TABLES.values()}
    kinds = {
        name: {key: value for key, value in one.items() if key != "title"} | called.get(name, {})
        for name, one in made.pop("$defs").items()
    }
    return {**_HEAD, "$defs": {"Duration": _DURATION, **kinds}, **made}


def schema_text() -> str:
    """The text of the schema's file."""
    return json.dumps(format_schema(), indent=2, ensure_ascii=False) + "\n"


def put_schema(folder: Path) -> None:
    """Keep the schema in `folder`, beside formats that name it. Raises OSError."""
    path, content = folder / SCHEMA_FILE, schema_text().encode()
    if not holds(path, content):
        replace_file(path, content)


def _with_duration(schema: Any) -> Any:
    """The long pattern of a duration once, and its name wherever it stood."""
    if isinstance(schema, list):
        return [_with_duration(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("pattern") == DURATION:
        said = {key: schema[key] for key in schema if key not in ("pattern", "type")}
        return DURATION_REF | said
    return {key: _with_duration(value) for key, value in schema.items()}
