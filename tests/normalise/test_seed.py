"""Another tool's conversion of the sample plan: every wound of a bad conversion in one document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actionplans.extract.text_table import read_text_table
from actionplans.normalise.normalise import to_plan
from actionplans.normalise.plan import Plan

SAMPLE = Path(__file__).parents[2] / "samples" / "east-sussex-jtai"
NOISE_COLUMN_PAGE = 6


def words(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


@pytest.fixture(scope="module")
def plan() -> Plan:
    return to_plan(read_text_table(SAMPLE / "another-tools-conversion.txt"))


@pytest.fixture(scope="module")
def expected() -> list[dict[str, object]]:
    actions = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))["actions"]
    return [action for action in actions if action["seed_page_first"] < NOISE_COLUMN_PAGE]


def test_pages_with_a_grid_are_read_action_by_action(
    plan: Plan, expected: list[dict[str, object]]
) -> None:
    read = {(a.area_ref, a.action_ref, words(a.action), words(a.due_text)) for a in plan.actions}
    exact = [(e["area_ref"], e["action_ref"], e["action"], e["due_text"]) in read for e in expected]
    assert len(exact) == 61
    # One due text keeps the conversion's own slip, "Iaunched" for "launched".
    assert sum(exact) >= 60


def test_areas_and_sections_are_whole(plan: Plan, expected: list[dict[str, object]]) -> None:
    read = [a for a in plan.actions if a.page_first < NOISE_COLUMN_PAGE]
    assert [words(a.area) for a in read] == [e["area"] for e in expected]
    assert [a.section for a in read] == [e["section"] for e in expected]


def test_nothing_is_invented_from_the_noise_column(plan: Plan) -> None:
    lines = (SAMPLE / "another-tools-conversion.txt").read_text(encoding="utf-8").split("\n\n")
    grid = " ".join(
        " ".join(cell for cell in row.split("\t")[1:])
        for row in lines[NOISE_COLUMN_PAGE - 1].splitlines()
    )
    rest = " ".join(lines[NOISE_COLUMN_PAGE:])
    known = set(f"{grid} {rest}".split())
    damaged = [a for a in plan.actions if a.page_first >= NOISE_COLUMN_PAGE]
    assert damaged
    for action in damaged:
        assert set(action.action.split()) <= known
    assert {a.action_ref for a in damaged} == {"15.16", None}
    assert all(word.page == NOISE_COLUMN_PAGE for word in plan.unplaced if word.x0 < 1000)


def test_every_repair_of_the_kinds_in_it_is_on_record(plan: Plan) -> None:
    kinds = {repair.kind for repair in plan.repairs}
    assert kinds >= {
        "row-joined-over-page",
        "row-joined-in-page",
        "cell-split",
        "header-dropped",
        "lead-inherited",
        "column-shifted",
        "banner-cut-by-columns",
        "year-inferred",
    }
    assert all(repair.evidence for repair in plan.repairs)


def test_every_word_is_accounted_for(plan: Plan) -> None:
    assert plan.words_total == plan.words_placed + plan.words_elsewhere + plan.words_unplaced
    clean_pages = [w for w in plan.unplaced if w.page != NOISE_COLUMN_PAGE]
    assert [w.text for w in clean_pages] == ["0.4.1", "\\(", "\\(", "\\)", "\\("]
