"""What is done to each plan between its part and the dataset: corrections are applied.

In a dataset without names they are applied when the source is read, before the names are taken
out: only there is it known whom the plan names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actionplans.holding import Held
from actionplans.normalise.plan import Plan
from actionplans.normalise.profile import NO_PROFILE, Profile

if TYPE_CHECKING:
    from actionplans.corrections import Correction


@dataclass(slots=True)
class Amend:
    """Called with a plan, gives it as the dataset has it; stale gathers by row what failed.

    when_read: the plans come with their corrections applied.
    """

    corrections: tuple[Correction, ...] = ()
    profile: Profile | None = None
    when_read: bool = False
    stale: dict[int, str] = field(default_factory=dict)

    def __call__(self, plan: Plan) -> Plan:
        if self.corrections and not self.when_read:
            from actionplans.corrections import apply

            plan, stale = apply(plan, self.corrections, self.profile or NO_PROFILE)
            self.stale.update((each.correction.row, str(each)) for each in stale)
        return plan

    def notes(self, plans: Sequence[Held]) -> tuple[str, ...]:
        """What to say of the corrections that were not applied."""
        if not self.corrections:
            return ()
        from actionplans.corrections import strays

        for plan in plans:
            self.stale.update(dict(plan.facts.stale))
        for each in strays(self.corrections, {plan.made.plan_id for plan in plans}):
            self.stale[each.correction.row] = str(each)
        return tuple(self.stale[row] for row in sorted(self.stale))
