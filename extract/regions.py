"""Where a table without a full grid begins and ends on a page, and between which gutters.

A region starts at a line that lays claim to columns: known headings side by side, or a line of
three or more runs that bold type, a fill, a rule or references speak for. It goes down as long as
the text keeps out of the claimed gutters; a few lines across them are banners when the columns
go on below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from actionplans.extract.columns import (
    Gutter,
    crossed_by,
    free_part,
    occupied,
    unspoken,
)
from actionplans.extract.headings import Headings, Sheet, claims_of, filled, is_bold
from actionplans.extract.runs import Printed

MOST_BANNER_LINES = 7  # lines across the columns that may stand between two rows
MOST_WAITING_LINES = 25  # lines of one column after a banner, until another column has text
# Lines that run across two columns, and across more, for each line that keeps to them.
MOST_ACROSS = (0.25, 0.6)
MOST_TITLE_LINES = 6  # a title and what it says, above the headings
VOID = 64.0  # points of nothing after which a lone line is no part of the table
FOOT_VOID_EM = 2.2
TITLE = 1.3  # times the size of the rows: what is larger may be the title of another table


@dataclass(frozen=True, slots=True)
class Region:
    """Lines first to last (inclusive) of a sheet that make a table, `headings` lines on top.

    claims are the gaps between the headings, gutters what the text leaves free of them.
    """

    sheet: Sheet
    first: int
    last: int
    headings: int
    gutters: tuple[Gutter, ...]
    claims: tuple[Gutter, ...]
    evidence: tuple[str, ...]
    carried: bool = False

    @property
    def lines(self) -> tuple[Printed, ...]:
        return self.sheet.lines[self.first : self.last + 1]

    @property
    def body(self) -> tuple[Printed, ...]:
        return self.lines[self.headings :]


def walk(sheet: Sheet, start: int, stop: int, gutters: Sequence[Gutter]) -> tuple[int, list[int]]:
    """The last line of the table that starts above `start`, and the lines that keep to columns."""
    last, pending = start - 1, 0
    kept: list[int] = []
    waiting: list[int] = []  # lines in one column since a banner, and the columns they are in
    seen: set[int] = set()
    for at in range(start, stop):
        line = sheet.lines[at]
        across = crossed_by(line, gutters)
        columns = occupied(line, gutters)
        strong = len(columns) > 1 and (across == 0 or (across == 1 and len(gutters) > 2))
        white = line.top - sheet.lines[max(last, start - 1, 0)].bottom if last >= 0 else 0.0
        at_foot = line.top > 0.88 * sheet.page.height and white > FOOT_VOID_EM * line.size
        if not strong and (at_foot or (white > VOID and not pending)):
            break
        if across and _title_of_another(sheet, at, sheet.lines[start]):
            break
        if across == 0:
            waiting.append(at)
            seen |= columns
        if strong or (across == 0 and (not pending or len(seen) > 1)):
            kept += waiting if across == 0 else [*waiting, at]
            last, pending, waiting, seen = at, 0, [], set()
        else:
            pending += across > 0
            if pending > MOST_BANNER_LINES or len(waiting) > MOST_WAITING_LINES:
                break
    return last, kept


def _title_of_another(sheet: Sheet, at: int, row: Printed) -> bool:
    """Whether a line is set as a title, with the headings of a table right below it."""
    line, below = sheet.lines[at], sheet.lines[at + 1 : at + 2]
    if len(line.runs) > 1 or line.size < TITLE * row.size or not below:
        return False
    return len(below[0].runs) > 1 and (is_bold(below[0]) or filled(sheet, below[0]) is not None)


def free_parts(claims: Sequence[Gutter], lines: Sequence[Printed]) -> list[Gutter]:
    """What the lines leave free of each claim; claims of which they leave nothing fall away."""
    runs = [run for line in lines for run in line.runs]
    lefts = [float("-inf"), *(claim.x1 for claim in claims[:-1])]
    rights = [*(claim.x0 for claim in claims[1:]), float("inf")]
    parts = map(free_part, claims, repeat(runs), lefts, rights)
    return [part for part in parts if part is not None]


def settle(
    sheet: Sheet, start: int, stop: int, claims: Sequence[Gutter]
) -> tuple[tuple[Gutter, ...], int, list[int]]:
    """The gutters that lie free within the claims, the last line, and the lines in columns."""
    stop = _above_title(sheet, start, stop)
    gutters = free_parts(claims, sheet.lines[start:stop])
    last, kept = walk(sheet, start, stop, gutters)
    if kept:
        gutters = free_parts(claims, [sheet.lines[at] for at in kept])
        last, kept = walk(sheet, start, stop, gutters)
    return tuple(gutters), last, kept


def _above_title(sheet: Sheet, start: int, stop: int) -> int:
    """Where the table must end, so that the title of the table below is left to that one: lone
    lines above its headings, of which the first is bold and larger than the rows."""
    if stop >= len(sheet.lines):
        return stop
    rows = sheet.lines[start:stop]
    size = min((line.size for line in rows), default=0.0)
    plain = any(not is_bold(line) for line in rows)
    end = stop
    for at in range(stop - 1, max(start, stop - MOST_TITLE_LINES) - 1, -1):
        line = sheet.lines[at]
        if len(line.runs) > 1:
            break
        if plain and is_bold(line) and line.size > 1.1 * size:
            end = at
    return end


def under_headings(sheet: Sheet, band: Headings, stop: int) -> Region | None:
    """The table under a band of known headings, or None when nothing stands in its columns."""
    first, last_heading = band.first, band.last
    claims = claims_of(sheet.lines[first : last_heading + 1])
    gutters, last, kept = settle(sheet, last_heading + 1, stop, claims)
    if not gutters:
        return None
    strong = sum(len(occupied(sheet.lines[at], gutters)) > 1 for at in kept)
    at_end = last_heading >= len(sheet.lines) - 3  # the rows follow on the next page
    across = last - last_heading - len(kept)
    if not at_end and (not strong or across > MOST_ACROSS[len(gutters) > 1] * len(kept)):
        return None
    headings = sheet.lines[first : last_heading + 1]
    extra = unspoken([sheet.lines[at] for at in kept], gutters, headings)
    gutters = tuple(sorted([*gutters, *extra]))
    evidence = (f"{len(claims) + 1} headings side by side on page {sheet.page.number}",)
    return Region(
        sheet,
        first,
        max(last, last_heading),
        last_heading - first + 1,
        gutters,
        tuple(claims),
        evidence,
    )


def carried_on(sheet: Sheet, before: Region, stop: int, start: int = 0) -> Region | None:
    """The table of the page before, going on at the top of this page without headings."""
    if abs(sheet.page.width - before.sheet.page.width) > 1 or start >= stop:
        return None
    lines = sheet.lines
    top = start
    while top < min(stop, start + 4) and crossed_by(lines[top], before.gutters):
        top += 1
    gutters, last, kept = settle(sheet, top, stop, before.gutters)
    if len(gutters) != len(before.gutters) or not kept:
        return None
    if len(kept) < 0.7 * (last - top + 1):
        return None
    strong = sum(len(occupied(lines[at], gutters)) > 1 for at in kept)
    aligned = _aligned(before, lines, kept)
    if aligned < 0.6 * sum(len(lines[at].runs) for at in kept) or not (strong or aligned):
        return None
    first = top
    while first > start and lines[first].top - lines[first - 1].bottom < 1.5 * lines[first].size:
        first -= 1
    return Region(
        sheet, first, last, 0, gutters, before.claims, ("columns carried over the page end",), True
    )


def _aligned(before: Region, lines: Sequence[Printed], kept: Sequence[int]) -> int:
    """How many runs start, end or centre where runs of the same column did on the page before."""
    edges = [gutter.edge for gutter in before.gutters]
    places: set[tuple[int, str, int]] = set()
    for line in before.body or before.lines:
        for run in line.runs:
            places.update(_places(run.x0, run.x1, edges))
    count = 0
    for at in kept:
        for run in lines[at].runs:
            mine = _places(run.x0, run.x1, edges)
            count += any((c, kind, x + d) in places for c, kind, x in mine for d in (-1, 0, 1))
    return count


def _places(x0: float, x1: float, edges: Sequence[float]) -> list[tuple[int, str, int]]:
    column = sum(edge <= (x0 + x1) / 2 for edge in edges)
    return [
        (column, "left", round(x0)),
        (column, "right", round(x1)),
        (column, "centre", round((x0 + x1) / 2)),
    ]
