"""The characters of a page as runs, asked of pdfium as seldom as may be.

Every question costs about as much as a line of Python, and a page has thousands of characters. So
the text comes in one call, and places and styles are asked at the ends of the stretches between
spaces only.
"""

from __future__ import annotations

import ctypes
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from actionplans.extract.calls import address, ask, call, columns, rows
from actionplans.extract.frame import Frame, Matrix
from actionplans.extract.words import (
    DOWN,
    OVER,
    SLANTED,
    SYMBOL_FONTS,
    UP,
    UPRIGHT,
    Runs,
    Style,
    blanks,
    is_bold_name,
    is_plain_name,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

pointer, integer = ctypes.c_void_p, ctypes.c_int
get_unicode = call(pdfium.FPDFText_GetUnicode, ctypes.c_uint, pointer, integer)
get_text_object = call(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, pointer, integer)
get_loose_box = call(pdfium.FPDFText_GetLooseCharBox, integer, pointer, integer, pointer)
get_matrix = call(pdfium.FPDFText_GetMatrix, integer, pointer, integer, pointer)
get_font_size = call(pdfium.FPDFText_GetFontSize, ctypes.c_double, pointer, integer)
get_font = call(pdfium.FPDFTextObj_GetFont, pointer, pointer)
get_render_mode = call(pdfium.FPDFTextObj_GetTextRenderMode, integer, pointer)
get_mcid = call(pdfium.FPDFPageObj_GetMarkedContentID, integer, pointer)
get_fill = call(pdfium.FPDFPageObj_GetFillColor, integer, *(pointer,) * 5)

FORCE_BOLD = 1 << 18  # font descriptor flag, ISO 32000-1, table 123
ASCENT, DESCENT = 0.8, 0.22  # of the size: where a box ends above and below the baseline
SOFT_HYPHEN = 0xAD
HYPHEN_IN_TEXT = 0xFFFE
SPACE_EM = 0.13  # a gap that a space of pdfium's own must have
HYPHEN = 0x2  # pdfium's mark for a hyphen at the end of a line


class Font(NamedTuple):
    bold: bool
    symbolic: bool


class PageText:
    """What pdfium says of a page's characters, asked as seldom as may be.

    pdfium puts a space or a line end of its own wherever it sees a gap; so what stands between
    two blanks is one run, unless its first and last character are of different objects.
    """

    def __init__(
        self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, tagged: bool
    ) -> None:
        self.at = address(textpage.raw)
        self.tagged = tagged
        codes = _codes(self.at, max(0, pdfium.FPDFText_CountChars(textpage)))
        if HYPHEN in codes:
            _tell_hyphens(page, self.at, codes)
        blank = blanks(codes)
        edges = np.flatnonzero(np.diff(np.concatenate(([True], blank, [True])).astype(np.int8)))
        self.starts, self.ends, self.objects = self.cut(edges[0::2].tolist(), edges[1::2].tolist())
        whole = codes.astype("<u4").tobytes().decode("utf-32-le")
        self.texts = [whole[a:b] for a, b in zip(self.starts, self.ends, strict=True)]

    def cut(self, starts: list[int], ends: list[int]) -> tuple[list[int], list[int], list[int]]:
        """The stretches between blanks, cut where size or baseline change inside."""
        first = list(map(get_text_object, repeat(self.at), starts))
        # An object's characters follow each other: where the next stretch begins with the same
        # object, this one ends with it.
        doubtful = [n for n, (one, other) in enumerate(pairwise([*first, 0])) if one != other]
        last = map(get_text_object, repeat(self.at), [ends[n] - 1 for n in doubtful])
        mixed = [
            range(starts[n], ends[n])
            for n, other in zip(doubtful, last, strict=True)
            if first[n] != other
        ]
        places, objects = self.changes([*chain.from_iterable(mixed)], {m.start for m in mixed})
        if not places:
            return starts, ends, first
        of_start = {
            **dict(zip(starts, first, strict=True)),
            **dict(zip(places, objects, strict=True)),
        }
        cut_starts = sorted(of_start)
        return cut_starts, sorted([*ends, *places]), [of_start[start] for start in cut_starts]

    def changes(self, places: list[int], starts: set[int]) -> tuple[list[int], list[int]]:
        """Where size or baseline change in the stretches from starts on, and the objects there."""
        objects = list(map(get_text_object, repeat(self.at), places))
        looked = [
            n
            for n, (place, one, other) in enumerate(
                zip(places, [0, *objects], objects, strict=False)
            )
            if one != other or place in starts
        ]
        at = [places[n] for n in looked]
        matrices = np.zeros((len(at), 6), np.float32)
        ask(get_matrix, repeat(self.at), at, rows(matrices))
        sizes = np.fromiter(map(get_font_size, repeat(self.at), at), float, len(at))
        known = np.column_stack([sizes, matrices[:, [0, 1, 2, 3, 5]]])
        turned = matrices[1:, 1] != 0  # of slanted text, each object has a baseline of its own
        differs = (known[1:] != known[:-1]).any(axis=1) | turned
        fresh = [n for n, new in zip(looked[1:], differs.tolist(), strict=True) if new]
        fresh = [n for n in fresh if places[n] not in starts]
        return [places[n] for n in fresh], [objects[n] for n in fresh]

    def runs(self, seen: Frame) -> Runs:
        count = len(self.starts)
        raw = np.zeros((2 * count, 4), np.float32)  # left, top, right, bottom, as in FS_RECTF
        places = [*self.starts, *(end - 1 for end in self.ends)]
        ask(get_loose_box, repeat(self.at), places, rows(raw))
        both = _to_page(raw.astype(float), seen.matrix)
        boxes = np.concatenate(
            [
                np.minimum(both[:count, :2], both[count:, :2]),
                np.maximum(both[:count, 2:], both[count:, 2:]),
            ],
            axis=1,
        )
        first: dict[int, int] = {}  # the first character of each object
        for obj, start in zip(self.objects, self.starts, strict=True):
            first.setdefault(obj, start)
        number = {obj: n for n, obj in enumerate(first)}
        piece = np.array([number[obj] for obj in self.objects], np.intp)
        pieces = _pieces(self.at, list(first), list(first.values()), self.tagged)
        styles, style_of = _styles(pieces, seen.matrix)
        style = style_of[piece]
        _stand_on_baseline(
            boxes, _points(pieces.matrices[:, 4:6], seen.matrix)[piece], style, styles
        )
        return Runs(self.texts, boxes, style, styles, piece, self.spaced(boxes, style, styles))

    def spaced(
        self, boxes: NDArray[Any], style: NDArray[Any], styles: list[Style]
    ) -> NDArray[np.intp]:
        """Count the spaces before each run; one that pdfium adds needs a gap to be believed."""
        starts, ends = self.starts, self.ends
        blank = np.array(starts[1:], np.intp) > np.array(ends[:-1], np.intp)
        size = np.array([s.size for s in styles])[style]
        upright = np.array([s.direction for s in styles], np.intp)[style] == UPRIGHT
        near = np.abs(boxes[1:, 0] - boxes[:-1, 2]) < SPACE_EM * size[:-1]
        near |= ~upright[1:]
        for n in np.flatnonzero(blank & near).tolist():
            between = map(get_text_object, repeat(self.at), range(ends[n], starts[n + 1]))
            blank[n] = any(between)
        return np.concatenate((np.zeros(min(1, len(starts)), np.intp), np.cumsum(blank)))


def _codes(textpage: int, count: int) -> NDArray[np.uint32]:
    """The Unicode code points of the page's characters.

    pdfium gives them all in one call, but leaves those out that it cannot map; then each is asked.
    """
    buffer = np.zeros(count + 1, np.uint16)
    handle = ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE)
    given = pdfium.FPDFText_GetText(handle, 0, count, _units(buffer)) - 1 if count else 0
    codes: NDArray[np.uint32] = buffer[:count].astype(np.uint32)
    codes[codes == HYPHEN_IN_TEXT] = HYPHEN
    if given != count or ((codes & 0xF800) == 0xD800).any():
        codes = np.fromiter(map(get_unicode, repeat(textpage), range(count)), np.uint32, count)
    high = np.flatnonzero((codes[:-1] & 0xFFFFFC00) == 0xD800)
    high = high[(codes[high + 1] & 0xFFFFFC00) == 0xDC00]
    codes[high] = 0x10000 + ((codes[high] & 0x3FF) << 10) + (codes[high + 1] & 0x3FF)
    codes[high + 1] = ord("\u200b")
    # Controls above ASCII are what a font without a mapping leaves of its ligatures.
    control = (codes >= 0x80) & (codes < 0xA0) & (codes != 0x85)
    unmapped = control | (codes == 0) | (codes > 0x10FFFF) | ((codes & 0xFFFFF800) == 0xD800)
    codes[unmapped | ((codes & 0xFFFE) == 0xFFFE)] = ord("\ufffd")
    return codes


