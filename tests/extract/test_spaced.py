"""Tables without a full grid, set word by word so that every test knows its truth."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.extract.document import PageTable
from actionplans.extract.page import Fill, Page, Rule, Word
from actionplans.extract.runs import is_reference
from actionplans.extract.spaced import find_tables

SIZE = 10.0
LEADING = 12.0
HEADINGS = ("Ref", "Areas for development", "Actions", "By when", "Lead/s")
COLUMNS = (50.0, 90.0, 250.0, 450.0, 540.0)  # left edges in points
CHARACTER = 5.0  # every character of the test's typeface is this wide
KNOWN = {heading.lower() for heading in HEADINGS}


def is_heading(text: str) -> bool:
    return text.lower() in KNOWN


def set_line(
    text: str, x: float, top: float, *, page: int = 1, bold: bool = False, align: str = "left"
) -> list[Word]:
    """Words of one line; x is its left edge, middle or right edge."""
    width = CHARACTER * len(text)
    x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
    words = []
    for part in text.split(" "):
        end = x + CHARACTER * len(part)
        words.append(Word(part, page, x, top, end, top + SIZE, SIZE, bold))
        x = end + CHARACTER * 0.6
    return words


def set_row(
    cells: Sequence[str], top: float, *, page: int = 1, bold: bool = False, middle: bool = False
) -> tuple[list[Word], float]:
    """Words of a row whose cells' lines are parted by newlines, and where the row ends."""
    tallest = max(cell.count("\n") + 1 for cell in cells)
    words = []
    for cell, x in zip(cells, COLUMNS, strict=False):
        lines = cell.split("\n") if cell else []
        start = top + (LEADING * (tallest - len(lines)) / 2 if middle else 0)
        for at, line in enumerate(lines):
            words += set_line(line, x, start + at * LEADING, page=page, bold=bold)
    return words, top + tallest * LEADING


def set_table(
    rows: Sequence[Sequence[str]],
    *,
    top: float = 60,
    gap: float = 8,
    page: int = 1,
    headings: bool = True,
    middle: bool = False,
) -> tuple[list[Word], list[float]]:
    """Words of a table, and where each row begins and the last one ends."""
    words: list[Word] = []
    ys: list[float] = []
    if headings:
        words, top = set_row(HEADINGS, top, page=page, bold=True)
        top += gap
    for row in rows:
        ys.append(top)
        placed, top = set_row(row, top, page=page, middle=middle)
        words += placed
        top += gap
    return words, [*ys, top]


def page_of(
    words: Sequence[Word],
    *,
    number: int = 1,
    rules: Sequence[Rule] = (),
    fills: Sequence[Fill] = (),
) -> Page:
    return Page(number, 700, 500, tuple(words), tuple(rules), tuple(fills))


def texts(table: PageTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def flat(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] for row in rows]


PLAN = (
    (
        "1.1",
        "Referrals are not\nalways timely",
        "Audit of the referrals made\nby all partners",
        "May 2024",
        "Jo Smith",
    ),
    ("1.2", "", "Share the findings with the\nboard", "June 2024", "Ann Lee"),
    (
        "2.1",
        "Supervision is not\nrecorded well",
        "Train all the managers of the\nservice and check records",
        "July 2024",
        "Jo Smith",
    ),
    ("2.2", "", "Repeat the audit", "May 2025", "Ann Lee"),
)


def read(*pages: Page) -> tuple[PageTable, ...]:
    """The tables, once every word is seen to be in at most one cell, and a word of its page."""
    tables = find_tables(pages, is_heading=is_heading)
    words = [word for t in tables for row in t.rows for cell in row.cells for word in cell.words()]
    assert len(words) == len(set(words))
    assert set(words) <= {word for page in pages for word in page.words}
    return tables


def test_no_lines_at_all() -> None:
    words, _ = set_table(PLAN)
    (table,) = read(page_of(words))
    assert texts(table) == [list(HEADINGS), *flat(PLAN)]
    assert table.detector == "white space"
    assert len(table.column_edges) == 6
    assert table.evidence


