"""From a PDF to a Document: read the pages, find the tables, join them, account for every word."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from actionplans.errors import ActionPlanError, NotAPdfError, NoTextLayerError
from actionplans.extract import badges, blocks, furniture, spaced, stacked
from actionplans.extract.document import Document, Line, PageSize, PageTable, Table, words_of_tables
from actionplans.extract.grid import MOST as MOST_RULES
from actionplans.extract.headings import remembered
from actionplans.extract.join import common_edges, continues, join
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Box, Fill, Page, Rule, Word, without_words
from actionplans.extract.pictures import is_picture
from actionplans.extract.title import title

OcrMode = Literal["auto", "off", "force"]
IsHeading = Callable[[str], bool]


class Found(NamedTuple):
    """What the detectors took, in order of trust, and the pages' words that they left."""

    tagged: tuple[Table, ...]
    drawn: tuple[PageTable, ...]
    rest: tuple[Page, ...]


def read_document(
    source: Path,
    *,
    password: str | None = None,
    ocr: OcrMode = "auto",
    is_heading: IsHeading | None = None,
) -> Document:
    """Read a PDF whole: every word of every page ends in a table, a Line or the furniture.

    ocr: "auto" recognises the pages that are pictures without text, "force" all, "off" none.
    is_heading tells whether a text is the heading of a column; it helps to find tables without
    lines. Raises SourceNotFoundError, NotAPdfError, EncryptedPdfError, EmptyPdfError or
    NoTextLayerError.
    """
    asked = remembered(is_heading) if is_heading else None
    pages, flags = read_all(source, password)
    pages, text_layer = with_recognised(source, pages, ocr, password)
    marks = frozenset(word for page in pages for word in furniture.watermarks(page))
    found = find_tables(source, without_words(pages, marks), password)
    if text_layer == "native" and any(is_picture(page) for page in pages):
        flags = (*flags, "pages-without-text")
    if any(_is_crowded(page) for page in pages):
        flags = (*flags, "page-crowded")
    in_blocks = blocks.find_tables(found.rest, asked)
    rest = without_words(found.rest, words_of_tables(in_blocks))
    boxes = furniture.running_boxes(pages, found.drawn)
    heads = furniture.running(pages, [page.words for page in rest], asked)
    heads |= frozenset(words_of_tables(boxes))
    rest = without_words(rest, heads)
    in_stacks = stacked.find_tables(rest, asked)
    rest = without_words(rest, words_of_tables(in_stacks))
    rest, by_space = find_spaced(rest, asked, source, password)
    if not (found.tagged or found.drawn or in_blocks or in_stacks or by_space):
        in_stacks = stacked.find_tables(rest, asked, numbered=True)
        rest = without_words(rest, words_of_tables(in_stacks))
    body = reading_order(
        (*found.tagged, *in_stacks),
        [*(table for table in found.drawn if table not in boxes), *in_blocks, *by_space],
        rest,
    )
    aside = {id(word) for word in (*marks, *heads)}
    small = badges.marks_of(pages)
    return Document(
        source=str(source),
        sha256=digest(source),
        title=title(source, pages, body, password),
        pages=tuple(PageSize(page.number, page.width, page.height, page.turned) for page in pages),
        body=badges.with_badges(body, small),
        furniture=tuple([word for page in pages for word in page.words if id(word) in aside]),
        text_layer=text_layer,
        flags=flags,
        swatches=badges.swatches(body, small),
    )


