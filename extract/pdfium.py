"""The reader: a PDF to Pages, through pdfium's own functions.

pdfium gives characters in the page's content order, with boxes in user space. What it leaves to us
is done here: the page's rotation and crop box, the matrices of nested forms (paths.py), text set
sideways, and what the characters look like.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

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
    is_bold_name,
    words_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

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

FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1, table 123
ASCENT, DESCENT = 0.8, 0.22  # of the size: where a box ends above and below the baseline
SMALLEST = 1.0  # points: smaller text is there for machines
SIDEWAYS = 0.8  # of a page's characters: when more are sideways, so is the page
MIN_SIDEWAYS = 20
SOFT_HYPHEN = 0xAD
HYPHEN = 0x2  # pdfium's mark for a hyphen at the end of a line


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
    number = index + 1
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(number, 0.0, 0.0, ())
    try:
        textpage = page.get_textpage()
        try:
            seen, turned, characters = _as_it_reads(page, textpage, tagged)
        finally:
            textpage.close()
        drawn = drawn_on(address(page.raw), number, seen.width, seen.height, seen.matrix)
        return Page(
            number,
            round(seen.width, 3),
            round(seen.height, 3),
            words_of(_on_page(characters, seen), number),
            drawn.rules,
            drawn.fills,
            drawn.pictures,
            turned,
        )
    finally:
        page.close()


def _as_it_reads(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, tagged: bool
) -> tuple[Frame, int, Characters]:
    """The page's frame and characters, turned upright where nearly all its text is sideways."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    rotation = pdfium.FPDFPage_GetRotation(page)
    sides = (box.left, box.bottom, box.right, box.top)
    seen = frame(*sides, rotation)
    characters = _characters(page, address(textpage.raw), seen, tagged)
    directions = np.array([style.direction for style in characters.styles], np.intp)
    runs = np.bincount(directions[characters.style], minlength=SLANTED + 1)
    turn = int(runs[:SLANTED].argmax())
    if turn == UPRIGHT or runs[turn] < max(MIN_SIDEWAYS, SIDEWAYS * runs.sum()):
        return seen, 0, characters
    seen = frame(*sides, rotation + turn)
    return seen, 90 * turn, _characters(page, address(textpage.raw), seen, tagged)


def _on_page(characters: Characters, seen: Frame) -> Characters:
    """Without what nobody sees: characters wholly outside of the page, or too small to print."""
    x0, top, x1, bottom = characters.boxes.T
    sizes = np.array([style.size for style in characters.styles])[characters.style]
    shown = (x1 > 0) & (bottom > 0) & (x0 < seen.width) & (top < seen.height)
    shown &= (sizes >= SMALLEST) | (sizes == 0)
    if shown.all():
        return characters
    codes = [code if seen else 0 for code, seen in zip(characters.codes, shown, strict=True)]
    return characters._replace(codes=codes)


def _characters(page: pypdfium2.PdfPage, textpage: int, seen: Frame, tagged: bool) -> Characters:
    count = max(0, pdfium.FPDFText_CountChars(ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE)))
    codes: list[int] = list(map(get_unicode, repeat(textpage, count), range(count)))
    objects: list[int | None] = list(map(get_text_object, repeat(textpage, count), range(count)))
    raw = np.zeros((count, 4), np.float32)  # left, top, right, bottom: the order of FS_RECTF
    _ask(get_loose_box, repeat(textpage), range(count), _rows(raw))
    places: dict[int | None, int] = {}
    piece = np.fromiter((places.setdefault(obj, len(places)) for obj in objects), int, count)
    pieces = _pieces(textpage, list(places), np.unique(piece, return_index=True)[1], tagged)
    if HYPHEN in codes:
        _tell_hyphens(page, codes, objects)
    styles, style_of = _styles(pieces, seen.matrix)
    boxes = _to_page(raw.astype(float), seen.matrix)
    base = _points(pieces.matrices[:, 4:6], seen.matrix)
    _stand_on_baseline(boxes, base[piece], style_of[piece], styles)
    for n, obj in enumerate(objects):
        if not obj and not (n and styles[style_of[piece[n - 1]]].direction == SLANTED):
            codes[n] = 0  # a space or line end that pdfium guesses; gaps tell better
    return Characters(codes, boxes, style_of[piece], styles, piece)


def _tell_hyphens(page: pypdfium2.PdfPage, codes: list[int], objects: list[int | None]) -> None:
    """Put back the hyphens, hard or soft, that pdfium gives as U+0002 at the end of a line.

    It does so because a letter follows on the next line; so each is read once more with all other
    text of the page switched off.
    """
    texts = [obj for obj in dict.fromkeys(objects) if obj]
    switch = call(pdfium.FPDFPageObj_SetIsActive, integer, pointer, integer)
    _ask(switch, texts, repeat(0))
    for place, code in enumerate(codes):
        obj = objects[place]
        if code != HYPHEN or not obj:
            continue
        switch(obj, 1)
        alone = page.get_textpage()
        count = pdfium.FPDFText_CountChars(alone)
        last = pdfium.FPDFText_GetUnicode(alone, count - 1) if count > 0 else 0
        alone.close()
        switch(obj, 0)
        codes[place] = SOFT_HYPHEN if last == SOFT_HYPHEN else ord("-")
    _ask(switch, texts, repeat(1))


