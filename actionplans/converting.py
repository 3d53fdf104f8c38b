"""convert(): many sources to one dataset, reading only what is new or changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from actionplans.amending import Amend
from actionplans.asked import Asked, OcrMode
from actionplans.errors import ActionPlanError
from actionplans.export.replacing import STATE
from actionplans.limits import USUAL, Limits
from actionplans.lock import only_run_in
from actionplans.normalise.profile import Profile
from actionplans.parts import Facts, Failure, Parts
from actionplans.reading_all import Progress, read_all
from actionplans.sources import find_sources
from actionplans.state import State, read_state
from actionplans.survey import Wanted, survey
from actionplans.watching import Nobody, Watcher
from actionplans.writing import write


@dataclass(frozen=True, slots=True)
class Report:
    """What a conversion did.

    converted: sources that were read; skipped: those unchanged since the last run, whose plans are
    in the dataset as before; failed: an error for each source that is not in it; gone: sources of
    the last run that are not among those of this one. left: sources not come to, because the run
    was interrupted or stopped at the first failure. files: those of the dataset; empty when
    nothing could be written. The numbers are those of the whole dataset.
    """

    converted: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    failed: tuple[ActionPlanError, ...] = ()
    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    interrupted: bool = False
    files: tuple[Path, ...] = ()
    plans: int = 0
    actions: int = 0
    flagged: int = 0
    unplaced: int = 0
    notes: tuple[str, ...] = ()


def convert(
    sources: Iterable[str | PathLike[str]] | str | PathLike[str],
    out: str | PathLike[str] = "out",
    formats: Sequence[str] = ("parquet", "csv", "json"),
    jobs: int | None = None,
    *,
    password: str | None = None,
    ocr: OcrMode = "auto",
    profile: Profile | None = None,
    corrections: str | PathLike[str] | None = None,
    without_names: bool = False,
    timeout: float = USUAL.timeout,
    memory: int = USUAL.memory,
    scheduler: str | None = None,
    force: bool = False,
    fail_fast: bool = False,
) -> Report:
    """Convert PDFs, and folders of them, into one dataset in out.

    jobs: sources read at the same time, one a processor if None. timeout (seconds) and memory
    (megabytes) hold for each source, 0 is no limit; scheduler is the address of a Dask cluster.
    A source that fails is in the report's failed, and the others are converted. Raises OutputError
    when out cannot be written, ProfileError, ClusterError, or ValueError for a wrong argument.
    """
    asked = Asked(
        tuple(formats), jobs, password, ocr, profile,
        None if corrections is None else Path(corrections), without_names,
        Limits(timeout, memory), scheduler, force, fail_fast,
    )  # fmt: skip
    named = [sources] if isinstance(sources, (str, PathLike)) else sources
    return run(named, Path(out), asked, Nobody())


def run(named: Iterable[str | PathLike[str]], out: Path, asked: Asked, watcher: Watcher) -> Report:
    """The steps of a conversion, told to a watcher."""
    amend = _amend(asked)
    sources, missing = find_sources(named)
    with only_run_in(out) as hidden:
        before = read_state(hidden / STATE)
        parts = Parts(hidden / "parts")
        wanted, unreadable = survey(sources, out, asked, before)
        for error in (*missing, *unreadable):
            watcher.failed(error)
        progress = read_all(wanted, parts, asked, watcher)
        watcher.writing()
        files, notes = write(wanted, progress.outcomes, parts, out, asked, amend, before)
        if files and not progress.interrupted:
            parts.keep_only(one.made.key for one in wanted)
    return report(wanted, progress, before, (*missing, *unreadable), files, notes)


def _amend(asked: Asked) -> Amend:
    if asked.corrections is None:
        return Amend()
    from actionplans.corrections import read_corrections

    return Amend(read_corrections(asked.corrections), asked.profile, asked.without_names)


def report(
    wanted: Sequence[Wanted],
    progress: Progress,
    before: State,
    missing: Sequence[ActionPlanError],
    files: tuple[Path, ...],
    notes: tuple[str, ...],
) -> Report:
    """What became of every source."""
    outcomes = [(one, progress.outcomes.get(one.made.key)) for one in wanted]
    good = [(one, outcome) for one, outcome in outcomes if isinstance(outcome, Facts)]
    here = {one.place for one in wanted}
    return Report(
        converted=tuple(one.made.name for one, _ in good if one.made.key in progress.fresh),
        skipped=tuple(one.made.name for one, _ in good if one.made.key not in progress.fresh),
        failed=(
            *missing,
            *(o.error(one.made.name) for one, o in outcomes if isinstance(o, Failure)),
        ),
        gone=tuple(
            made.name
            for where, made in before.sources.items()
            if where not in here and not made.failed
        ),
        left=tuple(one.made.name for one, outcome in outcomes if outcome is None),
        interrupted=progress.interrupted,
        files=files,
        plans=len(good),
        actions=sum(facts.actions for _, facts in good),
        flagged=sum(facts.flagged for _, facts in good),
        unplaced=sum(facts.unplaced for _, facts in good),
        notes=notes,
    )
