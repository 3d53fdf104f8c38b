# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Titles and sentences above separate tables."""

from __future__ import annotations

import pytest

HEAD = "Action | Who | When\n"
FIRST, SECOND = HEAD + "Recruit nurses | Jo | May 2024", HEAD + "Train everybody | Al | June 2024"
STAFFING = "The number of nurses on the wards was not appropriate."
RECORDS = "The records of patients were not kept up to date."


def test_a_title_and_one_sentence_above_each_table(read):
    rows = read(
        "*Regulation* *15:* *Premises*", STAFFING, FIRST, "*Regulation* *17:* *Records*", RECORDS, SECOND,
        fields="section area action",
    )  # fmt: skip
    assert rows == [
        ("Regulation 15: Premises", STAFFING, "Recruit nurses"),
        ("Regulation 17: Records", RECORDS, "Train everybody"),
    ]


def test_a_title_and_one_sentence_above_one_table_of_several_head_none(read):
    rows = read("*Premises*", STAFFING, FIRST, "Next.", SECOND, fields="area")
    assert rows == [(None,), (None,)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Premises", STAFFING),  # not set off by type
        ("*Premises*", "See the appendix."),  # too short to say what is wrong
        ("*Premises*", "The number of nurses on the wards"),  # no sentence
        ("*Premises* *are* *poor.*", STAFFING),  # a sentence is no title
    ],
)
def test_what_states_nothing_above_each_table(read, title, text):
    rows = read(title, text, FIRST, title, text, SECOND, fields="area")
    assert rows == [(None,), (None,)]


