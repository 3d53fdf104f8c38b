"""Labels one below the other, with what they ask for behind or below them."""

from __future__ import annotations

HEADINGS = "Action required|Timescale|Finding"


def block(sheet, y, *, bold=True, heading=""):
    if heading:
        sheet.put(50, y, heading, bold=True, size=12)
        y += 24
    sheet.put(50, y, "The provider is failing in the", bold=bold)
    sheet.put(50, y + 12, "following respect:", bold=bold)
    sheet.put(50, y + 24, "Support was not there at night.")
    sheet.put(50, y + 44, "Action required:", bold=bold)
    sheet.put(50, y + 60, "Hire a nurse for the nights")
    sheet.put(50, y + 72, "and tell the families.")
    sheet.put(50, y + 92, "Timescale:", bold=bold)
    sheet.put(50 + (56 if bold else 50), y + 92, "14 May 2024")
    return y + 120


def form(count, **facts):
    def draw(sheet):
        y = 60
        for number in range(count):
            y = block(
                sheet, y, heading=f"Outcome {number}: Care" if number % 2 == 0 else "", **facts
            )

    return draw


def test_labels_and_what_stands_below_them(drawn, seen):
    document = drawn(form(4), HEADINGS)
    rows = [row for table in document.tables for row in seen(table)]
    assert rows[:3] == [
        [
            "The provider is failing in the following respect:",
            "Support was not there at night.",
        ],
        ["Action required:", "Hire a nurse for the nights and tell the families."],
        ["Timescale:", "14 May 2024"],
    ]
    assert len(rows) == 12


def test_a_heading_between_the_blocks_is_a_line_of_the_body(drawn):
    document = drawn(form(4), HEADINGS)
    lines = [part.text for part in document.body if not hasattr(part, "rows")]
    assert lines == ["Outcome 0: Care", "Outcome 2: Care"]
    assert len(document.tables) == 2


def test_labels_that_are_not_set_apart_or_stand_there_twice_are_text(drawn):
    assert not drawn(form(4, bold=False), HEADINGS).tables
    assert not drawn(form(2), HEADINGS).tables


def test_a_footnote_below_the_last_block_is_no_value(drawn, seen):
    def draw(sheet):
        form(4)(sheet)
        sheet.put(50, 700, "1", size=6)
        sheet.put(56, 700, "The authority may edit what it receives.", size=6)

    document = drawn(draw, HEADINGS)
    assert seen(document.tables[-1])[-1] == ["Timescale:", "14 May 2024"]
    printed = [text for table in document.tables for row in seen(table) for text in row]
    assert not any("receives" in text for text in printed)


def test_the_items_of_a_list_under_a_label_each_open_a_block(drawn, seen):
    def draw(sheet):
        y = 60
        for number in range(1, 4):
            sheet.put(50, y, f"Priority {number}", bold=True, size=14)
            sheet.put(50, y + 24, "Actions:", bold=True)
            for part in (1, 2):
                sheet.put(50, y + 40, f"{number}.{part}")
                sheet.put(80, y + 40, "Mark all books,")
                sheet.put(80, y + 52, "and ask what they need.")
                sheet.put(80, y + 66, "Led by:", bold=True)
                sheet.put(120, y + 66, "Jo Smith")
                sheet.put(80, y + 80, "Timescale:", bold=True)
                sheet.put(140, y + 80, "May 2024")
                y += 56
            y += 60

    document = drawn(draw, "Actions|Led by|Timescale")
    rows = [row for table in document.tables for row in seen(table)]
    assert rows[:6] == [
        ["Actions:", "1.1 Mark all books, and ask what they need."],
        ["Led by:", "Jo Smith"],
        ["Timescale:", "May 2024"],
        ["^", "1.2 Mark all books, and ask what they need."],
        ["Led by:", "Jo Smith"],
        ["Timescale:", "May 2024"],
    ]
    assert len(rows) == 18


def responses(sheet):
    for page in range(2):
        y = 20  # where running heads stand
        for number in range(1, 5):
            if number > 1 or not page:
                sheet.put(50, y, f"Recommendation {4 * page + number}", bold=True)
                sheet.put(50, y + 14, "The office should say what it is for.")
                y += 40
            sheet.put(50, y, "Original response:", bold=True)
            sheet.put(50, y + 14, "We will write a statement.")
            y += 40
        sheet.next_page()


def test_numbered_headings_are_labels_where_there_is_no_table(drawn, seen):
    document = drawn(responses, "Recommendation|Original response")
    rows = [row for table in document.tables for row in seen(table)]
    assert rows[0] == ["Recommendation 1", "The office should say what it is for."]
    assert rows[1] == ["Original response:", "We will write a statement."]
    assert sum(row[0] == "Original response:" for row in rows) == 8
    assert not document.furniture  # a label at the head of a page is no running head


def test_beside_a_table_numbered_headings_are_titles(drawn):
    def draw(sheet):
        responses(sheet)
        sheet.grid(100, (50, 200, 350), [("Action", "Lead"), ("Review it", "Jo Smith")])

    document = drawn(draw, "Recommendation|Original response|Action|Lead")
    texts = [part.text for part in document.body if not hasattr(part, "rows")]
    assert "Recommendation 1" in texts


def test_a_date_below_its_label_is_no_item_of_a_list(drawn, seen):
    def draw(sheet):
        for number in range(4):
            y = 40 + 110 * number
            sheet.put(50, y, "Action required:", bold=True)
            sheet.put(50, y + 14, "1. Hire a nurse for the nights")
            sheet.put(50, y + 34, "Timescale:", bold=True)
            sheet.put(50, y + 48, "To be in place by")
            sheet.put(50, y + 60, "14 May 2024")

    document = drawn(draw, HEADINGS)
    rows = [row for table in document.tables for row in seen(table)]
    assert rows == 4 * [
        ["Action required:", "1. Hire a nurse for the nights"],
        ["Timescale:", "To be in place by 14 May 2024"],
    ]


def test_labels_side_by_side_in_a_line_and_the_next_paragraph_further_out(drawn, seen):
    def draw(sheet):
        for n in range(3):
            y = 60 + 60 * n
            sheet.put(50, y, f"{n + 1}. Write a plan for the whole service")
            sheet.put(80, y + 14, "Lead:", bold=True)
            sheet.put(112, y + 14, "Jo Smith")
            sheet.put(180, y + 14, "Deadline:", bold=True)
            sheet.put(232, y + 14, f"May 202{n}")

    document = drawn(draw, "Lead|Deadline")
    assert [seen(table) for table in document.tables] == [
        [["Lead:", "Jo Smith"], ["Deadline:", f"May 202{n}"]] for n in range(3)
    ]
    lines = [part.text for part in document.body if not hasattr(part, "rows")]
    assert lines == [f"{n}. Write a plan for the whole service" for n in (1, 2, 3)]
