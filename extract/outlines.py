"""The paths of a page, asked of pdfium and looked at all at once.

Programs draw a table's lines and grounds as thousands of small paths, each a rectangle or a stroke
of some points. The numbers for all of them stand in arrays with a column for each path, part or
point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from actionplans.extract.calls import (
    ADDRESS,
    INTEGER,
    NUMBER,
    POINTER,
    Question,
    ask,
    columns,
    question,
    rows,
)
from actionplans.extract.clips import Bounds, clip_of, count_clips, get_clip, segment_point
from actionplans.extract.frame import Matrix
from actionplans.extract.page import Fill, Rule
from actionplans.extract.rules import PAPER, THIN

MOST_POINTS = 60_000  # of one path that are looked at
AT_ONCE = 100_000  # points, so that a drawing does not fill the memory
STRAIGHT = 1.0  # points by which a ruling line may be out of true
VISIBLE = 13  # the least alpha, of 255
THINNEST = 0.2  # points: a line of no width is drawn all the same
CORNERS = 6  # a rectangle may have two more, on its sides

get_matrix = question(pdfium.FPDFPageObj_GetMatrix, NUMBER, POINTER, POINTER)
draw_mode = question(pdfium.FPDFPath_GetDrawMode, NUMBER, POINTER, POINTER, POINTER)
fill_colour = question(pdfium.FPDFPageObj_GetFillColor, NUMBER, *(POINTER,) * 5)
stroke_colour = question(pdfium.FPDFPageObj_GetStrokeColor, NUMBER, *(POINTER,) * 5)
stroke_width = question(pdfium.FPDFPageObj_GetStrokeWidth, NUMBER, POINTER, POINTER)
count_segments = question(pdfium.FPDFPath_CountSegments, NUMBER, POINTER)
get_segment = question(pdfium.FPDFPath_GetPathSegment, ADDRESS, POINTER, INTEGER)
segment_type = question(pdfium.FPDFPathSegment_GetType, NUMBER, POINTER)
segment_close = question(pdfium.FPDFPathSegment_GetClose, NUMBER, POINTER)


class Marks(NamedTuple):
    """What paths leave on the page, in the order of drawing; white_rules are as white as paper."""

    rules: list[Rule]
    white_rules: list[Rule]
    fills: list[Fill]
    shapes: list[Fill]


class _Paths(NamedTuple):
    """The paths that can be seen, a column of each array for each: colours are red, green, blue and
    alpha; half is that of the lines' width; a place is the matrix to the page; visible is what the
    clip leaves of it."""

    objects: NDArray[np.intp]
    fills: NDArray[np.uint32]
    strokes: NDArray[np.uint32]
    half: NDArray[np.float64]
    places: NDArray[np.float64]
    visible: NDArray[np.float64]

    def part(self, which: slice) -> _Paths:
        objects, fills, strokes, half, places, visible = self
        return _Paths(
            objects[which], fills[:, which], strokes[:, which], half[which], places[:, which],
            visible[:, which],
        )  # fmt: skip


class _Outlines(NamedTuple):
    """The points of paths on the page, x above y: begins is the first of each part, straight
    whether the part has no curves, path whose it is. What is closed ends at its start."""

    points: NDArray[np.float64]
    part: NDArray[np.intp]
    begins: NDArray[np.intp]
    straight: NDArray[np.bool_]
    path: NDArray[np.intp]


def marks_of(
    objects: Sequence[int], forms: Sequence[Matrix], form: Sequence[int], page: Bounds
) -> Marks:
    """What the paths leave on the page; form is the place in forms of the matrix of each."""
    marks = Marks([], [], [], [])
    paths = _paths(np.array(objects, np.intp), forms, form, page) if objects else None
    if paths is None or not len(paths.objects):
        return marks
    counts = np.minimum(np.maximum(ask(count_segments, paths.objects), 0), MOST_POINTS)
    for stretch in _stretches(counts):
        some = paths.part(stretch)
        outlines = _outlines(some, counts[stretch])
        if len(outlines.part):
            _put(outlines, some, marks)
    return marks


def _stretches(counts: NDArray[np.int32]) -> Iterator[slice]:
    """The paths in stretches of not many more than AT_ONCE points."""
    rounds = counts.cumsum() // AT_ONCE
    turns = (rounds[1:] != rounds[:-1]).nonzero()[0] + 1
    borders = [0, *turns.tolist(), len(counts)]
    return map(slice, borders, borders[1:])


def _paths(
    objects: NDArray[np.intp], forms: Sequence[Matrix], form: Sequence[int], page: Bounds
) -> _Paths:
    modes = np.zeros((len(objects), 2), np.int32)
    ask(draw_mode, objects, *columns(modes))
    fills = _colours(fill_colour, objects, modes[:, 0])
    strokes = _colours(stroke_colour, objects, modes[:, 1])
    seen = np.maximum(fills[3], strokes[3]) >= VISIBLE
    visible = np.array(page)[:, None].repeat(len(objects), axis=1)
    clipped = ask(count_clips, ask(get_clip, objects)) > 0
    for n in (clipped & seen).nonzero()[0].tolist():
        box = clip_of(int(objects[n]), forms[form[n]], page)
        seen[n] = box is not None
        visible[:, n] = box or page
    left = objects[seen]
    nested = len(forms) > 1
    to_page = Matrix(*np.array(forms).T[:, form][:, seen]) if nested else forms[0]
    places = _places(left, to_page)
    strokes = strokes[:, seen]
    half = _half_widths(left, strokes[3] >= VISIBLE, places)
    return _Paths(left, fills[:, seen], strokes, half, places, visible[:, seen])


def _colours(
    colour: Question, objects: NDArray[np.intp], painted: NDArray[np.int32]
) -> NDArray[np.uint32]:
    """Red, green, blue and alpha; nothing visible for what is not painted."""
    which = painted.nonzero()[0]
    told, colours = np.zeros((len(which), 4), np.uint32), np.zeros((4, len(objects)), np.uint32)
    ask(colour, objects[which], *columns(told))
    colours[:, which] = told.T
    return colours


def _places(objects: NDArray[np.intp], to_page: Matrix) -> NDArray[np.float64]:
    """The matrices from the paths' own space to the page, through that of all or of each."""
    own = np.zeros((len(objects), 6), np.float32)
    own[ask(get_matrix, objects, rows(own)) == 0] = Matrix()
    places: NDArray[np.float64] = np.array(Matrix(*own.T.astype(float)).then(to_page))
    return places


