"""Headings of columns on a page: which lines they are, and how sure that is.

What reads like a heading may also stand in a cell ("Actions set out in the plan"). So headings
that type or fill sets apart count wherever they stand; others only where a table begins, and
where nearly all of them are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.bands import Band, Border, wide
from actionplans.extract.columns import Gutter, crossed_by, heading_spans
from actionplans.extract.page import Page
from actionplans.extract.runs import HEADING_PITCH_EM, Printed, Run, is_reference

IsHeading = Callable[[str], bool]

KNOWN_SHARE = 0.4  # of the headings must be known where they are set apart
KNOWN_SHARE_PLAIN = 0.6  # where they are not
MOST_HEADING_LINES = 9
MOST_GUIDANCE_LINES = 5


def remembered(is_heading: IsHeading) -> IsHeading:
    """The question answered once a phrase; long phrases are no headings."""
    answers: dict[str, bool] = {}

    def asked(text: str) -> bool:
        if len(text) > 90 or text[0].islower() or text[-1] in ":;":
            return False
        if text not in answers:
            answers[text] = is_heading(text)
        return answers[text]

    return asked


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with what the detector derives from it once."""

    page: Page
    lines: tuple[Printed, ...]
    borders: tuple[Border, ...]
    bands: tuple[Band, ...]
    pitch: float = HEADING_PITCH_EM  # lines of one paragraph are no further apart, in em


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


class Headings(NamedTuple):
    """First and last line of a band of headings; text is theirs without spaces.

    sure: type or fill sets them apart.
    """

    first: int
    last: int
    sure: bool
    text: str


def known_headings(sheet: Sheet, is_heading: IsHeading) -> list[Headings]:
    """Bands of lines with at least two known headings side by side, from the top down."""
    found: list[Headings] = []
    matched = [any(is_heading(run.text) for run in line.runs) for line in sheet.lines]
    common = Counter(band.colour for band in sheet.bands)
    for at, has_heading in enumerate(matched):
        if not has_heading or (found and at <= found[-1].last):
            continue
        first, last = heading_band(sheet, at)
        if found:
            first = max(first, found[-1].last + 1)
        main = max(range(first, last + 1), key=lambda place: len(sheet.lines[place].runs))
        band = filled(sheet, sheet.lines[main])
        sure = is_bold(sheet.lines[main]) or (band is not None and common[band.colour] < 3)
        known_at = [place for place in range(first, last + 1) if matched[place]] if sure else [main]
        first, last = _trimmed(sheet, first, last, known_at, sure)
        if _reads_as_headings(sheet.lines[first : last + 1], is_heading, sure):
            if found and sure and found[-1].sure and first == found[-1].last + 1:
                first = found.pop().first  # a second row of the same headings
            text = "".join(line.text for line in sheet.lines[first : last + 1]).replace(" ", "")
            found.append(Headings(first, _down_to_rule(sheet, last), sure, text))
    return found


def _reads_as_headings(lines: Sequence[Printed], is_heading: IsHeading, sure: bool) -> bool:
    """Whether enough of the columns carry known headings, and none starts amid a sentence."""
    columns = heading_spans(lines)
    starts = [
        next(run.text for line in lines for run in line.runs if x0 - 1 <= run.x0 <= x1)
        for x0, x1 in columns
    ]
    lower = sum(text[0].islower() or (text[-1] in ".:;" and " " in text) for text in starts)
    if lower > (0.25 * len(columns) if sure else 0):
        return False
    share = KNOWN_SHARE if sure else KNOWN_SHARE_PLAIN
    return heading_matches(lines, is_heading) >= max(2, share * len(columns))


def _trimmed(
    sheet: Sheet, first: int, last: int, known: Sequence[int], sure: bool
) -> tuple[int, int]:
    """The band without a title above its headings, and without a banner or row below them."""
    claims = claims_of([sheet.lines[at] for at in known])
    first = _below_title(sheet, first, known[0], claims)
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
