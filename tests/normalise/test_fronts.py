# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Titles across the table and facts by label, above the headings or among the rows."""

from __future__ import annotations

import pytest

from actionplans.normalise.facts import labelled_cell, labelled_text, title_and_beside
from actionplans.normalise.normalise import to_plan
from actionplans.normalise.text import plain

HEAD = "Ref | Action | Lead | Due | RAG"


def test_a_title_across_the_table_with_a_verdict_at_its_end(read):
    rows = read(
        f"""
        {HEAD} | Response
        The trust should feed its patients better. | < | < | < | < | Agreed
        1.1 | Hire a cook. | Jo Smith | May 2024 | Green |
        1.2 | Buy an oven. | Al Jones | June 2024 | Red |
        The trust should mend the roof of its old wing. | < | < | < | < | Partly agreed
        2.1 | Ask three builders. | Al Jones | July 2024 | Amber |
        """,
        fields="area action_ref extra",
    )
    food, roof = "The trust should feed its patients better.", "The trust should mend the roof of its old wing."  # fmt: skip
    assert rows == [
        (food, "1.1", {"Response": "Agreed"}),
        (food, "1.2", {"Response": "Agreed"}),
        (roof, "2.1", {"Response": "Partly agreed"}),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "We shall buy an oven | < | < | as soon as there is money | Red",  # more than a verdict
        "1.1 | Buy an oven | < | < | <",  # the title does not begin the row
        "Leadership | < | Jo | May 2024 | Red",  # it runs over less than most columns
        "^ | Leadership | < | < | <",
    ],
)
def test_what_is_no_title_across_the_table(build, row):
    assert title_and_beside(build.grid(row).rows[0]) is None


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ("Finding | Eleven of the 28 users had left. | < | <", "Finding"),
        ("Root cause: | Nobody had told the office. | < | <", "Root cause"),
        ("Jo Smith | Eleven of the 28 users had left. | < | <", None),
        ("Finding | Eleven of the 28 users had left. | | ", None),
        ("Finding | Eleven users | had left. | <", None),
    ],
)
def test_a_row_of_a_label_and_a_text(build, row, label):
    found = labelled_cell(build.grid(row).rows[0])
    assert (found and found[0]) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Outcome: every child is seen", "Outcome"),
        ("Success criteria – every child is seen", "Success criteria"),
        ("Priority 1: Leadership", None),
        ("Recommendation: see every child", None),  # says what the rows are under
        ("Outcome", None),
    ],
)
def test_a_banner_of_a_label_and_a_text(build, text, label):
    found = labelled_text(build.grid(f"{text} | x").rows[0].cells[0].lines)
    assert (found and found.label) == label
    assert not found or plain(found.text) == "every child is seen"


def test_a_banner_that_states_a_fact_is_an_extra_of_the_rows_below(build):
    table = build.grid(
        f"""
        {HEAD}
        Priority 1: Leadership | < | < | < | <
        Outcome: every child is seen in time | < | < | < | <
        1.1 | Hire a cook. | Jo Smith | May 2024 | Green
        1.2 | Buy an oven. | Al Jones | June 2024 | Green
        Priority 2: Practice | < | < | < | <
        2.1 | Ask three builders. | Al Jones | June 2024 | Green
        """
    )
    actions = to_plan(build.document(table)).actions
    outcome = {"Outcome": "every child is seen in time"}
    assert [(a.section, a.action_ref, a.extra) for a in actions] == [
        ("Priority 1: Leadership", "1.1", outcome),
        ("Priority 1: Leadership", "1.2", outcome),
        ("Priority 2: Practice", "2.1", {}),
    ]


FINDING = """
{title} | < | < | High
Finding | {finding} | < | <
Risk | {risk} | < | <
Agreed action | Responsible officer | Target date | Status
{action} | Jo Smith | May 2024 | Open
"""
TWO_FINDINGS = FINDING.format(
    title="1. Access rights", finding="Eleven of the 28 users had left.", risk="Data are lost.",
    action="Close the accounts of leavers.",
) + FINDING.strip().format(
    title="2. Backups", finding="No backup was ever tried.", risk="Work cannot go on.",
    action="Try the backup each month.",
)  # fmt: skip


