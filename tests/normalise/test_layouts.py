# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Layouts met in real plans, each as a few rows: roles of columns, references, areas, leads."""

from __future__ import annotations

import pytest

from actionplans.errors import NoActionTableError

BASIC = "area_ref area action_ref action due_text lead_text"


def test_two_actions_in_a_cell_and_their_dates_by_line_height(read):
    rows = read(
        """
        Ref No | AREA REQUIRING IMPROVEMENT (Recommendations) | Action Required | Planned Completion Date | Lead Officer / Agency | Progress against agreed action
        1 | Be timely. | (1a) Train all staff / in assessment. / (1b) Audit cases. / (1c) Report. | June 2013 /   / July 2013 / September 2013 | Managers (SF), (CD) | Completed.
        2 | Be clear. | (2a) Write a standard. | June 2013 | Manager (SF) | On track
        """
    )
    assert rows == [
        ("1", "1a", "Train all staff in assessment.", "June 2013", "Managers (SF), (CD)"),
        ("1", "1b", "Audit cases.", "July 2013", "Managers (SF), (CD)"),
        ("1", "1c", "Report.", "September 2013", "Managers (SF), (CD)"),
        ("2", "2a", "Write a standard.", "June 2013", "Manager (SF)"),
    ]


def test_blank_headings_are_read_by_content(read):
    rows = read(
        """
         | Actions Required | Lead Officer(s) |  | Progress October 2003 | Action from October 2003
        *Standard* *1* *-* *Referrals* | < | < | < | < | <
        1. Ensure that all referrals are recorded by the team. | 1. Write a protocol. / 2. Train the duty team. | Jane Smith | End Oct 03 / From Oct 03 | Drafted | Review it
        2. Ensure that thresholds are understood by all partners. | 1. Publish thresholds. | Jo Bloggs | Dec 03 | Begun | Continue
        """,
        fields=f"section {BASIC}",
    )
    assert rows[:2] == [
        (
            "Standard 1 - Referrals",
            "1",
            "Ensure that all referrals are recorded by the team.",
            "1",
            "Write a protocol.",
            "End Oct 03",
            "Jane Smith",
        ),
        (
            "Standard 1 - Referrals",
            "1",
            "Ensure that all referrals are recorded by the team.",
            "2",
            "Train the duty team.",
            "From Oct 03",
            "Jane Smith",
        ),
    ]
    assert rows[2][3] in {None, "1"}


def test_headings_above_separate_tables_are_sections_and_numbers_restart(read):
    head = "Specific Actions | Timescale/Target | Lead | Output/Outcome measurement | RAG rating\n"
    rows = read(
        "*PRIORITY* *1a* *Early* *help*",
        head
        + "1. Agree strategy | April 2012 | Chair | In place | \n2. Train staff | June 2012 | Group | Trained | ",
        "*PRIORITY* *1b* *Neglect*",
        head
        + "1. Run audit | May 2012 | Group | Done | \n2. Share findings | July 2012 | Group | Shared | ",
        fields="section action_ref action",
    )
    assert rows == [
        ("PRIORITY 1a Early help", "1", "Agree strategy"),
        ("PRIORITY 1a Early help", "2", "Train staff"),
        ("PRIORITY 1b Neglect", "1", "Run audit"),
        ("PRIORITY 1b Neglect", "2", "Share findings"),
    ]


def test_question_headings(read):
    rows = read(
        """
        No | Para Ref (to CPA Report) | What? | How? | Who by? | When?
        1. | 78/91/104 | Improve planning | • Write plan / • Consult members | J Smith | Done (March 2004)
        2. | 79 | Improve scrutiny | • Train members | A Jones | June 2004
        """,
        fields=BASIC,
    )
    assert rows[0] == (
        "1",
        "Improve planning",
        None,
        "• Write plan\n• Consult members",
        "Done (March 2004)",
        "J Smith",
    )


