"""The whole of extract: what becomes of every word, tables over pages, furniture."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from actionplans.errors import EmptyPdfError, NoTextLayerError
from actionplans.extract.document import Document, Line, Table
from actionplans.extract.pdfium import read_pages
from actionplans.extract.read import read_document
from actionplans.normalise.text import document_words

Drawing = Callable[[Canvas], Any]
HEIGHT = 800
XS = (50, 100, 250, 450, 550)
HEADINGS = ("Ref", "Area", "Action", "Lead")


def pdf(folder: Path, draw: Drawing) -> Path:
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(600, HEIGHT))
    draw(canvas)
    canvas.save()
    return path


def read(folder: Path, draw: Drawing) -> Document:
    path = pdf(folder, draw)
    document = read_document(path)
    everything = [word for page in read_pages(path) for word in page.words]
    assert sorted(document_words(document)) == sorted(everything), (
        "a word has not exactly one place"
    )
    return document


def ruled(c: Canvas, top: float, rows: list[tuple[str, ...]], xs: tuple[float, ...] = XS) -> None:
    """A full grid with rows of 20 points."""
    c.setFont("Helvetica", 9)
    bottom = top + 20 * len(rows)
    for n in range(len(rows) + 1):
        c.line(xs[0], HEIGHT - top - 20 * n, xs[-1], HEIGHT - top - 20 * n)
    for x in xs:
        c.line(x, HEIGHT - top, x, HEIGHT - bottom)
    for n, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            c.drawString(x + 3, HEIGHT - top - 20 * n - 12, text)


def sheets(count: int, rows_of: Callable[[int], list[tuple[str, ...]]]) -> Drawing:
    def draw(c: Canvas) -> None:
        for number in range(1, count + 1):
            c.setFont("Helvetica", 8)
            c.drawString(50, 780, "Improvement plan")
            c.drawCentredString(300, 765, "OFFICIAL - SENSITIVE")
            c.drawRightString(550, 20, f"Page {number} of {count}")
            ruled(c, 60, rows_of(number))
            c.showPage()

    return draw


def test_a_table_over_pages_is_one_table(tmp_path: Path) -> None:
    document = read(
        tmp_path, sheets(3, lambda n: [HEADINGS, (f"{n}.1", "a", "b", "c"), (f"{n}.2", "", "", "")])
    )
    (table,) = document.tables
    assert document.body == (table,)
    assert [row.cells[0].text for row in table.rows] == [
        "Ref", "1.1", "1.2", "Ref", "2.1", "2.2", "Ref", "3.1", "3.2",
    ]  # fmt: skip
    assert table.pages == (1, 3)
    assert [row.page for row in table.rows] == [1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_running_heads_markings_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    document = read(tmp_path, sheets(3, lambda n: [HEADINGS, (str(n), "a", "b", "c")]))
    per_page = [word.text for word in document.furniture if word.page == 2]
    assert sorted(per_page) == sorted(
        ["Improvement", "plan", "OFFICIAL", "-", "SENSITIVE", "Page", "2", "of", "3"]
    )
    assert len(document.furniture) == 27


def test_a_line_between_two_tables_keeps_them_apart(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        ruled(c, 100, [HEADINGS, ("1", "a", "b", "c")])
        c.drawString(50, 600, "Recommendation 2: improve the audits")
        ruled(c, 220, [HEADINGS, ("2", "a", "b", "c")])

    document = read(tmp_path, draw)
    assert [type(part) for part in document.body] == [Table, Line, Table]
    assert isinstance(document.body[1], Line)
    assert document.body[1].text == "Recommendation 2: improve the audits"


def test_tables_with_other_columns_stay_apart(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        ruled(c, 100, [("Version", "Date", "Author")], (50, 200, 400, 550))
        ruled(c, 160, [HEADINGS, ("2", "a", "b", "c")])

    assert [table.columns for table in read(tmp_path, draw).tables] == [3, 4]


def test_margins_may_shift_from_page_to_page(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for shift in (0, 20, 0):
            ruled(c, 60, [HEADINGS, ("1", "a", "b", "c")], tuple(x + shift for x in XS))
            c.showPage()

    (table,) = read(tmp_path, draw).tables
    assert len(table.rows) == 6


def test_a_page_that_lacks_a_column_border_joins_all_the_same(tmp_path: Path) -> None:
    """The second page has only rows whose last two cells are one."""

    def draw(c: Canvas) -> None:
        ruled(c, 600, [HEADINGS, ("1", "a", "b", "c")])
        c.showPage()
        ruled(c, 60, [("2", "d", "over two columns")], (50, 100, 250, 550))

    (table,) = read(tmp_path, draw).tables
    assert table.columns == 4
    last = table.rows[-1]
    assert [cell.text for cell in last.cells] == ["2", "d", "over two columns", ""]
    assert [cell.merged_left for cell in last.cells] == [False, False, False, True]


@pytest.mark.parametrize("colour", ["#e0e0e0", "#cc0000"])
def test_a_watermark_across_the_table_is_in_no_cell(tmp_path: Path, colour: str) -> None:
    def draw(c: Canvas) -> None:
        c.saveState()
        c.setFillColor(HexColor(colour))
        c.setFont("Helvetica-Bold", 70)
        c.translate(200, 480)
        c.rotate(45)
        c.drawString(0, 0, "DRAFT COPY")
        c.restoreState()
        ruled(c, 60, [HEADINGS, *[(str(n), "some area", "some action", "Jo") for n in range(20)]])

    document = read(tmp_path, draw)
    assert "".join(word.text for word in document.furniture) == "DRAFTCOPY"
    (table,) = document.tables
    assert table.rows[5].cells[2].text == "some action"


def test_an_upright_pale_watermark_is_furniture(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(HexColor("#dddddd"))
        c.setFont("Helvetica-Bold", 80)
        c.drawString(100, 600, "DRAFT")
        c.setFillColor(black)
        ruled(c, 60, [HEADINGS, *[(str(n), "some area", "some action", "Jo") for n in range(20)]])

    assert [word.text for word in read(tmp_path, draw).furniture] == ["DRAFT"]


def test_a_box_that_heads_every_page_is_furniture(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for number in range(1, 4):
            ruled(c, 20, [("Policy", f"Page {number}")], (50, 400, 550))
            ruled(c, 80, [HEADINGS, *[(str(number), "a", "b", "c")] * 5])
            c.showPage()

    document = read(tmp_path, draw)
    assert [table.columns for table in document.tables] == [4]
    assert [word.text for word in document.furniture if word.page == 3] == ["Policy", "Page", "3"]


def test_text_beside_a_table_does_not_cut_it(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for number in (1, 2):
            ruled(c, 60, [HEADINGS, (str(number), "a", "b", "c")])
            c.drawString(560, HEIGHT - 80, "note")
            c.showPage()

    assert len(read(tmp_path, draw).tables) == 1


def test_pictures_without_text_need_recognition(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (60, 80), "white"))
    path = pdf(tmp_path, lambda c: c.drawImage(picture, 0, 0, 600, 800))
    with pytest.raises(NoTextLayerError):
        read_document(path, ocr="off")

    def with_text(c: Canvas) -> None:
        c.drawString(100, 400, "Typed")
        c.showPage()
        c.drawImage(picture, 0, 0, 600, 800)
        c.drawRightString(550, 20, "Page 2")  # a stamp on the scan

    assert read_document(pdf(tmp_path, with_text), ocr="off").flags == ("pages-without-text",)


def test_an_empty_page_is_an_empty_document(tmp_path: Path) -> None:
    document = read_document(pdf(tmp_path, lambda c: c.line(100, 100, 200, 100)))
    assert document.body == ()
    assert len(document.pages) == 1
    assert len(document.sha256) == 64


def test_no_pages_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(EmptyPdfError):
        read_document(path)


def test_a_page_tree_in_circles_comes_to_an_end(tmp_path: Path) -> None:
    path = tmp_path / "circle.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 3>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    document = read_document(path)
    assert document.body == ()
    assert "page-unreadable" in document.flags


@pytest.mark.parametrize("sample", ["", "-ruled", "-print"])
def test_every_word_of_the_samples_has_one_place(sample: str) -> None:
    root = Path(__file__).parents[2] / "samples" / "east-sussex-jtai"
    path = root / f"east-sussex-jtai{sample}.pdf"
    document = read_document(path)
    everything = [word for page in read_pages(path) for word in page.words]
    assert sorted(document_words(document)) == sorted(everything)
    (table,) = document.tables
    assert table.columns == 5


def test_join_maps_columns_that_only_one_part_has() -> None:
    from actionplans.extract.join import agree

    assert agree(XS, (50, 100, 250, 450, 550))
    assert agree(XS, (52, 98, 253, 449, 551))
    assert agree((50, 100, 550), XS)
    assert not agree((50, 300, 550), XS)
    assert not agree(XS, (50, 150, 300, 400, 550))
    assert all(a < b for a, b in pairwise(XS))


def test_the_title_is_the_largest_line_before_the_table(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setTitle("Microsoft Word - plan v3.docx")
        c.drawString(50, 780, "Borough Council")
        c.setFont("Helvetica-Bold", 18)
        c.drawString(50, 740, "Improvement plan after the")
        c.drawString(50, 718, "inspection of June 2021")
        ruled(c, 200, [HEADINGS, *[(str(n), "a", "b", "c") for n in range(6)]])

    assert read(tmp_path, draw).title == "Improvement plan after the inspection of June 2021"


def test_the_title_may_be_stated_only(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setTitle("Stated  title")
        ruled(c, 100, [HEADINGS, ("1", "a", "b", "c")])

    assert read(tmp_path, draw).title == "Stated title"


def test_the_fallback_is_flagged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from actionplans.errors import NotAPdfError
    from actionplans.extract import pdfium

    def refuse(source: Path, password: str | None = None) -> Any:
        raise NotAPdfError(str(source), "It is damaged.", "Try another.")

    path = pdf(tmp_path, lambda c: ruled(c, 60, [HEADINGS, ("1", "a", "b", "c")]))
    monkeypatch.setattr(pdfium, "read_pages", refuse)
    document = read_document(path)
    assert document.flags == ("read-by-fallback",)
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["1", "a", "b", "c"]
