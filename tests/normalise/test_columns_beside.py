# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Columns that say more: revised dates, facts of an area, other owners, guidance in small type."""

from __future__ import annotations

from dataclasses import replace

import pytest


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


@pytest.mark.parametrize(
    ("first", "second", "lead"),
    [
        ("SRO", "Delivery lead", "Jo Smith"),
        ("Executive owner", "Operational lead", "Jo Smith"),
        ("Executive lead", "Action owner", "Al Jones"),  # the action's own
        ("Accountable", "Responsible officer", "Al Jones"),
        ("Executive sponsor", "Lead", "Al Jones"),
        ("Sponsor and lead director", "Lead officer", "Al Jones"),
        ("Lead agency", "Lead officer", "Al Jones"),  # a person before a body
        ("Who is responsible?", "Who is responsible for the action?", "Al Jones"),
    ],
)
def test_which_of_two_columns_of_owners_leads(read, first, second, lead):
    head = f"Action | {first} | {second} | Due"
    row = "Hire a cook for both kitchens. | Jo Smith | Al Jones | May 2024"
    assert read(f"{head}\n{row}", fields="lead_text") == [(lead,)]


def test_a_response_beside_what_is_done_is_no_area(plan_of):
    plan = plan_of(
        """
        Management response | Action plan | Lead | Due
        Agree. Practice differs between our areas. | Look at all notices of this year. | Jo Smith | May 2024
        ^ | Write criteria for the whole country. | Al Jones | June 2024
        ^ | Look at files in each area twice a year. | Bo Lee | July 2024
        """
    )
    assert {a.area for a in plan.actions} == {None}
    assert plan.actions[2].extra == {
        "Management response": "Agree. Practice differs between our areas."
    }


def test_a_rating_of_how_far_a_rule_is_met_is_no_status(plan_of):
    plan = plan_of(
        """
        Finding | Rating | Action | Lead | Due
        Two doors had no lock on the inside. | Not implemented | Fit two locks. | Jo | May 2024
        One plan had no goals for the resident. | Partially implemented | Write the goals. | Al | May 2024
        """
    )
    assert [(a.status, a.rag) for a in plan.actions] == [(None, None)] * 2
    assert plan.actions[0].extra["Rating"] == "Not implemented"


def test_a_numbered_topic_is_the_area_beside_a_long_finding(read):
    rows = read(
        """
        Criterion and topic | Finding | Action | Lead | Due
        SE 25 Parental consent | Where consent was given by telephone no record was made of it. | Send the form twice. | Jo | May 2024
        SE 54 Training | Two of the five members of staff had not been trained this year. | Train them. | Al | May 2024
        """,
        fields="area_ref area",
    )
    assert rows == [("SE 25", "Parental consent"), ("SE 54", "Training")]


def test_a_merged_measure_goes_on_over_a_page_end(plan_of):
    plan = plan_of(
        """
        Ref | Area for improvement | Action | Lead | Due | Measure of success
        1.1 | Plans are late. | Write a standard. | Jo | May 2024 | Nine of ten plans are good.
        1.2 | ^ | Train all schools. | Al | June 2024 | ^
        ---
        1.3 | ^ | Clear what is late. | Jo | July 2024 |
        2.1 | Calls are late. | Hire two people. | Jo | July 2024 |
        """
    )
    measure = {"Measure of success": "Nine of ten plans are good."}
    assert [a.extra for a in plan.actions] == [measure, measure, measure, {}]


MERGED_LEADS = """
Ref | Action | Lead | Due
1.1 | Write a standard for plans. | Jo Smith | May 2024
1.2 | Train all schools in its use. | ^ | June 2024
{more}1.3 | Ask parents what they think. | Al Jones | June 2024
---
1.4 | Clear what is late by then. |  | July 2024
"""


def test_a_blank_lead_at_the_head_of_a_page_goes_on_where_leads_are_merged(plan_of):
    plan = plan_of(MERGED_LEADS.format(more=""))
    assert [a.lead_text for a in plan.actions] == ["Jo Smith", "Jo Smith", "Al Jones", "Al Jones"]
    assert plan.actions[3].lead_inherited
    blank = plan_of(MERGED_LEADS.format(more="1.25 | Tell nobody of it. |  | June 2024\n"))
    assert blank.actions[-1].lead_text is None


def test_a_column_of_rules_beside_references_is_no_reference(plan_of):
    plan = plan_of(
        """
        CQC Ref | Regulation | Action the trust must take | Trust action | Lead | Due
        MD1 | 12(1) | The trust must look at all ligature risks. | Look at all wards. | Jo | May 2024
        MD2 | 18(1) | The trust must have enough nurses on each shift. | Hire ten nurses. | Al | June 2024
        """
    )
    assert [(a.area_ref, a.action_ref) for a in plan.actions] == [("MD1", None), ("MD2", None)]
    assert plan.actions[0].extra == {"Regulation": "12(1)"}


def test_deliverables_each_with_a_date_are_the_actions_below_a_response(plan_of):
    plan = plan_of(
        """
        Recommendations | Management response and planned actions | Deliverable | Completion date | Responsibility
        1. Risks should be looked at each year. | Management agrees with the recommendation. | < | < | <
        ^ | We will build on what our branches do. | 1.1 Write an approach to risks. | May 2024 | Jo Smith
        ^ | ^ | 1.2 Look at the risks of each branch. | June 2024 | Al Jones
        2. Staff should be trained. | We will train all staff by then. | 2.1 Write a course. | May 2024 | Jo Smith
        ^ | ^ | 2.2 Hold the course. | June 2024 | Al Jones
        """
    )
    assert [a.action_ref for a in plan.actions] == ["1.1", "1.2", "2.1", "2.2"]
    said = "Management agrees with the recommendation.\nWe will build on what our branches do."
    responses = [a.extra["Management response and planned actions"] for a in plan.actions]
    assert responses == [said, said, *["We will train all staff by then."] * 2]


def test_a_key_of_codes_below_its_title_gives_statuses(plan_of):
    plan = plan_of(
        "Key to activities:", "CNFA Completed, with no further action required", "TCD This has a target date",
        """
        No. | Commitment | Minister | Activities | Date of delivery | Key
        1 | We will keep all hospitals public. | Minister for Health | Consult on the structure of the bodies. | April 2008 | CNFA
        ^ | ^ | ^ | Open new boards in every county. | March 2011 | TCD
        """,
    )  # fmt: skip
    assert [(a.lead_text, a.status) for a in plan.actions] == [
        ("Minister for Health", "complete"),
        ("Minister for Health", None),
    ]
