"""Calling pdfium fast: plain addresses in, plain numbers out.

pypdfium2's bindings convert each argument to a typed pointer, which costs more than the call. A
page takes ten thousand calls, so the same C functions are bound once more with bare addresses.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The C function behind one of pypdfium2's bindings, taking addresses as integers.

    It keeps Python's lock: giving it up and taking it back would cost as much as what it does.
    """
    where = ctypes.cast(function, ctypes.c_void_p).value or 0
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(where)
    return bound


def address(handle: Any) -> int:
    """Where a handle of pypdfium2 points."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def ask(function: Callable[..., int], *arguments: Iterable[Any]) -> None:
    """Call the function with each set of arguments, for what it writes to memory."""
    deque(map(function, *arguments), maxlen=0)


def rows(array: NDArray[Any]) -> range:
    """The addresses of the array's rows."""
    start, step = array.ctypes.data, array.itemsize * array.shape[1]
    return range(start, start + step * len(array), step)


def columns(array: NDArray[Any]) -> list[range]:
    """The addresses of what stands in each of the array's columns, from row to row."""
    first = rows(array)
    places = range(0, array.itemsize * array.shape[1], array.itemsize)
    return [range(first.start + at, first.stop + at, first.step) for at in places]
