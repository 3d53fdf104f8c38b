"""What is done to each plan between its part and the dataset: corrections, names taken out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from actionplans.normalise.plan import Plan
from actionplans.normalise.profile import NO_PROFILE, Profile

if TYPE_CHECKING:
    from actionplans.corrections import Correction, Stale


@dataclass(slots=True)
class Amend:
    """Called with a plan, gives it as the dataset has it; stale gathers by row what failed."""

    corrections: tuple[Correction, ...] = ()
    profile: Profile | None = None
    without_names: bool = False
    stale: dict[int, Stale] = field(default_factory=dict)

    def __call__(self, plan: Plan) -> Plan:
        if self.corrections:
            from actionplans.corrections import apply

            plan, stale = apply(plan, self.corrections, self.profile or NO_PROFILE)
            self.stale.update((each.correction.row, each) for each in stale)
            if self.without_names:  # the part had none, a correction may have brought one back
                from actionplans.export.without_names import without_names

                plan = without_names(plan)
        return plan

    def notes(self, plan_ids: Collection[str]) -> tuple[str, ...]:
        """What to say of the corrections that were not applied."""
        if not self.corrections:
            return ()
        from actionplans.corrections import strays

        for each in strays(self.corrections, plan_ids):
            self.stale[each.correction.row] = each
        return tuple(str(self.stale[row]) for row in sorted(self.stale))
