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
