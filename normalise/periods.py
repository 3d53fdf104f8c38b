"""Named stretches of the calendar: months, quarters, seasons, terms, fiscal and academic years.

Conventions: seasons are meteorological; school terms and half terms are rounded to whole months
(autumn September to December, spring January to April, summer April to July); fiscal and academic
years begin on the first day of the month that the Conventions name.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple


class Period(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date


InYear = Callable[[int], Period | None]
"""What a name such as "June" or "Q2" is in a given year; None where that year has no such day."""

SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
TERMS = {"autumn": (9, 4), "spring": (1, 4), "summer": (4, 4)}
HALF_TERMS = {1: (9, 2), 2: (11, 2), 3: (1, 2), 4: (3, 2), 5: (4, 2), 6: (6, 2)}
"""First month and number of months of each."""


@lru_cache(maxsize=1024)
def months(year: int, month: int, count: int = 1) -> Period:
    """The given number of whole months; month may run past 12 into the next year."""
    first_year, first_month = year + (month - 1) // 12, (month - 1) % 12 + 1
    ahead = first_month + count - 2
    last_year, last_month = first_year + ahead // 12, ahead % 12 + 1
    return Period(
        date(first_year, first_month, 1),
        date(last_year, last_month, monthrange(last_year, last_month)[1]),
    )


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None when the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found)


def days(year: int, month: int, first: int, last: int) -> Period | None:
    """Days of one month, or from late in one month to the day in the named month after it."""
    begin, end = day(year, month, first), day(year, month, last)
    return Period(begin.first, end.last) if begin and end and first <= last else None


def week(first: date) -> Period:
    return Period(first, first + timedelta(days=6))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, number = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, number + 1)


def part(period: Period, which: int, until: int | None = None) -> Period:
    """The first (0), middle (1) or last (2) third, or the thirds from one to another.

    A month is cut after its 10th and 20th day, anything longer at whole months; weeks and days
    have no thirds and come back whole.
    """
    first, last = period
    until = which if until is None else until
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return period
    if count == 1:
        cuts = (1, 11, 21, last.day + 1)
        return Period(first.replace(day=cuts[which]), last.replace(day=cuts[until + 1] - 1))
    third = max(1, round(count / 3))
    if count == 2:
        return months(first.year, first.month + min(which, 1), 1)
    cuts = (0, third, count - third, count)
    return months(first.year, first.month + cuts[which], cuts[until + 1] - cuts[which])


def later(day_: date, amount: int, unit: str) -> date | None:
    """The day so many days, weeks, months or years after; the last of a month stays inside it."""
    try:
        if unit in ("day", "week"):
            return day_ + timedelta(days=amount * (7 if unit == "week" else 1))
        total = day_.year * 12 + day_.month - 1 + amount * (12 if unit == "year" else 1)
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day_.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def first_from(in_year: InYear, anchor: date) -> Period | None:
    """The first such period that ends on or after the anchor."""
    for year in range(anchor.year - 1, min(anchor.year + 9, 9990)):
        period = in_year(year) if year > 0 else None
        if period and period.last >= anchor:
            return period
    return None


def last_until(in_year: InYear, anchor: date) -> Period | None:
    """The last such period that begins on or before the anchor."""
    for year in range(anchor.year + 1, max(anchor.year - 9, 1), -1):
        period = in_year(year) if year < 9990 else None
        if period and period.first <= anchor:
            return period
    return None
