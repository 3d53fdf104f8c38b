"""actions.xlsx: a real table with a frozen header. Text never becomes a formula or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from actionplans.export.records import Record, flat_record
from actionplans.export.schema import ACTIONS
from actionplans.export.writers import Add, action_records, flat_columns
from actionplans.normalise.plan import Plan

_DATES = {field.name for field in ACTIONS.fields if field.type == "date"}
_WIDE = {"area": 50, "action": 60, "due_text": 30, "lead_text": 40, "section": 24}
_ROWS_AT_MOST = 1_048_575  # Excel's limit, less the header
_CHARACTERS_AT_MOST = 32_767  # Excel's limit for one cell
# XML 1.0 has no place for these; Excel would call the whole file damaged.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _shown(value: Any, column: str) -> Any:
    if column in _DATES and value is not None:
        return date.fromisoformat(value)
    if isinstance(value, str):
        return _NOT_IN_XML.sub("\ufffd", value)[:_CHARACTERS_AT_MOST]
    return value


@contextmanager
def xlsx_writer(path: Path, extra_headings: Sequence[str]) -> Iterator[Add]:
    """One sheet, "actions", with the columns of actions.csv; rows go to disk as they come."""
    import xlsxwriter

    columns = flat_columns(extra_headings)
    book = xlsxwriter.Workbook(
        str(path),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    # A fixed creation date: the same plans give the same bytes.
    book.set_properties({"title": "Actions", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("actions")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, _WIDE.get(column, 16))
        sheet.write_string(0, index, column, header)
    sheet.freeze_panes(1, 0)
    row = 0

    def write(record: Record) -> None:
        nonlocal row
        row += 1
        if row > _ROWS_AT_MOST:
            return
        for index, column in enumerate(columns):
            value = _shown(record.get(column), column)
            if isinstance(value, date):
                sheet.write_datetime(row, index, datetime(*value.timetuple()[:3]), dated)
            elif isinstance(value, bool):
                sheet.write_boolean(row, index, value, wrapped)
            elif isinstance(value, int):
                sheet.write_number(row, index, value, wrapped)
            elif value is not None:
                sheet.write_string(row, index, value, wrapped)

    def add(plan: Plan) -> None:
        for record in action_records(plan):
            write(flat_record(record))

    yield add
    sheet.autofilter(0, 0, max(min(row, _ROWS_AT_MOST), 1), len(columns) - 1)
    book.close()
