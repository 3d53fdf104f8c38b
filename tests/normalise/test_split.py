# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Several actions in one cell: where each begins, and whose the dates are."""

from __future__ import annotations

import pytest

from actionplans.extract.text_table import text_document
from actionplans.normalise.split import deal, items_of, parted
from actionplans.normalise.text import plain


def cell(text):
    """One cell; two spaces end a paragraph."""
    return text_document(text).tables[0].rows[0].cells[0].lines if text else ()


@pytest.mark.parametrize(
    ("action", "area", "due", "actions", "dues"),
    [
        (
            "13.6Update GP leads about the process 13.7Arrange 3 events",
            "13",
            "July 2020 September 2020",
            ["13.6Update GP leads about the process", "13.7Arrange 3 events"],
            ["July 2020", "September 2020"],
        ),
        (
            "14.5Monitor documentation (Urgent Care). 14.6Named Nurses to train",
            "14",
            "September 2020 September 2020",
            ["14.5Monitor documentation (Urgent Care).", "14.6Named Nurses to train"],
            ["September 2020", "September 2020"],
        ),
        (
            "6.1 SPoA Board to decide as agreed by LTP Board  6.2 Agreed data",
            "6",
            "September 2020  Review December 2020  Q2 review as planned",
            ["6.1 SPoA Board to decide as agreed by LTP Board", "6.2 Agreed data"],
            ["September 2020 Review December 2020", "Q2 review as planned"],
        ),
        (
            "15.2Audit of the information  15.3HIDVA funding",
            "15",
            "Audit undertaken June 2020 December 2020",
            ["15.2Audit of the information", "15.3HIDVA funding"],
            ["Audit undertaken June 2020", "December 2020"],
        ),
        ("(1a) Do this (1b) Do that", "1", "May 2020", ["(1a) Do this", "(1b) Do that"], []),
        (
            "1. Draft. 2. Agree.",
            None,
            "May 2020 June 2020",
            ["1. Draft.", "2. Agree."],
            ["May 2020", "June 2020"],
        ),
        ("governance groups.  14.1Assess", "14", "", ["governance groups.", "14.1Assess"], []),
    ],
)
def test_numbered_actions_are_split_and_dates_dealt_out(action, area, due, actions, dues):
    items = items_of(cell(action), area, cell(due))
    assert [plain(item.lines) for item in items] == actions
    shares = deal(cell(due), [item.lines for item in items])
    assert [plain(share) for share in shares] == dues


@pytest.mark.parametrize(
    "text",
    [
        "10.1 Business case; increasing capacity in:  i) NHS 111  ii) A&E by 60%",
        "1.4 Planning to be reviewed to ensure:  • there are arenas  • risk management",
        "1.1 Review the plan (see action 1.2 Agree the plan)",
        "1.1 Train 12 staff in 1.2 Hours",
        "1. Draft. 2. Agree. 3. Tell",
        "Write to all GPs about 3.5 Days of training",
    ],
)
def test_lists_and_mentions_are_not_split(text):
    assert len(items_of(cell(text), "1", cell("May 2020"))) == 1


@pytest.mark.parametrize(
    ("text", "lead", "due"),
    [
        ("PPB March 2012 PA", "PPB PA", "March 2012"),
        ("A Kaye by end of March 2004 DONE", "A Kaye", "by end of March 2004 DONE"),
        ("Head of Service", "Head of Service", ""),
        ("Ongoing", "", "Ongoing"),
        ("Rob Hathersage – September 2024", "Rob Hathersage", "September 2024"),
        (
            "Ruth Okafor, Manager  Contract start 1 April 2026",
            "Ruth Okafor, Manager",
            "Contract start 1 April 2026",
        ),
        ("Jo Smith  Planning: Jan 2026", "Jo Smith", "Planning: Jan 2026"),
        ("Ms J van Dyk 12/05/2024", "Ms J van Dyk", "12/05/2024"),
    ],
)
def test_lead_and_date_of_one_cell(text, lead, due):
    assert tuple(plain(side) for side in parted(cell(text)))[:2] == (lead, due)


def test_the_dash_between_lead_and_date_belongs_to_neither():
    assert plain(parted(cell("Rob Hathersage – September 2024"))[2]) == "–"


def test_leads_are_dealt_out_line_by_line_only_where_each_names_somebody(build):
    from actionplans.extract.document import Line
    from actionplans.normalise.split import deal_by_line

    def cell(*texts):
        return tuple(Line(build.words(t, 1, 40, 12 * n)) for n, t in enumerate(texts))

    names = cell("Supt Harjinder Gill", "CI Róisín Gallagher")
    assert [[line.text for line in lines] for lines in deal_by_line(names, 2)] == [
        ["Supt Harjinder Gill"],
        ["CI Róisín Gallagher"],
    ]
    assert deal_by_line(names, 3) == []
    assert deal_by_line(cell("Head of Safety and", "Security Manager"), 2) == []


