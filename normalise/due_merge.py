"""From atomic dates to dated parts: words beside them, ranges, lists, and years that are missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from actionplans.normalise import periods
from actionplans.normalise.due_readers import Atom
from actionplans.normalise.periods import Period
from actionplans.normalise.plan import Precision

FLAGS = re.IGNORECASE | re.ASCII
Way = Literal["whole", "deadline", "before", "start", "after", "at least"]


@dataclass(frozen=True, slots=True)
class Part:
    """A dated part: from where its words begin to where they end, and the days it names.

    way says how the words beside it use the date; first and last are the named period, whatever
    the way; inferred: the year came from the start of the plan.
    """

    start: int
    end: int
    precision: Precision
    first: date | None
    last: date | None
    way: Way = "whole"
    loose: bool = False
    inferred: bool = False
    problem: str | None = None
    linked: bool = False

    def bounds(self) -> tuple[date | None, date | None]:
        """Start and end as the way has them: a deadline has no start, a start no end."""
        if self.way == "deadline":
            return None, self.last
        if self.way == "before":
            return None, self.first - timedelta(days=1) if self.first else None
        if self.way == "start":
            return self.first, None
        if self.way == "after":
            return self.last + timedelta(days=1) if self.last else None, None
        return self.first, self.last


# --- words to the left of a date

FILL = (
    r"(?:[\s:,'(\"-]{0,4}(?:(?:the|on|in|at|of|about|around|approx(?:imately)?|circa|a|day|date|dates|meeting|w/c|this|is|was|for"
    r"|close\sof\s(?:play|business)|c\.?o\.?[pb]\.?|midnight|noon|12\snoon|\d{1,2}[:.]\d\d\s?(?:[ap]m)?|\d{1,2}\s?[ap]m"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)(?![a-z])[\s:,'(\"-]{0,4}){0,4})"
)
THIRD = {
    "early": 0,
    "start": 0,
    "beginning": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "towards": 2,
    "latter": 2,
}
PORTION = re.compile(
    r"\b(?:(?P<third>early|mid|late)(?:\s?(?:-|/|to)\s?(?P<until>mid|late))?"
    r"|(?P<long>beginning|middle|start|latter\s{1,2}(?:part|half)|early\s{1,2}part)\s{1,3}of"
    r"|(?P<towards>towards?\s{1,3}(?:the\s{1,3})?end)(?:\s{1,3}of)?"
    r"|(?P<end>(?:by\s)?end|close|last\s{1,3}day)(?:\s{1,3}of)?(?![a-z])|(?P<month_end>month|year)[\s-]end)"
    r"[\s:-]{0,3}(?:the\s{1,3})?(?:(?:calendar\s)?(?:year|month|week)\s{1,3}(?:of\s{1,3})?)?(?:in\s)?$",
    FLAGS,
)
WAYS: tuple[tuple[Way | Literal["origin", "done by"], re.Pattern[str]], ...] = tuple(
    (way, re.compile(rf"(?<![a-z])(?:{words}){FILL}$", FLAGS))  # type: ignore[misc]
    for way, words in (
        ("at least", r"(?:until|till?)\s{1,3}at\s{1,3}least|at\s{1,3}least\s{1,3}(?:until|till?)"),
        (
            "start",
            r"not?\s{1,3}(?:to\s{1,3}\w{1,12}\s{1,3})?(?:before|earlier\s{1,3}than|sooner\s{1,3}than)",
        ),
        (
            "deadline",
            r"(?:no|not)\s{1,3}(?:later|longer)\s{1,3}than|(?:on|at)\s{1,3}or\s{1,3}before|no\s{1,3}later",
        ),
        ("before", r"before|prior\s{1,3}to|ahead\s{1,3}of|in\s{1,3}advance\s{1,3}of"),
        (
            "origin",
            r"(?:carried|brought|rolled)\s{1,3}(?:forward|over)\s{1,3}from|(?:c/f|b/f)(?:\s{1,3}from)?"
            r"|(?:extended|moved|revised|changed|amended|delayed|slipped|deferred|postponed|originally)\s{1,3}from",
        ),
        ("after", r"after|following|beyond"),
        (
            "start",
            r"from|since|wef|w\.e\.f\.?|with\s{1,3}effect(?:\s{1,3}from)?|effective(?:\s{1,3}from)?|onwards\s{1,3}from"
            r"|commenc(?:e|es|ed|ing|ement)|start(?:s|ed|ing)?|beg[iau]ns?|beginning|as\s{1,3}of|go(?:es)?[\s-]live\s{1,3}from",
        ),
        (
            "deadline",
            r"by|until|till?|up\s{1,3}to(?:\s{1,3}and\s{1,3}including)?|deadline(?:\s{1,3}(?:is|of|for))?|within|latest"
            r"|due(?:\s{1,3}(?:date|by|on))|(?:target|completion|compliance|due|end)\s{1,3}date(?:\s{1,3}(?:is|of))?"
            r"|completion\s{0,2}:",
        ),
    )
)
DUE_DAY = re.compile(r"\bdue[\s:]{1,3}$", FLAGS)
EXPECTED = re.compile(
    r"\bexpected\s{1,3}date\s{1,3}of\b[^.;\n]{0,50}completion\s{0,2}:?\s{0,3}$", FLAGS
)

# --- words to the right of a date

ONWARDS = re.compile(
    r"['\")]{0,2}\s{0,3}(?:onwards?\b|(?:and|then|to be)\s{1,3}on-?\s?going\b|[-+&,/]\s{0,3}(?:and\s{1,3}|then\s{1,3})?on-?\s?going\b"
    r"|and\s{1,3}(?:beyond|onwards?)\b|to\s{1,3}(?:date|present)\b|on-?going\b|\+(?!\s?\d)|and\s{1,3}continu\w{2,4}\b)"
    r"|['\")]{0,2}\s{0,3}(?:(?:to|until|-)\s{0,4}$)",
    FLAGS,
)
LATEST = re.compile(
    r"\)?,?\s{0,3}(?:at\s{1,3}(?:the\s{1,3}|very\s{1,3}){0,2}latest|latest\b|deadline\b|\(?\s?deadline)",
    FLAGS,
)
END_AFTER = re.compile(
    r"\s{0,3}[-(]?\s{0,2}(?:month\s)?end\b(?!\s{1,3}(?:of|date|[a-z]{3,9}\s\d))", FLAGS
)
EARLIEST = re.compile(r",?\s{0,3}at\s{1,3}the\s{1,3}(?:very\s)?earliest\b", FLAGS)

# --- words between two dates

TO = re.compile(
    r"['\")]{0,2}\s{0,6}(?:,\s{0,2})?(?:-{1,2}|to|until|till?|through(?:\s{1,3}to)?|thru|up\s{1,3}to|->|→)\s{0,4}(?:to\s{1,3})?"
    r"(?:the\s{1,3})?(?P<portion>(?:early|mid|late|(?:the\s{1,3})?end(?:\s{1,3}of)?|beginning\s{1,3}of)[\s-]{1,3}(?:the\s{1,3})?)?$",
    FLAGS,
)
AND = re.compile(r"['\")]{0,2}\s{0,6}(?:and|&|\+)\s{0,4}(?:the\s{1,3}|in\s{1,3})?$", FLAGS)
SLASH = re.compile(r"\s{0,4}/\s{0,4}$", FLAGS)
LIST = re.compile(
    r"['\")]{0,2}\s{0,6}(?:[,;/]|[,;]?\s{0,3}(?:and|&|or|then))\s{0,6}(?:in\s{1,3}|the\s{1,3})?$",
    FLAGS,
)
BETWEEN = re.compile(r"\bbetween\s{1,3}(?:the\s{1,3})?$", FLAGS)
BRACKET = re.compile(
    r"\s{0,4}[(\[]\s{0,3}(?:i\.?e\.?,?|by|on|end|end of|ending|ends)?\s{0,3}$", FLAGS
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What the merge works on: the text, and the day from which missing years are counted."""

    text: str
    plan_start: date | None
    month_first: bool = False


