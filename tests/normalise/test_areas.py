# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Areas and sections: in columns cut by page ends, in banners, in headings above tables."""

from __future__ import annotations

import pytest


def test_a_new_area_whose_text_begins_on_the_next_page(read):
    rows = read(
        """
        No. | Recommendation | What we will do | Who | Target date
        8 | Staff are not confident in applying the Act. | Review the framework for audits. | Jo Smith | May 2024
        ^ | ^ | Test the checklist on all wards. | Al Jones | June 2024
        9 |  |  | Head of Quality | July 2024
        ---
        No. | Recommendation | What we will do | Who | Target date
         | Audits look at compliance. | Roll out the needs assessment. |  |
        ^ | ^ | Agree the supervision policy. | Al Jones | August 2024
        """,
        fields="area_ref area action lead_text due_text",
    )
    assert rows[2:] == [
        ("9", "Audits look at compliance.", "Roll out the needs assessment.", "Head of Quality", "July 2024"),
        ("9", "Audits look at compliance.", "Agree the supervision policy.", "Al Jones", "August 2024"),
    ]  # fmt: skip
    assert rows[1][1] == "Staff are not confident in applying the Act."


def test_lead_of_a_row_that_begins_on_the_next_page(read):
    rows = read(
        """
        Ref | Area of weakness | Action | Lead | When
        3.1 | Families wait too long. | Start a keyworker service in all towns. | Aisling Byrne | May 2024
        3.2 | ^ | Publish a page on the local offer. | Forum Chair | June 2024
        4.1 |  |  |  | July 2024
        ---
        Ref | Area of weakness | Action | Lead | When
         | The board does not know its impact. | Agree a shared set of measures. | Insight Team |
        """,
        fields="action_ref area lead_text",
    )
    assert rows == [
        ("3.1", "Families wait too long.", "Aisling Byrne"),
        ("3.2", "Families wait too long.", "Forum Chair"),
        ("4.1", "The board does not know its impact.", "Insight Team"),
    ]


HEAD = "Ref | What we will do | Who | When\n"


def test_titles_with_numbered_areas_below_them_above_separate_tables(read):
    rows = read(
        "*Written* *statement* *of* *action*",
        "*Priority* *1:* *Assessment*",
        "1. Plans are too often late, and too many do not say what will be provided.",
        HEAD + "1.1 | Recruit co-ordinators. | Jo Smith | May 2024",
        "2. Annual reviews are not used well enough.",
        HEAD + "2.1 | Train every school. | Al Jones | June 2024",
        "*Priority* *2:* *Waiting* *times*",
        "3. Children wait too long for an assessment.",
        HEAD + "3.1 | Commission more assessments. | Jo Smith | July 2024",
        fields="section area_ref area action_ref",
    )
    assert rows == [
        ("Priority 1: Assessment", "1", "Plans are too often late, and too many do not say what will be provided.", "1.1"),
        ("Priority 1: Assessment", "2", "Annual reviews are not used well enough.", "2.1"),
        ("Priority 2: Waiting times", "3", "Children wait too long for an assessment.", "3.1"),
    ]  # fmt: skip


def test_a_sentence_after_priority_is_an_area_and_a_title_a_section(read):
    sentence = "Priority 1: Return home interviews are offered late."
    rows = read(
        sentence,
        HEAD + "1.1 | Recruit co-ordinators. | Jo Smith | May 2024",
        "Priority 2: Leadership",
        HEAD + "2.1 | Train every school. | Al Jones | June 2024",
        fields="section area_ref area",
    )
    assert rows == [
        (None, "1", "Return home interviews are offered late."),
        ("Priority 2: Leadership", None, None),
    ]


def test_the_title_of_the_document_is_no_section(read):
    rows = read(
        "*Improvement* *plan* *2024*",
        "*Kelderwick* *partnership*",
        "1.0 Plans are too often late.",
        HEAD + "1.1 | Recruit co-ordinators. | Jo Smith | May 2024",
        "2.0 Annual reviews are not used well enough.",
        HEAD + "2.1 | Train every school. | Al Jones | June 2024",
        fields="section area_ref",
    )
    assert rows == [(None, "1.0"), (None, "2.0")]