def test_rules_between_rows_only() -> None:
    """A cell with a blank line inside stays one cell: the rules say where rows end."""
    rows = [list(row) for row in PLAN]
    rows[1][2] = "Share the findings with the\n \nThen report"
    words, ys = set_table(rows)
    words = [word for word in words if word.text]
    rules = [Rule(45, y - 4, 620, y - 3.5) for y in ys]
    (table,) = read(page_of(words, rules=rules))
    assert texts(table)[1:] == [[" ".join(cell.split()) for cell in row] for row in rows]


def test_a_rule_that_stops_short_leaves_a_cell_spanning_rows() -> None:
    rows = [list(row) for row in PLAN]
    rows[0][1] = "Referrals are not\nalways timely and"
    rows[1][1] = "often lack detail"
    words, ys = set_table(rows)
    rules = [Rule(45, y - 4, 620, y - 3.5) for y in ys]
    short = [Rule(45, ys[1] - 4, 80, ys[1] - 3.5), Rule(245, ys[1] - 4, 620, ys[1] - 3.5)]
    rules[1:2] = short
    (table,) = read(page_of(words, rules=rules))
    assert table.rows[1].cells[1].text == "Referrals are not always timely and often lack detail"
    assert table.rows[2].cells[1].merged_above
    assert not table.rows[2].cells[1].lines


def test_booktabs_rules_are_not_taken_for_rows() -> None:
    words, ys = set_table(PLAN)
    rules = [Rule(45, y, 620, y + 0.5) for y in (55, ys[0] - 3, ys[-1])]
    (table,) = read(page_of(words, rules=rules))
    assert texts(table)[1:] == flat(PLAN)


@pytest.mark.parametrize("gap", [0, 2, 8])
def test_zebra_fills(gap: float) -> None:
    words, ys = set_table(PLAN, gap=gap)
    fills = [Fill(45, ys[at], 620, ys[at + 1], "#eeeeee") for at in (1, 3)]
    (table,) = read(page_of(words, fills=fills))
    assert texts(table)[1:] == flat(PLAN)
    assert [row.cells[0].fill for row in table.rows[1:]] == [None, "#eeeeee", None, "#eeeeee"]


def test_rows_without_white_space_between_them_are_told_by_their_references() -> None:
    words, _ = set_table(PLAN, gap=0)
    (table,) = read(page_of(words))
    assert texts(table)[-4:] == flat(PLAN)


def test_cells_centred_in_their_row() -> None:
    words, _ = set_table(
        [
            (
                "1.1",
                "",
                "Audit of the referrals made\nby all partners and report\nto the board",
                "May 2024",
                "Jo Smith",
            ),
            ("1.2", "", "Share the findings with the\nboard", "June 2024", "Ann Lee\nChair"),
            (
                "1.3",
                "",
                "Train all the managers of the\nservice and check records\nonce a month",
                "July 2024",
                "Jo Smith",
            ),
        ],
        middle=True,
    )
    (table,) = read(page_of(words))
    assert [row.cells[0].text for row in table.rows[1:]] == ["1.1", "1.2", "1.3"]
    assert table.rows[1].cells[2].text.endswith("to the board")
    assert [row.cells[3].text for row in table.rows[1:]] == ["May 2024", "June 2024", "July 2024"]


def test_an_area_that_goes_on_beside_several_actions_spans_their_rows() -> None:
    area = (
        "Referrals are not\nalways timely, the\nreasons for delay are\nnot recorded and the\n"
        "child waits too long"
    )
    words, _ = set_row(HEADINGS, 60, bold=True)
    words += set_row(("", area, "", "", ""), 80)[0]
    rows = (
        ("1.1", "", "Audit of the referrals made\nby partners", "May 2024", "Jo Smith"),
        ("1.2", "", "Share the findings with the\nboard", "June 2024", "Ann Lee"),
        ("1.3", "", "Repeat the audit", "July 2024", "Ann Lee"),
    )
    top = 80.0
    for row in rows:
        placed, top = set_row(row, top)
        words += placed
        top += 8
    (table,) = read(page_of(words))
    assert table.rows[1].cells[1].text == area.replace("\n", " ")
    assert table.rows[2].cells[1].merged_above
    assert [row.cells[2].text for row in table.rows[1:]] == [r[2].replace("\n", " ") for r in rows]


