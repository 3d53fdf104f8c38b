"""One writer a file: each takes plans one by one and holds no more than a few of them in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from actionplans.export.records import (
    FLAT_COLUMNS,
    Record,
    action_record,
    extra_column,
    flat_record,
    nested_records,
    plan_record,
    repair_records,
    unplaced_records,
)
from actionplans.export.schema import ACTIONS, LEADS, MILESTONES, PLANS, Table
from actionplans.normalise.plan import Plan

Records = Callable[[Plan], Iterable[Record]]
Add = Callable[[Plan], None]

# Rows held before a Parquet row group is written: large enough to compress, small in memory.
ROW_GROUP = 10_000


def action_records(plan: Plan) -> Iterator[Record]:
    return map(action_record, plan.actions)


def plan_records(plan: Plan) -> Iterator[Record]:
    yield plan_record(plan)


def flat_records(plan: Plan) -> Iterator[Record]:
    return map(flat_record, action_records(plan))


def milestone_records(plan: Plan) -> Iterator[Record]:
    for record in action_records(plan):
        yield from nested_records(record, "milestones")


def lead_records(plan: Plan) -> Iterator[Record]:
    for record in action_records(plan):
        yield from nested_records(record, "leads")


def flat_plan_records(plan: Plan) -> Iterator[Record]:
    record = plan_record(plan)
    yield {**record, "flags": "; ".join(record["flags"]) or None}


def flat_columns(extra_headings: Sequence[str]) -> tuple[str, ...]:
    """The columns of actions.csv and actions.xlsx: the contract's, then one an extra heading."""
    return (*FLAT_COLUMNS, *map(extra_column, extra_headings))


@contextmanager
def json_writer(path: Path, records: Records) -> Iterator[Add]:
    """A JSON array, one object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        separator = "[\n"

        def add(plan: Plan) -> None:
            nonlocal separator
            for record in records(plan):
                file.write(separator + json.dumps(record, ensure_ascii=False))
                separator = ",\n"

        yield add
        file.write("[]\n" if separator == "[\n" else "\n]\n")


def _csv_value(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


@contextmanager
def csv_writer(path: Path, records: Records, columns: Sequence[str]) -> Iterator[Add]:
    """RFC 4180 in UTF-8: CRLF between rows, quotes only where needed, null as an empty field."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)

        def add(plan: Plan) -> None:
            for record in records(plan):
                writer.writerow([_csv_value(record.get(column)) for column in columns])

        yield add


@contextmanager
def parquet_writer(path: Path, records: Records, table: Table) -> Iterator[Add]:
    """Parquet with zstd, nested lists kept, a description on every field."""
    import pyarrow.parquet as pq

    from actionplans.export.arrow import arrow_schema, arrow_table

    waiting: list[Record] = []
    with pq.ParquetWriter(path, arrow_schema(table), compression="zstd") as writer:

        def add(plan: Plan) -> None:
            waiting.extend(records(plan))
            if len(waiting) >= ROW_GROUP:
                writer.write_table(arrow_table(table, waiting))
                waiting.clear()

        yield add
        if waiting:
            writer.write_table(arrow_table(table, waiting))


def names(table: Table) -> tuple[str, ...]:
    return tuple(field.name for field in table.fields)


def writers_for(
    formats: Sequence[str], folder: Path, extra_headings: Sequence[str]
) -> list[AbstractContextManager[Add]]:
    """Every writer that the chosen formats ask for, plus the lists that are always written."""
    chosen: list[AbstractContextManager[Add]] = [
        json_writer(folder / "unplaced.json", unplaced_records),
        json_writer(folder / "repairs.json", repair_records),
    ]
    if "json" in formats:
        chosen.append(json_writer(folder / "actions.json", action_records))
        chosen.append(json_writer(folder / "plans.json", plan_records))
    if "csv" in formats:
        chosen.append(
            csv_writer(folder / "actions.csv", flat_records, flat_columns(extra_headings))
        )
        chosen.append(csv_writer(folder / "plans.csv", flat_plan_records, names(PLANS)))
        chosen.append(csv_writer(folder / "milestones.csv", milestone_records, names(MILESTONES)))
        chosen.append(csv_writer(folder / "leads.csv", lead_records, names(LEADS)))
    if "parquet" in formats:
        chosen.append(parquet_writer(folder / "actions.parquet", action_records, ACTIONS))
        chosen.append(parquet_writer(folder / "plans.parquet", plan_records, PLANS))
    return chosen