def test_one_numbered_paragraph_above_one_table_is_no_area(read):
    rows = read(
        "2. The board meets each month to see how far the plan has come.",
        HEAD + "1.1 | Recruit co-ordinators. | Jo Smith | May 2024",
        fields="section area_ref area",
    )
    assert rows == [(None, None, None)]


def test_a_verdict_beside_the_area_stands_in_the_extras_of_each_action(read):
    rows = read(
        """
        Recommendation | Management response | Officer | Target date
        1. The agency should review its programme each year. | Agreed. |  |
         | Review the report with the board. | Jo Smith | May 2024
         | Publish a revised programme for it. | Al Jones | June 2024
        2. The agency should train all of its staff. | Partially agreed |  |
         | Train every member of the staff. | Jo Smith | July 2024
        """,
        fields="area_ref action extra",
    )
    assert [(ref, extra) for ref, _, extra in rows] == [
        ("1", {"Management response": "Agreed."}),
        ("1", {"Management response": "Agreed."}),
        ("2", {"Management response": "Partially agreed"}),
    ]


def test_two_short_lines_in_the_same_type_are_two_titles(read):
    rows = read(
        "*Saltmere* *Hospitals*",
        "*Urgent* *care*",
        HEAD + "1.1 | Recruit co-ordinators. | Jo Smith | May 2024",
        "*Maternity* *services*",
        HEAD + "2.1 | Train every midwife. | Al Jones | June 2024",
        fields="section",
    )
    assert rows == [("Urgent care",), ("Maternity services",)]


@pytest.mark.parametrize(
    "label", ["Key issue", "Priority", "Concern", "Outcome", "Standard", "Inspection finding"]
)
def test_a_label_and_what_is_wrong_above_each_table_is_the_area(read, label):
    rows = read(
        f"{label} 1: Caseloads of social workers are too high",
        "Action | Who | When\n• Recruit co-ordinators. | Jo Smith | May 2024",
        f"{label} 2: Plans for children drift",
        "Action | Who | When\n• Train every school. | Al Jones | June 2024",
        fields="section area_ref area",
    )
    assert rows == [
        (None, "1", "Caseloads of social workers are too high"),
        (None, "2", "Plans for children drift"),
    ]


@pytest.mark.parametrize("title", ["Theme 2: Multi-agency work", "Priority 2: Leadership"])
def test_a_label_and_a_title_above_a_table_is_a_section(read, title):
    table = "Action | Who | When\n• Recruit co-ordinators. | Jo Smith | May 2024"
    assert read(title, table, fields="section area") == [(title, None)]


def banners(*texts):
    lines = [HEAD.strip()]
    for at, text in enumerate(texts, 1):
        lines += [f"{text} | < | < | <", f"{at}.1 | Recruit co-ordinators. | Jo | May 2024"]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("texts", "areas"),
    [
        (
            ("Priority 1: Plans for children drift", "Priority 2: Improve the audits"),
            ["Plans for children drift", "Improve the audits"],
        ),
        (("Priority 1: Strong Leadership", "Priority 2: Good Practice"), [None, None]),
        # a label that says once what is to change heads areas each time, but for titles
        (("Priority 1: Improve the audits", "Priority 2: Leadership"), ["Improve the audits", None]),
    ],
)  # fmt: skip
def test_labels_of_one_family_are_read_alike(read, texts, areas):
    assert [area for (area,) in read(banners(*texts), fields="area")] == areas


def test_a_number_before_a_banner_is_the_area_of_the_actions_it_numbers(read):
    rows = read(
        banners("1 Timely help for families", "2 Plans that are kept"), fields="area_ref area action_ref"
    )  # fmt: skip
    assert rows == [
        ("1", "Timely help for families", "1.1"),
        ("2", "Plans that are kept", "2.1"),
    ]