def test_a_banner_across_the_columns_is_a_row_of_its_own() -> None:
    words, ys = set_table(PLAN[:2])
    words += set_line("Health and the multi-agency partnership", 50, ys[-1], bold=True)
    more, _ = set_table(PLAN[2:], top=ys[-1] + 20, headings=False)
    (table,) = read(page_of([*words, *more]))
    banner = table.rows[3].cells
    assert banner[0].text == "Health and the multi-agency partnership"
    assert all(cell.merged_left and not cell.lines for cell in banner[1:])
    assert texts(table)[4:] == flat(PLAN[2:])


def test_a_short_banner_in_the_first_column_is_a_row_of_its_own() -> None:
    words, ys = set_table(PLAN[:2])
    words += set_line("Police", 50, ys[-1], bold=True)
    more, _ = set_table(PLAN[2:], top=ys[-1] + 20, headings=False)
    (table,) = read(page_of([*words, *more]))
    assert texts(table)[3] == ["Police", "", "", "", ""]


def test_headings_of_several_lines_centred_over_left_aligned_columns() -> None:
    words = set_line("Areas for", 150, 60, bold=True, align="centre")
    words += set_line("development", 150, 72, bold=True, align="centre")
    for text, x in (("Ref", 60.0), ("Actions", 330.0), ("By when", 480.0), ("Lead/s", 570.0)):
        words += set_line(text, x, 66, bold=True, align="centre")
    body, _ = set_table(PLAN, top=92, headings=False)
    (table,) = read(page_of([*words, *body]))
    assert texts(table) == [list(HEADINGS), *flat(PLAN)]


def test_a_heading_over_two_others_spans_their_columns() -> None:
    words = set_line("Delivery and accountability", 515, 60, bold=True, align="centre")
    body, _ = set_table(PLAN, top=72)
    (table,) = read(page_of([*words, *body]))
    first, second = table.rows[:2]
    assert first.cells[3].text == "Delivery and accountability"
    assert first.cells[4].merged_left
    assert [cell.text for cell in second.cells] == list(HEADINGS)


AGAIN = ("No", "Areas for development", "Actions", "By when", "Lead/s")


def test_headings_that_a_rule_parts_are_two_rows_of_one_table() -> None:
    words = set_row(HEADINGS, 60, bold=True)[0] + set_row(AGAIN, 74, bold=True)[0]
    body, _ = set_table(PLAN, top=94, headings=False)
    (table,) = read(page_of([*words, *body], rules=[Rule(50, 72, 580, 72.5)]))
    assert texts(table) == [list(HEADINGS), list(AGAIN), *flat(PLAN)]


def test_headings_of_two_lines_that_nothing_parts_are_one_row() -> None:
    words = set_row(HEADINGS, 60, bold=True)[0] + set_row(AGAIN, 72, bold=True)[0]
    body, _ = set_table(PLAN, top=94, headings=False)
    (table,) = read(page_of([*words, *body]))
    assert texts(table) == [[f"{a} {b}" for a, b in zip(HEADINGS, AGAIN, strict=True)], *flat(PLAN)]


def test_the_title_of_the_table_below_is_left_to_it() -> None:
    first, (*_, end) = set_table(PLAN)
    title = set_line("Priority 2: Practice", COLUMNS[1], end + 10, bold=True)
    title = [word._replace(size=13.0, top=word.top - 3) for word in title]
    said = set_line("Children wait.", COLUMNS[1], end + 26)
    second, _ = set_table(PLAN, top=end + 46)
    tables = read(page_of([*first, *title, *said, *second]))
    assert [texts(table) for table in tables] == [[list(HEADINGS), *flat(PLAN)]] * 2


def test_a_line_of_the_last_row_is_not_the_title_of_the_table_below() -> None:
    first, (*_, end) = set_table(PLAN)
    more = set_line("and again", COLUMNS[2], end - 8)
    second, _ = set_table(PLAN, top=end + 46)
    tables = read(page_of([*first, *more, *second]))
    assert texts(tables[0])[-1][2] == "Repeat the audit and again"


