"""The schema as JSON Schema (2020-12): what `actionplans schema` prints."""

from __future__ import annotations

from typing import Any

from actionplans.export.schema import ACTIONS, Field, ListOf, MapOf, Table

_SCALARS: dict[str, dict[str, Any]] = {
    "string": {"type": "string", "minLength": 1},
    "int32": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    "float64": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "bool": {"type": "boolean"},
}


def _of(field: Field) -> dict[str, Any]:
    if isinstance(field.type, MapOf):
        schema: dict[str, Any] = {"type": "object", "additionalProperties": {"type": "string"}}
    elif isinstance(field.type, ListOf):
        items = _object(field.type.fields) if field.type.fields else {"type": "string"}
        schema = {"type": "array", "items": items}
    else:
        schema = dict(_SCALARS[field.type])
    if field.values:
        schema["enum"] = [*field.values, None] if field.nullable else list(field.values)
    if field.nullable:
        schema["type"] = [schema["type"], "null"]
    schema["description"] = field.description
    return schema


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: _of(field) for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def json_schema(table: Table = ACTIONS) -> dict[str, Any]:
    """The JSON Schema of one record of the table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title,
        "description": table.description,
        **_object(table.fields),
    }
