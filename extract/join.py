"""Tables of single pages to tables over many: joined where their column edges agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actionplans.extract.document import Cell, PageTable, Row, Table

AGREE = 5.0  # points between two column edges that are the same
SHIFT = 90.0  # points by which the margins of odd and even pages may differ


def join(tables: Sequence[PageTable]) -> Table:
    """One table of parts that were found to continue each other, in reading order."""
    edges = list(tables[0].column_edges)
    rows = list(tables[0].rows)
    for table in tables[1:]:
        moved = _shifted(table.column_edges, edges)
        edges, rows_before, rows_after = _common(edges, moved)
        rows = [_spread(row, rows_before) for row in rows]
        rows += [_spread(row, rows_after) for row in table.rows]
    evidence = tuple(dict.fromkeys(note for table in tables for note in table.evidence))
    return Table(tuple(rows), tables[0].detector, evidence=evidence)


def continues(before: Sequence[PageTable], table: PageTable) -> bool:
    """Whether the table's column edges say that it goes on with those before."""
    edges = list(before[0].column_edges)
    for part in before[1:]:
        edges, _, _ = _common(edges, _shifted(part.column_edges, edges))
    return agree(edges, table.column_edges)


def agree(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether the edges of the narrower set are all edges of the other.

    A page may lack edges that no row of it needs, and an outer edge whose rule is not drawn.
    """
    few, many = sorted((_shifted(one, other), list(other)), key=len)
    if len(few) < 3:
        return False
    matched = [_matches(edge, many) for edge in few]
    inner = matched[1:-1]
    if all(matched):
        return True
    same_outer = abs(few[0] - many[0]) <= AGREE or abs(few[-1] - many[-1]) <= AGREE
    return all(inner) and len(inner) >= 2 and same_outer


def _matches(edge: float, edges: Sequence[float]) -> bool:
    return any(abs(edge - other) <= AGREE for other in edges)


def _shifted(edges: Sequence[float], to: Sequence[float]) -> list[float]:
    """The edges moved sideways as a whole where that lays both outer ones on the other's."""
    shift = to[0] - edges[0]
    same_width = abs((edges[-1] - edges[0]) - (to[-1] - to[0])) <= AGREE
    if same_width and abs(shift) <= SHIFT:
        return [edge + shift for edge in edges]
    return list(edges)


def _common(
    one: Sequence[float], other: Sequence[float]
) -> tuple[list[float], list[int], list[int]]:
    """The edges of both, and in which of the common columns each column of either begins."""
    common = list(one)
    for edge in other:
        if not _matches(edge, common):
            common.append(edge)
    common.sort()
    if len(common) == len(one) and len(common) == len(other):
        same = list(range(len(common)))
        return common, same, same
    return common, _places(one, common), _places(other, common)


def _places(edges: Sequence[float], common: Sequence[float]) -> list[int]:
    return [min(range(len(common)), key=lambda n: abs(common[n] - edge)) for edge in edges]


def _spread(row: Row, places: Sequence[int]) -> Row:
    """The row with its cells laid into the common columns; what they span besides is merged."""
    if list(places) == list(range(len(row.cells) + 1)):
        return row
    cells = [Cell() for _ in range(places[0])]
    for cell, start, end in zip(row.cells, places, places[1:], strict=False):
        if end > start:
            cells.append(cell)
        filler = Cell((), None, cell.merged_above, True, cell.box)
        cells += [filler] * (end - start - 1)
    return replace(row, cells=tuple(cells))
