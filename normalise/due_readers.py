"""What each written form of a date means: the readers named in the table of due_patterns."""

from __future__ import annotations

import re
from datetime import date

from actionplans.normalise import periods
from actionplans.normalise.due_atoms import (
    Atom,
    Context,
    Match,
    fixed,
    full_year,
    named,
    one_after_the_other,
    pair_of,
    year_of,
)
from actionplans.normalise.due_neighbours import (
    NUMBER_CUE,
    after_week,
    begins_pair,
    in_reference,
    is_name,
    numbers_something,
    stands_alone,
    stands_as_year,
)
from actionplans.normalise.due_otherwise import misspelt_month, whole_day
from actionplans.normalise.months import MONTH_NAMES
from actionplans.normalise.periods import Period

MONTHS = tuple(name[:3] for name in MONTH_NAMES)
# --- weeks: the day itself follows, and due_merge widens it


def week_commencing(match: Match, _: Context) -> Atom:
    return Atom(*match.span(), "week", week="commencing")


def week_ending(match: Match, _: Context) -> Atom:
    return Atom(*match.span(), "week", week="ending")


NTH_WEEK = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 0, "last": 0}


def week_of_month(match: Match, _: Context) -> Atom | None:
    """The first week of a month is its days 1 to 7, the fourth 22 to 28, the last its last seven.

    Nobody says on which weekday it begins, so the days are approximate.
    """
    word, month = match["nth"].lower(), month_number(match["month"])
    nth = NTH_WEEK[word] if word in NTH_WEEK else int(word[0])
    weeks = 2 if match.groupdict().get("count") else 1
    if weeks > 1 and nth > 1:
        return None

    def in_year(year: int) -> Period | None:
        last = periods.months(year, month).last.day
        begin = last - 7 * weeks + 1 if nth in (0, 5) else 7 * nth - 6
        return periods.days(year, month, begin, begin + 7 * weeks - 1)

    return named(match, "week", in_year, year_of(match), loose=True)


# --- days


def month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def iso_day(match: Match, _: Context) -> Atom:
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    return fixed(match, "day", periods.day(year, month, day))


def numeric_day(match: Match, context: Context) -> Atom | None:
    """Day first or month first as the conventions say; what cannot be so is left without dates."""
    a, b, year = int(match["a"]), int(match["b"]), year_of(match)
    if match["sep"] == "." and match["yy"] and _is_reference(match, context):
        return None
    day, month = (b, a) if context.conventions.month_first else (a, b)
    if periods.day(year or 0, month, day):
        return fixed(match, "day", periods.day(year or 0, month, day))
    if not periods.day(year or 0, day, month):
        return None if match["sep"] != "/" else fixed(match, "day", None)
    return fixed(match, "day", None)._replace(problem="date-contradicts-convention")


def _is_reference(match: Match, context: Context) -> bool:
    """Whether "1.2.10" is more likely the number of a section or an action."""
    before, after = context.text[: match.start()].rstrip(), context.text[match.end() :].strip()
    if re.search(
        r"(?:section|para(?:graph)?s?|ref|no|standard|action|v|version)\.?$", before[-12:], re.I
    ):
        return True
    return len(match["a"]) == 1 and len(match["b"]) == 1 and not before and bool(after)


def spaced_day(match: Match, context: Context) -> Atom | None:
    """Only when it is all there is: three numbers in a row are mostly no date."""
    if match[0].strip() != context.text.strip():
        return None
    day, month = int(match["a"]), int(match["b"])
    if context.conventions.month_first:
        day, month = month, day
    period = periods.day(year_of(match) or 0, month, day)
    return fixed(match, "day", period) if period else None


def days_of_month(match: Match, context: Context) -> Atom | None:
    """ "12-14 May" and "12, 13 and 14 May", but not "Item 7, 12 May" nor "4, 3 March"."""
    groups = match.groupdict()
    first, last = int(match["day"]), int(match["day2"])
    listed = COUNTED.match(match[0])
    if listed and first >= last:
        return None
    labelled = listed or groups.get("number") or DASHED.match(match[0])
    if labelled and numbers_something(match, context.text):
        return None
    month = month_number(match["month"]) if groups.get("month") else int(match["number"])
    return named(match, "day", lambda y: periods.days(y, month, first, last), year_of(match))


COUNTED = re.compile(r"\d{1,2}\s?,")
DASHED = re.compile(r"\d{1,2}\s+-\s")
BARE_NUMBER = re.compile(r"\d{1,2}(?!\d|\s{0,8}(?:st|nd|rd|th))", re.IGNORECASE)


def day_month(match: Match, context: Context) -> Atom | None:
    bare = BARE_NUMBER.match(match[0])
    if bare and numbers_something(match, context.text):
        return None  # "Phase 2 October 2021"
    month, day = month_number(match["month"]), int(match["day"])
    return named(match, "day", lambda y: periods.day(y, month, day), year_of(match))


def no_such_day(match: Match, context: Context) -> Atom | None:
    """ "32 May 2020" where a date can stand; elsewhere the number is about something else."""
    if numbers_something(match, context.text) or not stands_alone(match, context.text, NUMBER_CUE):
        return None
    return fixed(match, "day", None)


# --- months


def month(match: Match, context: Context) -> Atom | None:
    """Mon-YY is month and year, never day and month, unless only a day can be meant.

    "June 30" is the last of June, and "July 18" is a day where months come first.
    """
    number, year = month_number(match["month"]), year_of(match)
    day = int(match.groupdict().get("yy") or 0)
    spaced = day and match[0][:-2].endswith(" ") and periods.day(2000, number, day)
    if spaced and (context.conventions.month_first or day >= 30):
        return named(match, "day", lambda y: periods.day(y, number, day), None)
    return named(match, "month", lambda y: periods.months(y, number), year)


