"""A plan as JSON and back: every type of value, text UTF-8 cannot hold, and what is no plan."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from actionplans.extract.document import PageSize
from actionplans.normalise.plan import (
    Action,
    Lead,
    Milestone,
    Plan,
    Provenance,
    Repair,
    UnplacedWord,
)
from actionplans.plan_json import dump_plan, load_plan
from actionplans.reading import ActionPlan

DAY = date(2026, 3, 31)
ACTION = Action(
    "p", "p/1", 1, None, "1", "Naïve – area", None, "Do\nit", "March", DAY, DAY, "month", "2026-03",
    DAY, None, "in progress", None, "Jo", False, (Lead("Jo"), Lead(role="Head")),
    (Milestone("March", "due", DAY, DAY, "month", "2026-03", span=(0, 5)),), {"RAG": "Amber"}, 1, 2,
    (Provenance("action", 1, 10.25, 20.0, 30.5, 41.125),), ("words-unplaced",),
)  # fmt: skip
PLAN = Plan(
    "p", "Plan", "p.pdf", "0" * 64, 2, (ACTION,),
    (Repair(None, "header-dropped", 2, "a", "", "again"),),
    (UnplacedWord("x", 1, 1.0, 2.0, 3.0, 4.0),),
    4, 3, 0, 1, "native", ("cut",), "0.1", (PageSize(1, 595.0, 842.0),),
)  # fmt: skip


def test_a_plan_comes_back_whole() -> None:
    data = dump_plan(PLAN)
    assert b"\n" not in data
    assert load_plan(data) == PLAN
    assert repr(load_plan(data)) == repr(PLAN)  # tuples, dates and floats stay such


@pytest.mark.parametrize("name", ["a\udc80.pdf", "\ud83d", "\ude00\ud83d"])
def test_lone_surrogates_come_back(name: str) -> None:
    plan = replace(PLAN, source_file=name, actions=(replace(ACTION, action=f"é{name}\u2028"),))
    assert load_plan(dump_plan(plan)) == plan


def test_only_what_is_of_the_plan_is_kept() -> None:
    facts = {field.name: getattr(PLAN, field.name) for field in fields(Plan)}
    assert dump_plan(ActionPlan(**facts, unused_headings=("x",))) == dump_plan(PLAN)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"\xff", b"null", b"[]", b"{}", b'["\\udc80"]', dump_plan(PLAN)[:-1],
        dump_plan(PLAN).replace(b'"pages":2', b'"pages":"2"'),
        json.dumps({"plan_id": "\udc80"}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - why differs
        load_plan(data)
