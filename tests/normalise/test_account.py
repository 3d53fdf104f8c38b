# ruff: noqa: E501  (a grid reads best with a row on a line)
"""No word is lost silently: the account holds for any grid."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.errors import NoActionTableError
from actionplans.normalise.flags import FLAGS
from actionplans.normalise.normalise import to_plan
from actionplans.normalise.text import document_words

CELL = st.sampled_from(
    ["", "", "", "^", "^", "<", "<", "1", "1.1", "R2", "a)", "(1a) Do it / (1b) Do more", "1.2 Write the", "partners and",
     "Review it.", "May 2020", "By June / September 2020", "Jo Smith, Head of", "Health", "• one / • two",
     "Action", "By when", "Lead", "Recommendation 3: The trust must", "Agree.", "ditto", "•", "3 rd June", "---x",
     "Finding", "Risk:", "Outcome: every child is seen", "Agreed", "Complet / e", "31/03/20 / 23", "c) Do it",
     "Responsible officer", "Due date", "Name", "Area of weakness 1: Plans drift", "[#00b050]", "Who [#d9d9d9]",
     "^Review it.", "ring- / fenced"]
)  # fmt: skip
ROW = st.lists(CELL, min_size=5, max_size=5).map(" | ".join)
GRID = st.lists(st.one_of(ROW, ROW, ROW, st.just("---")), min_size=1, max_size=12)
HEAD = "Ref | Area | Action | By when | Lead"


@settings(max_examples=150, deadline=None)
@given(GRID, st.booleans(), st.sampled_from(["ruled", "white space", "structure tree"]))
def test_any_grid_is_read_without_a_traceback_and_every_word_counted(build, rows, headed, detector):
    text = "\n".join([HEAD, *rows] if headed else rows)
    if not text.replace("---", "").strip():
        return
    table = (
        build.grid(text, detector=detector) if any(r != "---" for r in text.split("\n")) else None
    )
    document = build.document("A plan", table, furniture=build.words("Page 1", 1, 0, 0))
    try:
        plan = to_plan(document)
    except NoActionTableError:
        return
    assert plan.words_total == sum(1 for _ in document_words(document))
    assert plan.words_total == plan.words_placed + plan.words_elsewhere + plan.words_unplaced
    assert plan.words_unplaced == len(plan.unplaced)
    assert set(plan.flags) | {flag for a in plan.actions for flag in a.flags} <= FLAGS.keys()
    ids = [action.action_id for action in plan.actions]
    assert len(set(ids)) == len(ids)
    assert [action.sequence for action in plan.actions] == list(range(1, len(ids) + 1))
    texts = [
        getattr(a, n)
        for a in plan.actions
        for n in ("section", "area", "area_ref", "action_ref", "due_text", "lead_text")
    ]
    assert "" not in texts
    printed = Counter("".join(c for w in document_words(document) for c in w.text if c.isalnum()))
    for action in plan.actions:
        assert not set(Counter(c for c in action.action if c.isalnum())) - set(printed)


def test_words_of_an_action_are_boxed_field_by_field_and_page_by_page(build):
    plan = to_plan(
        build.document(
            build.grid(f"{HEAD}\n1 | Weak. | 1.1 Write the | May 2020 | Jo\n---\n |  | plan |  | ")
        )
    )
    [action] = plan.actions
    assert {p.field for p in action.provenance} == {
        "area_ref",
        "area",
        "action_ref",
        "action",
        "due_text",
        "lead_text",
    }
    assert [(p.page) for p in action.provenance if p.field == "action"] == [1, 2]
    box = next(p for p in action.provenance if p.field == "due_text")
    assert (box.x0, box.x1) == (520.0, 560.0)
    assert (action.page_first, action.page_last) == (1, 2)
    assert plan.words_elsewhere == 6
    json.dumps(dict(action.extra))


def test_an_area_that_is_printed_in_every_row_is_boxed_where_each_row_says_it(plan_of):
    plan = plan_of(
        """
        Ref | Area | Action | Due | Lead
        R1 | Weak. | Write the plan. | May 2020 | Jo
        R1 | Weak. | Read the plan. | June 2020 | Al
        """
    )
    tops = [[p.top for p in a.provenance if p.field == "area"] for a in plan.actions]
    assert tops[0] != tops[1]


def test_a_missing_recommendation_is_flagged(plan_of):
    plan = plan_of(
        """
        Rec | Recommendation | Action | Due | Lead
        1 | Plans are late. | Write them. | May 2020 | Jo
        2 | Visits are few. | Make them. | June 2020 | Al
        5 | Food is poor. | Ask the cooks. | July 2020 | Di
        """
    )
    assert [a.area_ref for a in plan.actions if "ref-gap" in a.flags] == ["5"]
