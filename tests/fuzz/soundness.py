"""What holds for every plan, whatever it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from actionplans.normalise.plan import Plan
from actionplans.plan_json import dump_plan, load_plan


def faults(plan: Plan) -> list[str]:
    """Every way in which the plan does not add up."""
    return [reason for rule in RULES for reason in rule(plan)]


def _every_word_is_counted(plan: Plan) -> Iterator[str]:
    parts = plan.words_placed + plan.words_elsewhere + plan.words_unplaced
    if plan.words_total != parts or plan.words_unplaced != len(plan.unplaced):
        yield "the words do not add up"


def _actions_are_numbered(plan: Plan) -> Iterator[str]:
    if [action.sequence for action in plan.actions] != list(range(1, len(plan.actions) + 1)):
        yield "the sequence does not count up"
    ids = {action.action_id for action in plan.actions}
    if len(ids) != len(plan.actions):
        yield "an action_id stands twice"
    if any(repair.action_id not in ids for repair in plan.repairs if repair.action_id is not None):
        yield "a repair names no action"


def _there_are_actions(plan: Plan) -> Iterator[str]:
    if not plan.actions:
        yield "a plan without actions"
    if any(not action.action for action in plan.actions):
        yield "an action without text"


def _unknown_is_null(plan: Plan) -> Iterator[str]:
    for action in plan.actions:
        for name in ("section", "area_ref", "area", "action_ref", "due_text", "lead_text", "rag"):
            if getattr(action, name) == "":
                yield f"{name} is empty, not null"


def _periods_run_forward(plan: Plan) -> Iterator[str]:
    for action in plan.actions:
        if action.due_start and action.due_end and action.due_start > action.due_end:
            yield "a period runs backwards"
        ends = [m.end for m in action.milestones if m.kind in ("due", "complete") and m.end]
        if action.deadline != max(ends, default=None):
            yield "the deadline is not the latest end"


def _pages_are_there(plan: Plan) -> Iterator[str]:
    for action in plan.actions:
        if not 1 <= action.page_first <= action.page_last <= plan.pages:
            yield "an action stands on a page that is not there"


def _it_can_be_kept(plan: Plan) -> Iterator[str]:
    if load_plan(dump_plan(plan)).actions != plan.actions:
        yield "the plan is another when it is loaded again"


RULES = (
    _every_word_is_counted,
    _actions_are_numbered,
    _there_are_actions,
    _unknown_is_null,
    _periods_run_forward,
    _pages_are_there,
    _it_can_be_kept,
)
