"""Plans as plain records: what JSON holds, and the flat rows of CSV and XLSX.

A record has exactly the columns of its table in export/schema.py, in that order.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from actionplans.export.schema import ACTIONS, Field, ListOf, MapOf
from actionplans.normalise.plan import Action, Plan

Record = dict[str, Any]


def _plain(value: Any, field: Field) -> Any:
    if isinstance(field.type, ListOf):
        if not field.type.fields:
            return list(value)
        return [
            {f.name: _plain(getattr(item, f.name), f) for f in field.type.fields} for item in value
        ]
    if isinstance(field.type, MapOf):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if field.type == "float64":
        return round(value, 2)
    return value


def action_record(action: Action) -> Record:
    """The action as JSON holds it: dates as ISO 8601 strings, lists and maps nested."""
    return {field.name: _plain(getattr(action, field.name), field) for field in ACTIONS.fields}


def plan_record(plan: Plan) -> Record:
    """The plan's row of plans.*: its own facts and the word account."""
    return {
        "plan_id": plan.plan_id,
        "title": plan.title,
        "source_file": plan.source_file,
        "source_sha256": plan.source_sha256,
        "pages": plan.pages,
        "actions": len(plan.actions),
        "words_total": plan.words_total,
        "words_placed": plan.words_placed,
        "words_elsewhere": plan.words_elsewhere,
        "words_unplaced": plan.words_unplaced,
        "text_layer": plan.text_layer,
        "flags": list(plan.flags),
        "converter_version": plan.converter_version,
    }


def repair_records(plan: Plan) -> Iterator[Record]:
    for repair in plan.repairs:
        yield {
            "action_id": repair.action_id,
            "kind": repair.kind,
            "page": repair.page,
            "before": repair.before,
            "after": repair.after,
            "evidence": repair.evidence,
            "plan_id": plan.plan_id,
        }


def unplaced_records(plan: Plan) -> Iterator[Record]:
    for word in plan.unplaced:
        yield {
            "plan_id": plan.plan_id,
            "text": word.text,
            "page": word.page,
            "x0": round(word.x0, 2),
            "top": round(word.top, 2),
            "x1": round(word.x1, 2),
            "bottom": round(word.bottom, 2),
        }


def nested_records(action: Record, column: str) -> Iterator[Record]:
    """The rows of milestones.csv or leads.csv: the nested list of one action's record."""
    for position, item in enumerate(action[column], start=1):
        yield {"action_id": action["action_id"], "position": position, **item}


FLAT_COLUMNS: tuple[str, ...] = tuple(
    name
    for field in ACTIONS.fields
    if field.name not in ("milestones", "provenance", "extra")
    for name in (
        ("lead_names", "lead_roles", "lead_organisations")
        if field.name == "leads"
        else (field.name,)
    )
)


def extra_column(heading: str) -> str:
    """The flat column of another column of the plan's table."""
    return f"extra: {heading}"


def flat_record(action: Record) -> Record:
    """The action's row of CSV and XLSX: nested lists joined with "; ", as the contract says."""

    def joined(part: str) -> str | None:
        return "; ".join(lead[part] for lead in action["leads"] if lead[part]) or None

    flat = {
        **action,
        "lead_names": joined("name"),
        "lead_roles": joined("role"),
        "lead_organisations": joined("organisation"),
        "flags": "; ".join(action["flags"]) or None,
    }
    row = {column: flat[column] for column in FLAT_COLUMNS}
    row.update((extra_column(heading), text) for heading, text in action["extra"].items())
    return row
