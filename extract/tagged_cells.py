"""The rows and cells that the tags of a table name, filled with the pages' own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from actionplans.extract.document import Line
from actionplans.extract.page import Word
from actionplans.extract.structure import Element, Mark

CELLS = ("TH", "TD")
PARAGRAPHS = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Title", "Caption", "BlockQuote")
)
ENDING = PARAGRAPHS | {"Note", "Div", "Sect", "TR", *CELLS}  # what ends a paragraph

Words = Mapping[Mark, Sequence[Word]]


@dataclass(frozen=True)
class TaggedCell:
    """A TH or TD; its lines run on over page ends."""

    lines: tuple[Line, ...] = ()
    row_span: int = 1
    column_span: int = 1

    def words(self) -> Iterator[Word]:
        for line in self.lines:
            yield from line.words

    @cached_property
    def extents(self) -> tuple[tuple[int, float, float], ...]:
        """Page, left and right of the cell's words, page by page."""
        found: dict[int, tuple[float, float]] = {}
        for line in self.lines:
            page, left, _, right, _ = line.box
            x0, x1 = found.get(page, (left, right))
            found[page] = (min(x0, left), max(x1, right))
        return tuple((page, x0, x1) for page, (x0, x1) in found.items())


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A TR with its cells in order; header where it stands in THead or is all of TH.

    new_part: the first row of a further Table element that goes on with the table on a new page.
    whole is False at such a seam: the page end may have cut one row into two.
    """

    cells: tuple[TaggedCell, ...]
    header: bool = False
    new_part: bool = False
    whole: bool = True


def read_rows(table: Element, words: Words) -> list[TaggedRow]:
    """The rows of a Table, directly below it or in THead, TBody, TFoot; nested tables are text."""
    rows = [_read_row(element, words, head) for element, head in _row_elements(table, head=False)]
    if all(row.header for row in rows):  # then the tags say nothing about headings
        return [TaggedRow(row.cells) for row in rows]
    return rows


def _row_elements(element: Element, *, head: bool) -> Iterator[tuple[Element, bool]]:
    for kid in element.kids:
        if isinstance(kid, Mark) or kid.role in CELLS:
            continue
        if kid.role == "TR":
            yield kid, head
        else:
            yield from _row_elements(kid, head=head or kid.role == "THead")


def _read_row(row: Element, words: Words, head: bool) -> TaggedRow:
    cells = [cell for cell in _inside(row) if cell.role in CELLS]
    return TaggedRow(
        tuple(
            TaggedCell(read_lines(cell, words), cell.row_span, cell.column_span) for cell in cells
        ),
        header=head or (len(cells) > 1 and all(cell.role == "TH" for cell in cells)),
    )


def _inside(row: Element) -> Iterator[Element]:
    """The cells of a row, also where another element is wrapped around them."""
    for kid in row.kids:
        if isinstance(kid, Element):
            if kid.role in CELLS:
                yield kid
            else:
                yield from _inside(kid)


def read_lines(cell: Element, words: Words) -> tuple[Line, ...]:
    """The printed lines of a cell, paragraph by paragraph.

    starts_paragraph is True and False where the cell has paragraph or list tags; where its text
    is not tagged further it is True on the first line and None on the others.
    """
    paragraphs = _Paragraphs(words)
    paragraphs.walk(cell)
    lines: list[Line] = []
    for paragraph in filter(None, paragraphs.found):
        for number, line in enumerate(split_lines(paragraph)):
            starts = number == 0 or (False if paragraphs.tagged else None)
            lines.append(Line(line, starts))
    return tuple(lines)


class _Paragraphs:
    """The words of a cell by paragraph; a list label opens the paragraph that follows it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.found: list[list[Word]] = [[]]
        self.tagged = False
        self.after_label = False

    def walk(self, element: Element) -> None:
        for kid in element.kids:
            if isinstance(kid, Mark):
                self.found[-1].extend(self.words.get(kid, ()))
                self.after_label = False
            elif kid.role == "Lbl":
                self.walk(kid)
                self.after_label = True
            elif kid.role in ENDING:
                self.tagged = True
                if not self.after_label:
                    self.found.append([])
                self.walk(kid)
                self.found.append([])
            else:
                self.walk(kid)


def split_lines(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Words in reading order as printed lines: a word that is not beside the last begins one."""
    start = 0
    for end, (last, word) in enumerate(pairwise(words), start=1):
        if not _beside(last, word):
            yield tuple(words[start:end])
            start = end
    if words:
        yield tuple(words[start:])


def _beside(last: Word, word: Word) -> bool:
    if last.page != word.page or last.upright != word.upright:
        return False
    if not word.upright:
        return True
    if word.top == last.top and word.bottom == last.bottom > last.top:  # as nearly always
        return word.x0 > last.x0
    overlap = min(last.bottom, word.bottom) - max(last.top, word.top)
    height = min(last.bottom - last.top, word.bottom - word.top)
    return overlap > height / 2 and word.x0 > last.x0
