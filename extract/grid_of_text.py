"""The text of a region dealt out to its columns: column lines, banners, and how lines follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from actionplans.extract.columns import Gutter, column_of, crosses
from actionplans.extract.page import Word
from actionplans.extract.runs import Printed, baseline, is_bullet, is_reference

Follows = Literal["first", "wide", "forced", "wrap"]

MOST_LEADING_EM = 1.42  # line spacing above this is space between rows or paragraphs
SENTENCE_END = re.compile(r"[.!?;:]['\"’”)]*$")


class ColumnLine(NamedTuple):
    """The words of one printed line that stand in one column."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float

    @property
    def starts_lower(self) -> bool:
        first = self.words[0].text
        return first[0].islower() and not is_reference(first) and not is_bullet(self.words[0])

    @property
    def is_reference(self) -> bool:
        return is_reference(" ".join(word.text for word in self.words))

    @property
    def starts_with_number(self) -> bool:
        first = self.words[0].text
        return is_reference(first) and any(ch.isdigit() for ch in first)


class Banner(NamedTuple):
    """A line across the columns, from column first to column last."""

    words: tuple[Word, ...]
    first: int
    last: int
    top: float
    bottom: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Dealt:
    """Column lines from the top down, column by column, and the banners between them.

    leading is the usual distance between baselines of wrapped text in points, widest the largest
    distance that wrapped text has.
    """

    columns: tuple[tuple[ColumnLine, ...], ...]
    banners: tuple[Banner, ...]
    leading: float
    widest: float

    @property
    def tightest(self) -> float:
        """No two lines of one paragraph are closer than this."""
        return 0.92 * self.leading

    def kinds(self) -> list[list[Follows]]:
        """How every line of every column follows the one above."""
        return [follows(column, self.widest, self.tightest) for column in self.columns]


def column_line(words: Sequence[Word]) -> ColumnLine:
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return ColumnLine(
        ordered,
        ordered[0].x0,
        max(word.x1 for word in ordered),
        min(word.top for word in ordered),
        max(word.bottom for word in ordered),
        baseline(ordered[0]),
        max(word.size for word in ordered),
    )


def deal(lines: Sequence[Printed], gutters: Sequence[Gutter]) -> Dealt:
    """Words to columns by their middle; a lone run across a gutter is a banner."""
    edges = [gutter.edge for gutter in gutters]
    columns: list[list[ColumnLine]] = [[] for _ in range(len(edges) + 1)]
    banners: list[Banner] = []
    for line in lines:
        banner = _as_banner(line, gutters, edges)
        if banner is not None:
            banners.append(banner)
            continue
        slots: dict[int, list[Word]] = {}
        for run in line.runs:
            whole = column_of(run.x0, run.x1, edges)
            split = any(crosses(run, gutter) for gutter in gutters)
            for word in run.words:
                slot = column_of(word.x0, word.x1, edges) if split else whole
                slots.setdefault(slot, []).append(word)
        for slot, words in slots.items():
            columns[slot].append(column_line(words))
    settled = tuple(tuple(column) for column in columns)
    leading = leading_of(settled)
    return Dealt(settled, tuple(banners), leading, widest_pitch(settled, leading))


def _as_banner(line: Printed, gutters: Sequence[Gutter], edges: Sequence[float]) -> Banner | None:
    if len(line.runs) != 1 or not any(crosses(line.runs[0], gutter) for gutter in gutters):
        return None
    run = line.runs[0]
    first = column_of(run.x0, run.x0, edges)
    last = column_of(run.x1, run.x1, edges)
    return Banner(run.words, first, last, line.top, line.bottom, line.baseline)


def pitches(columns: Sequence[Sequence[ColumnLine]], sure: bool) -> list[float]:
    """Distances of baselines within columns, in ascending order, none that is plainly white space.

    sure: only those of lines that start in lower case and so go on with a sentence.
    """
    return sorted(
        lower.baseline - upper.baseline
        for column in columns
        for upper, lower in pairwise(column)
        if (lower.starts_lower or not sure)
        and 0.8 * lower.size < lower.baseline - upper.baseline <= MOST_LEADING_EM * lower.size
    )


def leading_of(columns: Sequence[Sequence[ColumnLine]]) -> float:
    """The usual distance of baselines in wrapped text."""
    sure = pitches(columns, sure=True)
    if len(sure) >= 3:
        return sure[len(sure) // 2]
    counted = Counter(round(pitch * 2) / 2 for pitch in pitches(columns, sure=False))
    if not counted:
        return 1.2 * max((line.size for column in columns for line in column), default=10.0)
    common = max(counted.values())
    return min(pitch for pitch, count in counted.items() if count >= 0.25 * common)


def widest_pitch(columns: Sequence[Sequence[ColumnLine]], leading: float) -> float:
    """The largest distance of baselines at which a sentence goes on, strays left out.

    Line spacing is exact to fractions of a point in most documents, so that rows set hardly
    further apart can be told from wrapped lines.
    """
    sure = pitches(columns, sure=True)
    if len(sure) < 12:
        return leading + (0.6 if len(sure) >= 5 else 1.2)
    return max(leading, sure[int(0.95 * (len(sure) - 1))]) + 0.3


def is_left_aligned(column: Sequence[ColumnLine]) -> bool:
    if not column:
        return True
    left = min(line.x0 for line in column)
    return sum(line.x0 - left < 2 for line in column) >= 0.5 * len(column)


def follows(
    column: Sequence[ColumnLine], widest_pitch: float, least_pitch: float = 0.0
) -> list[Follows]:
    """How each line follows the one above it in its column.

    "wide": with more white than wrapped text has, or less, for rows may be set tighter than lines.
    "forced": the first word would still have fitted on the line above, so the author broke it.
    "wrap": it would not have fitted.
    """
    if not column:
        return []
    kinds: list[Follows] = ["first"]
    left_aligned = is_left_aligned(column)
    limit = max(line.x1 if left_aligned else line.x1 - line.x0 for line in column)
    for upper, lower in pairwise(column):
        word = lower.words[0]
        need = 0.25 * lower.size + word.x1 - word.x0
        pitch = lower.baseline - upper.baseline
        tight = lower.size == upper.size and pitch < least_pitch
        if pitch > widest_pitch or tight:
            kinds.append("wide")
        elif (upper.x1 if left_aligned else upper.x1 - upper.x0) + need <= limit + 0.5:
            kinds.append("forced")
        else:
            kinds.append("wrap")
    return kinds


def goes_on(upper: ColumnLine, lower: ColumnLine, kind: Follows) -> bool:
    """Whether the sentence goes on from one line of a column to the next."""
    if kind in ("first", "wide"):
        return False
    if lower.starts_lower:
        return True
    ended = SENTENCE_END.search(upper.words[-1].text) is not None
    fresh = is_bullet(lower.words[0]) or lower.starts_with_number
    return kind == "wrap" and not ended and not fresh


def reference_columns(columns: Sequence[Sequence[ColumnLine]]) -> list[int]:
    """Columns that hold little but references."""
    found = []
    for at, column in enumerate(columns):
        marks = sum(line.is_reference for line in column)
        if marks >= 1 and marks >= 0.6 * len(column):
            found.append(at)
    return found
