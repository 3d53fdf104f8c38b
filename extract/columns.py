"""Columns from white space: the gutters that persist down a page.

A gutter is first a claim, the gap between two headings (or between two runs of the first line of
a table), then a fact: the part of this gap that the lines below leave free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from actionplans.extract.runs import Printed, Run, is_reference

STEP = 0.5  # resolution of a gutter in points
MIN_GUTTER = 2.5
SPLIT_GUTTER = 5.0  # a gutter that no heading speaks for must be wider
LEAST_LINES = 3  # that stand on each side of it


class Gutter(NamedTuple):
    """Free space between two columns, in points from the left of the page."""

    x0: float
    x1: float

    @property
    def edge(self) -> float:
        """The border drawn in it: near the text on the right, which is what columns align."""
        return self.x1 - min(3.0, (self.x1 - self.x0) / 2)


def components(
    spans: Sequence[tuple[float, float]], apart: float = 1.0
) -> list[tuple[float, float]]:
    """Spans joined where they overlap or lie less than `apart` points from each other."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if joined and x0 - joined[-1][1] < apart:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def spanning(run: Run, lines: Sequence[Printed]) -> bool:
    """Whether a heading stands over two or more others: a heading of several columns."""
    at = next(place for place, line in enumerate(lines) if run in line.runs)
    under = components(
        [
            (other.x0, other.x1)
            for line in lines[at + 1 :]
            for other in line.runs
            if other.x0 < run.x1 and run.x0 < other.x1
        ]
    )
    return any(right[0] - left[1] > 4 for left, right in pairwise(under))


def heading_spans(lines: Sequence[Printed]) -> list[tuple[float, float]]:
    """The x extents of the headings in a band of one or more lines, spanned headings left out."""
    return components(
        [(run.x0, run.x1) for line in lines for run in line.runs if not spanning(run, lines)]
    )


def free_part(claim: Gutter, runs: Sequence[Run], left: float, right: float) -> Gutter | None:
    """The part of the claim that the fewest runs cross; None when there is none.

    left and right are the far ends of the headings on both sides. Where several parts are free,
    the one with more text on its poorer side wins: no column is left without text.
    """
    slots = int((claim.x1 - claim.x0) / STEP)
    change = [0] * (slots + 1)
    for run in runs:
        first = max(0, int((run.x0 - claim.x0) / STEP))
        last = min(slots, int((run.x1 - claim.x0) / STEP) + 1)
        if first < last:
            change[first] += 1
            change[last] -= 1
    crossed, covered = [], 0
    for slot in range(slots):
        covered += change[slot]
        crossed.append(covered)

    def worth(gutter: Gutter) -> tuple[int, float]:
        before = sum(left < run.x1 <= gutter.x0 + STEP for run in runs)
        after = sum(gutter.x1 - STEP <= run.x0 < right for run in runs)
        return min(before, after), gutter.x1 - gutter.x0

    return max(_free_parts(claim, crossed), key=worth, default=None)


def _free_parts(claim: Gutter, crossed: Sequence[int]) -> list[Gutter]:
    """The stretches, wide enough for a gutter, at the lowest level of crossing that has any."""
    for level in sorted(set(crossed)):
        parts: list[Gutter] = []
        start: int | None = None
        for slot, count in enumerate([*crossed, level + 1]):
            if count <= level:
                start = slot if start is None else start
            elif start is not None:
                if (slot - start) * STEP >= MIN_GUTTER:
                    parts.append(Gutter(claim.x0 + start * STEP, claim.x0 + slot * STEP))
                start = None
        if parts:
            return parts
    return []


def crosses(run: Run, gutter: Gutter) -> bool:
    return run.x0 < gutter.x0 + 1 and run.x1 > gutter.x1 - 1


def crossed_by(line: Printed, gutters: Sequence[Gutter]) -> int:
    """How many gutters the line's text runs across."""
    return sum(any(crosses(run, gutter) for run in line.runs) for gutter in gutters)


def column_of(x0: float, x1: float, edges: Sequence[float]) -> int:
    """The column that holds the middle of the span; edges are inner borders."""
    middle = (x0 + x1) / 2
    return sum(edge <= middle for edge in edges)


def occupied(line: Printed, gutters: Sequence[Gutter]) -> set[int]:
    """The columns in which a run of the line starts."""
    return {sum(gutter.edge <= run.x0 + 0.5 for gutter in gutters) for run in line.runs}


def unspoken(
    lines: Sequence[Printed], gutters: Sequence[Gutter], headings: Sequence[Printed]
) -> list[Gutter]:
    """Gutters that no gap between headings claims but that no line crosses.

    Either the headings on both sides are set so close that they read as one, or one is missing;
    then the left side must hold references in most of its lines, for the hanging indent of a list
    looks the same.
    """
    found = []
    words = [word for line in headings for run in line.runs for word in run.words]
    borders = [float("-inf"), *(gutter.edge for gutter in gutters), float("inf")]
    for left, right in pairwise(borders):
        inside = [run for line in lines for run in line.runs if left <= run.x0 < right]
        parts = components([(run.x0, run.x1) for run in inside], apart=SPLIT_GUTTER)
        for a, b in pairwise(parts):
            gutter = Gutter(a[1], b[0])
            before = [run for run in inside if run.x1 <= gutter.x0]
            after = [run for run in inside if run.x0 >= gutter.x1]
            if min(len(before), len(after)) < LEAST_LINES:
                continue
            if any(word.x0 < gutter.x1 and word.x1 > gutter.x0 for word in words):
                continue
            named_left = any(left <= word.x0 < a[1] for word in words)
            named_right = any(b[0] <= word.x0 < right for word in words)
            marks = {run.text for run in before if is_reference(run.text)}  # lists begin anew
            of_marks = len(after) >= len(marks) >= 0.8 * len(before)
            if named_right and (named_left or of_marks):
                found.append(gutter)
    return found


def in_columns(lines: Sequence[Printed], gutters: Sequence[Gutter]) -> list[list[Run]]:
    """What each line has in each column, as one run: justified text has wide gaps."""
    columns: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        parts: dict[int, Run] = {}
        for run in line.runs:
            column = sum(gutter.edge <= run.x0 + 0.5 for gutter in gutters)
            part = parts.get(column)
            parts[column] = Run((*part.words, *run.words), part.x0, run.x1) if part else run
        for column, part in parts.items():
            columns[column].append(part)
    return columns


def _most_aligned(column: Sequence[Run]) -> int:
    """How many runs share the commonest left edge, right edge or middle."""
    best = 0
    for place in (
        [run.x0 for run in column],
        [run.x1 for run in column],
        [(run.x0 + run.x1) / 2 for run in column],
    ):
        counted = Counter(round(x / 2) for x in place)
        best = max(
            best, 0, *(counted[x] + max(counted[x - 1], counted[x + 1]) for x in list(counted))
        )
    return min(best, len(column))


def aligned_share(lines: Sequence[Printed], gutters: Sequence[Gutter]) -> float:
    """The share of cells' lines that begin, end or centre where others of the column do."""
    columns = in_columns(lines, gutters)
    return sum(map(_most_aligned, columns)) / max(1, sum(map(len, columns)))
