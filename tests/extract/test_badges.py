"""Colour that is no cell's ground: pills, dots, and the swatches of a key."""

from __future__ import annotations

import pytest

XS = (50, 100, 300, 450, 550)
HEAD = ("Ref", "Action", "Lead", "RAG")
GREEN, RED, AMBER = "#00b050", "#ff0000", "#ffc000"


def plan(sheet, *ratings, y=100):
    rows = [(str(n), "Review it", "Jo Smith", text) for n, text in enumerate(ratings, 1)]
    return sheet.grid(y, XS, [HEAD, *rows])


def fills(document):
    return [row.cells[3].fill for row in document.tables[0].rows[1:]]


def test_a_pill_behind_a_word(drawn):
    def draw(sheet):
        sheet.fill(452, 124, 480, 137, GREEN, round=5)
        sheet.fill(452, 144, 480, 157, RED)
        plan(sheet, "On", "Off", "None")

    assert fills(drawn(draw)) == [GREEN, RED, None]


def test_a_dot_in_a_blank_cell(drawn):
    def draw(sheet):
        plan(sheet, "", "", "")
        sheet.dot(500, 130, GREEN)
        sheet.dot(500, 150, RED)

    assert fills(drawn(draw)) == [GREEN, RED, None]


def test_two_dots_of_two_colours_in_a_cell_say_nothing(drawn):
    def draw(sheet):
        plan(sheet, "", "")
        sheet.dot(480, 130, GREEN)
        sheet.dot(520, 130, RED)
        sheet.dot(480, 150, GREEN)
        sheet.dot(520, 150, GREEN)

    assert fills(drawn(draw)) == [None, GREEN]


def test_a_shape_beside_the_words_of_a_cell_is_no_badge(drawn):
    def draw(sheet):
        plan(sheet, "On", "On")
        sheet.dot(520, 130, GREEN)

    assert fills(drawn(draw)) == [None, None]


def test_a_shape_under_a_whole_sentence_is_no_badge(drawn):
    def draw(sheet):
        sheet.fill(102, 123, 220, 137, GREEN, round=4)
        sheet.grid(100, XS, [HEAD, ("1", "Review it all at once or not", "Jo Smith", "")])

    assert drawn(draw).tables[0].rows[1].cells[1].fill is None


KEY = ((GREEN, "Complete"), (AMBER, "On track"), (RED, "Overdue"))


def key(sheet, y, entries=KEY, *, gap=6, step=120):
    for n, (colour, text) in enumerate(entries):
        sheet.fill(50 + step * n, y, 62 + step * n, y + 10, colour)
        sheet.put(62 + gap + step * n, y, text)


def pairs(document):
    return [(swatch.colour, swatch.text) for swatch in document.swatches]


def test_swatches_with_words_to_their_right_are_a_key(drawn):
    def draw(sheet):
        key(sheet, 60)
        plan(sheet, "", "")

    assert pairs(drawn(draw)) == list(KEY)


def test_swatches_close_above_each_other_have_a_line_each(drawn):
    def draw(sheet):
        for n, (colour, text) in enumerate(KEY):
            sheet.fill(50, 60 + 11 * n, 60, 71 + 11 * n, colour)
            sheet.put(64, 60 + 11 * n, text)
        plan(sheet, "", "")

    assert pairs(drawn(draw)) == list(KEY)


def test_swatches_with_words_on_them_are_a_key(drawn):
    def draw(sheet):
        for n, (colour, text) in enumerate(KEY):
            sheet.fill(50 + 120 * n, 60, 110 + 120 * n, 74, colour, round=3)
            sheet.put(55 + 120 * n, 62, text)
        plan(sheet, "", "")

    assert pairs(drawn(draw)) == list(KEY)


@pytest.mark.parametrize(
    "entries",
    [
        KEY[:1],  # one colour explains nothing
        ((GREEN, "Complete"), (GREEN, "Overdue"), (RED, "Late")),  # in two ways
        (("#eef3fa", "Complete"), ("#f4f4f4", "Overdue")),  # tints of a ground
    ],
)
def test_what_is_no_key(drawn, entries):
    def draw(sheet):
        key(sheet, 60, entries)
        plan(sheet, "", "")

    assert pairs(drawn(draw)) == []


def test_words_far_from_a_shape_do_not_explain_it(drawn):
    def draw(sheet):
        key(sheet, 60, gap=30)
        plan(sheet, "", "")

    assert pairs(drawn(draw)) == []


def test_zebra_stripes_are_no_key(drawn):
    """Each is under another row, so that one colour would have many meanings."""

    def draw(sheet):
        for n in range(8):
            sheet.fill(50, 100 + 20 * n, 200, 118 + 20 * n, ("#9dc3e6", "#f4b183")[n % 2])
            sheet.put(53, 103 + 20 * n, f"Line {n} of the list")

    assert pairs(drawn(draw)) == []


def test_the_ratings_in_the_cells_are_no_key(drawn):
    def draw(sheet):
        plan(sheet, "", "")
        sheet.dot(543, 130, GREEN)
        sheet.put(553, 125, "soon")
        sheet.dot(543, 150, RED)
        sheet.put(553, 145, "late")

    assert pairs(drawn(draw)) == []
