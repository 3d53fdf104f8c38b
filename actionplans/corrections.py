"""Corrections: what a person who looked at the plan knows better, applied and put on record.

corrections.csv has the columns action_id, field, value, reason; an empty value means "not stated".
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any, get_args

from actionplans.errors import CorrectionsError
from actionplans.export.rrule import is_rrule
from actionplans.normalise.colours import WORDS as COLOURS
from actionplans.normalise.due import FLAGS as DUE_FLAGS
from actionplans.normalise.due import parse_due
from actionplans.normalise.edtf_text import written
from actionplans.normalise.leads import FLAGS as LEAD_FLAGS
from actionplans.normalise.leads import lead_flags, parse_leads
from actionplans.normalise.plan import Action, Due, Plan, Precision, Repair, Status
from actionplans.normalise.profile import NO_PROFILE, Profile

COLUMNS = ("action_id", "field", "value", "reason")

# In the order of application: the texts first, as what is read from them may be corrected too.
CORRECTABLE = (
    "section", "area_ref", "area", "action_ref", "action", "due_text", "lead_text",
    "due_start", "due_end", "deadline", "recurrence", "status", "rag",
)  # fmt: skip
_DATES = ("due_start", "due_end", "deadline")
CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of corrections.csv; value None is "not stated", row counts from 1 below the head."""

    action_id: str
    field: str
    value: str | None
    reason: str
    row: int = 0

    @property
    def plan_id(self) -> str:
        """The plan that the action belongs to."""
        return self.action_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Stale:
    """A correction that was not applied, and why."""

    correction: Correction
    why: str

    def __str__(self) -> str:
        at = self.correction
        return f"correction {at.row} ({at.action_id}, {at.field}) was not applied: {self.why}."


def read_corrections(path: str | PathLike[str]) -> tuple[Correction, ...]:
    """The corrections of a CSV file, in its order.

    Takes commas, semicolons or tabs, as spreadsheets of different countries write them. Raises
    CorrectionsError if the file cannot be read or lacks one of the four columns.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count)
        lines = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        missing = [name for name in COLUMNS if name not in (lines.fieldnames or ())]
        if missing:
            raise _error(path, f"the column {' and '.join(missing)} is missing.")
        rows = list(lines)
    except OSError as error:
        raise _error(path, f"cannot be read ({error.strerror or error}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise _error(path, f"is not CSV in UTF-8 ({error}).") from error
    return tuple(
        _correction(row, number) for number, row in enumerate(rows, 1) if any(row.values())
    )


def _error(path: str | PathLike[str], reason: str) -> CorrectionsError:
    step = f"Save it as CSV UTF-8 with the columns {', '.join(COLUMNS)}."
    return CorrectionsError(str(path), reason, step)


def _correction(row: Mapping[str, Any], number: int) -> Correction:
    cells = {name: _clean(row[name] or "") for name in COLUMNS}
    value = cells["value"] or None
    return Correction(cells["action_id"], cells["field"], value, cells["reason"], number)


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def without_reason(correction: Correction) -> Correction:
    """The correction with nothing of what its author wrote about it: that may name anybody."""
    return replace(correction, reason="(the reason is left out, as names are)")


def strays(corrections: Iterable[Correction], plan_ids: Collection[str]) -> tuple[Stale, ...]:
    """The corrections that belong to none of these plans."""
    return tuple(
        Stale(each, "no plan of the dataset has this action")
        for each in corrections
        if each.plan_id not in plan_ids
    )


def apply(
    plan: Plan, corrections: Iterable[Correction], profile: Profile = NO_PROFILE
) -> tuple[Plan, tuple[Stale, ...]]:
    """The plan with its corrections applied, flagged and put on record; and those not applied.

    Corrections of other plans are passed over (see strays). A corrected due_text or lead_text is
    read anew; a date that is corrected itself stands above what the text says.
    """
    own = [each for each in corrections if each.plan_id == plan.plan_id]
    if not own:
        return plan, ()
    known = {action.action_id for action in plan.actions}
    stale = [Stale(each, "no action has this id") for each in own if each.action_id not in known]
    start = profile.plan_start or min(_days(plan), default=None)
    actions, repairs = [], list(plan.repairs)
    for action in plan.actions:
        editing = _Editing(action, profile, start)
        editing.apply([each for each in own if each.action_id == action.action_id])
        actions.append(editing.action)
        repairs += editing.repairs
        stale += editing.stale
    repairs.sort(key=lambda repair: repair.page)
    stale.sort(key=lambda each: each.correction.row)
    return replace(plan, actions=tuple(actions), repairs=tuple(repairs)), tuple(stale)


def _days(plan: Plan) -> list[date]:
    """The days that due texts with a year name: the earliest is the plan's start."""
    dated = (action for action in plan.actions if "year-inferred" not in action.flags)
    return [day for action in dated if (day := action.due_start or action.due_end)]


