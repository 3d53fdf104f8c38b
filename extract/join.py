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
    moved = [edges]
    for table in tables[1:]:
        moved.append(_shifted(table.column_edges, edges))
        edges = _common(edges, moved[-1])
    rows: list[Row] = []
    for table, own in zip(tables, moved, strict=True):
        if len(own) == len(edges):
            rows += table.rows
        else:
            places = _places(own, edges)
            rows += [_spread(row, places) for row in table.rows]
    evidence = tuple(dict.fromkeys(note for table in tables for note in table.evidence))
    return Table(tuple(rows), tables[0].detector, evidence=evidence)


def common_edges(edges: Sequence[float], table: PageTable) -> list[float]:
    """The column edges of a table that goes on with this part."""
    return _common(edges, _shifted(table.column_edges, edges))


def continues(edges: Sequence[float], table: PageTable) -> bool:
    """Whether the part's column edges say that it goes on with a table that has these."""
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


def _common(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The edges of both."""
    common = list(one)
    for edge in other:
        if not _matches(edge, common):
            common.append(edge)
    return sorted(common)


def _places(edges: Sequence[float], common: Sequence[float]) -> list[int]:
    return [min(range(len(common)), key=lambda n: abs(common[n] - edge)) for edge in edges]


def _spread(row: Row, places: Sequence[int]) -> Row:
    """The row with its cells laid into the common columns; what they span besides is merged."""
    cells = [Cell() for _ in range(places[0])]
    for cell, start, end in zip(row.cells, places, places[1:], strict=False):
        if end > start:
            cells.append(cell)
        filler = Cell((), None, cell.merged_above, True, cell.box)
        cells += [filler] * (end - start - 1)
    return replace(row, cells=tuple(cells))
