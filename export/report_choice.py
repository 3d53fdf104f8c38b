"""What the review page carries: of a few plans everything, of many those in need of a look."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actionplans.export.records import Record, plan_record
from actionplans.export.report_words import REPAIRED
from actionplans.normalise.plan import Plan

MOST_PICTURES = 300  # pages: some 15 MB, which still goes by e-mail
MOST_ACTIONS = 5_000  # records: a browser shows them at once
FLAGGED, WITH_ACTIONS, OTHER = range(3)  # how much a page needs to be looked at


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan without its actions.

    needs holds a byte a page, from the first: how much it needs to be looked at. turned gives the
    degrees clockwise that a page was turned to be read, where it was.
    """

    record: Record
    repairs: int
    needs: bytes
    turned: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """recorded: positions of the plans whose records the page carries; drawn: (plan, page)s."""

    summaries: Sequence[Summary]
    recorded: frozenset[int]
    drawn: Sequence[tuple[int, int]]

    @property
    def title(self) -> str:
        if len(self.summaries) != 1:
            return f"{len(self.summaries):,} action plans" if self.summaries else "No action plans"
        record = self.summaries[0].record
        return str(record["title"] or record["source_file"])

    @property
    def totals(self) -> dict[str, int]:
        """Of all plans, carried or not."""
        names = ("pages", "actions", "flagged", "to_check")
        words = ("words_total", "words_placed", "words_elsewhere", "words_unplaced")
        return {
            "plans": len(self.summaries),
            "repairs": sum(summary.repairs for summary in self.summaries),
            **{n: sum(one.record[n] for one in self.summaries) for n in (*names, *words)},
        }


def choose(plans: Iterable[Plan], *, pictures: bool) -> Choice:
    """Which plans' records and which pages' pictures the page carries: those with flags first."""
    summaries = [_summary(plan) for plan in plans]
    recorded = _within_budget(summaries)
    pages = _pages(summaries, recorded) if pictures else ()
    drawn = heapq.nsmallest(MOST_PICTURES, pages)
    return Choice(summaries, recorded, sorted((plan, page) for _, plan, page in drawn))


def _summary(plan: Plan) -> Summary:
    flagged = sum(bool(action.flags) for action in plan.actions)
    needs = bytearray([OTHER] * plan.pages)
    for action in plan.actions:
        need = FLAGGED if action.flags else WITH_ACTIONS
        for at in range(max(1, action.page_first) - 1, min(action.page_last, plan.pages)):
            needs[at] = min(needs[at], need)
    for at in {word.page - 1 for word in plan.unplaced} & set(range(plan.pages)):
        needs[at] = FLAGGED
    turned = {sheet.number: sheet.turned for sheet in plan.sheets if sheet.turned}
    doubtful = sum(not REPAIRED.issuperset(action.flags) for action in plan.actions)
    record = {**plan_record(plan), "flagged": flagged, "to_check": doubtful}
    return Summary(record, len(plan.repairs), bytes(needs), turned)


def _within_budget(summaries: Sequence[Summary]) -> frozenset[int]:
    """The positions of the plans whose records fit, flagged ones first; the first always fits."""
    left, fit = MOST_ACTIONS, set[int]()
    for position in sorted(
        range(len(summaries)), key=lambda at: FLAGGED not in summaries[at].needs
    ):
        actions = summaries[position].record["actions"]
        if not fit or actions <= left:
            fit.add(position)
            left -= actions
    return frozenset(fit)


def _pages(
    summaries: Sequence[Summary], recorded: frozenset[int]
) -> Iterator[tuple[int, int, int]]:
    """Every page of the recorded plans: its need, its plan's position, its number."""
    for position in sorted(recorded):
        for page, need in enumerate(summaries[position].needs, start=1):
            yield need, position, page
