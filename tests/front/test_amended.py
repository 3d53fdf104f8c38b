"""Corrections and names on the way from the parts to the dataset, and the report beside it."""

from __future__ import annotations

import json

import pytest
from made_plans import write_plan

import actionplans
from actionplans import reporting
from actionplans.child import started
from actionplans.errors import OutputError
from actionplans.export.validate import validate
from actionplans.gathered import Gathered
from actionplans.limits import Limits
from actionplans.parts import Parts
from actionplans.reporting import Wish, report_beside


@pytest.fixture
def plan(tmp_path):
    write_plan(tmp_path / "plan.pdf", rows=6, seed=2)
    return tmp_path / "plan.pdf"


def actions(out):
    return {a["action_id"]: a for a in json.loads((out / "actions.json").read_text())}


def test_corrections_are_applied_and_stale_ones_are_said(plan, tmp_path):
    out = tmp_path / "out"
    assert not actionplans.convert(plan, out).notes
    first = next(iter(actions(out)))
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(
        "action_id,field,value,reason\n"
        f"{first},due_text,30 June 2022,the council said so\n"
        "plan/9.9,rag,green,there is none\n"
        "other/1,rag,green,of another plan\n"
    )
    report = actionplans.convert(plan, out, corrections=corrections)
    assert report.skipped == ("plan.pdf",)
    assert actions(out)[first]["deadline"] == "2022-06-30"
    assert len(report.notes) == 2
    assert actionplans.convert(plan, out, corrections=corrections).notes == report.notes
    assert not validate(out)
    actionplans.convert(plan, out)
    assert actions(out)[first]["due_text"] != "30 June 2022"


def test_names_are_in_no_file_not_even_in_what_is_kept(plan, tmp_path):
    out = tmp_path / "out"
    actionplans.convert(plan, out)
    names = {lead["name"] for a in actions(out).values() for lead in a["leads"] if lead["name"]}
    assert names
    actionplans.convert(plan, out, without_names=True, formats=("json", "csv", "parquet", "xlsx"))
    for path in out.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for name in names:
                assert name.encode() not in data, path
    assert all(action["lead_text"] for action in actions(out).values())
    assert not validate(out)


def wish(tmp_path, plan, **changed):
    parts = Parts(tmp_path / "none")
    return Wish(Gathered((), parts), tmp_path / "report", {}, None, True, Limits(**changed))


def test_a_page_that_ends_the_drawing_costs_the_pictures_only(plan, tmp_path, monkeypatch):
    functions = iter(["bad_readers:die", "actionplans.reporting:draw"])
    monkeypatch.setattr(reporting, "started", lambda _: started(next(functions)))
    report = actionplans.convert(plan, tmp_path / "out")
    assert "no page pictures" in report.notes[0]
    assert (tmp_path / "out" / "report.html").stat().st_size > 1000


def test_a_report_that_cannot_be_made_is_an_error(plan, tmp_path):
    with (
        pytest.raises(OutputError, match="report could not be made"),
        report_beside(wish(tmp_path, plan, memory=1)),
    ):
        pass


def test_corrections_bring_no_name_into_a_dataset_without_names(plan, tmp_path):
    out = tmp_path / "out"
    actionplans.convert(plan, out)
    known = next(iter(actions(out).values()))
    leads = {lead["name"] for a in actions(out).values() for lead in a["leads"] if lead["name"]}
    lead = sorted(leads)[0]
    first, second = list(actions(out))[:2]
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(
        "action_id,field,value,reason\n"
        f'{first},lead_text,"Tamsin Ockwell, Head of Things",'
        f'"{lead} left; Peter Quillfeather said"\n'
        f"{second},action,Ask {lead} and Tamsin Ockwell to report,as agreed with Mr Other\n"
        f"{second},status,Jane Bloggs says done,\n"
        "other/1,rag,green,of another plan\n"
    )
    report = actionplans.convert(
        plan, out, corrections=corrections, without_names=True,
        formats=("json", "csv", "parquet", "xlsx"),
    )  # fmt: skip
    assert not validate(out)
    for path in out.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for name in (*leads, "Ockwell", "Quillfeather", "Mr Other", "Jane Bloggs"):
                assert name.encode() not in data, path
    now = actions(out)
    assert now[second]["action"] == "Ask [name] and [name] to report"
    assert now[first]["leads"] == [{"name": None, "role": "Head of Things", "organisation": None}]
    assert known["action"] == now[first]["action"]
    assert len(report.notes) == 2
    again = actionplans.convert(
        plan, out, corrections=corrections, without_names=True,
        formats=("json", "csv", "parquet", "xlsx"),
    )  # fmt: skip
    assert (again.skipped, again.notes) == (("plan.pdf",), report.notes)
    corrections.write_text("action_id,field,value,reason\n")
    actionplans.convert(plan, out, corrections=corrections, without_names=True)
    assert actions(out)[second]["action"] != now[second]["action"]
