"""What was seen in a document and why it was read as it was: for `actionplans inspect`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actionplans.extract.document import Document
from actionplans.normalise.choose import parts_of
from actionplans.normalise.headings import ROLES
from actionplans.normalise.laid_out import laid_out
from actionplans.normalise.part import Part
from actionplans.normalise.profile import NO_PROFILE, Profile
from actionplans.normalise.text import plain


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: its printed heading ("" for none), its role (None: not of the plan), the reason,
    and the first words of its first filled cell."""

    heading: str
    role: str | None
    reason: str
    sample: str


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table, or the part of one under one heading row. number counts tables from 1."""

    number: int
    detector: str
    page_first: int
    page_last: int
    rows: int
    columns: tuple[ColumnSeen, ...]
    chosen: bool
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """The tables of a document in reading order."""

    source: str
    pages: int
    tables: tuple[TableSeen, ...]


def inspect_document(document: Document, profile: Profile = NO_PROFILE) -> Inspection:
    """What to_plan would see, choose and leave out. Raises nothing on its own account."""
    read = laid_out(document)
    seen = tuple(_seen(read, part) for part in parts_of(read, profile))
    return Inspection(document.source, len(document.pages), seen)


def _seen(document: Document, part: Part) -> TableSeen:
    table = document.tables[part.table - 1]
    pages = [row.page for row in (*part.heading, *part.rows)]
    return TableSeen(
        number=part.table,
        detector=table.detector,
        page_first=min(pages),
        page_last=max(pages),
        rows=len(part.rows),
        columns=tuple(_columns(part)),
        chosen=part.chosen,
        reason=part.reason,
        evidence=table.evidence,
    )


def _columns(part: Part) -> Iterator[ColumnSeen]:
    columns = part.columns
    for place, title in enumerate(columns.titles):
        texts = (plain(row.cells[place].lines) for row in part.rows)
        sample = next(filter(None, texts), "")
        short = " ".join(sample.split()[:8])
        yield ColumnSeen(title, columns.roles[place], columns.reasons[place], short)


def suggest_profile(inspection: Inspection) -> str:
    """A profile in TOML to start from: every heading seen with the role it was given."""
    lines = [
        f"# A profile for {inspection.source}. Change what is wrong, delete what is right.",
        f"# Roles: {', '.join(ROLES)}",
        "",
        "# plan_start = 2020-04-01   # dates without a year are counted from this day",
        '# areas = "column"          # where areas stand; or "banner", "heading", "none"',
        "",
        "# [conventions]",
        "# month_first = false",
        "# calendar_quarters = false",
        "# fiscal_year_start = 4",
        "# academic_year_start = 9",
        "",
        "[headings]",
    ]
    seen: set[str] = set()
    for table in inspection.tables:
        told = [column for column in table.columns if column.heading and column.heading not in seen]
        if told:
            lines.append(f"# table {table.number}: {table.reason}")
        for column in told:
            seen.add(column.heading)
            key = column.heading.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{"" if table.chosen else "# "}"{key}" = "{column.role or "extra"}"')
    return "\n".join(lines) + "\n"
