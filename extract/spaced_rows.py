"""A region of text in columns becomes rows and cells: drawn borders first, then the text's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actionplans.extract.bands import Border, wide
from actionplans.extract.columns import crosses, spanning
from actionplans.extract.document import Cell, Line, PageTable, Row
from actionplans.extract.grid_of_text import (
    Banner,
    ColumnLine,
    Dealt,
    deal,
    goes_on,
    reference_columns,
)
from actionplans.extract.headings import marked_between
from actionplans.extract.page import Box, Fill
from actionplans.extract.regions import Region
from actionplans.extract.runs import Printed, is_reference, split_at
from actionplans.extract.text_rows import is_padded, row_starts
from actionplans.extract.white_space import starts_anew

EDGE = 14.0  # points from text to the rule that closes its row


@dataclass(slots=True)
class Draft:
    """A row while it is being filled: lines by column, and which cells belong to a span."""

    top: float
    bottom: float
    lines: list[list[ColumnLine]]
    merged_above: set[int]
    merged_left: set[int]


def drawn_borders(region: Region) -> list[float]:
    """Where rules or edges of fills run across the table between its lines."""
    lines = region.lines
    left = min(line.runs[0].x0 for line in lines)
    right = max(run.x1 for line in lines for run in line.runs)
    top, bottom = lines[0].top - EDGE, lines[-1].bottom + EDGE
    ys = [b.y for b in region.sheet.borders if _parts_rows(b, region, left, right)]
    for band in region.sheet.bands:
        if wide(band.x0, band.x1, left, right):
            ys += [band.top, band.bottom]
    kept: list[float] = []
    for y in sorted(y for y in ys if top < y < bottom):
        if not kept or y - kept[-1] > 3:
            kept.append(y)
    return kept


def _parts_rows(border: Border, region: Region, left: float, right: float) -> bool:
    """Whether a rule runs over most of the table, or over at least two of its columns."""
    if border.covers(left, right):
        return True
    edges = [left, *(gutter.edge for gutter in region.gutters), right]
    return sum(border.covers(a + 3, b - 6, 0.95) for a, b in pairwise(edges)) > 1


def drawn_rows(region: Region, borders: Sequence[float]) -> bool:
    """Whether the drawn borders are the rows' own, not only those of headings and banners."""
    bands = split_at(region.body, borders)
    rows = [not _is_banner(band, region) for band in bands]
    full = [band for band, is_row in zip(bands, rows, strict=True) if is_row]
    neighbours = any(one and other for one, other in pairwise(rows))
    if len(full) < 2 or not (neighbours or region.sheet.borders):
        return False  # fills of banners part groups of rows
    marks = reference_columns(deal(region.body, region.gutters).columns)
    crowded = sum(_several_rows(band, region, marks, len(full)) for band in full)
    return crowded <= 0.34 * len(full)


def _several_rows(
    band: Sequence[Printed], region: Region, marks: Sequence[int], bands: int
) -> bool:
    """Whether one drawn band holds several rows: by references, or by its text."""
    dealt = deal(band, region.gutters)
    for mark in marks:
        if sum(line.is_reference for line in dealt.columns[mark]) > 1:
            return True
    return starts_anew(dealt) or (bands < 4 and len(row_starts(dealt)) > 3)


def _is_banner(band: Sequence[Printed], region: Region) -> bool:
    """One text over a whole band: a section heading rather than a row."""
    if any(len(line.runs) > 1 for line in band):
        return False
    across = any(crosses(line.runs[0], g) for line in band for g in region.gutters)
    return across or (len(band) == 1 and band[0].runs[0].bold)


def draft(top: float, bottom: float, columns: int) -> Draft:
    return Draft(top, bottom, [[] for _ in range(columns)], set(), set())


def heading_rows(region: Region) -> list[Draft]:
    """One row of headings; two where some span others, or a rule or fill parts them."""
    lines = region.lines[: region.headings]
    if not lines:
        return []
    split = 0
    for at, line in enumerate(lines[:-1], start=1):
        if any(spanning(run, lines) for run in line.runs):
            split = at
        split = split or (at if marked_between(region.sheet, line, lines[at]) else 0)
    drafts = []
    for part in (lines[:split], lines[split:]):
        if part:
            drafts.append(_heading_row(region, part))
    return drafts


def _heading_row(region: Region, lines: Sequence[Printed]) -> Draft:
    row = draft(lines[0].top, lines[-1].bottom, len(region.gutters) + 1)
    edges = [gutter.edge for gutter in region.gutters]
    dealt = deal(lines, region.gutters)
    for column, found in enumerate(dealt.columns):
        row.lines[column].extend(found)
    for line in lines:
        for run in line.runs:
            across = [at for at, gutter in enumerate(region.gutters) if crosses(run, gutter)]
            if across and spanning(run, region.lines[: region.headings]):
                row.merged_left.update(at + 1 for at in across)
    for banner in dealt.banners:
        _put_banner(row, banner, len(edges) + 1)
    _gather_spans(row)
    return row