def test_bulleted_lists_with_an_indent_make_no_column() -> None:
    words, top = set_row(HEADINGS, 60, bold=True)
    for ref in ("1.1", "1.2", "1.3"):
        top += 8
        words += set_row((ref, "", "", "May 2024", "Jo Smith"), top)[0]
        for line in ("Audit the referrals", "Report to the board", "Train the managers"):
            words += set_line("•", 250, top) + set_line(line, 268, top)
            top += LEADING
    (table,) = read(page_of(words))
    assert table.rows[2].cells[2].text == (
        "• Audit the referrals • Report to the board • Train the managers"
    )
    assert len(table.column_edges) == 6


def test_columns_are_carried_over_pages_without_headings() -> None:
    """The first row of page two goes on with the last of page one; nothing is lost."""
    first, _ = set_table(PLAN, top=300)
    rest = (("", "", "again in spring", "", ""), *PLAN[:2])
    second, _ = set_table(rest, top=40, page=2, headings=False)
    tables = read(page_of(first), page_of(second, number=2))
    assert [table.box.page for table in tables] == [1, 2]
    assert tables[0].column_edges == tables[1].column_edges
    assert texts(tables[1]) == flat(rest)
    assert tables[1].rows[0].open_above is None


def test_rules_at_the_page_end_say_whether_a_row_goes_on() -> None:
    first, ys = set_table(PLAN, top=300)
    rules = [Rule(45, y - 4, 620, y - 3.5) for y in ys[:-1]]
    rest = (("", "", "again in spring", "", ""), *PLAN[:2])
    second, zs = set_table(rest, top=40, page=2, headings=False)
    more = [Rule(45, y - 4, 620, y - 3.5) for y in zs[1:]]
    tables = read(page_of(first, rules=rules), page_of(second, number=2, rules=more))
    assert tables[0].rows[-1].open_below is True
    assert tables[1].rows[0].open_above is True
    closed = [*rules, Rule(45, ys[-1] - 4, 620, ys[-1] - 3.5)]
    tables = read(page_of(first, rules=closed), page_of(second, number=2, rules=more))
    assert tables[0].rows[-1].open_below is False


def test_page_numbers_at_the_foot_are_no_part_of_the_last_row() -> None:
    pages = []
    for number in (1, 2):
        words, _ = set_table(PLAN, top=320, page=number)
        foot = set_line(f"Page {number} of 2", 330, 480, page=number)
        pages.append(page_of([*words, *foot], number=number))
    for table in read(*pages):
        assert "Page" not in " ".join(cell.text for row in table.rows for cell in row.cells)


def test_bold_headings_do_without_a_vocabulary() -> None:
    words, _ = set_table(PLAN)
    (table,) = find_tables([page_of(words)])
    assert texts(table) == [list(HEADINGS), *flat(PLAN)]


def test_a_column_of_references_without_a_heading_is_a_column() -> None:
    words, _ = set_table(PLAN)
    (table,) = read(page_of([word for word in words if word.text != "Ref"]))
    assert texts(table) == [["", *HEADINGS[1:]], *flat(PLAN)]


def test_a_numbered_list_in_a_cell_is_no_column() -> None:
    words, top = set_row(HEADINGS, 60, bold=True)
    for ref in ("1.1", "1.2", "1.3"):
        top += 8
        words += set_row((ref, "", "", "May 2024", "Jo Smith"), top)[0]
        for at, line in enumerate(("Audit the referrals", "Report to board", "Train managers")):
            words += set_line(f"{at + 1}.", 250, top) + set_line(line, 268, top)
            top += LEADING
    (table,) = read(page_of(words))
    assert len(table.column_edges) == 6


