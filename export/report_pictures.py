"""Pictures of pages, drawn by processes of their own, one after the other in the order asked for.

A page that ends its process, or takes too long, has no picture; the others have theirs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20.0  # seconds for one page
PROCESSES = 2  # more would only wait for the one who writes the report
AHEAD = 8  # pictures kept before they are asked for


@dataclass(frozen=True, slots=True)
class Sought:
    """A page to draw. plan: its position; turned: degrees clockwise besides its own rotation."""

    plan: int
    source: Path
    page: int
    turned: int = 0
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page, kind "png" or "webp"; without bytes, reason says why there is none."""

    data: bytes = b""
    kind: str = ""
    reason: str = ""


def pictures_of(pages: Iterable[Sought]) -> Iterator[tuple[Sought, Picture]]:
    """Each page with its picture. Starts processes and ends them."""
    processes = min(PROCESSES, os.cpu_count() or 1)
    drawers = [Drawer() for _ in range(processes)]
    waiting: deque[tuple[Sought, Future[Picture]]] = deque()
    threads = [ThreadPoolExecutor(1, "drawing") for _ in drawers]
    try:
        for place, page in enumerate(pages):
            turn = place % processes
            waiting.append((page, threads[turn].submit(drawers[turn].draw, page)))
            if len(waiting) > AHEAD:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        for _, future in waiting:
            future.cancel()
        for drawer, thread in zip(drawers, threads, strict=True):
            thread.shutdown()
            drawer.end()


def _next(waiting: deque[tuple[Sought, Future[Picture]]]) -> tuple[Sought, Picture]:
    page, future = waiting.popleft()
    return page, future.result()


class Drawer:
    """A process that draws pages, started when it is needed, and again when one page ended it."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, page: Sought) -> Picture:
        try:
            process = self._process = self._process or _started()
        except OSError:
            return Picture(reason="no process could be started to draw it")
        late = threading.Event()
        clock = threading.Timer(self._patience, self._stop, (process, late))
        clock.start()
        try:
            return _ask(process, page)
        except (OSError, ValueError, KeyError):
            self.end()
            slow = late.is_set()
            return Picture(reason="it took too long to draw" if slow else "it could not be drawn")
        finally:
            clock.cancel()

    @staticmethod
    def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
        late.set()
        process.kill()

    def end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
        self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "actionplans.export.report_drawing"],  # not from where we are
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in a terminal goes to the parent alone
    )


def _ask(process: subprocess.Popen[bytes], page: Sought) -> Picture:
    """What the process answers. Raises OSError or ValueError if it does not."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    order = {
        "path": os.fspath(page.source),
        "password": page.password,
        "page": page.page,
        "turned": page.turned,
    }
    process.stdin.write(json.dumps(order).encode() + b"\n")
    process.stdin.flush()
    facts = json.loads(process.stdout.readline())
    if "reason" in facts:
        return Picture(reason=str(facts["reason"]))
    data = process.stdout.read(facts["length"])
    if len(data) != facts["length"]:
        raise ValueError("the picture is cut short")
    return Picture(data, "webp" if facts["kind"] == "webp" else "png")
