"""Detector: tables as the tags of the PDF describe them, joined over pages by their author.

Distrusted all the same: a table is only handed on where its rows agree with the page (columns that
do not share a width, rows that go down the page, few words inside it that the tags leave out).
What is refused here stays for the next detector.

What becomes of the words: those of a table's cells are in its rows, list labels and bullets
included. A heading printed again on a later page is a Row of its own with header=True, also where
the writer marked it as an artifact, and stands before the first row that begins on that page.
All other words, running heads and page numbers among them, are left unclaimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from actionplans.extract.document import Cell, Line, Row, Table
from actionplans.extract.page import Page, Word
from actionplans.extract.structure import Element, Mark, read_structure
from actionplans.extract.tagged_boxes import PageGrid, fill_of, page_grids
from actionplans.extract.tagged_cells import TaggedRow, Words, read_rows
from actionplans.extract.tagged_grid import (
    Bands,
    GridRow,
    Slot,
    bands,
    lay_out,
    overlapping,
)
from actionplans.extract.tagged_pages import (
    headings_again,
    part_fused,
    put_in,
    row_page,
    split_headings,
)
from actionplans.extract.tagged_parts import join_parts, parts_of_tables

STRAYS = 0.1  # a table is not to be trusted whose tags leave out a larger share of its words


def find_tables(
    source: Path, pages: Sequence[Page], *, password: str | None = None
) -> tuple[Table, ...]:
    """The tables that the structure tree describes and the pages bear out, in the tree's order.

    A Table of Word values of the pages, each at most once. Empty where the PDF is not tagged.
    """
    if not any(word.mcid >= 0 for page in pages for word in page.words):
        return ()
    root = read_structure(source, len(pages), password=password)
    return tables_in(root, pages) if root is not None else ()


def tables_in(root: Element, pages: Sequence[Page]) -> tuple[Table, ...]:
    """The tables below an element of the structure tree, with their words from the pages."""
    words: dict[Mark, list[Word]] = {mark: [] for mark in root.marks()}
    named: dict[int, dict[int, list[Word]]] = {page.number: {} for page in pages}
    for (page, mcid), found in words.items():
        if mcid >= 0 and page in named:
            named[page][mcid] = found
    loose: list[Word] = []
    for sheet in pages:
        marked = named[sheet.number].get
        for word in sheet.words:
            # Browsers give text set on its side the tag of what was drawn before it.
            (marked(word.mcid, loose) if word.upright else loose).append(word)
    sheets = {page.number: page for page in pages}
    return tuple(
        table
        for part in parts_of_tables(root, words)
        for table in _tables(part, words, sheets, loose)
    )


def _tables(
    parts: Sequence[Element], words: Words, sheets: Mapping[int, Page], loose: Sequence[Word]
) -> Iterator[Table]:
    """The parts as one table; failing that each by itself, and then the tables within it."""
    rows = join_parts([read_rows(part, words) for part in parts])
    table = _read_table(rows, sheets, loose) if rows is not None else None
    if table is not None:
        yield table
    elif len(parts) > 1:
        for part in parts:
            yield from _tables([part], words, sheets, loose)
    else:
        for inner in parts_of_tables(Element("Table", parts[0].kids), words):
            yield from _tables(inner, words, sheets, loose)


def _read_table(
    rows: Sequence[TaggedRow], sheets: Mapping[int, Page], loose: Sequence[Word]
) -> Table | None:
    """Tagged rows checked against their pages; None where they do not hold."""
    grid = lay_out(rows)
    if not grid or len(grid[0].slots) < 2:
        return None
    found = bands(grid)
    if len(next(iter(found.values()), ())) < 2 or overlapping(found):
        return None
    grid = part_fused(split_headings([row for row in grid if row.lines()]))
    grid = put_in(grid, headings_again(grid, loose))
    return _on_pages(grid, found, sheets)


def _on_pages(grid: list[GridRow], found: Bands, sheets: Mapping[int, Page]) -> Table | None:
    """The grid as a Table, with the words that the tags leave out of it."""
    page_parts = page_grids(grid, found, sheets)
    if len(grid) < 2 or page_parts is None:
        return None
    claimed: set[int] = set()
    for row in grid:
        claimed.update(map(id, row.words()))
    strays = {
        word: part.slot((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        for number, part in page_parts.items()
        for word in sheets[number].words
        if id(word) not in claimed
    }
    inside = {word: slot for word, slot in strays.items() if slot is not None}
    if sum(word.upright for word in inside) > STRAYS * len(claimed):
        return None
    grid = _with_strays(grid, inside)
    return Table(
        tuple(_rows(grid, page_parts, sheets)),
        "structure tree",
        evidence=("the document's own tags", *_doubts(grid, len(inside))),
    )


def _doubts(grid: Sequence[GridRow], strays: int) -> Iterator[str]:
    doubtful = sum(not row.whole for row in grid)
    if doubtful:
        yield f"{doubtful} of {len(grid)} rows may be parts of rows"
    if strays:
        yield f"{strays} words without a tag put in by where they stand"


def _with_strays(grid: Sequence[GridRow], inside: Mapping[Word, tuple[int, int]]) -> list[GridRow]:
    """Words that stand in the table and lack a tag (bullets, mostly) in the cells around them."""
    by_cell: dict[tuple[int, int], list[Word]] = {}
    for word, (number, column) in inside.items():
        while not grid[number].slots[column].origin:
            slot = grid[number].slots[column]
            number, column = (number, column - 1) if slot.left else (number - 1, column)
        by_cell.setdefault((number, column), []).append(word)
    rows = list(grid)
    for (number, column), words in by_cell.items():
        slots = list(rows[number].slots)
        cell = slots[column].cell
        slots[column] = Slot(replace(cell, lines=_with_words(cell.lines, words)))
        rows[number] = replace(rows[number], slots=tuple(slots))
    return rows


def _with_words(lines: Sequence[Line], words: Sequence[Word]) -> tuple[Line, ...]:
    """Lines with words put in where they stand beside one, else as lines of their own; words set
    on their side are one line."""
    merged = list(lines)
    aside = tuple(word for word in words if not word.upright)
    merged += [Line(aside)] if aside else []
    for word in (word for word in words if word.upright):
        for number, line in enumerate(merged):
            box = line.box
            if box.page == word.page and box.top < (word.top + word.bottom) / 2 < box.bottom:
                beside = tuple(sorted((*line.words, word), key=lambda w: w.x0))
                merged[number] = replace(line, words=beside)
                break
        else:
            merged.append(Line((word,)))
    if any(line.words[0] in words for line in merged[len(lines) :]):
        merged.sort(key=lambda line: (line.box.page, line.box.top))
    return tuple(merged)


def _rows(
    grid: Sequence[GridRow], parts: Mapping[int, PageGrid], sheets: Mapping[int, Page]
) -> Iterator[Row]:
    last = 1
    for number, row in enumerate(grid):
        last = row_page(row) or last
        part = parts.get(last)
        yield Row(
            last,
            tuple(
                _cell(row, number, column, part, sheets[last]) for column in range(len(row.slots))
            ),
            whole=row.whole,
            header=row.header,
        )


def _cell(row: GridRow, number: int, column: int, part: PageGrid | None, sheet: Page) -> Cell:
    slot = row.slots[column]
    span = slot.cell.column_span if slot.origin else 1
    box = part.box(number, column, span) if part is not None else None
    return Cell(
        slot.cell.lines if slot.origin else (),
        fill=fill_of(box, sheet) if box is not None else None,
        merged_above=slot.above,
        merged_left=slot.left,
        box=box,
    )
