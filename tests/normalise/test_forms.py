# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Forms: each action a block of labels with values beside them."""

from __future__ import annotations

import pytest

from actionplans.errors import NoActionTableError
from actionplans.normalise.forms import as_tables
from actionplans.normalise.text import document_words

TWO_COLUMNS = """
Recommendation | The trust should feed its patients better.
Action | Hire a cook for both kitchens.
Responsible officer | Jo Smith
Target date | May 2024
Recommendation | The trust should mend its roof.
Action | Ask three builders for an offer.
Responsible officer | Al Jones
Target date | June 2024
"""
ACTIONS = [
    ("The trust should feed its patients better.", "Hire a cook for both kitchens.", "Jo Smith", "May 2024"),
    ("The trust should mend its roof.", "Ask three builders for an offer.", "Al Jones", "June 2024"),
]  # fmt: skip
FIELDS = "area action lead_text due_text"


def test_a_form_of_two_columns(read):
    assert read(TWO_COLUMNS, fields=FIELDS) == ACTIONS


def test_a_form_of_two_columns_in_a_table_for_each_action(read):
    first, second = TWO_COLUMNS.strip().split("\nRecommendation | The trust should mend")
    rows = read(first, "Between.", f"Recommendation | The trust should mend{second}", fields=FIELDS)
    assert rows == ACTIONS


def test_two_pairs_side_by_side(read):
    rows = read(
        """
        Recommendation | The trust should feed its patients better. | < | <
        Action | Hire a cook for both kitchens. | < | <
        Responsible officer | Jo Smith | Target date | May 2024
        Recommendation | The trust should mend its roof. | < | <
        Action | Ask three builders for an offer. | < | <
        Responsible officer | Al Jones | Target date | June 2024
        """,
        fields=FIELDS,
    )
    assert rows == ACTIONS


def test_labelled_blocks_under_titles(build, read):
    def block(number, action):
        return build.grid(
            f"Action code | HM0{number}/02\nDue date | 0{number}-Dec-24\nAction | {action}\nAssigned to | Jo Smith\nStatus | In progress",
            detector="labelled blocks",
        )

    rows = read(
        "*Theme* *1:* *Food*", block(1, "Hire a cook"), "*Theme* *2:* *Buildings*", block(2, "Mend the roof"),
        fields="section action_ref action due_text lead_text status",
    )  # fmt: skip
    assert rows == [
        ("Theme 1: Food", "HM01/02", "Hire a cook", "01-Dec-24", "Jo Smith", "in progress"),
        ("Theme 2: Buildings", "HM02/02", "Mend the roof", "02-Dec-24", "Jo Smith", "in progress"),
    ]


def test_a_value_that_goes_on_in_the_row_below(read):
    rows = read(
        TWO_COLUMNS.replace("for both kitchens.\n", "for both\n | kitchens.\n"), fields=FIELDS
    )
    assert rows == ACTIONS


def test_a_label_that_one_block_lacks_is_blank_there(read):
    rows = read(TWO_COLUMNS.replace("Responsible officer | Al Jones\n", ""), fields=FIELDS)
    assert rows == [ACTIONS[0], (*ACTIONS[1][:2], None, "June 2024")]


def test_labels_that_a_plan_does_not_know_are_no_form(read):
    with pytest.raises(NoActionTableError):
        read(TWO_COLUMNS.replace("Action", "Wotsit"))


def test_one_block_is_no_form(read):
    with pytest.raises(NoActionTableError):
        read(TWO_COLUMNS.strip().split("\nRecommendation | The trust should mend")[0])


def test_headings_side_by_side_are_a_table_however_often_they_are_printed(build):
    head = "Action | Lead | Due | Status"
    rows = f"{head}\nHire a cook | Jo | May 2024 | Open\n{head}\nBuy beds | Al | May 2024 | Open\n{head}"
    document = build.document(build.grid(rows))
    assert as_tables(document) is document


