"""The schema as Arrow, and records as Arrow tables. Imported only where pyarrow is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
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


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The table's Arrow schema, a description on every field."""
    return pa.schema(
        [_field(field) for field in table.fields], metadata={"description": table.description}
    )


def _values(values: list[Any], field: Field) -> list[Any]:
    """The values of a column of records as pyarrow takes them."""
    if field.type == "date":
        return [None if value is None else date.fromisoformat(value) for value in values]
    if isinstance(field.type, MapOf):
        return [list(value.items()) for value in values]
    if isinstance(field.type, ListOf) and (days := _dates_in(field.type)):
        return [[_with_dates(item, days) for item in items] for items in values]
    return values


def _dates_in(kind: ListOf) -> list[str]:
    return [field.name for field in kind.fields if field.type == "date"]


def _with_dates(item: Record, days: Iterable[str]) -> Record:
    return {**item, **{day: item[day] and date.fromisoformat(item[day]) for day in days}}


def arrow_table(table: Table, records: Iterable[Record]) -> pa.Table:
    """Records of one table as an Arrow table with its schema."""
    rows: Sequence[Record] = list(records)
    schema = arrow_schema(table)
    arrays = [
        pa.array(_values([row[field.name] for row in rows], field), type=kind)
        for field, kind in zip(table.fields, schema.types, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
