"""Tagged rows laid out on a grid, and the grid held against the page.

Tags are the author's word on rows, cells and spans, but writers of PDFs drop spans, leave out
empty cells (Chromium), add empty ones (LibreOffice) and break spans at page ends (WeasyPrint); so
a row whose cells do not fill the columns is laid out by where its words stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from actionplans.extract.document import Line
from actionplans.extract.page import Word
from actionplans.extract.tagged_cells import TaggedCell, TaggedRow

SLACK = 3.0  # points that a letter may stand over its column's edge
BLANK = TaggedCell()


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the grid and the cell that covers it; marks as in document.Cell."""

    cell: TaggedCell
    above: bool = False
    left: bool = False

    @property
    def origin(self) -> bool:
        return not (self.above or self.left)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with one slot a column. whole: it is one complete row over all its pages."""

    slots: tuple[Slot, ...]
    header: bool = False
    whole: bool = True

    def cells(self) -> list[tuple[int, TaggedCell]]:
        """The cells that begin in this row, with their columns."""
        return [
            (column, slot.cell)
            for column, slot in enumerate(self.slots)
            if not (slot.above or slot.left)
        ]

    def lines(self) -> list[Line]:
        return [line for _, cell in self.cells() for line in cell.lines]

    def words(self) -> list[Word]:
        return [word for line in self.lines() for word in line.words]

    def own_lines(self) -> list[Line]:
        """Lines of the cells that are this row's alone; where there are none, of all that begin."""
        alone = [line for _, cell in self.cells() if cell.row_span == 1 for line in cell.lines]
        return alone or self.lines()


@dataclass(frozen=True, slots=True)
class Band:
    """The x range, in points, that words of one column fill on one page."""

    x0: float
    x1: float

    def overlap(self, x0: float, x1: float) -> float:
        return min(self.x1, x1) - max(self.x0, x0)


Bands = dict[int, dict[int, Band]]  # by page, then column


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A cell that reaches down into the row at hand.

    loose: the cell ran through the end of a part of the table, so that its count of rows is no
    longer good; it goes on while no cell takes its place.
    """

    cell: TaggedCell
    rows: int
    left: bool
    loose: bool = False


def lay_out(rows: Sequence[TaggedRow]) -> list[GridRow] | None:
    """Every cell in its slots; None where tags and words cannot be brought together."""
    width = columns(rows)
    found = bands(_filled(rows, width))
    grid: list[GridRow] = []
    hanging: dict[int, _Hanging] = {}
    for row in rows:
        if row.new_part:
            hanging = {c: replace(h, loose=True) for c, h in hanging.items()}
        again = row.header and any(not above.header for above in grid)
        down_here = {} if again else hanging  # a heading printed again cuts through no cell
        slots = _by_tags(row.cells, down_here, width)
        if slots is None or not fits(slots, found):
            slots = _by_words(row.cells, down_here, found, width)
        if slots is None:
            return None
        grid.append(GridRow(slots, row.header, row.whole))
        hanging = hanging if again else _hang_on(slots, hanging)
    return grid


def _hang_on(slots: Sequence[Slot], hanging: dict[int, _Hanging]) -> dict[int, _Hanging]:
    below: dict[int, _Hanging] = {}
    for column, slot in enumerate(slots):
        if not slot.above and slot.cell.row_span > 1:
            below[column] = _Hanging(slot.cell, slot.cell.row_span - 1, slot.left)
        elif slot.above and column in hanging:
            old = hanging[column]
            if old.loose or old.rows > 0:
                below[column] = replace(old, rows=old.rows - 1)
    return below


def _by_tags(
    cells: Sequence[TaggedCell], hanging: dict[int, _Hanging], width: int
) -> tuple[Slot, ...] | None:
    """Cells into the free slots in order; None where they do not fill the width exactly.

    Empty cells at the end beyond the width are let go.
    """
    slots = {
        c: Slot(h.cell, above=True, left=h.left)
        for c, h in hanging.items()
        if h.rows > 0 and not h.loose
    }
    column = 0
    for cell in cells:
        while column in slots:
            column += 1
        if column >= width and not cell.lines:
            continue
        for step in range(cell.column_span):
            if column + step >= width or column + step in slots:
                return None
            slots[column + step] = Slot(cell, left=step > 0)
    if any(column not in slots for column in range(width)):
        return None
    return tuple(slots[column] for column in range(width))


def _by_words(
    cells: Sequence[TaggedCell], hanging: dict[int, _Hanging], found: Bands, width: int
) -> tuple[Slot, ...] | None:
    """Cells where their words stand, in the tags' order; None where two claim one slot."""
    slots: dict[int, Slot] = {}
    for cell in cells:
        if not cell.lines:
            continue
        first = column_of(cell, found)
        span = min(cell.column_span, width - first)
        if slots and first <= max(slots):
            return None
        for step in range(span):
            slots[first + step] = Slot(cell, left=step > 0)
    for column, h in hanging.items():
        if column not in slots and (h.rows > 0 or h.loose):
            slots[column] = Slot(h.cell, above=True, left=h.left)
    laid = tuple(slots.get(column, Slot(BLANK)) for column in range(width))
    return laid if fits(laid, found) else None


