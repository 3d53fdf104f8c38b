"""The plans of a run, loaded one by one when they are reached: what the dataset is written from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from actionplans.errors import OutputError
from actionplans.naming import renamed
from actionplans.normalise.plan import Plan
from actionplans.parts import Parts
from actionplans.state import Made


class Gathered(Collection[Plan]):
    """The plans of these sources, in this order; it may be walked again and again.

    amend changes each plan on its way: corrections, names taken out.
    """

    def __init__(
        self, made: Sequence[Made], parts: Parts, amend: Callable[[Plan], Plan] | None = None
    ) -> None:
        self._made = made
        self._parts = parts
        self._amend = amend

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Plan]:
        for made in self._made:
            plan = renamed(self._load(made), made.plan_id, made.name)
            yield self._amend(plan) if self._amend else plan

    def __contains__(self, plan: object) -> bool:
        return any(plan == own for own in self)

    def _load(self, made: Made) -> Plan:
        try:
            return self._parts.load(made.key)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OutputError(
                str(self._parts.path(made.key)),
                f"what was read of {made.name} cannot be loaded any more ({error}).",
                "Run the same command again with --force.",
            ) from error
