# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Priorities side by side as columns, each with a list of what will be done."""

from __future__ import annotations

PRIORITIES = """
Priority 1 | Priority 2
Improve the impact of leaders by: | Get rid of weak teaching by:
• checking the quality of lessons / • asking for a review of / governance | • training all teachers / • giving pupils time
---
 | to correct their work
"""


def test_each_item_is_an_action_of_its_priority(read):
    rows = read(PRIORITIES, fields="area_ref area action")
    assert [(ref, action.removeprefix("• ")) for ref, _, action in rows] == [
        ("Priority 1", "checking the quality of lessons"),
        ("Priority 1", "asking for a review of governance"),
        ("Priority 2", "training all teachers"),
        ("Priority 2", "giving pupils time to correct their work"),
    ]
    assert rows[2][1] == "Get rid of weak teaching by:"


def test_numbered_headings_over_other_columns_are_left_as_they_are(read):
    rows = read(
        """
        Priority 1 | Action | Lead | Due
        Plans are late. | Hire two people. | Jo Smith | May 2024
        """,
        fields="action lead_text",
    )
    assert rows == [("Hire two people.", "Jo Smith")]


PLAN = "Ref | Action | Lead | Date\n1 | Hire two people. | Jo Smith | May 2024"


def test_columns_that_are_no_lists_are_left_alone(read):
    head = "Priority 1 | Priority 2\n"
    for below in (
        "Improve reading | Improve maths",
        "• Train staff / • Buy books | • Hire a cook / • Buy tablets\nLead: Jane Smith | Lead: Ann Lee",
    ):
        assert read(PLAN, head + below, fields="action") == [("Hire two people.",)]