def test_labels_become_headings_and_no_value_is_lost(build):
    document = build.document(build.grid(TWO_COLUMNS))
    [table] = as_tables(document).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Recommendation", "Action", "Responsible officer", "Target date"]  # fmt: skip
    assert table.rows[0].header
    assert all(row.whole for row in table.rows[1:])
    values = {word for word in document_words(document) if word.x0 > 150}
    assert values <= set(document_words(as_tables(document)))


def test_labels_within_cells_and_text_before_them(read):
    """The improvement plans of care homes in Northern Ireland."""

    def block(number, rule, area, date, answer):
        left = f"*Area* *for* *improvement* *{number}* / *Ref:* {rule} / *Stated:* First time / *To* *be* *completed* *by:* / {date}"
        right = f"{area} / *Response* *by* *registered* *person* *detailing* *the* *actions* *taken:* / {answer}"
        return f"{left} | {right}\n"

    rows = read(
        "*Action* *required* *under* *the* *Regulations* | <\n"
        + block(1, "Regulation 13 (7)", "The person shall keep the home clean.", "1 June 2024", "Staff were told.")
        + block(2, "Regulation 20", "The person shall roster enough staff.", "2 July 2024", "A rota is in use."),
        fields="section area_ref area due_text action",
    )  # fmt: skip
    section = "Action required under the Regulations"
    assert rows == [
        (
            section,
            "Area for improvement 1",
            "The person shall keep the home clean.",
            "1 June 2024",
            "Staff were told.",
        ),
        (
            section,
            "Area for improvement 2",
            "The person shall roster enough staff.",
            "2 July 2024",
            "A rota is in use.",
        ),
    ]


def test_the_caption_of_a_card_is_its_reference(read):
    first, second = (
        f"What we will do | {text}\nResponsible | {who}\nTimescale | {when}"
        for text, who, when in (("Hire a cook.", "Jo Smith", "May 2024"), ("Mend the roof.", "Al Jones", "June 2024"))
    )  # fmt: skip
    rows = read("*Action* *1.1*", first, "*Action* *1.2*", second)
    assert rows == [
        (None, "1.1", "Hire a cook.", "May 2024", "Jo Smith"),
        (None, "1.2", "Mend the roof.", "June 2024", "Al Jones"),
    ]


def test_labels_that_name_the_one_or_the_other_body_ask_the_same(read, build):
    def block(who, area, action):
        return (
            f"*The* *{who}* *is* *failing* *to* *comply* *with* *a* *regulatory* *requirement* *in* *the* *following* *respect:* | {area}\n"
            f"*Please* *state* *the* *actions* *you* *have* *taken* *or* *are* *planning* *to* *take:* | {action}\n"
            "*Proposed* *Timescale:* | 23/10/2016"
        )

    rows = read(
        build.grid(block("Provider", "Support was poor.", "Hire a cook."), detector="labelled blocks"),
        "Between.",
        build.grid(block("Manager", "The roof leaked.", "Mend the roof."), detector="labelled blocks"),
        fields="area action due_text",
    )  # fmt: skip
    assert rows == [
        ("Support was poor.", "Hire a cook.", "23/10/2016"),
        ("The roof leaked.", "Mend the roof.", "23/10/2016"),
    ]


def test_labels_by_their_colons_where_recognition_tells_no_type(build):
    from dataclasses import replace

    from actionplans.normalise.normalise import to_plan

    def block(number, rule, area, date, answer):
        left = f"Area for improvement {number} / Ref: {rule} / Stated: First time / To be completed by: / {date}"
        return f"{left} | {area} / Ref: 5.2.2\n^ | Response by registered person detailing the actions / taken: / {answer}\n"

    table = build.grid(
        block(1, "Regulation 13 (7)", "The person shall keep the home clean.", "1 June 2024", "Staff were told.")
        + block(2, "Regulation 20", "The person shall roster enough staff.", "2 July 2024", "A rota is in use.")
    )  # fmt: skip
    plan = to_plan(replace(build.document(table), text_layer="ocr"))
    assert [(a.area_ref, a.action, a.due_text, a.extra) for a in plan.actions] == [
        ("Area for improvement 1", "Staff were told.", "1 June 2024", {"Ref": "Regulation 13 (7)", "Stated": "First time"}),
        ("Area for improvement 2", "A rota is in use.", "2 July 2024", {"Ref": "Regulation 20", "Stated": "First time"}),
    ]  # fmt: skip


