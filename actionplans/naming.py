"""What a plan is called in the dataset: unique, and the same in every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplans.normalise.plan import Plan


def renamed(plan: Plan, plan_id: str, source_file: str) -> Plan:
    """The plan under this plan_id and source file, in its actions and repairs too."""
    if plan.plan_id == plan_id:
        return plan if plan.source_file == source_file else replace(plan, source_file=source_file)

    def moved(action_id: str) -> str:
        return plan_id + action_id[len(plan.plan_id) :]

    return replace(
        plan,
        plan_id=plan_id,
        source_file=source_file,
        actions=tuple(
            replace(action, plan_id=plan_id, action_id=moved(action.action_id))
            for action in plan.actions
        ),
        repairs=tuple(
            replace(repair, action_id=repair.action_id and moved(repair.action_id))
            for repair in plan.repairs
        ),
    )


def plan_ids(slugs: Sequence[str], kept: Mapping[int, str]) -> tuple[str, ...]:
    """A plan_id for each source: its slug, with a number behind it where that is taken.

    slugs come in the order of the dataset. kept says which positions had a plan_id in the last
    run; they keep it, so that a new source never renames the actions of another.
    """
    taken = set(kept.values())
    ids = []
    for position, slug in enumerate(slugs):
        plan_id, count = kept.get(position, slug), 1
        while position not in kept and plan_id in taken:
            count += 1
            plan_id = f"{slug}-{count}"
        taken.add(plan_id)
        ids.append(plan_id)
    return tuple(ids)
