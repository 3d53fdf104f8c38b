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


def test_a_dash_is_no_revised_date(read):
    rows = read(
        """
        Action | Lead | Original date | Revised date
        Hire a cook. | Jo | 30/09/2024 | -
        Buy an oven. | Al | 31/10/2024 | n/a
        """,
        fields="due_text",
    )
    assert rows == [("30/09/2024",), ("31/10/2024",)]


def test_a_first_column_that_runs_down_over_the_actions_is_what_they_serve(read):
    rows = read(
        """
        Outcome | Ref | What we will do | Lead officer | Due
        Our streets and parks are clean | G1 | Plant trees. | Jo | May 2024
        ^ | G2 | Leave verges alone. | Al | June 2024
        The council is carbon neutral | H1 | Buy vans. | Jo | July 2024
        ^ | H2 | Build a network. | Al | May 2025
        """,
        fields="area action_ref",
    )
    streets, carbon = "Our streets and parks are clean", "The council is carbon neutral"
    assert rows == [(streets, "G1"), (streets, "G2"), (carbon, "H1"), (carbon, "H2")]


def test_a_first_column_with_a_text_in_every_row_stays_what_it_is(read):
    rows = read(
        """
        Outcome | Ref | What we will do | Lead officer | Due
        Streets are very clean | G1 | Plant trees. | Jo | May 2024
        Verges are left alone | G2 | Leave verges alone. | Al | June 2024
        """,
        fields="area",
    )
    assert rows == [(None,), (None,)]
