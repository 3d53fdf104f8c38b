"""datapackage.json: the dataset described for machines, as a Frictionless Data Package v2.

https://datapackage.org/standard/data-package/ ; every file is a tabular resource with a Table
Schema.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from actionplans.export.flat import NO_EXTRA, flat_fields
from actionplans.export.names import NAME
from actionplans.export.schema import (
    ACTIONS,
    LEADS,
    MILESTONES,
    PLANS,
    REPAIRS,
    UNPLACED,
    Field,
    ListOf,
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
_TABLES = {table.name: table for table in (ACTIONS, PLANS, MILESTONES, LEADS, UNPLACED, REPAIRS)}


def _field(field: Field, suffix: str) -> dict[str, Any]:
    """The Table Schema of one column as a file with this suffix holds it."""
    described: dict[str, Any] = {
        "name": field.name,
        "type": _type(field, suffix),
        "description": field.description,
    }
    constraints: dict[str, Any] = {}
    if not field.nullable:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    if constraints:
        described["constraints"] = constraints
    return described


def _type(field: Field, suffix: str) -> str:
    if isinstance(field.type, str):
        return _TYPES[field.type]
    if suffix == ".parquet":
        return "any"  # readers hand on nested columns as arrays or maps of their own kind
    return "array" if isinstance(field.type, ListOf) else "object"


def table_schema(table: Table, suffix: str, extra: Mapping[str, str] = NO_EXTRA) -> dict[str, Any]:
    """The Table Schema of a table as a file with this suffix holds it."""
    more = extra if table is ACTIONS else NO_EXTRA
    fields = flat_fields(table, more) if suffix in (".csv", ".xlsx") else table.fields
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(field, suffix) for field in fields],
        "missingValues": [""],
    }
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


def _resource(path: Path, extra: Mapping[str, str]) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": f"{path.stem}-{path.suffix[1:]}",
        "path": path.name,
        "format": path.suffix[1:],
        "mediatype": _MEDIA[path.suffix],
        "hash": f"sha256:{_sha256(path)}",
    }
    if path.suffix != ".parquet":
        resource["encoding"] = "utf-8"
    table = _TABLES[path.stem]
    # An empty array has no table in it, says frictionless.
    empty = path.suffix == ".json" and path.stat().st_size == len("[]\n")
    resource |= {
        "title": table.title,
        "description": table.description,
        "type": "json" if empty else "table",
        "schema": table_schema(table, path.suffix, extra),
    }
    return resource


def data_package(files: Iterable[Path], extra: Mapping[str, str], version: str) -> dict[str, Any]:
    """The descriptor of the dataset's files; extra: the flat column of each extra heading."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": "Inspection action plans",
        "description": "Actions read from published inspection action plans "
        f"by actionplans {version}.",
        "version": version,
        "resources": [_resource(path, extra) for path in sorted(files) if path.stem in _TABLES],
    }


def package_text(package: Mapping[str, Any]) -> str:
    """The descriptor as JSON, one resource a line."""
    from msgspec import json

    facts = {key: value for key, value in package.items() if key != "resources"}
    head = json.format(json.encode(facts), indent=2).decode().removesuffix("\n}")
    resources = ",\n    ".join(
        json.format(json.encode(each), indent=0).decode() for each in package["resources"]
    )
    return f'{head},\n  "resources": [\n    {resources}\n  ]\n}}\n'