def questions(regulation, finding, action, lead, due):
    bold = "*How* *will* *people* *be* *affected* *until* *this* *date?*"
    return f"""
        *Regulated* *activity* | *Regulation*
        Personal care | {regulation}
        *How* *the* *regulation* *was* *not* *being* *met:* | <
        {finding} | <
        *Please* *describe* *clearly* *the* *action* *you* *are* *going* *to* *take* *to* *meet* *the* *regulation* | <
        {action} | <
        *Who* *is* *responsible* *for* *the* *action?* | {lead}
        *Date* *actions* *will* *be* *completed:* | {due}
        {bold} | <
        People may wait. | <
    """


def test_questions_in_bold_above_their_answers(read):
    rows = read(
        questions("Regulation 12", "Risks were not assessed.", "Write new plans.", "Jo Smith", "May 2025"), "Next.",
        questions("Regulation 18", "There were too few staff.", "Recruit nurses.", "Al Jones", "June 2025"),
        fields="area action lead_text due_text extra",
    )  # fmt: skip
    more = {
        "Regulated activity": "Personal care",
        "How will people be affected until this date?": "People may wait.",
    }
    assert rows == [
        ("Risks were not assessed.", "Write new plans.", "Jo Smith", "May 2025", {**more, "Regulation": "Regulation 12"}),
        ("There were too few staff.", "Recruit nurses.", "Al Jones", "June 2025", {**more, "Regulation": "Regulation 18"}),
    ]  # fmt: skip


def test_a_title_printed_again_on_a_new_page_is_no_section(read):
    rows = read(
        """
        Improvement plan | <
        Care standards | <
        Area for improvement | The home should feed its residents better.
        Action | Hire a cook.
        Timescale | May 2024
        ---
        Improvement plan | <
        Area for improvement | The home should mend its roof.
        Action | Ask three builders.
        Timescale | End of June 2024
        """,
        fields="section action due_text",
    )
    assert rows == [
        ("Care standards", "Hire a cook.", "May 2024"),
        ("Care standards", "Ask three builders.", "End of June 2024"),
    ]


def test_headings_printed_twice_in_a_table_of_one_row_are_no_form(build):
    head = "No. | Action | Owner | Completion date | Status | How we will measure success\n"
    document = build.document(build.grid(head + head + "8.1 | Change the rota | Jo Smith | May 2025 | Done | Rota seen"))  # fmt: skip
    assert as_tables(document) == document


def test_a_row_of_labels_of_which_one_is_there_already_begins_a_block(build):
    table = """
        *Recommendation* | Plans are late.
        *Action* | Write plans.
        *Target* *date* | May 2024
        *Responsible* *officer* | *Action*
        Jo Smith | Mend the roof.
    """
    tables = as_tables(build.document(build.grid(table), "Next.", build.grid(table))).tables
    assert all("form" in " ".join(each.evidence) for each in tables)


BARS = """
Recommendation {first} (2.18) | <
Concern | The trust should feed its patients better.
Response | Accepted
Action | Hire a cook for both kitchens.
Owner | Jo Smith
Target date | May 2024
Progress |
Recommendation {second} (2.26) | <
Concern | The trust should mend its roof.
Response | Accepted
Action | Ask three builders for an offer.
Owner | Al Jones
Target date | June 2024
Progress | Two have answered.
"""


def test_a_numbered_bar_begins_a_block_and_fills_no_label_above_it(plan_of):
    plan = plan_of(
        "*Concerns*",
        BARS.format(first=1, second=2),
        "*Recommendations*",
        BARS.format(first=3, second=4),
    )
    rows = [(a.section, a.area_ref, a.area, a.extra.get("Progress")) for a in plan.actions]
    assert [row[0] for row in rows] == ["Concerns", "Concerns", "Recommendations", "Recommendations"]  # fmt: skip
    assert [row[3] for row in rows] == [None, "Two have answered."] * 2
    assert all(ref and str(n) in ref for n, (_, ref, _, _) in enumerate(rows, start=1))
    assert rows[0][2] == "The trust should feed its patients better."