def _units(buffer: NDArray[np.uint16]) -> Any:
    return buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))


def _tell_hyphens(page: pypdfium2.PdfPage, textpage: int, codes: NDArray[np.uint32]) -> None:
    """Put back the hyphens, hard or soft, that pdfium gives as U+0002 at the end of a line.

    It does so because a letter follows on the next line; so each is read once more with all other
    text of the page switched off.
    """
    objects: list[int] = list(map(get_text_object, repeat(textpage), range(len(codes))))
    texts = [obj for obj in dict.fromkeys(objects) if obj]
    switch = call(pdfium.FPDFPageObj_SetIsActive, integer, pointer, integer)
    ask(switch, texts, repeat(0))
    for place in np.flatnonzero(codes == HYPHEN).tolist():
        obj, last = objects[place], 0
        if obj:
            switch(obj, 1)
            alone = page.get_textpage()
            count = pdfium.FPDFText_CountChars(alone)
            last = pdfium.FPDFText_GetUnicode(alone, count - 1) if count > 0 else 0
            alone.close()
            switch(obj, 0)
        codes[place] = SOFT_HYPHEN if last == SOFT_HYPHEN else ord("-")
    ask(switch, texts, repeat(1))


class _Pieces(NamedTuple):
    """The text objects of a page; what pdfium says of each."""

    fonts: list[int | None]
    sizes: NDArray[np.float64]
    matrices: NDArray[np.float64]
    colours: NDArray[np.uint32]
    modes: list[int]
    mcids: list[int]


