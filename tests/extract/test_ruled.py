"""The ruled-table detector, on small PDFs that each show one way of drawing a table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from actionplans.extract.document import PageTable
from actionplans.extract.pdfium import read_pages
from actionplans.extract.ruled import find_tables

Drawing = Callable[[Canvas], Any]
HEIGHT = 800
XS = (50, 100, 250, 450, 550)


def tables(folder: Path, draw: Drawing) -> tuple[PageTable, ...]:
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(600, HEIGHT))
    canvas.setFont("Helvetica", 9)
    canvas.setLineWidth(0.5)
    draw(canvas)
    canvas.save()
    return find_tables(tuple(read_pages(path)))


def across(c: Canvas, *ys: float, start: float = XS[0], end: float = XS[-1]) -> None:
    for y in ys:
        c.line(start, HEIGHT - y, end, HEIGHT - y)


def down(c: Canvas, *xs: float, start: float, end: float) -> None:
    for x in xs:
        c.line(x, HEIGHT - start, x, HEIGHT - end)


def put(c: Canvas, x: float, y: float, text: str) -> None:
    c.drawString(x + 3, HEIGHT - y - 11, text)


def row(c: Canvas, y: float, *cells: str) -> None:
    for x, text in zip(XS, cells, strict=False):
        put(c, x, y, text)


def seen(table: PageTable) -> list[list[str]]:
    """Each slot as its text; "^" for merged with above, "<" with the left."""
    return [
        ["^" if c.merged_above else "<" if c.merged_left else c.text for c in row.cells]
        for row in table.rows
    ]


def test_a_full_grid(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 120, 140)
        down(c, *XS, start=100, end=140)
        row(c, 100, "Ref", "Area", "Action", "Lead")
        row(c, 120, "1", "Audit", "Do it", "Jo Smith")

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [["Ref", "Area", "Action", "Lead"], ["1", "Audit", "Do it", "Jo Smith"]]
    assert table.column_edges == XS
    assert (table.rows[0].open_above, table.rows[1].open_below) == (False, False)
    assert table.rows[0].cells[1].box is not None
    assert table.rows[0].cells[1].box[1:] == (100, 100, 250, 120)


def test_cells_over_rows_and_banners_over_columns(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 120, 140, 180)
        across(c, 160, start=XS[2])
        down(c, XS[0], XS[-1], start=100, end=180)
        down(c, *XS[1:-1], start=100, end=120)
        down(c, *XS[1:-1], start=140, end=180)
        row(c, 100, "Ref", "Area", "Action", "Lead")
        put(c, 50, 120, "Multi-agency areas for development")
        row(c, 140, "1", "Audit", "First", "Jo")
        row(c, 160, "", "", "Second", "Al")

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [
        ["Ref", "Area", "Action", "Lead"],
        ["Multi-agency areas for development", "<", "<", "<"],
        ["1", "Audit", "First", "Jo"],
        ["^", "^", "Second", "Al"],
    ]


def test_a_heading_in_two_rows(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 140, 160)
        across(c, 120, start=XS[2])
        down(c, XS[0], XS[1], XS[2], XS[4], start=100, end=160)
        down(c, XS[3], start=120, end=160)
        row(c, 100, "Ref", "Area", "Progress", "")
        row(c, 120, "", "", "Done", "To do")
        row(c, 140, "1", "Audit", "a", "b")

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [
        ["Ref", "Area", "Progress", "<"],
        ["^", "^", "Done", "To do"],
        ["1", "Audit", "a", "b"],
    ]


def test_open_at_the_page_end(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 700)
        down(c, *XS, start=700, end=760)
        row(c, 700, "1", "Area that", "goes on", "Jo")
        c.showPage()
        c.setFont("Helvetica", 9)
        across(c, 80, 100)
        down(c, *XS, start=40, end=100)
        row(c, 40, "", "over the", "page end", "")
        row(c, 80, "2", "Next", "x", "Al")

    first, second = tables(tmp_path, draw)
    assert seen(first) == [["1", "Area that", "goes on", "Jo"]]
    assert (first.rows[0].open_above, first.rows[0].open_below) == (False, True)
    assert seen(second) == [["", "over the", "page end", ""], ["2", "Next", "x", "Al"]]
    assert (second.rows[0].open_above, second.rows[1].open_below) == (True, False)


def test_a_cell_that_alone_goes_on_over_the_page_end_is_merged_with_above(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 40, start=XS[2])
        across(c, 80)
        down(c, *XS, start=40, end=80)
        row(c, 40, "", "of the area", "New action", "Jo")

    (table,) = tables(tmp_path, draw)
    assert [cell.merged_above for cell in table.rows[0].cells] == [True, True, False, False]
    assert table.rows[0].cells[1].text == "of the area"


def test_outer_borders_may_be_missing(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 120, 140)
        down(c, *XS[1:-1], start=100, end=140)
        row(c, 100, "Ref", "Area", "Action", "Lead")
        row(c, 120, "1", "Audit", "Do it", "Jo")

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [["Ref", "Area", "Action", "Lead"], ["1", "Audit", "Do it", "Jo"]]
    assert table.column_edges == XS


def test_a_header_fill_without_rules_is_a_row(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(HexColor("#003366"))
        c.rect(XS[0], HEIGHT - 120, XS[-1] - XS[0], 20, stroke=0, fill=1)
        c.setFillColor(HexColor("#ffffff"))
        row(c, 100, "Ref", "Area", "Action", "Lead")
        c.setFillColor(black)
        across(c, 120, 140, 160)
        down(c, *XS, start=120, end=160)
        row(c, 120, "1", "Audit", "Do it", "Jo")
        row(c, 140, "2", "Train", "All", "Al")

    (table,) = tables(tmp_path, draw)
    assert seen(table)[0] == ["Ref", "Area", "Action", "Lead"]
    assert table.rows[0].cells[0].fill == "#003366"
    assert len(table.rows) == 3


def test_small_gaps_and_overshoot_do_not_matter(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for y in (100, 120, 140):
            for left, right in pairwise(XS):
                across(c, y, start=left + 1, end=right - 1)
        down(c, *XS, start=98, end=141.5)
        row(c, 100, "Ref", "Area", "Action", "Lead")
        row(c, 120, "1", "Audit", "Do it", "Jo")

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [["Ref", "Area", "Action", "Lead"], ["1", "Audit", "Do it", "Jo"]]


def test_cells_drawn_as_boxes_of_their_own(tmp_path: Path) -> None:
    """As HTML prints with separate borders: each cell a frame, a little space between."""

    def draw(c: Canvas) -> None:
        for y, texts in ((100, ("Ref", "Area", "Action", "Lead")), (122, ("1", "A", "B", "C"))):
            for left, right, text in zip(XS, XS[1:], texts, strict=False):
                c.rect(left, HEIGHT - y - 20, right - left - 2, 20)
                put(c, left, y, text)

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [["Ref", "Area", "Action", "Lead"], ["1", "A", "B", "C"]]


def test_cells_drawn_as_backgrounds_only(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        lines = (
            (100, "#224466", ("Ref", "Area", "Action", "Lead")),
            (121, "#eeeeee", ("1", "A", "B", "C")),
            (142, "#dddddd", ("2", "D", "E", "F")),
        )
        for y, colour, cells in lines:
            for left, right, text in zip(XS, XS[1:], cells, strict=False):
                c.setFillColor(HexColor(colour))
                c.rect(left, HEIGHT - y - 20, right - left - 1, 20, stroke=0, fill=1)
                c.setFillColor(black)
                put(c, left, y, text)

    (table,) = tables(tmp_path, draw)
    assert seen(table) == [
        ["Ref", "Area", "Action", "Lead"],
        ["1", "A", "B", "C"],
        ["2", "D", "E", "F"],
    ]
    assert [r.cells[0].fill for r in table.rows] == ["#224466", "#eeeeee", "#dddddd"]


def test_tables_side_by_side_and_below(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for left in (50, 320):
            for y in (100, 120, 140):
                across(c, y, start=left, end=left + 200)
            down(c, left, left + 60, left + 200, start=100, end=140)
            put(c, left, 100, "Term")
            put(c, left + 60, 120, "meaning")
        across(c, 200, 220)
        down(c, *XS, start=200, end=220)
        row(c, 200, "1", "2", "3", "4")

    found = tables(tmp_path, draw)
    assert [len(table.column_edges) for table in found] == [3, 3, 5]


def test_boxes_frames_and_underlines_are_no_tables(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.rect(20, 20, 560, 760)
        c.rect(60, 600, 300, 60)
        put(c, 60, 140, "A box of text")
        put(c, 60, 300, "Underlined")
        across(c, 313, start=63, end=110)

    assert tables(tmp_path, draw) == ()


def test_a_table_in_a_page_frame(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.rect(20, 20, 560, 760)
        across(c, 100, 120, 140)
        down(c, *XS, start=100, end=140)
        row(c, 100, "Ref", "Area", "Action", "Lead")

    (table,) = tables(tmp_path, draw)
    assert table.column_edges == XS


def test_a_box_inside_a_cell_stays_in_the_cell(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 120, 220)
        down(c, *XS, start=100, end=220)
        row(c, 100, "Ref", "Area", "Action", "Lead")
        row(c, 120, "1", "A", "", "C")
        for y in (150, 170, 190):
            across(c, y, start=270, end=400)
        down(c, 270, 330, 400, start=150, end=190)
        put(c, 270, 150, "inner")
        put(c, 330, 150, "table")

    (table,) = tables(tmp_path, draw)
    assert seen(table)[1] == ["1", "A", "inner table", "C"]


def test_underlines_and_strokes_in_cells_do_not_cut_rows(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 120, 160)
        down(c, *XS, start=100, end=160)
        row(c, 100, "Ref", "Area", "Action", "Lead")
        row(c, 120, "1", "Under", "Do", "Jo")
        across(c, 133, start=103, end=127)
        put(c, 100, 140, "a line underlined over the full width")
        across(
            c,
            153,
            start=103,
            end=103 + c.stringWidth("a line underlined over the full width", "Helvetica", 9),
        )

    (table,) = tables(tmp_path, draw)
    assert seen(table)[1] == ["1", "Under a line underlined over the full width", "Do", "Jo"]


def test_lines_of_a_cell_keep_their_superscripts(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 100, 150)
        down(c, *XS, start=100, end=150)
        row(c, 100, "1", "A", "launch on 3", "Jo")
        c.setFont("Helvetica", 5)
        width = c.stringWidth("launch on 3", "Helvetica", 9)
        c.drawString(253 + width, HEIGHT - 108, "rd")
        c.setFont("Helvetica", 9)
        put(c, 250, 112, "June 2020")

    (table,) = tables(tmp_path, draw)
    lines = [line.text for line in table.rows[0].cells[2].lines]
    assert lines == ["launch on 3rd", "June 2020"]


def test_text_may_overflow_an_open_row_at_the_foot(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 700, 720)
        down(c, *XS, start=700, end=745)
        row(c, 700, "Ref", "Area", "Action", "Lead")
        row(c, 720, "1", "Area that", "x", "Jo")
        for y, text in ((732, "goes on"), (744, "and on"), (756, "until here")):
            put(c, 100, y, text)
        put(c, 50, 780, "Page 3")

    (table,) = tables(tmp_path, draw)
    assert seen(table)[1] == ["1", "Area that goes on and on until here", "x", "Jo"]
    assert table.rows[1].open_below


def test_the_rest_of_a_row_at_the_page_top_is_no_heading_of_the_table_below(
    tmp_path: Path,
) -> None:
    def draw(c: Canvas) -> None:
        across(c, 40, 60)
        down(c, *XS, start=40, end=60)
        row(c, 40, "", "", "the rest of it")
        across(c, 66, 86, 106)
        down(c, *XS, start=66, end=106)
        row(c, 66, "Ref", "Area", "Action", "Lead")
        row(c, 86, "2", "Food", "Hire a cook", "Jo")

    found = tables(tmp_path, draw)
    assert [seen(table)[0] for table in found] == [
        ["", "", "the rest of it", ""],
        ["Ref", "Area", "Action", "Lead"],
    ]


def test_a_row_of_headings_in_boxes_over_rows_without_lines_is_no_table(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        across(c, 40, 60)
        down(c, *XS, start=40, end=60)
        row(c, 40, "Ref", "Area", "Action", "Lead")
        row(c, 64, "2", "Food", "Hire a cook", "Jo")

    assert tables(tmp_path, draw) == ()


def _in_two_parts(c: Canvas, *, ground: bool) -> None:
    """Headings, a banner without sides on a ground, and rows: as spreadsheets print them."""
    if ground:
        c.setFillColor(HexColor("#ededed"))
        c.rect(XS[0], HEIGHT - 145, XS[-1] - XS[0], 15, stroke=0, fill=1)
        c.setFillColor(black)
    across(c, 100, 130, 145, 185, 225)
    down(c, *XS, start=100, end=130)
    down(c, *XS, start=145, end=225)
    row(c, 105, "Ref", "Finding", "Action", "Lead")
    put(c, 50, 131, "School admissions: limited assurance in the report of March 2024")
    row(c, 150, "1", "No records.", "Reconcile them.", "Jo")
    row(c, 190, "2", "No letters.", "Send letters.", "Al")


def test_a_banner_on_a_ground_between_two_parts_of_a_grid(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, lambda c: _in_two_parts(c, ground=True))
    assert [cells[0] for cells in seen(table)] == [
        "Ref",
        "School admissions: limited assurance in the report of March 2024",
        "1",
        "2",
    ]
    assert seen(table)[1][1:] == ["<", "<", "<"]


def test_a_line_of_text_between_two_tables_parts_them(tmp_path: Path) -> None:
    found = tables(tmp_path, lambda c: _in_two_parts(c, ground=False))
    assert [[cells[0] for cells in seen(table)] for table in found] == [["Ref"], ["1", "2"]]


def test_a_row_alone_above_another_table_is_no_heading_of_it(tmp_path: Path) -> None:
    """The last row of a plan goes over the page end, and the next plan begins right below."""

    def draw(c: Canvas) -> None:
        across(c, 50, 90)
        down(c, *XS, start=50, end=90)
        row(c, 55, "9", "No visits.", "Visit a school.", "Jo")
        across(c, 105, 135, 165)
        down(c, *XS, start=105, end=165)
        row(c, 110, "Ref", "Finding", "Action", "Lead")
        row(c, 140, "10", "No letters.", "Send letters.", "Al")

    assert [seen(table)[0][0] for table in tables(tmp_path, draw)] == ["9", "Ref"]


def test_headings_that_stand_close_on_a_band_without_columns(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(black)
        c.rect(XS[0], HEIGHT - 120, XS[-1] - XS[0], 20, stroke=0, fill=1)
        for x, text in zip(
            (52, 102, 252, 452),
            ("No.", "Regulation, standard or guide", "Action", "Lead"),
            strict=True,
        ):
            c.setFillColor(HexColor("#ffffff"))
            c.drawString(x, HEIGHT - 113, text)
        c.setFillColor(black)
        across(c, 120, 140, 160)
        down(c, *XS, start=120, end=160)
        row(c, 120, "1", "Regulation 12", "Hire a nurse", "Jo Smith")
        row(c, 140, "2", "Regulation 13", "Write it down", "Al Jones")

    (table,) = tables(tmp_path, draw)
    assert [cell.text for cell in table.rows[0].cells] == [
        "No.", "Regulation, standard or guide", "Action", "Lead",
    ]  # fmt: skip
