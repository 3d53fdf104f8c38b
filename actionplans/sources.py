"""From what the user names to the PDFs to convert, each known by its content."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
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

    @property
    def shown(self) -> str:
        """The path as the user named it, or as it was found in a folder that the user named."""
        return printable(self.path)


def find_sources(
    named: Iterable[str | PathLike[str]],
) -> tuple[tuple[Source, ...], tuple[ActionPlanError, ...]]:
    """The PDFs that the named files and folders are, in order of path, and what was not there.

    Folders are searched with all that is below them, links to folders left aside.
    """
    found: list[Source] = []
    missing: list[ActionPlanError] = []
    for one in map(Path, named):
        try:
            sources, faults = _named(one)
        except OSError as error:
            sources, faults = [], [_unreadable(one, "it", error)]
        missing += faults
        found += sources
    return _told_apart(_each_once(found)), tuple(missing)


def _named(one: Path) -> tuple[list[Source], list[ActionPlanError]]:
    """The sources of one name that the user gave."""
    if one.is_dir():
        return _in_folder(one)
    if one.exists():  # what is no file says so when it is opened
        return [Source(one, printable(one.name))], []
    return [], [_not_there(one)]


def _unreadable(path: str | PathLike[str], what: str, error: OSError) -> ActionPlanError:
    reason = f"{what} cannot be read ({error.strerror or error})."
    return SourceUnreadableError(printable(path), reason, "Ask for the right to read it.")


def _each_once(sources: Iterable[Source]) -> list[Source]:
    """The sources in order of path; of a file with several names its own before a link's."""
    by_rank = sorted(sources, key=lambda source: (source.path.is_symlink(), *_order(source)))
    once: dict[str, Source] = {}
    for source in by_rank:
        once.setdefault(os.path.realpath(source.path), source)
    return sorted(once.values(), key=_order)


def _order(source: Source) -> tuple[str, str]:
    return str(source.path), source.name


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
        _unreadable(error.filename or folder, "the folder", error) for error in unreadable
    ]
    if not sources and not faults:
        reason = "there is no PDF in this folder."
        faults = [SourceNotFoundError(printable(folder), reason, "Name a folder that holds PDFs.")]
    return sources, faults


def _told_apart(sources: list[Source]) -> tuple[Source, ...]:
    """Sources of the same name from several places are called by as much of their path, from its
    end, as tells them apart."""
    times = Counter(source.name for source in sources)
    longer = {
        name: _tails([source.path for source in sources if source.name == name])
        for name, count in times.items()
        if count > 1
    }
    told = [
        Source(source.path, longer[source.name][source.path]) if source.name in longer else source
        for source in sources
    ]
    if told != sources and len({source.name for source in told}) < len(told):
        return _told_apart(told)  # a longer name is another's own
    return tuple(told)


def _tails(paths: Sequence[Path]) -> dict[Path, str]:
    """The shortest ends of the paths that differ."""
    parts = {path: Path(os.path.normpath(path.absolute())).parts for path in paths}
    length = 1
    while True:
        length += 1
        ends = {path: printable(Path(*each[-length:]).as_posix()) for path, each in parts.items()}
        if len(set(ends.values())) == len(paths) or length > max(map(len, parts.values())):
            return ends


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
        raise _from_disk(path, error) from error


def check_readable(path: Path) -> None:
    """Raise SourceUnreadableError where there is something that the system lets nobody read."""
    try:
        if path.is_file():
            path.open("rb").close()
    except OSError as error:
        raise _from_disk(path, error) from error


def _from_disk(path: Path, error: OSError) -> SourceUnreadableError:
    return SourceUnreadableError(
        printable(path),
        f"it cannot be read from the disk ({error.strerror or error}).",
        "Ask for the right to read it, or copy it again.",
    )
