"""A lattice corrected by what is printed in it: its words and its fills.

Lines alone leave doubts: outer borders that are not drawn, rows that only a background shows,
columns that a row's words keep to without lines, doubled lines.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from actionplans.extract.grid import BEYOND, NEAR, Border, Lattice, stretches
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Fill, Word

MARGIN = 1.0  # points that a word's middle may stand outside of the outer border
SLIVER = 6.0  # points: a narrower row or column without words is a doubled line
SPOKEN = 0.6  # part of the columns that a heading without drawn columns must fill
MOSTLY = 0.5  # of the borders must part a heading's words by more than a space
SPACE_EM = 0.6  # free space between two words that are not read on

Slot = tuple[int, int]  # a row, and the place of a vertical beside it


def with_spoken_sides(grid: Lattice, words: Sequence[Word]) -> Lattice:
    """The grid with an outer column that is not closed, where rows' lines run on over words.

    Few lines may do so: where the first cell spans rows, only those between such cells reach it.
    """
    verticals = list(grid.verticals)
    ys = grid.ys
    inside = grid.horizontals[1:-1] or grid.horizontals
    for first in (True, False):
        edge = verticals[0 if first else -1]
        far = (
            min(border.drawn[0][0] for border in inside)
            if first
            else max(border.drawn[-1][1] for border in inside)
        )
        low, high = (far, edge.at) if first else (edge.at, far)
        if edge.implied or high - low <= BEYOND:
            continue
        beside = [
            word
            for word in words
            if low < (word.x0 + word.x1) / 2 < high
            and ys[0] <= (word.top + word.bottom) / 2 <= ys[-1]
        ]
        kept = all(low - NEAR <= word.x0 and word.x1 <= high + NEAR for word in beside)
        if beside and kept:
            verticals.insert(
                0 if first else len(verticals), Border(far, ((ys[0], ys[-1]),), implied=True)
            )
    return Lattice(tuple(verticals), grid.horizontals)


def rows_of(grid: Lattice, words: Sequence[Word]) -> list[int]:
    """The row of the grid that each word's middle stands in."""
    inner = grid.ys[1:-1]
    return [bisect_right(inner, (word.top + word.bottom) / 2) for word in words]


def split_where_undrawn(grid: Lattice, words: Sequence[Word], at: Sequence[int]) -> Lattice:
    """The grid with the borders that are not drawn but that its words bear out; at: their rows."""
    undrawn = _undrawn(grid)
    if not undrawn:
        return grid
    rows: list[list[Word]] = [[] for _ in grid.horizontals[1:]]
    for row, word in zip(at, words, strict=True):
        rows[row].append(word)
    for split in (_split_by_words, _split_at_corners, _split_where_aligned):
        divided = split(grid, rows, undrawn)
        if divided is not grid:
            grid, undrawn = divided, _undrawn(divided)
    return grid


def _split_at_corners(
    grid: Lattice, rows: Sequence[Sequence[Word]], undrawn: Iterable[Slot]
) -> Lattice:
    """The grid with borders at the corners that its rows' lines make.

    A line that ends above the middle of a cell would run into it; so two cells are there, which
    the words must bear out. Tables are drawn so whose first cell in a row has no left border.
    """
    fresh: list[Slot] = []
    for row, place in undrawn:
        if not _corner(grid, row, place):
            continue
        at = grid.verticals[place].at
        if _parted(at, rows[row]) and _starts_at(at, rows[row]):
            fresh.append((row, place))
    return _with_drawn(grid, fresh)


def _undrawn(grid: Lattice) -> list[Slot]:
    """The rows in which inner verticals are not drawn, with the place of each."""
    inner = list(enumerate(grid.verticals))[1:-1]
    return [
        (row, place)
        for row, (top, bottom) in enumerate(pairwise(grid.ys))
        for place, border in inner
        if not border.covers(top, bottom)
    ]