def test_lead_and_date_in_one_cell(read):
    rows = read(
        """
        Evaluation Recommendation | Management Response (Agree or Disagree and if Disagree, reason why) | Action Plan | Lead (position) & Target Date
        1) Improve consultation | Agree | Write a framework | PPB March 2012 PA
        2) Report results | Agree | Publish reports | PPB June 2012
        """,
        fields=BASIC,
    )
    assert rows == [
        ("1", "Improve consultation", None, "Write a framework", "March 2012", "PPB PA"),
        ("2", "Report results", None, "Publish reports", "June 2012", "PPB"),
    ]


def test_numbers_under_the_heading_action_and_who_by_when(read):
    rows = read(
        """
        Action | Improvement Issue | Action to be taken | Who By/When | Comments
        IMPROVE ACCESS TO SERVICES FOR ALL | < | < | < | <
        1 | Access is poor | Open a contact centre | A Kaye / March 2004 DONE | Good
          |   | Extend opening hours | B Lane / June 2004 |
        2 | Website is weak | Rebuild website | C Dodd / July 2004 |
        """,
        fields=f"section {BASIC}",
    )
    banner = "IMPROVE ACCESS TO SERVICES FOR ALL"
    assert rows == [
        (banner, "1", "Access is poor", None, "Open a contact centre", "March 2004 DONE", "A Kaye"),
        (banner, "1", "Access is poor", None, "Extend opening hours", "June 2004", "B Lane"),
        (banner, "2", "Website is weak", None, "Rebuild website", "July 2004", "C Dodd"),
    ]


def test_a_reference_repeated_in_its_column_and_a_banner_without(read):
    rows = read(
        """
        BFI REF | REPORT RECOMMENDATION | ACTIONS | BY WHEN | OUTCOME | PROGRESS
        8.21 | Introduce a policy on overpayments | Draft policy | June.04 | Policy | Done
        8.21 |  | Approve policy | July.04 | Policy | Begun
        Best Value Review | < | < | < | < | <
         | Improve the process for claims | Map process | June.04 | Better |
         | Improve the forms for claimants | Redesign forms | June.04 | Better |
        """,
        fields="section area_ref area action",
    )
    assert rows == [
        (None, "8.21", "Introduce a policy on overpayments", "Draft policy"),
        (None, "8.21", "Introduce a policy on overpayments", "Approve policy"),
        ("Best Value Review", None, "Improve the process for claims", "Map process"),
        ("Best Value Review", None, "Improve the forms for claimants", "Redesign forms"),
    ]


def test_a_reference_repeated_in_every_column_and_areas_above_the_tables(read):
    head = "Deliverables | Expected Completion Date | Lead | Resources\n"
    rows = read(
        "Recommendation 1: The Agency should review its programme.",
        "Management Response: Agreed.",
        head
        + "1.0.1 Review report | 1.0.1 January 2015 | 1.0.1 Director | 1.0.1 Existing\n1.0.2 Revised programme | 1.0.2 March 2015 | 1.0.2 Director | 1.0.2 Existing",
        "Recommendation 2: The Agency should train its staff.",
        head + "2.0.1 Training plan | 2.0.1 June 2015 | 2.0.1 Director | 2.0.1 Existing",
        fields=BASIC,
    )
    assert rows == [
        (
            "1",
            "The Agency should review its programme.",
            "1.0.1",
            "Review report",
            "January 2015",
            "Director",
        ),
        (
            "1",
            "The Agency should review its programme.",
            "1.0.2",
            "Revised programme",
            "March 2015",
            "Director",
        ),
        (
            "2",
            "The Agency should train its staff.",
            "2.0.1",
            "Training plan",
            "June 2015",
            "Director",
        ),
    ]


