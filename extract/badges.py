"""Colour that is no cell's ground: pills behind a word, dots, and the swatches of a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from actionplans.extract.document import Cell, Line, Row, Swatch, Table
from actionplans.extract.lines import lines_of
from actionplans.extract.page import Box, Fill, Page, Word

SMALLEST, HIGHEST, WIDEST = 4.0, 40.0, 170.0  # points: a badge is no speck, no panel
GROUND = 0.6  # of the cell's area: what covers more is its background
MOST_WORDS = 5  # on a badge
PALE = 0xDC  # each part of a tint is above this
NEAR = 16.0  # points between a swatch and the words that explain it
LEVEL = 4.0  # points by which these may stand higher or lower

Body = tuple[Table | Line, ...]
Marks = Mapping[int, Sequence[Fill]]


def marks_of(pages: Sequence[Page]) -> Marks:
    """The small coloured shapes of each page: fills and what is drawn with curves."""
    return {
        page.number: [mark for mark in (*page.fills, *page.shapes) if _is_small(mark)]
        for page in pages
    }


def _is_small(mark: Fill) -> bool:
    wide, high = mark.x1 - mark.x0, mark.bottom - mark.top
    return SMALLEST <= high <= HIGHEST and SMALLEST <= wide <= WIDEST


def with_badges(body: Body, marks: Marks) -> Body:
    """The body with the colour of the badge in each cell that has one as the cell's fill."""
    if not any(marks.values()):
        return body
    return tuple(
        replace(part, rows=tuple(_with_badges(row, marks) for row in part.rows))
        if isinstance(part, Table)
        else part
        for part in body
    )


def _with_badges(row: Row, marks: Marks) -> Row:
    level = _level_with(row, marks)
    if not any(level.values()):
        return row
    found = [_badge(cell, level) for cell in row.cells]
    if not any(found):
        return row
    cells = (
        replace(cell, fill=colour) if colour else cell
        for cell, colour in zip(row.cells, found, strict=True)
    )
    return replace(row, cells=tuple(cells))


def _level_with(row: Row, marks: Marks) -> Marks:
    """The marks at the height of the row."""
    boxes = [cell.box for cell in row.cells if cell.box is not None]
    top = min((box.top for box in boxes), default=0.0)
    bottom = max((box.bottom for box in boxes), default=0.0)
    return {
        page: [mark for mark in marks.get(page, ()) if top < (mark.top + mark.bottom) / 2 < bottom]
        for page in {box.page for box in boxes}
    }


def _badge(cell: Cell, marks: Marks) -> str | None:
    """The colour behind the few words of a cell, or of the only shape in a blank one."""
    if cell.box is None or cell.merged_left:
        return None
    if sum(len(line.words) for line in cell.lines) > MOST_WORDS:
        return None
    inside = [mark for mark in marks.get(cell.box.page, ()) if _inside(mark, cell.box)]
    if not inside:
        return None
    words = list(cell.words())
    if words:
        behind = [mark for mark in inside if all(_behind(mark, word) for word in words)]
        marks_left = behind or [mark for mark in inside if _left_of(mark, words)]
        return marks_left[-1].colour if marks_left else None
    colours = {mark.colour for mark in inside}
    return colours.pop() if len(colours) == 1 else None


def _left_of(mark: Fill, words: Sequence[Word]) -> bool:
    """Whether a dot stands right before the first of the words."""
    first = min(words, key=lambda word: (word.top, word.x0))
    middle = (mark.top + mark.bottom) / 2
    round_one = abs((mark.x1 - mark.x0) - (mark.bottom - mark.top)) < 2
    return (
        round_one
        and first.top - 1 <= middle <= first.bottom + 1
        and -1 <= first.x0 - mark.x1 <= NEAR
    )


def _inside(mark: Fill, box: Box) -> bool:
    x, y = (mark.x0 + mark.x1) / 2, (mark.top + mark.bottom) / 2
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return (
        box.x0 < x < box.x1
        and box.top < y < box.bottom
        and mark.x1 - mark.x0 <= wide + 2
        and (mark.x1 - mark.x0) * (mark.bottom - mark.top) < GROUND * wide * high
    )


def _behind(mark: Fill, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return mark.x0 - 1 <= x <= mark.x1 + 1 and mark.top - 1 <= y <= mark.bottom + 1


def swatches(body: Body, marks: Marks) -> tuple[Swatch, ...]:
    """The key that is drawn between the tables: shapes with words on them or to their right."""
    words: dict[int, list[Word]] = defaultdict(list)
    for part in body:
        if isinstance(part, Line):
            words[part.box.page] += part.words
    taken: dict[int, list[Box]] = defaultdict(list)
    for part in body:
        for cell in _cells(part) if isinstance(part, Table) else ():
            if cell.box:
                taken[cell.box.page].append(cell.box)
    found: list[Swatch] = []
    for page, shapes in marks.items():
        if page not in words:
            continue
        free = [mark for mark in shapes if not any(_within(mark, box) for box in taken[page])]
        found += [
            Swatch(mark.colour, text)
            for mark in free
            if (text := _explained(mark, free, words[page]))
        ]
    return _of_a_key(found)


def _of_a_key(found: Sequence[Swatch]) -> tuple[Swatch, ...]:
    """The swatches that explain two colours at least, each in one way; others are decoration."""
    texts: dict[str, set[str]] = defaultdict(set)
    for swatch in found:
        texts[swatch.colour].add(swatch.text)
    sure = {colour for colour, said in texts.items() if len(said) == 1 and not _is_pale(colour)}
    kept = dict.fromkeys(swatch for swatch in found if swatch.colour in sure)
    return tuple(kept) if len(sure) > 1 else ()


def _is_pale(colour: str) -> bool:
    return all(int(colour[n : n + 2], 16) >= PALE for n in (1, 3, 5))


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells


def _within(mark: Fill, box: Box) -> bool:
    x, y = (mark.x0 + mark.x1) / 2, (mark.top + mark.bottom) / 2
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def _explained(mark: Fill, marks: Sequence[Fill], words: Sequence[Word]) -> str:
    """The words on a swatch, else those to its right as far as the next one."""
    on = [word for word in words if _behind(mark, word)]
    if not on or (len(on) == 1 and len(on[0].text) == 1):  # nothing, or its letter
        stacked = [other for other in marks if other != mark and abs(other.x0 - mark.x0) < LEVEL]
        level = [
            word for word in words if _beside(mark, word) and word not in on
            and (_level(mark, word) or not any(_level(other, word) for other in stacked))
        ]  # fmt: skip
        end = min((other.x0 for other in marks if _follows(mark, other)), default=float("inf"))
        on = [word for word in level if word.x0 < end]
        if not on or min(word.x0 for word in on) - mark.x1 > NEAR:
            return ""
    return " ".join(line.text for line in lines_of(on))


def _level(mark: Fill, word: Word) -> bool:
    return mark.top <= (word.top + word.bottom) / 2 <= mark.bottom


def _beside(mark: Fill, word: Word) -> bool:
    middle = (word.top + word.bottom) / 2
    return word.x0 >= mark.x1 - 1 and mark.top - LEVEL <= middle <= mark.bottom + LEVEL


def _follows(mark: Fill, other: Fill) -> bool:
    return other.x0 > mark.x1 and abs(other.top - mark.top) < LEVEL
