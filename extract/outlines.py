"""What the paths of pages leave on them, worked out for several pages at once.

The numbers for all paths stand in arrays with a column for each path, part or point; a page has
too few of them to be worth the calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from actionplans.extract.drawing import VISIBLE, Drawing
from actionplans.extract.frame import Matrix
from actionplans.extract.page import Fill, Rule
from actionplans.extract.rules import PAPER, THIN

STRAIGHT = 1.0  # points by which a ruling line may be out of true
THINNEST = 0.2  # points: a line of no width is drawn all the same
CORNERS = 6  # a rectangle may have two more, on its sides


class Marks(NamedTuple):
    """What paths leave on a page, in the order of drawing; white_rules are as white as paper."""

    rules: list[Rule]
    white_rules: list[Rule]
    fills: list[Fill]
    shapes: list[Fill]


class _Paths(NamedTuple):
    """A column of each array for each path: colours are red, green, blue and alpha; half is that of
    the lines' width; a place is the matrix to the page; visible is what the clip leaves of it;
    drawing is the place of the drawing that it is of."""

    fills: NDArray[np.uint32]
    strokes: NDArray[np.uint32]
    half: NDArray[np.float64]
    places: NDArray[np.float64]
    visible: NDArray[np.float64]
    drawing: NDArray[np.intp]


class _Outlines(NamedTuple):
    """The points of paths on the page, x above y: begins is the first of each part, straight
    whether the part has no curves, path whose it is. What is closed ends at its start."""

    points: NDArray[np.float64]
    part: NDArray[np.intp]
    begins: NDArray[np.intp]
    straight: NDArray[np.bool_]
    path: NDArray[np.intp]


def marks_of(drawings: Sequence[Drawing]) -> list[Marks]:
    """What the paths of each drawing leave on its page."""
    found = [Marks([], [], [], []) for _ in drawings]
    if not drawings:
        return found
    drawn = Drawing(*map(np.concatenate, zip(*drawings, strict=True)))
    paths = _paths(drawn, np.array([len(each.counts) for each in drawings]))
    outlines = _outlines(drawn, paths)
    if len(outlines.part):
        _put(outlines, paths, found)
    return found


def _paths(drawn: Drawing, lengths: NDArray[np.intp]) -> _Paths:
    places = np.array(Matrix(*drawn.places.T).then(Matrix(*drawn.to_page.T)))
    a, b, c, d, _, _ = places
    widths = drawn.widths * np.sqrt(np.abs(a * d - b * c))
    half = np.minimum(np.maximum(widths, THINNEST), THIN - 0.1) / 2
    drawing = np.arange(len(lengths)).repeat(lengths)
    return _Paths(drawn.fills.T, drawn.strokes.T, half, places, drawn.visible.T, drawing)


def _outlines(drawn: Drawing, paths: _Paths) -> _Outlines:
    path = np.arange(len(drawn.counts)).repeat(drawn.counts)
    kinds, closes, count = drawn.kinds, drawn.closes, len(path)
    first = kinds == pdfium.FPDF_SEGMENT_MOVETO
    first[:1] = True
    first[1:] |= path[1:] != path[:-1]
    begins, part = first.nonzero()[0], first.cumsum() - 1
    straight = np.ones(len(begins), bool)
    straight[part[kinds == pdfium.FPDF_SEGMENT_BEZIERTO]] = False
    a, b, c, d, e, f = paths.places[:, path]
    x, y = drawn.points.T
    points = np.array([a * x + c * y + e, b * x + d * y + f])
    order = np.arange(count).repeat(1 + closes)
    back = (order[1:] == order[:-1]).nonzero()[0] + 1
    whole = part[order]
    order[back] = begins[whole[back]]
    starts = begins + (closes.cumsum() - closes)[begins]
    return _Outlines(points[:, order], whole, starts, straight, path[begins])


def _put(outlines: _Outlines, paths: _Paths, found: list[Marks]) -> None:
    """Add what these outlines leave on the pages to the marks."""
    thin, in_white, part = _fill(outlines, paths, found)
    lines, stroked = _strokes(outlines, paths)
    # A path is stroked over its own surface.
    order = np.concatenate([2 * part, 2 * stroked + 1]).argsort(kind="stable")
    boxes = np.concatenate([thin, lines], axis=1)[:, order]
    of_strokes = _are_white(paths.strokes)[outlines.path[stroked]]
    white = np.concatenate([in_white, of_strokes])[order]
    drawing = paths.drawing[outlines.path[np.concatenate([part, stroked])]][order]
    for sides, is_white, place in zip(
        boxes.T.tolist(), white.tolist(), drawing.tolist(), strict=True
    ):
        marks = found[place]
        (marks.white_rules if is_white else marks.rules).append(Rule._make(sides))


def _fill(
    outlines: _Outlines, paths: _Paths, found: list[Marks]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.intp]]:
    """Add fills and shapes to the marks; the boxes of thin surfaces, which are lines, with whether
    each is white and the part that it is."""
    points, part, begins, straight, path = outlines
    low, high = np.minimum.reduceat(points, begins, 1), np.maximum.reduceat(points, begins, 1)
    boxes, shown = _clipped(np.concatenate([low, high]), paths.visible[:, path])
    size = np.bincount(part)
    shown &= (size > 1) & (paths.fills[3] >= VISIBLE)[path]
    square = _are_rectangles(outlines, low, high, size, shown & straight)
    white = _are_white(paths.fills)[path]
    thin = square & (np.minimum(boxes[2] - boxes[0], boxes[3] - boxes[1]) < THIN)
    for place, fill in _coloured(outlines, paths, boxes, square & ~thin & ~white):
        found[place].fills.append(fill)
    for place, shape in _coloured(outlines, paths, boxes, shown & ~straight & ~white):
        found[place].shapes.append(shape)
    return boxes[:, thin], white[thin], thin.nonzero()[0]


def _are_white(colours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    red, green, blue, _ = colours
    white: NDArray[np.bool_] = np.minimum(np.minimum(red, green), blue) >= PAPER
    return white


def _coloured(
    outlines: _Outlines, paths: _Paths, boxes: NDArray[np.float64], which: NDArray[np.bool_]
) -> Iterator[tuple[int, Fill]]:
    """Some of the parts as surfaces, with the place of the drawing of each."""
    path = outlines.path[which]
    for place, (x0, top, x1, bottom), (red, green, blue, _) in zip(
        paths.drawing[path].tolist(), boxes.T[which].tolist(), paths.fills.T[path].tolist(),
        strict=True,
    ):  # fmt: skip
        yield place, Fill(x0, top, x1, bottom, f"#{red:02x}{green:02x}{blue:02x}")


def _are_rectangles(
    outlines: _Outlines,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    size: NDArray[np.intp],
    which: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Whether parts run along the four sides of their bounds, or are a line of two points."""
    points, part, begins, *_ = outlines
    off = np.minimum(np.abs(points - low[:, part]), np.abs(points - high[:, part]))
    off_sides = np.maximum.reduceat(np.maximum(*off), begins)
    closed = np.logical_and(*(points[:, begins] == points[:, begins + size - 1]))
    corners = size - closed
    square: NDArray[np.bool_] = which & (off_sides <= STRAIGHT) & (corners <= CORNERS)
    for n in (square & (corners < 4)).nonzero()[0].tolist():
        x, y = points[:, begins[n] : begins[n] + corners[n]].tolist()
        square[n] = len(x) > 1 and len(set(x)) * len(set(y)) == 2
    return square