def _pieces(textpage: int, real: list[int], first: list[int], tagged: bool) -> _Pieces:
    """Ask for each text object, by itself or by the first of its characters."""
    count = len(real)
    matrices, colours = np.zeros((count, 6), np.float32), np.zeros((count, 4), np.uint32)
    ask(get_matrix, repeat(textpage), first, rows(matrices))
    ask(get_fill, real, *columns(colours))
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
    red, green, blue, _ = pieces.colours.T
    known: dict[tuple[Any, ...], int] = {}
    chosen = [
        known.setdefault(key, len(known))
        for key in zip(
            pieces.fonts, sizes, _directions(*along.round(3).T).tolist(),
            (red << 16 | green << 8 | blue).tolist(), pieces.modes, pieces.mcids, strict=True,
        )
    ]  # fmt: skip
    fonts = {handle: _font(handle) for handle in dict.fromkeys(pieces.fonts)}
    styles = []
    for handle, size, direction, colour, mode, mcid in known:
        font = fonts[handle]
        bold = font.bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        styles.append(Style(size, bold, f"#{colour:06x}", direction, mcid, font.symbolic))
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
        if not at.any():
            continue
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


def _font(handle: int | None) -> Font:
    if not handle:
        return Font(False, False)
    font = ctypes.cast(handle, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("latin-1").lower()
    flags, weight = pdfium.FPDFFont_GetFlags(font), pdfium.FPDFFont_GetWeight(font)
    heavy = weight >= 600 or (flags > 0 and bool(flags & FORCE_BOLD))
    return Font(
        is_bold_name(name) or (heavy and not is_plain_name(name)),
        any(part in name for part in SYMBOL_FONTS),
    )


def _directions(across: NDArray[Any], down: NDArray[Any]) -> NDArray[np.intp]:
    """Which way text runs whose writing directions are the given vectors."""
    level = np.abs(down) <= 0.02 * np.abs(across)
    if (level & (across >= 0)).all():
        return np.full(len(level), UPRIGHT)
    upright = np.abs(across) <= 0.02 * np.abs(down)
    ways = [level & (across >= 0), level, upright & (down > 0), upright]
    return np.select(ways, [UPRIGHT, OVER, DOWN, UP], SLANTED)