TWO = ["1.1 Draft a plan", "1.2 Agree the plan"]


@pytest.mark.parametrize(
    "due",
    [
        "Start March 2024 completion July 2024",
        "Interim report May 2024  Final report July 2024",
        "Commence March 2024, review July 2024",
    ],
)
def test_stages_of_one_action_are_not_dealt_out(due):
    assert deal(cell(due), [cell(text) for text in TWO]) == []


@pytest.mark.parametrize(
    ("due", "shares"),
    [
        ("March 2024 July 2024", ["March 2024", "July 2024"]),
        ("Complete - June 2024 July 2024", ["Complete - June 2024", "July 2024"]),
        ("June 2024 (complete) July 2024", ["June 2024 (complete)", "July 2024"]),
        ("Done: May 2024", []),  # one date said in two ways, for two actions
    ],
)
def test_a_date_and_its_status_are_one(due, shares):
    found = deal(cell(due), [cell(text) for text in TWO])
    assert [plain(share) for share in found] == shares


def leads(build, *texts):
    from actionplans.extract.document import Line

    return tuple(
        Line(build.words(text.strip("¶"), 1, 40, 12 * at), starts_paragraph=text.startswith("¶"))
        for at, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("texts", "count", "dealt"),
    [
        (
            ["¶Head of", "Finance", "¶Manager", "¶Jo Smith"],
            3,
            ["Head of Finance", "Manager", "Jo Smith"],
        ),
        (["¶Head of", "Service", "¶Finance Manager"], 2, []),  # two leads of both, perhaps
        (["¶Head of", "Service", "¶Head of", "Service"], 2, ["Head of Service", "Head of Service"]),
    ],
)
def test_leads_are_dealt_out_by_paragraph(build, texts, count, dealt):
    from actionplans.normalise.split import deal_by_line

    assert [plain(share) for share in deal_by_line(leads(build, *texts), count)] == dealt


@pytest.mark.parametrize(
    "name",
    ["Marianne Coe", "Julian Ames", "Janet Poole", "Declan Furey", "Martin Poe", "Augusta Lee"],
)
def test_names_that_begin_like_a_month(name):
    due = cell(f"{name}  5 December 2022")
    assert [plain(part) for part in parted(due)] == [name, "5 December 2022", ""]


STEPS = "• Publish a summary. / • Hold eight briefings. / • Ask the residents."


def test_bullets_with_a_date_and_a_lead_each_are_actions(read):
    rows = read(
        f"""
        What? | How? | Who by? | When?
        The vision is not understood. | {STEPS} | Jo Smith / ditto / Colin Mabey | May 2004 / By end of June 2004 / October 2004
        """,
        fields="action lead_text due_text",
    )
    assert rows == [
        ("Publish a summary.", "Jo Smith", "May 2004"),
        ("Hold eight briefings.", "Jo Smith", "By end of June 2004"),
        ("Ask the residents.", "Colin Mabey", "October 2004"),
    ]


@pytest.mark.parametrize("due", ["May 2004", "May 2004 / June 2004", "Start: May 2004 / Review: June 2004 / Completion: July 2004"])  # fmt: skip
def test_bullets_that_detail_one_action_stay_together(read, due):
    rows = read(f"What? | How? | Who by? | When?\nIt is weak. | {STEPS} | Jo Smith | {due}")
    assert len(rows) == 1


def test_two_bullets_and_two_dates_say_little(read):
    two = "• Publish a summary of the plan for / everybody in the town. / • Hold briefings."
    rows = read(f"What? | How? | Who by? | When?\nIt is weak. | {two} | Jo Smith | May 2004 / June 2004")  # fmt: skip
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("text", "lead", "due"),
    [
        ("Jo Smith November 2025 to March 2026", "Jo Smith", "November 2025 to March 2026"),
        (
            "Area Directors By March 2012, then annually",
            "Area Directors",
            "By March 2012, then annually",
        ),
        ("Chiefs of Inspection Starting April 2014", "Chiefs of Inspection", "Starting April 2014"),
        ("Jo Smith Fall 2012", "Jo Smith", "Fall 2012"),
        ("Jo Smith To be determined", "Jo Smith", "To be determined"),
    ],
)
def test_a_date_with_the_words_that_belong_to_it_parts_from_the_lead(text, lead, due):
    found = parted(cell(text))
    assert (plain(found[0]), plain(found[1])) == (lead, due)
