"""What a page end left of a form, in a box of one cell at the head of the next page."""

from __future__ import annotations

from actionplans.extract.document import Table

XS = (50, 300, 550)


def form(sheet, y, *, last=True):
    """A form of rows of one and of two cells; where it ends."""
    one, two = (XS[0], XS[-1]), XS
    y = sheet.grid(y, one, [("Recommendation: feed the patients better",)])
    y = sheet.grid(y, two, [("Lead: Jo Smith", "Date: May 2024")])
    return sheet.grid(y, one, [("Action: hire a cook",)]) if last else y


def drawing(x0, x1, top):
    def draw(sheet):
        form(sheet, 640, last=False)
        sheet.next_page()
        sheet.grid(top, (x0, x1), [("Action: hire a cook",)])
        form(sheet, 200)

    return draw


def test_a_box_as_wide_as_the_table_before_goes_on_with_it(drawn, seen):
    document = drawn(drawing(50, 550, 40))
    first = document.tables[0]
    assert ["Action: hire a cook", "<"] in seen(first)
    assert first.rows[2].page == 2


def test_a_box_of_another_width_is_none_of_it(drawn):
    document = drawn(drawing(80, 520, 40))
    first = next(part for part in document.body if isinstance(part, Table))
    assert {row.page for row in first.rows} == {1}
