"""A new dataset takes the place of the old one: all of it or nothing, whatever ends the process.

The new files are written in a hidden folder of the dataset's own. Where the system can exchange two
folders in one step (Linux, macOS) and nothing speaks against it, a second folder is made beside the
dataset, with the new files and links to whatever else lies in the old one, and the two change
names. Elsewhere the new files are moved over the old ones by a list written down before, and
whoever comes next finishes the list.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path

from actionplans.errors import OutputError
from actionplans.export.exchanging import exchange
from actionplans.export.names import FILES, NAME, PACKAGE, REPORT, files_for

HIDDEN = ".actionplans"  # the converter's own folder in a dataset
NEXT = "next"  # in it: the new files while they are written
JOURNAL = "journal.json"  # in it: which files are being moved, and which removed
WRITING = "journal.tmp"  # in it: the journal while it is written
MADE = "made"  # in it: in a folder beside the dataset that has not been exchanged yet
STATE = "state.json"  # in it: what the dataset was made of; replaced together with it
LOCK = "lock"  # in it: held by the run that writes; it must stay the same file


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """An empty folder for the new dataset, which takes the old one's place when the block ends.

    Where the block fails, the old dataset stays as it is. Raises OutputError.
    """
    try:
        out = out.resolve()
        out.mkdir(parents=True, exist_ok=True)
        settle(out)
        folder = out / HIDDEN / NEXT
        folder.mkdir(parents=True)
        try:
            yield folder
            _commit(folder, out)
        except BaseException:
            if not (out / HIDDEN / JOURNAL).exists():
                shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise not_written(out, error) from error


def not_written(out: Path, error: OSError) -> OutputError:
    """What to tell somebody whose disk or rights do not let us write."""
    why, step = error.strerror or str(error), "Choose another folder with --out"
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        why = "there is a file where the folder should be"
    elif error.errno in (ENOSPC, EDQUOT):
        step = "Free some space, or choose another folder with --out"
    return OutputError(
        str(out),
        f"the dataset could not be written ({why}).",
        f"{step}; what was there before is unchanged.",
    )


def settle(out: Path) -> None:
    """Finish or undo what an interrupted replacement left. Harmless where there is nothing."""
    hidden, beside = out / HIDDEN, _beside(out)
    if (beside / HIDDEN / MADE).exists():
        shutil.rmtree(beside)  # it was not exchanged: all it holds are links
    elif beside.is_dir():
        _take_over(beside, out)
    if (hidden / JOURNAL).exists():
        _roll_forward(hidden, out)
    shutil.rmtree(hidden / NEXT, ignore_errors=True)
    for name in (MADE, WRITING):
        (hidden / name).unlink(missing_ok=True)


def dataset_files(folder: Path) -> frozenset[str]:
    """The names of the files of the dataset in a folder, as its data package describes them.

    A data package that somebody else wrote describes no file of ours.
    """
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        if package["name"] != NAME:
            return frozenset()
        named = {str(resource["path"]) for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(named & FILES | {PACKAGE, REPORT})


def refuse_foreign(out: Path, formats: Sequence[str]) -> None:
    """Raise OutputError where the dataset would take the place of files that are not its own.

    Its own are those that its data package names, and those that the last run wrote.
    """
    known = set(dataset_files(out)) | _written_before(out)
    try:
        if (out / HIDDEN / JOURNAL).exists():  # half of the files are in place
            return
        foreign = sorted(name for name in files_for(formats) - known if os.path.lexists(out / name))
    except OSError as error:
        raise not_written(out, error) from error
    if foreign:
        raise OutputError(
            str(out),
            f"this folder holds {', '.join(foreign)}, not written by actionplans; "
            "the dataset would overwrite it.",
            "Choose another folder with --out, or move the file away.",
        )


def _written_before(out: Path) -> set[str]:
    try:
        return set(json.loads((out / HIDDEN / STATE).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _commit(folder: Path, out: Path) -> None:
    new = [path.name for path in folder.iterdir()]
    for name in new:
        _to_disk(folder / name)
    gone = sorted(dataset_files(out) - set(new))
    if not _exchanged(folder, out, leave=gone):
        journal = folder.parent / JOURNAL
        beside = folder.parent / WRITING
        beside.write_text(json.dumps({"move": sorted(new), "remove": gone}), encoding="utf-8")
        _to_disk(beside)
        beside.replace(journal)
        _roll_forward(folder.parent, out)


def _to_disk(path: Path) -> None:
    """Have the file's bytes on the disk before its name says that they are there."""
    if path.is_file():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _roll_forward(hidden: Path, out: Path) -> None:
    journal = hidden / JOURNAL
    plan = json.loads(journal.read_text(encoding="utf-8"))
    for name in plan["move"]:
        with suppress(FileNotFoundError):  # moved before
            (hidden / NEXT / name).replace(_place(out, name))
    for name in plan["remove"]:
        (out / name).unlink(missing_ok=True)
    journal.unlink()
    shutil.rmtree(hidden / NEXT, ignore_errors=True)


def _place(out: Path, name: str) -> Path:
    """Where a new file belongs: the converter's own state goes to the hidden folder."""
    return out / HIDDEN / name if name == STATE else out / name


def _exchanged(folder: Path, out: Path, leave: Iterable[str]) -> bool:
    """Whether out could be exchanged for a folder with the new files and all else that is in it."""
    beside = _beside(out)
    try:
        if not _may_be_exchanged(out):
            return False
        _make(beside, folder, out, set(leave))
        exchange(beside, out)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        return False
    _take_over(beside, out)
    shutil.rmtree(out / HIDDEN / NEXT, ignore_errors=True)
    (out / HIDDEN / MADE).unlink(missing_ok=True)
    return True


def _may_be_exchanged(out: Path) -> bool:
    """Not the folder that somebody stands in, nor a mount, nor one with folders of the user's."""
    return (
        not Path.cwd().is_relative_to(out)
        and not os.path.ismount(out)
        and all(path.name == HIDDEN or not path.is_dir() for path in out.iterdir())
    )


def _make(beside: Path, folder: Path, out: Path, leave: set[str]) -> None:
    """The folder that is to become out, made of links."""
    (beside / HIDDEN).mkdir(parents=True)
    (beside / HIDDEN / MADE).touch()
    for path in folder.iterdir():
        os.link(path, _place(beside, path.name))
    for path in out.iterdir():
        if path.name != HIDDEN and path.name not in leave and not (beside / path.name).exists():
            os.link(path, beside / path.name, follow_symlinks=False)
    with suppress(FileNotFoundError):
        os.link(out / HIDDEN / LOCK, beside / HIDDEN / LOCK)
    shutil.copystat(out, beside)
    with suppress(OSError):
        os.chown(beside, out.stat().st_uid, out.stat().st_gid)


def _take_over(old: Path, out: Path) -> None:
    """Move what out has not got from the folder that was out before, and remove that folder."""
    of_datasets = dataset_files(old) | dataset_files(out)
    for path in old.iterdir():
        now = out / path.name
        if path.name == HIDDEN or path.name in of_datasets:
            continue
        if not os.path.lexists(now) or not os.path.samestat(path.lstat(), now.lstat()):
            path.replace(now)  # somebody saved it while the folders changed names
    (out / HIDDEN).mkdir(exist_ok=True)
    for path in (old / HIDDEN).iterdir() if (old / HIDDEN).is_dir() else ():
        if path.name != NEXT and not (out / HIDDEN / path.name).exists():
            path.replace(out / HIDDEN / path.name)
    shutil.rmtree(old)


def _beside(out: Path) -> Path:
    return out.parent / f".{out.name}{HIDDEN}"
