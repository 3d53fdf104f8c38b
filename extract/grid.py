"""Ruling lines to grids: pure geometry, in points from the top left; no words, no tables yet.

Rules that touch make one lattice. Its columns and rows stand between its vertical and horizontal
lines; a line that is missing between two slots makes them one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from actionplans.extract.page import Fill, Rule

REACH = 3.0  # points between the ends of two rules that meet
NEAR = 3.5  # points between lines that are one border, drawn twice or cell by cell
BEYOND = 9.0  # points that lines run on where an outer border is missing
MOST = 3000  # rules on one page
COVERED = 0.5  # part of a slot's side that a line must cover to close it

Span = tuple[float, float]
Extent = tuple[float, float, float, float]  # left, top, right, bottom


class Border(NamedTuple):
    """A line of the grid: its place across, and the stretches that are drawn.

    implied: no rule is drawn, but the ends of the rules that cross it stand here.
    """

    at: float
    drawn: tuple[Span, ...]
    implied: bool = False

    def covers(self, start: float, end: float) -> bool:
        """Whether enough of the stretch is drawn for a border."""
        shown = 0.0
        for first, last in self.drawn:
            if last > start and first < end:
                shown += (last if last < end else end) - (first if first > start else start)
        return shown >= COVERED * (end - start)


class Lattice(NamedTuple):
    """Vertical borders from left to right, horizontal ones from the top down."""

    verticals: tuple[Border, ...]
    horizontals: tuple[Border, ...]

    @property
    def xs(self) -> list[float]:
        return [border.at for border in self.verticals]

    @property
    def ys(self) -> list[float]:
        return [border.at for border in self.horizontals]


class Region(NamedTuple):
    """One cell: rows first to last and columns first to last, all inclusive."""

    row: int
    last_row: int
    column: int
    last_column: int


_PLACE = attrgetter("row", "column")


def groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that hang together by touching or crossing, in groups with both directions.

    Of more rules than a page of tables has, which is a drawing, the longest are looked at.
    """
    if len(rules) > MOST:
        rules = sorted(rules, key=_length, reverse=True)[:MOST]
    flat = [rule for rule in rules if rule.x1 - rule.x0 >= rule.bottom - rule.top]
    high = [rule for rule in rules if rule.x1 - rule.x0 < rule.bottom - rule.top]
    if not flat or not high:
        return []
    level: dict[int, Extent] = dict(enumerate(flat))  # those that are in no group yet
    upright: dict[int, Extent] = {
        n: (x0 - REACH, top - REACH, x1 + REACH, bottom + REACH)
        for n, (x0, top, x1, bottom) in enumerate(high)
    }
    found = []
    while level and upright:
        fresh = [next(iter(level.items()))]
        del level[fresh[0][0]]
        ones, others = [], []
        for at, box in fresh:  # which grows as it is gone through
            ones.append(at)
            for other, reach in _taken(box, upright):
                others.append(other)
                fresh += _taken(reach, level)
        if others:
            found.append([*(flat[n] for n in sorted(ones)), *(high[n] for n in sorted(others))])
    return found


def _taken(box: Extent, boxes: dict[int, Extent]) -> list[tuple[int, Extent]]:
    """The boxes that meet a box, taken from those that are left."""
    left, upper, right, lower = box
    met = [
        (n, (x0, top, x1, bottom))
        for n, (x0, top, x1, bottom) in boxes.items()
        if x0 <= right and x1 >= left and top <= lower and bottom >= upper
    ]
    for n, _ in met:
        del boxes[n]
    return met


def _length(rule: Rule) -> float:
    return max(rule.x1 - rule.x0, rule.bottom - rule.top)


def edges_of(fills: Sequence[Fill]) -> list[Rule]:
    """The sides of filled surfaces as rules: a table may be drawn by its backgrounds alone."""
    sides = []
    for x0, top, x1, bottom, _ in fills:
        sides += [Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom)]
        sides += [Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom)]
    return sides


