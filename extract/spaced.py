"""Tables without a full grid: rules between rows only, zebra fills, or no lines at all.

Columns come from headings and from gutters that persist down the page and over page ends; rows
from what is drawn between them or, where nothing is, from the text itself. Prose, lists, tables
of contents and key/value blocks are left alone: nothing is better than nonsense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from actionplans.extract.bands import fill_bands, rule_borders
from actionplans.extract.columns import Gutter, crossed_by, unspoken
from actionplans.extract.document import PageTable
from actionplans.extract.headings import Headings, Sheet, known_headings, remembered
from actionplans.extract.page import Page
from actionplans.extract.regions import (
    Region,
    carried_on,
    free_parts,
    under_headings,
)
from actionplans.extract.runs import HEADING_PITCH_EM, Printed, page_leading, printed_lines
from actionplans.extract.second_opinion import BETTER_BY, IN_DOUBT, doubt, other_claims
from actionplans.extract.spaced_rows import to_table
from actionplans.extract.unnamed import unnamed_regions

Opinion = Callable[[Region], list[list[Gutter]]]

FURNITURE_ZONE = 0.12  # of the page's height, at the top and at the foot
MOST_WORDS = 8000  # on one page; a dense one has 1,500
DIGITS = re.compile(r"\d+")


def find_tables(
    pages: Sequence[Page],
    *,
    is_heading: Callable[[str], bool] | None = None,
    source: Path | None = None,
    password: str | None = None,
) -> tuple[PageTable, ...]:
    """The tables of these pages that have no full grid, in reading order.

    is_heading says whether a phrase is a known column heading; without it geometry must do: bold
    type, fills, rules, references. source (with its password) lets a second opinion be asked
    where the own reading is unsure. Words of the page in no table stay unclaimed.
    """
    heading = remembered(is_heading) if is_heading else None
    furniture = _furniture(pages)
    opinion = _second_opinion(source, password)
    chain: list[Region] = []
    texts: set[str] = set()
    tables: list[PageTable] = []
    for page in pages:
        sheet = sheet_of(page, furniture)
        for region in _regions(sheet, chain[-1] if chain else None, heading, texts):
            if chain and not _same_columns(chain, region):
                tables += _finished(chain, opinion)
                chain = []
            chain.append(region)
    tables += _finished(chain, opinion)
    return tuple(tables)


def _second_opinion(source: Path | None, password: str | None) -> Opinion:
    """What another reader says of a region's columns; nothing without a file to show it."""

    def opinion(region: Region) -> list[list[Gutter]]:
        lines, page = region.lines, region.sheet.page
        if source is None or page.turned:  # camelot would see the page as it lies
            return []
        return other_claims(
            source, password, page.number, lines[0].top, lines[-1].bottom, page.height
        )

    return opinion


def sheet_of(page: Page, furniture: frozenset[tuple[str, int]] = frozenset()) -> Sheet:
    """The page's printed lines without its furniture, its rules and its fill bands.

    A page of more words than can be read has none.
    """
    words = page.words if len(page.words) <= MOST_WORDS else ()
    lines = tuple(line for line in printed_lines(words) if _mark(line) not in furniture)
    borders, bands = tuple(rule_borders(page.rules)), tuple(fill_bands(page.fills, page))
    leading = page_leading(lines)
    pitch = HEADING_PITCH_EM if leading is None else min(HEADING_PITCH_EM, leading + 0.08)
    return Sheet(page, lines, borders, bands, pitch)


def _mark(line: Printed) -> tuple[str, int]:
    """A line's text less its numbers and its place: what running heads and feet share."""
    return DIGITS.sub("#", line.text), round(line.baseline / 2)


def _furniture(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Lines at the foot of two or more pages at the same place.

    Running heads need no such care: a table's headings repeat as they do, and what stands above
    the headings is no part of a table anyway.
    """
    seen: dict[tuple[str, int], int] = {}
    for page in pages:
        foot = (1 - FURNITURE_ZONE) * page.height
        for line in printed_lines(word for word in page.words if word.top > foot):
            mark = _mark(line)
            seen[mark] = seen.get(mark, 0) + 1
    return frozenset(mark for mark, count in seen.items() if count > 1)


def _regions(
    sheet: Sheet, before: Region | None, is_heading: Callable[[str], bool] | None, texts: set[str]
) -> list[Region]:
    """The regions of one page from the top down; texts collects the headings seen so far."""
    bands = known_headings(sheet, is_heading) if is_heading else []
    sure = [band for band in bands if band.sure or band.text in texts]
    found: list[Region] = []
    if before is not None and _reaches_end(before, sheet):
        region = carried_on(sheet, before, _next(sure, 0, sheet))
        found += [region] if region else []
    for band in bands:
        free = not found or band.first > found[-1].last
        if not (band in sure or free):
            continue
        region = under_headings(sheet, band, _next(sure, band.last + 1, sheet))
        if region is not None:
            texts.add(band.text)
            found.append(region)
    return found or unnamed_regions(sheet)


def _next(bands: Sequence[Headings], line: int, sheet: Sheet) -> int:
    """The line at which the next band of headings begins."""
    return min((band.first for band in bands if band.first >= line), default=len(sheet.lines))


def _reaches_end(region: Region, sheet: Sheet) -> bool:
    """Whether nothing but little text stands under the table on the page before this one."""
    follows = region.sheet.page.number + 1 == sheet.page.number
    return follows and region.last >= len(region.sheet.lines) - 3


def _same_columns(chain: Sequence[Region], region: Region) -> bool:
    """Whether the region goes on with the chain's table: carried on, or under like headings."""
    before = chain[-1]
    if region.sheet.page.number > before.sheet.page.number + 1:
        return False
    if region.carried:
        return True
    return len(region.claims) == len(before.claims) and all(
        min(a.x1, b.x1) - max(a.x0, b.x0) > 1
        for a, b in zip(before.claims, region.claims, strict=True)
    )


def shared_gutters(chain: Sequence[Region], opinion: Opinion) -> tuple[Gutter, ...]:
    """The gutters of one table over all its pages, ours or, if they do better, another's."""
    shared = [
        Gutter(max(claim.x0 for claim in claims), min(claim.x1 for claim in claims))
        for claims in zip(*(region.claims for region in chain), strict=True)
    ]
    lines = [
        line
        for region in chain
        for line in region.body
        if len(line.runs) > 1 or not crossed_by(line, region.gutters)
    ]
    if any(gutter.x1 - gutter.x0 < 2 for gutter in shared) or not lines:
        return chain[0].gutters
    gutters = free_parts(shared, lines)
    headings = chain[0].lines[: chain[0].headings]
    gutters = sorted([*gutters, *unspoken(lines, gutters, headings)])
    unsure = doubt(lines, gutters, len(shared))
    if unsure > IN_DOUBT:
        for claims in opinion(chain[0]):
            others = free_parts(claims, lines)
            less = doubt(lines, others, len(shared))
            if len(others) >= len(gutters) and less < unsure - BETTER_BY:
                gutters, unsure = others, less
    return tuple(gutters)


def _finished(chain: Sequence[Region], opinion: Opinion) -> list[PageTable]:
    """The tables of a chain of regions, all with the same column edges."""
    if not chain:
        return []
    gutters = shared_gutters(chain, opinion)
    runs = [run for region in chain for line in region.lines for run in line.runs]
    edges = (
        min(run.x0 for run in runs) - 2,
        *(gutter.edge for gutter in gutters),
        max(run.x1 for run in runs) + 2,
    )
    return [
        to_table(replace(region, gutters=gutters), edges, at < len(chain) - 1)
        for at, region in enumerate(chain)
    ]
