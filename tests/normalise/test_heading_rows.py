# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Headings of two rows: in other words, in groups; and rows below headings that are none."""

from __future__ import annotations

import pytest

from actionplans.normalise.heading_rows import groups_of, heading_rows, titles_of

AGAIN = """
Action [#1f4e79] | Lead [#1f4e79] | Timescale [#1f4e79]
Steps to be taken [#1f4e79] | Responsible officer [#1f4e79] | Due date [{fill}]
Hire a cook | Jo Smith | May 2024
"""


def headings(table):
    return heading_rows(table.rows, 0, frozenset(), first=True)


def test_the_headings_again_in_other_words_under_them(build, read):
    table = build.grid(AGAIN.format(fill="#1f4e79"))
    assert len(headings(table)) == 2
    assert titles_of(headings(table), 3)[0] == ["Action", "Lead", "Timescale"]
    assert read(table, fields="action lead_text due_text") == [("Hire a cook", "Jo Smith", "May 2024")]  # fmt: skip


def test_a_row_in_another_fill_is_not_the_headings_again(build):
    assert len(headings(build.grid(AGAIN.format(fill="#ffffff")))) == 1


GROUPED = """
Ref | Action | Lead | < | Timescale | <
^ | ^ | Name | Agency | Start | End
1 | Hire a cook | Jo Smith | Trust | May 2024 | June 2024
2 | Buy an oven | Al Jones | Council | July 2024 | August 2024
"""


def test_headings_that_stand_over_others(build):
    found = headings(build.grid(GROUPED))
    assert titles_of(found, 6)[0] == ["Ref", "Action", "Name", "Agency", "Start", "End"]
    assert groups_of(found, 6) == ["", "", "Lead", "Lead", "Timescale", "Timescale"]


def test_the_heading_above_says_what_a_heading_alone_does_not(read):
    assert read(GROUPED, fields="action_ref lead_text due_text extra") == [
        ("1", "Jo Smith", "June 2024", {"Agency": "Trust", "Start": "May 2024"}),
        ("2", "Al Jones", "August 2024", {"Agency": "Council", "Start": "July 2024"}),
    ]


def test_a_heading_that_two_groups_have_is_told_apart_by_them(build):
    table = build.grid(
        """
        Action | Baseline | < | Target | <
        ^ | Value | Date | Value | Date
        Hire a cook | 0 | May 2024 | 1 | June 2024
        """
    )
    assert titles_of(headings(table), 5)[0] == [
        "Action", "Baseline Value", "Baseline Date", "Target Value", "Target Date",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "banner",
    ["Priority 1: Leadership | < | <", "*Lead* *officers* | < | <", "Actions for the trust | < | <"],
)  # fmt: skip
def test_a_banner_after_the_headings_is_none(build, read, banner):
    table = build.grid(f"Action | Lead | Timescale\n{banner}\nHire a cook | Jo Smith | May 2024")
    assert len(headings(table)) == 1
    title = banner.split(" | ")[0].replace("*", "")
    assert read(table, fields="section action") == [(title, "Hire a cook")]


def test_the_rest_of_a_heading_in_a_row_of_its_own(build):
    table = build.grid(
        """
        Action | Lead | Target | RAG | Notes
         | officer | date |  |
        Hire a cook | Jo Smith | May 2024 | Green |
        """
    )
    assert len(headings(table)) == 2
    assert titles_of(headings(table), 5)[0][:3] == ["Action", "Lead officer", "Target date"]


def test_headings_in_smaller_type_under_others_are_no_guidance(build):
    from dataclasses import replace

    from actionplans.normalise.heading_rows import titles_of

    first, second = build.grid(
        "Action | Lead | Timescale | <\n^ | ^ | Start | End\nHire a cook. | Jo | May 2024 | June 2024"
    ).rows[:2]
    small = tuple(
        replace(
            cell,
            lines=tuple(
                replace(line, words=tuple(word._replace(size=8) for word in line.words))
                for line in cell.lines
            ),
        )
        for cell in second.cells
    )
    titles, _ = titles_of((first, replace(second, cells=small)), 4)
    assert titles == ["Action", "Lead", "Start", "End"]