def test_every_action_numbered_one_has_no_reference(read):
    rows = read(
        """
        Recommendations | Actions | Responsible Manager (Title / Sector) | Planned Start and Completion Dates
        1. Clarify roles. | 1. Draft a charter. | Director, Policy | April 2018
        2. Improve data. | Agree. | < | <
         | 1. Build a database. | Manager, Data | June 2019
        """,
        fields=BASIC,
    )
    assert rows == [
        ("1", "Clarify roles.", None, "Draft a charter.", "April 2018", "Director, Policy"),
        ("2", "Improve data.", None, "Build a database.", "June 2019", "Manager, Data"),
    ]


def test_guidance_under_the_headings_and_two_owners(read, build):
    from actionplans.normalise.normalise import to_plan

    plan = to_plan(build.document(build.grid(
        """
        Report Recommendations | Management Response | Management Action Plan | Deliverables | Expected Completion Date | Responsibility | Accountability
        List each recommendation as in the report. | Identify whether management agrees. | Provide the action plan. | Identify key deliverables. | Identify the date. | Identify the manager. | Identify the executive.
        1. Review roles | Agree. | Roles will be reviewed. | Report | March 2013 | Director A | DG B
        2. Share data | Agree. | A protocol will be agreed. | Protocol | June 2013 | Director C | DG D
        """
    )))  # fmt: skip
    first = plan.actions[0]
    assert (first.area_ref, first.action, first.lead_text) == (
        "1",
        "Roles will be reviewed.",
        "Director A",
    )
    assert first.extra == {
        "Management Response": "Agree.",
        "Deliverables": "Report",
        "Accountability": "DG B",
    }
    assert len(plan.actions) == 2


def test_two_heading_rows(read):
    rows = read(
        """
        Ref | Recommendation | Action | Timescale | < | Lead
        ^ | ^ | ^ | Start | End | ^
        1 | Do better | Write a plan | May 2020 | June 2020 | Jo Smith
        2 | Do more | Write a report | July 2020 | August 2020 | Al Jones
        """,
        fields="area_ref action due_text lead_text",
    )
    assert rows == [
        ("1", "Write a plan", "June 2020", "Jo Smith"),
        ("2", "Write a report", "August 2020", "Al Jones"),
    ]


def test_prison_service_headings_with_numbers(read):
    rows = read(
        """
        1. Rec No | 2. Recommendation | 3. Agreed/ Partly Agreed/ Not Agreed | 4. Response / Action Taken/Planned | 5. Responsible Owner (including named functional role/policy lead) | 6. Target Date
        5.1 | Prisoners should be safe. | Agreed | A safety strategy will be published. | Governor | March 2021
        5.2 | Cells should be clean. | Partly Agreed | The prison will clean cells. | Head of Residence | June 2021
        """,
        fields=BASIC,
    )
    assert rows[1] == (
        "5.2",
        "Cells should be clean.",
        None,
        "The prison will clean cells.",
        "June 2021",
        "Head of Residence",
    )


def test_other_tables_are_left_out(read):
    rows = read(
        "Version | Date | Author | Changes\n1.0 | May 2020 | Jo Smith | First draft\n2.0 | June 2020 | Jo Smith | Second draft",
        "Risk | Likelihood | Impact | Mitigating action | Owner\nStaff leave | High | High | Recruit | HR\nMoney runs out | Low | High | Save | Finance",
        "Name | Role | Organisation\nJo Smith | Chair | Council",
        "Action | Lead | By when | RAG\nWrite a plan | Jo Smith | May 2020 | Green\nWrite a report | Al Jones | June 2020 | Amber",
        "Term | Definition\nDCS | Director of Children's Services",
        "Word | Meaning | Source | Page\nRAG | Red amber green | Here | 2\nDCS | Director | There | 3",
        fields="action due_text",
    )
    assert rows == [("Write a plan", "May 2020"), ("Write a report", "June 2020")]


