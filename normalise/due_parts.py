"""What the parts of a year mean: the readers of quarters, halves, terms, seasons and feasts."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from actionplans.normalise import periods
from actionplans.normalise.due_atoms import (
    Atom,
    Context,
    Match,
    fixed,
    named,
    one_after_the_other,
    pair_of,
    year_of,
)
from actionplans.normalise.due_neighbours import SEASON_CUE, stands_alone
from actionplans.normalise.periods import Period
from actionplans.normalise.plan import Precision
from actionplans.normalise.recurrence import COUNTS

NUMBERS = {
    word: number
    for number, words in enumerate(
        ("one 1st first", "two 2nd second latter", "three 3rd third", "four 4th fourth final last"),
        1,
    )
    for word in words.split()
}


# --- quarters and halves


def _shift(context: Context) -> int:
    """The month in which quarter 1 begins."""
    conventions = context.conventions
    return 1 if conventions.calendar_quarters else conventions.fiscal_year_start


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def _period_year(match: Match) -> int | None:
    """The year in which a fiscal year named after a quarter begins: "FY25" is 2024/25."""
    if pair := pair_of(match):
        return pair[0]
    year = year_of(match)
    return (
        year - 1 if year and (match.groupdict().get("fy") or "").lower().startswith("f") else year
    )


def _fiscal_part(
    match: Match, context: Context, precision: Precision, first: int, length: int
) -> Atom | None:
    pair = pair_of(match)
    if pair and not one_after_the_other(pair):
        return None
    begin = _shift(context) + first
    return named(match, precision, lambda y: periods.months(y, begin, length), _period_year(match))


OF_SOMETHING = re.compile(  # "the first quarter of referrals"
    r"\s{1,3}of\s{1,3}(?!(?:the\s{1,3})?(?:(?:next|new|this|last|following|current|financial|fiscal"
    r"|calendar|academic|school)\b|year|\d))",
    re.IGNORECASE,
)


def quarter(match: Match, context: Context) -> Atom | None:
    groups = match.groupdict()
    number = _number(groups.get("number") or groups["nth"])
    if groups.get("nth") and OF_SOMETHING.match(context.text, match.end()):
        return None
    if not (pair_of(match) or year_of(match) or stands_alone(match, context.text, either=True)):
        return None
    return _fiscal_part(match, context, "quarter", 3 * (number - 1), 3)


def quarters(match: Match, context: Context) -> Atom | None:
    first, last = int(match["number"]), int(match["number2"])
    if last <= first:
        return None
    joint = match[0][match.end("number") - match.start() :]
    precision: Precision = "range" if re.match(r"\s?(?:-|to)", joint) else "quarter"
    return _fiscal_part(match, context, precision, 3 * (first - 1), 3 * (last - first + 1))


quarter_after_year = quarter


def part_of_year(match: Match, context: Context) -> Atom | None:
    """ "first two quarters of 2023/24", "last six months of 2023"."""
    count = COUNTS.get(match["count"].lower()) or int(match["count"])
    quarterly = match["unit"].lower() == "quarter"
    length = count * (3 if quarterly else 1)
    if not 0 < length < 12:
        return None
    first = 0 if match["side"].lower() == "first" else 12 - length
    if quarterly or pair_of(match) or match["fy"]:
        return _fiscal_part(match, context, "range", first, length)
    return named(match, "range", lambda y: periods.months(y, first + 1, length), year_of(match))


def half(match: Match, context: Context) -> Atom | None:
    """ "H1" counts like the quarters; "first half of 2024" is of the calendar year."""
    word = match["half"].lower()
    number = _number(word)
    if word.isdigit() or pair_of(match) or match["fy"]:
        return _fiscal_part(match, context, "half", 6 * (number - 1), 6)
    year = year_of(match)
    return named(match, "half", lambda y: periods.months(y, 6 * number - 5, 6), year)


# --- terms and seasons


def _school_year(match: Match, first_month: int, context: Context) -> int | None:
    """The calendar year of something that begins in that month of a school year like 2020/21."""
    if pair := pair_of(match):
        return (
            pair[0] if first_month >= min(context.conventions.academic_year_start, 9) else pair[1]
        )
    return year_of(match)


def _stretch(
    match: Match, context: Context, precision: Precision, stretch: tuple[int, int]
) -> Atom | None:
    if (pair := pair_of(match)) and not one_after_the_other(pair):
        return None
    month, count = stretch
    year = _school_year(match, month, context)
    return named(match, precision, lambda y: periods.months(y, month, count), year, loose=True)


TERM_NAMES = {  # also those of old universities and the courts
    "aut": "autumn",
    "spr": "spring",
    "sum": "summer",
    "mic": "autumn",
    "len": "spring",
    "hil": "spring",
    "tri": "summer",
}


def term(match: Match, context: Context) -> Atom | None:
    groups = match.groupdict()
    season = TERM_NAMES[match["season"][:3].lower()]
    which = groups.get("half") or groups.get("half2")
    if not which:
        return _stretch(match, context, "term", periods.TERMS[season])
    number = {"autumn": 0, "spring": 2, "summer": 4}[season] + _number(which)
    return _stretch(match, context, "term", periods.HALF_TERMS[number])


def half_term(match: Match, context: Context) -> Atom | None:
    return _stretch(match, context, "term", periods.HALF_TERMS[int(match["number"])])


def holiday(match: Match, _: Context) -> Atom:
    """ "Autumn half-term 2021": every council sets its own week, so it stays undated."""
    return Atom(*match.span(), "week", problem="due-undated")


def numbered_term(match: Match, context: Context) -> Atom | None:
    """Terms 4 to 6 are those of a six-term year; below, three terms or six cannot be told apart."""
    if int(match["number"]) >= 4:
        return half_term(match, context)
    return Atom(*match.span(), "term", problem="due-undated")


SCHOOL = re.compile(
    r"\b(?:half|autumn|spring|summer|this|each|every|next)[\s-]terms?\b|\bht\s?[1-6]\b|\btermly\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16)
def _speaks_of_terms(text: str) -> bool:
    return bool(SCHOOL.search(text))


def season(match: Match, context: Context) -> Atom | None:
    """Meteorological, unless the text speaks of terms elsewhere: then "Autumn 2025" is one."""
    word = match["season"].lower()
    name = {"fall": "autumn", "aut": "autumn", "spr": "spring"}.get(word, word)
    if name in periods.TERMS and _speaks_of_terms(context.text):
        atom = _stretch(match, context, "term", periods.TERMS[name])
    else:
        atom = _stretch(match, context, "season", periods.SEASONS[name])
    if atom and atom.period is None and not stands_alone(match, context.text, SEASON_CUE):
        return None
    return atom


def feast(match: Match, _: Context) -> Atom:
    """The day itself: Christmas Day, Easter Sunday, New Year's Day."""
    year, name = year_of(match) or 0, match["feast"].lower()
    if name == "easter":
        found = periods.easter(year)
    else:
        found = date(year, 12, 25) if name == "christmas" else date(year, 1, 1)
    return fixed(match, "day", Period(found, found))