def parts(found: list[Atom], cell: Cell) -> list[Part]:
    """The dated parts of a text from its atomic dates."""
    atoms = _weeks(found, cell)
    atoms, inferred = _with_years(atoms, cell)
    single = [_part(i, atoms, inferred, cell) for i in range(len(atoms))]
    return _without_restated(_joined(single, cell), cell)


def _weeks(found: list[Atom], cell: Cell) -> list[Atom]:
    """`w/c` and the day after it become one week."""
    out: list[Atom] = []
    for atom in found:
        before = out[-1] if out and out[-1].way else None
        if before is None or atom.precision != "day":
            out.append(atom)
            continue
        out[-1] = _week(before, atom)
    return [atom for atom in out if not atom.way or atom.in_year or atom.period]


def _week(words: Atom, day: Atom) -> Atom:
    back = timedelta(days=6 if words.way == "week to" else 0)

    def widened(period: Period | None) -> Period | None:
        return periods.week(period.first - back) if period else None

    named = day.in_year
    in_year = (lambda year: widened(named(year))) if named else None
    period = widened(day.period)
    return replace(day, start=words.start, precision="week", in_year=in_year, period=period)


# --- years


def _gap(left: Atom, right: Atom, cell: Cell) -> str:
    return cell.text[left.end : right.start]