def test_what_the_row_of_an_area_says_besides_it_holds_for_its_actions_only(read):
    rows = read(
        """
        Ref | Recommendation | Action | Lead | When | Priority
        1 | The agency should review its programme. |  |  |  | High
         |  | Review the report. | Jo Smith | May 2024 |
         |  | Publish the report. | Al Jones | June 2024 | Low
        2 | The agency should train all of its staff. | Train everybody. | Al Jones | June 2024 |
        """,
        fields="area_ref action extra",
    )
    assert rows == [
        ("1", "Review the report.", {"Priority": "High"}),
        ("1", "Publish the report.", {"Priority": "Low"}),
        ("2", "Train everybody.", {}),
    ]


def test_a_list_of_contents_heads_no_table(read):
    rows = read(
        "*Theme* *1:* *Access*",
        "*Theme* *2:* *Safety*",
        "*Theme* *1:* *Access*",
        HEAD + "1.1 | Recruit co-ordinators. | Jo Smith | May 2024",
        "*Theme* *2:* *Safety*",
        HEAD + "2.1 | Train every school. | Al Jones | June 2024",
        fields="section area",
    )
    assert rows == [("Theme 1: Access", None), ("Theme 2: Safety", None)]


def test_a_capital_before_an_area_is_its_reference_where_its_actions_go_by_it(read):
    rows = read(
        "A. Staff do not know when to refer a child to the team.",
        HEAD + "A1 | Recruit co-ordinators. | Jo Smith | May 2024",
        "B. Annual reviews are not used well enough.",
        HEAD + "B1 | Train every school. | Al Jones | June 2024",
        fields="area_ref area",
    )
    assert rows == [
        ("A", "Staff do not know when to refer a child to the team."),
        ("B", "Annual reviews are not used well enough."),
    ]


def test_a_regulation_on_a_line_of_its_own_is_the_reference_of_the_area(read):
    rows = read(
        """
        Finding | Action | Lead | When
        Regulation 15(1) / The number of staff did not suit the residents. | Recruit two nurses. | Jo Smith | May 2024
        Regulation 27 / Clinical sinks did not comply. | Replace four sinks. | Al Jones | June 2024
        """,
        fields="area_ref area",
    )
    assert rows == [
        ("Regulation 15(1)", "The number of staff did not suit the residents."),
        ("Regulation 27", "Clinical sinks did not comply."),
    ]


def test_lists_are_actions_where_others_of_their_column_have_a_date_for_each_number(read):
    rows = read(
        """
        Finding | Action | Lead | When
        Staffing is thin. | 1. Recruit two nurses. / 2. Review the roster. | Jo Smith | 1. 14/06/2024 / 2. 05/07/2024
        Sinks are old. | 1. Replace four sinks. / 2. Empty the store. | Al Jones | 1. 31/10/2024 / 2. Complete
        Logs are poor. | 1. Mend the log. / 2. Report the trends. | Al Jones | 31/12/2024
        """,
        fields="due_text action",
    )
    assert [due for due, _ in rows] == [
        "14/06/2024", "05/07/2024", "31/10/2024", "Complete", "31/12/2024", "31/12/2024",
    ]  # fmt: skip
    assert [action for _, action in rows][-2:] == ["Mend the log.", "Report the trends."]


def test_areas_by_letter_in_a_column_where_the_actions_go_by_it(read):
    rows = read(
        """
        Area for improvement | No. | Action | Lead | When
        A. Moves to adult life are late. | A1 | Publish a guide. | Jo Smith | May 2026
        ^ | A2 | Begin in Year 9. | Jo Smith | June 2026
        B. Places are too few. | B1 | Build a school. | Al Jones | May 2027
        """,
        fields="area_ref area action_ref",
    )
    assert rows == [
        ("A", "Moves to adult life are late.", "A1"),
        ("A", "Moves to adult life are late.", "A2"),
        ("B", "Places are too few.", "B1"),
    ]


