"""Priorities side by side as columns, each a list of actions, laid out one below the other.

Schools publish such pages: "Priority 1 | Priority 2 | Priority 3", what is to be better under each,
and a list of what will be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.document import Cell, Document, Row, Table
from actionplans.normalise import refs
from actionplans.normalise.form_labels import asking
from actionplans.normalise.text import Lines, is_bullet, plain

_LEAST = 2  # priorities, and actions of each
_HEADINGS = ("Area ref", "Area for improvement", "Action")


class _Priority(NamedTuple):
    """The label, what is to be better, and the actions of one column."""

    label: Cell
    area: Lines
    actions: tuple[Lines, ...]


def with_columns_as_rows(document: Document) -> Document:
    """The document with such tables laid out as tables with a row for each action."""
    body = [_laid_out(part) if isinstance(part, Table) else part for part in document.body]
    return replace(document, body=tuple(body)) if body != list(document.body) else document


def _laid_out(table: Table) -> Table:
    labels = table.rows[0].cells if len(table.rows) > 1 else ()
    if not _are_numbered(labels) or not _is_one_list(table.rows):
        return table
    found = [_priority(table, at) for at in range(len(labels))]
    if any(len(priority.actions) < _LEAST for priority in found):
        return table
    rows = [_heading(table.rows[0]), *(row for priority in found for row in _rows(priority))]
    evidence = (*table.evidence, f"{len(found)} priorities side by side")
    return replace(table, rows=tuple(rows), evidence=evidence)


def _are_numbered(labels: Sequence[Cell]) -> bool:
    """True for "Priority 1", "Priority 2", …, and nothing else."""
    if len(labels) < _LEAST:
        return False
    found: list[refs.Printed] = []
    for cell in labels:
        label = refs.whole(plain(cell.lines)) if cell.lines else None
        if label is None or label.shape != "label":
            return False  # nearly every table
        found.append(label)
    return all(refs.successor(a, b) for a, b in pairwise(found))


def _is_one_list(rows: Sequence[Row]) -> bool:
    """True where below the labels, and what is to be better, one row of lists stands that at most
    goes on over page ends, and nothing beside them."""
    listed = [n for n, row in enumerate(rows) if any(_opens_list(cell) for cell in row.cells)]
    first = listed[0] if listed else 0
    rest = rows[first + 1 :]
    over = all(row.page > above.page for above, row in pairwise(rows[first:]))
    whole = all(len(row.cells) == len(rows[0].cells) for row in rows)
    every = first > 0 and all(_opens_list(cell) for cell in rows[first].cells)
    return every and first <= 2 and whole and (over or not rest)


def _opens_list(cell: Cell) -> bool:
    return bool(cell.lines) and is_bullet(plain(cell.lines[:1]))


def _priority(table: Table, at: int) -> _Priority:
    lines = [line for row in table.rows[1:] if at < len(row.cells) for line in row.cells[at].lines]
    starts = [n for n, line in enumerate(lines) if is_bullet(plain((line,)))]
    ends = [*starts[1:], len(lines)]
    actions = tuple(tuple(lines[a:b]) for a, b in zip(starts, ends, strict=True))
    return _Priority(
        table.rows[0].cells[at], tuple(lines[: starts[0] if starts else None]), actions
    )


def _heading(row: Row) -> Row:
    first = row.cells[0].lines[0]
    cells = (asking(text, first) for text in _HEADINGS)
    return Row(row.page, tuple(cells), header=True)


def _rows(priority: _Priority) -> Iterator[Row]:
    for at, action in enumerate(priority.actions):
        page = action[0].words[0].page
        if at:
            yield Row(page, (Cell(merged_above=True), Cell(merged_above=True), Cell(action)))
        else:
            yield Row(page, (priority.label, Cell(priority.area), Cell(action)))
