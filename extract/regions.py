"""Where a table without a full grid begins and ends on a page, and between which gutters.

A region starts at a line that lays claim to columns: known headings side by side, or a line of
three or more runs that bold type, a fill, a rule or references speak for. It goes down as long as
the text keeps out of the claimed gutters; a few lines across them are banners when the columns
go on below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from actionplans.extract.bands import Band, Border, wide
from actionplans.extract.columns import (
    Gutter,
    crossed_by,
    free_part,
    heading_spans,
    occupied,
    unspoken,
)
from actionplans.extract.page import Page
from actionplans.extract.runs import HEADING_PITCH_EM, Printed, Run, is_reference

IsHeading = Callable[[str], bool]

KNOWN_SHARE = 0.4  # of the headings of a table must be known
MOST_HEADING_LINES = 9
MOST_GUIDANCE_LINES = 5
MOST_BANNER_LINES = 7  # lines across the columns that may stand between two rows
VOID = 64.0  # points of nothing after which a lone line is no part of the table
FOOT_VOID_EM = 2.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with what the detector derives from it once."""

    page: Page
    lines: tuple[Printed, ...]
    borders: tuple[Border, ...]
    bands: tuple[Band, ...]
    pitch: float = HEADING_PITCH_EM  # lines of one paragraph are no further apart, in em


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


def marked_between(sheet: Sheet, upper: Printed, lower: Printed) -> bool:
    """Whether a rule or the edge of a fill separates two lines."""
    low, high = upper.baseline - 0.3 * upper.size, lower.baseline - 0.5 * lower.size
    x0, x1 = min(run.x0 for run in lower.runs), max(run.x1 for run in lower.runs)
    if any(low < border.y < high and border.covers(x0, x1) for border in sheet.borders):
        return True
    return any(
        (low < band.top < high or low < band.bottom < high) and wide(band.x0, band.x1, x0, x1)
        for band in sheet.bands
    )


def filled(sheet: Sheet, line: Printed) -> Band | None:
    """The band that lies under the whole line."""
    x0, x1 = line.runs[0].x0, line.runs[-1].x1
    middle = (line.top + line.bottom) / 2
    for band in sheet.bands:
        if band.top <= middle <= band.bottom and band.x0 <= x0 + 2 and band.x1 >= x1 - 2:
            return band
    return None


def is_bold(line: Printed) -> bool:
    return all(run.bold for run in line.runs)


def has_bold(line: Printed) -> bool:
    return any(run.bold for run in line.runs)


def heading_band(sheet: Sheet, at: int) -> tuple[int, int]:
    """First and last line of the headings that line `at` is part of."""

    def goes_on(upper: int, lower: int) -> bool:
        if not (upper >= 0 and lower < len(sheet.lines)):
            return False
        a, b = sheet.lines[upper], sheet.lines[lower]
        if b.baseline - a.baseline > sheet.pitch * max(a.size, b.size):
            return False
        if marked_between(sheet, a, b):
            return False
        same_fill = filled(sheet, a)
        if same_fill is not None and same_fill == filled(sheet, b):
            return True
        return has_bold(a) == has_bold(b) == has_bold(sheet.lines[at])

    first = last = at
    while last - first < MOST_HEADING_LINES and goes_on(first - 1, first):
        first -= 1
    while last - first < MOST_HEADING_LINES and goes_on(last, last + 1):
        last += 1
    return first, last


def heading_matches(lines: Sequence[Printed], is_heading: IsHeading) -> int:
    """How many columns of the band carry a known heading (its first lines may be enough)."""
    found = 0
    for x0, x1 in heading_spans(lines):
        text = ""
        for line in lines:
            part = " ".join(r.text for r in line.runs if r.x0 >= x0 - 0.5 and r.x1 <= x1 + 0.5)
            text = f"{text} {part}".strip()
            if part and (is_heading(text) or is_heading(part)):
                found += 1
                break
    return found


def known_headings(sheet: Sheet, is_heading: IsHeading) -> list[tuple[int, int]]:
    """Bands of lines with at least two known headings side by side, from the top down."""
    bands: list[tuple[int, int]] = []
    matched = [any(is_heading(run.text) for run in line.runs) for line in sheet.lines]
    for at, has_heading in enumerate(matched):
        if not has_heading or (bands and at <= bands[-1][1]):
            continue
        first, last = heading_band(sheet, at)
        known_at = [place for place in range(first, last + 1) if matched[place]]
        if bands:
            first = max(first, bands[-1][1] + 1)
        first, last = _trimmed(sheet, first, last, known_at)
        lines = sheet.lines[first : last + 1]
        known = heading_matches(lines, is_heading)
        if known >= 2 and known >= KNOWN_SHARE * len(heading_spans(lines)):
            bands.append((first, _down_to_rule(sheet, last)))
    return bands


