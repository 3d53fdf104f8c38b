"""Furniture: running heads, page numbers, protective markings and watermarks.

Running furniture repeats at the same place on several pages, with only its numbers changing, in
the head or foot of the page and outside of the tables. A watermark is large and stands slanted,
or pale, across the page, over the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.document import Line, PageTable
from actionplans.extract.headings import known_headings
from actionplans.extract.join import agree
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Box, Page, Word
from actionplans.extract.runs import printed_lines
from actionplans.extract.spaced import sheet_of

MARGIN = 0.14  # part of the page's height that may hold running heads or feet
FEW_PAGES = 4  # of which one or two may be a cover without running heads
LEAST_OF_SERIES = 3  # numbered lines of one shape
PLACE = 6.0  # points by which a running line may move from page to page
WATERMARK_SIZE = 2.6  # times the page's common size
SMALL = 6.0  # points: the common size is taken to be no smaller
PALE = 0xA0  # each part of a pale colour is above this
PAGE_NUMBER = re.compile(
    r"^(?:.{3,80}\s[-–—|•]\s*)?page\W*\d{1,4}(?:\s*(?:of|/|\||-)\s*\d{1,4})?\W*$"
    r"|^\W*(?:page\W*\d{1,4}|(?:p\.?)?\W*(?:\d{1,3}|[ivxl]{1,6}))(?:\s*(?:of|/|\||-)\s*\d{1,4})?\W*$",
    re.I,
)
MARKING = re.compile(
    r"^\W*(?:(?:nhs\s+)?official(?:\W+sensitive)?|not protectively marked|protect|restricted"
    r"|confidential|unclassified|public|internal use only|classification\s*:.*)\W*$",
    re.I,
)


class _Part(NamedTuple):
    """What stands together on a line in the head or foot of a page; shape is its text less its
    numbers."""

    line: Line
    box: Box
    shape: str


def watermarks(page: Page) -> frozenset[Word]:
    """The words of a page that are printed across it, over or under its text."""
    slanted = [word for word in page.words if not word.upright and _across(word)]
    sizes = [word.size for word in page.words]
    if max(sizes, default=0.0) <= WATERMARK_SIZE * SMALL:
        return frozenset(slanted)
    sizes.sort()
    least = WATERMARK_SIZE * max(sizes[len(sizes) // 2], SMALL)
    large = [word for word in page.words if word.size > least] if sizes[-1] > least else []
    pale = [word for word in large if _pale(word.colour) and _overlaps(word, page.words)]
    return frozenset(slanted + pale)


def _across(word: Word) -> bool:
    """Whether the word runs at a slant: its box is larger both ways than one line of its size."""
    return min(word.x1 - word.x0, word.bottom - word.top) > 1.3 * word.size > 13


def _pale(colour: str) -> bool:
    return all(int(colour[n : n + 2], 16) >= PALE for n in (1, 3, 5))


def _overlaps(word: Word, words: Sequence[Word]) -> bool:
    """Whether smaller text is printed over the word."""
    return any(
        other.size < word.size / 2
        and other.x0 < word.x1
        and other.x1 > word.x0
        and other.top < word.bottom
        and other.bottom > word.top
        for other in words
    )


def running(
    pages: Sequence[Page],
    rest: Sequence[Sequence[Word]],
    is_heading: Callable[[str], bool] | None = None,
) -> frozenset[Word]:
    """The running heads and feet among the words of each page that are in no table.

    The headings of columns are none, though they may repeat on every page: is_heading tells them.
    """
    zones = [_in_margins(page, words) for page, words in zip(pages, rest, strict=True)]
    series = _series(pages, rest)
    found: set[Word] = set()
    for number, zone in enumerate(zones):
        around = [zones[n] for n in range(max(0, number - 3), number + 4) if n < len(zones)]
        near = [part for lines in around for parts in lines for part in parts] if zone else []
        least = 3 if len(pages) > FEW_PAGES else 2
        for parts in zone:
            running = [
                part
                for part in parts
                if (
                    sum([_same_place(part, other) for other in near]) >= least
                    and part.shape not in series
                )
                or _alone(part.line, pages[number], rest[number])
            ]
            if len(parts) < 3 or 2 * len(running) > len(parts):  # else the row of a table
                found.update(word for part in running for word in part.line.words)
    if is_heading and found:
        for page, words in zip(pages, rest, strict=True):
            found -= _headings(page, words, found, is_heading)
    return frozenset(found)


def _series(pages: Sequence[Page], rest: Sequence[Sequence[Word]]) -> frozenset[str]:
    """The shapes of lines that number or label what the pages hold, "Action 2.1", "Response:":
    printed again and again between the margins, with other numbers where they have some, they are
    no running heads where a page begins so."""
    seen: dict[str, set[str]] = {}
    times: Counter[str] = Counter()
    for page, words in zip(pages, rest, strict=True):
        zone = MARGIN * page.height
        inside = [word for word in words if zone <= word.bottom and word.top <= page.height - zone]
        for line in lines_of(inside):
            if any(map(str.isdigit, line.text)) and any(map(str.isalpha, line.text)):
                seen.setdefault(_shape(line.text), set()).add(line.text)
            elif line.text.endswith(":"):
                times[line.text] += 1
    numbered = {shape for shape, texts in seen.items() if len(texts) >= LEAST_OF_SERIES}
    return frozenset(numbered | {text for text, count in times.items() if count >= LEAST_OF_SERIES})


def _headings(
    page: Page, words: Sequence[Word], found: set[Word], is_heading: Callable[[str], bool]
) -> set[Word]:
    """The headings of columns on a page and what is below, where words found may be some."""
    here = {id(word) for word in found if word.page == page.number}
    if not here:
        return set()
    lines = printed_lines(words)
    suspects = [
        line
        for line in lines
        if len(line.runs) > 1 and any(id(word) in here for run in line.runs for word in run.words)
    ]
    if not any(is_heading(run.text) for line in suspects for run in line.runs):
        return set()
    sheet = sheet_of(replace(page, words=tuple(words)))
    foot = (1 - MARGIN) * page.height  # headings have rows below them
    bands = [b for b in known_headings(sheet, is_heading) if sheet.lines[b.first].top < foot]
    if not bands:
        return set()
    upper = page.height / 2  # nothing below headings is a running head
    last = max((n for n, line in enumerate(sheet.lines) if line.top < upper), default=-1)
    places = {n for band in bands for n in range(band.first, max(band.last, last) + 1)}
    return {word for n in places for run in sheet.lines[n].runs for word in run.words}


def running_boxes(pages: Sequence[Page], tables: Sequence[PageTable]) -> tuple[PageTable, ...]:
    """The small tables that are running heads or feet: a form's title box, printed on every page.

    The only table of a page is none, nor is a heading of the table below, which has its columns.
    """
    heights = {page.number: page.height for page in pages}
    edge = [table for table in tables if _at_edge(table, heights[table.box.page])]
    found = []
    for table in edge:
        alike = sum(_same_box(table, other) for other in edge)
        here = [other for other in tables if other.box.page == table.box.page and other != table]
        heads = any(agree(table.column_edges, other.column_edges) for other in here)
        if alike >= max(2, min(3, len(pages))) and here and not heads:
            found.append(table)
    return tuple(found)


def _at_edge(table: PageTable, height: float) -> bool:
    box = table.box
    return len(table.rows) <= 4 and (
        box.bottom < 1.5 * MARGIN * height or box.top > (1 - MARGIN) * height
    )


def _same_box(table: PageTable, other: PageTable) -> bool:
    return (
        abs(table.box.top - other.box.top) <= PLACE
        and abs(table.box.x0 - other.box.x0) <= PLACE
        and _text(table) == _text(other)
    )


def _text(table: PageTable) -> str:
    return _shape(" ".join(cell.text for row in table.rows for cell in row.cells))


def _alone(line: Line, page: Page, words: Sequence[Word]) -> bool:
    """Whether the line is a page number or a marking, and the outermost of its page."""
    named = PAGE_NUMBER.match(line.text) or MARKING.match(line.text)
    return bool(named) and _outermost(line, page, words)


def _in_margins(page: Page, words: Iterable[Word]) -> list[list[_Part]]:
    """The lines in the head and foot of the page, each cut where wide gaps part it."""
    zone = MARGIN * page.height
    edge = [word for word in words if word.bottom < zone or word.top > page.height - zone]
    return [_parts(line) for line in lines_of(edge)]


def _parts(line: Line) -> list[_Part]:
    parts = [[line.words[0]]]
    for one, other in pairwise(line.words):
        if other.x0 - one.x1 > 2 * other.size:
            parts.append([])
        parts[-1].append(other)
    lines = [Line(tuple(part)) for part in parts]
    return [_Part(line, line.box, _shape(line.text)) for line in lines]


def _same_place(part: _Part, other: _Part) -> bool:
    """Whether two lines stand at the same height and differ in their numbers at most."""
    one, two = part.box, other.box
    if part.shape != other.shape or abs(one.top - two.top) > PLACE:
        return False
    return abs(one.x0 - two.x0) <= PLACE or abs(one.x1 - two.x1) <= PLACE or _mirrored(one, two)


def _mirrored(one: Sequence[float], two: Sequence[float]) -> bool:
    """Whether the boxes are as wide as each other: heads of odd and even pages change sides."""
    return abs((one[3] - one[1]) - (two[3] - two[1])) <= PLACE


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _outermost(line: Line, page: Page, words: Sequence[Word]) -> bool:
    """Whether nothing else on the page stands further out than the line."""
    box = line.box
    others = [word for word in words if word not in line.words]
    if box.top > page.height / 2:
        return all(word.bottom <= box.bottom + 1 for word in others)
    return all(word.top >= box.top - 1 for word in others)
