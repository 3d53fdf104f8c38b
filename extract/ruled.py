"""The ruled-table detector: a grid of lines, with the page's words in its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from actionplans.extract.document import Cell, PageTable, Row, words_of_tables
from actionplans.extract.grid import REACH, Lattice, Region, edges_of, groups, lattice, regions
from actionplans.extract.lines import lines_of, without_underlines
from actionplans.extract.page import Box, Fill, Page, Rule, Word, without_words
from actionplans.extract.partly_drawn import holds_columns, only_bands, text_in_columns
from actionplans.extract.refined import (
    MARGIN,
    down_to,
    rows_of,
    split_by_fills,
    split_where_undrawn,
    with_spoken_sides,
    without_slivers,
)
from actionplans.extract.rest_of_form import rest_of_form

LEADING_EM = 1.0  # free space above a line that still belongs to the text before it
TIGHT_EM = 0.35  # and of one that can only be the next line of it
PAGE_END = 0.8  # of the page's height: tables that end lower may go on over the page end
BACKGROUND = 0.6  # part of a cell that a fill must cover to be its background
BAND_EM = 2.6  # how high a banner of one line may be between two parts of a table
FOOT = 0.12  # of the page's height: running feet stand there

Owner = tuple[Region, list[Word]]  # the cell that a slot of the grid belongs to, and its words


def find_tables(pages: Sequence[Page]) -> tuple[PageTable, ...]:
    """The tables drawn with ruling lines, page by page and from the top down."""
    found: list[PageTable] = []
    last: PageTable | None = None
    for page in pages:
        here = tables_on(page)
        rest = rest_of_form(page, here, last)
        here = [*([rest] if rest else []), *here]
        last = max(here, key=lambda table: table.box.bottom, default=None)
        found += here
    return tuple(found)


def tables_on(page: Page) -> list[PageTable]:
    """The ruled tables of one page. A box with one cell and a page frame are no tables."""
    if not _is_drawn_on(page):
        return []
    found: list[PageTable] = []
    rules = without_underlines(page.rules, page.words)
    for group in _by_area(_over_bands(page, groups(rules))):
        box = _bounds(group, page.number)
        if not any(_overlap(box, table.box) for table in found):
            table = _table(page, group)  # else a box in a cell of a table: its words are the cell's
            alone = table is not None and _lone_heading(page, table, found)
            if table is not None and not alone and not holds_columns(table):
                found.append(table)
    found += _drawn_by_fills(page, found)
    return sorted(found, key=lambda table: (table.box.top, table.box.x0))


def _is_drawn_on(page: Page) -> bool:
    """Whether a word stands at the height of anything that is drawn; a table without is none."""
    drawn: tuple[Rule | Fill, ...] = (*page.rules, *page.fills)
    top = min([each.top for each in drawn], default=0.0) - REACH
    bottom = max([each.bottom for each in drawn], default=0.0) + REACH
    return bool(drawn) and any(top <= (w.top + w.bottom) / 2 <= bottom for w in page.words)


def _drawn_by_fills(page: Page, known: Sequence[PageTable]) -> list[PageTable]:
    """The tables whose cells are told by their backgrounds, beside those that are known."""
    if all(any(_overlap(fill, table.box) for table in known) for fill in page.fills):
        return []
    found: list[PageTable] = []
    free = _without_words(page, known)
    for group in _by_area(groups(edges_of(page.fills))):
        box = _bounds(group, page.number)
        if not any(_overlap(box, table.box) for table in (*known, *found)):
            table = _table(page, group)
            if table is not None and not (only_bands(free, table) or holds_columns(table)):
                found.append(table)
    return found


def _over_bands(page: Page, found: list[list[Rule]]) -> list[list[Rule]]:
    """The groups of rules, those with the same verticals made one where no more than the line of
    a banner stands between them, on a ground of its own and without sides."""
    whole: list[list[Rule]] = []
    for group in sorted(found, key=lambda rules: min(rule.top for rule in rules)):
        if whole and _is_banner_between(page, whole[-1], group):
            whole[-1] = whole[-1] + group
        else:
            whole.append(group)
    return whole


def _is_banner_between(page: Page, upper: Sequence[Rule], lower: Sequence[Rule]) -> bool:
    above, below = _bounds(upper, page.number), _bounds(lower, page.number)
    xs, others = _sides(upper, above.bottom), _sides(lower, below.top)
    if len(xs) < 3 or len(xs) != len(others) or below.top <= above.bottom + REACH:
        return False
    if any(abs(x - other) > MARGIN for x, other in zip(xs, others, strict=True)):
        return False
    lines = lines_of(
        word
        for word in page.words
        if above.bottom < (word.top + word.bottom) / 2 < below.top
        and xs[0] <= (word.x0 + word.x1) / 2 <= xs[-1]
    )
    if len(lines) != 1 or below.top - above.bottom > BAND_EM * lines[0].words[0].size:
        return False
    band = Box(page.number, xs[0], above.bottom, xs[-1], below.top)
    return _background(band, page.fills) is not None


def _sides(rules: Sequence[Rule], y: float) -> list[float]:
    """The places of the verticals that end at y."""
    high = [rule for rule in rules if rule.x1 - rule.x0 < rule.bottom - rule.top]
    ends = sorted(r.x0 for r in high if min(abs(r.top - y), abs(r.bottom - y)) <= REACH)
    return [x for n, x in enumerate(ends) if not n or x - ends[n - 1] > REACH]


def _table(page: Page, rules: Sequence[Rule]) -> PageTable | None:
    grid = lattice(rules)
    if len(grid.verticals) < 3 or len(grid.horizontals) < 2:
        return None
    grid = split_by_fills(with_spoken_sides(grid, page.words), page.fills)
    words = _words_in(page.words, grid)
    if not words:
        return None
    below = _overflow(page, words, grid)
    if below:
        words += below
        grid = down_to(grid, max(word.bottom for word in below))
    grid = without_slivers(grid, words)
    if len(grid.verticals) < 3 or len(grid.horizontals) < 2:
        return None
    at = rows_of(grid, words)
    grid = split_where_undrawn(grid, words, at)
    cells = regions(grid)
    if len({(cell.column, cell.last_column) for cell in cells}) < 2:
        return None
    xs, ys = grid.xs, grid.ys
    return PageTable(
        Box(page.number, xs[0], ys[0], xs[-1], ys[-1]),
        tuple([round(x, 2) for x in xs]),
        _rows(page, grid, cells, zip(at, words, strict=True)),
        "ruled",
        (f"{len(xs) - 1} columns and {len(ys) - 1} rows between ruling lines",),
    )


def _lone_heading(page: Page, table: PageTable, others: Sequence[PageTable]) -> bool:
    """Whether the one row with lines is the heading of rows without, on the same page; others
    are the tables found there."""
    row = table.rows[0]
    closed = row.open_above is False and row.open_below is False
    low = table.box.bottom < (1 - FOOT) * page.height
    full = sum(bool(cell.lines) for cell in row.cells) > 0.5 * len(row.cells)
    if len(table.rows) > 1 or not (closed and low and full):
        return False
    free = _without_words(page, others)
    return text_in_columns(free, table, below=True)


def _without_words(page: Page, tables: Sequence[PageTable]) -> Page:
    """The page without the words of these tables."""
    (free,) = without_words([page], words_of_tables(tables))
    return free


def _words_in(words: Sequence[Word], grid: Lattice) -> list[Word]:
    left, right = grid.verticals[0].at - MARGIN, grid.verticals[-1].at + MARGIN
    upper, lower = grid.horizontals[0].at - MARGIN, grid.horizontals[-1].at + MARGIN
    left, right, upper, lower = 2 * left, 2 * right, 2 * upper, 2 * lower  # as sums of both sides
    return [
        word
        for word in words
        if upper <= word.top + word.bottom <= lower and left <= word.x0 + word.x1 <= right
    ]


def _overflow(page: Page, inside: Sequence[Word], grid: Lattice) -> list[Word]:
    """The words that run on below the table, in cells that are open or too small at the foot.

    They keep to a column that has text just above; printing programs let tall cells overflow. A
    closed cell may do so at the end of the page only, and without more than the usual leading.
    """
    xs, last, end = grid.xs, grid.ys[-2], grid.horizontals[-1]
    slots = enumerate(pairwise(xs), start=1)
    open_columns = {n for n, slot in slots if end.implied or not end.covers(*slot)}
    at_page_end = end.at > PAGE_END * page.height
    if not open_columns and not at_page_end:
        return []
    edge = end.at + MARGIN
    lower = [word for word in page.words if word.bottom > edge and _middle(word) > edge]
    lower = [word for word in lower if word.upright]
    if not lower:
        return []
    foot: dict[int, float] = {}
    for word in [word for word in inside if word.bottom > last and _middle(word) > last]:
        column = bisect_right(xs, (word.x0 + word.x1) / 2)
        foot[column] = max(word.bottom, foot.get(column, 0.0))
    taken = []
    for word in sorted(lower, key=attrgetter("top")):
        column = bisect_right(xs, (word.x0 + word.x1) / 2)
        if not 0 < column < len(xs) or column not in foot:
            continue
        leading = LEADING_EM if column in open_columns else TIGHT_EM if at_page_end else -1.0
        kept_to = xs[column - 1] - MARGIN <= word.x0 and word.x1 <= xs[column] + MARGIN
        if kept_to and word.top - foot[column] <= leading * word.size:
            taken.append(word)
            foot[column] = max(word.bottom, foot[column])
    return taken


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _rows(
    page: Page, grid: Lattice, cells: Sequence[Region], words: Iterable[tuple[int, Word]]
) -> tuple[Row, ...]:
    """The rows with their cells filled; words with the row that each stands in."""
    xs, ys = grid.xs, grid.ys
    owner: list[list[Owner]] = [[(cells[0], [])] * (len(xs) - 1) for _ in ys[1:]]
    for cell in cells:
        of_cell: Owner = (cell, [])
        for row in range(cell.row, cell.last_row + 1):
            for column in range(cell.column, cell.last_column + 1):
                owner[row][column] = of_cell
    inner = xs[1:-1]
    for row, word in words:
        owner[row][bisect_right(inner, (word.x0 + word.x1) / 2)][1].append(word)
    rows = []
    for row in range(len(ys) - 1):
        slots = []
        for column in range(len(xs) - 1):
            cell, inside = owner[row][column]
            above, left = cell.row < row, cell.column < column
            if above or left:
                box = Box(page.number, xs[column], ys[row], xs[column + 1], ys[row + 1])
                slots.append(Cell((), None, above, left, box))
                continue
            right, low = cell.last_column + 1, cell.last_row + 1
            whole = Box(page.number, xs[column], ys[row], xs[right], ys[low])
            fill = _background(whole, page.fills)
            slots.append(Cell(lines_of(inside), fill, False, False, whole))
        rows.append(Row(page.number, tuple(slots)))
    return _open_ends(grid, rows)


def _open_ends(grid: Lattice, rows: list[Row]) -> tuple[Row, ...]:
    """Say of the first and last row whether a rule closes it.

    A slot at the head that no rule closes, in a row where others are closed, goes on from the page
    before: it is merged with what stands above.
    """
    xs, first, last = grid.xs, grid.horizontals[0], grid.horizontals[-1]
    closed_above = [not first.implied and first.covers(a, b) for a, b in pairwise(xs)]
    closed_below = [not last.implied and last.covers(a, b) for a, b in pairwise(xs)]
    if any(closed_above) and not all(closed_above):
        head = rows[0]
        cells = tuple(
            cell
            if closed or cell.merged_left
            else Cell(cell.lines, cell.fill, True, False, cell.box)
            for cell, closed in zip(head.cells, closed_above, strict=True)
        )
        rows[0] = Row(head.page, cells)
    rows[0] = Row(rows[0].page, rows[0].cells, open_above=not any(closed_above))
    end = rows[-1]
    rows[-1] = Row(end.page, end.cells, end.open_above, open_below=not any(closed_below))
    return tuple(rows)


def _background(box: Box, fills: Sequence[Fill]) -> str | None:
    """The colour that covers most of the box; what is drawn last is seen."""
    area = (box.x1 - box.x0) * (box.bottom - box.top)
    for fill in reversed(fills):
        if (
            fill.bottom <= box.top
            or fill.top >= box.bottom
            or fill.x1 <= box.x0
            or fill.x0 >= box.x1
        ):
            continue
        wide = min(box.x1, fill.x1) - max(box.x0, fill.x0)
        high = min(box.bottom, fill.bottom) - max(box.top, fill.top)
        if wide * high >= BACKGROUND * area:
            return fill.colour
    return None


def _bounds(rules: Sequence[Rule], page: int) -> Box:
    x0, top, x1, bottom = zip(*rules, strict=True)
    return Box(page, min(x0), min(top), max(x1), max(bottom))


def _by_area(found: list[list[Rule]]) -> list[list[Rule]]:
    """The largest first, so that what stands inside of another comes after it."""

    def area(rules: list[Rule]) -> float:
        box = _bounds(rules, 0)
        return (box.x1 - box.x0) * (box.bottom - box.top)

    return sorted(found, key=area, reverse=True)


def _overlap(box: Box | Fill, other: Box) -> bool:
    return (
        min(box.x1, other.x1) - max(box.x0, other.x0) > MARGIN
        and min(box.bottom, other.bottom) - max(box.top, other.top) > MARGIN
    )
