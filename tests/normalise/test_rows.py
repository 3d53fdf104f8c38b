# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Rows cut by page ends and lines: what is joined, on what evidence, and what is left alone."""

from __future__ import annotations

import pytest

from actionplans.extract.document import Row
from actionplans.normalise.normalise import to_plan

HEAD = "Ref | Area | Action | Due | Lead\n"


def test_a_row_cut_by_the_end_of_a_page(read):
    rows = read(
        HEAD
        + """1 | Area one is weak. | 1.1 Write a plan for / the | May 2020 | Jo Smith, Head of
        ---
         |  | partners and tell them | | Service
         |  | 1.2 Review it | June 2020 |
        2 | Area two is weak. | 2.1 Write another | July 2020 | Al Jones"""
    )
    assert rows == [
        (
            "1",
            "1.1",
            "Write a plan for the partners and tell them",
            "May 2020",
            "Jo Smith, Head of Service",
        ),
        ("1", "1.2", "Review it", "June 2020", "Jo Smith, Head of Service"),
        ("2", "2.1", "Write another", "July 2020", "Al Jones"),
    ]


def test_a_sentence_of_its_own_is_joined_where_nothing_else_is_in_the_row(read):
    rows = read(
        HEAD
        + """1 | Area one is weak. | 1.1 Write a plan. | May 2020 | Jo Smith
        2 | Area two is weak. | 2.1 Write a list. | May 2020 | Jo Smith
        3 | Area three is weak. | 3.1 Write a report. | June 2020 | Al Jones
        ---
         |  | Feedback will be gathered. |  |
        4 | Area four is weak. | 4.1 Write another. | July 2020 | Al Jones"""
    )
    assert [row[2] for row in rows][2] == "Write a report. Feedback will be gathered."
    assert len(rows) == 4


def test_a_new_action_on_a_new_page_is_left_alone(read):
    rows = read(
        """
        Action | Lead | By when
        Audit the notes | Jo Smith | May 2020
        ---
        Train the officers | Al Jones | June 2020
        """
    )
    assert len(rows) == 2


def test_whole_rows_are_never_joined(build):
    table = build.grid(
        HEAD + "1 | Weak. | 1.1 Write a plan for the | May 2020 | Jo\n---\n |  | partners | |"
    )
    rows = tuple(Row(r.page, r.cells, whole=at > 0) for at, r in enumerate(table.rows))
    plan = to_plan(build.document(type(table)(rows, "structure tree")))
    assert [a.action for a in plan.actions] == ["Write a plan for the", "partners"]


def test_an_area_that_runs_down_beside_its_rows(read):
    rows = read(
        HEAD
        + """1 | For some children there are | 1.1 Write a plan | May 2020 | Jo Smith
        ---
         | difficulties in finding help. | 1.2 Review it | June 2020 | Jo Smith
        2 | Area two is weak. | 2.1 Write another | July 2020 | Al Jones""",
        fields="area_ref area action_ref action",
    )
    assert rows == [
        ("1", "For some children there are difficulties in finding help.", "1.1", "Write a plan"),
        ("1", "For some children there are difficulties in finding help.", "1.2", "Review it"),
        ("2", "Area two is weak.", "2.1", "Write another"),
    ]


def test_words_before_a_number_belong_to_the_action_before(read):
    rows = read(
        HEAD
        + """13 | Area one is weak. | 13.14 Barriers will be reviewed at local | May 2020 | Jo Smith
        ---
        14 | Area two is weak. | governance groups. / 14.1 Assess the tool | June 2020 | Al Jones"""
    )
    assert [row[:3] for row in rows] == [
        ("13", "13.14", "Barriers will be reviewed at local governance groups."),
        ("14", "14.1", "Assess the tool"),
    ]


def test_merged_and_blank_cells(read):
    rows = read(
        """
        Area | Action | Due | Lead
        Staffing is unsafe. | Recruit | May 2020 | Jo Smith
        ^ | Train | ^ | ^
        ^ | Retain |  |
        Records are poor. | Audit | June 2020 |
        ^ | Report | July 2020 | Al Jones
        """,
        fields="area action due_text lead_text lead_inherited",
    )
    assert rows == [
        ("Staffing is unsafe.", "Recruit", "May 2020", "Jo Smith", False),
        ("Staffing is unsafe.", "Train", "May 2020", "Jo Smith", True),
        ("Staffing is unsafe.", "Retain", None, "Jo Smith", True),
        ("Records are poor.", "Audit", "June 2020", None, False),
        ("Records are poor.", "Report", "July 2020", "Al Jones", False),
    ]


