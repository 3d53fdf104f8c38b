"""Calling pdfium fast: plain addresses in, plain numbers out.

pypdfium2's bindings convert each argument to a typed pointer, which costs more than the call. A
page takes ten thousand calls, so the same C functions are bound once more with bare addresses.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def call(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The C function behind one of pypdfium2's bindings, taking addresses as integers."""
    where = ctypes.cast(function, ctypes.c_void_p).value or 0
    bound: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(where)
    return bound


def address(handle: Any) -> int:
    """Where a handle of pypdfium2 points."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
