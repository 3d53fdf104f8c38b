"""A part of a table: rows under one heading row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actionplans.extract.document import Line, Row
from actionplans.normalise.columns import Columns


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table under one heading row.

    table is the table's number in the document, from 1. heading are the printed heading rows,
    repeated those that were printed again; neither is among rows. front are the rows above the
    heading that say what the part is about, labels those of their labels that stand above several
    parts. above are the lines of text between the table before
    and this one, before those above tables in between that are not of the plan. stacked: it is of
    labels in lines of text. chosen: the part
    belongs to the action plan; reason says why or why not, in words.
    """

    table: int
    columns: Columns
    heading: tuple[Row, ...]
    repeated: tuple[Row, ...]
    rows: tuple[Row, ...]
    above: tuple[Line, ...]
    has_geometry: bool
    ruled: bool
    chosen: bool = False
    reason: str = ""
    front: tuple[Row, ...] = ()
    labels: frozenset[str] = frozenset()
    before: tuple[Line, ...] = ()
    stacked: bool = False


def filled_columns(rows: Sequence[Row]) -> set[int]:
    return {place for row in rows for place, cell in enumerate(row.cells) if cell.lines}
