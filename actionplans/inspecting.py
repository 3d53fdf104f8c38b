"""What was seen in a PDF, as lines to read: tables, columns, and why they were taken or left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from actionplans.extract.read import read_document
from actionplans.normalise.headings import is_heading
from actionplans.normalise.inspection import TableSeen, inspect_document, suggest_profile
from actionplans.normalise.profile import Profile, read_profile


def inspection_lines(
    source: Path,
    profile: Path | None = None,
    password: str | None = None,
    ocr: Literal["auto", "off", "force"] = "auto",
) -> Iterator[str]:
    """The lines of `actionplans inspect`, with a profile to start from at the end."""
    document = read_document(source, password=password, ocr=ocr, is_heading=is_heading)
    known = Profile() if profile is None else read_profile(profile)
    seen = inspect_document(document, known)
    yield f"{seen.source}: {seen.pages} pages, {len(seen.tables)} tables"
    for table in seen.tables:
        yield from _table(table)
    yield ""
    yield suggest_profile(seen)


def _table(table: TableSeen) -> Iterator[str]:
    pages = f"page {table.page_first}"
    if table.page_last > table.page_first:
        pages = f"pages {table.page_first} to {table.page_last}"
    yield ""
    yield (
        f"Table {table.number}, {pages}, {table.rows} rows, found by {table.detector}: "
        f"{'read' if table.chosen else 'left aside'}, because {table.reason}"
    )
    for note in table.evidence:
        yield f"    evidence: {note}"
    for column in table.columns:
        role = column.role or "not read"
        heading = column.heading or "(no heading)"
        yield f"    {heading}: {role} ({column.reason}) e.g. {column.sample!r}"