def test_the_number_of_a_banner_that_the_actions_go_by(read):
    rows = read(
        """
        No. | Action | Lead | When
        1A Children wait too long for their plans. | < | < | <
        1A.1 | Recruit doctors. | Jo Smith | May 2026
        Outcome 1B: Families say that plans describe their child well. | < | < | <
        1B.1 | Ask the families. | Al Jones | May 2027
        """,
        fields="area_ref action_ref",
    )
    assert rows == [("1A", "1A.1"), ("1B", "1B.1")]


def test_the_section_of_a_banner_ends_with_its_table_where_the_next_has_other_columns(read):
    rows = read(
        """
        No. | Action | Lead | When
        Protecting people | < | < | <
        1 | Recruit doctors. | Jo Smith | May 2026
        """,
        "Reports on all forces are not banded.",
        """
        Ref | Report | Action | Owner | Target
        T7 | Digital | Set up a board. | Al Jones | May 2027
        """,
        fields="section action",
    )
    assert rows == [("Protecting people", "Recruit doctors."), (None, "Set up a board.")]


@pytest.mark.parametrize(
    ("label", "ref"),
    [
        ("Ofsted area for improvement 1:", "1"),
        ("Section 29A Concern 1:", "1"),
        ("CQC key finding 1 –", "1"),
        ("Internal audit recommendation 1:", "1"),
    ],
)
def test_whose_finding_it_is_belongs_to_the_label(read, label, ref):
    rows = read(
        f"{HEAD}{label} Plans are too often late. | < | < | <\n1.1 | Hire two people. | Jo | May 2024",
        fields="area_ref area",
    )
    assert rows == [(ref, "Plans are too often late.")]


def test_a_title_above_what_inspectors_said_is_the_section(read):
    rows = read(
        """
        Priority 1: Reading | < | < | <
        What Ofsted said: Some pupils do not read books that match the sounds they know. | < | < | <
        Success criteria / • Nine of ten pupils meet the standard / • All are heard daily | < | < | <
        No. | Actions | Who | When
        1 | Train all staff in phonics. | Jo Smith | May 2024
        Priority 2: The wider curriculum | < | < | <
        What Ofsted said: In some subjects it is not clear what pupils should know. | < | < | <
        No. | Actions | Who | When
        2 | Write down what pupils should know. | Al Jones | June 2024
        """,
        fields="section area extra",
    )
    assert [row[0] for row in rows] == ["Priority 1: Reading", "Priority 2: The wider curriculum"]
    assert rows[0][2] == {"Success criteria": "• Nine of ten pupils meet the standard\n• All are heard daily"}  # fmt: skip
    assert "match the sounds" in rows[0][1]


def test_a_long_theme_is_a_section_all_the_same(read):
    rows = read(
        "*Theme* *1:* *Getting* *to* *a* *good* *start* *–* *referral,* *assessment* *and* *the* *front* *door*",
        HEAD + "1.1 | Hire two people. | Jo Smith | May 2024",
        "*Theme* *2:* *Children* *in* *need*",
        HEAD + "2.1 | Train every school. | Al Jones | June 2024",
        fields="section area",
    )
    assert [row[1] for row in rows] == [None, None]
    assert rows[0][0].startswith("Theme 1: Getting to a good start")


def test_a_label_that_cites_a_page_is_no_text_of_the_area(read):
    rows = read(
        """
        Recommendation | Recommended action | Timeline
        Recommendation 1 (page 9) | The Department should publish its policy. | May 2024
        Recommendation 2 (page 10) | The Inspectorate should report each year. | June 2024
        """,
        fields="area_ref area action",
    )
    assert [row[:2] for row in rows] == [("1", None), ("2", None)]


def test_numbers_of_areas_may_begin_again_in_each_table(read):
    head = "Recommendation | Response | Status\n"
    rows = read(
        "*Twelfth* *Report*",
        f"{head}1. That audits be published. | The Department agrees and will do so. | Done\n2. That contracts be let again. | The Department will let them again. | Open",
        "*Fifteenth* *Report*",
        f"{head}1. That no court be closed. | The Agency will close none of them. | Open\n2. That targets be set for repair. | The Agency will set them in May. | Open",
        fields="section area_ref area",
    )
    assert [row[1] for row in rows] == ["1", "2", "1", "2"]
    assert rows[2][2] == "That no court be closed."


