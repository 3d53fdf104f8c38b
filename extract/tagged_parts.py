"""Tables that the tags break at page ends (WeasyPrint's, Acrobat's) as parts of one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from actionplans.extract.structure import Element, Mark
from actionplans.extract.tagged_cells import TaggedRow, Words
from actionplans.extract.tagged_grid import Bands, bands, columns, lay_out


def parts_of_tables(root: Element, words: Words) -> Iterator[list[Element]]:
    """The outermost tables in the tree's order; those with no text between them come together, but
    one with a caption begins anew."""
    parts: list[Element] = []
    for item in _outline(root):
        if isinstance(item, Element):
            if parts and _has_caption(item):
                yield parts
                parts = []
            parts.append(item)
        elif parts and words.get(item):
            yield parts
            parts = []
    if parts:
        yield parts


def _has_caption(table: Element) -> bool:
    return any(isinstance(kid, Element) and kid.role == "Caption" for kid in table.kids)


def _outline(element: Element) -> Iterator[Element | Mark]:
    """Tables, and the marks outside them."""
    for kid in element.kids:
        if isinstance(kid, Mark) or kid.role == "Table":
            yield kid
        else:
            yield from _outline(kid)


def join_parts(parts: Sequence[list[TaggedRow]]) -> list[TaggedRow] | None:
    """The rows of all parts, None where they are not one table.

    Each part begins on the page after the last one's end and has the same columns. At a seam the
    page end may have cut a row, so the rows beside it are not whole.
    """
    if len(parts) > 1 and not all(_goes_on(one, other) for one, other in pairwise(parts)):
        return None
    joined = list(parts[0])
    for part in parts[1:]:
        first = next((n for n, row in enumerate(part) if not row.header), 0)
        joined[-1] = replace(joined[-1], whole=joined[-1].header)
        for number, row in enumerate(part):
            seam = number == first
            joined.append(replace(row, new_part=number == 0, whole=row.whole and not seam))
    return joined


def _goes_on(rows: Sequence[TaggedRow], following: Sequence[TaggedRow]) -> bool:
    pages = _pages(rows), _pages(following)
    if not pages[0] or not pages[1] or min(pages[1]) != max(pages[0]) + 1:
        return False
    if columns(rows) != columns(following):
        return False
    one, other = lay_out(rows), lay_out(following)
    return bool(one and other and _same_columns(bands(one), bands(other)))


def _same_columns(above: Bands, below: Bands) -> bool:
    last, first = above[max(above)], below[min(below)]
    return all(last[c].overlap(first[c].x0, first[c].x1) > 0 for c in last.keys() & first.keys())


def _pages(rows: Sequence[TaggedRow]) -> set[int]:
    return {line.box.page for row in rows for cell in row.cells for line in cell.lines}
