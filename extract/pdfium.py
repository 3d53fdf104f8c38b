"""The reader: a PDF to Pages, through pdfium's own functions.

pdfium gives characters in the page's content order, with boxes in user space. What it leaves to us
is done here: the page's rotation and crop box, the matrices of nested forms (paths.py), text set
sideways, and what the characters look like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from actionplans.errors import EmptyPdfError, EncryptedPdfError, NotAPdfError, SourceNotFoundError
from actionplans.extract.calls import address
from actionplans.extract.characters import PageText
from actionplans.extract.clipped import is_spreadsheet, without_clipped
from actionplans.extract.frame import Frame, frame
from actionplans.extract.page import Page
from actionplans.extract.paths import Drawn, Raw, ask_about, drawn_on
from actionplans.extract.words import SLANTED, UPRIGHT, Runs, on_page, words_of

LARGEST = 20_000.0  # points, 7 metres; a page that claims more is damaged
SIDEWAYS = 0.8  # of a page's characters: when more are sideways, so is the page
MIN_SIDEWAYS = 20
MOST_ANNOTATIONS = 2000  # looked at on one page
AT_A_TIME = 16  # pages whose paths are worked out together, as numpy costs by the call


class _Asked(NamedTuple):
    """What pdfium says of a page: its number, frame and turn, its text, and what is drawn."""

    number: int
    seen: Frame
    turned: int
    runs: Runs
    raw: Raw


def read_pages(source: Path, password: str | None = None) -> Iterator[Page]:
    """The pages of a PDF. pdfium is asked about one at a time and lets it go; what is drawn on them
    is worked out for some of them together.

    Raises SourceNotFoundError, NotAPdfError, EncryptedPdfError or EmptyPdfError.
    """
    document = open_pdf(source, password)
    try:
        tagged = bool(pdfium.FPDFCatalog_IsTagged(document))
        clipped = is_spreadsheet(document)
        for first in range(0, len(document), AT_A_TIME):
            numbers = range(first + 1, min(first + AT_A_TIME, len(document)) + 1)
            asked = [_ask(document, number, tagged, clipped) for number in numbers]
            yield from _pages(numbers, asked)
    finally:
        document.close()


def _pages(numbers: Iterable[int], asked: Sequence[_Asked | None]) -> list[Page]:
    """The pages, with what is drawn on them; a page that was not read has no size."""
    read = [each for each in asked if each]
    drawn = drawn_on([each.raw for each in read])
    pages = {each.number: _page(each, marks) for each, marks in zip(read, drawn, strict=True)}
    return [pages.get(number) or Page(number, 0.0, 0.0, ()) for number in numbers]


def _page(asked: _Asked, drawn: Drawn) -> Page:
    width, height, _ = asked.seen
    words = words_of(on_page(asked.runs, width, height), asked.number)
    rules, fills, pictures, shapes = drawn
    return Page(
        asked.number, round(width, 3), round(height, 3), words, rules, fills, pictures,
        asked.turned, shapes,
    )  # fmt: skip


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


def _ask(
    document: pypdfium2.PdfDocument, number: int, tagged: bool, clipped: bool
) -> _Asked | None:
    """None for a page that cannot be read, or that is damaged."""
    try:
        page = _flat(document, number - 1)
    except pypdfium2.PdfiumError:
        return None
    try:
        textpage = page.get_textpage()
        try:
            seen, turned, runs = _as_it_reads(page, textpage, tagged, clipped)
            if not 0 < max(seen.width, seen.height) < LARGEST:
                return None
        finally:
            textpage.close()
        return _Asked(number, seen, turned, runs, ask_about(address(page.raw), number, *seen))
    finally:
        page.close()


def _flat(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """The page, with what is typed into its form fields and text boxes printed on it.

    Only in memory. Raises PdfiumError where the page cannot be read.
    """
    page = document[index]
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation) if annotation else 0
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT):
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            return document[index]
    return page


def _as_it_reads(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, tagged: bool, clipped: bool
) -> tuple[Frame, int, Runs]:
    """The page's frame and text, turned upright where nearly all of the text is sideways.

    clipped: text outside of its clip is to be left out.
    """
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    rotation = pdfium.FPDFPage_GetRotation(page)
    sides = (box.left, box.bottom, box.right, box.top)
    seen = frame(*sides, rotation)
    text = PageText(page, textpage, tagged)
    runs = text.runs(seen)
    runs = without_clipped(runs, text.objects, seen) if clipped else runs
    directions = np.array([style.direction for style in runs.styles], np.intp)
    if (directions == UPRIGHT).all():
        return seen, 0, runs
    lengths = np.array([len(run) for run in runs.texts])
    letters = np.bincount(directions[runs.style], lengths, minlength=SLANTED + 1)
    turn = int(letters[:SLANTED].argmax())
    if turn == UPRIGHT or letters[turn] < max(MIN_SIDEWAYS, SIDEWAYS * letters.sum()):
        return seen, 0, runs
    seen = frame(*sides, rotation + turn)
    runs = text.runs(seen)
    return seen, 90 * turn, without_clipped(runs, text.objects, seen) if clipped else runs
