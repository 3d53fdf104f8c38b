"""Detectors together: tables of which lines and fills show only a part, read as documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from actionplans.extract.document import Document, Table
from actionplans.extract.pdfium import read_pages
from actionplans.extract.read import read_document

Drawing = Callable[[Canvas], Any]
HEIGHT = 800
XS = (50.0, 100.0, 250.0, 450.0, 550.0)
HEADINGS = ("Ref", "Area", "Action", "Lead")
ROWS = (
    ("1", "Audit of cases", "Agree a new form", "Jo Smith"),
    ("2", "Supervision", "Review the policy", "Al Jones"),
    ("3", "Thresholds", "Test the pathway", "Kim Hall"),
    ("4", "Voice of the child", "Map the training", "Sam Lee"),
)


def is_heading(text: str) -> bool:
    return text in HEADINGS


def read(folder: Path, draw: Drawing) -> Document:
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(600, HEIGHT))
    canvas.setLineWidth(0.5)
    canvas.setFont("Helvetica", 9)
    draw(canvas)
    canvas.save()
    document = read_document(path, is_heading=is_heading)
    words = [word for page in read_pages(path) for word in page.words]
    placed = [
        word
        for part in document.body
        for line in (part_lines(part) if isinstance(part, Table) else [part])
        for word in line.words
    ]
    assert sorted([*placed, *document.furniture]) == sorted(words)
    return document


def part_lines(table: Table) -> list[Any]:
    return [line for row in table.rows for cell in row.cells for line in cell.lines]


def put(c: Canvas, y: float, cells: Sequence[str], font: str = "Helvetica") -> None:
    """A row of cells whose text begins 11 points under y."""
    c.setFont(font, 9)
    for x, text in zip(XS, cells, strict=False):
        c.drawString(x + 3, HEIGHT - y - 11, text)
    c.setFont("Helvetica", 9)


def shade(c: Canvas, y: float, colour: str) -> None:
    """The background of each cell of a row, as browsers paint it."""
    c.setFillColor(HexColor(colour))
    for left, right in pairwise(XS):
        c.rect(left, HEIGHT - y - 20, right - left, 20, stroke=0, fill=1)
    c.setFillColor(black)


def seen(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


WHOLE = [list(HEADINGS), *map(list, ROWS)]


def test_a_heading_with_a_background_over_rows_without_lines(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        shade(c, 100, "#d9d9d9")
        put(c, 100, HEADINGS)
        for n, row in enumerate(ROWS, start=1):
            put(c, 100 + 20 * n, row)

    assert seen(read(tmp_path, draw)) == WHOLE


def test_a_heading_in_boxes_over_rows_without_lines(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for left, right in pairwise(XS):
            c.rect(left, HEIGHT - 120, right - left, 20)
        put(c, 100, HEADINGS)
        for n, row in enumerate(ROWS, start=1):
            put(c, 100 + 20 * n, row)

    assert seen(read(tmp_path, draw)) == WHOLE


def test_every_other_row_with_a_background(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        shade(c, 100, "#1f3864")
        c.setFillColor(white)
        put(c, 100, HEADINGS, "Helvetica-Bold")
        for n, row in enumerate(ROWS, start=1):
            if n % 2:
                shade(c, 100 + 20 * n, "#eef2f7")
            c.setFillColor(black)
            put(c, 100 + 20 * n, row)

    assert seen(read(tmp_path, draw)) == WHOLE


def test_a_banner_among_rows_with_and_without_background(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        put(c, 100, HEADINGS, "Helvetica-Bold")
        for n, row in enumerate((*ROWS, *ROWS), start=1):
            y = 100 + 20 * n + (20 if n > 4 else 0)
            if n in (1, 3, 6, 8):
                shade(c, y, "#eef2f7")
            put(c, y, (str(n), *row[1:]))
        put(c, 200, ("Workforce",), "Helvetica-Bold")

    rows = seen(read(tmp_path, draw))
    assert [row[0] for row in rows] == ["Ref", "1", "2", "3", "4", "Workforce", "5", "6", "7", "8"]


def test_a_full_grid_of_backgrounds_is_a_ruled_table(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for n, row in enumerate((HEADINGS, *ROWS)):
            shade(c, 100 + 20 * n, "#d9d9d9" if n % 2 else "#eeeeee")
            put(c, 100 + 20 * n, row)

    document = read(tmp_path, draw)
    assert seen(document) == WHOLE
    assert document.tables[0].detector == "ruled"


def test_headings_on_every_page_are_no_running_heads(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for page in range(3):
            c.setFont("Helvetica", 9)
            put(c, 40, HEADINGS, "Helvetica-Bold")
            for n, row in enumerate(ROWS, start=1):
                put(c, 40 + 20 * n, (f"{4 * page + n}", *row[1:]))
            c.drawString(500, 20, f"Page {page + 1}")
            c.showPage()

    document = read(tmp_path, draw)
    assert [row[0] for row in seen(document)].count("Ref") == 3
    assert {word.text for word in document.furniture} == {"Page", "1", "2", "3"}


def test_a_first_column_without_its_outer_border(tmp_path: Path) -> None:
    """As browsers draw `td + td { border-left }` where the first cell spans rows."""

    def draw(c: Canvas) -> None:
        for y in (120, 180):
            c.line(XS[0], HEIGHT - y, XS[-1], HEIGHT - y)
        for y in (140, 160, 200):
            c.line(XS[2], HEIGHT - y, XS[-1], HEIGHT - y)
        for x in (XS[1], XS[3]):
            c.line(x, HEIGHT - 100, x, HEIGHT - 220)
        for top, bottom in ((100, 140), (180, 200)):  # later rows of an area lack this border
            c.line(XS[2], HEIGHT - top, XS[2], HEIGHT - bottom)
        put(c, 100, HEADINGS)
        put(c, 120, ROWS[0])
        put(c, 140, ("", "", "Second action", "Al"))
        put(c, 160, ("", "", "Third action", "Kim"))
        put(c, 180, ROWS[1])
        put(c, 200, ("", "", "Last action", "Sam"))

    document = read(tmp_path, draw)
    actions = [row[2] for row in seen(document)]
    assert actions == [
        "Action", "Agree a new form", "Second action", "Third action", "Review the policy",
        "Last action",
    ]  # fmt: skip
    assert [row[0] for row in seen(document)] == ["Ref", "1", "", "", "2", ""]
    (table,) = document.tables
    assert [row.cells[1].merged_above for row in table.rows[2:4]] == [True, True]


def test_a_title_with_headings_below_begins_another_table(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        put(c, 100, HEADINGS, "Helvetica-Bold")
        for n, row in enumerate(ROWS, start=1):
            put(c, 100 + 20 * n, row)
        c.setFont("Helvetica-Bold", 16)
        c.drawString(53, HEIGHT - 215, "Glossary of the terms used here")
        put(c, 225, ("Term", "Meaning"), "Helvetica-Bold")
        put(c, 245, ("MASH", "Multi-agency hub"))

    document = read(tmp_path, draw)
    assert seen(document)[:5] == WHOLE
    assert not any("MASH" in cell for row in seen(document) for cell in row)


def test_a_page_with_more_words_than_a_plan_is_flagged(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFont("Helvetica", 2)
        for n in range(9000):
            c.drawString(6.0 * (n % 95), 8 * (n // 95) + 10, f"w{n % 7}")

    document = read(tmp_path, draw)
    assert document.flags == ("page-crowded",)


def test_a_drawn_column_beside_columns_without_lines(tmp_path: Path) -> None:
    """Rows ruled off, and a rating whose colour alone makes a border: six columns, not two."""

    def draw(c: Canvas) -> None:
        left, rating, right = XS[0], XS[-1] + 10, XS[-1] + 50
        for n, row in enumerate((HEADINGS, *ROWS)):
            y = 100 + 20 * n
            put(c, y, row, "Helvetica-Bold" if not n else "Helvetica")
            c.line(left, HEIGHT - y, right, HEIGHT - y)
            if n:
                c.setFillColor(HexColor("#8bc34a"))
                c.rect(rating, HEIGHT - y - 20, right - rating, 20, stroke=1, fill=1)
                c.setFillColor(black)
        c.line(left, HEIGHT - 200, right, HEIGHT - 200)

    assert [row[:4] for row in seen(read(tmp_path, draw))] == WHOLE
