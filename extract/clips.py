"""What the clip of a pdfium object leaves of the page."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from actionplans.extract.calls import ADDRESS, INTEGER, NUMBER, POINTER, question
from actionplans.extract.frame import Matrix

Bounds = tuple[float, float, float, float]  # left, top, right, bottom

MOST_CLIPS = 64  # paths of one clip, and points of one such path, that are looked at

get_clip = question(pdfium.FPDFPageObj_GetClipPath, ADDRESS, POINTER)
count_clips = question(pdfium.FPDFClipPath_CountPaths, NUMBER, POINTER)
count_clip_segments = question(pdfium.FPDFClipPath_CountPathSegments, NUMBER, POINTER, INTEGER)
get_clip_segment = question(pdfium.FPDFClipPath_GetPathSegment, ADDRESS, POINTER, INTEGER, INTEGER)
segment_point = question(pdfium.FPDFPathSegment_GetPoint, NUMBER, POINTER, POINTER, POINTER)


def clip_of(obj: int, matrix: Matrix, page: Bounds) -> Bounds | None:
    """What the object's clip leaves of the page, as the box around it; None for nothing."""
    visible: Bounds | None = page
    handle = get_clip.about(obj)
    point = (ctypes.c_float * 2)()
    x_at = ctypes.addressof(point)
    for path in range(min(max(count_clips.about(handle), 0), MOST_CLIPS) if handle else 0):
        points = []
        for n in range(min(count_clip_segments.about(handle, path), MOST_CLIPS)):
            segment_point.about(get_clip_segment.about(handle, path, n), x_at, x_at + 4)
            points.append(matrix.point(*point))
        if points and visible:
            visible = clipped(bounds(points), visible)
    return visible


def bounds(points: list[tuple[float, float]]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def clipped(box: Bounds, to: Bounds) -> Bounds | None:
    """The part of the box inside the other; None where nothing is left."""
    left, up, right, down = box
    x0, top, x1, bottom = to
    x0, top = left if left > x0 else x0, up if up > top else top
    x1, bottom = right if right < x1 else x1, down if down < bottom else bottom
    if x1 < x0 or bottom < top or (x1 - x0 < 0.01 and bottom - top < 0.01):
        return None
    return round(x0, 3), round(top, 3), round(x1, 3), round(bottom, 3)
