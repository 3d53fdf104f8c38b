"""Asking pdfium: in C and in Python, about one page and about many, the answers are the same."""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np
import pytest

from actionplans.extract import calls, paths, pdfium
from actionplans.extract.calls import MEASURE, NUMBER, Question, ask, columns, rows
from actionplans.extract.pdfium import read_pages

ROOT = Path(__file__).parents[2]
PLANS = [
    ROOT / "samples/east-sussex-jtai/east-sussex-jtai-ruled.pdf",
    ROOT / "tests/corpus/cut_rows_tagged/tagged-03.pdf",
    ROOT / "tests/corpus/offices/h07.pdf",  # thousands of paths, with clips
]
compiled = pytest.mark.skipif(calls.in_c is None, reason="no C compiler was there at installation")


def question(function, answer) -> Question:
    result, kind = answer
    arguments = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int]
    bound = ctypes.CFUNCTYPE(result, *arguments)(function)
    where = ctypes.cast(bound, ctypes.c_void_p).value or 0
    return Question(bound, where, kind)


@pytest.fixture(params=["in C", "in Python"])
def way(request, monkeypatch):
    if request.param == "in Python":
        monkeypatch.setattr(calls, "in_c", None)
    elif calls.in_c is None:
        pytest.skip("no C compiler was there at installation")


@compiled
@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_a_plan_reads_the_same_without_a_compiler(plan, monkeypatch):
    in_c = list(read_pages(plan))
    monkeypatch.setattr(calls, "in_c", None)
    assert list(read_pages(plan)) == in_c
    assert any(page.words for page in in_c)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_pages_read_the_same_however_many_are_worked_out_together(plan, monkeypatch):
    together = list(read_pages(plan))
    assert len(together) > 3
    for pages in (1, 3):
        monkeypatch.setattr(pdfium, "AT_A_TIME", pages)
        assert list(read_pages(plan)) == together
    monkeypatch.setattr(paths, "FEW", 100)  # points, so that some pages are looked at alone
    assert list(read_pages(plan)) == together


def test_answers_come_row_by_row(way):
    difference = question(lambda a, b, c, d, e: (a or 0) - 10 * b + 100 * c - 1000 * d + e, NUMBER)
    one, other = np.arange(1, 6), np.arange(0, 50, 5)[::2]
    answers = ask(difference, one, other, 3, one[::-1], 7)
    assert answers.dtype == np.int32
    assert answers.tolist() == [
        a - 10 * b + 300 - 1000 * d + 7 for a, b, d in zip(one, other, one[::-1], strict=True)
    ]


def test_columns_of_narrow_numbers_are_widened(way):
    first = question(lambda a, *_: a or 0, NUMBER)
    assert ask(first, np.arange(3, dtype=np.int32), 0, 0, 0, 0).tolist() == [0, 1, 2]


def test_measures_and_nothing_to_ask(way):
    third = question(lambda a, *_: (a or 0) / 3, MEASURE)
    none = [0, 0, 0, 0]
    assert ask(third, np.array([2, 9]), *none).tolist() == [2 / 3, 3.0]
    assert ask(third, np.array([], np.intp), *none).tolist() == []


def test_where_the_numbers_of_an_array_stand():
    array = np.arange(6, dtype=np.float32).reshape(3, 2)
    found = [
        [ctypes.c_float.from_address(at).value for at in column.tolist()]
        for column in columns(array)
    ]
    assert found == [[0, 2, 4], [1, 3, 5]]
    assert rows(array).tolist() == columns(array)[0].tolist()
    assert rows(np.zeros((0, 4))).tolist() == []


@compiled
def test_what_is_no_column_is_refused():
    answers = np.empty(2, np.intp)
    for wrong in (np.arange(3), np.arange(2, dtype=np.int32), np.zeros((2, 2), np.intp)):
        with pytest.raises(ValueError, match="each column must have a word for each answer"):
            calls.in_c(0, False, answers, wrong)
    with pytest.raises(TypeError, match="1 to 5 arguments"):
        calls.in_c(0, False, answers, *range(6))
    with pytest.raises(BufferError):
        calls.in_c(0, False, b"read only", 1)
    with pytest.raises(TypeError):
        calls.in_c(0, False, answers, 1.5)
