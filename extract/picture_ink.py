"""Where the ink of a line of text stands: recognition tells it only to some points.

The detectors of tables go by the feet and the left edges of lines, as a PDF with text gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from actionplans.extract.deskew import Picture

INK = 60  # steps of 255 between ink and paper
DIRT = 0.01  # of the square of the line's height
MIDDLE = (0.3, 0.75)  # of the line, from its top: what has no ink there is of the lines beside it
LETTER = 0.22  # of the line's height: less is a dot or a comma
# Of the size of the type, for the faces of offices (Arial, Calibri, Times).
CAPITAL, SMALL = 0.72, 0.51  # heights of letters
ABOVE, BELOW = 0.8, 0.22  # the foot of the line: from the box's top, to its bottom
LOW = frozenset("acegmnopqrsuvwxyz.,;:-–—_…")  # what does not rise above small letters
ALIKE = 0.15  # sizes that differ less are one size, read with noise


@dataclass(frozen=True, slots=True)
class Ink:
    """Ink of a line in pixels of its picture: where its letters stand, and how large they are.

    columns tells of each column of pixels whether it has ink. size is that of the type.
    """

    columns: NDArray[np.bool_]
    foot: float
    size: float


def ink_of(line: Picture, text: str) -> Ink | None:
    """The ink of one line of text, without dirt and the lines beside it; None if there is none."""
    grey = line if line.ndim == 2 else line[:, :, 0]
    dark, light = int(grey.min()), int(np.percentile(grey, 90))
    if light - dark < INK:
        return None
    high = grey.shape[0]
    mask = (grey < (dark + light) / 2).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    tops, heights, areas = stats[:, 1], stats[:, 3], stats[:, 4]
    inside = (tops < MIDDLE[1] * high) & (tops + heights > MIDDLE[0] * high)
    kept = inside & (areas >= max(3, DIRT * high * high))
    kept[0] = False
    letters = kept & (heights >= LETTER * high)
    if not letters.any():
        return None
    foot = float(np.median((tops + heights)[letters]))
    rise = foot - float(np.percentile(tops[letters], 5))
    size = rise / (SMALL if LOW.issuperset(text.replace(" ", "")) else CAPITAL)
    return Ink(kept[labels].any(axis=0), foot, size)


def gap(ink: Ink, left: float, right: float) -> tuple[float, float] | None:
    """The widest run of columns without ink between two places, or None."""
    start, end = max(0, round(left)), min(len(ink.columns), round(right) + 1)
    blank = np.flatnonzero(~ink.columns[start:end])
    if not blank.size:
        return None
    runs = np.split(blank, np.flatnonzero(np.diff(blank) > 1) + 1)
    widest: Any = max(runs, key=len)
    return float(start + widest[0]), float(start + widest[-1] + 1)


def edges(ink: Ink) -> tuple[float, float]:
    """From where to where the line has ink."""
    columns = np.flatnonzero(ink.columns)
    return float(columns[0]), float(columns[-1] + 1)


def evened(sizes: Sequence[float]) -> list[float]:
    """The sizes of a page's lines with the noise taken out: each the median of those like it."""
    return [median(other for other in sizes if abs(other - size) <= ALIKE * size) for size in sizes]
