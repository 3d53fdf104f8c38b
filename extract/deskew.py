"""Scans lie a little askew on the glass: find the angle and put the picture straight."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]  # rows, columns, and for colour red, green and blue; 0 to 255

STEEPEST = 5.0  # degrees looked at to either side; a page further askew is not from a scanner
COARSE, FINE = 0.5, 0.05  # degrees between angles tried
ENOUGH = 0.04  # degrees: less is not worth turning, it moves the edge of a page by half a point
LOOKED_AT = 900  # pixels of the longer side; lines of text still show as dark and light


def skew(grey: Picture) -> float:
    """The angle in degrees, counter-clockwise, by which the picture must be turned to lie straight.

    That angle makes the rows of pixels differ most from each other: text and ruling lines fall
    into some rows, and the gaps into others.
    """
    scale = min(1.0, LOOKED_AT / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = (255 - small).astype(np.float32)
    dark[dark < 0.25 * float(dark.max(initial=0))] = 0  # paper and its noise
    best = _sharpest(dark, np.arange(-STEEPEST, STEEPEST + COARSE, COARSE))
    return _sharpest(dark, np.arange(best - COARSE, best + COARSE + FINE, FINE))


def _sharpest(dark: NDArray[np.float32], angles: NDArray[Any]) -> float:
    return float(max(angles, key=lambda angle: _sharpness(dark, float(angle))))


def _sharpness(dark: NDArray[np.float32], angle: float) -> float:
    rows = turned(dark, angle, paper=0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned(picture: Any, angle: float, paper: float = 255) -> Any:
    """The picture turned about its middle, counter-clockwise, its size kept."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper,) * 3
    )


def straightened(picture: Picture) -> Picture:
    """A colour picture put straight."""
    angle = skew(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    return turned(picture, angle) if abs(angle) >= ENOUGH else picture
