# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Headings of two rows: in other words, in groups; and rows below headings that are none."""

from __future__ import annotations

import pytest

from actionplans.normalise.heading_rows import heading_rows
from actionplans.normalise.heading_titles import titles_of

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
    assert titles_of(found, 6).groups == ["", "", "Lead", "Lead", "Timescale", "Timescale"]


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

    from actionplans.normalise.heading_titles import titles_of

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
    titles, *_ = titles_of((first, replace(second, cells=small)), 4)
    assert titles == ["Action", "Lead", "Start", "End"]


def test_questions_are_headings(read):
    rows = read(
        """
        Q | Requirement | What do we have in place currently? | What further action do we need to take? | Who and by when? | What resource do we need? | RAG
        Q1 | All incidents are shared with the Board. | They go to the private Board. | Add a page to the public paper. | Jo Smith 31 March 2022 | Half a day | Amber
        Q11 | There is an advocate. | We wait for guidance. | Appoint the advocate. | Al Jones 1 May 2022 | None | Red
        """,
        fields="area_ref area action due_text lead_text rag",
    )
    assert rows[:1] == [("Q1", "All incidents are shared with the Board.", "Add a page to the public paper.", "31 March 2022", "Jo Smith", "amber")]  # fmt: skip


GUIDED = """
Ref [#bdd7ee] | Recommendation [#bdd7ee] | Management action [#bdd7ee] | Lead [#bdd7ee] | Date [#bdd7ee]
Unique number [{fill}] | As in the report [{fill}] | Response agreed with audit [{fill}] | Executive [{fill}] | As agreed [{fill}]
98 | Orders above £5,000 should be stopped. | The workflow will stop orders. | Jo Smith | 30/09/2016
99 | Old items should be cleared each month. | All old items to be looked at. | Al Jones | 31/07/2016
"""


def test_guidance_on_a_ground_of_its_own_is_no_action_and_no_heading(read):
    rows = read(GUIDED.format(fill="#f2f2f2"), fields="area_ref action")
    assert rows == [("98", "The workflow will stop orders."), ("99", "All old items to be looked at.")]  # fmt: skip


def test_headings_under_groups_that_span_them_all(read):
    group = "Planning [#1f4e78] | < | < | < | Monitoring [#1f4e78] | <\n"
    head = "Area for priority action | No. | Action | Timescale | Progress | RAG\n"
    rows = read(
        f"{group}{head}1. Plans are poor. | 1a | Hire six writers. | May 2024 | Four in post | Red\n---\n"
        f"{group}{head}^ | 1b | Train the writers. | June 2024 | Begun | Red\n"
        "2. Waits are long. | 2a | Open a helpline. | May 2024 | Begun | Red",
        fields="section area_ref action",
    )
    assert rows[:2] == [(None, "1", "Hire six writers."), (None, "1", "Train the writers.")]


def test_a_first_heading_that_changes_is_the_title_of_its_rows(read):
    head = "{} | Action to be taken | Target date | Action by | Evaluation\n"
    table = (
        head.format("Good practice")
        + "the feedback that students get on their work | Share examples of feedback. | May 2024 | Jo Smith | Survey\n"
        + head.format("Advisable")
        + "clarify what each committee is there for | Write new terms of reference. | June 2024 | Al Jones | Review"
    )
    rows = read(table, fields="section area action")
    assert [row[0] for row in rows] == ["Good practice", "Advisable"]
    assert rows[1][2] == "Write new terms of reference."


def test_a_first_heading_that_names_a_column_is_no_title(read):
    rows = read(
        """
        No | Action | Date | Lead
        1 | Share the rota with all wards | May 2024 | Jo Smith
        2 | Share the plan with all wards and | May 2024 | Jo Smith
        ---
        Ref | Action | Date | Lead
         | with the board every month | |
        3 | Train all the staff | June 2024 | Jo Smith
        """,
        fields="section action",
    )
    assert rows[1] == (None, "Share the plan with all wards and with the board every month")
    assert [section for section, _ in rows] == [None] * 3


def test_a_table_without_headings_after_headings_that_change(read):
    rows = read(
        "Good practice | Action | Date | Lead\nShare rota | Share the rota with wards | May 2024 | Jo Smith",
        "Advisable | Action | Date | Lead\nTrain staff | Train all the staff | June 2024 | Jo Smith",
        "Buy kit | Buy the new kit for wards | July 2024 | Ann Lee\nHire | Hire two more nurses now | July 2024 | Ann Lee",
        fields="action",
    )
    assert len(rows) == 4


def test_a_row_in_the_colour_of_its_status_is_no_guidance(read):
    rows = read(
        """
        Action [#1f3864] | Lead [#1f3864] | Date [#1f3864] | Update [#1f3864]
        Review the ward rota [#c6efce] | Jo Smith [#c6efce] | Complete [#c6efce] | Done by the team [#c6efce]
        Train all of the staff | Ann Lee | May 2024 | Under way
        Buy the new kit | Ann Lee | June 2024 | Under way
        Hire two nurses | Ann Lee | July 2024 | Under way
        """,
        fields="action",
    )
    assert len(rows) == 4


def test_headings_on_another_ground_under_groups_are_no_guidance(plan_of):
    plan = plan_of(
        """
        Area of weakness[#7030a0] | <[#7030a0] | Action[#7030a0] | <[#7030a0] | Accountability[#7030a0] | <[#7030a0]
        Ref[#e5daef] | Weakness identified[#e5daef] | What we will do[#e5daef] | Timescale[#e5daef] | Lead[#e5daef] | Supported by[#e5daef]
        W1 | Nobody plans. | Write a plan. | May 2024 | Jo Smith | Public Health
        """
    )
    (action,) = plan.actions
    assert (action.area_ref, action.area, action.lead_text) == ("W1", "Nobody plans.", "Jo Smith")
    assert dict(action.extra) == {"Supported by": "Public Health"}


def test_two_headings_of_a_table_of_two_columns_are_no_label_and_value(read):
    rows = read(
        "Recommendation | Improvement actions\n"
        "R1 Assess risk. | Issue standards. / Owner: Jo Smith / Due: May 2024\n"
        "R2 Review care. | Agree a memorandum. / Owner: Al Jones / Due: June 2024",
        fields="area_ref action lead_text",
    )
    assert rows == [
        ("R1", "Issue standards.", "Jo Smith"),
        ("R2", "Agree a memorandum.", "Al Jones"),
    ]


def test_questions_under_spans_are_headings_and_no_guidance(plan_of):
    plan = plan_of(
        """
        Action[#44546a] | <[#44546a] | Ownership[#44546a] | <[#44546a] | Impact[#44546a] | <[#44546a]
        No[#d6dce4] | What we will do[#d6dce4] | Who[#d6dce4] | By when[#d6dce4] | What difference it will make[#d6dce4] | Evidence[#d6dce4]
        1a | Revise the terms. | Jo Smith | May 2024 | Decisions are made. | A log
        """
    )
    (action,) = plan.actions
    assert dict(action.extra) == {
        "What difference it will make": "Decisions are made.",
        "Evidence": "A log",
    }
