"""The second reader, through pdfplumber: slower, but it opens some files that pdfium does not."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import numpy as np

from actionplans.errors import EmptyPdfError, EncryptedPdfError, NotAPdfError
from actionplans.extract.page import Box, Fill, Page, Rule
from actionplans.extract.rules import PAPER, THIN, merge
from actionplans.extract.words import (
    SLANTED,
    SYMBOL_FONTS,
    UP,
    UPRIGHT,
    Runs,
    Style,
    blanks,
    is_bold_name,
    on_page,
    words_of,
)

BROKEN = (ValueError, TypeError, LookupError, AttributeError, OSError, RecursionError)
LARGEST = 20_000.0  # points; a page that claims more is damaged

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # what it says is not for users


def read_pages(source: Path, password: str | None = None) -> tuple[Page, ...]:
    """The pages of a PDF with the same meaning as those of pdfium.read_pages.

    Raises NotAPdfError, EncryptedPdfError or EmptyPdfError.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(source, password=password or "") as pdf:
            pages = []
            for page in pdf.pages:
                pages.append(_page(page))
                page.close()
    except (PdfminerException, MalformedPDFException, PSException, *BROKEN) as error:
        causes = (error, *error.args, error.__cause__)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise EncryptedPdfError(
                str(source),
                "It is protected by a password.",
                "Give the password that opens it with --password.",
            ) from None
        raise NotAPdfError(
            str(source),
            "It is not a PDF, or too damaged to open.",
            "Open it in a PDF viewer; if that works, save or print it to a new PDF.",
        ) from None
    if not pages:
        raise EmptyPdfError(
            str(source), "It has no pages.", "Ask whoever published it for a complete file."
        )
    return tuple(pages)


def _page(page: Any) -> Page:
    rules, fills = _drawn(page)
    width, height = float(page.width), float(page.height)
    if not 0 < max(width, height) < LARGEST:
        return Page(page.page_number, 0.0, 0.0, ())
    return Page(
        page.page_number,
        width,
        height,
        words_of(on_page(_runs(page.chars), width, height), page.page_number),
        merge(rules),
        tuple(fills),
        tuple(
            Box(page.page_number, image["x0"], image["top"], image["x1"], image["bottom"])
            for image in page.images
        ),
    )


def _runs(chars: list[dict[str, Any]]) -> Runs:
    """Each character as a run of its own, with the blanks between them counted."""
    known: dict[Style, int] = {}
    texts, boxes, style, piece, spaced = [], [], [], [], []
    seen = 0
    for number, char in enumerate(chars):
        codes = np.array([ord(letter) for letter in char["text"]], np.uint32)
        if blanks(codes).any():
            seen += 1
            continue
        texts.append(char["text"])
        boxes.append((char["x0"], char["top"], char["x1"], char["bottom"]))
        style.append(known.setdefault(_style(char), len(known)))
        piece.append(number)
        spaced.append(seen)
    return Runs(
        texts,
        np.array(boxes, float).reshape(-1, 4),
        np.array(style, np.intp),
        list(known),
        np.array(piece, np.intp),
        np.array(spaced, np.intp),
    )


def _style(char: dict[str, Any]) -> Style:
    name = char["fontname"].lower()
    a, b = char["matrix"][:2]
    upright = UPRIGHT if abs(b) <= 0.02 * abs(a) else UP if abs(a) <= 0.02 * abs(b) else SLANTED
    return Style(
        round(char["size"], 2),
        is_bold_name(name),
        _hex(char.get("non_stroking_color")),
        upright,
        -1 if char.get("mcid") is None else char["mcid"],
        any(part in name for part in SYMBOL_FONTS),
    )


def _drawn(page: Any) -> tuple[list[Rule], list[Fill]]:
    rules: list[Rule] = []
    fills: list[Fill] = []
    for line in page.lines:
        half = min(line["linewidth"] or 0.5, THIN - 0.1) / 2
        if line["x1"] - line["x0"] > line["bottom"] - line["top"]:
            rules.append(Rule(line["x0"], line["top"] - half, line["x1"], line["top"] + half))
        else:
            rules.append(Rule(line["x0"] - half, line["top"], line["x0"] + half, line["bottom"]))
    for rect in page.rects:
        box = (rect["x0"], rect["top"], rect["x1"], rect["bottom"])
        colour = _hex(rect["non_stroking_color"])
        if rect["stroke"]:
            rules += _sides(*box)
        if rect["fill"] and min(box[2] - box[0], box[3] - box[1]) < THIN:
            rules.append(Rule(*box))
        elif rect["fill"] and any(int(colour[n : n + 2], 16) < PAPER for n in (1, 3, 5)):
            fills.append(Fill(*box, colour))
    return rules, fills


def _sides(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    return [
        Rule(x0, top - 0.2, x1, top + 0.2),
        Rule(x0, bottom - 0.2, x1, bottom + 0.2),
        Rule(x0 - 0.2, top, x0 + 0.2, bottom),
        Rule(x1 - 0.2, top, x1 + 0.2, bottom),
    ]


def _hex(colour: Any) -> str:
    """A colour in any of PDF's three simple colour spaces as "#rrggbb"; black where unknown."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return "#000000"
    if len(parts) == 1:
        parts = (parts[0],) * 3
    elif len(parts) == 4:
        parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parts[:3])
