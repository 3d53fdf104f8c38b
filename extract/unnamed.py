"""Tables whose headings nobody knows: geometry must speak for them, and speak clearly.

A claim is a line of several runs. It becomes a table when its columns hold, their text is aligned,
and it stands as headings over three columns or more, set apart by type, fill or rule. Without such
headings, or with two columns, a column of references and drawn rows must speak for it together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actionplans.extract.columns import Gutter, aligned_share, in_columns, occupied
from actionplans.extract.headings import Sheet, claims_of, filled, heading_band, is_bold
from actionplans.extract.regions import Region, settle
from actionplans.extract.runs import Printed, Run, is_reference

MOST_TRIES = 8  # claims looked at on one page
MOST_COLUMNS = 40
LEAST_ROWS = 3  # lines of more than one column
ALIGNED = 0.7  # of the runs of a column begin, end or centre at one place
ACROSS = 0.25  # of the lines may run across the columns
LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|_{5,}")


def unnamed_regions(sheet: Sheet) -> list[Region]:
    """Tables of the page found by geometry alone, from the top down."""
    found: list[Region] = []
    at = tries = 0
    while at < len(sheet.lines) and tries < MOST_TRIES:
        if len(sheet.lines[at].runs) < 2:
            at += 1
            continue
        first, last = _heading_lines(sheet, at)
        region = _region(sheet, first, last)
        tries += len(sheet.lines[at].runs) > 2
        if region is not None:
            found.append(region)
        at = region.last + 1 if region else at + 1
    return found


def _heading_lines(sheet: Sheet, at: int) -> tuple[int, int]:
    """The lines of the headings that line `at` is part of; line `at` alone if none are."""
    if is_bold(sheet.lines[at]) or filled(sheet, sheet.lines[at]):
        _, last = heading_band(sheet, at)
        while last > at and len(sheet.lines[last].runs) == 1 and last - at > 4:
            last -= 1
        return at, last
    return at, at


def _region(sheet: Sheet, first: int, last: int) -> Region | None:
    headings = sheet.lines[first : last + 1]
    claims = claims_of(headings)
    if not 0 < len(claims) < MOST_COLUMNS:
        return None
    set_apart = _set_apart(sheet, first, last)
    start = last + 1 if set_apart else first
    gutters, end, kept = settle(sheet, start, len(sheet.lines), claims)
    lines = [sheet.lines[place] for place in kept]
    if len(gutters) < len(claims) or not _holds(sheet, lines, gutters, start, end):
        return None
    reasons = _reasons(sheet, lines, gutters, set_apart)
    enough = len(reasons) > 1 or (set_apart and len(gutters) > 1)
    if not enough or (len(gutters) < 2 and "rows are drawn" not in reasons):
        return None
    evidence = (f"{len(gutters) + 1} columns of aligned text", *reasons)
    return Region(sheet, first, end, start - first, gutters, tuple(claims), evidence)


def _set_apart(sheet: Sheet, first: int, last: int) -> bool:
    """Whether bold type, a fill or a rule tells these lines from those below."""
    below = sheet.lines[last + 1 : last + 4]
    if not below:
        return False
    headings = sheet.lines[first : last + 1]
    if is_bold(headings[0]) and not all(is_bold(line) for line in below):
        return True
    band = filled(sheet, headings[0])
    if band is not None and filled(sheet, below[0]) != band:
        return True
    x0, x1 = headings[0].runs[0].x0, max(run.x1 for line in headings for run in line.runs)
    return any(
        headings[-1].baseline < border.y < below[0].top + 3 and border.covers(x0, x1)
        for border in sheet.borders
    )


def _holds(
    sheet: Sheet, lines: Sequence[Printed], gutters: Sequence[Gutter], start: int, end: int
) -> bool:
    """Whether the lines below keep to the columns and are aligned in each of them."""
    several = [line for line in lines if len(occupied(line, gutters)) > 1]
    if len(several) < LEAST_ROWS or len(lines) < (1 - ACROSS) * (end - start + 1):
        return False
    if any(LEADERS.search(line.text) for line in sheet.lines[start : end + 1]):
        return False
    columns = in_columns(lines, gutters)
    if any(len(column) < 2 for column in columns) or _page_numbers(columns[-1]):
        return False
    return aligned_share(lines, gutters) >= ALIGNED


def _page_numbers(column: Sequence[Run]) -> bool:
    """Whether the last column is what a table of contents ends with: numbers that grow."""
    numbers = [int(run.text) for run in column if run.text.isdigit() and len(run.text) < 4]
    return len(numbers) >= 0.8 * len(column) and numbers == sorted(numbers)


def _reasons(
    sheet: Sheet, lines: Sequence[Printed], gutters: Sequence[Gutter], set_apart: bool
) -> list[str]:
    reasons = ["headings set apart"] if set_apart else []
    marks = [
        line.runs[0].text
        for line in lines
        if len(line.runs) > 1 and line.runs[0].x1 <= gutters[0].x0 + 1
    ]
    references = [mark for mark in marks if is_reference(mark)]
    if len(references) > 2 and len(references) >= 0.6 * len(marks):
        reasons.append("a column of references")
    x0, x1 = min(line.runs[0].x0 for line in lines), max(line.runs[-1].x1 for line in lines)
    top, bottom = lines[0].top - 8, lines[-1].bottom + 8
    rules = sum(top < b.y < bottom and b.covers(x0, x1) for b in sheet.borders)
    bands = sum(top < b.top < bottom and b.x0 < x0 + 8 and b.x1 > x1 - 8 for b in sheet.bands)
    if rules > 2 or bands > 1:
        reasons.append("rows are drawn")
    return reasons
