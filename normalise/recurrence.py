"""Repetition in the words of plans, as RFC 5545 recurrence rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from actionplans.normalise.lower_case import lower
from actionplans.normalise.months import MONTH_WORD

COUNTS = {"once": 1, "twice": 2, "other": 2, "second": 2, "eighteen": 18} | {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        1,
    )
}
FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
SHORT = {"wk": "week", "mth": "month", "annum": "year"} | dict.fromkeys(
    ("yr", "yer", "yar"), "year"
)
MONTHS_IN = {"month": 1, "quarter": 3, "term": 4, "half term": 2, "half-term": 2, "year": 12}

NUMBER = (
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|other|second"
)
COUNT = rf"(?P<count>{NUMBER})"
UNIT = (
    r"(?P<unit>working days?|days?|w(?:ee)?ks?|m(?:on)?ths?|quarters?|half[\s-]terms?|terms?"
    r"|ye?a?rs?)"
)
EVENTS = (  # what can happen so many times a month; "60 hours per week" is no repetition
    r"(?:audits?|visits?|meetings?|reviews?|reports?|sessions?|events?|posts?|files?|samples?"
    r"|observations?|checks?|inspections?|updates?|newsletters?|surveys?|forums?|workshops?"
    r"|briefings?|bulletins?|walk(?:about|through|round)s?|dips?|supervisions?|returns?|records?)"
)
DAYS = r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day"

Rule = Callable[["re.Match[str]"], str]


def rule(unit: str, count: int = 1) -> str:
    """The RRULE of every so many days, weeks, months, quarters, terms or years."""
    unit = " ".join(unit.lower().replace("-", " ").split()).rstrip("s").removeprefix("working ")
    unit = SHORT.get(unit, unit)
    if unit in ("quarter", "term", "half term"):
        unit, count = "month", count * MONTHS_IN[unit]
    frequency = FREQUENCIES[unit]
    return f"FREQ={frequency}" + (f";INTERVAL={count}" if count > 1 else "")


def _count(word: str | None) -> int:
    word = (word or "1").lower()
    return max(1, COUNTS.get(word) or (int(word) if word.isdigit() else 1))


def _every(match: re.Match[str]) -> str:
    return rule(match["unit"], _count(match["count"]))


def _times_a(match: re.Match[str]) -> str:
    """So many times a year, month or week, as an interval where it comes out even."""
    groups = match.groupdict()
    count, unit = _count(groups.get("once") or groups["count"]), match["unit"].lower()
    months = MONTHS_IN.get(SHORT.get(unit, unit).replace("-", " "), 0)
    if count > 1 and months > 1 and months % count == 0:
        return rule("month", months // count)
    return rule(unit)


def _weekday(match: re.Match[str]) -> str:
    return f"FREQ=WEEKLY;BYDAY={match['day'][:2].upper()}"


NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def _nth_weekday(match: re.Match[str]) -> str:
    word = match["nth"].lower()
    nth = int(word[0]) if word[0].isdigit() else NTH[word]
    return f"{rule(match['unit'])};BYDAY={nth}{match['day'][:2].upper()}"


MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _months_of_the_year(match: re.Match[str]) -> str:
    """Every March and September: once a year in each."""
    words = re.findall(r"[a-z]{3,9}", match["months"].lower())
    numbers = sorted({MONTH_NAMES.index(word[:3]) + 1 for word in words if word != "and"})
    return f"{rule('year')};BYMONTH={','.join(map(str, numbers))}"


def _always(value: str) -> Rule:
    return lambda _: value


class Row(NamedTuple):
    """A way to say that something is repeated, the rule it means, and letters one of which it has:
    to look for them is cheaper than to try a pattern."""

    pattern: re.Pattern[str]
    rule: Rule
    stems: tuple[str, ...]


def _row(pattern: str, meaning: Rule | str, stems: tuple[str, ...]) -> Row:
    compiled = re.compile(pattern, re.ASCII)
    return Row(compiled, _always(meaning) if isinstance(meaning, str) else meaning, stems)


EVERY = r"(?:each|every)\s{1,3}(?:single\s)?"
PER_UNIT = r"(?P<unit>year|yr|annum|quarter|month|mth|week|wk|day|half[\s-]term|term)"
YEAR_KIND = r"(?:(?:academic|school|financial|calendar)\s{1,3})?"
OF_DAYS, OF_TIMES = ("day",), ("once", "twice", "times", "x ", "x\n")
OF_EACH, OF_PER = ("each", "every"), ("each", "every", "per ", "per\n")
OF_LY = (
    *("annual", "annum", "biennial", "yearly", "quarterly", "termly", "monthly", "fortnight"),
    *("weekly", "daily", "every"),
)
OF_SEASONS = ("autumn", "spring", "summer")
TABLE: tuple[Row, ...] = (
    _row(
        rf"\b(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s{{1,3}}{DAYS}\s{{1,3}}(?:of|in)\s{{1,3}}"
        rf"(?:{EVERY}|the\s{{1,3}}){UNIT}\b",
        _nth_weekday,
        OF_DAYS,
    ),
    _row(rf"\b(?:{EVERY}|on\s{{1,3}}(?:an?\s{{1,3}})){DAYS}s?\b", _weekday, OF_DAYS),
    _row(
        rf"\b(?:(?P<once>once|twice)|(?P<count>{NUMBER})\s{{0,3}}(?:x|times))\s{{1,3}}"
        rf"(?:(?:in\s{{1,3}})?(?:a|per|every|each)\s{{1,3}}){YEAR_KIND}"
        rf"{PER_UNIT}\b",
        _times_a,
        OF_TIMES,
    ),
    _row(
        rf"\b(?P<count>{NUMBER}|an?)\s{{1,3}}(?:(?!per\b)[\w/-]{{1,14}}\s{{1,3}}){{0,3}}?{EVENTS}\s{{1,3}}"
        rf"(?:(?!per\b)[\w/-]{{1,14}}\s{{1,3}}){{0,4}}?(?:per|(?:in\s)?(?:each|every))\s{{1,3}}{YEAR_KIND}"
        rf"{PER_UNIT}\b",
        _times_a,
        OF_PER,
    ),
    _row(
        rf"(?:^|\bone\s{{1,3}})per\s{{1,3}}{YEAR_KIND}{PER_UNIT}\b",
        lambda match: rule(match["unit"]),
        OF_PER,
    ),
    _row(rf"\b{EVERY}{COUNT}\s{{1,3}}{UNIT}\b", _every, OF_EACH),
    _row(rf"\b{EVERY}{YEAR_KIND}{UNIT}\b", lambda match: rule(match["unit"]), OF_EACH),
    _row(
        rf"\b{EVERY}(?P<months>{MONTH_WORD}(?:\s?(?:,|/|&|\band\b)\s?{MONTH_WORD}\b){{1,5}})(?!\s?'?\d)",
        _months_of_the_year,
        OF_EACH,
    ),
    _row(
        rf"\b{EVERY}(?:{MONTH_WORD}|spring|summer|autumn|winter)\b"
        rf"(?!\s?terms?|\s?(?:and|&|/|,)\s?(?:(?:{MONTH_WORD}|spring|summer|autumn|winter)\b|terms?))",
        rule("year"),
        OF_EACH,
    ),
    _row(
        r"\b(?:bi-?annual(?:ly)?|half[\s-]?yearly|semi-?annual(?:ly)?|twice[\s-]yearly)\b",
        rule("month", 6),
        OF_LY,
    ),
    _row(r"\b(?:biennial(?:ly)?|bi-?yearly)\b", rule("year", 2), OF_LY),
    _row(r"\bbi-?monthly\b", rule("month", 2), OF_LY),
    _row(r"\bbi-?weekly\b|\bfortnightly\b|\bevery\s{1,3}fortnight\b", rule("week", 2), OF_LY),
    _row(rf"\b{COUNT}[\s-]{{0,3}}(?P<unit>week|month|year)ly\b", _every, OF_LY),
    _row(r"\bhalf[\s-]?termly\b", rule("half term"), OF_LY),
    _row(r"\btermly\b|\bevery\s{1,3}term\b", rule("term"), OF_LY),
    _row(r"\bquarterly\b", rule("quarter"), OF_LY),
    _row(r"\bmonthly\b", rule("month"), OF_LY),
    _row(r"\bweekly\b", rule("week"), OF_LY),
    _row(r"\bdaily\b", rule("day"), OF_LY),
    _row(r"(?<!\d\s)\bannual\b|\bannually\b|\byearly\b|\bper\s{1,3}annum\b", rule("year"), OF_LY),
    _row(
        r"\b(?:(?:autumn|spring|summer)[\s,/&]{1,3}(?:and\s{1,3})?){2,3}"
        r"(?:(?:autumn|spring|summer)\s{1,3})?(?:updates?|reviews?|terms?|meetings?)\b"
        r"(?![\s,(]{1,3}(?:of\s)?'?\d\d)",  # with a year they are dates
        rule("term"),
        OF_SEASONS,
    ),
)
GROUPS = [(stems, tuple(rows)) for stems, rows in groupby(TABLE, key=attrgetter("stems"))]
"""The rows of the table, in its order, by what a text must have for them."""


class Repetition(NamedTuple):
    """A repetition found: where it stands and its RRULE value."""

    start: int
    end: int
    rrule: str


def repetitions(text: str) -> list[Repetition]:
    """All repetitions that the text names, from left to right, without overlaps.

    The text is plain: it has no white space but spaces and line ends.
    """
    text = lower(text)
    groups = [rows for stems, rows in GROUPS if any(map(text.__contains__, stems))]
    found: list[Repetition] = []
    free = bytearray(b"1" * len(text))
    for row in chain.from_iterable(groups):
        for match in row.pattern.finditer(text):
            start, end = match.span()
            if 0 not in free[start:end]:
                found.append(Repetition(start, end, row.rule(match)))
                free[start:end] = bytes(end - start)
    return sorted(found)
