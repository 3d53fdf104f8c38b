"""The progress bar and the failures as they happen, on a terminal's stderr."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from actionplans.errors import ActionPlanError


class OnTerminal:
    """A watcher that shows one bar: plans, pages, time left. Quiet, it only names failures."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console = console
        self._pages = 0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("plans, {task.fields[pages]} pages"),
            TimeRemainingColumn(),
            console=console,
            disable=quiet or not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("Reading", total=None, pages=0, start=False)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def begin(self, sources: int, unchanged: int) -> None:
        self._bar.start_task(self._task)
        self._bar.update(self._task, total=sources - unchanged)

    def read(self, pages: int) -> None:
        self._pages += pages
        self._bar.update(self._task, advance=1, pages=self._pages)

    def failed(self, error: ActionPlanError) -> None:
        self._console.print(f"failed: {error}", style="red", markup=False)

    def writing(self) -> None:
        self._bar.update(self._task, description="Writing the dataset")