def month_of_pair(match: Match, context: Context) -> Atom | None:
    """ "March 2020/21" lies in that fiscal or school year; "July 2014/15" ends in July 2015."""
    if not (pair := pair_of(match)) or not one_after_the_other(pair):
        return None
    number = month_number(match["month"])
    begins = context.conventions.academic_year_start
    return named(
        match,
        "month",
        lambda y: periods.months(y, number),
        pair[0] if number >= begins else pair[1],
    )


def month_alone(match: Match, context: Context) -> Atom | None:
    alone = stands_alone(match, context.text) or begins_pair(match, context.text)
    if not match[0][0].isupper() or not alone:
        return None
    number = month_number(match["month"])
    return named(match, "month", lambda y: periods.months(y, number), None)


def numeric_month(match: Match, context: Context) -> Atom | None:
    """ "05/2018", but not "Phase 2 - 2023"."""
    if " " in match[0] and numbers_something(match, context.text):
        return None
    number, year = int(match["month"]), int(match["year"])
    return named(match, "month", lambda y: periods.months(y, number), year)


CUE_BEFORE_DAY = re.compile(r"\b(?:by|on|until|w/?[cbe]|due|date)[\s:]{1,3}$", re.IGNORECASE)


def slashed_pair(match: Match, context: Context) -> Atom | None:
    """ "10/02" is October 2002, "30/09" and "6/9" are days; both only where a date is expected."""
    if not stands_alone(match, context.text, NUMBER_CUE):
        return None
    a, b = int(match["a"]), int(match["b"])
    day_meant = b <= 12 and after_week(match, context.text)
    if len(match["b"]) == 2 and 1 <= a <= 12 and not day_meant:
        year = full_year(match["b"])
        return named(match, "month", lambda y: periods.months(y, a), year)
    day, number = (b, a) if context.conventions.month_first else (a, b)
    if match[0] == "24/7" and CUE_BEFORE_DAY.search(context.text[: match.start()][-12:]) is None:
        return None  # round the clock
    bare = not context.text[: match.start()].strip()
    if not periods.day(2000, number, day) or (bare and a <= 12):
        return None
    return named(match, "day", lambda y: periods.day(y, number, day), None)


# --- years


def _from_month(match: Match, month: int) -> Atom | None:
    """The twelve months from that month; a single year names the one in which they end."""
    pair = pair_of(match)
    if pair and not one_after_the_other(pair):
        return None
    year = year_of(match)
    begins = pair[0] if pair else (year or 0) - (month > 1)
    return fixed(match, "year", periods.months(begins, month, 12))


def fiscal_year(match: Match, context: Context) -> Atom | None:
    return _from_month(match, context.conventions.fiscal_year_start)


def academic_year(match: Match, context: Context) -> Atom | None:
    """A school session is the Scottish school year: it begins a month before the English one."""
    session = re.match(r"(?:the\s)?(?:school\s{1,3})?session", match[0], re.IGNORECASE)
    begins = context.conventions.academic_year_start
    return _from_month(match, min(begins, 8) if session else begins)


def year_pair(match: Match, context: Context) -> Atom | None:
    """Consecutive years are a fiscal year (or the academic one that is named); others a range."""
    pair = pair_of(match)
    if pair is None or pair[1] <= pair[0] or pair[1] > pair[0] + 30 or is_name(match, context.text):
        return None
    if in_reference(match, context.text):
        return None
    if len(match["pair"]) == 2 and not _short_pair_is_year(match, context):
        return None
    word = (match["word"] or "").lower()
    if not one_after_the_other(pair):
        text = context.text
        alone = stands_alone(match, text) or stands_as_year(match, text)
        if len(match["pair"]) == 2 or not alone:
            return None
        return fixed(match, "range", Period(date(pair[0], 1, 1), date(pair[1], 12, 31)))
    if word in ("academic", "school"):
        return academic_year(match, context)
    return fiscal_year(match, context)


def short_pair(match: Match, context: Context) -> Atom | None:
    return None if is_name(match, context.text) else fiscal_year(match, context)


def _short_pair_is_year(match: Match, context: Context) -> bool:
    """ "23/24" where a date can stand; "24/7", "11/12" and "9/10" are something else."""
    if len(match["pair2"]) != 2 or int(match["pair"]) <= 12:
        return False
    return bool(match["word"]) or ("/" in match[0] and stands_alone(match, context.text))


def called_year(match: Match, context: Context) -> Atom | None:
    """ "2023 calendar year"; any other kind of year ends in the year that names it."""
    word = match["word"].lower()
    if word == "calendar":
        return fixed(match, "year", periods.months(int(match["year"]), 1, 12))
    reader = academic_year if word in ("academic", "school") else fiscal_year
    return reader(match, context)


def year_alone(match: Match, context: Context) -> Atom | None:
    if not stands_as_year(match, context.text):
        return None
    return fixed(match, "year", periods.months(int(match["year"]), 1, 12))


# --- what the table does not know


def misspelt(match: Match, context: Context) -> Atom | None:
    """ "5 Febuary 2021", and with a day also Welsh: "14 Mawrth 2021"."""
    year, number = int(match["year"]), misspelt_month(match["word"])
    if match["day"] and numbers_something(match, context.text):
        return None
    if number and match["day"]:
        return fixed(match, "day", periods.day(year, number, int(match["day"])))
    if number:
        return fixed(match, "month", periods.months(year, number))
    return otherwise(match, context) if match["day"] else None


def otherwise(match: Match, _: Context) -> Atom | None:
    """Any other order of day, month and year: "2021 March 3"."""
    found = whole_day(" ".join(match[0].split()))
    return fixed(match, "day", Period(found, found)) if found else None