def columns(rows: Sequence[TaggedRow]) -> int:
    """The width of the widest row that is no exception: two rows have it, or a heading row.

    Empty cells at a row's end do not count, spans that hang down from above do.
    """
    support: Counter[int] = Counter()
    for number, (row, hanging) in enumerate(zip(rows, _hanging_over(rows), strict=True)):
        cells = list(row.cells)
        while cells and not cells[-1].lines:
            cells.pop()
        width = hanging + sum(cell.column_span for cell in cells)
        support[width] += 2 if number == 0 or row.header else 1
    return max((width for width, count in support.items() if count > 1), default=0)


def _hanging_over(rows: Sequence[TaggedRow]) -> list[int]:
    """How many columns of each row the tags say are taken from above."""
    hanging = [0] * len(rows)
    end = len(rows)
    for number in reversed(range(len(rows))):
        for cell in rows[number].cells:
            for below in range(number + 1, min(number + cell.row_span, end)):
                hanging[below] += cell.column_span
        if rows[number].new_part:
            end = number
    return hanging


def _filled(rows: Sequence[TaggedRow], width: int) -> Iterator[GridRow]:
    """The rows that fill the width with cells of their own: they show where the columns are."""
    for row, hanging in zip(rows, _hanging_over(rows), strict=True):
        slots = None if hanging else _by_tags(row.cells, {}, width)
        if slots is not None:
            yield GridRow(slots)


def bands(grid: Iterable[GridRow]) -> Bands:
    """Where each column's words stand on each page, by cells of one column.

    A column without words on a page has the place it has on another.
    """
    edges: dict[int, dict[int, list[tuple[float, float]]]] = {}
    for row in grid:
        for column, cell in row.cells():
            if cell.column_span == 1:
                for page, x0, x1 in cell.extents:
                    edges.setdefault(page, {}).setdefault(column, []).append((x0, x1))
    by_page = {p: {c: _band(found) for c, found in there.items()} for p, there in edges.items()}
    anywhere = {c: band for there in reversed(by_page.values()) for c, band in there.items()}
    return {
        page: {c: there.get(c, anywhere[c]) for c in sorted(anywhere)}
        for page, there in by_page.items()
    }


def _band(found: Sequence[tuple[float, float]]) -> Band:
    """From the leftmost to the rightmost letter, but for cells far off from the others."""
    middle = median((x0 + x1) / 2 for x0, x1 in found)
    near = [(x0, x1) for x0, x1 in found if x0 - SLACK <= middle <= x1 + SLACK]
    near = near if len(near) * 2 > len(found) else list(found)
    return Band(min(x0 for x0, _ in near), max(x1 for _, x1 in near))


def overlapping(found: Bands) -> bool:
    """True where two columns share a page's width, which those of a table never do."""
    return any(
        left.x1 > right.x0 + SLACK
        for there in found.values()
        for left, right in pairwise(there.values())
    )


def fits(slots: Sequence[Slot], found: Bands) -> bool:
    """True where no cell reaches into a column that it does not cover."""
    for column, slot in enumerate(slots):
        if not slot.origin:
            continue
        cell = slot.cell
        covered = range(column, column + cell.column_span)
        for page, x0, x1 in cell.extents:
            for other, band in found.get(page, {}).items():
                beside = band.x1 - x0 <= SLACK or x1 - band.x0 <= SLACK  # nearly all
                if not beside and other not in covered and band.overlap(x0, x1) > SLACK:
                    return False
    return True


def column_of(cell: TaggedCell, found: Bands) -> int:
    """The first column that the cell reaches into, or the nearest."""
    page, x0, x1 = cell.extents[0]
    there = found.get(page) or next(iter(found.values()), {})
    inside = [c for c, band in there.items() if band.overlap(x0, x1) > 0]
    if inside:
        return (
            min(inside)
            if cell.column_span > 1
            else max(inside, key=lambda c: there[c].overlap(x0, x1))
        )
    return max(there, key=lambda c: there[c].overlap(x0, x1), default=0)
