# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Roles of columns where a heading says too little, or is the wrong one's."""

from __future__ import annotations

import pytest

from actionplans.normalise.content import Look, contradicts


def test_a_heading_for_areas_over_numbers_gives_way_to_the_next(read):
    rows = read(
        """
        Must/ Should do no. | CQC requirement | Action to be taken | Lead | Target date
        MD1 | The trust must assess patients within fifteen minutes. | Move the nurse to the entrance. | Matron | May 2023
         |  | Agree one protocol with the ambulance service. | Clinical Director | June 2023
        SD1 | The trust should train its reception staff. | Run a session for all receptionists. | Practice Educator | July 2023
        """,
        fields="area_ref area",
    )
    first = ("MD1", "The trust must assess patients within fifteen minutes.")
    assert rows == [first, first, ("SD1", "The trust should train its reception staff.")]


def test_report_paragraphs_are_references_where_no_others_are(read):
    rows = read(
        """
        Para ref | Recommendation | Management response | Timescale | Officer
        2.28 | Discounts are not checked each year. | Match all discounts with the register. | March 2022 | Revenues Manager
        2.31 | Debts are written off too soon. | Bring write-offs to the committee. | April 2022 | Head of Finance
        """,
        fields="area_ref action_ref",
    )
    assert rows == [("2.28", None), ("2.31", None)]


def test_report_paragraphs_behind_the_actions_are_extra(read):
    rows = read(
        """
        Who | By when | What will be done | Para ref (to report)
        Revenues Manager | March 2022 | Match all discounts with the register. | 2.28
        Head of Finance | April 2022 | Bring write-offs to the committee. | 2.31
        """,
        fields="action_ref extra",
    )
    assert rows[0] == (None, {"Para ref (to report)": "2.28"})


def test_unknown_heading_over_long_text_left_of_the_actions_is_the_area(read):
    rows = read(
        """
        Wotsit | Snag | Planned action | Owner | Target date | Chatter
        3.3 | Information is shared late between the agencies. | Agree a protocol for the hub. | Jo Smith | May 2024 | Draft shared
        4.6 | The voice of the child is not always captured. | Train all social workers again. | Al Jones | June 2024 | Begun
        """,
        fields="area_ref area",
    )
    assert rows == [
        ("3.3", "Information is shared late between the agencies."),
        ("4.6", "The voice of the child is not always captured."),
    ]


def test_one_heading_alone_above_its_column(read):
    rows = read(
        """
         |  | Action |  |
        1.1 | The force needs to answer calls more quickly and lose fewer. | Recruit 24 call handlers. | Jan 2024 | Supt Gill
        1.2 | ^ | Bring in call-back for callers. | Mar 2024 | Supt Gill
        2.1 | The force should give victims clear advice about crime. | Print a card with advice. | Nov 2023 | Jo Smith
        """,
    )
    assert [row[1:] for row in rows] == [
        ("1.1", "Recruit 24 call handlers.", "Jan 2024", "Supt Gill"),
        ("1.2", "Bring in call-back for callers.", "Mar 2024", "Supt Gill"),
        ("2.1", "Print a card with advice.", "Nov 2023", "Jo Smith"),
    ]


def test_status_words_in_rows_are_no_headings(read):
    rows = read(
        """
        Ref | Action | Lead | Target date | Status
        1 | Hold a safety huddle. | Jo Smith | May 2023 - complete | Complete
        2 | Send a summary of learning. | Al Jones | Q2 2023/24 | Overdue
        """,
    )
    assert len(rows) == 2


def test_colours_and_statuses_are_not_said_twice(read):
    rows = read(
        """
        Ref | Action | Lead | Target date | RAG | Status
        1 | Hold a safety huddle. | Jo Smith | May 2023 | Green | Completed
        2 | Send a summary of learning. | Al Jones | June 2023 | A | In progress, but the post is vacant
        """,
        fields="rag status extra",
    )
    assert rows == [
        ("green", "complete", {}),
        ("amber", "in progress", {"Status": "In progress, but the post is vacant"}),
    ]


