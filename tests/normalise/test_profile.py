# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Profiles: what they change, and how they say what is wrong with them."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from actionplans.errors import ProfileError
from actionplans.normalise.inspection import inspect_document, suggest_profile
from actionplans.normalise.normalise import to_plan
from actionplans.normalise.profile import Conventions, Profile, read_profile

GOOD = """
plan_start = 2020-06-01
areas = "banner"
[conventions]
month_first = true
fiscal_year_start = 7
[headings]
"Officer of the watch" = "lead"
"""


def test_a_profile_is_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_profile(path) == Profile(
        {"Officer of the watch": "lead"},
        Conventions(month_first=True, fiscal_year_start=7),
        date(2020, 6, 1),
        "banner",
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1", "colour"),
        ('plan_start = "2020"', "plan_start"),
        ('areas = "left"', "areas"),
        ('[headings]\nWho = "boss"', "Who"),
        ("headings = 3", "headings"),
        ("[conventions]\nmonth_first = 1", "month_first"),
        ("[conventions]\nfiscal_year_start = 13", "fiscal_year_start"),
        ("[conventions]\nmoon = true", "moon"),
        ("a = = b", "TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, named):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=named):
        read_profile(path)


def test_a_missing_profile_is_a_profile_error(tmp_path):
    with pytest.raises(ProfileError, match="cannot be read"):
        read_profile(tmp_path / "none.toml")


STRANGE = "Wozu | Was | Wer | Bis\nBetter food | Hire a cook | Jo Smith | May 2020\nBetter beds | Buy ten beds | Al Jones | July"


def test_headings_told_by_a_profile(build):
    document = build.document(build.grid(STRANGE))
    roles = {"wozu": "area", "WAS": "action", "Wer": "lead", "Bis": "due"}
    first, second = to_plan(document, Profile(headings=roles)).actions
    assert (first.area, first.action, first.lead_text, first.due_text) == (
        "Better food",
        "Hire a cook",
        "Jo Smith",
        "May 2020",
    )
    assert second.due_end == date(2020, 7, 31)
    assert "year-inferred" in second.flags


def test_a_plan_start_told_by_a_profile(build):
    table = build.grid("Action | Lead | By when\nHire a cook | Jo | July\nBuy beds | Al | May 2020")
    later = to_plan(build.document(table), Profile(plan_start=date(2022, 8, 1)))
    assert later.actions[0].due_end == date(2023, 7, 31)


def test_banners_as_areas_by_profile(build):
    table = build.grid("Action | Lead | By when\nHealth | < | <\nHire a cook | Jo | July 2020")
    [plain] = to_plan(build.document(table)).actions
    [told] = to_plan(build.document(table), Profile(areas="banner")).actions
    assert (plain.section, plain.area) == ("Health", None)
    assert (told.section, told.area) == (None, "Health")


def test_inspection_says_what_was_chosen_and_why(build):
    document = build.document(
        build.grid("Version | Date | Author | Changes\n1.0 | May 2020 | Jo | First"),
        build.grid('Action | Lead | By "when"\nHire a cook | Jo Smith | July 2020', top=300),
    )
    seen = inspect_document(document)
    assert [(t.number, t.chosen, t.rows) for t in seen.tables] == [(1, False, 1), (2, True, 1)]
    assert "version control" in seen.tables[0].reason
    assert [c.role for c in seen.tables[1].columns] == ["action", "lead", "due"]
    assert "by when" in seen.tables[1].columns[2].reason
    assert tomllib.loads(suggest_profile(seen))["headings"] == {
        "Action": "action",
        "Lead": "lead",
        'By "when"': "due",
    }
