"""The characters of a page as runs, asked of pdfium as seldom as may be.

A page has thousands of characters, and a question may cost as much as a line of Python (calls.py).
So the text comes in one call, and places and styles are asked at the ends of the stretches between
spaces only.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from actionplans.extract.calls import (
    ADDRESS,
    CODE,
    INTEGER,
    MEASURE,
    NUMBER,
    POINTER,
    address,
    ask,
    columns,
    question,
    rows,
)
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

get_unicode = question(pdfium.FPDFText_GetUnicode, CODE, POINTER, INTEGER)
get_text_object = question(pdfium.FPDFText_GetTextObject, ADDRESS, POINTER, INTEGER)
get_loose_box = question(pdfium.FPDFText_GetLooseCharBox, NUMBER, POINTER, INTEGER, POINTER)
get_matrix = question(pdfium.FPDFText_GetMatrix, NUMBER, POINTER, INTEGER, POINTER)
get_font_size = question(pdfium.FPDFText_GetFontSize, MEASURE, POINTER, INTEGER)
get_font = question(pdfium.FPDFTextObj_GetFont, ADDRESS, POINTER)
get_font_name = question(
    pdfium.FPDFFont_GetBaseFontName, ADDRESS, POINTER, POINTER, ctypes.c_size_t
)
get_font_flags = question(pdfium.FPDFFont_GetFlags, NUMBER, POINTER)
get_font_weight = question(pdfium.FPDFFont_GetWeight, NUMBER, POINTER)
get_render_mode = question(pdfium.FPDFTextObj_GetTextRenderMode, NUMBER, POINTER)
get_mcid = question(pdfium.FPDFPageObj_GetMarkedContentID, NUMBER, POINTER)
get_fill = question(pdfium.FPDFPageObj_GetFillColor, NUMBER, *(POINTER,) * 5)
switch = question(pdfium.FPDFPageObj_SetIsActive, NUMBER, POINTER, INTEGER)

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
        within = np.zeros(len(blank) + 2, bool)
        within[1:-1] = ~blank
        edges = (within[1:] != within[:-1]).nonzero()[0]
        self.starts, self.ends, self.objects = self.cut(edges[0::2], edges[1::2])
        whole = codes.astype("<u4").tobytes().decode("utf-32-le")
        stretches = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        self.texts = [whole[start:end] for start, end in stretches]

    def cut(
        self, starts: NDArray[np.intp], ends: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """The stretches between blanks, cut where size or baseline change inside; their objects."""
        first = ask(get_text_object, self.at, starts)
        last = ask(get_text_object, self.at, ends - 1)
        mixed = (first != last).nonzero()[0].tolist()
        if not mixed:
            return starts, ends, first
        places, objects = self.changes([np.arange(starts[n], ends[n]) for n in mixed])
        cut_starts = np.concatenate([starts, places])
        order = np.argsort(cut_starts)
        cut_ends = np.sort(np.concatenate([ends, places]))
        return cut_starts[order], cut_ends, np.concatenate([first, objects])[order]

    def changes(
        self, stretches: list[NDArray[np.intp]]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where size or baseline change inside of stretches, and the objects there."""
        places = np.concatenate(stretches)
        objects = ask(get_text_object, self.at, places)
        inside = np.diff(places, prepend=-1) == 1
        inside[np.cumsum([0, *map(len, stretches[:-1])])] = False
        looked = np.flatnonzero((np.diff(objects, prepend=0) != 0) | ~inside)
        at = places[looked]
        matrices = np.zeros((len(at), 6), np.float32)
        ask(get_matrix, self.at, at, rows(matrices))
        known = np.column_stack([ask(get_font_size, self.at, at), matrices[:, [0, 1, 2, 3, 5]]])
        turned = matrices[1:, 1] != 0  # of slanted text, each object has a baseline of its own
        differs = (known[1:] != known[:-1]).any(axis=1) | turned
        fresh = looked[1:][differs & inside[looked[1:]]]
        return places[fresh], objects[fresh]

    def runs(self, seen: Frame) -> Runs:
        count = len(self.starts)
        raw = np.zeros((2 * count, 4), np.float32)  # left, top, right, bottom, as in FS_RECTF
        ask(get_loose_box, self.at, np.concatenate([self.starts, self.ends - 1]), rows(raw))
        boxes = _around(raw[:count].T, raw[count:].T, seen.matrix)
        # An object's characters follow each other; else, from right to left, it counts twice.
        fresh = np.ones(count, bool)
        fresh[1:] = self.objects[1:] != self.objects[:-1]
        first, piece = fresh.nonzero()[0], fresh.cumsum() - 1
        pieces = _pieces(self.at, self.objects[first], self.starts[first], self.tagged)
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
        blank = starts[1:] > ends[:-1]
        size = np.array([s.size for s in styles])[style]
        upright = np.array([s.direction for s in styles], np.intp)[style] == UPRIGHT
        near = np.abs(boxes[1:, 0] - boxes[:-1, 2]) < SPACE_EM * size[:-1]
        near |= ~upright[1:]
        for n in (blank & near).nonzero()[0].tolist():
            between = np.arange(ends[n], starts[n + 1])
            blank[n] = ask(get_text_object, self.at, between).any()
        return np.concatenate((np.zeros(min(1, len(starts)), np.intp), blank.cumsum()))


