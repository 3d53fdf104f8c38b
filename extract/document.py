"""What extract hands on: a document as tables and lines in reading order.

Every word of every page is in exactly one place: a cell of a table, a Line of the body, or the
furniture. Nothing here says what a column means; that is for normalise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from actionplans.extract.page import Box, Word

Detector = Literal["structure tree", "ruled", "labelled blocks", "white space", "text"]


def _bounds(words: Sequence[Word]) -> Box:
    page, x0, top, x1, bottom = words[0][1:6]
    for word in words[1:]:  # most lines are short: comparing is quicker than min() and max()
        left, upper, right, lower = word[2:6]
        if left < x0:
            x0 = left
        if upper < top:
            top = upper
        if right > x1:
            x1 = right
        if lower > bottom:
            bottom = lower
    return Box(page, x0, top, x1, bottom)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one printed line, left to right.

    starts_paragraph: True or False where the document itself says so (a tag, a blank line in a
    text table), None where only the geometry can tell.
    text has the words with one space between them, box is the union of their boxes.
    """

    words: tuple[Word, ...]
    starts_paragraph: bool | None = None
    text: str = field(init=False, repr=False, compare=False)
    box: Box = field(init=False, repr=False, compare=False)

    if not TYPE_CHECKING:  # which knows both by their types above

        def __getattr__(self, name: str) -> str | Box:
            """text and box are worked out when first asked for, and then kept: every stage asks."""
            if name == "text":
                value = " ".join([word.text for word in self.words])
            elif name == "box":
                value = _bounds(self.words)
            else:
                raise AttributeError(name)
            object.__setattr__(self, name, value)
            return value


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot of the grid.

    A cell that spans several columns stands in its first slot, the slots to its right have
    merged_left; a cell that spans several rows stands in its first row, the slots below have
    merged_above (and hold, after a page end, the lines that are printed there). A blank cell has
    neither mark and no lines. fill is "#rrggbb" where the cell is coloured. box is the slot on the
    page, None where there is no geometry.
    """

    lines: tuple[Line, ...] = ()
    fill: str | None = None
    merged_above: bool = False
    merged_left: bool = False
    box: Box | None = None

    @property
    def text(self) -> str:
        """The lines joined by a space: for looking, not for the dataset."""
        return " ".join(line.text for line in self.lines)

    def words(self) -> Iterator[Word]:
        for line in self.lines:
            yield from line.words


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid as printed; cells has one entry a column of its table.

    open_above, open_below: at the page's edge, True where no ruling line closes the row (evidence
    that it goes on over the page end), False where one does, None where that says nothing
    (not at a page edge, or the table has no such rules).
    whole: the document's own structure says that this is one complete row over all its pages;
    it must not be joined to a neighbour.
    header: the document's own structure says that this is a heading row.
    """

    page: int
    cells: tuple[Cell, ...]
    open_above: bool | None = None
    open_below: bool | None = None
    whole: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """What a detector finds on one page; join.py makes Tables of those that go on over pages.

    column_edges are the x positions of the columns' borders: one more than there are columns.
    The words in the cells are the page's own Word values, each at most once.
    """

    box: Box
    column_edges: tuple[float, ...]
    rows: tuple[Row, ...]
    detector: Detector
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table over one or more pages whose parts share their column edges.

    rows are all printed rows in reading order, repeated headings included: dropping and joining
    is a matter of language and is done, on record, by normalise. has_geometry is False for a table
    that came as text without positions. evidence says why the detector took it for a table.
    """

    rows: tuple[Row, ...]
    detector: Detector
    has_geometry: bool = True
    evidence: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0

    @property
    def pages(self) -> tuple[int, int]:
        """First and last page."""
        return self.rows[0].page, self.rows[-1].page


def words_of_tables(tables: Iterable[PageTable | Table]) -> list[Word]:
    """The words of the tables' cells."""
    return [
        word
        for table in tables
        for row in table.rows
        for cell in row.cells
        for line in cell.lines
        for word in line.words
    ]


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points, as the reader sees the page.

    turned: degrees clockwise that a page set sideways was turned so that it reads, besides the
    rotation that the PDF gives it; every box on the page is given as it then stands.
    """

    number: int
    width: float
    height: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Swatch:
    """A coloured shape ("#rrggbb") between the tables, and the words on it or beside it."""

    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF read: its tables and the lines between them in reading order, and its furniture.

    furniture holds running heads, page numbers, protective markings and watermarks.
    flags are doubts about the reading as a whole ("read-by-fallback").
    """

    source: str
    sha256: str
    title: str | None
    pages: tuple[PageSize, ...]
    body: tuple[Table | Line, ...]
    furniture: tuple[Word, ...] = ()
    text_layer: Literal["native", "ocr"] = "native"
    flags: tuple[str, ...] = ()
    swatches: tuple[Swatch, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.body if isinstance(part, Table))
