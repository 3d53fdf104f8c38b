"""The report is made in a process of its own: it draws pages, and pages may be hostile.

It is made while the other files are written. If drawing ends badly, the report is made again
without pictures, and this is said.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from actionplans import __version__
from actionplans.child import started
from actionplans.errors import OutputError
from actionplans.gathered import Gathered
from actionplans.limits import Limits, limit_memory

TIME_TO_DRAW = 120.0  # seconds that it gets in any case, however little a single PDF may take


@dataclass(frozen=True, slots=True)
class Wish:
    """A report to be made: of these plans, into this folder, with pages of these PDFs."""

    plans: Gathered
    folder: Path
    sources: Mapping[str, Path]
    password: str | None
    pictures: bool
    limits: Limits


def draw() -> None:
    """In the process of its own: make the report that stdin asks for."""
    from actionplans.export.report import write_report

    wish: Wish = pickle.loads(sys.stdin.buffer.read())
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit_memory(wish.limits.memory)
    wish.folder.mkdir(exist_ok=True)
    write_report(
        wish.plans, wish.folder, sources=wish.sources, version=__version__,
        pictures=wish.pictures, password=wish.password,
    )  # fmt: skip


@contextmanager
def report_beside(wish: Wish) -> Iterator[list[str]]:
    """The report is being made while the block runs; then the list holds what to say of it."""
    notes: list[str] = []
    drawing = _Drawing(wish)
    try:
        yield notes
        if not drawing.is_well():
            notes.append("The report has no page pictures: drawing the pages did not end well.")
            drawing = _Drawing(replace(wish, pictures=False))
            if not drawing.is_well():
                raise OutputError(
                    str(wish.folder), "the report could not be made.",
                    "Free some memory or disk space, and run the same command again.",
                )  # fmt: skip
    finally:
        drawing.end()


class _Drawing:
    """The process that makes a report."""

    def __init__(self, wish: Wish) -> None:
        self._process = started("actionplans.reporting:draw")
        seconds = wish.limits.timeout and max(wish.limits.timeout, TIME_TO_DRAW)
        self._alarm = threading.Timer(seconds, self._process.kill)
        self._alarm.daemon = True
        if seconds:
            self._alarm.start()
        self._request = pickle.dumps(wish)
        # A thread, so that a process that dies or stalls at its start holds nobody up.
        self._asking = threading.Thread(target=self._ask, daemon=True)
        self._asking.start()

    def _ask(self) -> None:
        try:
            self._process.communicate(self._request)
        except (OSError, ValueError):
            self._process.kill()

    def is_well(self) -> bool:
        """Wait for the end; whether it is a good one."""
        self._asking.join()
        self._alarm.cancel()
        return self._process.wait() == 0

    def end(self) -> None:
        self._process.kill()
        self._asking.join()
        self._alarm.cancel()
        self._process.wait()
