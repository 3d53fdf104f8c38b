"""Periods written as Extended Date/Time Format (ISO 8601-2), without season codes.

Libraries disagree on what the season codes mean, so seasons, terms and thirds are approximate
intervals; quarters have the calendar-quarter codes 33 to 36.
"""

from __future__ import annotations

from datetime import date, timedelta

from actionplans.normalise.plan import Precision

_DAY = timedelta(days=1)


def written(
    first: date | None,
    last: date | None,
    precision: Precision | None = None,
    approximate: bool = False,
) -> str | None:
    """The shortest EDTF with exactly these bounds: `2020-06`, `2020-35`, `../2020-06-30`.

    Where days were printed, days are written: `2021-04-01/2022-03-31`, not `2021-04/2022-03`.
    approximate marks both ends with `~`: the text named a season, a term or "early", "mid", "late".
    """
    mark = "~" if approximate else ""
    if first is None:
        return None if last is None else f"../{last.isoformat()}{mark}"
    if last is None:
        return f"{_opening(first, precision)}{mark}/.."
    if not approximate and (whole := _whole(first, last, precision)):
        return whole
    by_the_day = precision == "day" and first != last
    begin, end = (first.isoformat(), last.isoformat()) if by_the_day else _ends(first, last)
    return f"{begin}{mark}" if begin == end else f"{begin}{mark}/{end}{mark}"


def _whole(first: date, last: date, precision: Precision | None) -> str | None:
    """A day, a month, a calendar quarter or a year as one expression."""
    if first == last:
        return first.isoformat()
    if precision == "day" or first.day != 1 or not _ends_month(last) or first.year != last.year:
        return None
    count = last.month - first.month + 1
    if count == 1:
        return _month(first)
    if precision == "quarter" and count == 3 and first.month % 3 == 1:
        return f"{first:%Y}-{33 + first.month // 3}"
    return f"{first:%Y}" if count == 12 else None


def _ends(first: date, last: date) -> tuple[str, str]:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}", f"{last:%Y}"
    if first.day == 1 and _ends_month(last):
        return _month(first), _month(last)
    return first.isoformat(), last.isoformat()


def _opening(first: date, precision: Precision | None) -> str:
    return first.isoformat() if first.day != 1 or precision == "day" else _month(first)


def _ends_month(day: date) -> bool:
    return day.day > 27 and (day == date.max or (day + _DAY).day == 1)


def _month(day: date) -> str:
    return day.isoformat()[:7]