@pytest.mark.parametrize(
    ("area", "first", "second"),
    [
        ("R1 | *The* *trust* *must* *be* *safe.* |  | ", "1.1", "1.2"),
        ("1 | The trust must be safe. |  | ", "1.1", "1.2"),
    ],
)
def test_an_area_in_the_actions_own_column(read, area, first, second):
    rows = read(
        f"""
        Ref | Recommendation / Action | Lead | By when
        {area}
        {first} | Recruit nurses to all wards | Jo Smith | May 2020
        {second} | Review rotas each month | Al Jones | June 2020
        """,
        fields="area_ref area action_ref action",
    )
    label = area.split(" ")[0]
    assert rows == [
        (label, "The trust must be safe.", first, "Recruit nurses to all wards"),
        (label, "The trust must be safe.", second, "Review rotas each month"),
    ]


def test_the_areas_reference_stands_in_its_own_row_only(read):
    rows = read(
        """
        Ref | Area | Action | Due | Lead
        13 | GPs are not told. |  |  |
        13.1 |  | Tell GPs of changes. | May 2020 | Jo Smith
        13.2 |  | Ask GPs for views. | June 2020 | Jo Smith
        14 | Records are weak. |  |  |
        14.1 |  | Audit the records. | July 2020 | Al Jones
        """,
        fields="area_ref area action_ref",
    )
    assert rows == [
        ("13", "GPs are not told.", "13.1"),
        ("13", "GPs are not told.", "13.2"),
        ("14", "Records are weak.", "14.1"),
    ]


def test_recommendations_without_actions_are_the_actions(read):
    rows = read(
        """
        Ref | Recommendation | Lead | Deadline
        R1 | Publish the policy | Jo Smith | May 2020
        R2 | Train the staff | Al Jones | June 2020
        """,
        fields=BASIC,
    )
    assert rows[0] == (None, None, "R1", "Publish the policy", "May 2020", "Jo Smith")


def test_codes_before_the_areas_text(read):
    rows = read(
        """
        Must do | Action | Lead | By when
        MD1 The provider must ensure staffing. | Recruit nurses | Jo Smith | May 2020
        MD2 The provider must ensure records. | Audit notes | Al Jones | June 2020
        SD1 The provider should train staff. | Train staff | Al Jones | June 2020
        """,
        fields="area_ref area",
    )
    assert rows == [
        ("MD1", "The provider must ensure staffing."),
        ("MD2", "The provider must ensure records."),
        ("SD1", "The provider should train staff."),
    ]


def test_banners_are_areas_where_they_are_sentences_with_a_reference(read):
    rows = read(
        """
        Action | Lead | By when
        Recommendation 1: The council should improve its records. | < | <
        1.1 Audit the notes | Jo Smith | May 2020
        Recommendation 2: The council should train its staff. | < | <
        2.1 Train the staff | Al Jones | June 2020
        """,
        fields="section area_ref area action_ref action",
    )
    assert rows == [
        (None, "1", "The council should improve its records.", "1.1", "Audit the notes"),
        (None, "2", "The council should train its staff.", "2.1", "Train the staff"),
    ]


def test_a_plan_that_changes_its_columns(read):
    rows = read(
        """
        Ref | Action | Lead | When
        1 | Audit the notes | Jo Smith | May 2020
        Ref | Recommendation | Response | Owner | Target date | Progress
        R1 | Improve food | Hire a cook | Al Jones | June 2020 | Done
        """,
        fields=BASIC,
    )
    assert rows == [
        (None, None, "1", "Audit the notes", "May 2020", "Jo Smith"),
        ("R1", "Improve food", None, "Hire a cook", "June 2020", "Al Jones"),
    ]


def test_no_headings_at_all(read):
    rows = read(
        """
        1 | Write a plan for the whole of the service and tell everyone | Jo Smith | May 2020
        2 | Write a report for the board of governors every term | Al Jones | June 2020
        """,
        fields="action_ref due_text lead_text",
    )
    assert rows == [("1", "May 2020", "Jo Smith"), ("2", "June 2020", "Al Jones")]


