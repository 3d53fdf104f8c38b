"""Tagged tables: real makes of one small plan, and trees with every defect we know of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.extract.document import Row, Table
from actionplans.extract.page import Fill, Page, Rule, Word
from actionplans.extract.pdfium import read_pages
from actionplans.extract.structure import Element, Mark, read_structure
from actionplans.extract.tagged import find_tables, tables_in

DATA = Path(__file__).parent / "data"
HEADINGS = ["Ref", "Areas for development", "Actions", "Completion date and key milestones"]
AUDIT = " thirty files every month and tell the board what was learned from them"
ROWS = [
    ["Health", "<", "<", "<", "<"],
    [
        "1",
        "Timely help for children who wait for an assessment of need and for their families",
        "1.1 Agree a pathway | map the services that there are | tell schools about them"
        " | 1.1b Review it",
        "June 2020 | July 2020",
        "Jo Smith, Head of Service",
    ],
    ["^", "^", "1.2 Audit" + 3 * AUDIT, "", "^"],
    ["^", "^", "1.3 Train all staff", "Ongoing", "^"],
    ["2", "Supervision is recorded", "2.1 Sample records", "Q2 2020/21", ""],
]


def printed(row: Row) -> list[str]:
    """Cells with paragraphs between bars, less bullets; merged ones as arrows."""
    cells = []
    for cell in row.cells:
        paragraphs: list[str] = []
        for line in cell.lines:
            text = line.text.lstrip("•●\uf0b7 ")
            if line.starts_paragraph or not paragraphs:
                paragraphs.append(text)
            else:
                paragraphs[-1] += " " + text
        mark = "<" if cell.merged_left else "^" if cell.merged_above else ""
        cells.append(mark or " | ".join(paragraphs))
    return cells


def words_of(table: Table) -> list[Word]:
    return [word for row in table.rows for cell in row.cells for word in cell.words()]


@pytest.mark.parametrize("make", ["chromium", "libreoffice", "typst"])
def test_rows_come_out_whole(make: str) -> None:
    source = DATA / f"tagged-{make}.pdf"
    (table,) = find_tables(source, tuple(read_pages(source)))
    assert [printed(row) for row in table.rows if not row.header] == ROWS
    assert all(row.whole for row in table.rows)
    heads = [row for row in table.rows if row.header]
    assert {tuple(printed(row)) for row in heads} == {(*HEADINGS, "Lead/s")}


def test_a_heading_printed_as_an_artifact_is_a_heading_row() -> None:
    source = DATA / "tagged-libreoffice.pdf"
    (table,) = find_tables(source, tuple(read_pages(source)))
    assert [row.page for row in table.rows if row.header] == [1, 2]
    assert (
        table.rows.index(next(r for r in table.rows if r.header and r.page == 2))
        == next(n for n, row in enumerate(table.rows) if "1.3" in row.cells[2].text) - 1
    )


def test_rows_cut_by_tags_are_not_whole() -> None:
    source = DATA / "tagged-weasyprint.pdf"
    (table,) = find_tables(source, tuple(read_pages(source)))
    cut = [row for row in table.rows if not row.whole]
    assert [printed(row)[1][:10] for row in cut] == ["Timely hel", "assessment", "^", "^"]
    assert [row.page for row in cut] == [1, 2, 2, 3]


@pytest.mark.parametrize("make", ["chromium", "libreoffice", "typst", "weasyprint"])
def test_every_word_is_a_page_word_and_stands_once(make: str) -> None:
    source = DATA / f"tagged-{make}.pdf"
    pages = tuple(read_pages(source))
    words = [word for table in find_tables(source, pages) for word in words_of(table)]
    assert len(words) == len(set(words))
    on_pages = [word for page in pages for word in page.words]
    assert set(words) <= set(on_pages)
    left = {word.text for word in on_pages} - {word.text for word in words}
    outside = (
        "Joint action plan v2 OFFICIAL SENSITIVE This sets out what partners will do."
        " Endnote: this is the end."
    )
    assert left <= set(outside.split())


def test_no_tags_no_tables(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    assert read_structure(broken, 1) is None
    assert find_tables(broken, ()) == ()
    assert find_tables(broken, [Page(1, 100, 100, (Word("a", 1, 0, 0, 9, 9, 9, mcid=1),))]) == ()


# --- trees made by hand: text is given as rows of cells, each cell at its column and row ---------

STEP, HIGH = 100.0, 40.0


class Sheet:
    """Makes words on pages and the marks that name them."""

    def __init__(self) -> None:
        self.words: dict[int, list[Word]] = {}
        self.next = 0

    def mark(self, text: str, page: int, column: float, row: float, tagged: bool = True) -> Mark:
        self.next += 1
        x, y = 20 + STEP * column, 20 + HIGH * row
        for n, part in enumerate(text.split()):
            box = (x + 30 * n, y, x + 30 * n + 25, y + 10)
            mcid = self.next if tagged else -1
            self.words.setdefault(page, []).append(Word(part, page, *box, 10.0, mcid=mcid))
        return Mark(page, self.next)

    def pages(self, **more: tuple[Any, ...]) -> list[Page]:
        return [Page(n, 800, 600, tuple(words), **more) for n, words in sorted(self.words.items())]


def cell(*kids: Element | Mark, role: str = "TD", rows: int = 1, columns: int = 1) -> Element:
    return Element(role, kids, rows, columns)


def tr(*cells: Element) -> Element:
    return Element("TR", cells)


def grid(sheet: Sheet, rows: list[list[str]], page: int = 1, top: int = 0) -> list[Element]:
    return [
        tr(*(cell(sheet.mark(text, page, c, top + r)) for c, text in enumerate(row)))
        for r, row in enumerate(rows)
    ]


HEAD = ["Ref", "Action", "When", "Who"]
BODY = [["1", "do it", "May 2020", "Jo"], ["2", "do that", "July 2021", "Al"]]


def read(root: Element, sheet: Sheet) -> list[list[str]]:
    tables = tables_in(Element("Root", (root,)), sheet.pages())
    return [printed(row) for table in tables for row in table.rows]


def test_a_single_box_is_no_table() -> None:
    sheet = Sheet()
    assert read(Element("Table", tuple(grid(sheet, [["a note in a box"]]))), sheet) == []


def test_a_table_in_a_layout_box_is_found() -> None:
    sheet = Sheet()
    inner = Element("Table", tuple(grid(sheet, [HEAD, *BODY])))
    assert read(Element("Table", (tr(cell(inner)),)), sheet) == [HEAD, *BODY]


def test_empty_cells_that_are_not_tagged_leave_their_column_blank() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY, ["3", "do more", "", "Bo"]])
    rows[-1] = tr(*(kid for n, kid in enumerate(rows[-1].kids) if n != 2))  # type: ignore[arg-type]
    assert read(Element("Table", tuple(rows)), sheet)[-1] == ["3", "do more", "", "Bo"]


def test_empty_cells_beyond_the_last_column_go() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY])
    rows[1] = tr(*rows[1].kids, cell(), cell())  # type: ignore[arg-type]
    assert read(Element("Table", tuple(rows)), sheet) == [HEAD, *BODY]


def test_columns_that_share_a_width_are_refused() -> None:
    sheet = Sheet()
    rows = [
        tr(cell(sheet.mark("left words", 1, 0, n)), cell(sheet.mark("over them", 1, 0.3, n)))
        for n in range(3)
    ]
    assert read(Element("Table", tuple(rows)), sheet) == []


def test_rows_that_go_back_up_are_refused() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY])
    assert read(Element("Table", (rows[0], rows[2], rows[1])), sheet) == []


def test_a_bullet_without_a_tag_is_put_in() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY])
    sheet.mark("•", 1, 2.6, 2, tagged=False)
    assert read(Element("Table", tuple(rows)), sheet)[2][2] == "July 2021 •"


def test_a_table_that_leaves_out_its_words_is_refused() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY])
    sheet.mark("many more words", 1, 1, 1.4, tagged=False)
    assert read(Element("Table", tuple(rows)), sheet) == []


def test_rows_fused_over_a_page_end_are_parted() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, BODY[0]])
    last, first = grid(sheet, [BODY[1]], top=2)[0], grid(sheet, [["3", "go", "May", "Bo"]], 2)[0]
    fused = tr(*(cell(*a.kids, *b.kids) for a, b in zip(last.kids, first.kids, strict=True)))  # type: ignore[union-attr]
    root = Element("Root", (Element("Table", (*rows, fused)),))
    (table,) = tables_in(root, sheet.pages())
    assert [printed(row) for row in table.rows] == [HEAD, *BODY, ["3", "go", "May", "Bo"]]
    assert [row.whole for row in table.rows] == [True, True, False, False]


def test_a_row_really_cut_by_a_page_end_stays_one() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY])
    more = sheet.mark("and more", 2, 1, 0)
    kids = list(rows[-1].kids)
    kids[1] = cell(*kids[1].kids, more)  # type: ignore[union-attr]
    root = Element("Root", (Element("Table", (*rows[:-1], tr(*kids))),))  # type: ignore[arg-type]
    (table,) = tables_in(root, sheet.pages())
    assert table.rows[-1].whole
    assert table.rows[-1].cells[1].text == "do that and more"


def test_text_on_its_side_in_a_first_column_without_tags_of_its_own() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY])
    rows = [
        tr(*(cell(*kid.kids, columns=1) if n else cell() for n, kid in enumerate(row.kids)))  # type: ignore[union-attr]
        for row in rows
    ]
    mark = rows[0].kids[1].kids[0]  # type: ignore[union-attr]
    first = {word for word in sheet.words[1] if word.x0 < STEP}
    # A browser gives the words the tag of what was drawn before them.
    aside = [
        Word(text, 1, 30, 55 + 40 * n, 40, 75 + 40 * n, 10.0, upright=False, mcid=mark.mcid)  # type: ignore[union-attr]
        for n, text in enumerate(("Food", "and"))
    ]
    sheet.words[1] = [word for word in sheet.words[1] if word not in first] + aside
    sides = tuple(Rule(15 + STEP * n, 10, 15.5 + STEP * n, 140) for n in range(5))
    (table,) = tables_in(
        Element("Root", (Element("Table", tuple(rows)),)), sheet.pages(rules=sides)
    )
    assert [printed(row)[1:] for row in table.rows] == [row[1:] for row in [HEAD, *BODY]]
    assert " ".join(row.cells[0].text for row in table.rows).split() == ["Food", "and"]


def test_fill_of_an_empty_coloured_cell() -> None:
    sheet = Sheet()
    rows = grid(sheet, [HEAD, *BODY, ["3", "stop", "", "Cy"]])
    fill = Fill(20 + 2 * STEP - 5, 20 + 3 * HIGH - 10, 20 + 3 * STEP - 5, 160, "#ff0000")
    (table,) = tables_in(
        Element("Root", (Element("Table", tuple(rows)),)), sheet.pages(fills=(fill,))
    )
    assert [cell.fill for cell in table.rows[3].cells] == [None, None, "#ff0000", None]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=6), st.sets(st.integers(0, 17)))
def test_merged_areas_hold_whatever_is_blank(areas: list[int], blank: set[int]) -> None:
    """Areas of one to three rows; some of the dates are blank and, as Chromium has it, untagged."""
    sheet = Sheet()
    rows, wanted, number = (
        grid(sheet, [["Area", "Action", "When"]]),
        [["Area", "Action", "When"]],
        0,
    )
    for area, height in enumerate(areas):
        for row in range(height):
            number += 1
            cells = [cell(sheet.mark(f"area{area}", 1, 0, number), rows=height)] if row == 0 else []
            cells.append(cell(sheet.mark(f"do{number}", 1, 1, number)))
            if number not in blank:
                cells.append(cell(sheet.mark("May", 1, 2, number)))
            rows.append(tr(*cells))
            wanted.append(
                ["^" if row else f"area{area}", f"do{number}", "" if number in blank else "May"]
            )
    assert read(Element("Table", tuple(rows)), sheet) == wanted


def test_a_caption_begins_a_table_of_its_own() -> None:
    sheet = Sheet()
    first = Element("Table", tuple(grid(sheet, [["What", "Audit it"], ["Owner", "Jo"]])))
    caption = Element("Caption", (sheet.mark("Action 2", 2, 0, 0),))
    body = grid(sheet, [["What", "Train all"], ["Owner", "Al"]], page=2, top=1)
    second = Element("Table", (caption, *body))
    tables = tables_in(Element("Root", (first, second)), sheet.pages())
    assert [len(table.rows) for table in tables] == [2, 2]
