"""What a user can tell us about a plan or a country: conventions of dates, headings, areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Conventions:
    """How dates are to be read. The defaults are those of the United Kingdom.

    month_first: 3/4/2020 is 4 March. calendar_quarters: Q1 is January to March.
    fiscal_year_start, academic_year_start: the month (1 to 12) in which that year begins.
    """

    month_first: bool = False
    calendar_quarters: bool = False
    fiscal_year_start: int = 4
    academic_year_start: int = 9


UK = Conventions()


@dataclass(frozen=True, slots=True)
class Profile:
    """A --profile file, read. Everything is optional; None lets layout and language decide.

    headings maps a printed heading (any case) to a column role; plan_start is the day from which
    dates without a year are counted; areas says where areas for development stand.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    conventions: Conventions = UK
    plan_start: date | None = None
    areas: Literal["column", "banner", "heading", "none"] | None = None