def lattice(rules: Sequence[Rule]) -> Lattice:
    """The grid lines of one group of rules, with outer borders that are missing implied."""
    flat = [rule for rule in rules if rule.x1 - rule.x0 >= rule.bottom - rule.top]
    high = [rule for rule in rules if rule.x1 - rule.x0 < rule.bottom - rule.top]
    verticals = _borders([((r.x0 + r.x1) / 2, r.top, r.bottom) for r in high])
    horizontals = _borders([((r.top + r.bottom) / 2, r.x0, r.x1) for r in flat])
    outlined = Lattice(
        _with_outer(verticals, horizontals),
        _with_outer(horizontals, verticals),
    )
    return Lattice(
        _in_use(outlined.verticals, outlined.ys),
        _in_use(outlined.horizontals, outlined.xs),
    )


def _in_use(borders: tuple[Border, ...], crossing: Sequence[float]) -> tuple[Border, ...]:
    """The outer borders, and those that part any two slots: an underline in a cell does not."""
    slots = list(pairwise(crossing))
    used = [border for border in borders[1:-1] if any(border.covers(*slot) for slot in slots)]
    return (*borders[:1], *used, *borders[1:][-1:])


def _borders(lines: Iterable[tuple[float, float, float]]) -> list[Border]:
    """Lines as (across, start, end), those nearly at one place made one border."""
    bundles: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if bundles and line[0] - bundles[-1][-1][0] <= NEAR:
            bundles[-1].append(line)
        else:
            bundles.append([line])
    borders = []
    for bundle in bundles:
        weight = sum([end - start for _, start, end in bundle])
        at = sum([place * (end - start) for place, start, end in bundle]) / weight
        borders.append(Border(at, tuple(_united([(start, end) for _, start, end in bundle]))))
    return borders


def _united(spans: Iterable[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1] + REACH:
            united[-1] = united[-1][0], max(united[-1][1], end)
        else:
            united.append((start, end))
    return united


def _with_outer(borders: list[Border], crossing: list[Border]) -> tuple[Border, ...]:
    """The borders, with a first and a last one added where the crossing lines run on past them."""
    if not borders or not crossing:
        return tuple(borders)
    starts = sorted([border.drawn[0][0] for border in crossing])
    ends = sorted([border.drawn[-1][1] for border in crossing], reverse=True)
    low, high = crossing[0].at, crossing[-1].at
    result = list(borders)
    for places, first in ((starts, True), (ends, False)):
        edge = borders[0].at if first else borders[-1].at
        outer = [p for p in places if abs(p - places[0]) <= NEAR]
        beyond = edge - outer[0] if first else outer[0] - edge
        if beyond > BEYOND and len(outer) >= max(2, 0.4 * len(crossing)):
            implied = Border(outer[0], ((low, high),), implied=True)
            result.insert(0 if first else len(result), implied)
    return tuple(result)


def regions(grid: Lattice) -> list[Region]:
    """The cells of the grid, from the top down and left to right; they tile it."""
    open_cells: dict[Span, Region] = {}
    found: list[Region] = []
    xs = grid.xs
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        cells: dict[Span, Region] = {}
        for first, last in stretches(grid, top, bottom):
            above = open_cells.get((first, last))
            if above and not grid.horizontals[row].covers(xs[first], xs[last + 1]):
                cells[first, last] = Region(above.row, row, first, last)
            else:
                cells[first, last] = Region(row, row, first, last)
        for span, cell in open_cells.items():
            below = cells.get(span)
            if below is None or below.row != cell.row:
                found.append(cell)
        open_cells = cells
    return sorted([*found, *open_cells.values()], key=_PLACE)


def stretches(grid: Lattice, top: float, bottom: float) -> Iterable[tuple[int, int]]:
    """The columns of one row, as first and last of those with no border between."""
    first = 0
    for column in range(1, len(grid.verticals)):
        last = column == len(grid.verticals) - 1
        if last or grid.verticals[column].covers(top, bottom):
            yield first, column - 1
            first = column
