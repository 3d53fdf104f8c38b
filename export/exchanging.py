"""Two folders change names in one step, where the system offers it."""

from __future__ import annotations

import ctypes
import os
import sys
from errno import ENOSYS
from pathlib import Path

_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h, renameat2(2)
_RENAME_SWAP = 2  # macOS sys/stdio.h, renamex_np(2)


def exchange(one: Path, other: Path) -> None:
    """Exchange the names of two folders of one file system. Raises OSError where it cannot be."""
    if sys.platform == "win32":
        raise OSError(ENOSYS, os.strerror(ENOSYS))
    first, second = os.fsencode(one), os.fsencode(other)
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform.startswith("linux") and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _RENAME_SWAP)
    else:
        raise OSError(ENOSYS, os.strerror(ENOSYS))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))
