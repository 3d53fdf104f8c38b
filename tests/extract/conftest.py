"""Small PDFs drawn in a test, and read as documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from actionplans.extract.document import Document, Table
from actionplans.extract.pdfium import read_pages
from actionplans.extract.read import read_document
from actionplans.normalise.text import document_words

WIDTH, HEIGHT = 600, 800


class Sheet:
    """A canvas of reportlab on which y is counted from the top of the page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def put(self, x: float, y: float, text: str, *, bold: bool = False, size: float = 9) -> None:
        """Text whose baseline is 9 points under y."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, HEIGHT - y - 9, text)

    def row(
        self, y: float, xs: Sequence[float], texts: Sequence[str], *, bold: bool = False
    ) -> None:
        for x, text in zip(xs, texts, strict=False):
            self.put(x + 3, y + 3, text, bold=bold)

    def grid(self, y: float, xs: Sequence[float], rows: Sequence[Sequence[str]]) -> float:
        """A full grid with rows of 20 points; where it ends."""
        c, bottom = self.canvas, y + 20 * len(rows)
        c.setLineWidth(0.5)
        for n in range(len(rows) + 1):
            c.line(xs[0], HEIGHT - y - 20 * n, xs[-1], HEIGHT - y - 20 * n)
        for x in xs:
            c.line(x, HEIGHT - y, x, HEIGHT - bottom)
        for n, texts in enumerate(rows):
            self.row(y + 20 * n, xs, texts)
        return bottom

    def fill(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, *, round: float = 0
    ) -> None:
        """A filled rectangle; round is the radius of its corners."""
        self.canvas.setFillColor(HexColor(colour))
        box = (x0, HEIGHT - y1, x1 - x0, y1 - y0)
        if round:
            self.canvas.roundRect(*box, round, stroke=0, fill=1)
        else:
            self.canvas.rect(*box, stroke=0, fill=1)
        self.canvas.setFillColor(black)

    def dot(self, x: float, y: float, colour: str) -> None:
        """A disc of 10 points."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.circle(x, HEIGHT - y, 5, stroke=0, fill=1)
        self.canvas.setFillColor(black)

    def next_page(self) -> None:
        self.canvas.showPage()


Draw = Callable[[Sheet], Any]


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Document]:
    """The document in what is drawn on a sheet, once every word is seen to be in one place."""

    def run(draw: Draw, headings: str = "Ref|Area|Action|Lead|Due|RAG") -> Document:
        path = tmp_path / "drawn.pdf"
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
        draw(Sheet(canvas))
        canvas.save()
        known = {heading.casefold() for heading in headings.split("|")}
        document = read_document(path, is_heading=lambda text: text.casefold() in known)
        words = [word for page in read_pages(path) for word in page.words]
        assert sorted(document_words(document)) == sorted(words)
        return document

    return run


@pytest.fixture(scope="session")
def seen() -> Callable[[Table], list[list[str]]]:
    """The texts of a table; "^" for a cell merged with the one above, "<" with the left."""

    def run(table: Table) -> list[list[str]]:
        return [
            ["^" if c.merged_above else "<" if c.merged_left else c.text for c in row.cells]
            for row in table.rows
        ]

    return run