def test_findings_of_an_audit_each_with_headings_of_their_own(read):
    rows = read(TWO_FINDINGS, fields="section area_ref area action extra")
    assert [row[3] for row in rows] == ["Close the accounts of leavers.", "Try the backup each month."]  # fmt: skip
    assert [(row[1], row[2]) for row in rows] == [("1", "Access rights"), ("2", "Backups")]
    assert [(row[4]["Finding"], row[4]["Risk"]) for row in rows] == [
        ("Eleven of the 28 users had left.", "Data are lost."),
        ("No backup was ever tried.", "Work cannot go on."),
    ]


def test_a_finding_by_label_without_a_title_is_the_area(read):
    rows = read(
        """
        Finding | Eleven of the 28 users had left. | < | <
        Agreed action | Responsible officer | Target date | Status
        Close the accounts of leavers. | Jo Smith | May 2024 | Open
        """,
        fields="area action",
    )
    assert rows == [("Eleven of the 28 users had left.", "Close the accounts of leavers.")]


def titled(title):
    return (
        f"{title} | < | < | <\nAction | Lead | Due | RAG\nHire a cook | Jo Smith | May 2024 | Green"
    )


@pytest.mark.parametrize(
    ("titles", "sections"),
    [
        (["Leadership", "Practice"], ["Leadership", "Practice"]),
        (["Improvement plan of the trust"], [None]),
        (["Priority 1: Leadership"], ["Priority 1: Leadership"]),
    ],
)
def test_titles_above_headings_are_sections_where_they_tell_parts_apart(read, titles, sections):
    between = [part for title in titles for part in ("A line between.", titled(title))]
    assert [row[0] for row in read(*between, fields="section")] == sections


def test_a_title_printed_again_with_the_headings_is_dropped(plan_of):
    page = "Priority 1: Leadership | < | < | <\nAction | Lead | Due | RAG\n"
    plan = plan_of(
        page + "Hire a cook | Jo Smith | May 2024 | Green\n---\n"
        + page + "Buy an oven | Al Jones | June 2024 | Green"
    )  # fmt: skip
    assert [(a.section, a.action) for a in plan.actions] == [
        ("Priority 1: Leadership", "Hire a cook"),
        ("Priority 1: Leadership", "Buy an oven"),
    ]
    assert [r.before.split(" | ")[0] for r in plan.repairs if r.kind == "header-dropped"] == [
        "Priority 1: Leadership",
        "Action",
    ]


@pytest.mark.parametrize(
    "total",
    [
        "Total actions for 24-103: 6",
        "Actions for RSK-1040: 4",
        "Number of actions: 2",
        "Grand total: 31",
    ],
)
def test_the_total_of_a_group_is_no_action(plan_of, total):
    plan = plan_of(
        f"""
        {HEAD}
        1 | Fit new locks. | Jo Smith | May 2024 | x
        {total} | < | < | < | <
        2 | Mend the roof. | Al Jones | June 2024 | y
        """
    )
    assert [a.action for a in plan.actions] == ["Fit new locks.", "Mend the roof."]
    assert {a.section for a in plan.actions} == {None}
    assert "total-dropped" in {r.kind for r in plan.repairs}


def test_facts_in_a_table_of_their_own_say_what_the_actions_below_are_about(build, plan_of):
    facts = """
    Recommendation {n} | {text}
    Priority | High
    """
    plan = plan_of(
        build.grid(facts.format(n=1, text="Plans are late."), top=50.0),
        build.grid("Action | Lead | Due\nFit new locks. | Jo Smith | May 2024", top=120.0),
        build.grid(facts.format(n=2, text="Visits are few."), top=200.0),
        build.grid("Action | Lead | Due\nMend the roof. | Al Jones | June 2024", top=300.0),
    )
    assert [(a.area_ref, a.area) for a in plan.actions] == [
        ("Recommendation 1", "Plans are late."),
        ("Recommendation 2", "Visits are few."),
    ]
    assert [a.extra["Priority"] for a in plan.actions] == ["High", "High"]


