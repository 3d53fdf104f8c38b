"""Plans to the files of a dataset, written beside and moved into place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from actionplans.export.datapackage import data_package, package_text
from actionplans.export.flat import extra_columns
from actionplans.export.records import text
from actionplans.export.replacing import replacing
from actionplans.export.writers import writers_for
from actionplans.export.xlsx import xlsx_writer
from actionplans.normalise.plan import Plan

FORMATS = ("parquet", "csv", "json", "xlsx")


def extra_headings(plans: Iterable[Plan]) -> tuple[str, ...]:
    """Every heading of an extra column, in order of first appearance."""
    seen: dict[str, None] = {}
    for plan in plans:
        for action in plan.actions:
            seen.update(dict.fromkeys(map(text, action.extra)))
    return tuple(seen)


def write_files(
    plans: Collection[Plan], folder: Path, formats: Sequence[str], version: str
) -> None:
    """Write every file of the dataset into an empty folder."""
    extra = extra_columns(extra_headings(plans))
    with ExitStack() as stack:
        adders = [stack.enter_context(writer) for writer in writers_for(formats, folder, extra)]
        if "xlsx" in formats:
            rows = sum(len(plan.actions) for plan in plans)
            adders.append(stack.enter_context(xlsx_writer(folder / "actions.xlsx", extra, rows)))
        for plan in plans:
            for add in adders:
                add(plan)
    package = data_package(folder.iterdir(), extra, version)
    (folder / "datapackage.json").write_text(package_text(package), encoding="utf-8", newline="\n")


def write_dataset(
    plans: Collection[Plan],
    out: Path,
    formats: Sequence[str] = ("parquet", "csv", "json"),
    version: str = "",
) -> tuple[Path, ...]:
    """Write the plans into out, replacing the dataset that was there; the report has no pictures.

    plans is walked through more than once and may load each plan when it is reached. Returns the
    files written. Raises OutputError when out cannot be written; the old dataset is then whole.
    """
    from actionplans.export.report import write_report

    with replacing(out) as folder:
        write_files(plans, folder, formats, version)
        write_report(plans, folder, sources={}, version=version, pictures=False)
        names = sorted(path.name for path in folder.iterdir())
    return tuple(out / name for name in names)
