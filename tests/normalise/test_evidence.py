"""What language says about two pieces of text that stand apart."""

from __future__ import annotations

import pytest

from actionplans.normalise.evidence import ends_open, goes_on, starts_lower, unclosed


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Programme run January 2021 to", "June 2021", True),
        ("when children are first assessed", "or when there is a need", True),
        ("(need to be mindful of Covid-", "19 priorities)", True),
        ("Interim Director of", "Commissioning, NHS East Sussex CCG", True),
        ("reviewed and monitored at local", "governance groups.", True),
        ("Terms of reference are", "As part of this strategy", True),
        ("Review the pathway.", "Train the staff", False),
        ("Review the pathway", "Train the staff", False),
        ("agree the pathway.", "to MARAC.", False),
        ("", "anything", False),
    ],
)
def test_goes_on(before, after, joined):
    assert (goes_on(before, after).weight >= 2) is joined


def test_reasons_are_words_for_the_record():
    text = goes_on("an audit of", "the team").text
    assert "ends in “of”" in text
    assert "lower case" in text


def test_open_ends():
    assert ends_open("to be agreed (see")
    assert not ends_open("Review the team")
    assert not unclosed("1) Review")
    assert unclosed("Review (the team")
    assert not starts_lower("i) NHS 111")
    assert not starts_lower("iRock data")
    assert starts_lower("“support for them")
