"""What is drawn on a page, in pdfium's objects: ruling lines, fills and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from actionplans.extract.calls import ADDRESS, INTEGER, NUMBER, POINTER, ask, question
from actionplans.extract.clips import bounds, clipped
from actionplans.extract.drawing import Drawing, drawings_of, get_matrix
from actionplans.extract.frame import Matrix
from actionplans.extract.outlines import Marks, marks_of
from actionplans.extract.page import Box, Fill, Rule
from actionplans.extract.rules import merge

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEEPEST = 12  # forms within forms; deeper is a file that goes in circles
FEW = 6_000  # points: the paths of a page that has more are looked at by themselves
MOST = 60_000  # objects that are looked at on one page; a table has some hundreds

get_object = question(pdfium.FPDFPage_GetObject, ADDRESS, POINTER, INTEGER)
get_form_object = question(pdfium.FPDFFormObj_GetObject, ADDRESS, POINTER, ctypes.c_ulong)
get_type = question(pdfium.FPDFPageObj_GetType, NUMBER, POINTER)


class Drawn(NamedTuple):
    """Everything on a page that is not text; lengths in points from the top left."""

    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    pictures: tuple[Box, ...]
    shapes: tuple[Fill, ...]


class _Collector:
    """One walk over a page's objects: its pictures, and its paths with the place in forms of the
    matrix of what each stands in."""

    def __init__(self, number: int, width: float, height: float) -> None:
        self.number = number
        self.page = (0.0, 0.0, width, height)
        self.paths: list[int] = []
        self.form: list[int] = []
        self.forms: list[Matrix] = []
        self.pictures: list[Box] = []
        self.seen = 0

    def objects(self, objects: NDArray[np.intp], matrix: Matrix, depth: int) -> None:
        form = len(self.forms)
        self.forms.append(matrix)
        kinds = ask(get_type, objects)
        drawn = (kinds != pdfium.FPDF_PAGEOBJ_TEXT) & (objects != 0)
        for obj, kind in zip(objects[drawn].tolist(), kinds[drawn].tolist(), strict=True):
            self.seen += 1
            if self.seen > MOST:
                return
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.paths.append(obj)
                self.form.append(form)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.picture(obj, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _matrix(obj).then(matrix)
                count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT))
                inside = ask(get_form_object, obj, np.arange(max(0, count)))
                self.objects(inside, inner, depth + 1)

    def picture(self, obj: int, matrix: Matrix) -> None:
        place = _matrix(obj).then(matrix)
        corners = [place.point(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        box = clipped(bounds(corners), self.page)
        if box:
            self.pictures.append(Box(self.number, *box))


def _matrix(obj: int) -> Matrix:
    told = (ctypes.c_float * 6)()
    return Matrix(*told) if get_matrix.about(obj, ctypes.addressof(told)) else Matrix()


class Raw(NamedTuple):
    """What pdfium says of all that is drawn on a page: its pictures, marks that are worked out
    already, as there are many, and the few paths that are left to be, with those of other pages."""

    pictures: tuple[Box, ...]
    marks: Marks
    drawing: Drawing | None


def ask_about(page: int, number: int, width: float, height: float, matrix: Matrix) -> Raw:
    """What is drawn on the pdfium page (given as an address), through matrix to points."""
    collector = _Collector(number, width, height)
    count = pdfium.FPDFPage_CountObjects(ctypes.cast(page, pdfium.FPDF_PAGE))
    collector.objects(ask(get_object, page, np.arange(max(0, count))), matrix, 0)
    marks, left = Marks([], [], [], []), None
    for drawing in drawings_of(collector.paths, collector.forms, collector.form, collector.page):
        if left is not None:
            _add(marks, *marks_of([left]))
        left = drawing
        if len(drawing.points) > FEW:
            _add(marks, *marks_of([drawing]))
            left = None
    return Raw(tuple(collector.pictures), marks, left)


def drawn_on(pages: Sequence[Raw]) -> list[Drawn]:
    """What is drawn on each of the pages."""
    left = iter(marks_of([raw.drawing for raw in pages if raw.drawing]))
    drawn = []
    for pictures, marks, drawing in pages:
        if drawing:
            _add(marks, next(left))
        rules = merge(marks.rules + _on_fills(marks.white_rules, marks.fills))
        drawn.append(Drawn(rules, tuple(marks.fills), pictures, tuple(marks.shapes)))
    return drawn


def _add(marks: Marks, more: Marks) -> None:
    marks.rules.extend(more.rules)
    marks.white_rules.extend(more.white_rules)
    marks.fills.extend(more.fills)
    marks.shapes.extend(more.shapes)


def _on_fills(rules: list[Rule], fills: list[Fill]) -> list[Rule]:
    """White lines are seen only where they part or cross what is coloured."""
    seen = []
    for rule in rules:
        x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
        if any(f.x0 - 1 <= x <= f.x1 + 1 and f.top - 1 <= y <= f.bottom + 1 for f in fills):
            seen.append(rule)
    return seen
