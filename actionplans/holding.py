"""Which plans the dataset of a run holds: those it has read, and those it must not lose.

A run may end early, by Ctrl-C or at its first failure. A plan that it has not come to keeps its
former rows, as long as the same options would read the same. A plan whose source failed keeps them
only where the file is the one that they were read from, or cannot be opened to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.parts import Facts, Failure, Outcome, Parts
from actionplans.state import Made
from actionplans.survey import Wanted, same_options


@dataclass(frozen=True, slots=True)
class Held:
    """A plan of the dataset: the source, what it is made of, and what its part says.

    is_former: it is what an earlier run read, since this one did not come to read it.
    """

    one: Wanted
    made: Made
    facts: Facts
    is_former: bool = False

    @property
    def is_current(self) -> bool:
        """Whether it was read from the file as it is now."""
        return self.made.sha256 == self.one.made.sha256


def held(
    wanted: Sequence[Wanted], outcomes: Mapping[str, Outcome], parts: Parts
) -> tuple[Held, ...]:
    """The plans that the dataset can have, in its order."""
    found = (_held(one, outcomes.get(one.made.key), parts) for one in wanted)
    return tuple(each for each in found if each)


def _held(one: Wanted, outcome: Outcome | None, parts: Parts) -> Held | None:
    if isinstance(outcome, Facts):
        return Held(one, one.made, outcome)
    kept = [] if one.unreadable else [one.made]
    if one.former and same_options(one.former, one.made) and not isinstance(outcome, Failure):
        kept.append(one.former)
    for made in kept:
        facts = parts.outcome(made.key)
        if isinstance(facts, Facts):
            mine = replace(made, name=one.made.name, plan_id=one.made.plan_id)
            return Held(one, mine, facts, is_former=True)
    return None


def would_be_lost(left: Sequence[Wanted], plans: Sequence[Held]) -> bool:
    """Whether a source not come to has former rows that cannot stand beside what was read now."""
    here = {each.one.place for each in plans}
    return any(one.former and one.place not in here for one in left)


def not_come_to(wanted: Sequence[Wanted], outcomes: Mapping[str, Outcome]) -> tuple[Wanted, ...]:
    """The sources of which this run knows nothing, as it ended before."""
    return tuple(one for one in wanted if not one.unreadable and one.made.key not in outcomes)
