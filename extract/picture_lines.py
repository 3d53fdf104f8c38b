"""Ruling lines and coloured cells in a picture of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from actionplans.extract.deskew import Picture
from actionplans.extract.page import Fill, Rule

INCH = 72.0
SHORTEST = 18.0  # points: a ruling line is longer than any stroke of a letter
LONG = 60.0  # points: no word of running text is longer
STROKE = 9.0  # points: pieces of a line are longer than the strokes of letters in the text
FAINTEST = 24  # steps of 255 between a line and what is beside it
THICKEST = 3.0  # points: what is thicker is a surface (see page.Rule)
SOLID, WORN = 0.95, 0.8  # share of a line that has ink: surely one, and if it stands alone
WORN_THROUGHOUT = 0.7  # the same for a line as wide as a column of text, whose letters have 0.5
WIDE = 180.0  # points
BESIDE = 0.2  # share of ink beside a line at which it is part of something else
GAP = 3.0  # points of a line that wear and noise may have taken away
LETTERS = 14.0  # points: letters that meet a ruling line are no higher
HAIR = 1.2  # points: the width within which the dots of a worn line lie
DOTTED = 0.8  # share of a worn line's length that has ink
COLOURED = 18  # steps of 255 between paper and the palest fill
SMALLEST = 9.0  # points: the least height of a filled cell
TEXT = 6.0  # points: a brush wider than the strokes of text


def rules_in(grey: Picture, scale: float) -> tuple[Rule, ...]:
    """Ruling lines in points; scale is the picture's pixels a point.

    A short one must meet another: the feet of letters can look like a line, but not like a cell.
    """
    flat = list(_flat_rules(grey, scale))
    turned = list(_flat_rules(np.ascontiguousarray(grey.T), scale))
    level = [rule for rule in flat if _holds(rule, turned)]
    upright = [_without_letters(_upright(rule), level) for rule in turned if _holds(rule, flat)]
    return (*level, *upright, *_worn(grey, scale, level, upright))


def _without_letters(rule: Rule, level: Sequence[Rule]) -> Rule:
    """An upright rule without what runs on past the last level one and reaches no other: strokes
    of the letters of a banner."""
    x = (rule.x0 + rule.x1) / 2
    met = [
        y for r in level if r.x0 - GAP <= x <= r.x1 + GAP
        and rule.top - GAP <= (y := (r.top + r.bottom) / 2) <= rule.bottom + GAP
    ]  # fmt: skip
    if len(met) < 2:
        return rule
    first, last = min(met), max(met)
    top = first if GAP < first - rule.top < LETTERS else rule.top
    bottom = last if GAP < rule.bottom - last < LETTERS else rule.bottom
    return Rule(rule.x0, top, rule.x1, bottom)


def _worn(
    grey: Picture, scale: float, level: Sequence[Rule], upright: Sequence[Rule]
) -> Iterator[Rule]:
    """The stretches between two level rules where an upright one, found further up or down, goes
    on in dots: a scan in black and white leaves no more of a thin line."""
    dark = grey < (int(grey.min()) + int(np.percentile(grey, 90))) / 2
    axes: list[list[Rule]] = []
    for rule in sorted(upright):
        if axes and rule.x0 - axes[-1][-1].x0 <= GAP:
            axes[-1].append(rule)
        else:
            axes.append([rule])
    for axis in axes:
        x = sum((rule.x0 + rule.x1) / 2 for rule in axis) / len(axis)
        ys = sorted((rule.top + rule.bottom) / 2 for rule in level if rule.x0 < x < rule.x1)
        for top, bottom in pairwise(ys):
            middle = (top + bottom) / 2
            drawn = any(rule.top <= middle <= rule.bottom for rule in axis)
            if not drawn and bottom - top > SMALLEST and _dotted(dark, x, top, bottom, scale):
                yield Rule(x - 0.4, top, x + 0.4, bottom)


def _dotted(dark: NDArray[np.bool_], x: float, top: float, bottom: float, scale: float) -> bool:
    """True where nearly every row of the stretch has ink within a line's width of one place."""
    left, right = round((x - 2) * scale), round((x + 2) * scale)
    near = dark[round(top * scale) : round(bottom * scale), max(0, left) : right]
    return _densest(near.T, max(2, round(HAIR * scale))) >= DOTTED


def _holds(rule: Rule, across: Sequence[Rule]) -> bool:
    """True for a long rule, and for one with an end on a rule across (given turned, as found)."""
    if rule.x1 - rule.x0 >= LONG:
        return True
    return any(
        min(abs(other.top - rule.x0), abs(other.top - rule.x1)) <= GAP
        and other.x0 - GAP <= rule.top <= other.x1 + GAP
        for other in across
    )


def _upright(rule: Rule) -> Rule:
    return Rule(rule.top, rule.x0, rule.bottom, rule.x1)


