"""What can go wrong, said so that the reader of the message knows what to do next."""

from __future__ import annotations

import traceback
from pathlib import Path


class ActionPlanError(Exception):
    """Base of every error this package raises on purpose.

    source: the file as the user named it; reason: what is wrong with it, in plain words;
    next_step: what the user can do about it.
    """

    def __init__(self, source: str, reason: str, next_step: str) -> None:
        super().__init__(source, reason, next_step)
        self.source = source
        self.reason = reason
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.source}: {_after_colon(self.reason)} {self.next_step}".rstrip()


class UsageError(ActionPlanError, ValueError):
    """An argument that cannot be meant; source is its name."""


class SourceNotFoundError(ActionPlanError):
    """The named file or folder is not there, or a folder holds no PDF."""


class SourceUnreadableError(ActionPlanError):
    """The file or folder is there and the system does not let it be read."""


class NotAPdfError(ActionPlanError):
    """The bytes are no PDF, or a PDF too damaged to open."""


class EncryptedPdfError(ActionPlanError):
    """The PDF wants a password that was not given, or the given one is wrong."""


class EmptyPdfError(ActionPlanError):
    """The PDF has no pages."""


class NoTextLayerError(ActionPlanError):
    """The pages are pictures and optical character recognition is off or not installed."""


class NoActionTableError(ActionPlanError):
    """The PDF was read, and no table in it is an action plan."""


class ProfileError(ActionPlanError):
    """A profile file has a key or value that is not understood."""


class CorrectionsError(ActionPlanError):
    """A file of corrections cannot be read, or lacks a column."""


class LimitError(ActionPlanError):
    """The source needed more time or memory than the run allows."""


class CrashError(ActionPlanError):
    """The source ended the process that read it."""


class UnexpectedError(ActionPlanError):
    """A fault of this package that the source brought to light."""


class OutputError(ActionPlanError):
    """The dataset cannot be written where it was asked for."""


class LockedError(OutputError):
    """Another run is writing into the same folder."""


class ClusterError(ActionPlanError):
    """The scheduler cannot be reached, or its workers cannot do the work."""


def _after_colon(reason: str) -> str:
    """The reason as it reads behind a name and a colon."""
    first = reason.partition(" ")[0]
    return reason[:1].lower() + reason[1:] if first in _SMALL_WORDS else reason


_SMALL_WORDS = ("It", "Its", "The", "There", "This", "No", "None", "A", "An", "All")


def unexpected(source: str, error: BaseException) -> UnexpectedError:
    """A fault of this package, said in one line with the place that a developer looks for."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    said = " ".join(str(error).split())[:200]
    return UnexpectedError(
        source,
        f"the converter met something it was not made for ({type(error).__name__}: {said}{place}).",
        "Please report this with the file, so that it can be mended.",
    )
