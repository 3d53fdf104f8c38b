"""Tables of which only a part is drawn: bands of colour, a heading in a box, rows without lines.

What is drawn there is no grid. Its lines and fills say where rows are, and serve the white-space
detector, which reads the words between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from actionplans.extract.document import Cell, Line, PageTable, words_of_tables
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Fill, Page, Word

BARE = 0.15  # of the words of a table drawn by fills may stand on none
APART_EM = 2.4  # a row may be this far from the heading above it
REACH = 90.0  # points above or below in which rows must show
KEPT = 0.5  # of the lines keep to the columns
LEAST_ROWS, LEAST_COLUMNS = 2, 4
GAP = 5.0  # points of white space between two columns
LARGER = 1.25  # times the size of the rows: the title of what follows


def only_bands(page: Page, table: PageTable) -> bool:
    """Whether what looks like a grid of fills is a heading, or every other row of a table."""
    words = words_of_tables([table])
    fills = [fill for fill in page.fills if _over(fill, table)]
    bare = sum(not _on_any(word, fills) for word in words)
    return (
        bare > BARE * len(words)
        or text_in_columns(page, table, below=True)
        or text_in_columns(page, table, below=False)
    )


def holds_columns(table: PageTable) -> bool:
    """Whether a cell of each row holds several columns of text, parted by white space that no row
    bridges, with a heading over each: the lines are those of a column beside them."""
    if len(table.rows) < LEAST_ROWS:
        return False
    return any(
        _is_parted([row.cells[at] for row in table.rows]) for at in range(len(table.rows[0].cells))
    )


def _is_parted(cells: Sequence[Cell]) -> bool:
    cells = [cell for cell in cells if not cell.merged_left]
    if not cells or sum(len(line.words) for line in cells[0].lines) < LEAST_COLUMNS:
        return False  # each heading has a word
    heading = [(word.x0, word.x1) for word in cells[0].words()]
    if len(_spans(heading)) < LEAST_COLUMNS:  # each column has a word of it
        return False
    rows = [heading, *([(word.x0, word.x1) for word in cell.words()] for cell in cells[1:])]
    spans = _spans([span for row in rows for span in row])
    if len(spans) < LEAST_COLUMNS:
        return False
    filled = [[any(x0 <= start <= x1 for start, _ in row) for x0, x1 in spans] for row in rows]
    headed = len(filled) > 1 and sum(filled[0]) == len(spans)
    return headed and all(sum(row) >= 0.5 * len(spans) for row in filled)


def _spans(words: Sequence[tuple[float, float]]) -> list[list[float]]:
    """Where words stand, from left to right, those without a gap between them as one."""
    spans: list[list[float]] = []
    for x0, x1 in sorted(words):
        if spans and x0 - spans[-1][1] < GAP:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    return spans


def text_in_columns(page: Page, table: PageTable, *, below: bool) -> bool:
    """Whether text right above or below the table goes on in its columns.

    Banners and titles run over their borders, but most lines of prose do.
    """
    box, edges = table.box, table.column_edges
    if below:
        near = [word for word in page.words if box.bottom - 1 < word.top < box.bottom + REACH]
    else:
        near = [word for word in page.words if box.top - REACH < word.bottom < box.top + 1]
    lines = _joined_to(box.bottom if below else box.top, lines_of(near), below)
    read = [_columns(line, edges) for line in lines]
    kept = [columns for columns, across in read if not across]
    return len(set().union(*kept)) > 1 and len(kept) >= KEPT * len(read)


def _joined_to(edge: float, lines: Sequence[Line], below: bool) -> list[Line]:
    """The lines next to the edge, and those next to them."""
    joined: list[Line] = []
    for line in lines if below else reversed(lines):
        box = line.box
        white = box.top - edge if below else edge - box.bottom
        size = line.words[0].size
        other = bool(joined) and size > LARGER * joined[0].words[0].size
        if other or not line.words[0].upright or white > APART_EM * size:
            break
        joined.append(line)
        edge = max(edge, box.bottom) if below else min(edge, box.top)
    return joined


def _columns(line: Line, edges: Sequence[float]) -> tuple[set[int], bool]:
    """The columns that the line's words stand in, and whether it runs across a border."""
    columns = {bisect_right(edges, (word.x0 + word.x1) / 2) for word in line.words}
    across = any(
        bisect_right(edges, one.x0 + 1) != bisect_right(edges, other.x1 - 1)
        for one, other in pairwise([line.words[0], *line.words])
        if other.x0 - one.x1 < 0.6 * other.size
    )
    return columns & set(range(1, len(edges))), across


def _over(fill: Fill, table: PageTable) -> bool:
    box = table.box
    return fill.bottom > box.top and fill.top < box.bottom and fill.x1 > box.x0 and fill.x0 < box.x1


def _on_any(word: Word, fills: Sequence[Fill]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom for fill in fills)