def test_a_table_without_areas_under_its_own_heading_has_none(read):
    rows = read(
        "Recommendation | Action | Lead\n2.28 The Agency should set limits for all stocks. | List all the stocks. | Jo\n2.35 The Agency should plan for each stock. | Write ten plans. | Al",
        "*Follow-up* *work* *plan*",
        "# | Description of deliverables | Status of deliverable\n1 | Limits published for the sand eel | Complete",
        fields="area_ref action_ref action status",
    )
    assert rows == [
        ("2.28", None, "List all the stocks.", None),
        ("2.35", None, "Write ten plans.", None),
        (None, "1", "Limits published for the sand eel", "complete"),
    ]


def test_a_stem_over_rows_told_apart_by_paragraphs(read):
    rows = read(
        """
        | BFI Recommendation | Para. ref. | Action | Target date
        1 | Improves the quality of its work by: / making fuller use of agencies | 2.38 | Write a new plan form. | 3/2/06
         | ensuring that each file has a clear record | 2.55 | Write a new file sheet. | 4/2/06
        2 | Strengthens its sanctions by writing a policy | 2.74 | Take a policy to Cabinet. | 5/3/06
        """,
        fields="area_ref area",
    )
    assert [row[0] for row in rows] == ["1", "1", "2"]
    assert "ensuring that each file has a clear record" in rows[1][1]


def test_the_row_of_an_area_with_facts_in_the_columns_of_lead_and_status(read):
    rows = read(
        """
        Ref | Action | Lead | Due | Status
        1. | *The* *wards* *are* *not* *safe.* | Executive lead: Jo Smith | < | Overall completion: May 2024
        1.1 | Assess all wards. | Ward Managers | 30/09/2024 | Complete
        1.2 | Show the map. | Matrons | 14/10/2024 | In progress
        2. | *Staff* *do* *not* *write* *it* *down.* | Executive lead: Al Jones | < | Overall completion: June 2024
        2.1 | Rewrite the policy. | Al Jones | 30/11/2024 | In progress
        """,
        fields="area_ref area action_ref lead_text extra",
    )
    first = {"Executive lead": "Jo Smith", "Overall completion": "May 2024"}
    second = {"Executive lead": "Al Jones", "Overall completion": "June 2024"}
    assert [(*row[:4], {k: v for k, v in row[4].items() if k != "Status"}) for row in rows] == [
        ("1", "The wards are not safe.", "1.1", "Ward Managers", first),
        ("1", "The wards are not safe.", "1.2", "Matrons", first),
        ("2", "Staff do not write it down.", "2.1", "Al Jones", second),
    ]


def test_the_paragraph_that_a_label_cites_is_no_text_of_the_area(read):
    rows = read(
        "Recommendation 1 (paragraph 4.27): The service should review its needs. | < | <\n"
        "Action | Lead | Due\nReview it. | Jo Smith | May 2024",
        fields="area_ref area",
    )
    assert rows == [("1", "The service should review its needs.")]


def test_the_next_number_is_not_below_the_area_above_the_headings(read):
    rows = read(
        "1. Leaders have not ensured that needs are met. | < | < | <\nRef | Action | Lead | Due\n"
        "1.1 | Write it. | Jo Smith | May 2024\n*2.* *Teaching* *of* *maths* | < | < | <\n2.1 | Count it. | Al Jones | June 2024",
        fields="area_ref area",
    )
    assert rows == [
        ("1", "Leaders have not ensured that needs are met."),
        ("2", "Teaching of maths"),
    ]


def test_a_lead_by_label_in_its_own_column_makes_no_head_of_the_rows_below(read):
    rows = read(
        "Ref | Action | Lead | Due\n1 | *Appoint* *a* *head* *soon.* | Lead: Jo Smith | Due: May 2024\n"
        "2 | Train all of the staff. | Al Jones | June 2024\n3 | Buy books. | Al Jones | June 2024",
        fields="action",
    )
    assert len(rows) == 3
