"""convert(): many sources to one dataset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from actionplans.errors import ActionPlanError, SourceNotFoundError
from actionplans.normalise.plan import Plan
from actionplans.normalise.profile import Profile
from actionplans.reading import OcrMode, read


@dataclass(frozen=True, slots=True)
class Report:
    """What a conversion did: sources converted, skipped as unchanged, and failed with the error."""

    converted: tuple[str, ...]
    skipped: tuple[str, ...]
    failed: tuple[ActionPlanError, ...]
    files: tuple[Path, ...]
    plans: int
    actions: int
    flagged: int


def find_sources(sources: Iterable[str | PathLike[str]]) -> tuple[Path, ...]:
    """The PDF files that the sources name: files as they are, folders searched recursively.

    Raises SourceNotFoundError for a source that is not there, or a folder without PDFs.
    """
    found: dict[Path, None] = {}
    for source in map(Path, sources):
        if source.is_dir():
            inside = sorted(p for p in source.rglob("*") if p.suffix.lower() == ".pdf")
            if not inside:
                raise SourceNotFoundError(
                    str(source), "there is no PDF in this folder.", "Name a folder that holds PDFs."
                )
            found.update(dict.fromkeys(inside))
        elif source.exists():
            found[source] = None
        else:
            raise SourceNotFoundError(
                str(source), "there is no such file or folder.", "Check the spelling of the path."
            )
    return tuple(found)


def renamed(plan: Plan, plan_id: str) -> Plan:
    """The plan under another plan_id, in its actions and repairs too."""

    def moved(action_id: str | None) -> str | None:
        return None if action_id is None else plan_id + action_id[len(plan.plan_id) :]

    return replace(
        plan,
        plan_id=plan_id,
        actions=tuple(
            replace(a, plan_id=plan_id, action_id=moved(a.action_id) or "") for a in plan.actions
        ),
        repairs=tuple(replace(r, action_id=moved(r.action_id)) for r in plan.repairs),
    )


def with_unique_ids(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The plans, those whose plan_id was taken before with a number behind it."""
    taken: set[str] = set()
    unique = []
    for plan in plans:
        plan_id, count = plan.plan_id, 1
        while plan_id in taken:
            count += 1
            plan_id = f"{plan.plan_id}-{count}"
        taken.add(plan_id)
        unique.append(plan if plan_id == plan.plan_id else renamed(plan, plan_id))
    return tuple(unique)


def convert(
    sources: Iterable[str | PathLike[str]],
    out: str | PathLike[str] = "out",
    formats: Sequence[str] = ("parquet", "csv", "json"),
    jobs: int | None = None,  # noqa: ARG001
    *,
    password: str | None = None,
    ocr: OcrMode = "auto",
    profile: Profile | None = None,
) -> Report:
    """Convert every source into one dataset in out."""
    from actionplans import __version__
    from actionplans.export.dataset import write_dataset

    plans: list[Plan] = []
    failed: list[ActionPlanError] = []
    for path in find_sources(sources):
        try:
            plans.append(read(path, password=password, ocr=ocr, profile=profile))
        except ActionPlanError as error:
            failed.append(error)
    files = write_dataset(with_unique_ids(plans), Path(out), formats, __version__) if plans else ()
    return Report(
        converted=tuple(plan.source_file for plan in plans),
        skipped=(),
        failed=tuple(failed),
        files=files,
        plans=len(plans),
        actions=sum(len(plan.actions) for plan in plans),
        flagged=sum(bool(action.flags) for plan in plans for action in plan.actions),
    )
