"""Every wanted source becomes a part: those that are not there yet are read, the others not."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib import import_module

from actionplans.asked import Asked
from actionplans.crew import Crew, on_this_machine, processors, work
from actionplans.errors import EncryptedPdfError
from actionplans.export.replacing import not_written
from actionplans.parts import Facts, Failure, Outcome, Part, Parts
from actionplans.survey import Wanted
from actionplans.watching import Watcher
from actionplans.worker import Task

LOCKED = EncryptedPdfError.__name__


@dataclass(slots=True)
class Progress:
    """What is known so far, by the key of the part. fresh: the parts that this run has made."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    interrupted: bool = False

    @property
    def has_failed(self) -> bool:
        return any(isinstance(outcome, Failure) for outcome in self.outcomes.values())


def read_all(
    wanted: Sequence[Wanted], parts: Parts, asked: Asked, watcher: Watcher, *, failed: bool = False
) -> Progress:
    """Read what has to be read. Ctrl-C, or a failure with fail_fast, ends it early and in order.

    failed: a source has failed already, as it is not there or cannot be opened.
    """
    readable = [one for one in wanted if not one.unreadable]
    progress = Progress(_known(readable, parts, asked))
    alike: dict[str, list[Wanted]] = {}  # the same file under several names is read once
    for one in readable:
        alike.setdefault(one.made.key, []).append(one)
    watcher.begin(len(readable), sum(len(alike[key]) for key in progress.outcomes))
    for key, outcome in progress.outcomes.items():
        _tell(watcher, alike[key], outcome, again=True)
    tasks = [_task(same[0], asked) for key, same in alike.items() if key not in progress.outcomes]
    if not tasks or (asked.fail_fast and (failed or progress.has_failed)):
        return progress
    try:
        with _crew(asked, tasks) as crew:
            _load_writers(asked)
            for task, part in work(crew, tasks):
                _keep(task, part, parts)
                progress.outcomes[task.key] = part.outcome
                progress.fresh.add(task.key)
                _tell(watcher, alike[task.key], part.outcome)
                if asked.fail_fast and progress.has_failed:
                    break
    except KeyboardInterrupt:
        progress.interrupted = True
    return progress


def _tell(watcher: Watcher, alike: Sequence[Wanted], outcome: Outcome, again: bool = False) -> None:
    for one in alike:
        if isinstance(outcome, Failure):
            watcher.failed(outcome.error(one.source.shown))
        if not again:
            watcher.read(outcome.pages if isinstance(outcome, Facts) else 0)


def _task(one: Wanted, asked: Asked) -> Task:
    return Task(
        one.made.key, str(one.source.path.absolute()), one.made.name, one.made.sha256,
        asked.password, asked.ocr, asked.profile, asked.without_names, asked.limits, asked.reader,
        one.made.plan_id, one.corrections,
    )  # fmt: skip


def _crew(asked: Asked, tasks: Sequence[Task]) -> AbstractContextManager[Crew]:
    if asked.scheduler:
        from actionplans.cluster import on_cluster

        return on_cluster(asked.scheduler)
    return on_this_machine(min(asked.jobs or processors(), len(tasks)), tasks[0])


def _load_writers(asked: Asked) -> None:
    """Load what the end of the run needs while the processes that read are still starting."""
    import_module("actionplans.export.dataset")
    if "parquet" in asked.formats:
        import_module("pyarrow.parquet")


def _keep(task: Task, part: Part, parts: Parts) -> None:
    """Save the part, unless another run may find its source in better shape.

    A failure never takes the place of a plan: these very bytes have been read before.
    """
    lasting = isinstance(part.outcome, Facts) or part.outcome.lasting
    known = None if isinstance(part.outcome, Facts) else parts.outcome(task.key)
    if lasting and not isinstance(known, Facts):
        try:
            parts.save(task.key, part)
        except OSError as error:
            raise not_written(parts.folder.parent.parent, error) from error


def _known(wanted: Sequence[Wanted], parts: Parts, asked: Asked) -> dict[str, Outcome]:
    """The outcomes of sources that need not be read again."""
    known: dict[str, Outcome] = {}
    if asked.force:
        return known
    for key in {one.made.key for one in wanted}:
        outcome = parts.outcome(key)
        if isinstance(outcome, Failure) and outcome.limits not in (None, str(asked.limits)):
            continue  # it failed for want of time or memory, and may now have more
        if isinstance(outcome, Failure) and outcome.kind == LOCKED and asked.password is not None:
            continue  # it failed for want of a password
        if outcome is not None:
            known[key] = outcome
    return known