def test_a_form_is_no_plan(read):
    with pytest.raises(NoActionTableError):
        read(
            """
            CASE NUMBER |  |  |  |  | DATE OF DISCHARGE |  |
            If you left more than ten years ago the court decides on your case | LAST | FIRST | MIDDLE | NO | 5b. Number on card | AIR | ZIP
            2 | REVIEW MY RECORD BASED ON THE PAPERS THAT I SEND WITH THIS FORM TO THE BOARD | YES | ARMY | NO | 20 May 2020 | NAVY | GUARD
            3 | REVIEW MY RECORD AT A HEARING TO WHICH I SHALL COME WITHOUT A LAWYER | YES | ARMY | NO | June 2020 | NAVY | RESERVE
            """
        )


def test_no_action_table_says_what_was_seen(read):
    with pytest.raises(NoActionTableError, match="version control") as caught:
        read("Version | Date | Author | Changes\n1.0 | May 2020 | Jo Smith | First draft")
    assert "actionplans inspect" in caught.value.next_step
    with pytest.raises(NoActionTableError, match="no table was found"):
        read("Only a line of text")


def test_an_area_printed_again_as_continued(read):
    rows = read(
        """
        Ref | Area | Action | Due | Lead
        1 | Records are weak | 1.1 Audit notes | May 2020 | Jo
        ---
        Ref | Area | Action | Due | Lead
        1 cont. | Records are weak (continued) | 1.2 Train staff | June 2020 | Al
        2 | Food is weak | 2.1 Hire cook | June 2020 | Al
        """,
        fields="area_ref area action_ref",
    )
    assert rows == [
        ("1", "Records are weak", "1.1"),
        ("1", "Records are weak", "1.2"),
        ("2", "Food is weak", "2.1"),
    ]


def test_care_regulations_and_dates_that_are_no_references(read):
    rows = read(
        """
        Regulation | How the regulation was not being met | Actions to be taken to meet the regulation | Who is responsible | Date by which action will be completed
        Regulation 12 Safe care | Medicines were not stored safely. | Medicines will be locked away. | Matron | 30/06/2022
        Regulation 17 Good governance | Audits were not done. | An audit plan is in place. | Manager | 31/07/2022
        """,
        fields=BASIC,
    )
    assert rows[0] == (
        None,
        "Medicines were not stored safely.",
        None,
        "Medicines will be locked away.",
        "30/06/2022",
        "Matron",
    )


def test_numbers_repeated_in_every_column_of_one_row(plan_of):
    plan = plan_of(
        """
        Deliverables | Completion date | Lead | Resources
        3.0.1 Training plan written / 3.0.2 Course held | 3.0.1 May 2024 / 3.0.2 June 2024 | 3.0.1 Jo Smith / 3.0.2 Al Jones | 3.0.1 None / 3.0.2 £22,000
        3.0.3 Course held again | 3.0.3 July 2024 | 3.0.3 Jo Smith | 3.0.3 None
        """
    )
    assert [(a.action_ref, a.due_text, a.lead_text) for a in plan.actions] == [
        ("3.0.1", "May 2024", "Jo Smith"),
        ("3.0.2", "June 2024", "Al Jones"),
        ("3.0.3", "July 2024", "Jo Smith"),
    ]
    assert [a.extra["Resources"] for a in plan.actions][:2] == ["None", "£22,000"]


def test_numbered_steps_of_rows_with_references_stay_one_action(read):
    rows = read(
        """
        Ref | Action | Lead | Date
        1.1 | 1. Draft the policy / 2. Consult all staff / 3. Publish it | Jo Smith | May 2024
        1.2 | 1. Draft the rota / 2. Consult the ward | Ann Lee | June 2024
        1.3 | Buy the new kit | Ann Lee | June 2024
        """,
        fields="action_ref",
    )
    assert rows == [("1.1",), ("1.2",), ("1.3",)]