def test_blocks_under_numbered_headings_without_dates(build, read):
    def block(number, area, answer):
        return build.grid(
            f"Recommendation {number} | {area}\nOur original response: | {answer}\nUpdated response: | It is done.",
            detector="labelled blocks",
        )

    rows = read(
        block(1, "The office should say what it is for.", "We will consult on a statement."),
        block(2, "The office should recruit more widely.", "We will advertise in other places."),
        fields="area_ref area action extra",
    )
    assert [row[1:] for row in rows] == [
        ("The office should say what it is for.", "We will consult on a statement.", {"Updated response": "It is done."}),
        ("The office should recruit more widely.", "We will advertise in other places.", {"Updated response": "It is done."}),
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["Recommendation 1", "Recommendation 2"]


def test_a_value_that_a_page_end_cut_goes_on_in_a_row_of_its_own(read):
    rows = read(
        """
        Recommendation | The trust should feed its patients better.
        Responsible officer | Jo Smith
        Target date | May 2024
        Action | Hire a cook for both kitchens, and ask the
        ---
        patients what they want to eat. | <
        Recommendation | The trust should mend its roof.
        Responsible officer | Al Jones
        Target date | June 2024
        Action | Ask three builders for an offer.
        """,
        fields="action section",
    )
    assert rows == [
        ("Hire a cook for both kitchens, and ask the patients what they want to eat.", None),
        ("Ask three builders for an offer.", None),
    ]


QUESTIONS = """
*Regulated* *activity* | *Regulation*
Surgical procedures | Regulation {number} HSCA 2008
*How* *the* *regulation* *was* *not* *met:* {met} | <
*Please* *describe* *the* *action* *you* *will* *take* | <
1) {one} / 2) {two} | <
*Who* *is* *responsible* *for* *the* *action?* | Jo Smith
*How* *will* *you* *make* *sure* *that* *it* *lasts?* | <
An audit each month. | <
*Who* *is* *responsible?* | Chief Nurse
*Date* *actions* *will* *be* *completed:* | 31 October 2013
"""


def test_questions_in_bold_over_and_over_in_one_table_are_labels(read):
    forms = [
        QUESTIONS.format(number=number, met=f"Plans were late in {number} wards.", one=f"Hire {number} nurses.", two="Train them all.")
        for number in (9, 10, 13)
    ]  # fmt: skip
    table = "Account number | RK7\nTrust name | Marsh Edge" + "".join(forms)
    rows = read(table, fields="area action_ref action lead_text due_text")
    assert rows[:2] == [
        ("Plans were late in 9 wards.", "1", "Hire 9 nurses.", "Jo Smith", "31 October 2013"),
        ("Plans were late in 9 wards.", "2", "Train them all.", "Jo Smith", "31 October 2013"),
    ]
    assert len(rows) == 6


def test_a_title_over_labels_is_none_however_often_it_is_printed(read):
    blocks = "".join(
        f"\n*Action* *to* *comply* *with* *the* *Act* | <\n*Finding* | Room {n} was cold.\n*Action* | Mend heater {n}.\n*Owner* | Jo\n*Due* | May 2024"
        for n in (1, 2, 3)
    )
    rows = read(blocks.strip(), fields="section area action")
    assert rows[0] == ("Action to comply with the Act", "Room 1 was cold.", "Mend heater 1.")
    assert len(rows) == 3


def test_bars_may_begin_their_numbers_again_under_the_next_title(read):
    def bar(number, action):
        return f"Recommendation {number} | <\nAction | {action}\nOwner | Jo Smith\nTarget date | May 2024\n"

    table = (
        "The priority of reading | <\n" + bar(1, "Train all the staff.") + bar(2, "Buy more books.")
        + "The priority of maths | <\n" + bar(1, "Hire a teacher.") + bar(2, "Buy tablets.")
    )  # fmt: skip
    rows = read(table, fields="area_ref action_ref action")
    numbers = [(area or own).rpartition(" ")[2] for area, own, _ in rows]
    assert numbers == ["1", "2", "1", "2"]


CARD = "Lead: | Jo Smith\nTimescale: | May {year}\nEvidence: | A list\n"


def test_what_stands_above_a_form_is_its_action(read, build):
    cards = [build.grid(CARD.format(year=2024 + n), detector="labelled blocks") for n in range(3)]
    rows = read(
        "*Recommendation* *1:* *Make* *it* *clear.*", "1.1 Write a plan for all", "of the year.", cards[0],
        "1.2 Read it.", cards[1], "*Recommendation* *2:* *Make* *it* *last.*", "2.1 Look again.", cards[2],
    )  # fmt: skip
    assert rows == [
        ("1", "1.1", "Write a plan for all of the year.", "May 2024", "Jo Smith"),
        ("1", "1.2", "Read it.", "May 2025", "Jo Smith"),
        ("2", "2.1", "Look again.", "May 2026", "Jo Smith"),
    ]


def test_the_title_of_a_card_without_an_action_is_what_is_to_be_done(read):
    cards = [
        f"*R{n}.1* Meet the families. | < | <\n*Lead* / Jo Smith | *Timescale* / May 202{n} | *Evidence* / A list"
        for n in (4, 5)
    ]
    rows = read(
        "*Requirement* *R4.* Meet more.", cards[0], "*Requirement* *R5.* Meet all.", cards[1]
    )
    assert [row[:4] for row in rows] == [
        ("R4", "R4.1", "Meet the families.", "May 2024"),
        ("R5", "R5.1", "Meet the families.", "May 2025"),
    ]


def test_paragraphs_without_a_reference_above_forms_are_no_actions(build):
    from actionplans.errors import NoActionTableError
    from actionplans.normalise.normalise import to_plan

    cards = [build.grid(CARD.format(year=2024 + n), detector="labelled blocks") for n in range(2)]
    with pytest.raises(NoActionTableError):
        to_plan(build.document("The board met.", cards[0], "It met again.", cards[1]))


def test_a_code_in_a_label_is_its_number(read):
    block = "*Recommendation* *{code}* | The council should {what}.\n*Criteria* | Finance\n*Management* *response* *and* *action* | It will be done by {who}.\n*Responsible* *officer* | {who}\n*Due* *date* | May 2024\n"
    rows = read(
        "*Key* *recommendations*",
        block.format(code="SR1", what="save", who="Jo Smith") + block.format(code="SR2", what="spend", who="Al Jones"),
        "*Other* *recommendations*",
        block.format(code="KR1", what="plan", who="Jo Smith"),
    )  # fmt: skip
    assert [(ref, lead) for ref, *_, lead in rows] == [
        ("Recommendation SR1", "Jo Smith"),
        ("Recommendation SR2", "Al Jones"),
        ("Recommendation KR1", "Jo Smith"),
    ]


def test_the_label_with_the_number_of_a_block_opens_it_and_is_no_front(read):
    block = "*Requirement* *{n}* | Care must be planned.\n*Regulation* | Regulation 12\n*What* *we* *will* *do* | Review it {n} times.\n*Person* *responsible* | Jo Smith\n*To* *be* *completed* *by* | May 2024\n"
    rows = read(
        block.format(n=1) + block.format(n=2), "between", block.format(n=3) + block.format(n=4)
    )
    assert [row[0] for row in rows] == [f"Requirement {n}" for n in (1, 2, 3, 4)]


def test_boxes_of_document_control_beside_a_plan_are_no_actions(read, build):
    box = build.grid("Lead: | Jo Smith\nDate: | May 2024", detector="labelled blocks")
    rows = read(
        "1.1 Introduction to the plan", box, "Action | Lead | Due\nTrain staff. | Al Jones | May 2024",
        "1.2 Version control of the plan", box, fields="action",
    )  # fmt: skip
    assert rows == [("Train staff.",)]
