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
