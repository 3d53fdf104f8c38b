"""Bullets and dashes before lines of text in a picture, and what is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from actionplans.extract.picture_marks import mark_before

TOP, BOTTOM, TEXT = 100, 136, 200  # a line of 10 points at 200 dots an inch


def line(*drawn: tuple[int, int, int, int]) -> np.ndarray:
    """A page with a line of text and, in ink, boxes of x0, top, x1, bottom."""
    sheet = np.full((240, 600), 245, np.uint8)
    cv2.putText(sheet, "Write a plan", (TEXT + 4, 128), cv2.FONT_HERSHEY_COMPLEX, 0.9, 20, 2)
    for x0, top, x1, bottom in drawn:
        sheet[top:bottom, x0:x1] = 30
    return sheet


def mark(sheet: np.ndarray, wall: float = 0.0) -> str | None:
    found = mark_before(sheet, TEXT, TOP, BOTTOM, wall)
    return found.text if found else None


def test_a_bullet_is_found_where_it_stands() -> None:
    sheet = line()
    cv2.circle(sheet, (150, 119), 5, 30, -1)
    found = mark_before(sheet, TEXT, TOP, BOTTOM)
    assert found
    assert found.text == "•"
    assert (found.x0, found.x1) == pytest.approx((145, 156), abs=1)


def test_a_dash_is_found() -> None:
    assert mark(line((140, 118, 158, 121))) == "–"


@pytest.mark.parametrize(
    "drawn",
    [
        (),
        ((150, 119, 152, 121),),  # dirt
        ((146, 106, 150, 131),),  # a digit or a letter
        ((145, 128, 153, 135),),  # a full stop at the foot of the line
        ((145, 114, 155, 124), (165, 114, 175, 124)),  # two of something
        ((100, 114, 122, 124),),  # goes on to the left
    ],
)
def test_other_ink_is_no_mark(drawn: tuple[tuple[int, int, int, int], ...]) -> None:
    assert mark(line(*drawn)) is None


def test_nothing_is_sought_beyond_a_ruling_line() -> None:
    sheet = line((145, 114, 155, 124))
    assert mark(sheet) == "•"
    assert mark(sheet, wall=160) is None


def test_the_edge_of_the_picture() -> None:
    assert mark_before(line(), 0, TOP, BOTTOM) is None
    assert mark_before(line(), 2, TOP, BOTTOM) is None
