"""Words to printed lines and runs: what white space alone says about a page.

A run is what one reads without lifting the eye: words on one baseline with no more than word
space between them. Gutters between columns can be as narrow as 6 points, so a run ends at a gap
of 0.45 em; word space is 0.2 to 0.35 em in text faces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from actionplans.extract.page import Word

RUN_GAP_EM = 0.45
BASELINE_EM = 0.22  # the descent of common text faces: bottom less this is the baseline
SAME_BASELINE_EM = 0.2
BULLET_GAP_EM = 3.0
HEADING_PITCH_EM = 1.5  # lines of one heading or paragraph stand no further apart

_LEFT = attrgetter("x0")

BULLET = re.compile(r"[•●○◦▪▫■□►▶➢➤⮚✓✔\uf0b7\uf0a7\uf0d8\uf076·‣⁃*\-–—o§]$")
REFERENCE = re.compile(
    r"""\(?(?:
        [A-Za-z]{0,4}[.\-]?\d{1,3}(?:[.\-/]\d{1,3}){0,4}[a-z]?   # 13, 13.6, MD4, R3, ap1, 1a
      | [a-z] | [ivx]{1,5}                                      # a), (iv)
    )[.):]{0,2}$""",
    re.VERBOSE,
)
NOT_REFERENCE = re.compile(r"(?:Q[1-4]|H[12]|[a-z]|\(?\d{1,2}/\d{1,2}/\d{2,4}\)?)$")


class Run(NamedTuple):
    """Words of one baseline read in one go; lengths in points."""

    words: tuple[Word, ...]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


class Printed(NamedTuple):
    """One printed line: its runs from left to right, and its baseline."""

    runs: tuple[Run, ...]
    baseline: float
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)


def baseline(word: Word) -> float:
    """Where the word stands, in points from the top of the page."""
    return word.bottom - BASELINE_EM * word.size


def on_baselines(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by baseline from the top down, each group from left to right."""
    groups: list[list[Word]] = []
    start = float("-inf")
    for base, word in sorted([(baseline(word), word) for word in words], key=itemgetter(0)):
        if base - start > SAME_BASELINE_EM * word.size:
            groups.append([])
            start = base
        groups[-1].append(word)
    for group in groups:
        group.sort(key=_LEFT)
    return groups


def is_bullet(word: Word) -> bool:
    return BULLET.match(word.text) is not None


def is_reference(text: str) -> bool:
    """Whether the text has the shape of a printed reference: 13, 13.6, MD4, R3, 1a."""
    return REFERENCE.match(text) is not None and NOT_REFERENCE.match(text) is None


def runs_of(words: Sequence[Word]) -> tuple[Run, ...]:
    """The runs of one line's words, given from left to right; a bullet stays with its text."""
    groups: list[list[Word]] = []
    for word in words:
        if groups:
            last = groups[-1][-1]
            gap, size = word.x0 - last.x1, min(word.size, last.size)
            if gap <= RUN_GAP_EM * size or (
                gap <= BULLET_GAP_EM * size and len(groups[-1]) == 1 and is_bullet(last)
            ):
                groups[-1].append(word)
                continue
        groups.append([word])
    return tuple(Run(tuple(group), group[0].x0, max(word.x1 for word in group)) for group in groups)


def page_leading(lines: Sequence[Printed]) -> float | None:
    """The commonest line spacing of the page in em; None where too few lines follow each other."""
    counted: Counter[float] = Counter()
    above: dict[int, Printed] = {}
    for line in lines:
        for run in line.runs:
            upper = above.get(round(run.x0))
            if upper is not None and upper.size == line.size:
                em = (line.baseline - upper.baseline) / line.size
                if 0.9 < em < HEADING_PITCH_EM:
                    counted[round(em, 2)] += 1
            above[round(run.x0)] = line
    if counted.total() < 8:
        return None
    return counted.most_common(1)[0][0]


def printed_lines(words: Iterable[Word]) -> list[Printed]:
    """The upright words as printed lines from the top down."""
    lines = []
    for group in on_baselines(word for word in words if word.upright):
        lines.append(
            Printed(
                runs_of(group),
                baseline(group[0]),
                min(word.top for word in group),
                max(word.bottom for word in group),
                max(word.size for word in group),
            )
        )
    return lines


def split_at(lines: Sequence[Printed], borders: Sequence[float]) -> list[list[Printed]]:
    """The lines between each two borders, empty stretches left out."""
    groups: dict[int, list[Printed]] = {}
    for line in lines:
        groups.setdefault(bisect_right(borders, (line.top + line.bottom) / 2), []).append(line)
    return [groups[key] for key in sorted(groups)]