def test_a_column_of_verdicts_is_no_action_whatever_its_heading_says(read):
    rows = read(
        """
        Recommendation | Response | What is to be done | Owner | Target date
        Improve the food in the hospital. | Agreed | Hire a cook for both kitchens. | Jo Smith | May 2024
        Mend the roof of the old wing. | Partly agreed | Ask three builders for an offer. | Al Jones | June 2024
        Buy new beds for every ward. | Not agreed | Repair the beds that there are. | Al Jones | July 2024
        """,
        fields="action extra",
    )
    assert rows == [
        ("Hire a cook for both kitchens.", {"Response": "Agreed"}),
        ("Ask three builders for an offer.", {"Response": "Partly agreed"}),
        ("Repair the beds that there are.", {"Response": "Not agreed"}),
    ]


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        ("action", ["Agreed", "Partly agreed", "Accepted in principle"]),
        ("area", ["Yes", "No", "N/A"]),
        ("action", ["May 2024", "June 2024", "July 2024"]),
        ("due", ["High", "Medium", "Low"]),
        ("due", ["Jo Smith", "Head of Finance", "Al Jones"]),
        ("due", ["Every one of the wards is to be seen by a doctor"] * 3),
        ("lead", ["May 2024", "June 2024", "July 2024"]),
    ],
)
def test_what_cannot_stand_under_a_heading(role, texts):
    assert contradicts(Look(texts), role)
    assert not contradicts(Look(texts[:2]), role)  # two cells say nothing


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        ("action", ["Agree a protocol", "Complete the audit", "Open a second clinic"]),
        ("action", ["Agreed", "Hire a cook for both kitchens", "Mend the roof"]),
        ("due", ["May 2024", "When the post is filled", "High"]),
        ("lead", ["Jo Smith", "Head of Finance", "May 2024"]),
        ("extra", ["Agreed", "Agreed", "Agreed"]),
    ],
)
def test_what_may_stand_under_a_heading(role, texts):
    assert not contradicts(Look(texts), role)


def test_two_columns_of_numbers_are_those_of_areas_and_of_actions(read):
    rows = read(
        """
        Ref | Recommendation | No. | Action | Lead | By when
        A | The trust should feed its patients better. | 1 | Hire a cook. | Jo Smith | May 2024
         |  | 2 | Buy an oven. | Al Jones | June 2024
        B | The trust should mend its roof. | 3 | Ask three builders. | Al Jones | July 2024
        """,
        fields="area_ref action_ref action",
    )
    assert rows == [("A", "1", "Hire a cook."), ("A", "2", "Buy an oven."), ("B", "3", "Ask three builders.")]  # fmt: skip


def test_a_second_column_of_numbers_that_are_none_of_the_actions_is_extra(read):
    rows = read(
        """
        Ref | Recommendation | Cost | Action | Lead | By when
        A | The trust should feed its patients better. | 12 | Hire a cook. | Jo Smith | May 2024
        B | The trust should mend its roof. | 14 | Ask three builders. | Al Jones | July 2024
        """,
        fields="action_ref extra",
    )
    assert rows == [(None, {"Cost": "12"}), (None, {"Cost": "14"})]


@pytest.mark.parametrize(
    ("head", "section", "extra"),
    [
        ("Theme | Ref | Action", "Food", {}),
        ("Ref | Theme | Action", None, {"Theme": "Food"}),
    ],
)
def test_a_theme_is_a_section_where_it_leads_the_rows(read, head, section, extra):
    cells = {"Theme": "Food", "Ref": "1", "Action": "Hire a cook for the ward"}
    row = " | ".join(cells[title] for title in head.split(" | "))
    rows = read(
        f"{head} | Lead | By when\n{row} | Jo Smith | May 2024", fields="section extra action_ref"
    )
    assert rows == [(section, extra, "1")]


def test_a_column_without_a_heading_that_runs_down_beside_the_rows_groups_them(read):
    rows = read(
        """
         | Action | Lead | By when
        Food and drink | Hire a cook. | Jo Smith | May 2024
        ^ | Buy an oven. | Al Jones | June 2024
        Buildings | Ask three builders. | Al Jones | July 2024
        ^ | Paint the hall. | Al Jones | July 2024
        """,
        fields="section action",
    )
    assert rows == [
        ("Food and drink", "Hire a cook."),
        ("Food and drink", "Buy an oven."),
        ("Buildings", "Ask three builders."),
        ("Buildings", "Paint the hall."),
    ]


def test_a_column_without_a_heading_that_each_row_fills_groups_nothing(read):
    rows = read(
        """
         | Action | Lead | By when
        Food and drink | Hire a cook. | Jo Smith | May 2024
        Buildings | Ask three builders. | Al Jones | July 2024
        Grounds | Mow the lawn. | Al Jones | July 2024
        """,
        fields="section extra",
    )
    assert rows[0] == (None, {"Column 1": "Food and drink"})


