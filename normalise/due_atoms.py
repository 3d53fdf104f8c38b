"""The atomic date: one date as written, before the words beside it are looked at."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from actionplans.normalise.periods import InYear, Period
from actionplans.normalise.plan import Precision
from actionplans.normalise.profile import Conventions

Match = re.Match[str]


class Context(NamedTuple):
    """The cleaned text that is being read, and the conventions of its plan."""

    text: str
    conventions: Conventions


class Atom(NamedTuple):
    """One date as written: where it stands and what it names.

    in_year tells what it is in a year that the text does not give; period is set once the year is
    known. loose: the period is rounded (seasons, terms). problem is a flag about the date.
    """

    start: int
    end: int
    precision: Precision
    in_year: InYear | None = None
    period: Period | None = None
    loose: bool = False
    problem: str | None = None
    week: Literal["commencing", "ending"] | None = None


# --- years


def full_year(digits: str) -> int:
    """Two digits mean 1970 to 2069."""
    year = int(digits)
    return year if year > 99 else year + (1900 if year >= 70 else 2000)


def year_of(match: Match) -> int | None:
    groups = match.groupdict()
    digits = groups.get("year") or groups.get("yy")
    return full_year(digits) if digits else None


def pair_of(match: Match) -> tuple[int, int] | None:
    """The two years of "2020/21", the second completed from the first."""
    groups = match.groupdict()
    if not groups.get("pair"):
        return None
    first = full_year(groups["pair"])
    second, digits = int(groups["pair2"]), len(groups["pair2"])
    if digits < 4:  # "2020/21", "2022/3", "1999/00": the next year that ends so
        round_ = 10**digits
        second += first - first % round_ + round_ * (second < first % round_)
    return first, second


def one_after_the_other(pair: tuple[int, int] | None) -> bool:
    return pair is not None and pair[1] == pair[0] + 1


def named(
    match: Match, precision: Precision, in_year: InYear, year: int | None, loose: bool = False
) -> Atom:
    start, end = match.span()
    if year is None:
        return Atom(start, end, precision, in_year, loose=loose)
    period = in_year(year)
    problem = None if period else "date-impossible"
    return Atom(start, end, precision, None, period, loose, problem)


def fixed(match: Match, precision: Precision, period: Period | None, loose: bool = False) -> Atom:
    problem = None if period else "date-impossible"
    return Atom(*match.span(), precision, None, period, loose, problem)
