"""Reads a dataset back from its files; what cannot be read is a fault, not an error."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from actionplans.errors import OutputError
from actionplans.export.flat import flat_fields
from actionplans.export.names import TABLES as TABLE_FILES
from actionplans.export.names import files_for
from actionplans.export.records import Record
from actionplans.export.schema import TABLES, Field

Fault = tuple[str, int | None, str | None, str]

_BY_NAME = {table.name: table for table in TABLES}


@dataclass(slots=True)
class Loaded:
    """A dataset in memory: the records of each file, and what was wrong while reading them.

    The records of CSV are typed as far as they can be; a text that is not of its column's type
    stays a text. columns: the flat columns that the data package says a file has.
    """

    tables: dict[str, list[Any]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def load_dataset(out: Path) -> Loaded:
    """Every file that out's datapackage.json names. Raises OutputError if there is no dataset."""
    package = out / "datapackage.json"
    try:
        there = package.is_file()
    except OSError as error:
        step = "Ask for the right to read it."
        raise OutputError(str(out), f"cannot be read ({error.strerror}).", step) from error
    if not there:
        raise OutputError(
            str(out),
            "there is no dataset in this folder (no datapackage.json).",
            "Name the folder that `actionplans convert` wrote to.",
        )
    loaded = Loaded()
    resources = _resources(package, loaded)
    for name, resource in resources.items():
        _load(out / name, resource, loaded)
    if resources:
        loaded.faults += _unnamed(out, set(resources))
    return loaded


def _resources(package: Path, loaded: Loaded) -> dict[str, Mapping[str, Any]]:
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
        named = {str(resource["path"]): resource for resource in resources}
    except (ValueError, KeyError, TypeError, OSError) as error:
        loaded.faults.append((package.name, None, None, f"cannot be read ({error!r})"))
        return {}
    strange = [name for name in named if Path(name).stem not in _BY_NAME or Path(name).name != name]
    for name in strange:
        loaded.faults.append((package.name, None, "resources", f"{name!r} is no file of a dataset"))
    return {name: named[name] for name in named if name not in strange}


def _unnamed(out: Path, named: set[str]) -> Iterator[Fault]:
    """The files that should be there, as others of their format are, or that nothing names."""
    formats = {Path(name).suffix[1:] for name in named if Path(name).stem == "actions"}
    wanted = files_for(formats) & TABLE_FILES
    if not formats:
        yield "datapackage.json", None, "resources", "no file of actions is named"
    for name in sorted(wanted - named):
        yield name, None, None, "is not named in the data package, and belongs to the dataset"
    for name in sorted(TABLE_FILES - named - wanted):
        if (out / name).exists():
            yield name, None, None, "is not named in the data package"


def _load(path: Path, resource: Mapping[str, Any], loaded: Loaded) -> None:
    """Read one file; whatever is wrong with it as a whole becomes a fault."""
    if not path.is_file():
        loaded.faults.append((path.name, None, None, "is named in the data package and missing"))
        return
    try:
        if resource.get("hash") != f"sha256:{_sha256(path)}":
            said = "was changed after the data package was written: the hash differs"
            loaded.faults.append((path.name, None, None, said))
        fields = resource["schema"]["fields"]
        loaded.columns[path.name] = tuple(str(field["name"]) for field in fields)
        reader = _READERS.get(path.suffix)
        if reader:
            loaded.tables[path.name] = reader(path)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes a reader raise
        loaded.faults.append((path.name, None, None, f"cannot be read ({error!r})"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_json(path: Path) -> list[Any]:
    records = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(records, list):
        raise ValueError("not an array")
    return records


def _read_csv(path: Path) -> list[Any]:
    fields = {field.name: field for field in flat_fields(_BY_NAME[path.stem])}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True, restkey="(beyond the columns)")
        return [
            {name: _typed(cell, fields.get(name)) for name, cell in row.items()} for row in rows
        ]


def _typed(cell: Any, field: Field | None) -> Any:
    """The cell as the field has it, or as it stands where it is no such value."""
    if not isinstance(cell, str) or not cell:
        return cell or None
    kind = field.type if field else "string"
    if kind == "int32" and re.fullmatch(r"-?\d+", cell):
        return int(cell)
    if kind == "bool" and cell in ("true", "false"):
        return cell == "true"
    return cell


def _read_parquet(path: Path) -> list[Any]:
    import pyarrow.parquet as pq

    rows: list[Record] = pq.read_table(path).to_pylist(maps_as_pydicts="strict")
    return [_with_text_dates(row) for row in rows]


def _with_text_dates(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _with_text_dates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(inner) for inner in value]
    return value


_READERS: dict[str, Callable[[Path], list[Any]]] = {
    ".json": _read_json,
    ".csv": _read_csv,
    ".parquet": _read_parquet,
}