def test_of_two_columns_of_actions_the_one_that_runs_down_is_the_area(read):
    rows = read(
        """
        Ref | Required action | Trust action | Lead | Target date
        1.1 | Every midwife must have a mentor. | Revise the policy for midwives. | Jo Smith | May 2025
        ^ | ^ | Recruit a second midwife soon. | Al Jones | June 2025
        1.2 | Every ward must have a leader. | Appoint a leader to each ward. | Al Jones | July 2025
        """,
        fields="area_ref area action",
    )
    assert rows == [
        ("1.1", "Every midwife must have a mentor.", "Revise the policy for midwives."),
        ("1.1", "Every midwife must have a mentor.", "Recruit a second midwife soon."),
        ("1.2", "Every ward must have a leader.", "Appoint a leader to each ward."),
    ]


def test_who_and_when_of_the_monitoring_beside_a_lead_and_a_date(read):
    rows = read(
        "Actions | Who | When | Monitoring (who, how and when)\nBuy books | Jo Smith | May 2025 | Governors in June 2025\nRead them | Al Jones | June 2025 | Governors in July 2025",
        fields="lead_text due_text extra",
    )
    assert rows[0] == ("Jo Smith", "May 2025", {"Monitoring (who, how and when)": "Governors in June 2025"})  # fmt: skip


def test_the_area_is_what_says_what_is_wrong_and_not_its_short_title(read):
    rows = read(
        """
        Ref | Quality statement | CQC finding | Action | Lead | When
        1.1 | Assessing needs | People waited too long for an assessment in the last year. | Recruit staff | Jo Smith | May 2025
        1.2 | Equity | Carers said that they could not find the help they needed. | Write a guide | Al Jones | June 2025
        """,
        fields="area extra",
    )
    assert rows[0] == (
        "People waited too long for an assessment in the last year.",
        {"Quality statement": "Assessing needs"},
    )


def test_the_numbers_of_the_areas_lead_and_those_of_the_actions_follow(read):
    rows = read(
        """
        HMICFRS ref | Area for improvement | No. | Action | Lead | Due date
        AFI 1 | The force needs to supervise. | 1a | Introduce reviews. | Jo Smith | May 2022
        ^ | ^ | 1b | Deliver a workshop. | Al Jones | June 2022
        AFI 2 | The force needs to answer calls. | 2a | Open a desk. | Al Jones | July 2022
        Cause of concern 1 | The force does not manage offenders. | 1.1 | Recruit eight officers. | Jo Smith | May 2023
        """,
        fields="area_ref action_ref",
    )
    assert rows == [
        ("AFI 1", "1a"),
        ("AFI 1", "1b"),
        ("AFI 2", "2a"),
        ("Cause of concern 1", "1.1"),
    ]


def test_recommendations_that_a_council_agreed_are_its_actions(read):
    rows = read(
        """
        Ombudsman Ref | Summary of complaint and fault | Recommendations agreed | Deadline | Responsible Manager
        23 004 117 | Ms X complained about delay in a review of her plan. | Apologise to Ms X. | 22/01/2024 | Jo Smith
        ^ | ^ | Pay Ms X for her distress. | 22/02/2024 | Jo Smith
        23 006 902 | Mr Y complained that there was no school place. | Review the procedure. | 05/02/2024 | Al Jones
        """,
        fields="area_ref action",
    )
    assert rows == [
        ("23 004 117", "Apologise to Ms X."),
        ("23 004 117", "Pay Ms X for her distress."),
        ("23 006 902", "Review the procedure."),
    ]


def test_what_must_be_done_beside_what_is_done(read):
    head = "Ref | Regulation | CQC action | Trust action | Lead | Due\n"
    rows = read(
        head + "M1 | Reg 12 | The trust must see every patient in time. | Introduce a rapid assessment at the door. | Jo Smith | May 2024\n"
        "M2 | Reg 18 | The trust must have nurses enough for children. | Recruit four nurses for children. | Al Jones | June 2024",
        fields="area_ref area action extra",
    )  # fmt: skip
    assert rows == [
        ("M1", "The trust must see every patient in time.", "Introduce a rapid assessment at the door.", {"Regulation": "Reg 12"}),
        ("M2", "The trust must have nurses enough for children.", "Recruit four nurses for children.", {"Regulation": "Reg 18"}),
    ]  # fmt: skip


