"""datapackage.json: the dataset described for machines, as a Frictionless Data Package v2.

https://datapackage.org/standard/data-package/ ; CSV, JSON and XLSX files are tabular resources with
a Table Schema, Parquet files too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from actionplans.export.records import FLAT_COLUMNS, extra_column
from actionplans.export.schema import (
    ACTIONS,
    LEADS,
    MILESTONES,
    PLANS,
    REPAIRS,
    UNPLACED,
    Field,
    ListOf,
    MapOf,
    Table,
)

_TYPES = {
    "string": "string",
    "int32": "integer",
    "float64": "number",
    "date": "date",
    "bool": "boolean",
}
_MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FLAT_DESCRIPTIONS = {
    "lead_names": "The leads' names, joined with “; ”.",
    "lead_roles": "The leads' roles, joined with “; ”.",
    "lead_organisations": "The leads' organisations, joined with “; ”.",
}
_TABLES = {table.name: table for table in (ACTIONS, PLANS, MILESTONES, LEADS, UNPLACED, REPAIRS)}


def _field(field: Field, *, flat: bool) -> dict[str, Any]:
    if isinstance(field.type, ListOf):
        kind = "string" if flat else "array"
    elif isinstance(field.type, MapOf):
        kind = "object"
    else:
        kind = _TYPES[field.type]
    described: dict[str, Any] = {
        "name": field.name,
        "type": kind,
        "description": field.description,
    }
    constraints: dict[str, Any] = {}
    if not field.nullable and not (flat and isinstance(field.type, ListOf)):
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    if constraints:
        described["constraints"] = constraints
    return described


def _flat_action_fields(headings: Iterable[str]) -> list[dict[str, Any]]:
    by_name = {field.name: field for field in ACTIONS.fields}
    fields = [
        _field(by_name[column], flat=True)
        if column in by_name
        else {"name": column, "type": "string", "description": _FLAT_DESCRIPTIONS[column]}
        for column in FLAT_COLUMNS
    ]
    fields += [
        {
            "name": extra_column(heading),
            "type": "string",
            "description": f"The plan's own column “{heading}”.",
        }
        for heading in headings
    ]
    return fields


def table_schema(table: Table, suffix: str, headings: Iterable[str] = ()) -> dict[str, Any]:
    """The Table Schema of a table as a file with this suffix holds it."""
    flat = suffix in (".csv", ".xlsx")
    if table is ACTIONS and flat:
        fields = _flat_action_fields(headings)
    else:
        fields = [_field(field, flat=flat) for field in table.fields]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table in (MILESTONES, LEADS):
        schema["foreignKeys"] = [
            {
                "fields": ["action_id"],
                "reference": {"resource": f"actions-{suffix[1:]}", "fields": ["action_id"]},
            }
        ]
    return schema


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _resource(path: Path, headings: tuple[str, ...]) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": f"{path.stem}-{path.suffix[1:]}",
        "path": path.name,
        "format": path.suffix[1:],
        "mediatype": _MEDIA[path.suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
    }
    if path.suffix != ".parquet":
        resource["encoding"] = "utf-8"
    table = _TABLES[path.stem]
    resource |= {
        "title": table.title,
        "description": table.description,
        "type": "table",
        "schema": table_schema(table, path.suffix, headings),
    }
    return resource


def data_package(files: Iterable[Path], headings: tuple[str, ...], version: str) -> dict[str, Any]:
    """The descriptor of the dataset's files; headings are those of the extra columns."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "action-plans",
        "title": "Inspection action plans",
        "description": "Actions read from published inspection action plans by actionplans "
        f"{version}.",
        "version": version,
        "resources": [_resource(path, headings) for path in sorted(files)],
    }
