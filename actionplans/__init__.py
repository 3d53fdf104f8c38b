"""Turn inspection action plans, published as PDF, into data that can be trusted.

    >>> import actionplans
    >>> plan = actionplans.read("plan.pdf")        # doctest: +SKIP
    >>> plan.actions[0].due_end                    # doctest: +SKIP

The names below are imported when first used, so that starting up stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actionplans.converting import Report as Report
    from actionplans.converting import convert as convert
    from actionplans.differences import Difference as Difference
    from actionplans.differences import diff as diff
    from actionplans.errors import ActionPlanError as ActionPlanError
    from actionplans.errors import UsageError as UsageError
    from actionplans.normalise.profile import Profile as Profile
    from actionplans.normalise.profile import read_profile as read_profile
    from actionplans.parsing import parse_due as parse_due
    from actionplans.parsing import parse_leads as parse_leads
    from actionplans.reading import ActionPlan as ActionPlan
    from actionplans.reading import read as read

__version__ = "0.1.0"

_HOME = {
    "ActionPlan": "actionplans.reading",
    "ActionPlanError": "actionplans.errors",
    "Difference": "actionplans.differences",
    "Profile": "actionplans.normalise.profile",
    "Report": "actionplans.converting",
    "UsageError": "actionplans.errors",
    "convert": "actionplans.converting",
    "diff": "actionplans.differences",
    "parse_due": "actionplans.parsing",
    "parse_leads": "actionplans.parsing",
    "read": "actionplans.reading",
    "read_profile": "actionplans.normalise.profile",
}

__all__ = [
    "ActionPlan",
    "ActionPlanError",
    "Difference",
    "Profile",
    "Report",
    "UsageError",
    "__version__",
    "convert",
    "diff",
    "parse_due",
    "parse_leads",
    "read",
    "read_profile",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'actionplans' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
