"""Scans laid on the glass sideways or head down: which way the text runs, and the turn it needs."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from actionplans.extract.deskew import Picture

FINDING = 736  # pixels of the longer side: enough to see which way lines of text run
LINE = 2.0  # times as long as high: a line of text, not a word or a number
FEWEST = 3  # lines of text that decide
ASKED = 3  # of the longest lines are read, to see whether they are head down
SURE = 0.9  # confidence at which text need not be read the other way up


def quarter_turns(picture: Picture) -> int:
    """Quarter turns clockwise, 0 to 3, after which the text of a picture in colour is upright."""
    part = min(1.0, FINDING / max(picture.shape))
    small = cv2.resize(picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    boxes = _boxes(small) / part
    sides = boxes[:, 2:] - boxes[:, :2]  # widths and heights
    flat = sides[:, 0] > LINE * sides[:, 1]
    high = sides[:, 1] > LINE * sides[:, 0]
    sideways = bool(high.sum() >= FEWEST and sides[high, 1].sum() > sides[flat, 0].sum())
    lines = boxes[high if sideways else flat]
    longest = lines[np.argsort(-(lines[:, 2:] - lines[:, :2]).max(axis=1))[:ASKED]]
    turns = 1 if sideways else 0
    crops = [turned_by(_crop(picture, box), turns) for box in longest]
    return turns + 2 * (len(crops) >= FEWEST and _head_down(crops))


def _boxes(picture: Picture) -> Any:
    """Lines of text as an array with a row of x0, top, x1, bottom for each."""
    from actionplans.extract.recogniser import engine

    found = engine()(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), use_det=True, use_rec=False)
    if found.boxes is None or not len(found.boxes):
        return np.empty((0, 4))
    corners = np.asarray(found.boxes)
    return np.hstack([corners.min(axis=1), corners.max(axis=1)])


def _crop(picture: Picture, box: Any) -> Picture:
    x0, top, x1, bottom = (max(0, round(side)) for side in box.tolist())
    return picture[top : bottom + 1, x0 : x1 + 1]


def _head_down(lines: list[Picture]) -> bool:
    """Whether the lines read better the other way up."""
    as_they_are = _confidence(lines)
    return as_they_are < SURE and _confidence([turned_by(line, 2) for line in lines]) > as_they_are


def _confidence(lines: list[Picture]) -> float:
    from actionplans.extract.recogniser import engine

    read = [engine()(line, use_det=False, use_rec=True, return_word_box=False) for line in lines]
    return float(np.median([one.scores[0] if one.scores else 0.0 for one in read]))


def turned_by(picture: Picture, turns: int) -> Picture:
    """The picture turned by so many quarters clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -turns))
