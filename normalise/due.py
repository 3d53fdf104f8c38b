"""Reading a due date as a person would: the front door to the modules due_* beside this one."""

from __future__ import annotations

import re
from datetime import date

from actionplans.normalise.completion import Word, status_words
from actionplans.normalise.due_merge import parts
from actionplans.normalise.due_readers import Context
from actionplans.normalise.due_roles import kind_of, undated
from actionplans.normalise.due_scan import atoms
from actionplans.normalise.due_text import plain
from actionplans.normalise.due_words import Part
from actionplans.normalise.edtf_text import written
from actionplans.normalise.plan import Due, Milestone, Precision, Status
from actionplans.normalise.profile import UK, Conventions
from actionplans.normalise.recurrence import Repetition, repetitions

FLAGS = {
    "due-not-understood": "no date, repetition or status was found in the due text",
    "due-undated": "the due text names no day, only words such as TBC, ASAP or a relative time",
    "year-missing": "the text gives no year, and nothing tells when the plan starts",
    "year-inferred": "the text gives no year; it was counted from the start of the plan",
    "date-contradicts-convention": "a date such as 4/14/2010 cannot be read day first (or month "
    "first, as the profile says); it was left empty",
    "date-impossible": "a date that no calendar has, such as 31 June; it was left empty",
}
"""What the flags of a Due mean."""

STATUSES: tuple[Status, ...] = ("complete", "overdue", "in progress", "not started", "ongoing")


def parse_due(text: str, plan_start: date | None = None, conventions: Conventions = UK) -> Due:
    """What a due text says: its period, milestones, repetition and status. Never raises.

    plan_start is the day from which a date without a year is counted: the first such period that
    ends on or after it. Without plan_start such a date gives a precision, but no days.
    """
    clean = plain(text)
    context = Context(clean, conventions)
    dated = parts(atoms(context), clean, plan_start)
    repeated = repetitions(clean)
    words = status_words(clean)
    milestones = _milestones(text, clean, dated, repeated, words)
    start, end = _period(dated)
    last = _sets_end(dated, end)
    precision = last.precision if last else None
    return Due(
        start=start,
        end=end,
        precision=precision,
        edtf=written(start, end, precision, any(part.loose for part in dated)),
        deadline=max(
            (m.end for m in milestones if m.end and m.kind in ("due", "complete")), default=None
        ),
        recurrence=repeated[0].rrule if repeated else None,
        status=_status(milestones, words),
        milestones=milestones,
        flags=_flags(clean, dated, repeated, words),
    )


def _status(milestones: tuple[Milestone, ...], words: list[Word]) -> Status | None:
    """The strongest status; "complete" only when no later date is left to be met."""
    said = {word.status for word in words}
    if "complete" in said:
        done = max(word.end for word in words if word.status == "complete")
        after = [m for m in milestones if m.start or m.end if m.span[0] >= done]
        if len(after) > 1 and any(m.kind == "due" for m in after[1:]):
            said.discard("complete")
    return next((status for status in STATUSES if status in said), None)


def _period(dated: list[Part]) -> tuple[date | None, date | None]:
    """The earliest day that any date names and the latest; one deadline alone has no start."""
    bounds = [b for b in (part.bounds() for part in dated) if b != (None, None)]
    if not bounds:
        return None, None
    if len(set(bounds)) == 1:
        return bounds[0]
    starts = [first or last for first, last in bounds]
    ends = [last for _, last in bounds if last]
    opening = [first for first, last in bounds if first and last is None]
    start = min(day for day in starts if day)
    if not ends or (opening and max(opening) > max(ends)):
        return start, None
    return start, max(ends)


def _sets_end(dated: list[Part], end: date | None) -> Part | None:
    """The part that sets the end; the last one where there is no end."""
    setting = [part for part in dated if end and part.bounds()[1] == end]
    candidates = setting or dated
    return candidates[-1] if candidates else None


def _milestones(
    text: str, clean: str, dated: list[Part], repeated: list[Repetition], words: list[Word]
) -> tuple[Milestone, ...]:
    found = [_dated(text, clean, i, dated, words) for i in range(len(dated))]
    for repetition in repeated:
        span = (repetition.start, repetition.end)
        found.append(
            Milestone(text[slice(*span)], "recurring", recurrence=repetition.rrule, span=span)
        )
    taken = [m.span for m in found]
    for start, end, kind in undated(clean, words, taken):
        found.append(Milestone(text[start:end], kind, span=(start, end)))
    return tuple(sorted(found, key=lambda milestone: milestone.span))


def _dated(text: str, clean: str, i: int, dated: list[Part], words: list[Word]) -> Milestone:
    part = dated[i]
    begin = dated[i - 1].end if i else 0
    until = dated[i + 1].start if i + 1 < len(dated) else len(clean)
    first, last = part.bounds()
    precision: Precision = part.precision
    return Milestone(
        text=text[part.start : part.end],
        kind=kind_of(clean, part, begin, until, words, len(dated)),
        start=first,
        end=last,
        precision=precision,
        edtf=written(first, last, precision, part.loose),
        span=(part.start, part.end),
    )


def _flags(
    clean: str, dated: list[Part], repeated: list[Repetition], words: list[Word]
) -> tuple[str, ...]:
    flags = [part.problem for part in dated if part.problem]
    if any(part.inferred and part.first for part in dated):
        flags.append("year-inferred")
    if not any(part.bounds() != (None, None) for part in dated) and not repeated:
        if dated:
            flags += [] if flags else ["year-missing"]
        elif not words and re.search(r"\w", clean):
            flags.append("due-undated" if undated(clean, words, []) else "due-not-understood")
    return tuple(dict.fromkeys(flags))
