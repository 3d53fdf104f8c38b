"""The sample plan's three PDFs, through the reader, against what its authors wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actionplans.extract.read import read_document
from actionplans.normalise.headings import is_heading
from actionplans.normalise.normalise import to_plan

SAMPLE = Path(__file__).parents[2] / "samples" / "east-sussex-jtai"
FIELDS = ("section", "area_ref", "area", "action_ref", "action", "due_text", "lead_text")


def flat(value):
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.pdf")), ids=lambda path: path.stem)
def test_all_78_actions_equal(path):
    expected = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))["actions"]
    plan = to_plan(read_document(path, is_heading=is_heading))
    assert len(plan.actions) == len(expected) == 78
    for action, wanted in zip(plan.actions, expected, strict=True):
        assert {name: flat(getattr(action, name)) for name in FIELDS} == {
            name: wanted[name] for name in FIELDS
        }
        assert str(action.due_start) == str(wanted["due_start"])
        assert str(action.due_end) == str(wanted["due_end"])
        assert action.status == wanted["status"]
        assert action.lead_inherited == wanted["lead_inherited"]
    assert plan.words_unplaced == 0
    assert plan.words_total == plan.words_placed + plan.words_elsewhere
