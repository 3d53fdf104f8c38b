"""Plans as plain records: what JSON holds.

A record has exactly the columns of its table in export/schema.py, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from actionplans.export.schema import ACTIONS, PLANS, REPAIRS, UNPLACED, Field, ListOf, MapOf, Table
from actionplans.normalise.plan import Action, Plan

Record = dict[str, Any]

# XML 1.0, and so XLSX, has no place for these; UTF-8 has none for lone surrogates.
_IN_NO_FORMAT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """The text as every format can hold it, so that each tells the same.

    What one of them has no place for becomes U+FFFD, and every line end a \\n.
    """
    return _IN_NO_FORMAT.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def _record(values: Any, table: Table, **known: Any) -> Record:
    """The table's row of an object that has the columns as attributes, but for the known ones."""
    return {
        field.name: known[field.name]
        if field.name in known
        else _plain(getattr(values, field.name), field)
        for field in table.fields
    }


def _plain(value: Any, field: Field) -> Any:
    if isinstance(value, str):
        return text(value) or (None if field.nullable else "")
    if isinstance(field.type, ListOf):
        if not field.type.fields:
            return [text(item) for item in value]
        return [
            {f.name: _plain(getattr(item, f.name), f) for f in field.type.fields} for item in value
        ]
    if isinstance(field.type, MapOf):
        return {text(heading): text(words) for heading, words in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if field.type == "float64":
        return round(value, 2)
    return value


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