def _half_widths(
    objects: NDArray[np.intp], stroked: NDArray[np.bool_], places: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Half of the width on the page that the lines of each path have, where they have any."""
    own = np.zeros((len(objects), 1), np.float32)
    if stroked.any():
        ask(stroke_width, objects[stroked], rows(own)[stroked])
    a, b, c, d, _, _ = places
    width: NDArray[np.float64] = own[:, 0] * np.sqrt(np.abs(a * d - b * c))
    return np.minimum(np.maximum(width, THINNEST), THIN - 0.1) / 2


def _outlines(paths: _Paths, counts: NDArray[np.int32]) -> _Outlines:
    path = np.arange(len(counts)).repeat(counts)
    count = len(path)
    segments = ask(
        get_segment, paths.objects[path], np.arange(count) - (counts.cumsum() - counts)[path]
    )
    raw = np.zeros((count, 2), np.float32)
    ask(segment_point, segments, *columns(raw))
    kinds, closes = ask(segment_type, segments), ask(segment_close, segments)
    first = kinds == pdfium.FPDF_SEGMENT_MOVETO
    first[:1] = True
    first[1:] |= path[1:] != path[:-1]
    begins, part = first.nonzero()[0], first.cumsum() - 1
    straight = np.ones(len(begins), bool)
    straight[part[kinds == pdfium.FPDF_SEGMENT_BEZIERTO]] = False
    a, b, c, d, e, f = paths.places[:, path]
    x, y = raw.T.astype(float)
    points = np.array([a * x + c * y + e, b * x + d * y + f])
    order = np.arange(count).repeat(1 + closes)
    back = (order[1:] == order[:-1]).nonzero()[0] + 1
    whole = part[order]
    order[back] = begins[whole[back]]
    starts = begins + (closes.cumsum() - closes)[begins]
    return _Outlines(points[:, order], whole, starts, straight, path[begins])


def _put(outlines: _Outlines, paths: _Paths, marks: Marks) -> None:
    """Add what these outlines leave on the page to the marks."""
    boxes, white, places = [], [], []
    if (paths.fills[3] >= VISIBLE).any():
        thin, in_white, part = _fill(outlines, paths, marks)
        boxes.append(thin)
        white.append(in_white)
        places.append(2 * part)
    if (paths.strokes[3] >= VISIBLE).any():
        lines, part = _strokes(outlines, paths)
        boxes.append(lines)
        white.append(_are_white(paths.strokes)[outlines.path[part]])
        places.append(2 * part + 1)  # a path is stroked over its own surface
    order = np.concatenate(places).argsort(kind="stable")
    lines, in_white = np.concatenate(boxes, axis=1)[:, order], np.concatenate(white)[order]
    marks.rules.extend(map(Rule._make, lines.T[~in_white].tolist()))
    marks.white_rules.extend(map(Rule._make, lines.T[in_white].tolist()))


def _fill(
    outlines: _Outlines, paths: _Paths, marks: Marks
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
    marks.fills.extend(_coloured(boxes, square & ~thin & ~white, paths.fills[:, path]))
    marks.shapes.extend(_coloured(boxes, shown & ~straight & ~white, paths.fills[:, path]))
    return boxes[:, thin], white[thin], thin.nonzero()[0]


def _are_white(colours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    red, green, blue, _ = colours
    white: NDArray[np.bool_] = np.minimum(np.minimum(red, green), blue) >= PAPER
    return white


def _coloured(
    boxes: NDArray[np.float64], which: NDArray[np.bool_], colours: NDArray[np.uint32]
) -> Iterator[Fill]:
    for (x0, top, x1, bottom), (red, green, blue, _) in zip(
        boxes.T[which].tolist(), colours.T[which].tolist(), strict=True
    ):
        yield Fill(x0, top, x1, bottom, f"#{red:02x}{green:02x}{blue:02x}")


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
