"""What pdfium says of the paths of a page: the numbers for all of them, in arrays.

Programs draw a table's lines and grounds as thousands of small paths, each a rectangle or a stroke
of some points. outlines.py works out what they leave on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
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

MOST_POINTS = 60_000  # of one path that are looked at
AT_ONCE = 100_000  # points, so that a drawing does not fill the memory
VISIBLE = 13  # the least alpha, of 255

get_matrix = question(pdfium.FPDFPageObj_GetMatrix, NUMBER, POINTER, POINTER)
draw_mode = question(pdfium.FPDFPath_GetDrawMode, NUMBER, POINTER, POINTER, POINTER)
fill_colour = question(pdfium.FPDFPageObj_GetFillColor, NUMBER, *(POINTER,) * 5)
stroke_colour = question(pdfium.FPDFPageObj_GetStrokeColor, NUMBER, *(POINTER,) * 5)
stroke_width = question(pdfium.FPDFPageObj_GetStrokeWidth, NUMBER, POINTER, POINTER)
count_segments = question(pdfium.FPDFPath_CountSegments, NUMBER, POINTER)
get_segment = question(pdfium.FPDFPath_GetPathSegment, ADDRESS, POINTER, INTEGER)
segment_type = question(pdfium.FPDFPathSegment_GetType, NUMBER, POINTER)
segment_close = question(pdfium.FPDFPathSegment_GetClose, NUMBER, POINTER)


class Drawing(NamedTuple):
    """Paths that can be seen, in the order of drawing, and then all of their points.

    A row for each path: red, green, blue and alpha of its surface and of its line, the line's
    width, the matrices from its own space to that of what it stands in and from there to the page,
    what its clip leaves of the page, and how many points it has. A row for each point: where it is
    in the path's own space, pdfium's kind of segment, and whether it closes the outline.
    """

    fills: NDArray[np.uint32]
    strokes: NDArray[np.uint32]
    widths: NDArray[np.float32]
    places: NDArray[np.float64]
    to_page: NDArray[np.float64]
    visible: NDArray[np.float64]
    counts: NDArray[np.intp]
    points: NDArray[np.float64]
    kinds: NDArray[np.int32]
    closes: NDArray[np.int32]


def drawings_of(
    objects: Sequence[int], forms: Sequence[Matrix], form: Sequence[int], page: Bounds
) -> Iterator[Drawing]:
    """The paths in stretches of not many more than AT_ONCE points; form is the place in forms of
    the matrix of what each stands in."""
    if not objects:
        return
    paths = np.array(objects, np.intp)
    fills, strokes = _colours(paths)
    seen = np.maximum(fills[:, 3], strokes[:, 3]) >= VISIBLE
    visible = np.array([page]).repeat(len(paths), axis=0)
    clipped = ask(count_clips, ask(get_clip, paths)) > 0
    for n in (clipped & seen).nonzero()[0].tolist():
        box = clip_of(objects[n], forms[form[n]], page)
        seen[n] = box is not None
        visible[n] = box or page
    to_page = np.array(forms, float)[form]
    counts = np.minimum(np.maximum(ask(count_segments, paths), 0), MOST_POINTS).astype(np.intp)
    left = seen.nonzero()[0]
    for some in _stretches(left, counts[left]):
        drawn = paths[some]
        widths, places = (
            np.zeros((len(drawn), 1), np.float32),
            np.zeros((len(drawn), 6), np.float32),
        )
        ask(stroke_width, drawn, rows(widths))
        places[ask(get_matrix, drawn, rows(places)) == 0] = Matrix()
        yield Drawing(
            fills[some], strokes[some], widths[:, 0], places.astype(float), to_page[some],
            visible[some], counts[some], *_points(drawn, counts[some]),
        )  # fmt: skip


def _colours(paths: NDArray[np.intp]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Those of surfaces and of lines; nothing visible for what is not painted."""
    modes = np.zeros((len(paths), 2), np.int32)
    ask(draw_mode, paths, *columns(modes))
    fills, strokes = (_asked(colour, paths) for colour in (fill_colour, stroke_colour))
    fills[modes[:, 0] == 0] = 0
    strokes[modes[:, 1] == 0] = 0
    return fills, strokes


def _asked(colour: Question, paths: NDArray[np.intp]) -> NDArray[np.uint32]:
    told = np.zeros((len(paths), 4), np.uint32)
    ask(colour, paths, *columns(told))
    return told


def _stretches(paths: NDArray[np.intp], counts: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    rounds = counts.cumsum() // AT_ONCE
    turns = (rounds[1:] != rounds[:-1]).nonzero()[0] + 1
    borders = [0, *turns.tolist(), len(paths)] if len(paths) else []
    return (paths[start:end] for start, end in pairwise(borders))


def _points(
    paths: NDArray[np.intp], counts: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.int32]]:
    before = counts.cumsum() - counts
    number = np.arange(counts.sum()) - before.repeat(counts)
    segments = ask(get_segment, paths.repeat(counts), number)
    points = np.zeros((len(segments), 2), np.float32)
    ask(segment_point, segments, *columns(points))
    return points.astype(float), ask(segment_type, segments), ask(segment_close, segments)
