"""White space right across a table, and what begins below it."""

from __future__ import annotations

from typing import NamedTuple

from actionplans.extract.grid_of_text import Dealt

LEVEL = 1.0  # points by which first lines of one row may be out of line
ANEW = 3  # columns that begin again at least


class Reach(NamedTuple):
    """From where to where down the page, in points from the top."""

    top: float
    bottom: float


def white_strips(dealt: Dealt) -> list[Reach]:
    """Strips that no line of any column enters and that are higher than between wrapped lines."""
    lines = sorted((line.top, line.bottom) for column in dealt.columns for line in column)
    if not lines:
        return []
    heights = sorted(bottom - top for top, bottom in lines)
    usual = max(0.0, dealt.leading - heights[len(heights) // 2])
    strips, low = [], lines[0][1]
    for top, bottom in lines[1:]:
        if top - low > usual + 1.5:
            strips.append(Reach(low, top))
        low = max(low, bottom)
    return strips


def starts_anew(dealt: Dealt) -> bool:
    """Whether most columns begin again on one baseline below white space right across."""
    filled = [column for column in dealt.columns if column]
    for strip in white_strips(dealt):
        below = [
            next((line.baseline for line in column if line.top >= strip.bottom - 1), None)
            for column in filled
        ]
        first = min((at for at in below if at is not None), default=0.0)
        level = sum(at is not None and abs(at - first) < LEVEL for at in below)
        if level >= max(ANEW, 0.5 * len(filled)):
            return True
    return False
