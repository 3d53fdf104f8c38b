"""parse_due() and parse_leads() for texts that come from anywhere: nothing is a text, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actionplans.errors import UsageError
from actionplans.normalise import due, leads
from actionplans.normalise.plan import Due, Lead
from actionplans.normalise.profile import UK, Conventions


def parse_due(
    text: str | None, plan_start: date | None = None, conventions: Conventions = UK
) -> Due:
    """What the text of a due cell says; of None, as of an empty text, nothing.

    plan_start: the day from which dates without a year are counted; without it they have no dates.
    """
    return due.parse_due(_text(text), plan_start, conventions)


def parse_leads(text: str | None, *, lines: Sequence[str] = ()) -> tuple[Lead, ...]:
    """The persons, roles and bodies that the text of a lead cell names; of None none.

    lines are the cell's printed lines where they are known: a line's start may begin a name.
    """
    return leads.parse_leads(_text(text), lines=lines)


def _text(told: str | None) -> str:
    if told is not None and not isinstance(told, str):
        raise UsageError("text", f"must be a text or None, not {told!r}.", "")
    return told or ""
