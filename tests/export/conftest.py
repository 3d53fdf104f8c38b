"""Plans to write: the sample, and a small one made to measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import actionplans
from actionplans.normalise.plan import (
    Action,
    Lead,
    Milestone,
    Plan,
    Provenance,
    Repair,
    UnplacedWord,
)

SAMPLES = Path(__file__).parents[2] / "samples" / "east-sussex-jtai"


@pytest.fixture(scope="session")
def sample_plan():
    """The sample plan, read from its PDF."""
    return actionplans.read(SAMPLES / "east-sussex-jtai.pdf")


@pytest.fixture(scope="session")
def tiny_plan():
    """Two actions: one with everything in it, one with next to nothing."""
    full = Action(
        plan_id="tiny",
        action_id="tiny/1.1",
        sequence=1,
        section="Health",
        area_ref="1",
        area="Records are late.",
        action_ref="1.1",
        action="Audit the records",
        due_text="Q2 2020/21, review every month",
        due_start=date(2020, 7, 1),
        due_end=date(2020, 9, 30),
        due_precision="quarter",
        due_edtf="2020-35",
        deadline=date(2020, 9, 30),
        recurrence="FREQ=MONTHLY",
        status="in progress",
        rag="amber",
        lead_text="Jo Smith, Head of Audit; Police",
        lead_inherited=False,
        leads=(Lead("Jo Smith", "Head of Audit", None), Lead(None, None, "Police")),
        milestones=(
            Milestone("Q2 2020/21", "due", date(2020, 7, 1), date(2020, 9, 30), "quarter",
                      "2020-35", None, (0, 10)),
            Milestone("review every month", "recurring", None, None, None, None, "FREQ=MONTHLY",
                      (12, 30)),
        ),
        extra={"Evidence": "Minutes"},
        page_first=1,
        page_last=2,
        provenance=(Provenance("action", 1, 10.0, 20.0, 110.0, 32.5),),
        flags=("row-joined-over-page", "ref-gap"),
    )  # fmt: skip
    bare = replace(
        full, action_id="tiny/2", sequence=2, section=None, area_ref=None, area=None,
        action_ref=None, action="Meet", due_text=None, due_start=None, due_end=None,
        due_precision=None, due_edtf=None, deadline=None, recurrence=None, status=None, rag=None,
        lead_text=None, leads=(), milestones=(), extra={}, page_first=2, provenance=(), flags=(),
    )  # fmt: skip
    return Plan(
        "tiny", "A tiny plan", "tiny.pdf", "ab" * 32, 2, (full, bare),
        (Repair("tiny/1.1", "row-joined-over-page", 1, "", "Audit the records", "lower case"),
         Repair(None, "header-dropped", 2, "Ref | Action", "", "the headings again")),
        (UnplacedWord("stray", 2, 1.0, 2.0, 3.0, 4.0),),
        20, 15, 4, 1, flags=("words-unplaced",), converter_version="0.1.0",
    )  # fmt: skip