def _with_drawn(grid: Lattice, fresh: Sequence[Slot]) -> Lattice:
    """The grid with these stretches of its verticals drawn; itself where there are none."""
    verticals = list(grid.verticals)
    for row, place in fresh:
        border, ends = verticals[place], grid.horizontals[row : row + 2]
        drawn = tuple(sorted({*border.drawn, (ends[0].at, ends[1].at)}))
        verticals[place] = border._replace(drawn=drawn)
    return Lattice(tuple(verticals), grid.horizontals) if fresh else grid


def _corner(grid: Lattice, row: int, place: int) -> bool:
    """Whether a line above or below the row is drawn on one side of a border only."""
    left, x, right = grid.xs[place - 1 : place + 2]
    return any(
        any(abs(end - x) <= NEAR for span in line.drawn for end in span)
        and line.covers(left, x) != line.covers(x, right)
        for line in grid.horizontals[row : row + 2]
        if not line.implied
    )


def _split_where_aligned(
    grid: Lattice, rows: Sequence[Sequence[Word]], undrawn: Iterable[Slot]
) -> Lattice:
    """The grid with the missing left border of a cell whose text stands as its column's does.

    A cell over several columns that is empty but for text in one of the later ones, aligned with
    that column's other cells, is two or three cells.
    """
    fresh: list[Slot] = []
    xs, ys = grid.xs, grid.ys
    lefts: dict[int, float] | None = None  # worked out where they are asked for
    for row in sorted({row for row, _ in undrawn}):
        for first, last in stretches(grid, ys[row], ys[row + 1]):
            text = [word for word in rows[row] if xs[first] <= word.x0 < xs[last + 1]]
            if first == last or not text:
                continue
            left, right = min(word.x0 for word in text), max(word.x1 for word in text)
            column = bisect_right(xs, left) - 1
            if first >= column or right > xs[column + 1] + MARGIN:
                continue
            lefts = _left_edges(grid, rows) if lefts is None else lefts
            if column in lefts and abs(lefts[column] - left) <= MARGIN:
                places = {column, min(column + 1, last + 1)} & set(range(1, len(xs) - 1))
                fresh += [(row, place) for place in places]
    return _with_drawn(grid, fresh)


def _left_edges(grid: Lattice, rows: Sequence[Sequence[Word]]) -> dict[int, float]:
    """Where the text of each column begins in the rows in which the column is drawn."""
    xs = grid.xs
    lefts: dict[int, list[float]] = {}
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        alone = {first for first, last in stretches(grid, top, bottom) if first == last}
        starts: dict[int, float] = {}
        for word in rows[row]:
            column = bisect_right(xs, word.x0) - 1
            if column in alone:
                starts[column] = min(word.x0, starts.get(column, word.x0))
        for column, start in starts.items():
            lefts.setdefault(column, []).append(start)
    return {column: median_low(starts) for column, starts in lefts.items() if len(starts) > 1}


def _starts_at(x: float, words: Sequence[Word]) -> bool:
    """Whether text of the cell to the right of a border begins right at it."""
    return any(x - MARGIN <= word.x0 <= x + 2 * word.size for word in words)


def down_to(grid: Lattice, bottom: float) -> Lattice:
    """The grid with its last row made higher."""
    end = grid.horizontals[-1]
    if bottom <= end.at:
        return grid
    stretched = []
    for border in grid.verticals:
        reaches = border.drawn[-1][1] >= end.at - SLIVER
        last = (border.drawn[-1][0], bottom if reaches else border.drawn[-1][1])
        stretched.append(border._replace(drawn=(*border.drawn[:-1], last)))
    return Lattice(tuple(stretched), (*grid.horizontals[:-1], end._replace(at=bottom)))


