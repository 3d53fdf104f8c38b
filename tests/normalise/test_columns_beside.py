# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Columns that say more: revised dates, facts of an area, other owners, guidance in small type."""

from __future__ import annotations

from dataclasses import replace


def test_a_revised_date_stands_for_the_first_one(plan_of):
    plan = plan_of(
        """
        Action | Lead | Original target date | Revised target date
        Hire a cook. | Jo | 30/09/2024 | 31/03/2025
        Buy an oven. | Al | 31/10/2024 |
        """
    )
    assert [a.due_text for a in plan.actions] == ["31/03/2025", "31/10/2024"]
    assert plan.actions[0].extra == {
        "Original target date": "30/09/2024",
        "Revised target date": "31/03/2025",
    }
    assert plan.actions[1].extra == {"Original target date": "31/10/2024"}


def test_what_is_said_of_an_area_holds_for_all_its_rows(plan_of):
    plan = plan_of(
        """
        Ref | Publication | Area for improvement | Action | Chief officer lead | Business lead | Due
        P-01 | PEEL 2023 | Calls are answered late. | Recruit handlers. | ACC Hale | Jo Smith | May 2024
         | | | Offer call back. | | | June 2024
         | | | Publish the times. | | Al Jones | July 2024
        P-02 | Custody 2022 | Reviews are late. | Build a dashboard. | ACC Poe | Bo Lee | May 2024
         | | | Sample the reviews. | ACC Hale | | June 2024
        """
    )
    assert [a.extra["Publication"] for a in plan.actions] == ["PEEL 2023"] * 3 + [
        "Custody 2022"
    ] * 2
    owners = [a.extra.get("Business lead") for a in plan.actions]
    assert owners == ["Jo Smith", "Jo Smith", "Al Jones", "Bo Lee", None]


def test_guidance_in_small_type_is_no_action(build, plan_of):
    table = build.grid(
        """
        Requirement | Action required | Lead | Date
        Copy the report | What exactly | Who will see to it | Be realistic
        Rooms were cold. | Mend the heating. | Jo Smith | May 2024
        Food was late. | Hire a cook. | Al Jones | June 2024
        """
    )
    small = tuple(
        replace(
            cell,
            lines=tuple(
                replace(line, words=tuple(word._replace(size=8) for word in line.words))
                for line in cell.lines
            ),
        )
        for cell in table.rows[1].cells
    )
    rows = (table.rows[0], replace(table.rows[1], cells=small), *table.rows[2:])
    plan = plan_of(replace(table, rows=rows))
    assert [a.action for a in plan.actions] == ["Mend the heating.", "Hire a cook."]
