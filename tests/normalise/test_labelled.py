# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Dates and leads by label in the cell of the actions, and answers before them."""

from __future__ import annotations

HEAD = "Issue | Recommendation | Agreed management action\n"


def row(answer, action, who, when):
    return f"Late. | Agree a timetable. | {answer} / {action} / Responsible officer: {who} / Agreed date: {when}\n"


def test_lead_and_date_by_label_and_the_answer_apart(plan_of):
    plan = plan_of(
        HEAD + row("Accepted", "A timetable will be agreed.", "Chief Accountant", "31 May 2024")
        + row("Partially accepted", "Members will meet.", "Jo Smith", "Q4 2024/25")
    )  # fmt: skip
    assert [(a.action, a.lead_text, a.due_text) for a in plan.actions] == [
        ("A timetable will be agreed.", "Chief Accountant", "31 May 2024"),
        ("Members will meet.", "Jo Smith", "Q4 2024/25"),
    ]
    assert [a.extra["Agreed management action"] for a in plan.actions] == [
        "Accepted",
        "Partially accepted",
    ]


def test_where_columns_hold_them_a_label_is_text(read):
    head = "Action | Lead | Due\n"
    rows = read(
        head + "Meet. / Lead: to be found | Jo | May 2024\nAct. / Lead: to be found | Al | June 2024",
        fields="action lead_text",
    )  # fmt: skip
    assert [lead for _, lead in rows] == ["Jo", "Al"]
    assert all("Lead: to be found" in action for action, _ in rows)


def test_one_label_alone_tells_no_habit(read):
    rows = read(
        "Finding | Action | Status\nLate. | Meet. / Lead: Jo Smith | Open\nPoor. | Act soon. | Open",
        fields="action lead_text",
    )  # fmt: skip
    assert [lead for _, lead in rows] == [None, None]


def test_labels_in_a_cell_of_lead_and_date(read):
    rows = read(
        """
        Area | What we will do | Who and by when
        Data are late. | Build a data set. | Lead: Rachel Imrie, Manager / When: By 31 January 2025
        ^ | Ask the parents. | When: From June 2025
        Views are lost. | Ask the children. | Lead: Tom Blackett / When: May 2025
        """,
        fields="lead_text due_text",
    )
    assert rows == [
        ("Rachel Imrie, Manager", "By 31 January 2025"),
        ("Rachel Imrie, Manager", "From June 2025"),
        ("Tom Blackett", "May 2025"),
    ]


MANY = """
Recommendation | Improvement actions
*Recommendation* *1* / Assess risk. | R1.1 Issue the standards / to all centres. / Owner: Jo Smith | Due: May 2024 | Status: Complete / R1.2 Train the staff. / Owner: Learning and / Development | Due: June 2024 / | Status: In progress
*Recommendation* *2* / Review health care. | R2.1 Agree a memorandum. / Owner: Al Jones | Due: July 2024 | Status: Overdue
"""


def test_actions_in_one_cell_each_with_a_line_of_labels(plan_of, build):
    table = build.grid(MANY.replace(" | Due", " ; Due").replace("| Status", "; Status"))
    plan = plan_of(table)
    assert [(a.area_ref, a.action_ref, a.action) for a in plan.actions] == [
        ("1", "R1.1", "Issue the standards to all centres."),
        ("1", "R1.2", "Train the staff."),
        ("2", "R2.1", "Agree a memorandum."),
    ]
    assert [(a.lead_text, a.due_text, a.status) for a in plan.actions] == [
        ("Jo Smith", "May 2024", "complete"),
        ("Learning and Development", "June 2024", "in progress"),
        ("Al Jones", "July 2024", "overdue"),
    ]


def test_what_goes_on_with_a_number_below_a_label_opens_no_action(read):
    rows = read(
        "Area | Action | Comment\n"
        "A1 Care | Train staff. / Lead: Jo Smith / Due: by / 31 March 2024 | x\n"
        "A2 Food | Buy kit. / Lead: 1. Jo Smith / 2. Al Jones / Due: May 2024 | y",
        fields="action due_text",
    )
    assert rows == [("Train staff.", "by 31 March 2024"), ("Buy kit.", "May 2024")]


def test_a_status_by_label_in_words_is_kept(plan_of):
    plan = plan_of(
        "Area | Action | Comment\n"
        "Care | Train staff. / Lead: Jo Smith / Status: Forty of fifty are trained | x\n"
        "Food | Buy kit. / Lead: Al Jones / Status: Complete | y"
    )
    assert [(a.status, a.extra.get("Status")) for a in plan.actions] == [
        (None, "Forty of fifty are trained"),
        ("complete", None),  # said by the status
    ]
