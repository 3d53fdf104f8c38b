"""What a user asks of a conversion, checked before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from actionplans.limits import USUAL, Limits
from actionplans.normalise.profile import Profile
from actionplans.worker import READER

OcrMode = Literal["auto", "off", "force"]
FORMATS = ("parquet", "csv", "json", "xlsx")


class UsageError(ValueError):
    """An argument that cannot be meant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of convert(), with what they are when nothing is said. Raises UsageError.

    jobs: None is one a processor. reader: the function, as "module:name", that reads a source.
    """

    formats: Sequence[str] = ("parquet", "csv", "json")
    jobs: int | None = None
    password: str | None = None
    ocr: OcrMode = "auto"
    profile: Profile | None = None
    corrections: Path | None = None
    without_names: bool = False
    limits: Limits = USUAL
    scheduler: str | None = None
    force: bool = False
    fail_fast: bool = False
    reader: str = READER

    def __post_init__(self) -> None:
        unknown = [name for name in self.formats if name not in FORMATS]
        if unknown or not self.formats:
            said = f"no format is called {unknown[0]!r}" if unknown else "no format was named"
            raise UsageError(f"{said}; there are {', '.join(FORMATS)}.")
        if self.jobs is not None and self.jobs < 1:
            raise UsageError("jobs must be 1 or more.")
        if self.limits.timeout < 0 or self.limits.memory < 0:
            raise UsageError("timeout and memory must be 0 (no limit) or more.")
        if self.ocr not in get_args(OcrMode):
            raise UsageError(f"ocr must be one of {', '.join(get_args(OcrMode))}.")
