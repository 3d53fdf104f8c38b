"""Reading a due date as a person would: the front door to the modules due_* beside this one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from actionplans.normalise.completion import Word, status_words
from actionplans.normalise.due_atoms import Atom, Context
from actionplans.normalise.due_broken import Mended, one_date
from actionplans.normalise.due_merge import parts
from actionplans.normalise.due_roles import an_item_is_open, clause, kinds_of, still_to_do, undated
from actionplans.normalise.due_scan import atoms
from actionplans.normalise.due_text import plain
from actionplans.normalise.due_words import Part
from actionplans.normalise.edtf_text import written
from actionplans.normalise.lower_case import lower
from actionplans.normalise.plan import Due, Kind, Milestone, Status
from actionplans.normalise.profile import UK, Conventions
from actionplans.normalise.recurrence import Repetition, repetitions

FLAGS = {
    "due-not-understood": "no date, repetition or status was found in the due text",
    "due-undated": "the due text names no day, only words such as TBC, ASAP or a relative time",
    "year-missing": "the text gives no year, and nothing tells when the plan starts",
    "year-inferred": "the text gives no year; it was counted from the start of the plan",
    "date-contradicts-convention": "a date such as 4/14/2010 cannot be read day first (or month "
    "first, as the profile says); it was left empty, and the others beside it may need a profile",
    "date-impossible": "a date that no calendar has, such as 31 June; it was left empty",
}
"""What the flags of a Due mean."""

_WORD = re.compile(r"\w")
STATUSES: tuple[Status, ...] = ("complete", "overdue", "in progress", "not started", "ongoing")
"""The strongest claim first."""


def parse_due(text: str, plan_start: date | None = None, conventions: Conventions = UK) -> Due:
    """What a due text says: its period, milestones, repetition and status. Never raises.

    plan_start is the day from which a date without a year is counted: the first such period that
    ends on or after it. Without plan_start such a date gives a precision, but no days.
    """
    return _read(text, plan_start, conventions)


@lru_cache(maxsize=4096)  # plans say "Ongoing" and "31 March 2026" again and again
def _read(text: str, plan_start: date | None, conventions: Conventions) -> Due:
    clean = plain(text)
    context = Context(clean, conventions)
    found = atoms(context)
    if broken := one_date(context, found):
        return _mended(text, broken, plan_start, conventions)
    low = lower(clean)
    repeated = repetitions(low)
    dated = parts([atom for atom in found if not _within(atom, repeated)], low, plan_start)
    words = status_words(clean)
    kinds = kinds_of(low, dated, words)
    start, end = _period(dated)
    last = _sets_end(dated, end)
    precision = last.precision if last else None
    return Due(
        start=start,
        end=end,
        precision=precision,
        edtf=written(start, end, precision, any(part.loose for part in dated)),
        deadline=_deadline(dated, kinds),
        recurrence=repeated[0].rrule if repeated else None,
        status=_status(low, dated, kinds, words),
        milestones=_milestones(text, clean, dated, kinds, repeated, words),
        flags=_flags(clean, dated, repeated, words),
    )


def _mended(text: str, broken: Mended, plan_start: date | None, conventions: Conventions) -> Due:
    """What a cell says that is one broken date; nothing, with a flag, where that is doubtful."""
    due = parse_due("" if broken.doubtful else broken.text, plan_start, conventions)
    whole = (0, len(text))
    return replace(
        due,
        milestones=tuple(replace(one, text=text, span=whole) for one in due.milestones),
        flags=("due-not-understood",) if broken.doubtful else due.flags,
    )


def _within(atom: Atom, repeated: list[Repetition]) -> bool:
    """Whether a date without a year belongs to a repetition: "Autumn, Spring, Summer updates"."""
    return atom.in_year is not None and any(
        other.start <= atom.start < other.end for other in repeated
    )


def _period(dated: list[Part]) -> tuple[date | None, date | None]:
    """The earliest day that any date names and the latest; one deadline alone has no start."""
    bounds = {part.bounds() for part in dated} - {(None, None)}
    if len(bounds) < 2:
        return next(iter(bounds), (None, None))
    days = [first or last for first, last in bounds]
    ends = [last for _, last in bounds if last]
    opening = [first for first, last in bounds if first and last is None]
    start = min(day for day in days if day)
    if not ends or (opening and max(opening) > max(ends)):
        return start, None
    return start, max(ends)


def _sets_end(dated: list[Part], end: date | None) -> Part | None:
    """The part that sets the end; the last one where there is no end."""
    candidates = [part for part in dated if end and part.bounds()[1] == end] or dated
    return candidates[-1] if candidates else None


def _deadline(dated: list[Part], kinds: list[Kind]) -> date | None:
    """The latest end among what is due or complete: reviews and beginnings are no deadlines."""
    ends = [
        end
        for part, kind in zip(dated, kinds, strict=True)
        if kind in ("due", "complete") and (end := part.bounds()[1])
    ]
    return max(ends, default=None)


def _status(low: str, dated: list[Part], kinds: list[Kind], words: list[Word]) -> Status | None:
    """The strongest status; "complete" only when no later date is left to be met."""
    if not words:
        return None
    said = {word.status for word in words}
    done = [word for word in words if word.status == "complete"]
    if done and (still_to_do(low, dated, kinds, done[-1]) or an_item_is_open(low, dated, done)):
        said.discard("complete")
    return next((status for status in STATUSES if status in said), None)


def _milestones(
    text: str,
    clean: str,
    dated: list[Part],
    kinds: list[Kind],
    repeated: list[Repetition],
    words: list[Word],
) -> tuple[Milestone, ...]:
    found = [_dated(text, clean, i, dated, kinds[i]) for i in range(len(dated))]
    taken = [(part.start, part.end) for part in dated]
    for start, end, rrule in repeated:
        span = (start, end)
        taken.append(span)
        found.append(Milestone(text[start:end], "recurring", recurrence=rrule, span=span))
    for start, end, kind in undated(clean, words, taken):
        found.append(Milestone(text[start:end], kind, span=(start, end)))
    return tuple(sorted(found, key=lambda milestone: milestone.span))


def _dated(text: str, clean: str, i: int, dated: list[Part], kind: Kind) -> Milestone:
    part, span = dated[i], clause(clean, i, dated)
    first, last = part.bounds()
    return Milestone(
        text=text[slice(*span)],
        kind=kind,
        start=first,
        end=last,
        precision=part.precision,
        edtf=written(first, last, part.precision, part.loose),
        span=span,
    )


def _flags(
    clean: str, dated: list[Part], repeated: list[Repetition], words: list[Word]
) -> tuple[str, ...]:
    flags = [part.problem for part in dated if part.problem]
    flags += ["year-inferred" for part in dated if part.inferred and part.first]
    flags += ["year-missing" for part in dated if part.first is None and not part.problem]
    if not dated and not repeated and not words and _WORD.search(clean):
        flags.append("due-undated" if undated(clean, words, []) else "due-not-understood")
    return tuple(dict.fromkeys(flags))