def _flat_rules(grey: Picture, scale: float) -> Iterator[Rule]:
    """Long thin dark runs.

    What is dark and thin is what a closing across the line takes away, on paper as on a fill;
    a blur along the line beforehand takes noise and letters away, but no line.
    """
    along = cv2.blur(grey, (_odd(STROKE * scale), 1))
    across = np.ones((_odd((THICKEST + 1) * scale), 1), np.uint8)
    faint = cv2.subtract(cv2.morphologyEx(along, cv2.MORPH_CLOSE, across), along)
    depth = cv2.subtract(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, across), grey)
    dark = depth > FAINTEST
    mask: Picture = (faint > FAINTEST).astype(np.uint8) * 255
    mask = cv2.dilate(mask, np.ones((3, 1), np.uint8))  # a line askew climbs from row to row
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _run(STROKE * scale))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _run(GAP * scale))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, _run(SHORTEST * scale))
    for x, y, width, height in _boxes(mask):
        for start, end in _inked(dark[y : y + height, x : x + width], scale):
            drawn = dark[y : y + height, x + start : x + end]
            thickness = float(np.count_nonzero(drawn)) / (end - start)
            solid = _solid(depth[y : y + height, x + start : x + end], scale)
            least = WORN_THROUGHOUT if end - start > WIDE * scale else WORN
            if thickness > THICKEST * scale or solid < least:
                continue
            axis = float(np.average(np.arange(height), weights=drawn.sum(axis=1)))
            half = max(0.25 * scale, thickness / 2)
            beside = dark[:, x + start : x + end]
            if solid >= SOLID or _alone(beside, y + axis, half + scale, 2 * scale):
                middle, half = (y + axis + 0.5) / scale, half / scale
                yield Rule((x + start) / scale, middle - half, (x + end) / scale, middle + half)


def _inked(line: NDArray[np.bool_], scale: float) -> Iterator[tuple[int, int]]:
    """The parts of a line that have ink: the blur has carried it over its ends and gaps."""
    columns = np.flatnonzero(line.sum(axis=0) >= 1)
    if not columns.size:
        return
    for part in np.split(columns, np.flatnonzero(np.diff(columns) > GAP * scale) + 1):
        if part[-1] + 1 - part[0] >= SHORTEST * scale:
            yield int(part[0]), int(part[-1]) + 1


def _solid(depth: Picture, scale: float) -> float:
    """The share of a line that has its ink along its axis, which may climb from piece to piece.

    A row of small letters is as dark as a worn line, but not evenly along one axis.
    """
    pieces = np.array_split(depth, max(1, round(depth.shape[1] / (SHORTEST * scale))), axis=1)
    axes = [piece[piece.mean(axis=1).argmax()] for piece in pieces]
    return float(np.mean([(axis > max(FAINTEST, np.max(axis) / 2)).mean() for axis in axes]))


def _densest(piece: NDArray[np.bool_], wide: int) -> float:
    """The largest share of columns with ink in any band of so many rows."""
    bands = range(max(1, piece.shape[0] - wide + 1))
    return max(float(piece[at : at + wide].any(axis=0).mean()) for at in bands)


def _alone(dark: NDArray[np.bool_], axis: float, near: float, far: float) -> bool:
    """True where paper is on both sides of a line; the feet of letters have letters above."""
    above = dark[max(0, round(axis - near - far)) : max(0, round(axis - near))]
    below = dark[round(axis + near) + 1 : round(axis + near + far) + 1]
    return all(side.size == 0 or float(side.mean()) < BESIDE for side in (above, below))


def _odd(pixels: float) -> int:
    return round(pixels) | 1


def _run(pixels: float) -> NDArray[np.uint8]:
    return np.ones((1, max(3, round(pixels))), np.uint8)


def _boxes(mask: Picture) -> Iterator[tuple[int, int, int, int]]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, width, height, _ in stats[1:count].tolist():
        yield x, y, width, height


def without_rules(grey: Picture, rules: Sequence[Rule], scale: float) -> Picture:
    """The picture with its ruling lines painted over: next to them letters are not seen well."""
    clean = grey.copy()
    for rule in rules:
        x0, x1 = round(rule.x0 * scale) - 1, round(rule.x1 * scale) + 1
        top, bottom = round(rule.top * scale) - 1, round(rule.bottom * scale) + 1
        part = clean[max(0, top) : bottom + 1, max(0, x0) : x1 + 1]
        around = clean[max(0, top - 3) : bottom + 4, max(0, x0 - 3) : x1 + 4]
        if part.size:
            part[:] = np.percentile(around, 90)
    return clean


def fills_in(picture: Picture, rules: Sequence[Rule], scale: float) -> tuple[Fill, ...]:
    """Coloured cells in points: smooth surfaces unlike the paper, parted by the ruling lines."""
    part = min(1.0, 2.0 / scale)  # two pixels a point show a surface
    small = cv2.resize(picture, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    scale *= part
    brush = np.ones((_odd(TEXT * scale),) * 2, np.uint8)
    bare = cv2.morphologyEx(small, cv2.MORPH_CLOSE, brush)  # without dark text
    bare = cv2.medianBlur(cv2.morphologyEx(bare, cv2.MORPH_OPEN, brush), 5)  # and without light
    paper = np.median(bare.reshape(-1, 3), axis=0)
    surfaces: Picture = (np.abs(bare - paper).max(axis=2) > COLOURED).astype(np.uint8) * 255
    for rule in rules:
        box = (rule.x0, rule.top, rule.x1, rule.bottom)
        x0, top, x1, bottom = (round(length * scale) for length in box)
        surfaces[max(0, top) : bottom + 1, max(0, x0) : x1 + 1] = 0
    return tuple(_fills(surfaces, bare, scale))


def _fills(surfaces: Picture, bare: Picture, scale: float) -> Iterator[Fill]:
    for x, y, width, height in _boxes(surfaces):
        mask = surfaces[y : y + height, x : x + width] > 0
        if min(width, height) < SMALLEST * scale or mask.mean() < 0.6:
            continue
        colour: Any = np.median(bare[y : y + height, x : x + width][mask], axis=0)
        red, green, blue = (int(value) for value in colour)
        yield Fill(
            x / scale,
            y / scale,
            (x + width) / scale,
            (y + height) / scale,
            f"#{red:02x}{green:02x}{blue:02x}",
        )
