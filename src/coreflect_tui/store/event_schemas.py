"""What events are read and written by: their fields, and beside them the name of their kind."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from pydantic_core import SchemaValidator, core_schema
from pydantic_core.core_schema import CoreSchema

from coreflect_tui.core.events import Event
from coreflect_tui.value_schemas import Schemas

TYPE: Final = "type"
"""The key of a stored event that names its kind."""


def reader_of_events(kinds: Mapping[str, type[Event]]) -> SchemaValidator:
    """Takes the JSON of a list of events, each with its kind by its name in `kinds`, and nothing
    that a kind has not; gives a tuple of them, or raises ValueError."""
    schemas = Schemas()
    one = core_schema.tagged_union_schema(
        {name: _named(name, kind, schemas) for name, kind in kinds.items()}, TYPE
    )
    return SchemaValidator(core_schema.tuple_variable_schema(one))


def _named(name: str, kind: type[Event], schemas: Schemas) -> CoreSchema:
    tag = core_schema.literal_schema([name])
    named = core_schema.dataclass_field(TYPE, tag, init_only=True)
    return core_schema.dataclass_schema(
        kind,
        core_schema.dataclass_args_schema(
            name,
            [named, *schemas.of_fields(kind)],
            # Taken with the fields, and kept nowhere.
            collect_init_only=True,
            extra_behavior="forbid",
        ),
        [one.name for one in fields(kind)],
        slots=True,
    )
