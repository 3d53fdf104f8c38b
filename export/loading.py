"""Reads a dataset back from its files, as records; what cannot be read is a fault, not an error."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from actionplans.errors import OutputError
from actionplans.export.records import Record

Fault = tuple[str, int | None, str | None, str]


@dataclass(slots=True)
class Loaded:
    """A dataset in memory: records by file name, and what was wrong while reading them."""

    actions: dict[str, list[Record]] = field(default_factory=dict)
    plans: dict[str, list[Record]] = field(default_factory=dict)
    flat: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    repairs: list[Record] = field(default_factory=list)
    unplaced: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def load_dataset(out: Path) -> Loaded:
    """Every file that out's datapackage.json names. Raises OutputError if there is no dataset."""
    package = out / "datapackage.json"
    if not package.is_file():
        raise OutputError(
            str(out),
            "there is no dataset in this folder (no datapackage.json).",
            "Name the folder that `actionplans convert` wrote to.",
        )
    loaded = Loaded()
    for resource in _resources(package, loaded):
        path = out / resource["path"]
        if not path.is_file():
            loaded.faults.append(
                (path.name, None, None, "is named in the data package and missing")
            )
            continue
        if resource.get("hash") != f"sha256:{_sha256(path)}":
            loaded.faults.append(
                (path.name, None, None, "was changed after the data package was written")
            )
        _load(path, loaded)
    for name in ("repairs.json", "unplaced.json"):
        if not (out / name).is_file():
            loaded.faults.append((name, None, None, "is missing"))
    return loaded


def _resources(package: Path, loaded: Loaded) -> list[dict[str, Any]]:
    try:
        resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
        return [r for r in resources if Path(r["path"]).name == r["path"]]
    except (ValueError, KeyError, TypeError, OSError) as error:
        loaded.faults.append((package.name, None, None, f"cannot be read ({error})"))
        return []


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _load(path: Path, loaded: Loaded) -> None:
    reader = _READERS.get(path.suffix)
    if reader is None:
        return
    try:
        records = reader(path)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes a reader raise
        loaded.faults.append((path.name, None, None, f"cannot be read ({error})"))
        return
    if path.suffix == ".csv":
        loaded.flat[path.name] = records
    elif path.stem == "actions":
        loaded.actions[path.name] = records
    elif path.stem == "plans":
        loaded.plans[path.name] = records
    elif path.stem == "repairs":
        loaded.repairs = records
    elif path.stem == "unplaced":
        loaded.unplaced = records


def _read_json(path: Path) -> list[Any]:
    records = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(records, list):
        raise ValueError("not an array")
    return records


def _read_csv(path: Path) -> list[Any]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True, restkey="(beyond the columns)", restval=""))


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
