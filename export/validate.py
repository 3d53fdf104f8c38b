"""Checks a dataset against the contract and reports every problem at once.

Types, nulls and allowed values come from export/schema.py; what spans fields, rows or files is
written here, one small function a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from actionplans.export.flat import extra_columns, flat_action, nested_records
from actionplans.export.loading import Loaded, load_dataset
from actionplans.export.records import Record
from actionplans.export.schema import ACTIONS, PLANS, REPAIRS, UNPLACED, Field, ListOf, MapOf, Table


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: file, row (from 1, None for the whole file), field, reason."""

    file: str
    row: int | None
    field: str | None
    reason: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.field is not None:
            place.append(self.field)
        return f"{', '.join(place)}: {self.reason}"


def validate(out: Path) -> tuple[Problem, ...]:
    """Every way in which the dataset in out breaks the contract; empty when it is sound.

    Raises OutputError when out holds no dataset at all.
    """
    loaded = load_dataset(out)
    problems = [Problem(*fault) for fault in loaded.faults]
    for file, table, records in (
        *((file, ACTIONS, records) for file, records in loaded.actions.items()),
        *((file, PLANS, records) for file, records in loaded.plans.items()),
        ("repairs.json", REPAIRS, loaded.repairs),
        ("unplaced.json", UNPLACED, loaded.unplaced),
    ):
        problems += _check_table(file, table, records)
    if not problems:  # what follows relies on every value being of its type
        for rule in RULES:
            problems += rule(loaded)
    return tuple(problems)


def _check_table(file: str, table: Table, records: Sequence[Record]) -> Iterator[Problem]:
    expected = [field.name for field in table.fields]
    for row, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            yield Problem(file, row, None, "is not an object")
            continue
        for name in expected:
            if name not in record:
                yield Problem(file, row, name, "column is missing")
        for name in record:
            if name not in expected:
                yield Problem(file, row, name, "column is not in the contract")
        for field in table.fields:
            if field.name in record:
                reason = _fault(record[field.name], field)
                if reason:
                    yield Problem(file, row, field.name, reason)
    if table.key:
        counted = Counter(tuple(str(r.get(k)) for k in table.key) for r in records)
        for key, count in counted.items():
            if count > 1:
                yield Problem(file, None, ", ".join(table.key), f"{key[0]!r} stands {count} times")


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
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "int32": (int,),
        "float64": (int, float),
        "bool": (bool,),
    }
    if not isinstance(value, kinds[field.type]) or (
        isinstance(value, bool) and field.type != "bool"
    ):
        return f"{value!r} is not of type {field.type}"
    if field.type == "string" and not value:
        return "is an empty string; unknown is null"
    if field.values and value not in field.values:
        return f"{value!r} is not one of {', '.join(field.values)}"
    return None


def _list_fault(value: Any, kind: ListOf) -> str | None:
    if not isinstance(value, list):
        return "is not a list"
    if not kind.fields:
        return None if all(isinstance(v, str) for v in value) else "holds more than text"
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


Rule = Callable[[Loaded], Iterator[Problem]]


def _each_action(loaded: Loaded) -> Iterator[tuple[str, int, Record]]:
    for file, records in loaded.actions.items():
        for row, record in enumerate(records, start=1):
            yield file, row, record


def _periods_run_forward(loaded: Loaded) -> Iterator[Problem]:
    for file, row, action in _each_action(loaded):
        if action["due_start"] and action["due_end"] and action["due_start"] > action["due_end"]:
            yield Problem(file, row, "due_start", "lies after due_end")
        for milestone in action["milestones"]:
            if milestone["start"] and milestone["end"] and milestone["start"] > milestone["end"]:
                yield Problem(
                    file, row, "milestones", f"{milestone['text']!r} ends before it starts"
                )


def _deadline_is_the_latest_end(loaded: Loaded) -> Iterator[Problem]:
    for file, row, action in _each_action(loaded):
        ends = [m["end"] for m in action["milestones"] if m["kind"] in ("due", "complete")]
        latest = max(filter(None, ends), default=None)
        if action["deadline"] != latest and "corrected" not in action["flags"]:
            yield Problem(
                file, row, "deadline", f"is {action['deadline']}, the milestones say {latest}"
            )


def _ids_belong_together(loaded: Loaded) -> Iterator[Problem]:
    for file, row, action in _each_action(loaded):
        if not action["action_id"].startswith(action["plan_id"] + "/"):
            yield Problem(file, row, "action_id", "does not begin with its plan_id and a slash")
    for file, plans in loaded.plans.items():
        ids = {plan["plan_id"] for plan in plans}
        for actions_file, row, action in _each_action(loaded):
            if action["plan_id"] not in ids:
                yield Problem(actions_file, row, "plan_id", f"is not in {file}")