def _glued(gap: str) -> bool:
    return len(gap) < 24 and bool(TO.match(gap) or LIST.match(gap) or AND.match(gap))


def _with_years(atoms: list[Atom], cell: Cell) -> tuple[list[Atom], set[int]]:
    """Missing years: from the right neighbour, an earlier date of the cell, the plan's start."""
    atoms = list(atoms)
    for i in range(len(atoms) - 2, -1, -1):
        right, named = atoms[i + 1].period, atoms[i].in_year
        if named and right and (period := periods.last_until(named, right.first)):
            atoms[i] = replace(atoms[i], period=period, in_year=None)
    inferred: set[int] = set()
    for i, atom in enumerate(atoms):
        if atom.in_year is None:
            continue
        period = _after_earlier(atoms, i, cell)
        if period is None and cell.plan_start:
            period = periods.first_from(atom.in_year, cell.plan_start)
            inferred.add(i)
        if period:
            atoms[i] = replace(atom, period=period, in_year=None)
    return atoms, inferred


def _after_earlier(atoms: list[Atom], i: int, cell: Cell) -> Period | None:
    """The year of the date before it: the next such period, if glued; else only in that year."""
    named, earlier = atoms[i].in_year, atoms[i - 1].period if i else None
    if not named or not earlier:
        return None
    period = periods.first_from(named, earlier.first)
    if period and (
        _glued(_gap(atoms[i - 1], atoms[i], cell)) or period.first.year == earlier.first.year
    ):
        return period
    return None


# --- one date with the words beside it


def _part(i: int, atoms: list[Atom], inferred: set[int], cell: Cell) -> Part:
    atom = atoms[i]
    begin = max(atoms[i - 1].end if i else 0, atom.start - 70)
    until = atoms[i + 1].start if i + 1 < len(atoms) else len(cell.text)
    start, period, way, loose = _left(cell.text[begin : atom.start], atom)
    first, last = period if period else (None, None)
    made = Part(
        begin + start,
        atom.end,
        atom.precision,
        first,
        last,
        way,
        loose,
        i in inferred,
        atom.problem,
    )
    return _right(made, cell.text, until)


def _left(left: str, atom: Atom) -> tuple[int, Period | None, Way, bool]:
    """Where the words of the date begin, its period and way after these words."""
    period, way, loose, start = atom.period, "whole", atom.loose, len(left)
    portion = PORTION.search(left[-34:]) if left else None
    if portion:
        start = len(left) - min(34, len(left)) + portion.start()
        if portion["end"] or portion["month_end"]:
            way = "deadline"
        elif portion["third"] or portion["long"] or portion["towards"]:
            period, loose = _third(period, portion), True
    found, place = _way(left[:start].rstrip() + " " if portion else left)
    if found == "done by" or found == "origin":
        return min(start, place), period, "whole", loose
    if found and not (found == "start" and way == "deadline"):
        return place, period, found, loose
    if EXPECTED.search(left) or (atom.precision == "day" and DUE_DAY.search(left)):
        return start, period, "deadline", loose
    return start, period, way, loose  # type: ignore[return-value]


def _third(period: Period | None, portion: re.Match[str]) -> Period | None:
    if period is None:
        return None
    word = (portion["third"] or portion["long"] or portion["towards"]).lower().split()[0]
    until = portion["until"]
    return periods.part(
        period,
        THIRD[word.removesuffix("s") if word == "toward" else word] if word in THIRD else 2,
        THIRD[until.lower()] if until else None,
    )


