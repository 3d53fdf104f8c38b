"""Labelled blocks without lines, as systems that keep actions print them."""

from __future__ import annotations

import pytest

HEADINGS = "Action code|Action|Due date|Lead|Status"


def block(sheet, y, number, *, bold=True, text="Review the policy"):
    """Two pairs on a line, a value below them, then a pair with a short value."""
    sheet.put(50, y, "Action code", bold=bold)
    sheet.put(130, y, f"HM{number}/02")
    sheet.put(300, y, "Due date", bold=bold)
    sheet.put(380, y, f"0{number}-Dec-24")
    sheet.put(50, y + 14, "Action", bold=bold)
    sheet.put(130, y + 14, text)
    sheet.put(50, y + 40, "Lead", bold=bold)
    sheet.put(130, y + 40, "Jo Smith")
    return y + 70


def blocks(count, **facts):
    def draw(sheet):
        y = 100
        for number in range(1, count + 1):
            y = block(sheet, y, number, **facts)

    return draw


def test_each_block_is_a_table_of_labels_and_values(drawn, seen):
    document = drawn(blocks(3), HEADINGS)
    assert {table.detector for table in document.tables} == {"labelled blocks"}
    rows = [row for table in document.tables for row in seen(table)]
    assert rows[:4] == [
        ["Action code", "HM1/02"],
        ["Due date", "01-Dec-24"],
        ["Action", "Review the policy"],
        ["Lead", "Jo Smith"],
    ]
    assert [row[1] for row in rows if row[0] == "Action code"] == ["HM1/02", "HM2/02", "HM3/02"]


def test_a_value_goes_on_below_it(drawn, seen):
    def draw(sheet):
        y = 100
        for number in (1, 2, 3):
            sheet.put(130, y + 26, "of the whole service")
            y = block(sheet, y, number)

    rows = [row for table in drawn(draw, HEADINGS).tables for row in seen(table)]
    assert ["Action", "Review the policy of the whole service"] in rows


def test_a_label_without_a_value_keeps_its_place(drawn, seen):
    def draw(sheet):
        blocks(4)(sheet)
        sheet.put(50, 380, "Action code", bold=True)
        sheet.put(300, 380, "Due date", bold=True)
        sheet.put(380, 380, "06-Dec-24")

    rows = [row for table in drawn(draw, HEADINGS).tables for row in seen(table)]
    assert rows[-2:] == [["Action code", ""], ["Due date", "06-Dec-24"]]


def test_a_line_far_below_is_no_value(drawn):
    def draw(sheet):
        blocks(3)(sheet)
        sheet.put(130, 370, "Printed by the office")

    document = drawn(draw, HEADINGS)
    assert document.body[-1].text == "Printed by the office"


def test_a_label_of_none_of_the_headings_is_one_where_these_stand(drawn, seen):
    def draw(sheet):
        y = 100
        for number in (1, 2, 3):
            sheet.put(50, y + 54, "Wotsit", bold=True)
            sheet.put(130, y + 54, "Yes")
            y = block(sheet, y, number)

    rows = [row for table in drawn(draw, HEADINGS).tables for row in seen(table)]
    assert ["Wotsit", "Yes"] in rows


@pytest.mark.parametrize(
    ("count", "headings", "facts"),
    [
        (2, HEADINGS, {}),  # not often enough
        (3, "Action|Lead", {}),  # too few of them known
        (3, HEADINGS, {"bold": False}),
    ],
)
def test_what_are_no_blocks(drawn, count, headings, facts):
    document = drawn(blocks(count, **facts), headings)
    assert "labelled blocks" not in {table.detector for table in document.tables}


def test_a_table_with_bold_headings_on_each_page_is_none(drawn, seen):
    xs = (50, 130, 300, 400)
    head = ("Action code", "Action", "Due date", "Lead")

    def draw(sheet):
        for page in (1, 2, 3):
            sheet.row(100, xs, head, bold=True)
            for n in (1, 2, 3):
                sheet.row(100 + 30 * n, xs, (f"{page}.{n}", "Review it", "May 2024", "Jo Smith"))
            sheet.next_page()

    document = drawn(draw, HEADINGS)
    assert {table.detector for table in document.tables} == {"white space"}
    assert seen(document.tables[0])[0] == list(head)


def test_a_status_in_bold_and_a_value_left_blank_are_of_the_block(drawn, seen):
    def draw(sheet):
        for number in range(4):
            y = 60 + 130 * number
            sheet.put(50, y, f"AFI {number}", bold=True, size=12)
            for at, (label, value) in enumerate(
                (("Action", "Review it"), ("Lead", "Jo Smith"), ("Due date", "May 2024"))
            ):
                sheet.put(50, y + 20 + 18 * at, label, bold=True)
                sheet.put(160, y + 20 + 18 * at, value)
            sheet.put(50, y + 74, "Status", bold=True)
            sheet.put(160, y + 74, "Complete", bold=True)
            sheet.put(50, y + 92, "Closed by", bold=True)
            if number == 1:
                sheet.put(160, y + 92, "The chief officer")

    tables = drawn(draw, HEADINGS).tables
    assert [len(table.rows) for table in tables] == [5, 5, 5, 5]
    assert seen(tables[1])[3:] == [["Status", "Complete"], ["Closed by", "The chief officer"]]
    assert seen(tables[0])[4] == ["Closed by", ""]


def test_a_label_with_the_number_of_its_block(drawn, seen):
    def draw(sheet):
        for n in range(3):
            y = 60 + 80 * n
            for at, (label, value) in enumerate(
                [(f"Action {n}a", "Review it"), ("Lead", "Jo Smith"), ("Due date", "May 2024")]
            ):
                sheet.put(50, y + 14 * at, label, bold=True)
                sheet.put(130, y + 14 * at, value)

    tables = drawn(draw, "Action|Lead|Due date").tables
    rows = [row for table in tables for row in seen(table)]
    assert [row for row in rows if row[0].startswith("Action")] == [
        [f"Action {n}a", "Review it"] for n in range(3)
    ]


def test_a_label_on_two_lines(drawn, seen):
    def draw(sheet):
        for n in range(3):
            y = 60 + 80 * n
            sheet.put(50, y, "Area for", bold=True)
            sheet.put(50, y + 12, "development", bold=True)
            sheet.put(130, y, "Nobody waits more than")
            sheet.put(130, y + 12, f"{n} days.")
            sheet.put(50, y + 26, "Action", bold=True)
            sheet.put(130, y + 26, "Review it")
            sheet.put(50, y + 40, "Lead", bold=True)
            sheet.put(130, y + 40, "Jo Smith")

    tables = drawn(draw, "Area for development|Area for|Action|Lead").tables
    rows = [row for table in tables for row in seen(table)]
    assert rows[0] == ["Area for development", "Nobody waits more than 0 days."]
    assert len(rows) == 9
