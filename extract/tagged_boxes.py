"""Where the rows and columns of a tagged grid stand on each page: slots as boxes, fills, strays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actionplans.extract.page import Box, Fill, Page
from actionplans.extract.tagged_grid import Band, Bands, GridRow

MARGIN = 20.0  # points a border may stand away from the text it encloses, on the outer side
PADDING = 2.0  # points taken as cell padding where no border is drawn
SIDE = 12.0  # points that the side of a row is high at least
MOST = 0.6  # of a cell's width and height is covered by its fill
BACKDROP = 0.8  # a fill over more of the page than this is the page's colour, not a cell's


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The part of a grid on one page.

    columns are the x of the columns' borders, one more than there are columns; rows are the y of
    the rows' borders, one more than numbers, which are the rows' places in the grid.
    """

    page: int
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    numbers: tuple[int, ...]

    def slot(self, x: float, y: float) -> tuple[int, int] | None:
        """Row number and column at a point; None outside the grid."""
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        if 0 <= row < len(self.numbers) and 0 <= column < len(self.columns) - 1:
            return self.numbers[row], column
        return None

    def box(self, number: int, column: int, column_span: int = 1) -> Box | None:
        if number not in self.numbers:
            return None
        row = self.numbers.index(number)
        right = min(column + column_span, len(self.columns) - 1)
        return Box(
            self.page, self.columns[column], self.rows[row], self.columns[right], self.rows[row + 1]
        )


def page_grids(
    grid: Sequence[GridRow], found: Bands, pages: Mapping[int, Page]
) -> dict[int, PageGrid] | None:
    """The grid on each of its pages; None where rows stand over each other or go back up."""
    grids = {}
    for page, rows in _heights(grid).items():
        # A heading printed again stands above the rest of the row that the page end has cut.
        below = [span for span in rows if not grid[span[0]].header]
        if any(later[1] < earlier[1] - 1 for earlier, later in pairwise(below)):
            return None
        rows.sort(key=lambda span: span[1])
        columns = _column_borders(page, len(grid[0].slots), found, pages[page])
        if columns is not None:
            borders = _row_borders(rows, columns, pages[page])
            grids[page] = PageGrid(page, columns, borders, tuple(number for number, _, _ in rows))
    return grids


def _heights(grid: Sequence[GridRow]) -> dict[int, list[tuple[int, float, float]]]:
    """Row number, top and bottom of the rows on each page."""
    spans: dict[int, list[tuple[int, float, float]]] = {}
    for number, row in enumerate(grid):
        heights: dict[int, tuple[float, float]] = {}
        for line in row.own_lines():
            page, _, high, _, low = line.box
            top, bottom = heights.get(page, (high, low))
            heights[page] = (min(top, high), max(bottom, low))
        for page, (top, bottom) in heights.items():
            spans.setdefault(page, []).append((number, top, bottom))
    return spans


def _column_borders(page: int, width: int, found: Bands, sheet: Page) -> tuple[float, ...] | None:
    """The drawn borders where there are any, else the middle of the gaps between columns."""
    there = found.get(page, {})
    known = [there[column] for column in range(width) if column in there]
    lines = sorted((r.x0 + r.x1) / 2 for r in sheet.rules if r.bottom - r.top > r.x1 - r.x0)
    if len(known) < width:
        sides = sorted((r.x0 + r.x1) / 2 for r in sheet.rules if r.bottom - r.top > SIDE)
        drawn = _as_drawn(width, known, sides)
        if drawn is not None or not known or max(there) >= len(known):
            return drawn
    borders = _borders_of(known, lines)
    spanned = width - len(known)  # the last columns, which have no words of their own
    in_order = list(borders) == sorted(borders)
    return (*borders, *borders[-1:] * spanned) if in_order else None


def _borders_of(known: Sequence[Band], lines: Sequence[float]) -> tuple[float, ...]:
    borders = [_outer(known[0].x0, [x for x in lines if x <= known[0].x0 + 1][-1:], -1)]
    for left, right in pairwise(known):
        borders.append(_between(left.x1, right.x0, lines))
    borders.append(_outer(known[-1].x1, [x for x in lines if x >= known[-1].x1 - 1][:1], 1))
    return tuple(borders)


def _as_drawn(
    width: int, known: Sequence[Band], lines: Sequence[float]
) -> tuple[float, ...] | None:
    """The borders where a column has no upright words: the drawn lines, if there are as many as
    the columns need and the known columns stand between them."""
    borders: list[float] = []
    for line in lines:
        if not borders or line - borders[-1] > PADDING:
            borders.append(line)
    inside = all(
        sum(border <= band.x0 + 1 for border in borders)
        == sum(border < band.x1 - 1 for border in borders)
        for band in known
    )
    return tuple(borders) if len(borders) == width + 1 and inside else None


def _row_borders(
    rows: Sequence[tuple[int, float, float]], columns: Sequence[float], sheet: Page
) -> tuple[float, ...]:
    x = (columns[0] + columns[1]) / 2
    lines = sorted({(r.top + r.bottom) / 2 for r in sheet.rules if r.x0 <= x <= r.x1})
    first, last = rows[0][1], max(bottom for _, _, bottom in rows)
    borders = [_outer(first, [y for y in lines if y <= first + 1][-1:], -1)]
    for (_, _, bottom), (_, top, _) in pairwise(rows):
        borders.append(_between(min(bottom, top), top, lines))
    borders.append(_outer(last, [y for y in lines if y >= last - 1][:1], 1))
    return tuple(borders)


def _between(low: float, high: float, lines: Sequence[float]) -> float:
    """The last line drawn in a gap, or its middle."""
    drawn = [line for line in lines if min(low, high) - 1 <= line <= max(low, high) + 1]
    return drawn[-1] if drawn else (low + high) / 2


def _outer(edge: float, drawn: Sequence[float], side: int) -> float:
    if drawn and abs(drawn[0] - edge) <= MARGIN:
        return drawn[0]
    return edge + side * PADDING


def fill_of(box: Box, sheet: Page) -> str | None:
    """The colour of the cell at box: of the last fill painted that covers most of it."""
    _, x0, top, x1, bottom = box
    wide, high = MOST * (x1 - x0), MOST * (bottom - top)
    for fill in reversed(sheet.fills):
        covers = (
            fill.bottom - top > high  # most fills are above or below: two are enough for these
            and bottom - fill.top > high
            and min(fill.bottom, bottom) - max(fill.top, top) > high
            and min(fill.x1, x1) - max(fill.x0, x0) > wide
        )
        if covers and _area(fill) < BACKDROP * sheet.width * sheet.height:
            return fill.colour
    return None


def _area(fill: Fill) -> float:
    return (fill.x1 - fill.x0) * (fill.bottom - fill.top)
