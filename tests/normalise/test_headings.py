# ruff: noqa: E501  (a grid reads best with a row on a line)
"""Headings of real plans and the roles that their words claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actionplans.normalise.headings import (
    ROLES,
    claims,
    combined_role,
    is_heading,
    normalised,
    other_kinds,
    vocabulary,
)

REAL = {
    "ref": "Ref|Ref No|No.|BFI REF",
    "area": "Areas for development|AREA REQUIRING IMPROVEMENT (Recommendations)|Ofsted Area for Improvement|What?"
    "|Improvement Issue|REPORT RECOMMENDATION|Recommendation Made|Key Development Priorities|Evaluation Recommendation"
    "|Commissioner's Recommendations|Committee Recommendation|What inspectors found|Objective|Area for Improvement (AFI)",
    "action": "Actions|Action Required|How?|Specific Actions|Action to be taken|Action taken or Planned|Task / Action"
    "|Management Action|Management Response and Planned Actions|Proposed Management Actions|Recommended Action"
    "|4. Response / Action Taken/Planned|Action(s)|What are we going to do?|Management Action Plan",
    "due": "Completion date and key milestones|Planned Completion Date|By When|Timescale/Target|When?|Target Date"
    "|Original Agreed Implementation Date|Planned Start and Completion Dates|Timeline for Implementation"
    "|Completion DateFootnote *|Timescale|Date1|By when (DD/MM/YY)",
    "lead": "Lead/s|Lead Officer / Agency|Lead Officer(s)|Who by?|Recommendation made to:|Led by|Responsible Person"
    "|Agreed Responsible Executive Lead/Management Lead|Responsible Official(s)|Accountability/ Responsibility"
    "|Responsible Manager (Title / Sector)|Offices of Primary Interest|Responsible Owner (including named role)",
    "rag": "RAG rating|R/A/G|BRAG",
    "status": "Status|Implementation status (%)",
    "extra": "Progress against agreed action and impact monitoring|Progress October 2003|Action from October 2003"
    "|Output/Outcome measurement|Comments|Current Position|New Recommendation/Targets|Revised Implementation Date"
    "|Actions Completed|Issues Arising This Period|Outcomes and Success Criteria|3. Agreed/ Partly Agreed/ Not Agreed"
    "|Success Criteria|Priority (H/M/L)|Date added|How will we know?|Update (18.10.01)",
}


@pytest.mark.parametrize(
    ("role", "heading"),
    [(role, heading) for role, texts in REAL.items() for heading in texts.split("|")],
)
def test_headings_of_real_plans(role, heading):
    assert claims(heading)[0].role == role
    assert is_heading(heading)


@pytest.mark.parametrize(
    "heading", ["Who By/When", "Lead (position) & Target Date", "Lead and timescale"]
)
def test_one_heading_for_lead_and_date(heading):
    assert combined_role(heading) == "lead_due"


@pytest.mark.parametrize(
    "heading", ["Lead", "By when", "Completion date and key milestones", "Lead Officer / Agency"]
)
def test_one_heading_for_one_role(heading):
    assert combined_role(heading) is None


@pytest.mark.parametrize(
    "text",
    [
        "Undertake an audit of the emotional wellbeing team as part of the SPOA review",
        "October 2020",
        "Celia Lamden, Head of Early Help Services 0 – 19",
        "",
        "1.1",
        "Health",
    ],
)
def test_what_is_no_heading(text):
    assert not is_heading(text)


def test_case_marks_and_dates_do_not_count():
    assert normalised("2. COMPLETION  Date¹") == "completion date"
    assert normalised("Progress at June 2002") == "progress at"


def test_other_tables_are_known_by_two_headings():
    assert other_kinds(["Version", "Date", "Author", "Changes"])[0][0] == "version-control"
    assert other_kinds(["Risk", "Likelihood", "Impact", "Owner"])[0][0] == "risk-register"
    assert other_kinds(["Action", "Lead", "By when"]) == []


def test_the_vocabulary_names_only_roles_and_lower_case_phrases():
    for name, strengths in vocabulary().items():
        if name == "other":
            continue
        assert name in ROLES
        for phrases in strengths.values():
            assert all(phrase == normalised(phrase) for phrase in phrases), name


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        (role, heading)
        for role, texts in {
            "area": "Report finding|Issue identified|What inspectors said|Breach|Requirement"
            "|Improvement needed|Key line of enquiry|Lessons learned|Compliance requirement",
            "action": "What needs to happen|Agency response|Remedial action|Agreed management action"
            "|Intervention|Deliverable|Task|Action to be completed",
            "lead": "Nominated individual|SRO|Executive sponsor|Accountable/Responsible|Who|Team",
            "due": "Finish by|Agreed timescale|Action deadline|Target completion|Timeframe",
            "rag": "Progress RAG|BRAG",
            "extra": "Next steps|Review date|How monitored|Success indicators|Commentary",
        }.items()
        for heading in texts.split("|")
    ],
)
def test_headings_of_other_bodies(role, heading):
    assert claims(heading)[0].role == role


@pytest.mark.parametrize(("heading", "role"), [("What", "area"), ("Why?", "area"), ("How", "action")])  # fmt: skip
def test_a_phrase_that_is_a_heading_only_by_itself(heading, role):
    assert claims(heading)[0].role == role


@pytest.mark.parametrize("heading", ["What the budget is", "How it went last year", "How many beds"])  # fmt: skip
def test_the_same_word_in_a_longer_heading_says_nothing(heading):
    assert {"area", "action"}.isdisjoint(claim.role for claim in claims(heading))


@pytest.mark.parametrize(
    "heading",
    [
        "What the force will do",
        "What Saltmere Hospitals will do",
        "What our partners are doing",
        "What the local authorities plan to do",
        "What this school did",
    ],
)
def test_what_somebody_will_do_is_the_action(heading):
    assert claims(heading)[0].role == "action"
    assert normalised(heading).startswith("what we ")


@pytest.mark.parametrize(
    ("heading", "role"),
    [("What difference will it make", "extra"), ("What will success look like", "extra"), ("What inspectors said", "area")],
)  # fmt: skip
def test_what_something_else_is_asked_stays_itself(heading, role):
    assert claims(heading)[0].role == role
    assert "what we" not in normalised(heading)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("What the trust plans to do", "action"),
        ("What the school is going to do", "action"),
        ("What the inspection found", "area"),
        ("What Ofsted told us", "area"),
        ("What success will look like", "extra"),
    ],
)
def test_headings_that_name_who_does_or_says_it(heading, role):
    assert claims(heading)[0].role == role


@pytest.mark.parametrize("heading", ["Lead", "Executive lead", "Operational lead", "Clinical lead"])
def test_every_heading_that_ends_in_lead_claims_alike(heading):
    assert claims(heading)[0] == replace(claims("Lead")[0], phrase=claims(heading)[0].phrase)
