"""What a run did, in words for people who never heard of table detection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from actionplans.converting import Report

NAMED = 5  # sources named in one line


def summary(report: Report, out: Path) -> Iterator[str]:
    """The lines that end a run."""
    if report.files:
        yield from _dataset(report, out)
    elif (out / "datapackage.json").exists():
        yield f"Nothing could be converted; the dataset in {out} is that of an earlier run."
    else:
        yield "Nothing could be converted, and nothing was written."
    if report.skipped and report.converted:
        yield f"{_many(len(report.skipped), 'plan')} had not changed and were not read again."
    elif report.skipped:
        yield "No plan has changed since the last run; --force reads them again."
    if report.gone:
        yield f"No longer among the sources, and no longer in the dataset: {_names(report.gone)}."
    yield from report.notes
    if report.failed:
        yield f"{_many(len(report.failed), 'source')} failed, named above with the reason."
    if report.left:
        yield (
            f"Not come to: {_many(len(report.left), 'source')}. The same command goes on from here."
        )
    if report.files:
        yield f"Next: actionplans review {out}"


def _dataset(report: Report, out: Path) -> Iterator[str]:
    yield (
        f"{_many(report.plans, 'plan')} with {_many(report.actions, 'action')} in {out}: "
        f"{', '.join(path.name for path in report.files)}"
    )
    if report.flagged:
        yield f"{_many(report.flagged, 'action')} with a flag: something a person should look at."
    if report.unplaced:
        yield (
            f"{_many(report.unplaced, 'word')} inside the action tables found no place in a field; "
            "unplaced.json lists them."
        )
    else:
        yield "Every word inside the action tables found its place."


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
