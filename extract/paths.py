"""What is drawn on a page, in pdfium's objects: ruling lines, fills and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from actionplans.extract.calls import call
from actionplans.extract.frame import Matrix
from actionplans.extract.page import Box, Fill, Rule
from actionplans.extract.rules import PAPER, THIN, merge

Point = tuple[float, float]

DEEPEST = 12  # forms within forms; deeper is a file that goes in circles
MOST = 60_000  # objects that are looked at on one page; a table has some hundreds
STRAIGHT = 1.0  # points by which a ruling line may be out of true

get_object = call(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
get_form_object = call(
    pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong
)
get_type = call(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
get_matrix = call(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
get_segment = call(pdfium.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
count_segments = call(pdfium.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
get_clip = call(pdfium.FPDFPageObj_GetClipPath, ctypes.c_void_p, ctypes.c_void_p)
count_clips = call(pdfium.FPDFClipPath_CountPaths, ctypes.c_int, ctypes.c_void_p)
count_clip_segments = call(
    pdfium.FPDFClipPath_CountPathSegments, ctypes.c_int, ctypes.c_void_p, ctypes.c_int
)
get_clip_segment = call(
    pdfium.FPDFClipPath_GetPathSegment,
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int,
)  # fmt: skip
segment_type = call(pdfium.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)
segment_point = call(
    pdfium.FPDFPathSegment_GetPoint,
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p,
)  # fmt: skip
segment_close = call(pdfium.FPDFPathSegment_GetClose, ctypes.c_int, ctypes.c_void_p)
draw_mode = call(
    pdfium.FPDFPath_GetDrawMode, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)
colour_call = (ctypes.c_int, *(ctypes.c_void_p,) * 5)
fill_colour = call(pdfium.FPDFPageObj_GetFillColor, *colour_call)
stroke_colour = call(pdfium.FPDFPageObj_GetStrokeColor, *colour_call)
stroke_width = call(
    pdfium.FPDFPageObj_GetStrokeWidth, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
)


class Drawn(NamedTuple):
    """Everything on a page that is not text; lengths in points from the top left."""

    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    pictures: tuple[Box, ...]
    shapes: tuple[Fill, ...]


class Slots:
    """Places in memory that pdfium writes its answers to, kept for all calls."""

    def __init__(self) -> None:
        self.ints = (ctypes.c_uint * 4)()
        self.floats = (ctypes.c_float * 6)()
        self.int_at = [ctypes.addressof(self.ints) + 4 * n for n in range(4)]
        self.float_at = [ctypes.addressof(self.floats) + 4 * n for n in range(6)]

    def matrix(self, obj: int) -> Matrix:
        if not get_matrix(obj, self.float_at[0]):
            return Matrix()
        return Matrix(*self.floats)

    def colour(self, obj: int, ask: Any) -> tuple[int, int, int] | None:
        """Red, green, blue; None for nothing visible."""
        if not ask(obj, *self.int_at) or self.ints[3] < 13:
            return None
        red, green, blue, _ = self.ints
        return red, green, blue


class _Collector:
    """One walk over a page's objects."""

    def __init__(self, number: int, width: float, height: float) -> None:
        self.number = number
        self.page = (0.0, 0.0, width, height)
        self.slots = Slots()
        self.rules: list[Rule] = []
        self.white_rules: list[Rule] = []
        self.fills: list[Fill] = []
        self.pictures: list[Box] = []
        self.shapes: list[Fill] = []
        self.seen = 0

    def objects(self, objects: list[int], matrix: Matrix, depth: int) -> None:
        for obj, kind in zip(objects, map(get_type, objects), strict=True):
            if kind == pdfium.FPDF_PAGEOBJ_TEXT or not obj:
                continue
            self.seen += 1
            if self.seen > MOST:
                return
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.path(obj, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.picture(obj, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = self.slots.matrix(obj).then(matrix)
                count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT))
                inside = list(map(get_form_object, repeat(obj, count), range(count)))
                self.objects(inside, inner, depth + 1)

    def picture(self, obj: int, matrix: Matrix) -> None:
        place = self.slots.matrix(obj).then(matrix)
        corners = [place.point(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        box = _clipped(_bounds(corners), self.page)
        if box:
            self.pictures.append(Box(self.number, *box))

    def path(self, obj: int, matrix: Matrix) -> None:
        slots = self.slots
        draw_mode(obj, slots.int_at[0], slots.int_at[1])
        filled, stroked = slots.ints[0] != 0, slots.ints[1] != 0
        fill = slots.colour(obj, fill_colour) if filled else None
        stroke = slots.colour(obj, stroke_colour) if stroked else None
        if fill is None and stroke is None:
            return
        place = slots.matrix(obj).then(matrix)
        visible = clip_of(obj, matrix, self.page, self.slots)
        if visible is None:
            return
        width = 0.0
        if stroke is not None:
            stroke_width(obj, slots.float_at[0])
            width = min(slots.floats[0] * place.scale, 2 * THIN)
        for points, straight in self.subpaths(obj, place):
            if fill is not None:
                self.filled(points, straight, fill, visible)
            if stroke is not None:
                self.stroked(points, stroke, max(width, 0.2), visible)

    def subpaths(self, obj: int, place: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """The points of each part, and whether it has no curves; closed ones end at their start."""
        straight, floats = True, self.slots.floats
        a, b, c, d, e, f = place
        x_at, y_at, *_ = self.slots.float_at
        points: list[Point] = []
        for n in range(min(count_segments(obj), MOST)):
            segment = get_segment(obj, n)
            segment_point(segment, x_at, y_at)
            kind = segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, straight
                points, straight = [], True
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                straight = False
            x, y = floats[0], floats[1]
            points.append((a * x + c * y + e, b * x + d * y + f))
            if segment_close(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points, straight

    def filled(
        self,
        points: list[tuple[float, float]],
        straight: bool,
        colour: tuple[int, int, int],
        visible: tuple[float, float, float, float],
    ) -> None:
        box = _clipped(_bounds(points), visible)
        if box is None:
            return
        white = min(colour) >= PAPER
        if not (straight and _is_rectangle(points)):
            if not straight and not white:
                self.shapes.append(Fill(*box, "#{:02x}{:02x}{:02x}".format(*colour)))
            return
        if min(box[2] - box[0], box[3] - box[1]) < THIN:
            (self.white_rules if white else self.rules).append(Rule(*box))
        elif not white:
            self.fills.append(Fill(*box, "#{:02x}{:02x}{:02x}".format(*colour)))

    def stroked(
        self,
        points: list[tuple[float, float]],
        colour: tuple[int, int, int],
        width: float,
        visible: tuple[float, float, float, float],
    ) -> None:
        rules = self.white_rules if min(colour) >= PAPER else self.rules
        half = min(width, THIN - 0.1) / 2
        for (ax, ay), (bx, by) in pairwise(points):
            wide, high = abs(ax - bx), abs(ay - by)
            box = None
            if high <= STRAIGHT < wide:
                y = (ay + by) / 2
                box = _clipped((min(ax, bx), y - half, max(ax, bx), y + half), visible)
            elif wide <= STRAIGHT < high:
                x = (ax + bx) / 2
                box = _clipped((x - half, min(ay, by), x + half, max(ay, by)), visible)
            if box:
                rules.append(Rule(*box))


def clip_of(
    obj: int, matrix: Matrix, page: tuple[float, float, float, float], slots: Slots
) -> tuple[float, float, float, float] | None:
    """What the object's clip leaves of the page, as the box around it; None for nothing."""
    visible: tuple[float, float, float, float] | None = page
    handle = get_clip(obj)
    for path in range(min(max(count_clips(handle), 0), 64) if handle else 0):
        points = []
        for n in range(min(count_clip_segments(handle, path), 64)):
            segment_point(get_clip_segment(handle, path, n), slots.float_at[0], slots.float_at[1])
            points.append(matrix.point(slots.floats[0], slots.floats[1]))
        if points and visible:
            visible = _clipped(_bounds(points), visible)
    return visible


def drawn_on(page: int, number: int, width: float, height: float, matrix: Matrix) -> Drawn:
    """What is drawn on the pdfium page (given as an address), through matrix to points."""
    collector = _Collector(number, width, height)
    count = pdfium.FPDFPage_CountObjects(ctypes.cast(page, pdfium.FPDF_PAGE))
    collector.objects(list(map(get_object, repeat(page, count), range(count))), matrix, 0)
    rules = collector.rules + _on_fills(collector.white_rules, collector.fills)
    return Drawn(
        merge(rules),
        tuple(collector.fills),
        tuple(collector.pictures),
        tuple(collector.shapes),
    )


def _on_fills(rules: list[Rule], fills: list[Fill]) -> list[Rule]:
    """White lines are seen only where they part or cross what is coloured."""
    seen = []
    for rule in rules:
        x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
        if any(f.x0 - 1 <= x <= f.x1 + 1 and f.top - 1 <= y <= f.bottom + 1 for f in fills):
            seen.append(rule)
    return seen


def _bounds(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _clipped(
    box: tuple[float, float, float, float], to: tuple[float, float, float, float]
) -> tuple[float, float, float, float] | None:
    """The part of the box inside the other; None where nothing is left."""
    left, up, right, down = box
    x0, top, x1, bottom = to
    x0, top = left if left > x0 else x0, up if up > top else top
    x1, bottom = right if right < x1 else x1, down if down < bottom else bottom
    if x1 < x0 or bottom < top or (x1 - x0 < 0.01 and bottom - top < 0.01):
        return None
    return round(x0, 3), round(top, 3), round(x1, 3), round(bottom, 3)


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Whether the closed outline runs along the four sides of its bounds."""
    corners = points[:-1] if points[0] == points[-1] else points
    if len(corners) < 4:
        return len(corners) > 1 and len({x for x, _ in corners}) * len({y for _, y in corners}) == 2
    x0, top, x1, bottom = _bounds(corners)
    return (
        all(
            (abs(x - x0) <= STRAIGHT or abs(x - x1) <= STRAIGHT)
            and (abs(y - top) <= STRAIGHT or abs(y - bottom) <= STRAIGHT)
            for x, y in corners
        )
        and len(corners) <= 6
    )