def test_a_column_of_rules_that_numbers_the_areas_is_told_in_words_too(plan_of):
    plan = plan_of(
        """
        What Ofsted said | Regulation | Action to be taken | Lead | Due
        The person must act on allegations. | Regulation 11(a) | Train the staff. | Jo Smith | May 2024
        ^ | ^ | Keep a log. | Al Jones | June 2024
        """
    )
    assert [a.extra["Regulation"] for a in plan.actions] == ["Regulation 11(a)"] * 2


SHADED = """
Ref | Action | Lead | On target | Target date
1.1 | Publish the plan | Jo Smith | [#a6a6a6] | May 2024
1.2 | Set up committees | Al Jones | [#000000] | June 2024
1.3 | Review the rates | Al Jones | [#a6a6a6] | July 2024
"""


def test_the_one_column_that_is_shaded_and_blank_holds_the_ratings(plan_of):
    assert [a.rag for a in plan_of(SHADED).actions] == ["grey", "black", "grey"]


def test_several_shaded_columns_are_a_chart_of_bars(plan_of):
    plan = plan_of(
        """
        Ref | Action | Lead | Apr | May | Target date
        1.1 | Publish the plan | Jo Smith | [#a6a6a6] | | May 2024
        1.2 | Set up committees | Al Jones | | [#a6a6a6] | June 2024
        1.3 | Review the rates | Al Jones | [#a6a6a6] | | July 2024
        1.4 | Review the fees | Al Jones | | [#a6a6a6] | July 2024
        """
    )
    assert [a.rag for a in plan.actions] == [None] * 4


def test_months_of_a_chart_of_bars_are_no_cells_of_the_headings(read):
    rows = read(
        "Ref | Action | Lead | Apr | May | Jun | Jul | Aug | Target date\n"
        "1.1 | Publish the plan | Jo Smith | [#a6a6a6] | [#a6a6a6] | | | | 30/06/2024"
    )
    assert rows == [(None, "1.1", "Publish the plan", "30/06/2024", "Jo Smith")]


def test_numbers_of_a_framework_beside_those_of_the_recommendations(plan_of):
    plan = plan_of(
        """
        KLOE | Ref | Recommendation | Agreed action | Owner | Date
        W1 | 1 | Plan who follows whom. | Draw a map of all posts. | Jo Smith | May 2024
        W3 | 2 | Make it fair to all. | Set up reverse mentoring. | Al Jones | June 2024
        """
    )
    assert [(a.area_ref, a.extra["KLOE"]) for a in plan.actions] == [("1", "W1"), ("2", "W3")]


def test_a_revised_date_under_a_group_is_not_the_first_one(plan_of):
    plan = plan_of(
        """
        No. | Action | Lead | Timescale | < | < | Progress
        ^ | ^ | ^ | Start | Finish | Revised | ^
        1.1 | Call them. | Jo Smith | 02/09/2024 | 30/09/2024 | | Called.
        1.2 | Meet them. | Al Jones | 07/10/2024 | 20/12/2024 | 28/02/2025 | Not yet.
        """
    )
    assert plan.actions[0].due_text == "30/09/2024"


def test_what_was_done_is_not_what_is_to_be_done(read):
    rows = read(
        "Ref | Action required | Action taken | Lead | Due\n"
        "1 | All staff must complete training by May | Training was given to forty | Jo Smith | May 2024\n"
        "2 | The ward needs to buy new kit | Kit was bought | Al Jones | June 2024",
        fields="action",
    )  # fmt: skip
    assert rows[0] == ("All staff must complete training by May",)


def test_a_column_of_areas_stays_one_beside_what_must_be_done(read):
    rows = read(
        "Area | Action required | Trust action | Lead | Due\n"
        "Training | All staff must complete training by May | Training for forty of them | Jo Smith | May 2024\n"
        "Kit | The ward needs to buy new kit | Kit for ward four | Al Jones | June 2024",
        fields="area",
    )  # fmt: skip
    assert rows == [("Training",), ("Kit",)]


def test_a_column_of_one_tint_is_no_rating(plan_of):
    plan = plan_of(
        "Ref | Action | Lead | Due | Initials\n1 | Train. | Jo | May 2024 | [#e2efda]\n2 | Buy. | Al | May 2024 | [#e2efda]"
    )
    assert [a.rag for a in plan.actions] == [None, None]


def test_key_stages_are_no_references(read):
    head = "Area | Action | Lead | Due\n"
    rows = read(
        head + "Outcome KS2 reading | Read more. | Jo | May 2024\nOutcome KS4 maths | Count more. | Al | May 2024",
        fields="area_ref area",
    )  # fmt: skip
    assert rows == [(None, "Outcome KS2 reading"), (None, "Outcome KS4 maths")]