def _strokes(outlines: _Outlines, paths: _Paths) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The stroked lines that run level or upright, and the part that each is of."""
    points, part, _, _, path = outlines
    stroked = (paths.strokes[3] >= VISIBLE)[path][part]
    start = (stroked[1:] & (part[1:] == part[:-1])).nonzero()[0]
    one, other = points[:, start], points[:, start + 1]
    wide, high = np.abs(one - other)
    level, upright = (high <= STRAIGHT) & (wide > STRAIGHT), (wide <= STRAIGHT) & (high > STRAIGHT)
    middle, half = (one + other) / 2, paths.half[path[part[start]]]
    along = np.array([level, upright])  # which of x and y run along the line
    box = np.concatenate(
        [
            np.where(along, np.minimum(one, other), middle - half),
            np.where(along, np.maximum(one, other), middle + half),
        ]
    )
    boxes, shown = _clipped(box, paths.visible[:, path[part[start]]])
    shown &= level | upright
    return boxes[:, shown], part[start[shown]]


def _clipped(
    boxes: NDArray[np.float64], to: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The part of each box inside the other, and whether anything is left."""
    near, far = np.fmax(boxes[:2], to[:2]), np.fmin(boxes[2:], to[2:])
    wide, high = far - near
    shown = (wide >= 0) & (high >= 0) & (np.maximum(wide, high) >= 0.01)
    return np.concatenate([near, far]).round(3), shown