def test_the_first_title_set_as_the_banners_below_it(read):
    rows = read(
        """
        *Safe* | < | <[#6a1b4d]
        Action | Lead | Due
        Hire a cook. | Jo Smith | May 2024
        *Caring* | < | <[#6a1b4d]
        Action | Lead | Due
        Buy an oven. | Al Jones | June 2024
        """,
        fields="section action",
    )
    assert rows == [("Safe", "Hire a cook."), ("Caring", "Buy an oven.")]


def test_what_a_label_says_above_the_headings_is_no_area(read):
    rows = read(
        """
        Key Issue 1: Improve the teaching of early reading | < | <
        Success criteria: nine in ten pupils meet the standard in the check of June 2024 | < | <
        Action | Lead | Due
        Hire a cook. | Jo Smith | May 2024
        Key Issue 2: Improve attendance | < | <
        Success criteria: attendance is above ninety-five in a hundred through the year | < | <
        Action | Lead | Due
        Buy an oven. | Al Jones | June 2024
        """,
        fields="area_ref area",
    )
    assert rows == [
        ("1", "Improve the teaching of early reading"),
        ("2", "Improve attendance"),
    ]


def test_the_response_below_a_recommendation_is_told_of_its_actions(read):
    rows = read(
        """
        Recommendation 1: Clarify who plans the inspections. | < | <
        Management response: Management agrees. | < | <
        Planned action | Responsibility | Date
        1.1 Draw a chart. | Jo Smith | May 2024
        Recommendation 2: Choose sites by risk. | < | <
        Management response: Management agrees in part. | < | <
        Planned action | Responsibility | Date
        2.1 Update the model. | Al Jones | June 2024
        CC3: Plan ahead. | < | <
        3.1 Draw a plan. | Al Jones | June 2024
        """,
        fields="area_ref area section extra",
    )
    assert rows == [
        ("1", "Clarify who plans the inspections.", None, {"Management response": "Management agrees."}),
        ("2", "Choose sites by risk.", None, {"Management response": "Management agrees in part."}),
        ("CC3", "Plan ahead.", None, {}),
    ]  # fmt: skip


def test_the_reference_beside_a_label_is_that_of_the_area_below_it(read):
    def block(number, finding, action):
        return f"Reference | Recommendation {number} | < | <\nRecommendation | {finding} | < | <\nResponse | Accepted | < | <\nForce action | Owner | Target date | Status\n{action} | Jo Smith | May 2024 | Complete"

    rows = read(
        block(12, "Forces should assess the risk.", "Adopt the tool"), "Next.",
        block(13, "Forces should review cases.", "Revise the policy"),
        fields="area_ref area action extra",
    )  # fmt: skip
    assert rows == [
        (
            "Recommendation 12",
            "Forces should assess the risk.",
            "Adopt the tool",
            {"Response": "Accepted"},
        ),
        (
            "Recommendation 13",
            "Forces should review cases.",
            "Revise the policy",
            {"Response": "Accepted"},
        ),
    ]


def test_a_small_table_above_each_grid_whose_labels_repeat(read):
    def facts(said, leader):
        return f"What Ofsted said | {said}\nPriority captain | {leader}"

    grid = "Actions | Lead | Timescale | Cost\n"
    rows = read(
        "*Priority* *1:* *Reading*", facts("Pupils read too little.", "Mrs Okonkwo"), "Here:", grid + "Buy books | Jo Smith | May 2025 | £5",
        "*Priority* *2:* *Maths*", facts("Pupils count badly.", "Mr Gallagher"), "Here:", grid + "Buy beads | Al Jones | June 2025 | £6",
        fields="area action extra",
    )  # fmt: skip
    assert rows == [
        ("Pupils read too little.", "Buy books", {"Cost": "£5", "Priority captain": "Mrs Okonkwo"}),
        ("Pupils count badly.", "Buy beads", {"Cost": "£6", "Priority captain": "Mr Gallagher"}),
    ]


def test_the_number_and_the_rule_above_what_must_be_done(read):
    def block(number, rule, text, action):
        return f"Must do {number} | < | {rule} | < | <\n{text} | < | < | < | <\nNo. | Action | Owner | Deadline | Cost\n{number}.1 | {action} | Jo Smith | May 2024 | £5"

    rows = read(
        block(1, "Regulation 12 (safe care)", "The trust must ensure that risks are assessed.", "Assess them"), "Next.",
        block(2, "Regulation 18 (staffing)", "The trust must ensure that there are enough staff.", "Recruit"),
        fields="area_ref area extra",
    )  # fmt: skip
    assert rows == [
        ("Must do 1", "The trust must ensure that risks are assessed.", {"Regulation": "Regulation 12 (safe care)", "Cost": "£5"}),
        ("Must do 2", "The trust must ensure that there are enough staff.", {"Regulation": "Regulation 18 (staffing)", "Cost": "£5"}),
    ]  # fmt: skip


