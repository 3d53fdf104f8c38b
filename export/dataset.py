"""Plans to the files of a dataset, written beside and moved into place."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from actionplans.errors import OutputError
from actionplans.export.writers import writers_for
from actionplans.normalise.plan import Plan

FORMATS = ("parquet", "csv", "json", "xlsx")


def extra_headings(plans: Iterable[Plan]) -> tuple[str, ...]:
    """Every heading of an extra column, in order of first appearance."""
    seen: dict[str, None] = {}
    for plan in plans:
        for action in plan.actions:
            seen.update(dict.fromkeys(action.extra))
    return tuple(seen)


def write_dataset(
    plans: Collection[Plan], out: Path, formats: Sequence[str] = ("parquet", "csv", "json")
) -> tuple[Path, ...]:
    """Write the plans into out, replacing the dataset that was there.

    plans is walked through more than once and may load each plan when it is reached. Returns the
    files written. Raises OutputError when out cannot be written; the old dataset is then whole.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=out) as name:
            folder = Path(name)
            with ExitStack() as stack:
                adders = [
                    stack.enter_context(writer)
                    for writer in writers_for(formats, folder, extra_headings(plans))
                ]
                for plan in plans:
                    for add in adders:
                        add(plan)
            return tuple(path.replace(out / path.name) for path in sorted(folder.iterdir()))
    except OSError as error:
        raise OutputError(
            str(out),
            f"the dataset could not be written ({error.strerror or error}).",
            "Free some space or choose another folder with --out.",
        ) from error
