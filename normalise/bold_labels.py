"""Labels of forms that nobody knows, told by their bold type and by being there again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from actionplans.extract.document import Cell, Document, Line, Row, Table
from actionplans.normalise.form_labels import key_of, part_of
from actionplans.normalise.text import plain

LEAST = 2  # tables with the label
OFTEN = 3  # times in one table
_FRONT = 8  # rows above the first block of a form


def repeated_in_bold(document: Document) -> frozenset[str]:
    """What opens cells in bold in several tables, or over and over in one, alone there or before a
    colon: labels, even those that nobody knows."""
    tables: Counter[str] = Counter()
    often: set[str] = set()
    for table in document.tables:
        if table.detector == "labelled blocks":
            tables.update(key_of(row.cells[0]) for row in table.rows)
            continue
        rows = [[cell for cell in row.cells if cell.lines] for row in table.rows]
        first = (cell for filled in rows if len(filled) <= 2 for cell in filled)
        opened = [_in_bold(cell) for cell in first if _opens_in_bold(cell)]
        keys = Counter(key_of(label) for label in opened if label.lines)
        tables.update(set(keys))
        if over := {key for key, count in keys.items() if count >= OFTEN}:
            often |= over - _titles_over_labels(rows)
    return frozenset(often.union(label for label, count in tables.items() if count >= LEAST))


def _titles_over_labels(rows: Sequence[Sequence[Cell]]) -> set[str]:
    """Rows of one cell in bold above one that opens in bold: titles, for no value follows."""
    return {
        key_of(above[0])
        for above, below in pairwise(rows)
        if len(above) == 1 and below and _opens_in_bold(above[0]) and _opens_in_bold(below[0])
        and key_of(above[0]) == key_of(_in_bold(above[0]))
    }  # fmt: skip


def _opens_in_bold(cell: Cell) -> bool:
    return bool(cell.lines and cell.lines[0].words and cell.lines[0].words[0].bold)


def _in_bold(cell: Cell) -> Cell:
    """What the cell opens with in bold, where it is all of it or ends with a colon."""
    lines: list[Line] = []
    for line in cell.lines:
        bold = list(takewhile(lambda word: word.bold, line.words))
        lines += [part_of(line, bold)] if bold else []
        if len(bold) < len(line.words):
            return Cell(tuple(lines)) if plain(lines).endswith(":") else Cell()
    return Cell(tuple(lines))


def _key(row: Row) -> str:
    return key_of(_in_bold(row.cells[0])) if row.cells else ""


def front_apart(table: Table, repeated: frozenset[str]) -> list[Table]:
    """The table, with the rows above its first block ("Account number | RK7") as one before it."""
    above = table.rows[: _FRONT + 1] if repeated else ()
    at = next((n for n, row in enumerate(above) if _key(row) in repeated), 0)
    if not at or any(sum(bool(cell.lines) for cell in row.cells) != 2 for row in table.rows[:at]):
        return [table]
    keys = [_key(row) for row in table.rows]
    own = any(key and key in keys[at:] for key in keys[:at])  # "Recommendation 1" of each block
    if keys[at:].count(keys[at]) < 2 or own:
        return [table]
    return [replace(table, rows=table.rows[:at]), replace(table, rows=table.rows[at:])]
