"""Detector: pages without a text layer. Rendered, put straight, and read by text recognition.

The result is a Page like any other, with words, ruling lines and coloured cells, so that the
detectors for ruled and spaced tables go on from here. It shows the page put straight: a box may
stand a few points from its place on a scan that lies askew.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from actionplans.errors import NoTextLayerError
from actionplans.extract.page import Box, Page, Word

if TYPE_CHECKING:
    from actionplans.extract.deskew import Picture
    from actionplans.extract.recogniser import Piece

RESOLUTION = 200  # dots an inch: more takes longer and reads no better
LARGEST = 5000  # pixels of the longer side; a poster is rendered more coarsely
FEW_WORDS = 20  # a stamp, a page number, a marking; more is a text layer
STAMPED = 0.08  # of the page's height: its head and foot, where scans get their numbers
SURE = 0.9  # half of an upright page's words are read with more confidence
COVERED = 0.25  # share of the page that its pictures take where one may hold text; a logo is less


def is_picture(page: Page) -> bool:
    """True where a page has pictures, and no text but for a stamp at its head or foot.

    An empty page is no picture, nor is a scan with a layer of recognised text behind it, nor a
    title printed on a photograph.
    """
    if len(page.words) > FEW_WORDS or not page.width * page.height:
        return False
    edge = STAMPED * page.height
    if any(word.bottom > edge and word.top < page.height - edge for word in page.words):
        return False
    area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in page.pictures)
    return area >= COVERED * page.width * page.height


def recognise(
    source: Path, page_numbers: Sequence[int], *, password: str | None = None
) -> tuple[Page, ...]:
    """The named pages (from 1) as text recognition reads them, in the order named.

    Words have a confidence from 0 to 1. Boxes are in points of the page as a reader sees it, after
    a scan that lies askew was put straight. Raises NoTextLayerError where the extra [ocr] is not
    installed, and the reader's errors where the PDF cannot be opened.
    """
    try:
        import rapidocr  # noqa: F401
    except ImportError:
        raise NoTextLayerError(
            str(source),
            "Its pages are pictures without text.",
            'To read them, pip install "actionplans[ocr]".',
        ) from None
    return tuple(
        _read(picture, number, scale)
        for number, picture, scale in _rendered(source, page_numbers, password)
    )


def _rendered(
    source: Path, page_numbers: Sequence[int], password: str | None
) -> Iterator[tuple[int, Picture, float]]:
    """Page number, picture in red, green and blue, and its pixels a point."""
    from actionplans.extract.pdfium import open_pdf

    document = open_pdf(source, password)
    try:
        for number in page_numbers:
            page = document[number - 1]
            scale = min(RESOLUTION / 72, LARGEST / max(page.get_size()))
            picture: Any = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3]
            page.close()
            yield number, picture, scale
    finally:
        document.close()


def _read(picture: Picture, number: int, scale: float) -> Page:
    """The page as it lies, and where that does not read well, as its text runs."""
    from actionplans.extract.upright import quarter_turns, turned_by

    page = _read_straight(picture, number, scale)
    if page.words and median(word.confidence or 0.0 for word in page.words) >= SURE:
        return page
    turns = quarter_turns(picture)
    if not turns:
        return page
    return replace(_read_straight(turned_by(picture, turns), number, scale), turned=90 * turns)


def _read_straight(picture: Picture, number: int, scale: float) -> Page:
    import cv2

    from actionplans.extract.deskew import straightened
    from actionplans.extract.picture_lines import fills_in, rules_in, without_rules
    from actionplans.extract.recogniser import read_text

    straight = straightened(picture)
    grey: Any = cv2.cvtColor(straight, cv2.COLOR_RGB2GRAY)
    rules = rules_in(grey, scale)
    pieces = read_text(without_rules(grey, rules, scale), rules, scale)
    height, width = grey.shape
    return Page(
        number,
        width / scale,
        height / scale,
        tuple(_word(piece, number, scale) for piece in pieces),
        rules,
        fills_in(straight, rules, scale),
        (Box(number, 0, 0, width / scale, height / scale),),
    )


def _word(piece: Piece, number: int, scale: float) -> Word:
    return Word(
        unicodedata.normalize("NFC", piece.text),
        number,
        piece.x0 / scale,
        piece.top / scale,
        piece.x1 / scale,
        piece.bottom / scale,
        size=piece.size / scale,
        confidence=piece.confidence,
    )