def test_headings_again_and_headings_cut_in_two(build):
    plan = to_plan(build.document(build.grid(
        """
        Ref | Areas for development | Actions | Completion date and key milestones | Lead/s
        1 | Area one is weak. | 1.1 Write a plan | May 2020 | Jo Smith
        Ref | Areas for development | Actions | Completion date | Lead/s
        ---
         |  |  | and key milestones |
        2 | Area two is weak. | 2.1 Write a plan | June 2020 (mind the | Jo Smith
        ---
        Ref | Areas for development | Actions | Completion date and key milestones | Lead/s
         |  |  | holidays) |
        3 | Area three is weak. | 3.1 Write a plan | June 2020 | Jo Smith
        """
    )))  # fmt: skip
    assert [a.due_text for a in plan.actions] == [
        "May 2020",
        "June 2020 (mind the holidays)",
        "June 2020",
    ]
    assert [r.kind for r in plan.repairs].count("header-dropped") == 3
    assert plan.words_unplaced == 0


def test_a_line_of_white_space_is_no_row(build):
    plan = to_plan(build.document(build.grid(
        """
        Action | Lead | By when
        Audit the notes of the | Jo Smith | May 2020
        patients in the ward |  |
        Train the officers | Al Jones | June 2020
        """, detector="white space")))  # fmt: skip
    assert [a.action for a in plan.actions] == [
        "Audit the notes of the patients in the ward",
        "Train the officers",
    ]
    assert [r.kind for r in plan.repairs] == ["row-joined-in-page"]


def test_a_rule_between_two_rows_of_a_page_keeps_them_apart(read):
    rows = read(
        "Action | Lead | By when\nAudit the notes of | Jo Smith | May 2020\nstaff appraisals |  | June 2020"
    )
    assert len(rows) == 2


def test_gaps_in_the_references_are_flagged(build):
    plan = to_plan(build.document(build.grid(
        HEAD + """1 | Weak. | 1.1 Write | May 2020 | Jo
         |  | 1.2 Read | May 2020 | Jo
         |  | 1.4 Tell | May 2020 | Jo
         |  | Ask | May 2020 | Jo
         |  | 1.6 Go | May 2020 | Jo"""
    )))  # fmt: skip
    assert [a.action_ref for a in plan.actions if "ref-gap" in a.flags] == ["1.4"]


PRINTED_AGAIN = """
Ref | Area | Action | Due | Lead
1 | The board does not know its impact. | 1.1 Agree a set of measures. | May 2024 | Jo
^ | ^ | 1.2 Report them. | June 2024 | Al
---
^1 | ^{again} | 1.3 Ask the public. | July 2024 | Jo
"""


@pytest.mark.parametrize(
    "again",
    ["The board does not know its impact.", "does not know its impact.", "The board does not"],
)
def test_a_merged_cell_that_is_printed_again_after_the_page_end(plan_of, again):
    plan = plan_of(PRINTED_AGAIN.format(again=again))
    assert {a.area for a in plan.actions} == {"The board does not know its impact."}
    [repair] = [r for r in plan.repairs if r.kind == "cell-printed-again" and len(r.before) > 2]
    assert (repair.page, repair.before, repair.after) == (2, again, "")
    assert repair.action_id == plan.actions[0].action_id


def test_a_merged_cell_that_goes_on_after_the_page_end_is_not_printed_again(plan_of):
    plan = plan_of(PRINTED_AGAIN.format(again="Nor do partners know what is expected."))
    assert plan.actions[0].area == "The board does not know its impact. Nor do partners know what is expected."  # fmt: skip
    assert all(len(r.before) <= 2 for r in plan.repairs if r.kind == "cell-printed-again")


def test_short_merged_cells_that_are_printed_again_are_said_once(read):
    rows = read(
        """
        Ref | Area | Action | Due | Lead
        R1 | Poor food | Ask the cooks. | May 2024 | Jo Smith
        ---
        ^R1 | ^Poor food | Ask the residents. | June 2024 | ^Jo Smith
        """,
        fields="area_ref area lead_text",
    )
    assert rows == [("R1", "Poor food", "Jo Smith")] * 2