def _way(left: str) -> tuple[Way | Literal["origin", "done by"] | None, int]:
    if not left.strip(" \n"):
        return None, len(left)
    tail = left[-60:]
    for way, pattern in WAYS:
        if match := pattern.search(tail):
            return way, len(left) - len(tail) + match.start()
    return None, len(left)


def _right(made: Part, text: str, until: int) -> Part:
    """Words after a date: onwards, and ongoing, at the latest."""
    right = text[made.end : min(until, made.end + 40)]
    if not right:
        return made
    if (match := END_AFTER.match(right)) and made.way == "whole":
        made, right = (
            replace(made, way="deadline", end=made.end + match.end()),
            right[match.end() :],
        )
    if match := LATEST.match(right):
        return replace(made, way="deadline", end=made.end + match.end())
    if match := EARLIEST.match(right):
        return replace(made, way="start", end=made.end + match.end())
    if (match := ONWARDS.match(right)) and made.way in ("whole", "start"):
        if until < len(text) and match[0].strip(" ')\"") in ("to", "-", "until"):
            return made
        return replace(made, way="start", end=made.end + match.end())
    return made


# --- several dates


def _joined(single: list[Part], cell: Cell) -> list[Part]:
    """Ranges and pairs become one part; lists pass their way on."""
    out: list[Part] = []
    for now in single:
        before = out[-1] if out else None
        joined = _join(before, now, cell) if before else None
        if joined:
            out[-1] = joined
        else:
            out.append(now)
    return out


def _join(before: Part, now: Part, cell: Cell) -> Part | None:
    if now.problem or before.problem:
        return None
    gap = cell.text[before.end : now.start]
    between = bool(BETWEEN.search(cell.text[max(0, before.start - 16) : before.start]))
    ranged = _is_range(before, now, cell, between)
    if ranged and before.way in ("whole", "start", "deadline", "at least"):
        return _range(before, now)
    if SLASH.match(gap) and before.precision == now.precision and now.way == "whole":
        if before.first is None or now.last is None or now.last > (before.last or now.last):
            return replace(_range(before, now), precision=before.precision, way=before.way)
    return None


def _is_range(before: Part, now: Part, cell: Cell, between: bool) -> bool:
    """Whether the words between two dates make them one range; "until" also begins the second."""
    gap = cell.text[before.end : now.start]
    whole = cell.text[before.end : now.end]
    if now.first and before.first and now.last and now.last < before.first:
        return False
    if between and AND.match(gap):
        return True
    if now.way == "whole" and TO.match(gap):
        return True
    words = re.match(
        r"['\")]{0,2}\s{0,6}(?:and\s{1,3})?(?:to|until|till?|up\s{1,3}to|-)\s{1,3}(?:the\s{1,3})?(?:by\s)?(?:end\b|early|mid|late|beginning)?",
        whole,
        FLAGS,
    )
    return bool(now.way == "deadline" and words and (TO.match(gap) or not gap.strip()))


def _range(before: Part, now: Part) -> Part:
    way: Way = "deadline" if before.way == "deadline" and now.way != "deadline" else "whole"
    if before.way in ("start", "at least") or now.way == "deadline":
        way = "whole"
    return replace(
        before,
        end=now.end,
        precision="range",
        last=now.last,
        way=way,
        loose=before.loose or now.loose,
        inferred=before.inferred or now.inferred,
    )


def _without_restated(found: list[Part], cell: Cell) -> list[Part]:
    """A date in brackets that says the same again ("end of Q2 (30 September 2023)") is dropped."""
    out: list[Part] = []
    for now in found:
        before = out[-1] if out else None
        gap = cell.text[before.end : now.start] if before else ""
        if before and _restates(before, now) and BRACKET.match(gap):
            continue
        if before and LIST.match(gap) and now.way == "whole" and before.way == "deadline":
            now = replace(now, way="deadline")
        out.append(now)
    return out


def _restates(before: Part, now: Part) -> bool:
    if not (before.first and before.last and now.first and now.last):
        return False
    if before.way == "deadline":
        return now.last == before.last
    return now.way in ("whole", "deadline") and (now.first, now.last) == (before.first, before.last)
