"""Checks a dataset against the contract and reports every problem at once.

Types, nulls and allowed values come from export/schema.py; what spans fields, rows or files stands
in export/rules.py and export/rules_of_words.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from actionplans.export.flat import flat_fields
from actionplans.export.loading import Loaded, load_dataset
from actionplans.export.names import REPORT
from actionplans.export.rules import RULES, Dataset, Problem
from actionplans.export.rules_of_words import RULES as RULES_OF_WORDS
from actionplans.export.schema import TABLES, Field, ListOf, MapOf, Table

__all__ = ["Problem", "validate"]

_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "int32": (int,),
    "float64": (int, float),
    "bool": (bool,),
}


def validate(out: Path) -> tuple[Problem, ...]:
    """Every way in which the dataset in out breaks the contract; empty when it is sound.

    Raises OutputError when out holds no dataset at all.
    """
    loaded = load_dataset(out)
    problems = [Problem(*fault) for fault in loaded.faults]
    if not (out / REPORT).is_file():
        problems.append(Problem(REPORT, None, None, "is missing, and belongs to the dataset"))
    for table in TABLES:
        for file, records in loaded.tables.items():
            if Path(file).stem == table.name:
                problems += _check_table(file, _columns(file, table, loaded), records)
                problems += _check_key(file, table, records)
    # The rules rely on every value being of its type: rows that are not sound stay out of them.
    broken = {(problem.file, problem.row) for problem in problems}
    dataset = Dataset.of(loaded.tables, broken)
    for rule in (*RULES, *RULES_OF_WORDS):
        problems += rule(dataset)
    order = {file: place for place, file in enumerate(loaded.tables)}
    return tuple(sorted(problems, key=lambda each: (order.get(each.file, -1), each.row or 0)))


def _columns(file: str, table: Table, loaded: Loaded) -> tuple[Field, ...]:
    """The fields that a record of the file has; in CSV with the plans' own columns."""
    if not file.endswith(".csv"):
        return table.fields
    fields = flat_fields(table)
    known = {field.name for field in fields}
    own = (name for name in loaded.columns[file] if name.startswith("extra: "))
    return (
        *fields,
        *(Field(name, "string", "", nullable=True) for name in own if name not in known),
    )


def _check_table(file: str, fields: Sequence[Field], records: Sequence[Any]) -> Iterator[Problem]:
    expected = {field.name for field in fields}
    for row, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            yield Problem(file, row, None, "is not an object")
            continue
        for field in fields:
            if field.name not in record:
                yield Problem(file, row, field.name, "column is missing")
            elif reason := _fault(record[field.name], field):
                yield Problem(file, row, field.name, reason)
        for name in record:
            if name not in expected:
                yield Problem(file, row, name, "column is not in the contract")


def _check_key(file: str, table: Table, records: Sequence[Any]) -> Iterator[Problem]:
    """Every row that has the key of a row before it."""
    seen: Counter[tuple[str, ...]] = Counter()
    for row, record in enumerate(records, start=1):
        if table.key and isinstance(record, dict):
            key = tuple(str(record.get(name)) for name in table.key)
            seen[key] += 1
            if seen[key] > 1:
                said = f"{', '.join(key)} is there already"
                yield Problem(file, row, table.key[-1], said)


def _fault(value: Any, field: Field) -> str | None:
    """Why a value is not what its field says, or None."""
    if value is None:
        return None if field.nullable else "is null, and must not be"
    if isinstance(field.type, MapOf):
        pairs = value.items() if isinstance(value, dict) else [(0, 0)]
        whole = all(isinstance(k, str) and isinstance(v, str) for k, v in pairs)
        return None if whole else "is not a map of text to text"
    if isinstance(field.type, ListOf):
        return _list_fault(value, field.type)
    if field.type == "date":
        return None if _is_date(value) else f"{value!r} is not an ISO 8601 date"
    as_bool = isinstance(value, bool) and field.type != "bool"
    if as_bool or not isinstance(value, _KINDS[field.type]):
        return f"{value!r} is not of type {field.type}"
    if isinstance(value, int) and not -(2**31) <= value < 2**31:
        return f"{value!r} does not fit into 32 bits"
    if field.type == "string" and not value:
        return "is an empty string; unknown is null"
    if field.values and value not in field.values:
        return f"{value!r} is not one of {', '.join(field.values)}"
    return None


def _list_fault(value: Any, kind: ListOf) -> str | None:
    if not isinstance(value, list):
        return "is not a list"
    if not kind.fields:
        return None if all(isinstance(v, str) and v for v in value) else "holds more than text"
    for position, item in enumerate(value, start=1):
        if not isinstance(item, dict) or set(item) != {f.name for f in kind.fields}:
            return f"item {position} has not the fields of the contract"
        for field in kind.fields:
            reason = _fault(item[field.name], field)
            if reason:
                return f"item {position}: {field.name} {reason}"
    return None


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