def test_an_area_whose_cell_begins_blank_at_the_foot_of_a_page(read):
    rows = read(
        """
        Ref | Area | Action | Due | Lead
        1 | The board does not know its impact. | 1.1 Agree a set of measures. | May 2024 | Jo
        2 |  | 2.1 Report them. | June 2024 | Al
        ---
        ^ | ^Children wait too long for help. | 2.2 Ask the public. | July 2024 | Jo
        """,
        fields="area_ref area action_ref",
    )
    assert rows == [
        ("1", "The board does not know its impact.", "1.1"),
        ("2", "Children wait too long for help.", "2.1"),
        ("2", "Children wait too long for help.", "2.2"),
    ]


def test_a_lettered_list_goes_on_over_a_page_end(read):
    rows = read(
        """
        Action | Lead | Due
        Agree with all partners: / a) A set of measures. / b) A date. | Jo Smith | May 2024
        ---
        c) A way to report them. | |
        Hold a meeting | Al Jones | June 2024
        """,
        fields="action",
    )
    assert rows == [
        ("Agree with all partners:\na) A set of measures.\nb) A date.\nc) A way to report them.",),
        ("Hold a meeting",),
    ]


def test_lettered_actions_are_no_list(read):
    rows = read(
        """
        Action | Lead | Due
        a) Agree a set of measures / b) Agree a date | Jo Smith | May 2024
        ---
        c) Report them |  | June 2024
        """,
        fields="action",
    )
    assert "Report" not in rows[0][0]


def test_a_numbered_action_whose_date_stands_before_the_page_end(read):
    rows = read(
        """
        Ref | Requirement | Action | By whom | By when
        12 | Staff must assess risks. | 1. Write plans. / 2. Train staff. | 1. Jo Smith / 2. Al Jones | 1. May 2025 / 2. June 2025
        13 | The home should be a / homely place | 1. Paint the lounge. | 1. Jo Smith / 2. Builders | 1. May 2025 / 2. April 2025
        ---
         | that children like. | 2. Mend the doors. | |
        14 | Records must be kept. | Buy a safe. | Al Jones | May 2025
        """,
        fields="area action_ref action due_text lead_text",
    )
    home = "The home should be a homely place that children like."
    assert rows[2:4] == [
        (home, "1", "Paint the lounge.", "May 2025", "Jo Smith"),
        (home, "2", "Mend the doors.", "April 2025", "Builders"),
    ]


def test_a_merged_cell_of_another_column_that_the_page_end_cuts(read):
    rows = read(
        """
        Ref | Action | Who | When | Monitoring
        4.1 | Train leaders. | Jo Smith | May 2017 | Governors: a review of
        ---
        4.2 | Report to governors. | Al Jones | June 2017 | minutes in the summer.
        4.3 | Write a plan. | Al Jones | July 2017 | Governors: visits.
        """,
        fields="action_ref extra",
    )
    cell = {"Monitoring": "Governors: a review of minutes in the summer."}
    assert rows == [("4.1", cell), ("4.2", cell), ("4.3", {"Monitoring": "Governors: visits."})]


def test_a_paragraph_over_the_page_end_where_each_row_has_a_recommendation(read):
    head = "No. | Recommendation | Response | Owner | Target date\n"
    body = "".join(
        f"5.{n} | Risks should be assessed in unit {n}. | Unit {n} has a plan. | Governor | May 2019\n"
        for n in range(1, 8)
    )
    rows = read(
        head + body + "5.8 | Medicines should be safe. | Two officers watch each hatch. | Governor | Nov 2019\n---\n"
        " | | Lines have been painted. | Head of Healthcare | \n",
        fields="action lead_text",
    )  # fmt: skip
    assert rows[-1][0].split() == [
        "Two",
        "officers",
        "watch",
        "each",
        "hatch.",
        "Lines",
        "have",
        "been",
        "painted.",
    ]
    assert len(rows) == 8


def test_a_merged_lead_that_the_page_end_cuts_within_a_name(read):
    rows = read(
        """
        No. | Recommendation | Action | Lead | When
        2.1 | Agencies must share what they know about / adults who pose a risk to | Review the agreement. | Det Supt Philip Crossland, Joanna | May 2011
        ---
        2.2 | children when they join a household. | Agree a process. | Weekes (Social Care) | June 2011
        3.1 | The board should check. | Rewrite it. | Al Jones | July 2011
        3.2 | ^ | Tell the courts. | Al Jones | June 2011
        """,
        fields="lead_text",
    )
    lead = "Det Supt Philip Crossland, Joanna Weekes (Social Care)"
    assert [row[0] for row in rows] == [lead, lead, "Al Jones", "Al Jones"]