def test_a_number_beside_the_finding_above_the_headings(read):
    def block(number, finding, action):
        return f"Reason ID : {number} | {finding} | < | < | <\n | Specific | Measurable | Time-bound | Post-Holder(s)\nCorrective Action | {action} | Audit | 31/08/2024 | Jo Smith, Manager"

    rows = read(
        block(10004821, "One care plan did not include goals for the resident.", "Review the plan."), "Next.",
        block(10004822, "Two bathroom doors did not have a lock on the inside.", "Fit two locks."),
        fields="area_ref area action due_text lead_text",
    )  # fmt: skip
    assert rows == [
        ("10004821", "One care plan did not include goals for the resident.", "Review the plan.", "31/08/2024", "Jo Smith, Manager"),
        ("10004822", "Two bathroom doors did not have a lock on the inside.", "Fit two locks.", "31/08/2024", "Jo Smith, Manager"),
    ]  # fmt: skip


def test_a_title_and_a_sentence_with_a_fact_beside_it(read):
    def block(number, title, text, lead, action):
        return f"AFI {number}: {title} | < | < | < | <\n{text} | < | < | Strategic lead: {lead} | <\nRef | Action | Lead | Target date | Update\n{number}a | {action} | Jo Smith | May 2024 | Begun"

    rows = read(
        block(1, "Crime", "The force should make sure that it has plans which are shared.", "ACC Crime", "Share them."), "Next.",
        block(2, "Calls", "The force should make sure that calls are answered in good time.", "ACC Calls", "Hire staff."),
        fields="action_ref extra",
    )  # fmt: skip
    assert [row[1].get("Strategic lead") for row in rows] == ["ACC Crime", "ACC Calls"]


def test_tables_of_labels_above_the_actions_however_long_the_labels(plan_of):
    def facts(number, text):
        return (
            f"Area for priority action {number} | {text}\n"
            "What will be different for children and young people | I get a plan in time.\n"
            "Strategic owners | Di Poe, Executive Director"
        )

    plan = plan_of(
        facts(1, "The partners should write plans in time, and write them well."),
        f"{HEAD}\nPA1.1 | Hire two writers. | Jo Smith | May 2024 | Green\nPA1.2 | Train them. |  | June 2024 | Green",
        facts(2, "Leaders should act at once to make the waits shorter."),
        f"{HEAD}\nPA2.1 | Call all families. | Al Jones | May 2024 | Green",
    )
    assert [a.area for a in plan.actions] == [
        "The partners should write plans in time, and write them well.",
        "The partners should write plans in time, and write them well.",
        "Leaders should act at once to make the waits shorter.",
    ]
    assert [a.lead_text for a in plan.actions] == ["Jo Smith", "Jo Smith", "Al Jones"]
    owners = {a.extra["Strategic owners"] for a in plan.actions}
    assert owners == {"Di Poe, Executive Director"}


def test_facts_on_lines_of_a_banner_are_told_of_its_actions(plan_of):
    banner = "Area for improvement A. Plan the lessons of every year well. / Why this matters: Pupils are lost. / Trust lead: Rachel Stubbs | < | <"
    plan = plan_of(f"{banner}\nAction | Lead | Due\nWrite it. | Jo Smith | May 2024")
    (action,) = plan.actions
    assert (action.area_ref, action.area) == ("A", "Plan the lessons of every year well.")
    assert dict(action.extra) == {
        "Why this matters": "Pupils are lost.",
        "Trust lead": "Rachel Stubbs",
    }


def test_a_banner_of_one_sentence_with_a_colon_stays_whole(read):
    banner = (
        "Recommendation 1: The trust should plan: it needs / Time: three years at least. | < | <"
    )
    rows = read(
        f"{banner}\nAction | Lead | Due\nWrite it. | Jo Smith | May 2024", fields="area extra"
    )
    assert rows == [("The trust should plan: it needs Time: three years at least.", {})]


