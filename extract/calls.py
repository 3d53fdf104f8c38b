"""Calling pdfium fast: plain addresses in, plain numbers out, many answers at once.

A page takes ten thousand calls. pypdfium2's bindings convert each argument to a typed pointer,
which costs more than the call, so the same C functions are bound once more with bare addresses;
and where a C compiler was at hand when this was installed, asking.c goes through the rows of
arguments without Python.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINTER, INTEGER = ctypes.c_void_p, ctypes.c_int  # of arguments
# What answers are, in C and in an array; an address of nothing is 0.
ADDRESS: tuple[Any, Any] = (ctypes.c_size_t, np.intp)
NUMBER: tuple[Any, Any] = (ctypes.c_int, np.int32)
CODE: tuple[Any, Any] = (ctypes.c_uint, np.uint32)
MEASURE: tuple[Any, Any] = (ctypes.c_double, np.float64)


def _compiled() -> Callable[..., None] | None:
    try:
        from actionplans.extract._asking import ask
    except ImportError:
        return None
    return ask


in_c = _compiled()


class Question(NamedTuple):
    """A C function that is asked many times: about one thing, or about many with ask()."""

    about: Callable[..., Any]
    where: int
    answer: Any


def question(function: Any, answer: tuple[Any, Any], *arguments: Any) -> Question:
    """The C function behind one of pypdfium2's bindings, taking addresses as integers.

    It keeps Python's lock: giving it up and taking it back would cost as much as what it does.
    """
    where = ctypes.cast(function, ctypes.c_void_p).value or 0
    result, kind = answer
    return Question(ctypes.PYFUNCTYPE(result, *arguments)(where), where, kind)


def address(handle: Any) -> int:
    """Where a handle of pypdfium2 points."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def ask(asked: Question, *arguments: NDArray[np.intp] | int) -> NDArray[Any]:
    """The answers, a row each: an argument is a column, or one value for all rows."""
    # A range of numbers may be narrower on Windows, and C looks at words.
    given = [a if isinstance(a, int) else np.asarray(a, np.intp) for a in arguments]
    count = max([len(column) for column in given if not isinstance(column, int)])
    if in_c is None:  # then Python goes through the rows, which gives the same
        each = [repeat(a, count) if isinstance(a, int) else a.tolist() for a in given]
        return np.fromiter(map(asked.about, *each), asked.answer, count)
    measures = asked.answer is np.float64
    answers = np.empty(count, np.float64 if measures else np.intp)
    in_c(asked.where, measures, answers, *given)
    return answers.astype(asked.answer, copy=False)  # of an int, the upper half says nothing


def rows(array: NDArray[Any]) -> NDArray[np.intp]:
    """The addresses of the array's rows, to be written to."""
    step = array.itemsize * array.shape[1]
    first: int = array.ctypes.data
    return np.arange(first, first + step * len(array), step, dtype=np.intp)


def columns(array: NDArray[Any]) -> list[NDArray[np.intp]]:
    """The addresses of what stands in each of the array's columns, from row to row."""
    places = np.arange(0, array.itemsize * array.shape[1], array.itemsize)
    return list(places[:, None] + rows(array))
