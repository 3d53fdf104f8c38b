"""What a user can tell us about a plan or a country: conventions of dates, headings, areas."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

from actionplans.errors import ProfileError

Areas = Literal["column", "banner", "heading", "none"]


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
    areas: Areas | None = None


NO_PROFILE = Profile()


def read_profile(path: str | PathLike[str]) -> Profile:
    """Read a profile from a TOML file.

        plan_start = 2020-06-01
        areas = "banner"          # or "column", "heading", "none"

        [conventions]
        month_first = true

        [headings]
        "Officer" = "lead"

    Raises ProfileError, which names every key and value that is not understood.
    """
    source = str(path)
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _error(source, f"cannot be read ({error.strerror or error}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _error(source, f"is not TOML ({error}).") from error
    wrong = [*_wrong_keys(told), *_wrong_headings(told), *_wrong_conventions(told)]
    if wrong:
        raise _error(source, "; ".join(wrong) + ".")
    return Profile(
        headings=told.get("headings", {}),
        conventions=Conventions(**told.get("conventions", {})),
        plan_start=told.get("plan_start"),
        areas=told.get("areas"),
    )


def _error(source: str, reason: str) -> ProfileError:
    step = "`actionplans inspect PLAN.pdf` prints a profile to start from."
    return ProfileError(source, reason, step)


def _wrong_keys(told: Mapping[str, Any]) -> Iterator[str]:
    known = [member.name for member in fields(Profile)]
    for key in told:
        if key not in known:
            yield f"“{key}” is no key of a profile (known: {', '.join(known)})"
    start, areas = told.get("plan_start"), told.get("areas")
    if start is not None and (not isinstance(start, date) or isinstance(start, datetime)):
        yield f"plan_start = {start!r} is not a day such as 2020-06-01 (without quotation marks)"
    if areas is not None and areas not in get_args(Areas):
        yield f"areas = {areas!r} is none of {', '.join(get_args(Areas))}"


def _wrong_headings(told: Mapping[str, Any]) -> Iterator[str]:
    from actionplans.normalise.headings import ROLES

    headings = told.get("headings", {})
    if not isinstance(headings, dict):
        yield "headings is not a table of printed headings and roles"
        return
    for heading, role in headings.items():
        if role not in ROLES:
            yield f"headings.“{heading}” = {role!r} is no role (known: {', '.join(ROLES)})"


def _wrong_conventions(told: Mapping[str, Any]) -> Iterator[str]:
    conventions = told.get("conventions", {})
    if not isinstance(conventions, dict):
        yield "conventions is not a table"
        return
    kinds = {member.name: type(member.default) for member in fields(Conventions)}
    for key, value in conventions.items():
        if key not in kinds:
            yield f"conventions.{key} is not known (known: {', '.join(kinds)})"
        elif type(value) is not kinds[key]:
            wanted = "true or false" if kinds[key] is bool else "a number"
            yield f"conventions.{key} = {value!r} is not {wanted}"
        elif kinds[key] is int and value not in range(1, 13):
            yield f"conventions.{key} = {value} is no month (1 to 12)"