NESTED = """
*AREA* *OF* *CONCERN* *{n}:* *Leaders* *have* *not* *ensured* *that* *needs* *are* *met.* | < | < | <
Strategic lead: Director of Care | < | < | <
Ref | Action | Lead | Due
Objective {n}A: Needs are found early | < | < | <
{n}A.1 | Write it. | Jo Smith | May 2024
Objective {n}B: Data is used | < | < | <
{n}B.1 | Count it. | Al Jones | June 2024
"""


def test_what_a_banner_above_the_headings_says_holds_below_the_next_ones(plan_of):
    plan = plan_of(NESTED.format(n=1), "between", NESTED.format(n=2))
    assert [(a.section, a.area_ref) for a in plan.actions] == [
        ("Objective 1A: Needs are found early", "1"),
        ("Objective 1B: Data is used", "1"),
        ("Objective 2A: Needs are found early", "2"),
        ("Objective 2B: Data is used", "2"),
    ]
    assert {a.extra["Strategic lead"] for a in plan.actions} == {"Director of Care"}


def test_objectives_listed_below_a_title_are_a_fact(plan_of):
    plan = plan_of(
        "PRIORITY 1: Act early | < | <\nOBJECTIVES / • To act early / • To act well | < | <\nAction | Lead | Due\nWrite it. | Jo Smith | May 2024"
    )
    (action,) = plan.actions
    assert action.section == "PRIORITY 1: Act early"
    assert dict(action.extra) == {"OBJECTIVES": "• To act early\n• To act well"}


def test_labels_in_lines_above_a_table_tell_who_leads_all_of_it(build, plan_of):
    def told(lead, date):
        return build.grid(f"Lead: | {lead}\nComplete by: | {date}\nIntended outcome: | Better homes", detector="labelled blocks")  # fmt: skip

    head = "Ref | Action | Progress\n"
    plan = plan_of(
        "*Theme* *1:* *Homes*", "*Recommendation* *1.* *Set* *a* *clear* *aim* *for* *all.*", told("Jo Smith", "May 2024"),
        head + "1.1 | Lease homes. | Ten leased.\n1.2 | Meet weekly. | ",
        "*Recommendation* *2.* *Act* *earlier* *for* *every* *family.*", told("Al Jones", "June 2024"),
        head + "2.1 | Place officers. | Drafted.",
    )  # fmt: skip
    assert [(a.section, a.area_ref, a.lead_text, a.due_text) for a in plan.actions] == [
        ("Theme 1: Homes", "1", "Jo Smith", "May 2024"),
        ("Theme 1: Homes", "1", "Jo Smith", "May 2024"),
        ("Theme 1: Homes", "2", "Al Jones", "June 2024"),
    ]


BLOCK = """
*Finding* *{n}:* *{title}* | < | High
*Finding* | {found} | <
*Implication* | Money may be lost. | <
*Recommendation* | {ask} | <
*Management* *response* | *Responsible* *officer* | *Implementation* *date*
{done} | Jo Smith | May 2024
"""


def test_labels_that_repeat_in_a_table_tell_facts_of_each_part(plan_of):
    plan = plan_of(
        BLOCK.format(n=1, title="Job plans", found="Ten of 20 are missing.", ask="Sign them off.", done="We will sign them.")
        + BLOCK.format(n=2, title="Payments", found="Nobody looks.", ask="Look at them.", done="We will look.")
    )  # fmt: skip
    assert [(a.area_ref, a.action) for a in plan.actions] == [
        ("1", "We will sign them."),
        ("2", "We will look."),
    ]
    assert [a.extra["Implication"] for a in plan.actions] == ["Money may be lost."] * 2


def test_the_second_sentence_of_an_area_may_have_a_colon(read):
    banner = "Recommendation 1. The trust must train its staff. / In particular: night staff must be trained. | < | <"
    rows = read(f"{banner}\nAction | Lead | Due\nWrite it. | Jo Smith | May 2024", fields="area")
    assert rows == [
        ("The trust must train its staff. In particular: night staff must be trained.",)
    ]