class _Pieces(NamedTuple):
    """The text objects of a page; what pdfium says of each."""

    fonts: list[int | None]
    sizes: NDArray[np.float64]
    matrices: NDArray[np.float64]
    colours: NDArray[np.uint32]
    modes: list[int]
    mcids: list[int]


def _pieces(
    textpage: int, objects: list[int | None], firsts: NDArray[Any], tagged: bool
) -> _Pieces:
    """Ask for each text object; 0 is the object of the spaces that pdfium adds."""
    real = [obj or 0 for obj in objects]
    count, first = len(real), firsts.tolist()
    matrices, colours = np.zeros((count, 6), np.float32), np.zeros((count, 4), np.uint32)
    _ask(get_matrix, repeat(textpage), first, _rows(matrices))
    start = colours.ctypes.data
    red, green, blue, alpha = (
        range(start + 4 * n, start + 4 * n + 16 * count, 16) for n in range(4)
    )
    _ask(get_fill, real, red, green, blue, alpha)
    return _Pieces(
        list(map(get_font, real)),
        np.fromiter(map(get_font_size, repeat(textpage), first), float, count),
        matrices.astype(float),
        colours,
        list(map(get_render_mode, real)),
        list(map(get_mcid, real)) if tagged else [-1] * count,
    )


def _styles(pieces: _Pieces, to_page: Matrix) -> tuple[list[Style], NDArray[np.intp]]:
    """The different styles, and which of them each text object has."""
    linear = np.array([[to_page.a, to_page.b], [to_page.c, to_page.d]])
    along, up = pieces.matrices[:, 0:2] @ linear, pieces.matrices[:, 2:4] @ linear
    sizes = (pieces.sizes * np.hypot(up[:, 0], up[:, 1])).round(2).tolist()
    fonts: dict[int | None, Font] = {}
    known: dict[tuple[Any, ...], int] = {}
    styles: list[Style] = []
    chosen = []
    for key in zip(
        pieces.fonts, sizes, map(_direction, *along.round(3).T.tolist()),
        map(tuple, pieces.colours[:, :3].tolist()), pieces.modes, pieces.mcids, strict=True,
    ):  # fmt: skip
        if key not in known:
            known[key] = len(styles)
            handle, size, direction, colour, mode, mcid = key
            font = fonts[handle] = fonts.get(handle) or _font(handle)
            bold = font.bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
            shade = "#{:02x}{:02x}{:02x}".format(*colour)
            styles.append(Style(size, bold, shade, direction, mcid, font.symbolic))
        chosen.append(known[key])
    return styles, np.array(chosen, np.intp)


def _stand_on_baseline(
    boxes: NDArray[Any], base: NDArray[Any], style: NDArray[Any], styles: list[Style]
) -> None:
    """Give all boxes of one size on one baseline the same height, whatever their font claims.

    Fonts differ in the ascent they state, and some state none; lines, cells and superscripts are
    told by where boxes end, so they end ASCENT above and DESCENT below the baseline.
    """
    size = np.array([s.size for s in styles])[style]
    direction = np.array([s.direction for s in styles])[style]
    for way, near, far, axis, sign in (
        (UPRIGHT, 1, 3, 1, 1), (OVER, 3, 1, 1, -1), (UP, 0, 2, 0, 1), (DOWN, 2, 0, 0, -1),
    ):  # fmt: skip
        at = (direction == way) & (size > 0)
        boxes[at, near] = base[at, axis] - sign * ASCENT * size[at]
        boxes[at, far] = base[at, axis] + sign * DESCENT * size[at]


def _to_page(raw: NDArray[Any], matrix: Matrix) -> NDArray[np.float64]:
    """Boxes in user space (left, top, right, bottom) as x0, top, x1, bottom on the page."""
    a, b, c, d, e, f = matrix
    x = np.stack([a * raw[:, 0] + c * raw[:, 1] + e, a * raw[:, 2] + c * raw[:, 3] + e])
    y = np.stack([b * raw[:, 0] + d * raw[:, 1] + f, b * raw[:, 2] + d * raw[:, 3] + f])
    boxes: NDArray[np.float64] = np.stack(
        [x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)], axis=1
    )
    return boxes


def _points(points: NDArray[Any], matrix: Matrix) -> NDArray[np.float64]:
    a, b, c, d, e, f = matrix
    moved: NDArray[np.float64] = points @ np.array([[a, b], [c, d]]) + np.array([e, f])
    return moved


def _ask(function: Callable[..., int], *arguments: Iterable[Any]) -> None:
    """Call the function with each set of arguments, for what it writes to memory."""
    deque(map(function, *arguments), maxlen=0)


def _rows(array: NDArray[Any]) -> range:
    """The addresses of the array's rows."""
    start, step = array.ctypes.data, array.itemsize * array.shape[1]
    return range(start, start + step * len(array), step)


def _font(handle: int | None) -> Font:
    if not handle:
        return Font(False, False)
    font = ctypes.cast(handle, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("latin-1").lower()
    flags, weight = pdfium.FPDFFont_GetFlags(font), pdfium.FPDFFont_GetWeight(font)
    bold = is_bold_name(name) or weight >= 600
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