@given(st.data())
def test_scattered_words_raise_nothing_and_are_used_once(data: st.DataObject) -> None:
    spots = st.tuples(
        st.sampled_from(["Ref", "Actions", "Lead/s", "By when", "1.1", "text", "•", "Health"]),
        st.integers(20, 600),
        st.integers(20, 460),
        st.booleans(),
    )
    words = [
        word
        for text, x, top, bold in data.draw(st.lists(spots, max_size=40))
        for word in set_line(text, x, top, bold=bold)
    ]
    ys = data.draw(st.lists(st.integers(20, 480), max_size=6))
    rules = [Rule(40, y, 620, y + 0.5) for y in ys]
    page = page_of(list(dict.fromkeys(words)), rules=rules)
    read(page)
    find_tables([page, page_of([], number=2)])


PROSE = (
    "Inspectors identified a number of strengths and areas for development in the way that all "
    "partners respond to children. This plan sets out what we will do and by when, and how the "
    "board will know that it has made a difference. Actions are reviewed every quarter. "
) * 6


def wrapped(text: str, width: float, x: float, top: float) -> list[Word]:
    """Words of a paragraph set in a column that is so many points wide."""
    words: list[Word] = []
    line: list[str] = []
    for part in [*text.split(), ""]:
        if part == "" or len(" ".join([*line, part])) * CHARACTER > width:
            words += set_line(" ".join(line), x, top)
            line, top = [], top + LEADING
        line.append(part)
    return words


def contents() -> list[Word]:
    words: list[Word] = []
    for at in range(20):
        top = 60 + at * 16
        words += set_line(f"{at // 4 + 1}.{at % 4 + 1}", 50, top)
        words += set_line("Actions" if at % 3 else "Areas for development", 90, top)
        words += set_line(str(3 + at), 600, top, align="right")
    return words


def cover() -> list[Word]:
    words: list[Word] = []
    labels = ("Inspection date:", "Lead:", "Published:", "Ref:", "By when:")
    values = ("12 June 2022", "Jo Smith, Director", "1 August 2022", "AB123", "June 2023")
    for at, (label, value) in enumerate(zip(labels, values, strict=True)):
        words += set_line(label, 50, 60 + at * 20, bold=True)
        words += set_line(value, 200, 60 + at * 20)
    return words


def numbered_list() -> list[Word]:
    words: list[Word] = []
    for at in range(10):
        words += set_line(f"{at + 1}.", 50, 60 + at * 30)
        words += wrapped(PROSE[at : at + 180], 500, 80, 60 + at * 30)
    return words


NOT_TABLES = {
    "prose": wrapped(PROSE, 600, 50, 60),
    "two columns": wrapped(PROSE, 280, 50, 60) + wrapped(PROSE, 280, 350, 60),
    "three columns": [w for x in (50, 260, 470) for w in wrapped(PROSE, 190, x, 60)],
    "contents": contents(),
    "cover": cover(),
    "list": numbered_list(),
    "nothing": [],
}


@pytest.mark.parametrize("known", [True, False], ids=["vocabulary", "geometry"])
@pytest.mark.parametrize("name", NOT_TABLES)
def test_no_table_is_invented(name: str, known: bool) -> None:
    page = page_of(NOT_TABLES[name])
    assert find_tables([page], is_heading=is_heading if known else None) == ()


@pytest.mark.parametrize("text", ["13", "13.6", "MD4", "R3", "1a", "2.2.", "(1a)", "ap1.", "1.0.1"])
def test_references(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize("text", ["Q2", "2020", "October", "a", "12/9/22", "GPs"])
def test_no_references(text: str) -> None:
    assert not is_reference(text)


@given(
    st.lists(
        st.tuples(*[st.text("abc e.", max_size=60).map(str.strip) for _ in range(4)]),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([0.0, 3.0, 9.0]),
)
def test_every_word_below_the_headings_is_in_one_cell(
    rows: list[tuple[str, ...]], gap: float
) -> None:
    filled = [
        (f"{at}.1", *(cell[: 14 if place in (2, 3) else 30] for place, cell in enumerate(row)))
        for at, row in enumerate(rows, start=1)
    ]
    words, _ = set_table([tuple(" ".join(c.split()) for c in row) for row in filled], gap=gap)
    placed = [
        word
        for table in read(page_of(words))
        for row in table.rows
        for cell in row.cells
        for word in cell.words()
    ]
    assert not placed or len(placed) == len(words)
