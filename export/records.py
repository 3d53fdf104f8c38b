"""Plans as plain records: what JSON holds.

A record has exactly the columns of its table in export/schema.py, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
    Table,
)
from actionplans.normalise.plan import Action, Plan

Record = dict[str, Any]

# XML 1.0, and so XLSX, has no place for these; UTF-8 has none for lone surrogates.
_IN_NO_FORMAT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """The text as every format can hold it, so that each tells the same.

    What one of them has no place for becomes U+FFFD, and every line end a \\n.
    """
    return _IN_NO_FORMAT.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


Make = Callable[[Any], Any]


def _maker(field: Field) -> Make:
    """What makes the value of a column, as JSON holds it, of the plan's own value."""
    if isinstance(field.type, MapOf):
        return lambda value: {text(heading): text(words) for heading, words in value.items()}
    if isinstance(field.type, ListOf):
        return _maker_of_list(field.type)
    if field.type == "string":
        nothing = None if field.nullable else ""
        return lambda value: nothing if value is None else text(value) or nothing
    if field.type == "date":
        return lambda value: None if value is None else value.isoformat()
    if field.type == "float64":
        return lambda value: round(value, 2)
    return lambda value: value


def _maker_of_list(kind: ListOf) -> Make:
    if not kind.fields:
        return lambda value: [text(item) for item in value]
    inside = [(field.name, _maker(field)) for field in kind.fields]
    return lambda value: [
        {name: make(getattr(item, name)) for name, make in inside} for item in value
    ]


_MAKERS = {table.name: [(f.name, _maker(f)) for f in table.fields] for table in TABLES}


def _record(values: Any, table: Table, **known: Any) -> Record:
    """The table's row of an object that has the columns as attributes, but for the known ones."""
    return {
        name: make(known[name] if name in known else getattr(values, name))
        for name, make in _MAKERS[table.name]
    }


def action_record(action: Action) -> Record:
    """The action as JSON holds it: dates as ISO 8601 strings, lists and maps nested."""
    return _record(action, ACTIONS)


def plan_record(plan: Plan) -> Record:
    """The plan's row of plans.*: its own facts and the word account."""
    return _record(plan, PLANS, actions=len(plan.actions))


def repair_records(plan: Plan) -> Iterator[Record]:
    """The plan's rows of repairs.json."""
    for repair in plan.repairs:
        yield _record(repair, REPAIRS, plan_id=plan.plan_id)


def unplaced_records(plan: Plan) -> Iterator[Record]:
    """The plan's rows of unplaced.json."""
    for word in plan.unplaced:
        yield _record(word, UNPLACED, plan_id=plan.plan_id)
