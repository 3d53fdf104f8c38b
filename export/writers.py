"""One writer a file: each takes plans one by one and holds no more than a few of them in memory."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from actionplans.export.flat import NO_EXTRA, flat_action, flat_fields, flat_plan, nested_records
from actionplans.export.records import (
    Record,
    action_records,
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


def plan_records(plan: Plan) -> Iterator[Record]:
    yield plan_record(plan)


def remembered(records: Records) -> Records:
    """The same records, made once for a plan that one writer after the other asks for."""
    last: tuple[Plan | None, Sequence[Record]] = (None, ())

    def of(plan: Plan) -> Sequence[Record]:
        nonlocal last
        if last[0] is not plan:
            last = (plan, tuple(records(plan)))
        return last[1]

    return of


def flat_records(extra: Mapping[str, str], actions: Records = action_records) -> Records:
    """What makes the flat rows of a plan, given the flat column of each extra heading."""
    return lambda plan: (flat_action(record, extra) for record in actions(plan))


def listed_records(column: str, actions: Records) -> Records:
    """What makes the rows of milestones.csv or leads.csv."""
    return lambda plan: (row for action in actions(plan) for row in nested_records(action, column))


def flat_plan_records(plan: Plan) -> Iterator[Record]:
    yield flat_plan(plan_record(plan))


@contextmanager
def json_writer(path: Path, records: Records) -> Iterator[Add]:
    """A JSON array, one object a line, with a space behind each comma and colon."""
    from msgspec import json

    with path.open("wb") as file:
        separator = b"[\n"

        def add(plan: Plan) -> None:
            nonlocal separator
            for record in records(plan):
                file.write(separator + json.format(json.encode(record), indent=0))
                separator = b",\n"

        yield add
        file.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


@contextmanager
def csv_writer(
    path: Path, records: Records, table: Table, extra: Mapping[str, str] = NO_EXTRA
) -> Iterator[Add]:
    """RFC 4180 in UTF-8: CRLF between rows, quotes only where needed, null as an empty field.

    A text that begins with = + - or @ stays as it is: readers get the same value from each format.
    Excel would take it for a formula, so actions.xlsx is the file for Excel.
    extra: the flat column of each extra heading.
    """
    fields = flat_fields(table, extra)
    names = [field.name for field in fields]
    flags = [place for place, field in enumerate(fields) if field.type == "bool"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)

        def add(plan: Plan) -> None:
            for record in records(plan):
                row = list(map(record.get, names))
                for place in flags:
                    row[place] = str(row[place]).lower()
                writer.writerow(row)

        yield add


@contextmanager
def parquet_writer(path: Path, records: Records, table: Table) -> Iterator[Add]:
    """Parquet with zstd, nested lists kept, a description on every field.

    Without dictionaries, as zstd finds what is repeated: files are smaller so, and written faster.
    """
    import pyarrow.parquet as pq

    from actionplans.export.arrow import arrow_schema, arrow_table

    waiting: list[Record] = []
    options = {"compression": "zstd", "use_dictionary": False}
    with pq.ParquetWriter(path, arrow_schema(table), **options) as writer:

        def add(plan: Plan) -> None:
            waiting.extend(records(plan))
            if len(waiting) >= ROW_GROUP:
                writer.write_table(arrow_table(table, waiting))
                waiting.clear()

        yield add
        if waiting:
            writer.write_table(arrow_table(table, waiting))


def writers_for(
    formats: Sequence[str], folder: Path, extra: Mapping[str, str]
) -> list[AbstractContextManager[Add]]:
    """The writers of Parquet, CSV and JSON that were asked for, and the lists always written.

    extra: the flat column of each extra heading.
    """
    actions = remembered(action_records)
    chosen: list[AbstractContextManager[Add]] = [
        json_writer(folder / "unplaced.json", unplaced_records),
        json_writer(folder / "repairs.json", repair_records),
    ]
    if "json" in formats:
        chosen.append(json_writer(folder / "actions.json", actions))
        chosen.append(json_writer(folder / "plans.json", plan_records))
    if "csv" in formats:
        flat: list[tuple[Table, Records, Mapping[str, str]]] = [
            (ACTIONS, flat_records(extra, actions), extra),
            (PLANS, flat_plan_records, NO_EXTRA),
            (MILESTONES, listed_records("milestones", actions), NO_EXTRA),
            (LEADS, listed_records("leads", actions), NO_EXTRA),
        ]
        for table, records, more in flat:
            chosen.append(csv_writer(folder / f"{table.name}.csv", records, table, more))
    if "parquet" in formats:
        chosen.append(parquet_writer(folder / "actions.parquet", actions, ACTIONS))
        chosen.append(parquet_writer(folder / "plans.parquet", plan_records, PLANS))
    return chosen