def split_by_fills(grid: Lattice, fills: Sequence[Fill]) -> Lattice:
    """The grid with rows added that only a background shows: a header without rules."""
    borders = list(grid.horizontals)
    xs, ys = grid.xs, grid.ys
    known = ys.copy()
    for fill in fills:
        if fill.bottom < ys[0] - SLIVER or fill.top > ys[-1] + SLIVER:
            continue
        if fill.bottom - fill.top < SLIVER or not (_near(fill.x0, xs) and _near(fill.x1, xs)):
            continue
        for y in (fill.top, fill.bottom):
            if not _near(y, known):
                insort(known, y)
                borders.append(Border(y, ((fill.x0, fill.x1),), implied=True))
    return Lattice(grid.verticals, tuple(sorted(borders)))


def _split_by_words(
    grid: Lattice, rows: Sequence[Sequence[Word]], undrawn: Iterable[Slot]
) -> Lattice:
    """The grid with columns in rows that have none drawn, where the words keep to the columns.

    A heading on a coloured band is printed so. The words of a banner, which does go across, fill
    few columns or run over their borders.
    """
    fresh: list[Slot] = []
    verticals, xs = grid.verticals, grid.xs
    inner = range(1, len(verticals) - 1)
    missing = Counter([row for row, _ in undrawn])
    for row in [row for row, count in missing.items() if count == len(inner)]:
        columns = {bisect_right(xs, (word.x0 + word.x1) / 2) for word in rows[row]}
        if len(columns) < max(2, SPOKEN * (len(verticals) - 1)):
            continue
        parted = sum(_parted(verticals[n].at, rows[row]) for n in inner)
        if parted == len(inner) or (
            parted > MOSTLY * len(inner) and all(_met(verticals[n].at, rows[row]) for n in inner)
        ):
            fresh += [(row, n) for n in inner]
    return _with_drawn(grid, fresh)


def _parted(x: float, words: Sequence[Word]) -> bool:
    """Whether no line of text runs on over x: more than a space is free there."""
    for line in lines_of(words):
        left = max((word for word in line.words if word.x0 < x), key=_end, default=None)
        right = min((word for word in line.words if word.x0 >= x), key=_start, default=None)
        if left and (left.x1 > x + MARGIN or (right and right.x0 - left.x1 < SPACE_EM * left.size)):
            return False
    return True


def _met(x: float, words: Sequence[Word]) -> bool:
    """Whether no word lies over x, and what stands to its right begins there."""
    over = any(word.x0 < x - MARGIN and word.x1 > x + MARGIN for word in words)
    return not over and _starts_at(x, words)


def _end(word: Word) -> float:
    return word.x1


def _start(word: Word) -> float:
    return word.x0


def _near(value: float, places: Sequence[float]) -> bool:
    """Whether any of the places, which are in order, is near to the value."""
    at = bisect_right(places, value)
    return any(abs(value - place) <= SLIVER / 2 + 0.5 for place in places[max(0, at - 1) : at + 1])


def without_slivers(grid: Lattice, words: Sequence[Word]) -> Lattice:
    """The grid without the narrow empty rows and columns between doubled lines."""
    if not (_any_narrow(grid.xs) or _any_narrow(grid.ys)):
        return grid
    across = sorted([(word.x0 + word.x1) / 2 for word in words])
    down = sorted([(word.top + word.bottom) / 2 for word in words])
    return Lattice(_kept(grid.verticals, across), _kept(grid.horizontals, down))


def _any_narrow(places: Sequence[float]) -> bool:
    return any(other - one < SLIVER for one, other in pairwise(places))


def _kept(borders: Sequence[Border], middles: Sequence[float]) -> tuple[Border, ...]:
    kept: list[Border] = []
    for border in borders:
        narrow = bool(kept) and border.at - kept[-1].at < SLIVER
        if narrow and bisect_right(middles, kept[-1].at) == bisect_right(middles, border.at):
            last = kept.pop()
            border = Border(last.at, tuple(sorted({*last.drawn, *border.drawn})), last.implied)
        kept.append(border)
    return tuple(kept)
