"""convert(): many sources to one dataset, reading only what is new or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from actionplans.amending import Amend
from actionplans.asked import Asked, OcrMode, folder_of, formats_of, profile_of, sources_of
from actionplans.errors import ActionPlanError
from actionplans.export.names import PACKAGE
from actionplans.export.replacing import STATE, refuse_foreign
from actionplans.holding import Held, held, not_come_to, would_be_lost
from actionplans.limits import USUAL, Limits
from actionplans.lock import only_run_in
from actionplans.normalise.profile import Profile
from actionplans.parts import Facts, Failure, Parts
from actionplans.reading_all import Progress, read_all
from actionplans.sources import find_sources
from actionplans.state import State, read_state
from actionplans.survey import Wanted, survey
from actionplans.watching import Nobody, Watcher
from actionplans.writing import Written, write


@dataclass(frozen=True, slots=True)
class Report:
    """What a conversion did.

    converted: sources that were read; skipped: those unchanged since the last run, whose plans are
    in the dataset as before; failed: an error for each source that could not be read; gone:
    sources of the last run that are not among those of this one. left: sources not come to, because
    the run was interrupted or stopped at the first failure. kept: those of left and failed whose
    plans are in the dataset as an earlier run read them; lost: those of failed whose plans were in
    the dataset and are no longer. files: those of the dataset; empty when none was written, and an
    older dataset is as it was. written: whether the files are new; if not, they had not to change.
    notes: what to say of corrections that were not applied, of the report, of the profile. The
    numbers are those of the whole dataset.
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
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    written: bool = False


def convert(
    sources: Iterable[str | PathLike[str]] | str | PathLike[str],
    out: str | PathLike[str] = "out",
    formats: Sequence[str] | str = ("parquet", "csv", "json"),
    jobs: int | None = None,
    *,
    password: str | None = None,
    ocr: OcrMode = "auto",
    profile: Profile | str | PathLike[str] | None = None,
    corrections: str | PathLike[str] | None = None,
    without_names: bool = False,
    timeout: float = USUAL.timeout,
    memory: int = USUAL.memory,
    scheduler: str | None = None,
    force: bool = False,
    fail_fast: bool = False,
) -> Report:
    """Convert PDFs, and folders of them, into one dataset in out.

    formats may be one text, "csv,json". jobs: sources read at the same time, one a processor if
    None. profile is a Profile or the path of its file. timeout (seconds) and memory (megabytes)
    hold for each source, 0 is no limit; scheduler is the address of a Dask cluster. A source that
    fails is in the report's failed, and the others are converted. Raises OutputError when out
    cannot be written, ProfileError, CorrectionsError, ClusterError, or UsageError, which is a
    ValueError, for a wrong argument.
    """
    asked = Asked(
        formats_of(formats), jobs, password, ocr, profile_of(profile),
        None if corrections is None else Path(corrections), without_names,
        Limits(timeout, memory), scheduler, force, fail_fast,
    )  # fmt: skip
    return run(sources_of(sources), folder_of(out), asked, Nobody())


def run(named: Sequence[str | PathLike[str]], out: Path, asked: Asked, watcher: Watcher) -> Report:
    """The steps of a conversion, told to a watcher."""
    amend = _amend(asked)
    sources, missing = find_sources(named)
    if not sources:  # nothing to do, so nothing is touched
        for error in missing:
            watcher.failed(error)
        return Report(failed=missing)
    refuse_foreign(out, asked.formats)
    with only_run_in(out) as hidden:
        refuse_foreign(out, asked.formats)  # now that an interrupted run is settled
        before = read_state(hidden / STATE)
        parts = Parts(hidden / "parts")
        wanted = survey(sources, out, asked, amend.corrections, before)
        unreadable = [one.unreadable for one in wanted if one.unreadable]
        for error in (*missing, *unreadable):
            watcher.failed(error)
        failed = bool(missing or unreadable)
        progress = read_all(wanted, parts, asked, watcher, failed=failed)
        watcher.writing()
        plans = held(wanted, progress.outcomes, parts)
        left = not_come_to(wanted, progress.outcomes)
        if would_be_lost(left, plans) and (out / PACKAGE).exists():
            written = Written()
        else:
            written = write(wanted, plans, parts, out, asked, amend, before)
        if written.files and not left:
            parts.keep_only({o.made.key for o in wanted} | {p.made.key for p in plans})
    return report(wanted, progress, plans, before, missing, written, asked)


def _amend(asked: Asked) -> Amend:
    if asked.corrections is None:
        return Amend()
    from actionplans.corrections import read_corrections

    return Amend(read_corrections(asked.corrections), asked.profile, asked.without_names)


def report(
    wanted: Sequence[Wanted],
    progress: Progress,
    plans: Sequence[Held],
    before: State,
    missing: Sequence[ActionPlanError],
    written: Written,
    asked: Asked,
) -> Report:
    """What became of every source."""
    outcomes = [(one, progress.outcomes.get(one.made.key)) for one in wanted]
    good = [one.made for one, outcome in outcomes if isinstance(outcome, Facts)]
    failed = [(one, one.unreadable) for one in wanted if one.unreadable]
    failed += [(one, o.error(one.source.shown)) for one, o in outcomes if isinstance(o, Failure)]
    here, there = {one.place for one in wanted}, {each.one.place for each in plans}
    in_it = plans if written.files else ()
    return Report(
        converted=tuple(made.name for made in good if made.key in progress.fresh),
        skipped=tuple(made.name for made in good if made.key not in progress.fresh),
        failed=(*missing, *(error for _, error in failed)),
        gone=tuple(
            made.name
            for where, made in before.sources.items()
            if where not in here and not made.failed
        ),
        left=tuple(one.made.name for one in not_come_to(wanted, progress.outcomes)),
        interrupted=progress.interrupted,
        files=written.files,
        plans=len(in_it),
        actions=sum(each.facts.actions for each in in_it),
        flagged=sum(each.facts.flagged for each in in_it),
        unplaced=sum(each.facts.unplaced for each in in_it),
        notes=(*written.notes, *_unused(plans, asked)),
        kept=tuple(each.made.name for each in in_it if each.is_former),
        lost=tuple(
            one.made.name
            for one, _ in failed
            if one.former and one.place not in there and written.files
        ),
        written=written.anew,
    )


def _unused(plans: Sequence[Held], asked: Asked) -> Iterator[str]:
    """What to say of headings that the profile names and no plan has."""
    if not plans or not asked.profile:
        return
    for heading in asked.profile.headings:
        if all(heading in each.facts.unused for each in plans):
            yield f"The profile names a heading that is in no plan: “{heading}”."
