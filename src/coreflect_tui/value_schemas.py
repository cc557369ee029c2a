"""What pydantic's core reads and writes frozen values by, out of their annotations.

The core does all that `TypeAdapter` does with them; the rest of pydantic only makes these schemas,
and loading it takes twice the memory and five times the time. Importing this loads the core.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from pydantic_core import SchemaSerializer, SchemaValidator, core_schema
from pydantic_core.core_schema import CoreSchema

_SIMPLE: Final[Mapping[Any, CoreSchema]] = {
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    bool: core_schema.bool_schema(),
    datetime: core_schema.datetime_schema(),
    date: core_schema.date_schema(),
}


def reader(kind: type[Any]) -> SchemaValidator:
    """Takes the JSON of a value of that kind and gives it, or raises ValueError."""
    return SchemaValidator(Schemas().of_class(kind))


def writer(kind: type[Any]) -> SchemaSerializer:
    """Gives the fields of a value of that kind as plain JSON values."""
    return SchemaSerializer(Schemas().of_class(kind))


class Schemas:
    """Made of annotations, each class once."""

    def __init__(self) -> None:
        self._made: dict[type, CoreSchema] = {}

    def of_class(self, kind: type[Any]) -> CoreSchema:
        """That of a frozen dataclass with slots; keys that it has not are let be."""
        if kind not in self._made:
            self._made[kind] = core_schema.dataclass_schema(
                kind,
                core_schema.dataclass_args_schema(kind.__name__, self.of_fields(kind)),
                [one.name for one in fields(kind)],
                slots=True,
            )
        return self._made[kind]

    def of_fields(self, kind: type[Any]) -> list[core_schema.DataclassField]:
        """Those of the fields of a dataclass. Raises TypeError for one of another kind."""
        hints, found = get_type_hints(kind), []
        for one in fields(kind):
            schema = self._of(hints[one.name])
            if one.default is not MISSING:
                schema = core_schema.with_default_schema(schema, default=one.default)
            found.append(core_schema.dataclass_field(one.name, schema))
        return found

    def _of(self, hint: Any) -> CoreSchema:
        if hint in _SIMPLE:
            return _SIMPLE[hint]
        if is_dataclass(hint) and isinstance(hint, type):
            return self.of_class(hint)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return core_schema.enum_schema(hint, list(hint), sub_type="str")
        inner = get_args(hint)
        if get_origin(hint) is tuple and inner[1:] == (...,):
            return core_schema.tuple_variable_schema(self._of(inner[0]))
        if get_origin(hint) is tuple:
            return core_schema.tuple_positional_schema([self._of(one) for one in inner])
        if get_origin(hint) is UnionType:
            some = [self._of(one) for one in inner if one is not NoneType]
            schema = some[0] if len(some) == 1 else core_schema.union_schema(list(some))
            return core_schema.nullable_schema(schema) if NoneType in inner else schema
        raise TypeError(f"frozen values hold nothing like {hint}")
