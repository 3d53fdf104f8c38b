"""Plans as plain records: what JSON holds.

A record has exactly the columns of its table in export/schema.py, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any

from actionplans.export.schema import (
    ACTIONS,
    PLANS,
    REPAIRS,
    TABLES,
    UNPLACED,
    Field,
    ListOf,
    MapOf,
)
from actionplans.normalise.plan import Plan

Record = dict[str, Any]

# XML 1.0, and so XLSX, has no place for these; UTF-8 has none for lone surrogates.
_IN_NO_FORMAT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """The text as every format can hold it, so that each tells the same.

    What one of them has no place for becomes U+FFFD, and every line end a \\n.
    """
    if value.isprintable():  # as nearly every text is; then it has nothing of the kind
        return value
    return _IN_NO_FORMAT.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


# What makes the values of a column, as JSON holds them, of the plan's own values.
Make = Callable[[Iterable[Any]], Iterable[Any]]


def _maker(field: Field) -> Make:
    if isinstance(field.type, MapOf):
        return _maps
    if isinstance(field.type, ListOf):
        return _maker_of_lists(field.type)
    if field.type == "string":
        return _texts_or_null if field.nullable else _texts
    if field.type == "date":
        return _dates
    return _numbers if field.type == "float64" else iter


def _maker_of_lists(kind: ListOf) -> Make:
    if not kind.fields:
        return lambda lists: [list(map(text, items)) for items in lists]
    columns = _columns(kind.fields)

    def make(values: Iterable[Any]) -> Iterable[Any]:
        lists = list(values)
        records = iter(_records(list(chain.from_iterable(lists)), columns))
        return [list(islice(records, len(items))) for items in lists]

    return make


def _maps(values: Iterable[Any]) -> Iterable[Any]:
    return [{text(heading): text(words) for heading, words in each.items()} for each in values]


def _texts(values: Iterable[str | None]) -> Iterable[str]:
    return [text(value) if value else "" for value in values]


def _texts_or_null(values: Iterable[str | None]) -> Iterable[str | None]:
    return [text(value) if value else None for value in values]


def _dates(values: Iterable[Any]) -> Iterable[Any]:
    return [value.isoformat() if value else None for value in values]


def _numbers(values: Iterable[float]) -> Iterable[float]:
    """Rounded to two places, each different one once, as boxes of a table share their edges."""
    numbers = list(values)
    rounded = {number: round(number, 2) for number in set(numbers)}
    return [number and rounded[number] for number in numbers]  # a zero keeps its sign


Column = tuple[str, Callable[[Any], Any], Make]


def _columns(fields: Iterable[Field]) -> list[Column]:
    return [(field.name, attrgetter(field.name), _maker(field)) for field in fields]


_COLUMNS = {table.name: _columns(table.fields) for table in TABLES}


def _records(items: Sequence[Any], columns: Sequence[Column], **known: Any) -> list[Record]:
    """A record of each item, which has the columns as attributes, but for the known ones.

    They are filled column by column: a plan has hundreds of boxes, and so each takes few steps.
    """
    empty: Record = dict.fromkeys(name for name, _, _ in columns)
    records = [empty.copy() for _ in items]
    for name, get, make in columns:
        own = repeat(known[name], len(items)) if name in known else map(get, items)
        for record, value in zip(records, make(own), strict=True):
            record[name] = value
    return records


def action_records(plan: Plan) -> list[Record]:
    """The plan's rows of actions.json: dates as ISO 8601 strings, lists and maps nested."""
    return _records(plan.actions, _COLUMNS[ACTIONS.name])


def plan_record(plan: Plan) -> Record:
    """The plan's row of plans.*: its own facts and the word account."""
    (record,) = _records([plan], _COLUMNS[PLANS.name], actions=len(plan.actions))
    return record


def repair_records(plan: Plan) -> list[Record]:
    """The plan's rows of repairs.json."""
    return _records(plan.repairs, _COLUMNS[REPAIRS.name], plan_id=plan.plan_id)


def unplaced_records(plan: Plan) -> list[Record]:
    """The plan's rows of unplaced.json."""
    return _records(plan.unplaced, _COLUMNS[UNPLACED.name], plan_id=plan.plan_id)
