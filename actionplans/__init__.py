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
    from actionplans.errors import ActionPlanError as ActionPlanError
    from actionplans.normalise.due import parse_due as parse_due
    from actionplans.normalise.leads import parse_leads as parse_leads

__version__ = "0.1.0"

_HOME = {
    "ActionPlanError": "actionplans.errors",
    "parse_due": "actionplans.normalise.due",
    "parse_leads": "actionplans.normalise.leads",
}

__all__ = ["ActionPlanError", "__version__", "parse_due", "parse_leads"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'actionplans' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
