"""The schema as Arrow, and records as Arrow tables. Imported only where pyarrow is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from actionplans.export.records import Record
from actionplans.export.schema import Field, ListOf, MapOf, Table

_SCALARS = {
    "string": pa.string(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "date": pa.date32(),
    "bool": pa.bool_(),
}


def _type(field: Field) -> pa.DataType:
    if isinstance(field.type, MapOf):
        return pa.map_(pa.string(), pa.string())
    if isinstance(field.type, ListOf):
        if not field.type.fields:
            return pa.list_(pa.string())
        return pa.list_(pa.struct([_field(inner) for inner in field.type.fields]))
    return _SCALARS[field.type]


def _field(field: Field) -> pa.Field:
    return pa.field(
        field.name,
        _type(field),
        nullable=field.nullable,
        metadata={"description": field.description},
    )


def arrow_schema(table: Table) -> pa.Schema:
    """The table's Arrow schema, a description on every field."""
    return pa.schema(
        [_field(field) for field in table.fields], metadata={"description": table.description}
    )


def _value(value: Any, field: Field) -> Any:
    if value is None:
        return None
    if field.type == "date":
        return date.fromisoformat(value)
    if isinstance(field.type, MapOf):
        return list(value.items())
    if isinstance(field.type, ListOf) and (days := _dates_in(field.type)):
        return [{**item, **{f.name: _value(item[f.name], f) for f in days}} for item in value]
    return value


def _dates_in(kind: ListOf) -> list[Field]:
    return [field for field in kind.fields if field.type == "date"]


def arrow_table(table: Table, records: Iterable[Record]) -> pa.Table:
    """Records of one table as an Arrow table with its schema."""
    rows: Sequence[Record] = list(records)
    schema = arrow_schema(table)
    arrays = [
        pa.array([_value(row[field.name], field) for row in rows], type=schema.field(i).type)
        for i, field in enumerate(table.fields)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
