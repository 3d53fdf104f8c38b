"""Conventions that the document states itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actionplans.normalise.profile import NO_PROFILE, UK, Profile
from actionplans.normalise.told import as_told

TABLE = "Action | Lead | When\nHire a cook | Jo | Q1 2024\nBuy beds | Al | Q4 2024"


@pytest.mark.parametrize(
    "line",
    [
        "Dates are given in calendar quarters.",
        "Quarters refer to the calendar year.",
        "In this plan Q1 is January to March.",
        "Q1 means Jan - Mar.",
    ],
)
def test_calendar_quarters_where_the_document_says_so(build, line):
    assert as_told(build.document(line), NO_PROFILE).conventions.calendar_quarters


@pytest.mark.parametrize(
    "line",
    ["Quarters are those of the financial year.", "Q1 is April to June.", "See the calendar."],
)
def test_other_words_about_quarters_change_nothing(build, line):
    assert as_told(build.document(line), NO_PROFILE) is NO_PROFILE


def test_the_profile_knows_better(build):
    told = Profile(conventions=replace(UK, month_first=True))
    assert as_told(build.document("Quarters are calendar quarters."), told) is told


def test_quarters_are_read_as_the_document_says(read):
    ends = [str(end) for (end,) in read(TABLE, fields="due_end")]
    assert ends == ["2024-06-30", "2025-03-31"]
    told = read("Dates are in calendar quarters.", TABLE, fields="due_end")
    assert [str(end) for (end,) in told] == ["2024-03-31", "2024-12-31"]


DATES = "Action | Lead | When\nHire a cook | Jo | {}\nBuy beds | Al | {}\nMend it | Bo | {}"


def test_dates_that_are_none_with_the_day_first_put_the_month_first(build, plan_of):
    table = build.grid(DATES.format("10/23/2015", "03/28/2015", "11/21/2016"))
    assert as_told(build.document(table), NO_PROFILE).conventions.month_first
    plan = plan_of(DATES.format("10/23/2015", "03/28/2015", "11/21/2016\nSweep | Cy | 05/06/2016"))
    assert [str(a.due_start) for a in plan.actions][-2:] == ["2016-11-21", "2016-05-06"]
    assert "month-first-dates" in plan.flags


@pytest.mark.parametrize(
    "dates",
    [
        ("10/23/2015", "03/28/2015", "23/11/2016"),  # one with the day first: all is in doubt
        ("10/23/2015", "03/04/2015", "05/06/2016"),  # one may be a slip
        ("01/02/2015", "03/04/2015", "05/06/2016"),
    ],
)
def test_dates_that_could_be_either_stay_as_they_are_read_here(build, dates):
    assert as_told(build.document(build.grid(DATES.format(*dates))), NO_PROFILE) is NO_PROFILE


def test_numbers_of_clauses_are_no_dates(build):
    table = build.grid(
        "Action | When\nFollow 1.13.10 and 1.14.12 | May 2024\nFollow 2.15.11 | May 2024"
    )
    assert as_told(build.document(table), NO_PROFILE) is NO_PROFILE