def read_all(source: Path, password: str | None) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages and the doubts about them; pdfplumber reads what pdfium cannot."""
    from actionplans.extract.pdfium import read_pages

    try:
        pages = tuple(read_pages(source, password))
        unread = any(page.width <= 0 for page in pages)
        return pages, ("page-unreadable",) if unread else ()
    except NotAPdfError as unreadable:
        try:
            from actionplans.extract import plumber
        except ImportError:
            raise unreadable from None
        try:
            return plumber.read_pages(source, password), ("read-by-fallback",)
        except ActionPlanError:
            raise
        except Exception:  # noqa: BLE001 - what a file that pdfium refused makes pdfminer raise
            raise unreadable from None


def with_recognised(
    source: Path, pages: tuple[Page, ...], ocr: OcrMode, password: str | None
) -> tuple[tuple[Page, ...], Literal["native", "ocr"]]:
    """The pages, those that are pictures replaced by what is recognised in them.

    Raises NoTextLayerError where all are pictures, and none is to be or can be recognised.
    """
    blank = [page.number for page in pages if is_picture(page)]
    wanted = [page.number for page in pages] if ocr == "force" else blank
    if not wanted:
        return pages, "native"
    try:
        if ocr == "off":
            raise NoTextLayerError(
                str(source),
                "Its pages are pictures without text.",
                "Convert it with --ocr auto (pip install 'actionplans[ocr]').",
            )
        from actionplans.extract.pictures import recognise

        read = {page.number: page for page in recognise(source, wanted, password=password)}
    except NoTextLayerError:
        if ocr == "force" or all(is_picture(page) or not page.words for page in pages):
            raise
        return pages, "native"
    layer: Literal["native", "ocr"] = (
        "ocr" if any(page.words for page in read.values()) else "native"
    )
    return tuple(read.get(page.number, page) for page in pages), layer


def _is_crowded(page: Page) -> bool:
    """Whether more is on the page than is looked at: a drawing, not a plan."""
    return len(page.words) > spaced.MOST_WORDS or len(page.rules) > MOST_RULES


def find_tables(source: Path, pages: tuple[Page, ...], password: str | None) -> Found:
    """The tables of the structure tree, then those drawn with lines."""
    from actionplans.extract import ruled

    try:
        from actionplans.extract import tagged
    except ImportError:
        by_tags: tuple[Table, ...] = ()
    else:
        by_tags = tagged.find_tables(source, pages, password=password)
    taken = words_of_tables(by_tags)
    rest = without_words(pages, taken)
    drawn = tuple(table for table in ruled.find_tables(rest) if not _is_remains(table, taken))
    left = without_words(rest, words_of_tables(drawn))
    return Found(by_tags, drawn, without_lines(left, [table.box for table in drawn]))


def _is_remains(table: PageTable, taken: Iterable[Word]) -> bool:
    """Whether the table is the lines of one that the tags told, with no more than a title in it."""
    if sum(bool(cell.lines) for row in table.rows for cell in row.cells) > 1:
        return False
    box = table.box
    return any(
        word.page == box.page
        and box.x0 < (word.x0 + word.x1) / 2 < box.x1
        and box.top < (word.top + word.bottom) / 2 < box.bottom
        for word in taken
    )


def find_spaced(
    pages: tuple[Page, ...], is_heading: IsHeading | None, source: Path, password: str | None
) -> tuple[tuple[Page, ...], tuple[PageTable, ...]]:
    """The tables that white space shows among the words that are left, and what is left then."""
    found = spaced.find_tables(pages, is_heading=is_heading, source=source, password=password)
    return without_words(pages, words_of_tables(found)), found


def without_lines(pages: Iterable[Page], boxes: Sequence[Box]) -> tuple[Page, ...]:
    """The pages without the rules and fills inside the boxes, which are those of known tables."""
    cleared = []
    for page in pages:
        inside = [box for box in boxes if box.page == page.number]
        if inside:
            rules = tuple(rule for rule in page.rules if not _within(rule, inside))
            fills = tuple(fill for fill in page.fills if not _within(fill, inside))
            page = replace(page, rules=rules, fills=fills)
        cleared.append(page)
    return tuple(cleared)


def _within(drawn: Rule | Fill, boxes: Sequence[Box]) -> bool:
    x, y = (drawn.x0 + drawn.x1) / 2, (drawn.top + drawn.bottom) / 2
    return any(b.x0 - 3 <= x <= b.x1 + 3 and b.top - 3 <= y <= b.bottom + 3 for b in boxes)


def reading_order(
    whole: Sequence[Table], parts: Sequence[PageTable], rest: Sequence[Page]
) -> tuple[Table | Line, ...]:
    """Tables and the lines between them, from page to page and down each page.

    Parts of tables with nothing between them become one table where their columns agree.
    """
    placed: list[tuple[tuple[int, float, float], Table | PageTable | Line]] = []
    placed += [(_start(table), table) for table in whole if table.rows]
    placed += [((part.box.page, part.box.top, part.box.x0), part) for part in parts]
    for page in rest:
        beside = [part for part in parts if part.box.page == page.number]
        placed += [(_line_start(line, beside), line) for line in lines_of(page.words)]
    placed.sort(key=lambda pair: pair[0])
    body: list[Table | Line] = []
    going: list[PageTable] = []
    edges: Sequence[float] = ()
    for _, piece in [*placed, (None, None)]:
        if isinstance(piece, PageTable) and going and continues(edges, piece):
            going.append(piece)
            edges = common_edges(edges, piece)
            continue
        if going:
            body.append(join(going))
        going, edges = ([piece], piece.column_edges) if isinstance(piece, PageTable) else ([], ())
        if isinstance(piece, (Table, Line)):
            body.append(piece)
    return tuple(body)


def _start(table: Table) -> tuple[int, float, float]:
    """Where the table's first word stands on its first page."""
    words = [word for cell in table.rows[0].cells for word in cell.words()]
    if not words:
        return table.rows[0].page, 0.0, 0.0
    first = min(words, key=lambda word: (word.page, word.top))
    return first.page, first.top, first.x0


def _line_start(line: Line, tables: Sequence[PageTable]) -> tuple[int, float, float]:
    """Where the line stands; one beside a table comes before it, so that the table can go on."""
    box = line.box
    middle = (box.top + box.bottom) / 2
    for table in tables:
        if table.box.top < middle < table.box.bottom:
            return box.page, table.box.top - 0.01, box.x0
    return box.page, box.top, box.x0


def digest(source: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal."""
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