def _codes(textpage: int, count: int) -> NDArray[np.uint32]:
    """The Unicode code points of the page's characters.

    pdfium gives them all in one call, but leaves those out that it cannot map; then each is asked.
    """
    buffer = np.zeros(count + 1, np.uint16)
    handle = ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE)
    given = pdfium.FPDFText_GetText(handle, 0, count, _units(buffer)) - 1 if count else 0
    codes: NDArray[np.uint32] = buffer[:count].astype(np.uint32)
    if given == count and not ((codes >= 0xD800) | (codes - 0x80 < 0x20) | (codes == 0)).any():
        return codes  # all are plain letters and blanks
    codes[codes == HYPHEN_IN_TEXT] = HYPHEN
    if given != count or ((codes & 0xF800) == 0xD800).any():
        codes = ask(get_unicode, textpage, np.arange(count))
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
    objects = ask(get_text_object, textpage, np.arange(len(codes)))
    texts = np.unique(objects[objects != 0])
    ask(switch, texts, 0)
    for place in np.flatnonzero(codes == HYPHEN).tolist():
        obj, last = int(objects[place]), 0
        if obj:
            switch.about(obj, 1)
            alone = page.get_textpage()
            count = pdfium.FPDFText_CountChars(alone)
            last = pdfium.FPDFText_GetUnicode(alone, count - 1) if count > 0 else 0
            alone.close()
            switch.about(obj, 0)
        codes[place] = SOFT_HYPHEN if last == SOFT_HYPHEN else ord("-")
    ask(switch, texts, 1)


class _Pieces(NamedTuple):
    """The text objects of a page; what pdfium says of each."""

    fonts: NDArray[np.intp]
    sizes: NDArray[np.float64]
    matrices: NDArray[np.float64]
    colours: NDArray[np.uint32]
    modes: NDArray[np.int32]
    mcids: NDArray[np.int32]


def _pieces(
    textpage: int, real: NDArray[np.intp], first: NDArray[np.intp], tagged: bool
) -> _Pieces:
    """Ask for each text object, by itself or by the first of its characters."""
    count = len(real)
    matrices, colours = np.zeros((count, 6), np.float32), np.zeros((count, 4), np.uint32)
    ask(get_matrix, textpage, first, rows(matrices))
    ask(get_fill, real, *columns(colours))
    return _Pieces(
        ask(get_font, real),
        ask(get_font_size, textpage, first),
        matrices.astype(float),
        colours,
        ask(get_render_mode, real),
        ask(get_mcid, real) if tagged else np.full(count, -1, np.int32),
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
            pieces.fonts.tolist(), sizes, _directions(*along.round(3).T).tolist(),
            (red << 16 | green << 8 | blue).tolist(), pieces.modes.tolist(),
            pieces.mcids.tolist(), strict=True,
        )
    ]  # fmt: skip
    fonts = {handle: _font(handle) for handle, *_ in known}
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
    direction = np.array([s.direction for s in styles], np.intp)
    ways = set(direction.tolist())
    direction = direction[style]
    for way, near, far, axis, sign in (
        (UPRIGHT, 1, 3, 1, 1), (OVER, 3, 1, 1, -1), (UP, 0, 2, 0, 1), (DOWN, 2, 0, 0, -1),
    ):  # fmt: skip
        if way not in ways:
            continue
        at = (direction == way) & (size > 0)
        boxes[at, near] = base[at, axis] - sign * ASCENT * size[at]
        boxes[at, far] = base[at, axis] + sign * DESCENT * size[at]


def _around(one: NDArray[Any], other: NDArray[Any], matrix: Matrix) -> NDArray[np.float64]:
    """The boxes on the page (x0, top, x1, bottom) around two each in user space, whose rows are
    left, top, right, bottom. The matrix turns by right angles, if at all."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    low, high = np.minimum(low[:2], low[2:]), np.maximum(high[:2], high[2:])
    a, b, c, d, e, f = matrix
    ends = [
        (a * x + c * y + e, b * x + d * y + f) for x, y in (low.astype(float), high.astype(float))
    ]
    (x, y), (to_x, to_y) = ends
    sides = np.minimum(x, to_x), np.minimum(y, to_y), np.maximum(x, to_x), np.maximum(y, to_y)
    return np.array(sides).T


def _points(points: NDArray[Any], matrix: Matrix) -> NDArray[np.float64]:
    a, b, c, d, e, f = matrix
    moved: NDArray[np.float64] = points @ np.array([[a, b], [c, d]]) + np.array([e, f])
    return moved


def _font(handle: int) -> Font:
    if not handle:
        return Font(False, False)
    buffer = ctypes.create_string_buffer(256)
    get_font_name.about(handle, ctypes.addressof(buffer), len(buffer))
    name = buffer.value.decode("latin-1").lower()
    flags, weight = get_font_flags.about(handle), get_font_weight.about(handle)
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