def _gather_spans(row: Draft) -> None:
    """Text under a span's right part goes to the slot where the span begins."""
    for column in sorted(row.merged_left, reverse=True):
        row.lines[column - 1].extend(row.lines[column])
        row.lines[column] = []


def _as_line(banner: Banner) -> ColumnLine:
    return ColumnLine(
        banner.words,
        banner.words[0].x0,
        banner.words[-1].x1,
        banner.top,
        banner.bottom,
        banner.baseline,
        banner.words[0].size,
    )


def _put_banner(row: Draft, banner: Banner, columns: int) -> None:
    row.lines[banner.first].append(_as_line(banner))
    last = columns - 1 if banner.first == 0 else banner.last
    row.merged_left.update(range(banner.first + 1, last + 1))


def banded_rows(lines: Sequence[Printed], region: Region) -> list[Draft]:
    """Rows of a stretch without drawn borders: banners apart, the rest by the text."""
    count = len(region.gutters) + 1
    dealt = deal(lines, region.gutters)
    starts = row_starts(dealt)
    rows = [draft(top, top, count) for top in starts]
    _fill_rows(rows, starts, dealt)
    for group in _banner_groups(dealt):
        row = draft(group[0].top, group[-1].bottom, count)
        for banner in group:
            _put_banner(row, banner, count)
        rows.append(row)
    for row in rows:
        row.bottom = max((line.bottom for cell in row.lines for line in cell), default=row.top)
    return sorted(rows, key=lambda row: row.top)


def _banner_groups(dealt: Dealt) -> list[list[Banner]]:
    groups: list[list[Banner]] = []
    for banner in dealt.banners:
        if groups and banner.baseline - groups[-1][-1].baseline <= dealt.leading * 1.2:
            groups[-1].append(banner)
        else:
            groups.append([banner])
    return groups


def _fill_rows(rows: Sequence[Draft], starts: Sequence[float], dealt: Dealt) -> None:
    """Every column line to its row; a cell whose sentence goes on below spans the rows."""
    banner_tops = [banner.top for banner in dealt.banners]
    every_kind = dealt.kinds()
    padded = is_padded(dealt, starts)
    for column, lines in enumerate(dealt.columns):
        kinds = every_kind[column]
        owner = 0
        for at, line in enumerate(lines):
            natural = max(0, bisect_right(starts, line.top + 1.5) - 1)
            upper = lines[at - 1] if at else None
            parted = upper is not None and bisect_right(banner_tops, upper.top) != bisect_right(
                banner_tops, line.top
            )
            lower_row = upper is not None and natural > owner and not parted
            if (
                upper is not None
                and lower_row
                and goes_on(upper, line, kinds[at])
                and _may_span(rows, dealt, column, natural, padded or line.starts_lower)
            ):
                for row in rows[owner + 1 : natural + 1]:
                    row.merged_above.add(column)
                rows[owner].lines[column].append(line)
                continue
            owner = natural if natural not in _merged(rows, column, owner, natural) else owner
            rows[owner].lines[column].append(line)


def _merged(rows: Sequence[Draft], column: int, owner: int, natural: int) -> set[int]:
    """The rows of a span that this line still belongs to."""
    if natural > owner and column in rows[natural].merged_above:
        return {natural}
    return set()


def _may_span(rows: Sequence[Draft], dealt: Dealt, column: int, row: int, plain: bool) -> bool:
    """Whether the column may span rows.

    Not a column of references; and only where it is plain that the text goes on, when a reference
    to its left starts this row.
    """
    marks = reference_columns(dealt.columns)
    if column in marks or plain:
        return column not in marks
    top = rows[row].top
    return not any(
        abs(line.top - top) < 2 and line.is_reference
        for mark in marks
        if mark <= column
        for line in dealt.columns[mark]
    )


def to_table(region: Region, edges: Sequence[float], at_end: bool) -> PageTable:
    """The region as a table of the page; edges are the borders of the columns."""
    borders = drawn_borders(region)
    rows = heading_rows(region)
    evidence = list(region.evidence)
    drawn = drawn_rows(region, borders)
    if drawn:
        widest = deal(region.body, region.gutters).widest
        drawn_drafts = [
            _drawn_row(part, region)
            for group in split_at(region.body, borders)
            for part in _banners_apart(group, widest)
        ]
        _span_past_rules(drawn_drafts, region, edges)
        rows += drawn_drafts
        evidence.append("rows between drawn rules or fills")
    else:
        for group in split_at(region.body, borders):
            banner = _is_banner(group, region)
            rows += [_drawn_row(group, region)] if banner else banded_rows(group, region)
        evidence.append("rows by references, white space and where sentences end")
    page = region.sheet.page
    tops = _row_borders(rows, borders)
    fills = [fill for fill in page.fills if fill.bottom > tops[0] and fill.top < tops[-1]]
    finished = [
        _finish(row, Box(page.number, edges[0], tops[at], edges[-1], tops[at + 1]), edges, fills)
        for at, row in enumerate(rows)
    ]
    if drawn and region.sheet.borders:
        finished = _open_ends(finished, region, borders, at_end)
    box = Box(page.number, edges[0], tops[0], edges[-1], tops[-1])
    return PageTable(box, tuple(edges), tuple(finished), "white space", tuple(evidence))


