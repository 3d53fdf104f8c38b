"""From atomic dates to dated parts: weeks, missing years, words beside, ranges, lists, brackets."""

from __future__ import annotations

from datetime import date, timedelta

from actionplans.normalise.due_atoms import Atom
from actionplans.normalise.due_glue import (
    AND,
    BETWEEN,
    BRACKET,
    LIST,
    REVISED_TO,
    SLASH,
    TO,
    TO_A_DEADLINE,
)
from actionplans.normalise.due_neighbours import names_report
from actionplans.normalise.due_words import Part, Way, with_words
from actionplans.normalise.due_years import with_years
from actionplans.normalise.periods import InYear, Period


def parts(found: list[Atom], text: str, plan_start: date | None) -> list[Part]:
    """The dated parts of a text, from its atomic dates."""
    if not found:
        return []
    found = _without_glosses(_without_reported(_weeks(found), text), text)
    atoms, inferred = with_years(found, text, plan_start)
    ends = [0, *(atom.end for atom in atoms)]
    starts = [*(atom.start for atom in atoms[1:]), len(text)]
    single = [
        part
        for i, atom in enumerate(atoms)
        for part in with_words(atom, ends[i], starts[i], text, i in inferred)
    ]
    return _listed(_joined(single, text), text) if len(single) > 1 else single


def _weeks(found: list[Atom]) -> list[Atom]:
    """`w/c` and the day after it become one week."""
    out: list[Atom] = []
    for atom in found:
        if out and out[-1].week and atom.precision == "day":
            out[-1] = _week(out[-1], atom)
        else:
            out.append(atom)
    return [atom for atom in out if not atom.week]


def _week(words: Atom, day: Atom) -> Atom:
    back = timedelta(days=6 if words.week == "ending" else 0)

    def widened(period: Period | None) -> Period | None:
        if period is None:
            return None
        return Period(period.first - back, period.last - back + timedelta(days=6))

    def in_year(year: int) -> Period | None:
        return widened(day.in_year(year)) if day.in_year else None

    named: InYear | None = in_year if day.in_year else None
    return day._replace(
        start=words.start, precision="week", in_year=named, period=widened(day.period)
    )


def _without_reported(found: list[Atom], text: str) -> list[Atom]:
    """Without the "Q3" of "Q3 performance report to Cabinet in February 2022"."""
    return [
        atom
        for i, atom in enumerate(found)
        if atom.precision not in ("quarter", "half", "year")
        or not names_report(atom.end, text)
        or not any(other.period for other in found[i + 1 :])
    ]


def _without_glosses(found: list[Atom], text: str) -> list[Atom]:
    """Without a quarter whose months follow, for they say it better: "Q4 (Jan - Mar 2023)"."""
    return [
        atom
        for i, atom in enumerate(found)
        if atom.precision != "quarter"
        or atom.period
        or not _is_spelt_out(atom, found[i + 1 : i + 3], text)
    ]


def _is_spelt_out(quarter: Atom, months: list[Atom], text: str) -> bool:
    if [atom.precision for atom in months] != ["month", "month"]:
        return False
    first, last = months
    return not text[quarter.end : first.start].strip(" (:-") and bool(
        TO.match(text[first.end : last.start])
    )


def _joined(single: list[Part], text: str) -> list[Part]:
    """Ranges and pairs become one part."""
    out: list[Part] = []
    for now in single:
        joined = _join(out[-1], now, text) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(now)
    return out


def _join(before: Part, now: Part, text: str) -> Part | None:
    if now.problem or before.problem or _backwards(before, now):
        return None
    if _is_range(before, now, text) and before.way in ("whole", "start", "deadline", "at least"):
        return _range(before, now)
    slash = SLASH.match(text[before.end : now.start])
    if slash and before.precision == now.precision and now.way == "whole":
        return _range(before, now)._replace(precision=before.precision, way=before.way)
    return None


def _backwards(before: Part, now: Part) -> bool:
    return bool(before.first and now.last and now.last < before.first)


def _is_range(before: Part, now: Part, text: str) -> bool:
    gap = text[before.end : now.start]
    if now.way == "whole" and TO.match(gap):
        return True
    if AND.match(gap) and BETWEEN.search(text[max(0, before.start - 16) : before.start]):
        return True
    after = text[before.end : now.end]
    bare = not gap.strip(" '\")\n") or TO.match(gap)
    return now.way == "deadline" and bool(bare and TO_A_DEADLINE.match(after))


def _range(before: Part, now: Part) -> Part:
    """From the first day of the one to the last of the other; "by May or June" is a deadline."""
    way: Way = "deadline" if before.way == "deadline" and now.way != "deadline" else "whole"
    return before._replace(
        end=now.end,
        precision="day" if before.precision == now.precision == "day" else "range",
        last=now.last,
        way=way,
        loose=before.loose or now.loose,
        inferred=before.inferred or now.inferred,
    )


def _listed(found: list[Part], text: str) -> list[Part]:
    """A list passes "by" on; a bracket that repeats ("end of Q2 (30 September)") is dropped."""
    out: list[Part] = []
    for now in found:
        before = out[-1] if out else None
        gap = text[before.end : now.start] if before else ""
        if before and BRACKET.match(gap) and _restates(before, now):
            continue
        if before and now.way == "start" and _is_revised(before, gap, text):
            now = now._replace(way="origin")
        if before and before.way == "deadline" and now.way == "whole" and LIST.match(gap):
            now = now._replace(way="deadline")
        out.append(now)
    return out


def _is_revised(before: Part, gap: str, text: str) -> bool:
    """Revised to December | from September: the second date is the old one, no beginning."""
    left = text[max(0, before.start - 32) : before.start]
    return not gap.strip(" (,\n") and bool(REVISED_TO.search(left))


def _restates(before: Part, now: Part) -> bool:
    if not (before.last and now.last):
        return False
    if before.way == "deadline":
        return now.last == before.last
    return (now.first, now.last) == (before.first, before.last)
