"""What was seen in a PDF, as lines to read: tables, columns, and why they were taken or left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from actionplans.asked import OcrMode
from actionplans.errors import SourceNotFoundError
from actionplans.extract.read import read_document
from actionplans.normalise.headings import is_heading
from actionplans.normalise.inspection import TableSeen, inspect_document, suggest_profile
from actionplans.normalise.profile import Profile, read_profile
from actionplans.reading import unused_headings
from actionplans.sources import check_readable, printable
from actionplans.summary import many


def inspection_lines(
    source: Path,
    profile: Path | None = None,
    password: str | None = None,
    ocr: OcrMode = "auto",
) -> Iterator[str]:
    """The lines of `actionplans inspect`, with a profile to start from at the end."""
    check_readable(source)
    if source.is_dir():
        raise SourceNotFoundError(
            printable(source), "this is a folder.", "Name one PDF; `convert` takes folders."
        )
    document = read_document(source, password=password, ocr=ocr, is_heading=is_heading)
    known = Profile() if profile is None else read_profile(profile)
    seen = inspect_document(document, known)
    yield f"{seen.source}: {many(seen.pages, 'page')}, {many(len(seen.tables), 'table')}"
    for table in seen.tables:
        yield from _table(table)
    for heading in unused_headings(document, known):
        yield ""
        yield f"The profile names a heading that no table has: “{heading}”."
    yield ""
    yield suggest_profile(seen)


def _table(table: TableSeen) -> Iterator[str]:
    pages = f"page {table.page_first}"
    if table.page_last > table.page_first:
        pages = f"pages {table.page_first} to {table.page_last}"
    yield ""
    yield (
        f"Table {table.number}, {pages}, {many(table.rows, 'row')}, found by {table.detector}; "
        f"{'read' if table.chosen else 'left aside'}: {table.reason}"
    )
    for note in table.evidence:
        yield f"    evidence: {note}"
    for column in table.columns:
        role = column.role or "not read"
        heading = column.heading or "(no heading)"
        yield f"    {heading}: {role} ({column.reason}) e.g. {column.sample!r}"