def _banners_apart(lines: list[Printed], widest: float) -> list[list[Printed]]:
    """The lines between two borders, cut around the banners that stand alone in white space.

    Fills in every other row leave no border between a banner and a row that has none.
    """
    parts: list[list[Printed]] = [[]]
    for at, line in enumerate(lines):
        above = line.baseline - lines[at - 1].baseline if at else None
        below = lines[at + 1].baseline - line.baseline if at + 1 < len(lines) else None
        free = all(gap is None or gap > widest for gap in (above, below))
        if _is_lone(line) and free:
            parts += [[line], []]
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def _is_lone(line: Printed) -> bool:
    first = line.runs[0]
    return len(line.runs) == 1 and first.bold and not is_reference(first.text)


def _drawn_row(lines: Sequence[Printed], region: Region) -> Draft:
    row = draft(lines[0].top, max(line.bottom for line in lines), len(region.gutters) + 1)
    if _is_banner(lines, region):
        for line in lines:
            words = line.runs[0].words
            _put_banner(
                row,
                Banner(words, 0, len(region.gutters), line.top, line.bottom, line.baseline),
                len(region.gutters) + 1,
            )
        return row
    dealt = deal(lines, region.gutters)
    for column, found in enumerate(dealt.columns):
        row.lines[column].extend(found)
    for banner in dealt.banners:  # text too wide for its cell: no second row is drawn for it
        row.lines[banner.first].append(_as_line(banner))
    for cell in row.lines:
        cell.sort(key=lambda line: line.baseline)
    return row


def _span_past_rules(rows: Sequence[Draft], region: Region, edges: Sequence[float]) -> None:
    """Cells that the rule between two rows leaves out span both."""
    for upper, lower in pairwise(rows):
        low, high = upper.bottom - 3, lower.top + 3
        between = [b for b in region.sheet.borders if low <= b.y <= high]
        if not between or not _parts_rows(between[0], region, edges[0], edges[-1]):
            continue
        if upper.merged_left or lower.merged_left:
            continue
        for column in range(len(edges) - 1):
            a, b = edges[column] + 3, edges[column + 1] - 6
            if not any(border.covers(a, b, 0.3) for border in between):
                lower.merged_above.add(column)
    for column in range(len(edges) - 1):
        owner = rows[0]
        for row in rows:
            if column in row.merged_above:
                owner.lines[column].extend(row.lines[column])
                row.lines[column] = []
            else:
                owner = row


def _row_borders(rows: Sequence[Draft], borders: Sequence[float]) -> list[float]:
    """The y between each two rows: a drawn border where there is one, else the middle."""
    tops = [rows[0].top - 1]
    for upper, lower in pairwise(rows):
        between = [y for y in borders if upper.bottom - 3 <= y <= lower.top + 3]
        tops.append(between[-1] if between else max(tops[-1], (upper.bottom + lower.top) / 2))
    tops.append(max(tops[-1], max(row.bottom for row in rows)) + 1)
    return tops


def _finish(row: Draft, box: Box, edges: Sequence[float], fills: Sequence[Fill]) -> Row:
    cells = []
    for column, lines in enumerate(row.lines):
        slot = Box(box.page, edges[column], box.top, edges[column + 1], box.bottom)
        cells.append(
            Cell(
                tuple(Line(line.words) for line in lines),
                _fill_of(slot, fills),
                column in row.merged_above,
                column in row.merged_left,
                slot,
            )
        )
    return Row(box.page, tuple(cells))


def _fill_of(slot: Box, fills: Sequence[Fill]) -> str | None:
    """The colour of the last fill drawn under the middle of the slot."""
    x, y = (slot.x0 + slot.x1) / 2, (slot.top + slot.bottom) / 2
    colour = None
    for fill in fills:
        if fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom:
            colour = fill.colour
    return colour


def _open_ends(
    rows: list[Row], region: Region, borders: Sequence[float], at_end: bool
) -> list[Row]:
    """What the rules at the page's edges say about rows that go on over the page end."""
    rules = {round(border.y) for border in region.sheet.borders}
    ys = [y for y in borders if {round(y), round(y) - 1, round(y) + 1} & rules]
    if not ys:
        return rows
    if region.carried:
        first_text = min(line.top for line in region.body)
        closed = any(first_text - EDGE <= y <= first_text + 2 for y in ys)
        rows[0] = replace(rows[0], open_above=not closed)
    if at_end and len(rows) > 1:
        last_text = max(line.bottom for line in region.body)
        closed = any(last_text - 2 <= y <= last_text + EDGE for y in ys)
        rows[-1] = replace(rows[-1], open_below=not closed)
    return rows