def test_a_label_on_its_own_above_what_it_names(read):
    rows = read(
        "*Recommendation* *1*", STAFFING, FIRST, "*Recommendation* *2*", RECORDS, SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [(None, "1", STAFFING), (None, "2", RECORDS)]


@pytest.mark.parametrize("line", ["Agency response:", "Action plan", "Agreed actions:", "Progress"])
def test_a_heading_of_the_answers_is_no_area(read, line):
    rows = read(
        f"Recommendation 1: {STAFFING}", line, FIRST, f"Recommendation 2: {RECORDS}", line, SECOND,
        fields="area",
    )  # fmt: skip
    assert rows == [(STAFFING,), (RECORDS,)]


def test_words_about_progress_are_no_heading_of_the_answers(read):
    text, more = "The trust has trained its nurses but has not made", "good progress with records"
    rows = read(
        f"Recommendation 1: {text}", more, FIRST, f"Recommendation 2: {RECORDS}", SECOND,
        fields="area",
    )  # fmt: skip
    assert rows == [(f"{text} {more}",), (RECORDS,)]


def test_sections_that_stand_under_an_area_leave_it_standing(build, read):
    def large(text):
        line = build.document(f"*{text}*").body[0]
        words = tuple(word._replace(size=12, bold=True) for word in line.words)
        return type(line)(words)

    rows = read(
        large("Area of significant weakness 1: Plans are late."), "*Outcome* *1A:* *Prompt*", FIRST,
        "*Outcome* *1B:* *Good*", SECOND,
        large("Area of significant weakness 2: Waits are long."), "*Outcome* *2A:* *Short*", FIRST,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [
        ("Outcome 1A: Prompt", "1", "Plans are late."),
        ("Outcome 1B: Good", "1", "Plans are late."),
        ("Outcome 2A: Short", "2", "Waits are long."),
    ]


def test_a_label_without_a_number_above_what_is_to_improve(read):
    rows = read(
        f"*Area* *for* *improvement:* {STAFFING}", FIRST, f"*Area* *for* *improvement:* {RECORDS}", SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [(None, None, STAFFING), (None, None, RECORDS)]


def test_a_title_in_small_letters_behind_such_a_label_is_none(read):
    rows = read("Areas for improvement: force response", FIRST, "Next.", SECOND, fields="area")
    assert rows == [(None,), (None,)]


@pytest.fixture(scope="module")
def sized(build):
    """A line of the body in type of a size; *bold* words as everywhere."""

    def line(size, text):
        made = build.document(text).body[0]
        return type(made)(tuple(word._replace(size=size) for word in made.words))

    return line


def test_a_title_between_a_label_and_the_sentence_under_it_is_no_text_of_the_area(read, sized):
    rows = read(
        sized(14, "*Causes* *of* *concern*"), sized(12, "*Cause* *of* *concern* *1:* *Reviews*"), STAFFING, FIRST,
        sized(14, "*Areas* *for* *improvement*"), sized(12, "*Area* *for* *improvement* *1:* *Data*"), RECORDS, SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [
        ("Causes of concern", "1", STAFFING),
        ("Areas for improvement", "1", RECORDS),
    ]


def test_the_title_of_the_document_is_not_the_section_of_its_first_area(read, sized):
    rows = read(
        sized(16, "*Plan* *of* *the* *trust*"), sized(12, "*Finding* *1:* *Reviews*"), STAFFING, FIRST,
        sized(12, "*Finding* *2:* *Data*"), RECORDS, SECOND, fields="section area_ref",
    )  # fmt: skip
    assert rows == [("Reviews", "1"), ("Data", "2")]


def test_owners_by_label_above_each_table_are_told_of_its_actions(plan_of):
    plan = plan_of(
        f"AFI 1 {STAFFING}", "Strategic owner: Deputy Principal", FIRST,
        f"AFI 2 {RECORDS}", "Strategic owner: Head of Estates", SECOND,
    )  # fmt: skip
    assert [(a.area_ref, a.area, dict(a.extra)) for a in plan.actions] == [
        ("AFI 1", STAFFING, {"Strategic owner": "Deputy Principal"}),
        ("AFI 2", RECORDS, {"Strategic owner": "Head of Estates"}),
    ]


def test_a_lead_by_label_is_the_lead_where_no_column_is(read):
    head = "Action | When | Cost\n"
    rows = read(
        f"Finding 1: {STAFFING}", "Lead officer: Jo Smith", f"{head}Recruit nurses | May 2024 | £5",
        f"Finding 2: {RECORDS}", "Lead officer: Al Jones", f"{head}Train everybody | June 2024 | £6",
        fields="area_ref lead_text",
    )  # fmt: skip
    assert rows == [("1", "Jo Smith"), ("2", "Al Jones")]


def test_a_label_above_one_table_or_with_a_blank_to_fill_in_is_no_fact(plan_of):
    plan = plan_of(
        f"Finding 1: {STAFFING}", "Printed: 3 May 2024", "Signed: ________", FIRST,
        f"Finding 2: {RECORDS}", "Signed: ________", SECOND,
    )  # fmt: skip
    assert [dict(a.extra) for a in plan.actions] == [{}, {}]


def test_a_bare_label_among_numbered_ones(read):
    rows = read(
        "*Area* *for* *improvement* *1*", STAFFING, FIRST, "*Cause* *of* *concern*", RECORDS, SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [(None, "1", STAFFING), (None, None, RECORDS)]


@pytest.mark.parametrize(
    "line",
    [
        "Section 5 inspection 18 and 19 June 2024. The school requires improvement.",
        "Regulation 28 report to prevent future deaths: Mr Daniel Ferreira",
    ],
)
def test_a_number_in_prose_makes_no_heading(read, line):
    assert read(line, "The board met in May.", FIRST, fields="section area") == [(None, None)]


def test_a_title_above_every_sentence_is_its_label(read, sized):
    said = "*What* *CQC* *said*"
    rows = read(
        sized(14, "*Theme* *1:* *Assessment*"), said, STAFFING, FIRST, said, RECORDS, SECOND,
        sized(14, "*Theme* *2:* *Support*"), said, RECORDS, FIRST,
        fields="section area",
    )  # fmt: skip
    assert rows == [
        ("Theme 1: Assessment", STAFFING),
        ("Theme 1: Assessment", RECORDS),
        ("Theme 2: Support", RECORDS),
    ]


def test_the_rule_below_what_was_broken_goes_with_it(read, sized):
    rows = read(
        sized(13, "*Acute* *wards*"), f"*M1* {STAFFING}", sized(8, "Regulation 18: Staffing"), FIRST,
        f"*M2* {RECORDS}", sized(8, "Regulation 17: Good governance"), SECOND,
        fields="area_ref area",
    )  # fmt: skip
    assert rows == [
        ("M1", f"{STAFFING}\nRegulation 18: Staffing"),
        ("M2", f"{RECORDS}\nRegulation 17: Good governance"),
    ]


def test_banners_under_a_stated_area_are_its_sections(read):
    head = "Ref | Action | Who | When\n"
    first = (
        head
        + "1A Demand | < | < | <\n1.1 | Recruit nurses | Jo | May 2024\n1B Support | < | < | <\n1.2 | Open a line | Al | May 2024"
    )
    rows = read(
        "*Priority* *action* *1:* *Waits*", STAFFING, first,
        "*Priority* *action* *2:* *Plans*", RECORDS, head + "2.1 | Train everybody | Al | June 2024",
        fields="section area_ref action_ref",
    )  # fmt: skip
    assert rows == [("1A Demand", "1", "1.1"), ("1B Support", "1", "1.2"), ("Plans", "2", "2.1")]


def test_a_heading_above_a_banner_that_is_an_area_is_its_section(read):
    head = "Ref | Action | Who | When\n"
    rows = read(
        "*Cause* *of* *concern* *1:* *Prevention*", STAFFING,
        head + "Recommendation 1: By May the service should plan its work. | < | < | <\nP1 | Write a plan | Jo | May 2024",
        "*Cause* *of* *concern* *2:* *Values*", RECORDS,
        head + "Recommendation 2: By June the service should train its staff. | < | < | <\nP2 | Train everybody | Al | June 2024",
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [
        ("Cause of concern 1: Prevention", "1", "By May the service should plan its work."),
        ("Cause of concern 2: Values", "2", "By June the service should train its staff."),
    ]


def test_the_heading_above_a_table_without_a_column_of_areas_is_its_area(read):
    rows = read(
        f"Recommendation 1: {STAFFING}", FIRST,
        "Finding | Action | Who | When\nRecords are late | Train everybody | Al | June 2024",
        fields="area_ref area",
    )  # fmt: skip
    assert rows == [("1", STAFFING), (None, "Records are late")]


def test_one_title_above_every_table_tells_none_apart(read):
    title = "*CORRECTIVE* *ACTION* *PLAN*"
    rows = read(title, FIRST, title, SECOND, title, FIRST, title, SECOND, fields="section area")
    assert rows == [(None, None)] * 4


def test_what_management_answers_under_a_heading_of_its_own_is_no_area(read):
    rows = read(
        "*Recommendation* *1.0*", STAFFING, "*Management* *Response*", "Agreed. It was not clear who does what.",
        "*Action* *Plan*", "We will write down who does what.", FIRST,
        "*Recommendation* *2.0*", RECORDS, "*Management* *Response*", "Agreed. We will do so by May.",
        "*Action* *Plan*", "We will ask for it in writing.", SECOND,
        fields="area_ref area",
    )  # fmt: skip
    assert rows == [("1.0", STAFFING), ("2.0", RECORDS)]


def test_what_one_wants_under_an_aim_is_no_area(read):
    wish = "We want people to be and to feel safe in their homes."
    rows = read(
        "*2.1* *Aim:* *Safe*", wish, FIRST, "*2.2* *Aim:* *Heard*", wish, SECOND,
        fields="section area",
    )  # fmt: skip
    assert rows == [("2.1 Aim: Safe", None), ("2.2 Aim: Heard", None)]


def test_a_code_that_numbers_actions_below_it_is_the_reference_of_the_area(read, sized):
    head = "No. | Action | Owner | Deadline\n"
    rows = read(
        sized(14, "*Safety* *Standard*"), sized(12, "*SQ1* *Electrical* *safety*"), STAFFING, head + "SQ1.1 | Look at all homes. | Jo | May 2024",
        sized(12, "*SQ2* *Repairs*"), RECORDS, head + "SQ2.1 | Mend all roofs. | Al | May 2024",
        sized(14, "*Influence* *Standard*"), sized(12, "*TI1* *Complaints*"), STAFFING, head + "TI1.1 | Answer in time. | Jo | May 2024",
        fields="section area_ref area action_ref",
    )  # fmt: skip
    assert rows == [
        ("Safety Standard", "SQ1", STAFFING, "SQ1.1"),
        ("Safety Standard", "SQ2", RECORDS, "SQ2.1"),
        ("Influence Standard", "TI1", STAFFING, "TI1.1"),
    ]


def test_a_title_with_a_code_above_two_sentences(read):
    rows = read(
        "*IEA* *2:* *Staffing*", STAFFING, RECORDS, FIRST, "*IEA* *4:* *Data*", RECORDS, STAFFING, SECOND,
        fields="section area_ref area",
    )  # fmt: skip
    assert rows == [
        ("Staffing", "IEA 2", f"{STAFFING}\n{RECORDS}"),
        ("Data", "IEA 4", f"{RECORDS}\n{STAFFING}"),
    ]


def test_titles_larger_than_the_tables_head_them_though_they_are_not_bold(read, sized):
    rows = read(
        "*A* *plan*", sized(13, "Urgent care"), FIRST, sized(13, "Medical care"), SECOND, fields="section"
    )  # fmt: skip
    assert rows == [("Urgent care",), ("Medical care",)]


def test_lines_of_the_size_of_the_tables_head_none(read):
    rows = read("*A* *plan*", "Urgent care", FIRST, "Medical care", SECOND, fields="section")
    assert rows == [(None,), (None,)]


def test_a_warning_notice_is_no_section(read):
    rows = read("*Section* *29A* *Warning* *Notice:* *Action* *Plan*", FIRST, fields="section")
    assert rows == [(None,)]


def test_a_title_between_label_and_sentence_is_no_section_where_others_stand(read, sized):
    rows = read(
        sized(16, "*Theme* *1:* *Safety*"), sized(12, "*Finding* *1:* *Reviews*"), STAFFING, FIRST,
        sized(12, "*Finding* *2:* *Data*"), RECORDS, SECOND, fields="section area_ref",
    )  # fmt: skip
    assert rows == [("Theme 1: Safety", "1"), ("Theme 1: Safety", "2")]


@pytest.mark.parametrize(
    "line",
    [
        "The actions below were agreed with the governors in May",
        "Headteacher: Jo Smith",
        "Reviewed by the board on 12 May 2024",
    ],
)
def test_prose_facts_and_dates_larger_than_the_tables_head_none(read, sized, line):
    rows = read("*A* *plan*", sized(12, line), FIRST, sized(12, line), SECOND, fields="section")
    assert rows == [(None,), (None,)]
