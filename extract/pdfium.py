"""The reader: a PDF to Pages, through pdfium's own functions.

pdfium gives characters in the page's content order, with boxes in user space. What it leaves to us
is done here: the page's rotation and crop box, the matrices of nested forms (paths.py), text set
sideways, and what the characters look like.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from actionplans.errors import EmptyPdfError, EncryptedPdfError, NotAPdfError, SourceNotFoundError
from actionplans.extract.calls import address, call
from actionplans.extract.frame import Frame, Matrix, frame
from actionplans.extract.page import Page
from actionplans.extract.paths import drawn_on
from actionplans.extract.words import (
    DOWN,
    OVER,
    SLANTED,
    SYMBOL_FONTS,
    UP,
    UPRIGHT,
    Characters,
    Style,
    words_of,
)

pointer, integer = ctypes.c_void_p, ctypes.c_int
get_unicode = call(pdfium.FPDFText_GetUnicode, ctypes.c_uint, pointer, integer)
get_text_object = call(pdfium.FPDFText_GetTextObject, pointer, pointer, integer)
get_loose_box = call(pdfium.FPDFText_GetLooseCharBox, integer, pointer, integer, pointer)
get_matrix = call(pdfium.FPDFText_GetMatrix, integer, pointer, integer, pointer)
get_font_size = call(pdfium.FPDFText_GetFontSize, ctypes.c_double, pointer, integer)
get_font = call(pdfium.FPDFTextObj_GetFont, pointer, pointer)
get_render_mode = call(pdfium.FPDFTextObj_GetTextRenderMode, integer, pointer)
get_mcid = call(pdfium.FPDFPageObj_GetMarkedContentID, integer, pointer)
get_fill = call(pdfium.FPDFPageObj_GetFillColor, integer, *(pointer,) * 5)

BOLD_NAMES = ("bold", "black", "heavy", "demi")
FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1, table 123
LARGEST = 20_000.0  # points; a page that claims more is damaged


class Font(NamedTuple):
    bold: bool
    symbolic: bool


def read_pages(source: Path, password: str | None = None) -> Iterator[Page]:
    """The pages of a PDF, one at a time; each is let go before the next is read.

    Raises SourceNotFoundError, NotAPdfError, EncryptedPdfError or EmptyPdfError.
    """
    document = open_pdf(source, password)
    try:
        tagged = bool(pdfium.FPDFCatalog_IsTagged(document))
        for index in range(len(document)):
            yield _read_page(document, index, tagged)
    finally:
        document.close()


def open_pdf(source: Path, password: str | None = None) -> pypdfium2.PdfDocument:
    """The open PDF; close() it. Raises the same errors as read_pages."""
    if not source.is_file():
        raise SourceNotFoundError(
            str(source), "There is no such file.", "Check the name and the folder."
        )
    try:
        document = pypdfium2.PdfDocument(source, password=password)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedPdfError(
                str(source),
                "The password is wrong." if password else "It is protected by a password.",
                "Give the password that opens it with --password.",
            ) from None
        raise NotAPdfError(
            str(source),
            "It is not a PDF, or too damaged to open.",
            "Open it in a PDF viewer; if that works, save or print it to a new PDF.",
        ) from None
    if not len(document):
        document.close()
        raise EmptyPdfError(
            str(source), "It has no pages.", "Ask whoever published it for a complete file."
        )
    return document


def _read_page(document: pypdfium2.PdfDocument, index: int, tagged: bool) -> Page:
    page = document[index]
    try:
        seen = _frame(page)
        textpage = page.get_textpage()
        try:
            characters = _characters(address(textpage.raw), seen, tagged)
        finally:
            textpage.close()
        number = index + 1
        drawn = drawn_on(address(page.raw), number, seen.width, seen.height, seen.matrix)
        words = words_of(characters, number)
        return Page(
            number,
            round(seen.width, 3),
            round(seen.height, 3),
            words,
            drawn.rules,
            drawn.fills,
            drawn.pictures,
        )
    finally:
        page.close()


def _frame(page: pypdfium2.PdfPage) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))


def _characters(textpage: int, seen: Frame, tagged: bool) -> Characters:
    count = max(0, pdfium.FPDFText_CountChars(ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE)))
    codes: list[int] = list(map(get_unicode, repeat(textpage, count), range(count)))
    objects: list[int | None] = list(map(get_text_object, repeat(textpage, count), range(count)))
    raw = np.zeros((count, 4), np.float32)
    start = raw.ctypes.data
    # left, top, right, bottom: the order of FS_RECTF
    any(not get_loose_box(textpage, n, start + 16 * n) and False for n in range(count))
    boxes = _to_page(raw.astype(float), seen.matrix)
    places: dict[int | None, int] = {}
    firsts: list[int] = []
    style = np.zeros(count, np.intp)
    for n, obj in enumerate(objects):
        place = places.get(obj)
        if place is None:
            place = places[obj] = len(firsts)
            firsts.append(n)
        style[n] = place
    styles = _styles(textpage, list(places), firsts, seen.matrix, tagged)
    return Characters(codes, boxes, style, styles)


def _to_page(raw: Any, matrix: Matrix) -> Any:
    """Boxes in user space (left, top, right, bottom) as x0, top, x1, bottom on the page."""
    a, b, c, d, e, f = matrix
    x = np.stack([a * raw[:, 0] + c * raw[:, 1] + e, a * raw[:, 2] + c * raw[:, 3] + e])
    y = np.stack([b * raw[:, 0] + d * raw[:, 1] + f, b * raw[:, 2] + d * raw[:, 3] + f])
    return np.stack([x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)], axis=1)


def _styles(
    textpage: int,
    objects: Sequence[int | None],
    firsts: Sequence[int],
    to_page: Matrix,
    tagged: bool,
) -> list[Style]:
    """The style of each text object, asked of its first character."""
    matrix = (ctypes.c_float * 6)()
    parts = (ctypes.c_uint * 4)()
    where = [ctypes.addressof(parts) + 4 * n for n in range(4)]
    fonts: dict[int, Font] = {}
    styles = []
    for obj, first in zip(objects, firsts, strict=True):
        if not obj:
            styles.append(Style(0.0))
            continue
        get_matrix(textpage, first, ctypes.addressof(matrix))
        place = Matrix(*matrix).then(to_page)
        size = get_font_size(textpage, first) * math.hypot(place.c, place.d)
        handle = get_font(obj) or 0
        if handle not in fonts:
            fonts[handle] = _font(handle)
        font = fonts[handle]
        colour = "#000000"
        if get_fill(obj, *where):
            colour = f"#{parts[0]:02x}{parts[1]:02x}{parts[2]:02x}"
        styles.append(
            Style(
                round(size, 2),
                font.bold or get_render_mode(obj) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
                colour,
                _direction(place.a, place.b),
                get_mcid(obj) if tagged else -1,
                font.symbolic,
            )
        )
    return styles


def _font(handle: int) -> Font:
    font = ctypes.cast(handle, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("latin-1").lower()
    flags, weight = pdfium.FPDFFont_GetFlags(font), pdfium.FPDFFont_GetWeight(font)
    bold = any(part in name for part in BOLD_NAMES) or weight >= 600
    return Font(
        bold or (flags > 0 and bool(flags & FORCE_BOLD)),
        any(part in name for part in SYMBOL_FONTS),
    )


def _direction(across: float, down: float) -> int:
    """Which way text runs whose writing direction is the given vector."""
    if abs(down) <= 0.02 * abs(across):
        return UPRIGHT if across >= 0 else OVER
    if abs(across) <= 0.02 * abs(down):
        return DOWN if down > 0 else UP
    return SLANTED