def _trimmed(sheet: Sheet, first: int, last: int, known: Sequence[int]) -> tuple[int, int]:
    """The band without a title above its headings, and without a banner or row below them."""
    claims = claims_of([sheet.lines[at] for at in known])
    first = _below_title(sheet, first, known[0], claims)
    sure = has_bold(sheet.lines[known[0]]) or filled(sheet, sheet.lines[known[0]]) is not None
    for at in range(known[-1] + 1, last + 1):
        above = sheet.lines[first:at]
        if not all(_continues(run, above, sure) for run in sheet.lines[at].runs):
            return first, at - 1
    return first, last


def _continues(run: Run, above: Sequence[Printed], sure: bool) -> bool:
    """Whether a run is the next line of a heading: set under it, left, centred or right.

    sure: type or fill tells headings from rows. Else it must start in lower case or stand under a
    heading of which more than the line right above is known (headings centred in their height).
    """
    over = [o for line in above for o in line.runs if o.x0 < run.x1 and run.x0 < o.x1]
    middle = (run.x0 + run.x1) / 2
    aligned = any(
        abs(o.x0 - run.x0) < 2.5 or abs(o.x1 - run.x1) < 2.5 or abs((o.x0 + o.x1) / 2 - middle) < 4
        for o in over
    )
    if not aligned or is_reference(run.text):
        return False
    main = max(above, key=lambda line: len(line.runs))
    halved = any(o not in main.runs for o in over) and not any(o in main.runs for o in over)
    short = run.x1 - run.x0 <= 1.3 * max(o.x1 - o.x0 for o in over)
    return sure or halved or (short and run.text[0].islower())


def _below_title(sheet: Sheet, first: int, known: int, claims: Sequence[Gutter]) -> int:
    for at in range(known - 1, first - 1, -1):
        line = sheet.lines[at]
        starts_left = line.runs[0].x0 < claims[0].x0 if claims else False
        if len(line.runs) == 1 and starts_left and crossed_by(line, claims):
            return at + 1
    return first


def _down_to_rule(sheet: Sheet, last: int) -> int:
    """The last line above the rule that closes the headings: guidance stands there."""
    at = last
    while at + 1 < len(sheet.lines) and at - last <= MOST_GUIDANCE_LINES:
        a, b = sheet.lines[at], sheet.lines[at + 1]
        x0, x1 = sheet.lines[last].runs[0].x0, sheet.lines[last].runs[-1].x1
        closed = any(
            a.baseline - 0.3 * a.size < border.y < b.baseline - 0.5 * b.size
            and border.covers(x0, x1)
            for border in sheet.borders
        )
        if closed:
            return at
        if b.baseline - a.baseline > HEADING_PITCH_EM * a.size or is_reference(b.runs[0].text):
            return last
        at += 1
    return last


def claims_of(lines: Sequence[Printed]) -> list[Gutter]:
    """The gaps between the headings."""
    spans = heading_spans(lines)
    return [Gutter(a[1], b[0]) for a, b in pairwise(spans)]


def walk(sheet: Sheet, start: int, stop: int, gutters: Sequence[Gutter]) -> tuple[int, list[int]]:
    """The last line of the table that starts above `start`, and the lines that keep to columns."""
    last, pending, kept = start - 1, 0, []
    for at in range(start, stop):
        line = sheet.lines[at]
        across = crossed_by(line, gutters)
        columns = occupied(line, gutters)
        strong = len(columns) > 1 and (across == 0 or (across == 1 and len(gutters) > 2))
        white = line.top - sheet.lines[max(last, start - 1, 0)].bottom if last >= 0 else 0.0
        at_foot = line.top > 0.88 * sheet.page.height and white > FOOT_VOID_EM * line.size
        if not strong and (at_foot or (white > VOID and not pending)):
            break
        if strong or (across == 0 and not pending):
            last, pending = at, 0
            kept.append(at)
        else:
            pending += 1
            if pending > MOST_BANNER_LINES:
                break
    return last, kept


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
    gutters = free_parts(claims, sheet.lines[start:stop])
    last, kept = walk(sheet, start, stop, gutters)
    if kept:
        gutters = free_parts(claims, [sheet.lines[at] for at in kept])
        last, kept = walk(sheet, start, stop, gutters)
    return tuple(gutters), last, kept


def under_headings(sheet: Sheet, band: tuple[int, int], stop: int) -> Region | None:
    """The table under a band of known headings, or None when nothing stands in its columns."""
    first, last_heading = band
    claims = claims_of(sheet.lines[first : last_heading + 1])
    gutters, last, kept = settle(sheet, last_heading + 1, stop, claims)
    if not gutters:
        return None
    if not any(len(occupied(sheet.lines[at], gutters)) > 1 for at in kept):
        at_end = last_heading >= len(sheet.lines) - 3
        if not at_end:
            return None
    gutters = tuple(sorted([*gutters, *unspoken([sheet.lines[at] for at in kept], gutters)]))
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


def references(lines: Sequence[Printed]) -> int:
    """Lines that start with a reference standing alone in its column."""
    return sum(len(line.runs) > 1 and is_reference(line.runs[0].text) for line in lines)
