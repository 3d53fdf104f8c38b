"""List marks in a picture: text recognition does not see a lone bullet some way before its line."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from actionplans.extract.deskew import Picture

# All in heights of the line of text, which is some 1.3 times the size of its letters.
REACH = 2.4  # before the line
LARGEST = 0.5  # a bullet; a letter is higher
SMALLEST = 0.12  # less is dirt
THINNEST, THICKEST = 0.03, 0.15  # a dash
SHORTEST = 0.2
LOW, HIGH = 0.3, 0.75  # of the line, from its top: where the middle of a mark stands
FULL = 0.6  # share of its box that a bullet blackens: all but the corners
INK = 60  # steps of 255 between ink and paper


class Mark(NamedTuple):
    """A bullet or a dash, and from where to where it stands on its line, in pixels."""

    text: str
    x0: float
    x1: float


def mark_before(grey: Picture, x0: int, top: int, bottom: int, wall: float = 0.0) -> Mark | None:
    """The mark before a line of text that begins at x0, if all else between it and wall is blank.

    wall is the nearest ruling line to the left, or the picture's edge.
    """
    height = bottom - top
    left = max(0, round(x0 - REACH * height), round(wall) + 2)
    part = grey[top:bottom, left:x0]
    if min(part.shape, default=0) < 3 or int(part.max()) - int(part.min()) < INK:
        return None
    ink = (part < (int(part.max()) + int(part.min())) / 2).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    least = max(2.0, THINNEST * height)
    blobs = [s for s in stats[1:count].tolist() if s[2] >= least and s[3] >= least]
    if len(blobs) != 1:
        return None
    x, y, wide, high, area = blobs[0]
    text = _named(wide / height, high / height, area / (wide * high))
    if not text or x == 0 or x + wide == x0 - left or not LOW <= (y + high / 2) / height <= HIGH:
        return None
    return Mark(text, left + x, left + x + wide)


def _named(wide: float, high: float, full: float) -> str:
    """What a blob of this size is, in heights of the line: a bullet, a dash, or nothing known."""
    if full < FULL:
        return ""
    if SMALLEST <= wide <= LARGEST and SMALLEST <= high <= LARGEST and 0.6 <= wide / high <= 1.7:
        return "•"
    if SHORTEST <= wide <= 1 and THINNEST <= high <= THICKEST and wide > 2 * high:
        return "–"
    return ""
