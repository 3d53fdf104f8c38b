"""The flat tables of CSV and XLSX: what becomes of the nested columns there.

A list of texts becomes one text; the leads of an action become three columns; its milestones and
provenance stay out; each heading of its extra columns becomes a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from actionplans.export.records import Record
from actionplans.export.schema import ACTIONS, Field, ListOf, Table

NO_EXTRA: Mapping[str, str] = {}
_LONGEST_COLUMN = 255  # characters; Excel's limit for the heading of a table
_LEAD_COLUMNS = {"lead_names": "name", "lead_roles": "role", "lead_organisations": "organisation"}


def flat_fields(table: Table, extra: Mapping[str, str] = NO_EXTRA) -> tuple[Field, ...]:
    """The columns of the table in CSV and XLSX; extra: see extra_columns()."""
    fields = [flat for field in table.fields for flat in _flat(field)]
    for heading, column in extra.items():
        about = f"The plan's own column “{heading}”."
        fields.append(Field(column, "string", about, nullable=True))
    return tuple(fields)


def _flat(field: Field) -> Iterator[Field]:
    if field.name == "leads":
        for column, part in _LEAD_COLUMNS.items():
            about = f"The {part}s of the leads, joined with “; ”."
            yield Field(column, "string", about, nullable=True)
    elif isinstance(field.type, ListOf) and not field.type.fields:
        yield Field(field.name, "string", f"{field.description} Joined with “; ”.", nullable=True)
    elif isinstance(field.type, str):
        yield field


def columns(table: Table, extra: Mapping[str, str] = NO_EXTRA) -> tuple[str, ...]:
    """The names of the table's columns in CSV and XLSX."""
    return tuple(field.name for field in flat_fields(table, extra))


def extra_columns(headings: Iterable[str]) -> dict[str, str]:
    """The flat column of each heading of an extra column: "extra: HEADING", on one line.

    Excel and DuckDB take columns that differ in letter case only for one: the later gets a number.
    """
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for heading in headings:
        base = f"extra: {' '.join(heading.split()) or '(no heading)'}"
        name, again = base[:_LONGEST_COLUMN], 2
        while name.casefold() in taken:
            suffix = f" ({again})"
            name, again = base[: _LONGEST_COLUMN - len(suffix)] + suffix, again + 1
        taken.add(name.casefold())
        columns[heading] = name
    return columns


def flat_action(action: Record, extra: Mapping[str, str]) -> Record:
    """The action's row: exactly the columns of flat_fields(ACTIONS), and its extra columns."""
    leads = action["leads"]
    flat = {name: None if name in _LEAD_COLUMNS else action[name] for name in _ACTION_COLUMNS}
    for name, part in _LEAD_COLUMNS.items():
        flat[name] = _joined([lead[part] for lead in leads])
    flat["flags"] = _joined(action["flags"])
    for heading, words in action["extra"].items():
        flat[extra[heading]] = words
    return flat


def flat_plan(plan: Record) -> Record:
    """The plan's row."""
    return {**plan, "flags": _joined(plan["flags"])}


def nested_records(action: Record, column: str) -> Iterator[Record]:
    """The rows of milestones.csv or leads.csv: the nested list of one action's record."""
    for position, item in enumerate(action[column], start=1):
        yield {"action_id": action["action_id"], "position": position, **item}


def _joined(texts: Iterable[str | None]) -> str | None:
    return "; ".join(filter(None, texts)) or None


_ACTION_COLUMNS = columns(ACTIONS)