def _sequences_count_up(loaded: Loaded) -> Iterator[Problem]:
    for file, records in loaded.actions.items():
        last: dict[str, int] = {}
        for row, action in enumerate(records, start=1):
            expected = last.get(action["plan_id"], 0) + 1
            if action["sequence"] != expected:
                yield Problem(file, row, "sequence", f"is {action['sequence']}, not {expected}")
            last[action["plan_id"]] = action["sequence"]


def _pages_exist(loaded: Loaded) -> Iterator[Problem]:
    pages = {plan["plan_id"]: plan["pages"] for plans in loaded.plans.values() for plan in plans}
    for file, row, action in _each_action(loaded):
        last = pages.get(action["plan_id"], action["page_last"])
        if not 1 <= action["page_first"] <= action["page_last"] <= last:
            yield Problem(
                file,
                row,
                "page_first",
                f"pages {action['page_first']} to {action['page_last']} of {last} cannot be",
            )
        for box in action["provenance"]:
            if not 1 <= box["page"] <= last:
                yield Problem(file, row, "provenance", f"page {box['page']} of {last} cannot be")
            if box["x0"] > box["x1"] or box["top"] > box["bottom"]:
                yield Problem(file, row, "provenance", f"the box of {box['field']} is inside out")


def _every_word_is_counted_once(loaded: Loaded) -> Iterator[Problem]:
    lost = Counter(word["plan_id"] for word in loaded.unplaced)
    actions = next(iter(loaded.actions.values()), [])
    held = Counter(action["plan_id"] for action in actions)
    for file, plans in loaded.plans.items():
        for row, plan in enumerate(plans, start=1):
            parts = plan["words_placed"] + plan["words_elsewhere"] + plan["words_unplaced"]
            if plan["words_total"] != parts:
                yield Problem(
                    file, row, "words_total", f"is {plan['words_total']}, its parts make {parts}"
                )
            if plan["words_unplaced"] != lost[plan["plan_id"]]:
                yield Problem(
                    file,
                    row,
                    "words_unplaced",
                    f"is {plan['words_unplaced']}, unplaced.json names {lost[plan['plan_id']]}",
                )
            if loaded.actions and plan["actions"] != held[plan["plan_id"]]:
                yield Problem(
                    file, row, "actions", f"is {plan['actions']}, there are {held[plan['plan_id']]}"
                )


def _repairs_name_actions(loaded: Loaded) -> Iterator[Problem]:
    for records in loaded.actions.values():
        ids = {action["action_id"] for action in records}
        for row, repair in enumerate(loaded.repairs, start=1):
            if repair["action_id"] is not None and repair["action_id"] not in ids:
                yield Problem("repairs.json", row, "action_id", "names no action of the dataset")
        return


def _formats_agree(loaded: Loaded) -> Iterator[Problem]:
    """actions.json and actions.parquet hold the same; the CSV files follow from them."""
    files = list(loaded.actions.items())
    if not files:
        return
    first_file, first = files[0]
    for file, records in files[1:]:
        if len(records) != len(first):
            yield Problem(file, None, None, f"has {len(records)} rows, {first_file} {len(first)}")
        for row, (a, b) in enumerate(zip(first, records, strict=False), start=1):
            for name in a:
                if a[name] != b[name]:
                    yield Problem(file, row, name, f"differs from {first_file}")
    extra = extra_columns(dict.fromkeys(h for a in first for h in a["extra"]))
    flat = {
        "actions.csv": [flat_action(action, extra) for action in first],
        "milestones.csv": [r for a in first for r in nested_records(a, "milestones")],
        "leads.csv": [r for a in first for r in nested_records(a, "leads")],
    }
    for file, rows in loaded.flat.items():
        if file in flat:
            yield from _flat_differences(file, rows, flat[file], first_file)


def _flat_differences(
    file: str, rows: Sequence[dict[str, str]], expected: Sequence[Record], source: str
) -> Iterator[Problem]:
    if len(rows) != len(expected):
        yield Problem(file, None, None, f"has {len(rows)} rows, {source} makes {len(expected)}")
    for row, (found, wanted) in enumerate(zip(rows, expected, strict=False), start=1):
        for name in {**wanted, **found}:
            value = wanted.get(name)
            text = (
                ""
                if value is None
                else str(value).lower()
                if value in (True, False) and isinstance(value, bool)
                else str(value)
            )
            if name not in found:
                yield Problem(file, row, name, "column is missing")
            elif found[name] != text:
                yield Problem(file, row, name, f"differs from {source}")


RULES: tuple[Rule, ...] = (
    _periods_run_forward,
    _deadline_is_the_latest_end,
    _ids_belong_together,
    _sequences_count_up,
    _pages_exist,
    _every_word_is_counted_once,
    _repairs_name_actions,
    _formats_agree,
)
