"""actions.xlsx: a real table with a frozen header. Text never becomes a formula or a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from actionplans.export.flat import columns
from actionplans.export.records import Record
from actionplans.export.schema import ACTIONS
from actionplans.export.writers import Add, flat_records
from actionplans.normalise.plan import Plan

_DATES = {field.name for field in ACTIONS.fields if field.type == "date"}
_WIDE = {"area": 50, "action": 60, "due_text": 30, "lead_text": 40, "section": 24}
_USUAL_WIDTH = 16
# A table of Excel needs the whole sheet in memory; a longer dataset goes to disk row by row and has
# a filter instead.
_ROWS_OF_A_TABLE = 20_000
_ROWS_OF_A_SHEET = 1_048_575  # Excel's limit, less the header
_CHARACTERS_AT_MOST = 32_767  # Excel's limit for one cell
_FIRST_YEAR = 1900  # Excel knows no day before
_CUT = " … [cut here, as Excel holds no longer text; the whole is in the other formats]"
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def xlsx_writer(path: Path, extra: Mapping[str, str], rows: int) -> Iterator[Add]:
    """The columns of actions.csv on a sheet "actions"; "actions 2" goes on where Excel's rows end.

    extra: the flat column of each extra heading. rows: how many there will be.
    """
    import xlsxwriter

    as_table = rows <= _ROWS_OF_A_TABLE
    book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "constant_memory": not as_table})
    # A fixed creation date: the same plans give the same bytes.
    book.set_properties({"title": "Actions", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    records = flat_records(extra)
    sheets = Sheets(book, columns(ACTIONS, extra), as_table=as_table)

    def add(plan: Plan) -> None:
        for record in records(plan):
            sheets.write(record)

    yield add
    sheets.finish()
    book.close()


class Sheets:
    """The sheets of a workbook that is being written, row after row."""

    def __init__(self, book: Any, columns: Sequence[str], *, as_table: bool) -> None:
        self._book, self._columns, self._as_table = book, columns, as_table
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._dated = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._header = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._count = 0
        self._begin()

    def write(self, record: Record) -> None:
        """Write one row, on a new sheet if this one is full."""
        if self._row == _ROWS_OF_A_SHEET:
            self.finish()
            self._begin()
        self._row += 1
        for index, column in enumerate(self._columns):
            value = record.get(column)
            if value is not None:
                self._cell(index, date.fromisoformat(value) if column in _DATES else value)

    def finish(self) -> None:
        """Put the table, or the filter, around the rows of the sheet."""
        last = max(self._row, 1)  # a table has a row, if an empty one
        if self._as_table:
            columns = [{"header": name, "header_format": self._header} for name in self._columns]
            options = {"name": "actions", "columns": columns, "style": "Table Style Light 1"}
            self._sheet.add_table(0, 0, last, len(columns) - 1, options)
        else:
            self._sheet.autofilter(0, 0, last, len(self._columns) - 1)

    def _begin(self) -> None:
        self._count += 1
        self._row = 0
        name = "actions" if self._count == 1 else f"actions {self._count}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for index, column in enumerate(self._columns):
            self._sheet.set_column(index, index, _WIDE.get(column, _USUAL_WIDTH))
            self._sheet.write_string(0, index, column, self._header)

    def _cell(self, index: int, value: Any) -> None:
        if isinstance(value, date) and value.year < _FIRST_YEAR:
            value = value.isoformat()
        if isinstance(value, date):
            midnight = datetime(value.year, value.month, value.day)
            self._sheet.write_datetime(self._row, index, midnight, self._dated)
            return
        write: Callable[..., int] = self._sheet.write_string
        if isinstance(value, bool):
            write = self._sheet.write_boolean
        elif isinstance(value, int):
            write = self._sheet.write_number
        elif len(value) > _CHARACTERS_AT_MOST:
            value = value[: _CHARACTERS_AT_MOST - len(_CUT)] + _CUT
        write(self._row, index, value, self._wrapped)
