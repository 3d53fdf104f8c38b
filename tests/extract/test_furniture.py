"""Running heads and feet, page numbers, and what merely looks like them."""

from __future__ import annotations

import pytest

XS = (50, 100, 300, 450, 550)
HEAD = ("Ref", "Action", "Lead", "Due")


def furniture(document):
    texts = {}
    for word in document.furniture:
        texts.setdefault(word.page, []).append(word.text)
    return {page: " ".join(words) for page, words in texts.items()}


def pages(count, each):
    def draw(sheet):
        for number in range(1, count + 1):
            each(sheet, number)
            sheet.grid(200, XS, [HEAD, (str(number), "Review it", "Jo Smith", "May 2024")])
            sheet.next_page()

    return draw


@pytest.mark.parametrize("text", ["2024", "1999"])
def test_a_year_alone_at_the_top_of_a_page_is_no_page_number(drawn, text):
    document = drawn(pages(1, lambda sheet, n: sheet.put(50, 40, text)))
    assert furniture(document) == {}
    assert document.body[0].text == text


@pytest.mark.parametrize("text", ["7", "12 of 24", "Page 2024", "p. 3", "iv", "- 12 -", "Page | 7"])
def test_a_page_number_alone_is_furniture(drawn, text):
    document = drawn(pages(1, lambda sheet, n: sheet.put(300, 780, text)))
    assert furniture(document) == {1: text}


def test_running_heads_need_not_stand_on_each_of_few_pages(drawn):
    def each(sheet, number):
        if number > 1:  # the first is a cover
            sheet.put(50, 40, "Saltmere improvement plan")

    found = furniture(drawn(pages(3, each)))
    assert found == {2: "Saltmere improvement plan", 3: "Saltmere improvement plan"}


def test_the_same_line_on_two_of_many_pages_is_no_running_head(drawn):
    def each(sheet, number):
        if number in (2, 4):
            sheet.put(50, 40, "Saltmere improvement plan")

    assert furniture(drawn(pages(6, each))) == {}


def test_a_running_foot_that_reads_like_headings(drawn):
    def each(sheet, number):
        sheet.row(770, (50, 300, 450), ("Action", "Lead", f"Page {number}"), bold=True)

    assert furniture(drawn(pages(3, each)))[2] == "Action Lead Page 2"


def test_headings_at_the_top_of_each_page_are_no_running_head(drawn):
    def draw(sheet):
        for number in (1, 2, 3):
            sheet.row(40, XS, HEAD, bold=True)
            for n in (1, 2, 3):
                sheet.row(40 + 30 * n, XS, (f"{number}.{n}", "Review it", "Jo Smith", "May 2024"))
            sheet.next_page()

    document = drawn(draw)
    assert document.furniture == ()
    assert document.tables[0].rows[0].cells[1].text == "Action"


def test_a_numbered_line_of_a_series_is_no_running_head(drawn):
    def draw(sheet):
        number = 0
        for _ in range(3):
            for y in (40, 300, 500):
                number += 1
                sheet.put(50, y, f"Action 2.{number}", bold=True)
                sheet.put(50, y + 20, f"{'once again ' * number}review the policy")
            sheet.put(50, 770, "Care plan 2024")
            sheet.next_page()

    furniture = {word.text for word in drawn(draw).furniture}
    assert furniture == {"Care", "plan", "2024"}


def test_a_foot_that_ends_with_the_number_of_its_page(drawn):
    def each(sheet, number):
        sheet.put(50, 780, f"{'Effectiveness' if number < 2 else 'Efficiency'} - page {number}")

    found = furniture(drawn(pages(2, each)))
    assert found == {1: "Effectiveness - page 1", 2: "Efficiency - page 2"}


def test_a_last_line_that_cites_a_page_is_text(drawn):
    document = drawn(
        pages(1, lambda sheet, n: sheet.put(50, 780, "as is set out in full on page 12"))
    )
    assert furniture(document) == {}
