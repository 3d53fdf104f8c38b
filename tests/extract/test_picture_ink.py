"""Where the ink of a line stands: foot, size, edges and gaps, with dirt and neighbours about."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from actionplans.extract.picture_ink import edges, evened, gap, ink_of

TEXT = "Audit begins"
FOOT = 40


def line(text: str = TEXT, grey: int = 20) -> np.ndarray:
    sheet = np.full((52, 400), 245, np.uint8)
    cv2.putText(sheet, text, (30, FOOT), cv2.FONT_HERSHEY_SIMPLEX, 1.0, grey, 2)
    return sheet


def test_the_foot_and_the_size_of_a_line() -> None:
    ink = ink_of(line(), TEXT)
    low = ink_of(line("sea urn acre"), "sea urn acre")
    assert ink
    assert low
    assert ink.foot == pytest.approx(FOOT + 1, abs=2)
    assert low.foot == pytest.approx(FOOT + 1, abs=2)
    assert low.size == pytest.approx(ink.size, rel=0.25)  # small letters of the same type


def test_dirt_and_neighbours_are_not_the_lines() -> None:
    sheet = line()
    sheet[0:6, 100:110] = 20  # feet of the line above
    sheet[48:52, 200:230] = 20  # heads of the line below
    sheet[25, 390] = 20  # dirt
    clean, dirty = ink_of(line(), TEXT), ink_of(sheet, TEXT)
    assert clean
    assert dirty
    assert edges(dirty) == edges(clean)
    assert dirty.foot == pytest.approx(clean.foot, abs=1)
    assert dirty.size == pytest.approx(clean.size, rel=0.05)


def test_the_gap_between_words_is_the_widest() -> None:
    ink = ink_of(line(), TEXT)
    assert ink
    found = gap(ink, 90, 150)
    assert found
    assert not ink.columns[int(found[0]) : int(found[1])].any()
    assert found[1] - found[0] > 7
    assert gap(ink, 32, 33) is None or ink.columns[32:34].sum() < 2


def test_a_line_without_ink() -> None:
    assert ink_of(np.full((40, 100), 240, np.uint8), "x") is None
    assert ink_of(line("", 20), "x") is None


def test_sizes_lose_their_noise_and_headings_stay_large() -> None:
    assert evened([9.0, 9.4, 8.7, 9.1, 18.0]) == pytest.approx([9.05, 9.05, 9.05, 9.05, 18.0])
    assert evened([]) == []
