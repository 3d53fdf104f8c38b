# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Numbers that open the column of issues."""

from __future__ import annotations

import pytest

HEAD = "Issue/risk | Recommendation | Agreed management action | Officer | Date\n"


def test_the_number_of_the_issue_is_that_of_its_recommendation(plan_of):
    plan = plan_of(
        HEAD + "1. Property. The list is old. | Check the list. | We will check it. | Jo Smith | May 2024\n"
        "2. Journals. Nobody looks. | Look at them. | We will look. | Al Jones | June 2024\n"
        "b/f Fraud. No policy. | Write one. | It is written. | Al Jones | July 2024"
    )  # fmt: skip
    assert [(a.area_ref, a.action_ref) for a in plan.actions] == [
        ("1", None),
        ("2", None),
        (None, None),
    ]
    assert plan.actions[0].extra["Issue/risk"].startswith("1. Property")


@pytest.mark.parametrize(
    ("one", "two", "ask", "refs"),
    [
        ("Property is old.", "Nobody looks.", "Check the list.", [None, None]),
        ("1. Property is old.", "1. Nobody looks.", "Check the list.", [None, None]),
        ("7. Property is old.", "8. Nobody looks.", "R1 Check the list.", ["R1", "R2"]),
    ],
    ids=["no number", "no series", "the area has its own"],
)
def test_where_there_is_none(read, one, two, ask, refs):
    rows = read(
        HEAD + f"{one} | {ask} | We will check it. | Jo Smith | May 2024\n"
        f"{two} | {ask.replace('1', '2')} | We will look. | Al Jones | June 2024",
        fields="area_ref",
    )  # fmt: skip
    assert [ref for (ref,) in rows] == refs
