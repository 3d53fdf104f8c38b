"""One run at a time writes into a folder."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from actionplans.errors import LockedError
from actionplans.export.replacing import HIDDEN, LOCK, not_written, settle


@contextmanager
def only_run_in(out: Path) -> Iterator[Path]:
    """Hold the folder for this run; gives its hidden folder, settled after an interrupted run.

    The system holds the lock, not the file: it ends with the process, whatever ends that.
    Raises LockedError, which names the other run, or OutputError.
    """
    hidden = out / HIDDEN
    try:
        hidden.mkdir(parents=True, exist_ok=True)
        file = _locked(hidden / LOCK)
    except OSError as error:
        raise not_written(out, error) from error
    if file is None:
        raise LockedError(
            str(out),
            f"another run is writing into this folder ({_holder(hidden / LOCK)}).",
            "Wait until it ends, or choose another folder with --out.",
        )
    with file:
        settle(out.resolve())
        yield hidden


def settle_if_free(out: Path) -> None:
    """Finish what an interrupted run left in the folder, unless a run is at work there."""
    with suppress(OSError):  # a folder that can only be read has nothing to finish
        if (out / HIDDEN / LOCK).exists() and (file := _locked(out / HIDDEN / LOCK)):
            with file:
                settle(out.resolve())


def _locked(path: Path) -> IO[str] | None:
    """The open lock file, or None if another process holds it."""
    while True:
        file = path.open("a+", encoding="utf-8")
        if not _take(file):
            file.close()
            return None
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            break
        file.close()  # it was replaced between opening and locking
    file.truncate(0)
    about = {"process": os.getpid(), "machine": socket.gethostname()}
    about["since"] = datetime.now().astimezone().isoformat(timespec="seconds")
    file.write(json.dumps(about))
    file.flush()
    return file


def _take(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 20)  # a byte past what is written, which others may then still read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _holder(path: Path) -> str:
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        return f"process {about['process']} on {about['machine']}, since {about['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its process is not known"
