"""What page ends do to a tagged table: headings printed again, and rows fused over the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from actionplans.extract.document import Line
from actionplans.extract.page import Word
from actionplans.extract.tagged_cells import TaggedCell
from actionplans.extract.tagged_grid import SLACK, GridRow, Slot

ROOM = 3.0  # font sizes: two lines and the space between paragraphs
AGAIN = 4.0  # points a heading printed again may stand to the left or right of the first


def row_page(row: GridRow) -> int | None:
    """The first page the row's own words stand on; None for an empty row."""
    return min([line.words[0].page for line in row.own_lines()], default=None)


def row_text(row: GridRow) -> list[str]:
    return [word.text for word in row.words()]


def part_on(row: GridRow, pages: Iterable[int]) -> GridRow:
    """What of the row is printed on these pages."""
    wanted = frozenset(pages)
    return replace(
        row,
        slots=tuple(
            replace(slot, cell=replace(slot.cell, lines=_lines_on(slot.cell, wanted)))
            for slot in row.slots
        ),
    )


def _lines_on(cell: TaggedCell, pages: frozenset[int]) -> tuple[Line, ...]:
    return tuple(line for line in cell.lines if line.words[0].page in pages)


def split_headings(grid: Sequence[GridRow]) -> list[GridRow]:
    """Heading rows that one tag prints on every page (Chromium's) as one row a page.

    A heading printed again stands before the first row that begins on its page.
    """
    again: list[GridRow] = []
    rest: list[GridRow] = []
    for row in grid:
        first, *others = _by_page(row) if row.header else [row]
        if others and all(_alike(first, other) for other in others):
            rest.append(first)
            again.extend(others)
        else:
            rest.append(row)
    return put_in(rest, again)


def pages_of(row: GridRow) -> list[int]:
    return sorted({line.words[0].page for line in row.lines()})


def _by_page(row: GridRow) -> list[GridRow]:
    """What of the row is printed on each of its pages; itself where that is one."""
    pages = pages_of(row)
    return [part_on(row, [page]) for page in pages] if len(pages) > 1 else [row]


def _alike(first: GridRow, other: GridRow) -> bool:
    return row_text(first) == row_text(other)


def put_in(grid: Sequence[GridRow], headings: Sequence[GridRow]) -> list[GridRow]:
    """The grid with headings before the first row that begins on their page or later."""
    rows = list(grid)
    if not headings:
        return rows
    pages = [-1 if row.header else row_page(row) or 0 for row in rows]  # -1: no row to stand before
    for heading in headings:
        page = row_page(heading) or 0
        at = next((n for n, other in enumerate(pages) if other >= page), len(rows))
        rows.insert(at, heading)
        pages.insert(at, -1 if heading.header else page)
    return rows


def headings_again(grid: Sequence[GridRow], loose: Sequence[Word]) -> list[GridRow]:
    """The heading rows that are printed on later pages outside the tags (Word, LibreOffice).

    loose are words that no tag claims. A page's loose words are a repeated heading where every
    word of the heading is among them, at the same distance from the heading's first word.
    """
    head = []
    for row in grid:
        if not row.header:
            break
        head.append(row)
    by_page: dict[int, list[Word]] = {}
    for word in loose:
        by_page.setdefault(word.page, []).append(word)
    again: list[GridRow] = []
    for page in sorted(by_page):
        if head and page != row_page(head[0]):
            again.extend(_printed_again(head, by_page[page]))
    return again


def _printed_again(head: Sequence[GridRow], loose: Sequence[Word]) -> Iterator[GridRow]:
    words = [word for row in head for word in row.words()]
    if not words:
        return
    for start in (word for word in loose if word.text == words[0].text):
        twins = _twins(words, start, loose)
        if twins is not None:
            yield from (_with_words(row, twins) for row in head)
            return


def _twins(words: Sequence[Word], start: Word, loose: Sequence[Word]) -> dict[Word, Word] | None:
    """Each word's counterpart where start is that of the first; None if one is missing."""
    right, down = start.x0 - words[0].x0, start.top - words[0].top
    if abs(right) > AGAIN:
        return None
    twins: dict[Word, Word] = {}
    for word in words:
        twin = next(
            (
                other
                for other in loose
                if other.text == word.text
                and abs(other.x0 - word.x0 - right) < 1
                and abs(other.top - word.top - down) < 1
            ),
            None,
        )
        if twin is None:
            return None
        twins[word] = twin
    return twins


def _with_words(row: GridRow, twins: dict[Word, Word]) -> GridRow:
    def cell(old: TaggedCell) -> TaggedCell:
        return replace(
            old,
            lines=tuple(
                replace(line, words=tuple(twins[word] for word in line.words)) for line in old.lines
            ),
        )

    return replace(row, slots=tuple(replace(slot, cell=cell(slot.cell)) for slot in row.slots))


def part_fused(grid: Sequence[GridRow]) -> list[GridRow]:
    """Rows that tags run together over a page end (Acrobat's) cut in two again.

    The parts are no longer whole: language may join them again.
    """
    parted: list[GridRow] = []
    for row in grid:
        pages = pages_of(row)
        if row.header or len(pages) != 2 or not _fused(row, *pages):
            parted.append(row)
            continue
        first, second = part_on(row, pages[:1]), part_on(row, pages[1:])
        parted.append(replace(first, whole=False))
        slots = tuple(_alone(slot) for slot in second.slots)
        parted.append(replace(second, slots=slots, whole=False))
    return parted


def _fused(row: GridRow, first: int, second: int) -> bool:
    """True where two rows were taken for one.

    All cells go on after the page end and begin there at one height, although one of them had
    room left before it, or is but a word on either page. In a row that a page end really cuts, the
    cells that go on have filled the page, and the short ones are complete.
    """
    above = [[w for w in cell.words() if w.page == first] for _, cell in row.cells()]
    below = [[w for w in cell.words() if w.page == second] for _, cell in row.cells()]
    used = [(a, b) for a, b in zip(above, below, strict=True) if a or b]
    if len(used) < 3 or not all(a and b for a, b in used):
        return False
    tops = [min(word.top for word in b) for _, b in used]
    ends = [max(word.bottom for word in a) for a, _ in used]
    room = max(ends) - min(ends) > ROOM * max(word.size for a, _ in used for word in a)
    lone = any(len(a) == len(b) == 1 for a, b in used)
    return max(tops) - min(tops) <= SLACK and (room or lone)


def _alone(slot: Slot) -> Slot:
    """A cell that hangs down from above stays so; one that began in the row is the row's own."""
    return slot if slot.above else replace(slot, cell=replace(slot.cell, row_span=1))
