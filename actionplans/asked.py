"""What a user asks of a conversion, checked before anything is done."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Literal, get_args

from actionplans.errors import UsageError
from actionplans.limits import USUAL, Limits
from actionplans.normalise.profile import Profile, read_profile
from actionplans.worker import READER

OcrMode = Literal["auto", "off", "force"]
FORMATS = ("parquet", "csv", "json", "xlsx")


LEAST_MEMORY, MOST_MEMORY = 128, 1 << 24  # MB: what reading takes at least; 16 TB
MOST_TIME = 10_000_000  # seconds; nearly four months
_ADDRESS = re.compile(r"(?:\w+://)?(?:[^\s/:@]+|\[[\da-fA-F:]+\]):\d{1,5}/?|inproc://\S+")


def formats_of(told: Sequence[str] | str) -> tuple[str, ...]:
    """The formats of "csv,json", or of a sequence; each once."""
    names = told.split(",") if isinstance(told, str) else told
    return tuple(dict.fromkeys(str(name).strip().lower() for name in names))


def profile_of(told: Profile | str | PathLike[str] | None) -> Profile | None:
    """The profile, read where only its path is told. Raises ProfileError."""
    if told is None or isinstance(told, Profile):
        return told
    if not isinstance(told, (str, PathLike)):
        raise UsageError("profile", f"must be a Profile or the path of a file, not {told!r}.", "")
    return read_profile(told)


def ocr_of(told: str) -> OcrMode:
    """The mode of that name. Raises UsageError."""
    for mode in get_args(OcrMode):
        if told == mode:
            known: OcrMode = mode
            return known
    raise UsageError("ocr", f"must be one of {', '.join(get_args(OcrMode))}, not {told!r}.", "")


def folder_of(told: str | PathLike[str]) -> Path:
    """The folder to write to. Raises UsageError for an empty name, which would be this folder."""
    if not isinstance(told, (str, PathLike)) or not os.fspath(told):
        raise UsageError("out", "must name a folder.", "A dot is the one that you are in.")
    return Path(told)


def sources_of(
    told: Iterable[str | PathLike[str]] | str | PathLike[str],
) -> tuple[str | PathLike[str], ...]:
    """The files and folders to convert. Raises UsageError where there is none."""
    named = (told,) if isinstance(told, (str, PathLike)) else tuple(told)
    if not named or not all(isinstance(one, (str, PathLike)) and os.fspath(one) for one in named):
        raise UsageError("sources", "must name at least one PDF or folder.", "")
    return named


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
            said = f"no format is called {unknown[0]!r}." if unknown else "no format was named."
            raise UsageError("formats", said, f"There are {', '.join(FORMATS)}.")
        if self.jobs is not None and self.jobs < 1:
            raise UsageError("jobs", "must be 1 or more.", "")
        if not 0 <= self.limits.timeout <= MOST_TIME:
            raise UsageError("timeout", f"must be 0 (no limit) or up to {MOST_TIME:,} seconds.", "")
        if self.limits.memory and not LEAST_MEMORY <= self.limits.memory <= MOST_MEMORY:
            said = f"between {LEAST_MEMORY} and {MOST_MEMORY:,} MB"
            raise UsageError("memory", f"must be 0 (no limit) or {said}.", "")
        if self.scheduler is not None and not _ADDRESS.fullmatch(self.scheduler):
            said = f"must be an address such as tcp://HOST:8786, not {self.scheduler!r}."
            raise UsageError("scheduler", said, "`dask scheduler` prints it when it starts.")
        ocr_of(self.ocr)
