"""What a page end left of a form: a box of one cell at the head of a page, as wide as the table at
the foot of the page before, in which such rows stand too."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.extract.document import Cell, PageTable, Row
from actionplans.extract.grid import NEAR, groups, lattice
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Box, Page

MARGIN = 2.0  # points by which its sides may differ from those of the table
PAGE_END = 0.75  # of the page's height: a table that ends above does not go on


def rest_of_form(
    page: Page, here: Sequence[PageTable], above: PageTable | None
) -> PageTable | None:
    """The box at the head of the page as rows of the table that ends the page before; None where
    there is none. here are the tables of this page, above that of the page before."""
    if above is None or above.box.bottom < PAGE_END * page.height or not _has_row_of_one(above):
        return None
    first = min((table.box.top for table in here), default=float("inf"))
    highest = min([rule.top for rule in page.rules], default=first)
    if highest >= first + MARGIN - NEAR:  # no box that is higher than that is above the tables
        return None
    boxes = [lattice(rules) for rules in groups(page.rules)]
    boxes = [box for box in boxes if box.ys and box.xs]
    if not boxes:
        return None
    grid = min(boxes, key=lambda box: box.ys[0])
    xs, ys = grid.xs, grid.ys
    if len(xs) != 2 or len(ys) < 2 or any(table.box.top < ys[-1] - MARGIN for table in here):
        return None
    if abs(xs[0] - above.box.x0) > MARGIN or abs(xs[1] - above.box.x1) > MARGIN:
        return None
    rows = tuple(_row(page, xs, ys, at, len(above.column_edges) - 1) for at in range(len(ys) - 1))
    if not any(cell.lines for row in rows for cell in row.cells):
        return None
    return PageTable(
        Box(page.number, xs[0], ys[0], xs[1], ys[-1]), above.column_edges, rows, above.detector,
        ("a box of one cell that goes on with the table of the page before",),
    )  # fmt: skip


def _has_row_of_one(table: PageTable) -> bool:
    return any(
        len(row.cells) > 1 and row.cells[0].lines and all(c.merged_left for c in row.cells[1:])
        for row in table.rows
    )


def _row(page: Page, xs: Sequence[float], ys: Sequence[float], at: int, columns: int) -> Row:
    box = Box(page.number, xs[0], ys[at], xs[1], ys[at + 1])
    inside = (
        word
        for word in page.words
        if xs[0] <= (word.x0 + word.x1) / 2 <= xs[1]
        and ys[at] <= (word.top + word.bottom) / 2 <= ys[at + 1]
    )
    across = (Cell((), None, False, True, box) for _ in range(columns - 1))
    return Row(page.number, (Cell(lines_of(inside), None, False, False, box), *across))
