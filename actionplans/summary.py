"""What a run did, in words for people who never heard of table detection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actionplans.converting import Report

NAMED = 5  # sources named in one line


def summary(report: Report, out: Path, *, force: bool = False) -> Iterator[str]:
    """The lines that end a run."""
    if report.files:
        yield from _dataset(report, out)
    elif report.left and (out / "datapackage.json").exists():
        yield (
            f"The dataset in {out} is as it was: this run read with other options or another "
            "version than the one before, and ended before it had read every plan again."
        )
    elif (out / "datapackage.json").exists():
        yield f"Nothing could be converted; the dataset in {out} is that of an earlier run."
    else:
        yield "Nothing could be converted, and no dataset was written."
    if report.skipped and _nothing_new(report):
        yield "No plan has changed since the last run; --force reads them again."
    elif report.skipped:
        yield f"{many(len(report.skipped), 'plan')} had not changed and were not read again."
    if report.gone and report.files:
        yield f"No longer among the sources, and no longer in the dataset: {_names(report.gone)}."
    elif report.gone:
        yield f"No longer among the sources: {_names(report.gone)}."
    yield from troubles(report)
    if report.failed:
        yield f"{many(len(report.failed), 'source')} failed, named above with the reason."
    if report.left:
        again = "begins anew" if force else "goes on from here"
        yield f"Not come to: {many(len(report.left), 'source')}. The same command {again}."
    if report.files:
        yield f"Next: actionplans review {out}"


def troubles(report: Report) -> Iterator[str]:
    """What went wrong without being the failure of a source: also said to who wants quiet."""
    if report.lost:
        yield f"No longer in the dataset, as they failed: {_names(report.lost)}."
    if report.kept:
        yield (
            "In the dataset as an earlier run read them, since this one did not: "
            f"{_names(report.kept)}."
        )
    yield from report.notes


def _nothing_new(report: Report) -> bool:
    return not (report.converted or report.failed or report.left or report.gone or report.written)


def _dataset(report: Report, out: Path) -> Iterator[str]:
    yield (
        f"{many(report.plans, 'plan')} with {many(report.actions, 'action')} in {out}: "
        f"{', '.join(path.name for path in report.files)}"
    )
    if report.flagged:
        yield f"{many(report.flagged, 'action')} with a flag: something a person should look at."
    if report.unplaced:
        yield (
            f"{many(report.unplaced, 'word')} inside the action tables found no place in a field; "
            "unplaced.json lists them."
        )
    else:
        yield "Every word inside the action tables found its place."


def many(count: int, what: str) -> str:
    """So many of these: "1 plan", "1,200 plans"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
