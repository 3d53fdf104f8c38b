"""What a run tells while it goes on, and to whom: nobody by default."""

from __future__ import annotations

from typing import Protocol

from actionplans.errors import ActionPlanError


class Watcher(Protocol):
    """Somebody who wants to know how a run gets on."""

    def begin(self, sources: int, unchanged: int) -> None:
        """So many sources there are, and so many of them need not be read again."""

    def read(self, pages: int) -> None:
        """One more source is done, with so many pages."""

    def failed(self, error: ActionPlanError) -> None:
        """One more source has failed."""

    def writing(self) -> None:
        """All sources are done, the dataset is being written."""


class Nobody:
    """The watcher of a library call."""

    def begin(self, sources: int, unchanged: int) -> None: ...

    def read(self, pages: int) -> None: ...

    def failed(self, error: ActionPlanError) -> None: ...

    def writing(self) -> None: ...