class _Editing:
    """One action while its corrections are applied."""

    def __init__(self, action: Action, profile: Profile, start: date | None) -> None:
        self.action = action
        self.repairs: list[Repair] = []
        self.stale: list[Stale] = []
        self._profile, self._start = profile, start

    def apply(self, corrections: Sequence[Correction]) -> None:
        """Apply the last correction of each field."""
        last: dict[str, Correction] = {}
        for each in corrections:
            if each.field not in CORRECTABLE:
                names = ", ".join(CORRECTABLE)
                self.stale.append(Stale(each, f"only these can be corrected: {names}"))
                continue
            if each.field in last:
                self.stale.append(Stale(last[each.field], f"correction {each.row} says it anew"))
            last[each.field] = each
        for name in CORRECTABLE:
            if name in last:
                self._one(last[name])

    def _one(self, correction: Correction) -> None:
        name = correction.field
        before = getattr(self.action, name)
        try:
            value = _typed(correction)
            if value == before:
                raise ValueError("it says what was read")
            changed = self._changed(name, value)
            if changed.due_start and changed.due_end and changed.due_start > changed.due_end:
                raise ValueError(f"{changed.due_start} lies after {changed.due_end}")
        except ValueError as error:
            self.stale.append(Stale(correction, str(error)))
            return
        flags = tuple(dict.fromkeys((*changed.flags, CORRECTED)))
        evidence = f"{name}: {correction.reason}" if correction.reason else name
        self.action = replace(changed, flags=flags)
        self.repairs.append(
            Repair(
                changed.action_id, CORRECTED, changed.page_first,
                str(before or ""), str(value or ""), evidence,
            )
        )  # fmt: skip

    def _changed(self, name: str, value: Any) -> Action:
        if name == "due_text":
            return self._due_anew(value)
        if name == "lead_text":
            return _leads_anew(self.action, value)
        changed = replace(self.action, **{name: value})
        return _dates_follow(self.action, changed) if name in ("due_start", "due_end") else changed

    def _due_anew(self, text: str | None) -> Action:
        old, conventions = self.action, self._profile.conventions
        due = parse_due(text, self._start, conventions) if text else Due()
        said = parse_due(old.due_text or "", self._start, conventions).status
        return replace(
            old,
            due_text=text,
            due_start=due.start,
            due_end=due.end,
            due_precision=due.precision,
            due_edtf=due.edtf,
            deadline=due.deadline,
            recurrence=due.recurrence,
            milestones=due.milestones,
            # A status from a column of its own stays; one that the old words gave goes with them.
            status=due.status if old.status in (None, said) else old.status,
            flags=(*(flag for flag in old.flags if flag not in DUE_FLAGS), *due.flags),
        )


def _leads_anew(old: Action, text: str | None) -> Action:
    leads = parse_leads(text or "")
    gone = {*LEAD_FLAGS, "lead-inherited"}
    kept = (flag for flag in old.flags if flag not in gone)
    flags = (*kept, *lead_flags(text or "", leads))
    return replace(old, lead_text=text, lead_inherited=False, leads=leads, flags=flags)


def _dates_follow(old: Action, new: Action) -> Action:
    """What follows from a corrected period. Milestones stay: they are what the due text says."""
    start, end = new.due_start, new.due_end
    precision: Precision | None = "day" if start is None or end is None or start == end else "range"
    if start is None and end is None:
        precision = None
    moved = old.deadline in (None, old.due_end)
    return replace(
        new,
        due_precision=precision,
        due_edtf=written(start, end, precision),
        deadline=end if moved else old.deadline,
    )


def _typed(correction: Correction) -> Any:
    """The value as its field has it. Raises ValueError, which says what it should be."""
    name, value = correction.field, correction.value
    if value is None:
        if name == "action":
            raise ValueError("an action has a text")
        return None
    if name in _DATES:
        return _date(value)
    if name == "status" and value not in get_args(Status):
        raise ValueError(f"its value is none of {', '.join(get_args(Status))}")
    if name == "recurrence" and not is_rrule(value):
        raise ValueError("its value is no repetition such as FREQ=MONTHLY;INTERVAL=3")
    if name == "rag":
        value = value.casefold()
        if value not in COLOURS:
            raise ValueError(f"its value is none of {', '.join(COLOURS)}")
    return value


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("its value is no day such as 2020-06-30") from None
