"""From what the user names to the PDFs to convert, each known by its content."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from actionplans.errors import ActionPlanError, SourceNotFoundError, SourceUnreadableError


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF to convert. path opens it; name is how the dataset calls it.

    name is the path below the folder that the user named, or the file's name.
    """

    path: Path
    name: str


def find_sources(
    named: Iterable[str | PathLike[str]],
) -> tuple[tuple[Source, ...], tuple[ActionPlanError, ...]]:
    """The PDFs that the named files and folders are, in order of path, and what was not there.

    Folders are searched with all that is below them, links to folders left aside.
    """
    found: dict[str, Source] = {}
    missing: list[ActionPlanError] = []
    for one in map(Path, named):
        if one.is_dir():
            sources, faults = _in_folder(one)
        elif one.is_file():
            sources, faults = [Source(one, printable(one.name))], []
        else:
            sources, faults = [], [_not_there(one)]
        missing += faults
        for source in sources:
            found.setdefault(os.path.realpath(source.path), source)
    ordered = sorted(found.values(), key=lambda source: (str(source.path), source.name))
    return _told_apart(ordered), tuple(missing)


def _not_there(path: Path) -> ActionPlanError:
    return SourceNotFoundError(
        printable(path), "there is no such file or folder.", "Check the spelling of the path."
    )


def _in_folder(folder: Path) -> tuple[list[Source], list[ActionPlanError]]:
    unreadable: list[OSError] = []
    sources = []
    for inside, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if name != ".actionplans"]
        for file in files:
            # "._plan.pdf" is what a Mac leaves beside plan.pdf on other systems' disks: no PDF.
            if file.lower().endswith(".pdf") and not file.startswith("._"):
                path = Path(inside, file)
                sources.append(Source(path, printable(path.relative_to(folder).as_posix())))
    faults: list[ActionPlanError] = [
        SourceUnreadableError(
            printable(error.filename or folder),
            f"the folder cannot be read ({error.strerror}).",
            "Ask for the right to read it.",
        )
        for error in unreadable
    ]
    if not sources and not faults:
        reason = "there is no PDF in this folder."
        faults = [SourceNotFoundError(printable(folder), reason, "Name a folder that holds PDFs.")]
    return sources, faults


def _told_apart(sources: list[Source]) -> tuple[Source, ...]:
    """Sources of the same name from several places are called by their whole path as given."""
    times = Counter(source.name for source in sources)
    return tuple(
        source
        if times[source.name] == 1
        else Source(source.path, printable(source.path.as_posix()))
        for source in sources
    )


def printable(path: str | PathLike[str]) -> str:
    """A file name that any terminal and any file can hold.

    Bytes that are no UTF-8 and characters that steer a terminal become U+FFFD.
    """
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes in hexadecimal. Raises SourceUnreadableError."""
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "it is no longer there, or is no file")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceUnreadableError(
            printable(path),
            f"it cannot be read from the disk ({error.strerror or error}).",
            "Ask for the right to read it, or copy it again.",
        ) from error
