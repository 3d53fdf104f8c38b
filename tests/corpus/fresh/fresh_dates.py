"""Due phrases made together with what they mean: (printed, first day, last day, status)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from random import Random

Due = tuple[str, str | None, str | None, str | None]
MONTHS = calendar.month_name
SHORT = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
NAMED_QUARTERS = ((4, "Q1"), (7, "Q2"), (10, "Q3"), (1, "Q4"))
TERMS = (("Autumn", 9, 12), ("Spring", 1, 4), ("Summer", 4, 7))


def last(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"


def first(year: int, month: int) -> str:
    return f"{year}-{month:02}-01"


def due(kind: str, rng: Random, year: int) -> Due:
    """A phrase of a kind in the twelve months or so from April of a year."""
    month = rng.randint(1, 12)
    year += month < 4
    day = rng.randint(1, 28)
    iso = f"{year}-{month:02}-{day:02}"
    later_year, later = (year, month + 3) if month < 10 else (year + 1, month - 9)
    name, later_name = MONTHS[month], MONTHS[later]
    full = (first(year, month), last(year, month))
    th = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    quarter = (month - 1) // 3
    fiscal = year if month > 3 else year - 1
    span = (first(year, quarter * 3 + 1), last(year, quarter * 3 + 3))
    fiscal_name = f"Q{(quarter - 1) % 4 + 1}"
    season = TERMS[rng.randrange(3)]
    forms: dict[str, Callable[[], Due]] = {
        "slash": lambda: (f"{day:02}/{month:02}/{year}", iso, iso, None),
        "dots": lambda: (f"{day}.{month}.{year % 100:02}", iso, iso, None),
        "long": lambda: (f"{day} {name} {year}", iso, iso, None),
        "th": lambda: (f"{day}{th} {name} {year}", iso, iso, None),
        "month": lambda: (f"{name} {year}", *full, None),
        "mon-yy": lambda: (f"{name[:3]}-{year % 100:02}", *full, None),
        "mon.yy": lambda: (f"{name if len(name) < 5 else SHORT[month]}.{year % 100:02}",
                           *full, None),
        "short": lambda: (f"{SHORT[month]} {year}", *full, None),
        "end": lambda: (f"End {name} {year}", None, last(year, month), None),
        "end of": lambda: (f"End of {name} {year}", None, last(year, month), None),
        "by": lambda: (f"By {day} {name} {year}", None, iso, None),
        "by month": lambda: (f"by {name} {year}", None, last(year, month), None),
        "sentence": lambda: (f"Agreed and in place by {name} {year}", None, last(year, month),
                             None),
        "from": lambda: (f"From {name} {year}", first(year, month), None, None),
        "quarter": lambda: (f"{fiscal_name} {fiscal}/{(fiscal + 1) % 100:02}", *span, None),
        "quarter-": lambda: (f"{fiscal_name} - {fiscal}-{(fiscal + 1) % 100:02}", *span, None),
        "term": lambda: (f"{season[0]} term {year}", first(year, season[1]), last(year, season[2]),
                         None),
        "range": lambda: (f"{name} {year} – {later_name} {later_year}", first(year, month),
                          last(later_year, later), None),
        "two": lambda: (f"Draft: {name} {year}\nFinal: {later_name} {later_year}",
                        first(year, month), last(later_year, later), None),
        "start": lambda: (f"Start date: {name} {year}\nCompletion: {later_name} {later_year}",
                          first(year, month), last(later_year, later), None),
        "done": lambda: (f"Completed {name} {year}", *full, "complete"),
        "done-": lambda: (f"Complete – {day} {name} {year}", iso, iso, "complete"),
        "COMPLETED": lambda: (f"COMPLETED\n{name} {year}", *full, "complete"),
        "done()": lambda: (f"Done ({name} {year})", *full, "complete"),
        "ongoing": lambda: ("Ongoing", None, None, "ongoing"),
        "tbc": lambda: ("TBC", None, None, None),
        "date & ongoing": lambda: (f"{day} {name}, {year} & ongoing", iso, None, "ongoing"),
    }  # fmt: skip
    return forms[kind]()
